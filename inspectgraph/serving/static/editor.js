// A text area with colours behind it and a list of completions before it.

const TOKENS = /(#[^\n]*)|("""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(<[^<>"{}|^`\s]*>)|([?$]\w+)|([A-Za-z_][\w.-]*:[\w.%\\/-]*|:[\w-]+)|\b([A-Za-z]+)\b/g;
const KINDS = ["comment", "string", "iri", "variable", "name", "keyword"];
const KEYWORDS = new Set(("select ask construct describe where from named prefix base optional union minus filter bind values service graph exists not in as distinct reduced group by having order asc desc limit offset count sum min max avg sample group_concat separator a if coalesce str lang datatype iri uri bound regex contains strstarts strends lcase ucase concat replace substr strlen year month day now true false undef concat isiri isliteral").split(" "));
const LIMIT = 12;

export class Editor {
  constructor(area, colours, offers) {
    this.area = area;
    this.colours = colours;
    this.offers = offers;
    this.terms = [];
    this.prefixes = {};
    this.found = [];
    this.chosen = 0;
    area.addEventListener("input", () => { this.paint(); this.suggest(); });
    area.addEventListener("scroll", () => this.follow());
    area.addEventListener("keydown", (event) => this.key(event));
    area.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    new ResizeObserver(() => this.follow()).observe(area);
  }

  know(terms, prefixes) {
    this.prefixes = prefixes;
    this.terms = terms.map((term) => ({
      ...term,
      text: this.short(term.iri),
      folded: `${term.label} ${term.iri.split(/[#/]/).pop()}`.toLowerCase(),
    }));
  }

  get value() { return this.area.value; }

  set value(text) {
    this.area.value = text;
    this.area.scrollTop = 0;
    this.paint();
    this.close();
  }

  short(iri) {
    for (const [name, base] of Object.entries(this.prefixes)) {
      const rest = iri.startsWith(base) ? iri.slice(base.length) : "";
      if (/^[A-Za-z_][\w-]*$/.test(rest)) return `${name}:${rest}`;
    }
    return `<${iri}>`;
  }

  paint() {
    const text = this.area.value;
    const pieces = [];
    let at = 0;
    for (const match of text.matchAll(TOKENS)) {
      const index = KINDS.findIndex((_, group) => match[group + 1] !== undefined);
      if (KINDS[index] === "keyword" && !KEYWORDS.has(match[0].toLowerCase())) continue;
      pieces.push(text.slice(at, match.index));
      const span = document.createElement("span");
      span.className = KINDS[index];
      span.textContent = match[0];
      pieces.push(span);
      at = match.index + match[0].length;
    }
    pieces.push(`${text.slice(at)}\n`);
    this.colours.replaceChildren(...pieces);
    this.follow();
  }

  follow() {
    this.colours.scrollTop = this.area.scrollTop;
    this.colours.scrollLeft = this.area.scrollLeft;
  }

  word() {
    const before = this.area.value.slice(0, this.area.selectionStart);
    return before.match(/(?:^|[\s{(;,.^/|])((?:[a-z]+:)?[A-Za-z][\w'-]+)$/)?.[1] ?? "";
  }

  suggest() {
    const word = this.word();
    const sought = word.split(":").pop().toLowerCase();
    if (sought.length < 2 || KEYWORDS.has(word.toLowerCase())) return this.close();
    const rank = (term) => (term.folded.startsWith(sought) ? 0 : term.folded.includes(` ${sought}`) ? 1 : 2);
    this.found = this.terms
      .filter((term) => term.folded.includes(sought) || term.text.toLowerCase().startsWith(word.toLowerCase()))
      .sort((one, other) => rank(one) - rank(other) || one.label.length - other.label.length)
      .slice(0, LIMIT);
    if (!this.found.length || this.found[0].text === word) return this.close();
    this.chosen = 0;
    this.offers.replaceChildren(...this.found.map((term, index) => {
      const item = document.createElement("li");
      item.id = `offer-${index}`;
      item.setAttribute("role", "option");
      item.textContent = `${term.label} · ${term.kind}`;
      const note = document.createElement("small");
      note.textContent = `${term.text}${term.note ? ` – ${term.note}` : ""}`;
      item.append(note);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); this.take(index); });
      return item;
    }));
    this.offers.hidden = false;
    this.place();
    this.mark();
  }

  place() {
    const lines = this.area.value.slice(0, this.area.selectionStart).split("\n");
    const style = getComputedStyle(this.area);
    const canvas = this.canvas ??= document.createElement("canvas").getContext("2d");
    canvas.font = `${style.fontSize} ${style.fontFamily}`;
    const left = parseFloat(style.paddingLeft) + canvas.measureText(lines.at(-1)).width - this.area.scrollLeft;
    const top = parseFloat(style.paddingTop) + lines.length * parseFloat(style.lineHeight) - this.area.scrollTop;
    const room = this.area.clientWidth - this.offers.offsetWidth;
    this.offers.style.left = `${Math.max(0, Math.min(left, room))}px`;
    const below = this.area.clientHeight - top;
    const high = this.offers.offsetHeight;
    const line = parseFloat(style.lineHeight);
    this.offers.style.top = `${below < high && top - line > high ? top - line - high : top}px`;
  }

  mark() {
    [...this.offers.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === this.chosen)));
    this.area.setAttribute("aria-activedescendant", `offer-${this.chosen}`);
    this.offers.children[this.chosen]?.scrollIntoView({ block: "nearest" });
  }

  take(index) {
    const word = this.word();
    const end = this.area.selectionStart;
    this.area.setRangeText(`${this.found[index].text} `, end - word.length, end, "end");
    this.paint();
    this.close();
    this.area.focus();
  }

  close() {
    this.offers.hidden = true;
    this.area.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (this.offers.hidden) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      this.chosen = (this.chosen + steps[event.key] + this.found.length) % this.found.length;
      this.mark();
    } else if ((event.key === "Enter" && !event.ctrlKey) || event.key === "Tab") this.take(this.chosen);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }
}
