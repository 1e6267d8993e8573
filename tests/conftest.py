"""Fixtures and the golden-file option that every test module shares."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from inspectgraph.building.build import build
from inspectgraph.building.plan import Plan
from tests.fetch_server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

GOLDEN = Path(__file__).parent / "golden"
ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite tests/golden"
    )


def shared_folder() -> Path | None:
    """Where the real documents are, or None: they are not part of the project."""
    folder = Path(os.environ.get("INSPECTGRAPH_SHARED", ROOT.parent / "shared"))
    return folder if (folder / "corpus").is_dir() else None


@pytest.fixture(scope="session")
def shared() -> Path:
    folder = shared_folder()
    if folder is None:
        pytest.skip("real documents are not beside this checkout (../shared)")
    return folder


@pytest.fixture
def server() -> Iterator[Server]:
    """A local web server without routes."""
    with Server() as server:
        yield server


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    def check(name: str, actual: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(actual, encoding="utf-8")
        assert actual == path.read_text(encoding="utf-8")

    return check


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the bundled case built into it: ``graph`` and the dumps."""
    out = tmp_path_factory.mktemp("bundled")
    build(Plan(sources=(), store=out / "graph", out=out, workers=1), silent)
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Playwright takes its time to be imported: only for those who browse.
    from tests.browsing import chromium

    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages of the explorer, by name."""
    from tests.browsing import saved

    return saved(tmp_path_factory.mktemp("explorer"))


@pytest.fixture
def open_page(
    browser: Browser, files: dict[str, Path]
) -> Iterator[Callable[..., Page]]:
    """Opens one of these files at an address; nothing may go wrong meanwhile."""
    from tests.browsing import opening

    with opening(browser, files) as opened:
        yield opened


def silent(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""
