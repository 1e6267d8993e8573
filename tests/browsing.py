"""A real Chromium and the explorer's pages opened in it from disk, the network cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.explorer_pages import bundled_page, hostile_page, small_page

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
).split()
VISIT = "bournemouth-christchurch-poole/2020-10-13/focused-visit"
VIEWS = ("timeline", "matrix", "network", "national")

Open = Callable[..., Page]


@contextmanager
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("no Chromium at /usr/bin/chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=ARGUMENTS
        )
        yield started
        started.close()


def saved(folder: Path) -> dict[str, Path]:
    """Pages of the explorer as files, by name."""
    pages = {
        "case": bundled_page(),
        "councils": small_page(),
        "hostile": hostile_page()[0],
    }
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in pages}


@contextmanager
def opening(browser: Browser, files: dict[str, Path]) -> Iterator[Open]:
    """Opens a page; a request, an error or a dialogue is a failure at the end."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    wrong: list[str] = []

    def opened(name: str = "case", address: str = "", **size: int) -> Page:
        page = context.new_page()
        if size:
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
        home = files[name].as_uri()
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((home, "data:", "blob:"))
                else wrong.append(f"request {request.url}")
            ),
        )
        page.on("pageerror", lambda error: wrong.append(f"error {error}"))
        page.on(
            "console",
            lambda message: (
                wrong.append(f"console {message.text}")
                if message.type in ("error", "warning")
                else None
            ),
        )
        page.on("dialog", lambda dialog: wrong.append(f"dialogue {dialog.message}"))
        page.goto(home + address)
        page.locator("#evidence h2").wait_for()
        return page

    yield opened
    context.close()
    assert not wrong


def view(page: Page) -> str:
    """The name of the view that is shown."""
    found = page.locator("nav [aria-current=page]")
    expect(found).to_have_count(1)
    return found.inner_text()
