// One stop for the tab key; arrows go on from there.

const BACK = new Set(["ArrowLeft", "ArrowUp"]);
const ON = new Set(["ArrowRight", "ArrowDown"]);

/** Elements in reading order; Enter and Space act as a click does. */
export function rove(elements, start = 0) {
  elements.forEach((element, at) => {
    element.setAttribute("tabindex", at === start ? 0 : -1);
    element.addEventListener("keydown", (event) => {
      const next = BACK.has(event.key) ? at - 1 : ON.has(event.key) ? at + 1 : event.key === "Home" ? 0 : event.key === "End" ? elements.length - 1 : null;
      if (next !== null && elements[next]) {
        event.preventDefault();
        stop(elements, elements[next]);
        elements[next].focus();
      } else if ((event.key === "Enter" || event.key === " ") && element.localName !== "button") {
        event.preventDefault();
        element.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      }
    });
    element.addEventListener("click", () => stop(elements, element));
  });
}

function stop(elements, here) {
  for (const element of elements) element.setAttribute("tabindex", element === here ? 0 : -1);
}
