// Days to places across.

/** Days since 1970; a month or a year stands for its middle. */
function dayNumber(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return Date.UTC(year, (month ?? 7) - 1, day ?? (month ? 15 : 1)) / 864e5;
}

export function timeScale(first, last, left, right) {
  const one = dayNumber(first);
  const span = Math.max(1, dayNumber(last) - one);
  const x = (iso) => left + ((dayNumber(iso) - one) / span) * (right - left);
  const years = [];
  for (let year = Number(first.slice(0, 4)) + 1; year <= Number(last.slice(0, 4)); year += 1) years.push(year);
  const step = Math.ceil(40 / ((right - left) / Math.max(1, span / 365.25)));
  return { x, left, right, years: years.filter((year) => year % step === 0) };
}

/** Places at least `apart` from one another, moved as little as possible. */
export function spread(places, apart, right) {
  const moved = [...places];
  for (let at = 1; at < moved.length; at += 1) moved[at] = Math.max(moved[at], moved[at - 1] + apart);
  let limit = right;
  for (let at = moved.length - 1; at >= 0; at -= 1) {
    moved[at] = Math.min(moved[at], limit);
    limit = moved[at] - apart;
  }
  return moved;
}

/** Rows in which intervals do not meet; -1 for what finds no room. Important ones first. */
export function rows(intervals, most, gap = 10) {
  const ends = [];
  const row = new Array(intervals.length).fill(-1);
  const order = intervals.map((_, at) => at).sort((one, other) => (intervals[other].weight ?? 0) - (intervals[one].weight ?? 0) || intervals[one].from - intervals[other].from);
  for (const at of order) {
    const { from, to } = intervals[at];
    for (let candidate = 0; candidate < most; candidate += 1) {
      ends[candidate] ??= [];
      if (ends[candidate].every((taken) => to + gap <= taken.from || from >= taken.to + gap)) {
        ends[candidate].push({ from, to });
        row[at] = candidate;
        break;
      }
    }
  }
  return row;
}

let brush = null;

/** How wide a text is in the page's letters. */
export function textWidth(text, size = 12, weight = 400) {
  brush ??= document.createElement("canvas").getContext("2d");
  brush.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
  return brush.measureText(text).width;
}

export function shortened(text, most) {
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}
