"""The explorer in a real Chromium, opened from disk with the network cut off."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from inspectgraph.render import words
from ontology.issues import scheme
from queries.ask import Asker
from queries.timeline import authority_named, timeline
from tests.browsing import VIEWS, VISIT, Open, view
from tests.explorer_pages import (
    HOSTILE,
    ISSUE,
    bundled_store,
)
from tests.pictures import assert_alike

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("timeline", "Effectiveness of independent reviewing officers"),
        ("matrix", "Every issue, every inspection"),
        ("network", "Bournemouth, Christchurch and Poole"),
    ],
)
def test_each_view_opens_from_its_address(
    open_page: Open, name: str, heading: str
) -> None:
    page = open_page(address=f"#/{name}?i={ISSUE}")
    expect(page.locator("main h2").first).to_have_text(heading)
    page.reload()
    expect(page.locator("main h2").first).to_have_text(heading)


def test_the_first_thing_seen_is_the_history_of_the_issue(open_page: Open) -> None:
    page = open_page()
    assert view(page) == "Timeline"
    expect(page.locator("svg.picture")).to_be_visible()
    expect(page.locator("svg.picture .mark").first).to_be_visible()


def test_a_lane_says_that_no_report_of_it_is_in_the_store(open_page: Open) -> None:
    names = open_page().locator("svg.picture text")
    for missing in ("Poole", "Dorset County Council"):
        expect(
            names.filter(has_text=re.compile(f"^{missing} *no report in this store"))
        ).to_have_count(1)
    expect(names.filter(has_text=re.compile("^Bournemouth *no report"))).to_have_count(
        0
    )


def test_a_history_is_told_in_the_words_of_the_command_line(open_page: Open) -> None:
    told = timeline(Asker(bundled_store()), scheme()[ISSUE], authority_named("bcp"))
    expect(open_page().locator("main .lead")).to_have_text(words.summary(told))


def test_a_mark_leads_to_its_quotation_and_back(open_page: Open) -> None:
    page = open_page()
    page.locator(f".mark[data-at='{VISIT}']").click()
    expect(page.locator("#evidence h2")).to_have_text("13 October 2020")
    expect(page.locator("#evidence blockquote").first).not_to_be_empty()
    assert f"at={VISIT}" in page.url
    page.go_back()
    expect(page.locator("#evidence h2")).to_have_text(
        "Effectiveness of independent reviewing officers"
    )
    page.go_forward()
    expect(page.locator("#evidence h2")).to_have_text("13 October 2020")


def test_a_quotation_says_where_it_stands_and_how_it_was_read(open_page: Open) -> None:
    page = open_page(address=f"#/timeline?at={VISIT}")
    figure = page.locator("#evidence figure").first
    figure.get_by_text("Source and coding").click()
    for label in ("Document", "Published", "Original", "SHA-256", "Coded by"):
        expect(figure.locator("dt", has_text=label)).to_be_visible()
    expect(figure.locator("code")).to_have_text(re.compile(r"^[0-9a-f]{64}$"))


def test_a_citation_can_be_copied(open_page: Open) -> None:
    page = open_page(address=f"#/timeline?at={VISIT}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy as citation").first.click()
    expect(page.locator("#status")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "focused visit ended 13 October 2020" in copied
    assert re.search(r"SHA-256 [0-9a-f]{64}", copied)


def test_the_list_has_the_marks_of_the_picture_in_their_order(open_page: Open) -> None:
    page = open_page()
    keys = "elements => elements.map((one) => one.dataset.at)"
    marks = page.locator("svg .mark").evaluate_all(keys)
    listed = page.locator(".outline-list .inspection").evaluate_all(keys)
    assert marks == listed
    assert len(marks) > 8


def test_the_timeline_works_by_keyboard_alone(open_page: Open) -> None:
    page = open_page()
    page.locator("#main").focus()
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.dataset.at")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.dataset.at")
    assert first and second and first != second
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash.includes('at=')")
    assert second in page.url
    expect(page.locator("#evidence .issue-state")).to_be_visible()


def test_the_skip_link_goes_to_the_content(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_authority_is_chosen_for_every_view(open_page: Open) -> None:
    page = open_page("councils")
    pick = page.locator("#pick-authority")
    expect(pick).to_have_value("")
    pick.select_option(index=1)
    assert view(page) == "Timeline"
    pick.select_option("")
    assert view(page) == "All authorities"


def test_the_issue_is_chosen_for_every_view(open_page: Open) -> None:
    page = open_page()
    page.get_by_label("Issue").select_option("placement-sufficiency")
    expect(page.locator("main h2").first).to_have_text("Placement sufficiency")
    page.get_by_role("link", name="Matrix").click()
    expect(page.locator("tr.chosen th")).to_have_text("Placement sufficiency")


@pytest.mark.parametrize("name", VIEWS)
def test_what_is_shown_can_be_taken_along(open_page: Open, name: str) -> None:
    page = open_page("councils", address=f"#/{name}")
    if name == "network":
        page.locator(".as-list summary").wait_for()
    saved: dict[str, bytes] = {}
    for label in ("PNG", "SVG", "CSV"):
        page.locator(".menu summary").click()
        with page.expect_download() as waiting:
            page.get_by_role("button", name=label).click()
        saved[label] = waiting.value.path().read_bytes()
        assert waiting.value.suggested_filename.endswith(f"-{name}.{label.lower()}")
    assert saved["PNG"].startswith(b"\x89PNG")
    assert len(saved["PNG"]) > 10_000
    assert saved["SVG"].startswith(b"<svg")
    assert b"</svg>" in saved["SVG"]
    rows = list(csv.reader(io.StringIO(saved["CSV"].decode("utf-8-sig"))))
    assert len(rows) > 2
    assert len({len(row) for row in rows}) == 1


def test_a_printed_page_has_no_controls(open_page: Open) -> None:
    page = open_page(address=f"#/timeline?at={VISIT}")
    page.emulate_media(media="print")
    expect(page.locator("nav")).to_be_hidden()
    expect(page.locator("#choose")).to_be_hidden()
    expect(page.locator("svg.picture")).to_be_visible()
    expect(page.locator("#evidence blockquote").first).to_be_visible()


@pytest.mark.parametrize("name", VIEWS)
def test_a_narrow_screen_needs_no_sideways_scrolling(
    open_page: Open, name: str
) -> None:
    page = open_page("councils", f"#/{name}", width=360, height=740)
    page.wait_for_timeout(150)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    smallest = page.locator("main p:visible, main li:visible, aside p:visible")
    sizes = smallest.evaluate_all(
        "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 12


@pytest.mark.parametrize("name", VIEWS)
def test_hostile_texts_run_nowhere_and_can_be_read(open_page: Open, name: str) -> None:
    page = open_page("hostile", f"#/{name}?i={ISSUE}")
    if name == "network":
        page.locator(".as-list summary").click()
        page.get_by_role("button", name="Expand").first.click()
    page.goto(page.url.split("#")[0] + f"#/{name}?i={ISSUE}&at={VISIT}")
    expect(page.locator("#evidence figure").first).to_be_visible()
    for summary in page.locator("#evidence summary").all():
        summary.click()
    page.wait_for_timeout(100)
    assert page.evaluate("window.hit") is None
    assert page.locator("img, iframe, object, embed").count() == 0
    links = page.locator("a[href]").evaluate_all(
        "all => all.map((one) => one.protocol)"
    )
    assert set(links) <= {"file:", "http:", "https:"}
    shown = page.locator("body").inner_text()
    assert any(text.split("\u2028")[0] in shown for text in HOSTILE)


@pytest.mark.parametrize("name", ["case", "hostile"])
def test_every_person_and_promise_opens(open_page: Open, name: str) -> None:
    page = open_page(name, "#/timeline?i=senior-leadership")
    items = page.locator(".band-item")
    places = items.evaluate_all("all => all.map((one) => one.dataset.at)")
    assert {at.split(":")[0] for at in places} == {"person", "promise"}
    for at in places:
        page.goto(page.url.split("#")[0] + f"#/timeline?i=senior-leadership&at={at}")
        expect(page.locator("#evidence h2")).to_be_visible()
        expect(page.locator("#evidence h2")).not_to_be_empty()


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no npm to fetch axe-core with")
    folder = tmp_path_factory.mktemp("axe")
    got = subprocess.run(
        [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "axe-core@4"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if got.returncode:
        pytest.skip(f"axe-core cannot be fetched: {got.stderr.strip()[-200:]}")
    source = folder / "node_modules" / "axe-core" / "axe.min.js"
    return source.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("width", [1400, 360])
def test_axe_finds_nothing(open_page: Open, axe: str, name: str, width: int) -> None:
    page = open_page("councils", f"#/{name}", width=width, height=900)
    if name == "network":
        page.locator(".as-list summary").click()
    else:
        page.locator("svg [data-at], .cell, .outline-list a").first.wait_for(
            state="attached"
        )
    page.evaluate(axe)
    found = page.evaluate("axe.run().then((result) => result.violations)")
    told = [
        (one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found
    ]
    assert told == []


@pytest.mark.parametrize(
    ("picture", "address", "width"),
    [
        ("timeline", f"#/timeline?i={ISSUE}&at={VISIT}", 1400),
        ("matrix", f"#/matrix?i={ISSUE}&at={VISIT}", 1400),
        ("network", f"#/network?i={ISSUE}", 1400),
        ("timeline-narrow", f"#/timeline?i={ISSUE}", 360),
    ],
)
def test_views_look_as_they_did(
    open_page: Open,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    picture: str,
    address: str,
    width: int,
) -> None:
    page = open_page(address=address, width=width, height=900)
    page.wait_for_timeout(400)
    taken = tmp_path / f"{picture}.png"
    page.screenshot(path=taken)
    assert_alike(
        taken,
        f"explorer/{picture}.png",
        update=bool(request.config.getoption("--update-golden")),
    )
