// Elements made by hand: every text becomes a text node, so no text can be markup.

const SVG = "http://www.w3.org/2000/svg";

export function h(tag, about = {}, ...children) {
  return filled(document.createElement(tag), about, children);
}

export function s(tag, about = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), about, children);
}

export function byId(id) {
  return document.getElementById(id);
}

/** Only addresses that lead to a web page; anything else a document says is text. */
export function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

export function say(text) {
  byId("status").textContent = text;
}

function filled(element, about, children) {
  for (const [name, value] of Object.entries(about)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}
