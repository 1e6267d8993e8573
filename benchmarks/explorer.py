"""Sizes and speeds of the explorer, measured in Chromium.

    python -m benchmarks.explorer --store out/graph --authority bcp
    python -m benchmarks.explorer --store out/graph --national --inspections 1000

With more inspections asked for than the store has, those it has are repeated, each
compressed by itself as it would be, at other authorities in turn. Figures are medians.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections.abc import Sequence
from datetime import date
from itertools import count, cycle
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from inspectgraph.context import Workplace
from inspectgraph.explorer.page import assemble, contents
from inspectgraph.explorer.scope import choose
from queries.timeline import authority_named

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
).split()
#: When the first view stood on the screen, and tasks that kept it from answering.
WATCH = """
window.firstView = new Promise((done) => {
  new MutationObserver((_, watch) => {
    if (!document.querySelector("svg.picture, table.national tbody tr")) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now())));
  }).observe(document, { subtree: true, childList: true });
});
window.longTasks = [];
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) longTasks.push(task.duration);
}).observe({ type: "longtask", buffered: true });
"""
#: How long from an action to the next frame that shows its result.
TIMED = """(action) => new Promise((done) => {
  const start = performance.now();
  eval_action(action);
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""
#: Actions, by view: what is done to filter it or to change it.
ACTIONS: dict[str, Sequence[str]] = {
    "timeline": ("issue",),
    "matrix": ("words", "raised"),
    "network": ("kind", "polarity"),
    "national": ("words", "region", "issue"),
}


def main() -> None:
    """Measure and print a JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--authority", default="bcp")
    parser.add_argument("--national", action="store_true")
    parser.add_argument("--inspections", type=int, default=0)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    found, chunks = _contents(asked.store, asked.authority, asked.national)
    if asked.inspections > len(found["inspections"]):
        found, chunks = repeated(found, chunks, asked.inspections)
    page = assemble(found, chunks)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "explorer.html"
        path.write_text(page, encoding="utf-8")
        measured = measure(
            path, asked.runs, tuple(ACTIONS)[: 4 if asked.national else 3]
        )
    figures = {
        "inspections": len(found["inspections"]),
        "findings": sum(i.get("findings", 0) for i in found["inspections"]),
        "megabytes": round(len(page.encode()) / 1e6, 2),
        **measured,
    }
    print(json.dumps(figures, indent=2))


def repeated(
    found: dict[str, Any], chunks: dict[str, str], wanted: int
) -> tuple[dict[str, Any], dict[str, str]]:
    """The same with its inspections repeated at other authorities, some days later."""
    inspections = list(found["inspections"])
    authorities = cycle(map(int, found["lines"]))
    more = dict(chunks)
    for place in range(len(inspections), wanted):
        source = place % len(found["inspections"])
        original = found["inspections"][source]
        later = date.fromisoformat(original["end"]).toordinal() - place % 1000
        end = date.fromordinal(later).isoformat()
        copy = {
            **original,
            "key": f"{original['key']}/{place}",
            "end": end,
            "start": end,
        }
        inspections.append({**copy, "a": next(authorities)})
        more[f"i{place}"] = chunks[f"i{source}"]
    return {**found, "inspections": inspections}, more


def measure(path: Path, runs: int, views: Sequence[str]) -> dict[str, Any]:
    """Medians over several openings of a page."""
    first: list[float] = []
    longest: dict[str, list[float]] = {}
    actions: dict[str, list[float]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for _ in range(runs):
            page = browser.new_page(viewport={"width": 1400, "height": 900})
            page.add_init_script(WATCH)
            page.goto(path.as_uri())
            first.append(float(page.evaluate("firstView")))
            page.wait_for_timeout(600)
            page.evaluate("longTasks.length = 0")
            for view in views:
                for name, taken in _actions(page, path, view):
                    actions.setdefault(f"{view}: {name}", []).append(taken)
                tasks = page.evaluate("longTasks.splice(0)")
                longest.setdefault(view, []).append(max(tasks, default=0.0))
            page.close()
        browser.close()
    return {
        "first view, ms": round(statistics.median(first)),
        "longest task after loading, ms": {
            view: round(statistics.median(times)) for view, times in longest.items()
        },
        "from action to picture, ms": {
            name: round(statistics.median(times)) for name, times in actions.items()
        },
    }


_STEPS = {
    "words": """const box = document.querySelector("main input[type=search]");
        box.value = WORD; box.dispatchEvent(new Event("input", { bubbles: true }));""",
    "raised": """document.querySelector("main .tick input").click();""",
    "kind": """document.querySelectorAll("main .tick input")[2].click();""",
    "polarity": """document.querySelectorAll("main .tick input")[7].click();""",
    "region": """const pick = document.querySelectorAll("main select")[0];
        pick.selectedIndex = 2; pick.dispatchEvent(new Event("change"));""",
    "issue": """const pick = document.getElementById("pick-issue");
        pick.selectedIndex = (pick.selectedIndex + 7) % pick.options.length;
        pick.dispatchEvent(new Event("change"));""",
}


def _actions(page: Page, path: Path, view: str) -> list[tuple[str, float]]:
    """Go to a view, then do each of its actions; how long each took."""
    taken = [("opened", _timed(page, f'location.hash = "#/{view}";'))]
    page.wait_for_timeout(400)
    numbers = count()
    for name in ACTIONS[view]:
        words = '"plan"' if view == "matrix" else '"sh"'
        step = _STEPS[name].replace("WORD", words)
        taken.append((name, _timed(page, step)))
        page.wait_for_timeout(200 + next(numbers))
    return taken


def _timed(page: Page, step: str) -> float:
    return float(page.evaluate(TIMED.replace("eval_action(action);", step), None))


def _contents(
    store: Path, authority: str, national: bool
) -> tuple[dict[str, Any], dict[str, str]]:
    place = Workplace(store, store.parent)
    asker = place.asker()
    asked = [] if national else [authority_named(authority)]
    scope = choose(asker, asked, national=national)
    return contents(asker, scope, place.minter(), place.scheme())


if __name__ == "__main__":
    main()
