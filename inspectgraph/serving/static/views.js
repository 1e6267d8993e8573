// An answer as a table, a chart, a timeline.

const SVG = "http://www.w3.org/2000/svg";
const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = ["integer", "decimal", "double", "float"].map((name) => XSD + name);
const STATES = ["weakness", "strength", "mixed", "silent", "neutral", "out_of_scope"];
const MOST_BARS = 60;
const LONG = 40;
const MOST_DOTS = 2000;

export const isNumber = (term) => term?.type === "literal" && NUMBERS.includes(term.datatype);
export const isDate = (term) => term?.type === "literal" && term.datatype === `${XSD}date`;

/** Names of columns that are filled with one kind of value, as far as they are filled. */
export function columnsOf(answer, test) {
  const rows = answer.results.bindings;
  return answer.head.vars.filter((name) => {
    const filled = rows.map((row) => row[name]).filter(Boolean);
    return filled.length > 0 && filled.every(test);
  });
}

function element(name, attributes = {}, text) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function drawn(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function shown(term, labels) {
  if (!term) return "";
  return term.type === "uri" ? labels.label(term.value) : term.value;
}

export function table(answer, labels) {
  const made = element("table");
  const head = made.createTHead().insertRow();
  for (const name of answer.head.vars) head.append(element("th", { scope: "col" }, name.replaceAll("_", " ")));
  const body = made.createTBody();
  for (const row of answer.results.bindings) {
    const line = body.insertRow();
    for (const name of answer.head.vars) {
      const term = row[name];
      const cell = line.insertCell();
      if (isNumber(term)) cell.className = "number";
      else if (isDate(term)) cell.className = "day";
      else if (shown(term, labels).length > LONG) cell.className = "long";
      const place = term?.type === "uri" && labels.place(term.value);
      if (place) {
        const link = element("a", { href: place, title: term.value }, shown(term, labels));
        if (!place.startsWith("/")) link.rel = "noopener noreferrer";
        cell.append(link);
      } else cell.textContent = isNumber(term) ? tidy(term.value) : shown(term, labels);
    }
  }
  return made;
}

function tidy(number) {
  return number.includes(".") ? String(Math.round(Number(number) * 100) / 100) : number;
}

export function chart(answer, labels) {
  const numbers = columnsOf(answer, isNumber);
  const named = answer.head.vars.find((name) => !numbers.includes(name)) ?? numbers[0];
  const made = element("div");
  const choice = element("select", { "aria-label": "Column to draw" });
  for (const name of numbers.filter((each) => each !== named)) choice.append(element("option", {}, name));
  const place = element("div");
  choice.addEventListener("change", draw);
  made.append(choice, place);
  draw();
  return made;

  function draw() {
    const bars = answer.results.bindings.filter((row) => row[choice.value]).slice(0, MOST_BARS);
    const values = bars.map((row) => Number(row[choice.value].value));
    const most = Math.max(...values, 0) || 1;
    const height = bars.length * 22 + 8;
    const picture = drawn("svg", { viewBox: `0 0 760 ${height}`, width: 760, height, role: "img", "aria-label": `${choice.value} by ${named}` });
    bars.forEach((row, index) => {
      const y = index * 22 + 4;
      const label = shown(row[named], labels);
      picture.append(drawn("text", { x: 292, y: y + 13, "text-anchor": "end" }, label.length > 46 ? `${label.slice(0, 45)}…` : label));
      picture.append(drawn("rect", { class: "bar-fill", x: 300, y, width: Math.max(1, (400 * Math.max(0, values[index])) / most), height: 16 }));
      picture.append(drawn("text", { x: 306 + (400 * Math.max(0, values[index])) / most, y: y + 13 }, tidy(row[choice.value].value)));
    });
    place.replaceChildren(picture);
    if (answer.results.bindings.length > MOST_BARS) place.append(element("p", { class: "hint" }, `The first ${MOST_BARS} rows are drawn.`));
  }
}

export function timeline(answer, labels) {
  const day = columnsOf(answer, isDate)[0];
  const rows = answer.results.bindings.filter((row) => row[day]).slice(0, MOST_DOTS);
  const lane = ["authority_name", "issue_label", "person", "type"].find((name) => answer.head.vars.includes(name));
  const lanes = [...new Set(rows.map((row) => shown(row[lane], labels)))].slice(0, 40);
  const times = rows.map((row) => Date.parse(row[day].value));
  const first = Math.min(...times);
  const span = Math.max(...times) - first || 1;
  const x = (time) => 270 + (470 * (time - first)) / span;
  const height = lanes.length * 26 + 40;
  const picture = drawn("svg", { viewBox: `0 0 760 ${height}`, width: 760, height, role: "img", "aria-label": `Rows by ${day}` });
  const years = [new Date(first).getUTCFullYear(), new Date(first + span).getUTCFullYear()];
  const step = Math.max(1, Math.ceil((years[1] - years[0]) / 10));
  for (let year = years[0] + (years[1] > years[0] ? 1 : 0); year <= years[1]; year += step) {
    const at = x(Math.max(Date.UTC(year, 0, 1), first));
    picture.append(drawn("line", { class: "grid", x1: at, x2: at, y1: 0, y2: height - 22 }));
    picture.append(drawn("text", { x: at, y: height - 6, "text-anchor": "middle" }, year));
  }
  lanes.forEach((name, index) => picture.append(drawn("text", { x: 256, y: index * 26 + 22, "text-anchor": "end" }, name.length > 36 ? `${name.slice(0, 35)}…` : name)));
  const taken = new Map();
  rows.forEach((row, index) => {
    const line = lanes.indexOf(shown(row[lane], labels));
    if (line < 0) return;
    const spot = `${line} ${row[day].value}`;
    const beside = 5 * (taken.get(spot) ?? 0);
    taken.set(spot, (taken.get(spot) ?? 0) + 1);
    const state = STATES.find((each) => [row.state?.value, row.polarity?.value].includes(each)) ?? "";
    const dot = drawn("circle", { class: `dot ${state}`, cx: x(times[index]) + beside, cy: line * 26 + 18, r: 6 });
    dot.append(drawn("title", {}, answer.head.vars.map((name) => shown(row[name], labels)).filter(Boolean).join(" · ").slice(0, 400)));
    picture.append(dot);
  });
  return picture;
}
