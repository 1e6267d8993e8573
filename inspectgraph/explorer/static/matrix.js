// Issues by inspections.

import { h } from "./dom.js";
export function matrixView() {
  return { content: h("p", {}, "matrix") };
}
