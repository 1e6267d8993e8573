// All authorities.

import { h } from "./dom.js";
export function nationalView() {
  return { content: h("p", {}, "national") };
}
