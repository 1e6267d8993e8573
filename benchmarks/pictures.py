"""Pictures of the explorer for the documentation, of the bundled case.

python -m benchmarks.pictures --write docs/img
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.explorer import ARGUMENTS, CHROMIUM
from inspectgraph.building.build import build
from inspectgraph.building.plan import Plan
from inspectgraph.context import Workplace
from inspectgraph.explorer.page import explorer_page
from inspectgraph.explorer.scope import choose
from queries.timeline import authority_named

ISSUE = "iro-effectiveness"
VISIT = "bournemouth-christchurch-poole/2020-10-13/focused-visit"
#: Name, address and size of each.
PICTURES = (
    ("timeline", f"#/timeline?i={ISSUE}&at={VISIT}", 1400, 1000),
    ("matrix", f"#/matrix?i={ISSUE}&at={VISIT}&sort=times", 1400, 900),
    ("network", f"#/network?i={ISSUE}&open=t:{ISSUE}", 1400, 900),
    ("timeline-narrow", f"#/timeline?i={ISSUE}", 360, 740),
)


def main() -> None:
    """Build the bundled case and photograph its explorer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, required=True, metavar="FOLDER")
    folder = parser.parse_args().write
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for name in photograph(_page(Path(scratch)), folder):
            print(name)


def photograph(page: Path, folder: Path) -> list[Path]:
    """Take every picture; where each was written."""
    written = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for name, address, width, height in PICTURES:
            view = browser.new_page(viewport={"width": width, "height": height})
            view.goto(page.as_uri() + address)
            view.locator("#evidence h2").wait_for()
            view.wait_for_timeout(800)
            written.append(folder / f"explorer-{name}.png")
            view.screenshot(path=written[-1])
            view.close()
        browser.close()
    return written


def _page(scratch: Path) -> Path:
    place = Workplace(scratch / "graph", scratch)
    build(Plan((), place.store, place.out, workers=1), lambda *_: None)
    asker = place.asker()
    scope = choose(asker, [authority_named("bcp")], issue=ISSUE)
    path = scratch / "explorer.html"
    page = explorer_page(asker, scope, place.minter(), place.scheme())
    path.write_text(page, encoding="utf-8")
    return path


if __name__ == "__main__":
    main()
