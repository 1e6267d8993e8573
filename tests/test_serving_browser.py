"""The query page in a real Chromium, with every other host out of reach."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from inspectgraph.serving.pool import Limits
from tests.serving import Client, built, serving

pytestmark = pytest.mark.browser

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
).split()
IRO = "Effectiveness of independent reviewing officers"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    store = built(tmp_path_factory.mktemp("browser"))
    with serving(store, Limits(rows=200, at_once=4)) as found:
        yield found


@pytest.fixture(scope="module")
def page(client: Client) -> Iterator[Page]:
    """A page that any error or request to elsewhere fails at the end."""
    if not CHROMIUM.exists():
        pytest.skip("no Chromium at /usr/bin/chromium")
    wrong: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=ARGUMENTS
        )
        found = browser.new_context(accept_downloads=True).new_page()
        found.on("pageerror", lambda error: wrong.append(str(error)))
        found.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((client.address, "data:", "blob:"))
                else wrong.append(request.url)
            ),
        )
        yield found
        browser.close()
    assert wrong == []


def ask(page: Page, query: str) -> None:
    page.locator("#sparql").fill(query)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#told")).to_have_text(re.compile("^(?!Asking).+", re.DOTALL))


def opened(page: Page, client: Client, fragment: str = "") -> None:
    page.goto("about:blank")
    page.goto(f"{client.address}/{fragment}")
    page.wait_for_selector("#questions li")
    expect(page.locator("#sparql")).to_have_value(re.compile("SELECT|ASK|CONSTRUCT"))


def test_a_question_is_asked_by_its_form(page: Page, client: Client) -> None:
    opened(page, client)
    page.fill("#find", "silent")
    page.fill("#find", "not mentioned")
    page.get_by_role("button", name="Raised before, in scope, not mentioned").click()
    expect(page.locator("#told")).to_contain_text("6 rows in")
    expect(page.locator("#view table")).to_contain_text("Permanence planning")
    page.locator("#fields input[name=authority]").fill("dorset")
    page.locator("#fields input[name=authority]").press("Tab")
    expect(page.locator("#sparql")).to_have_value(re.compile("authority/dorset>"))
    page.locator("#fields input[name=authority]").fill("Dorsett")
    page.locator("#fields input[name=authority]").press("Tab")
    expect(page.locator("#parameter-problem")).to_contain_text("did you mean")


def test_things_are_shown_by_label_and_open(page: Page, client: Client) -> None:
    opened(page, client)
    page.click("#run")
    cell = page.locator("#view td a").first
    expect(cell).to_have_attribute("href", "/id/inspection/bournemouth/2014-05-21/full-inspection/report/finding/1")  # fmt: skip
    ask(page, "SELECT ?issue { ?issue a ig:Issue ; skos:prefLabel ?l } ORDER BY ?issue")
    expect(page.locator("#view table")).to_contain_text(IRO)
    cell.click()
    expect(page.locator("h1")).not_to_be_empty()


def test_completion_knows_classes_properties_issues_and_authorities(
    page: Page, client: Client
) -> None:
    opened(page, client)
    for typed, label, text in [
        ("ig:Find", "finding · class", "ig:Finding"),
        ("sentence", "sentence text · property", "ig:sentenceText"),
        ("reviewing", f"{IRO} · issue", "issue:iro-effectiveness"),
        (
            "poole",
            "Poole · authority",
            "<https://w3id.org/inspectgraph/id/authority/poole>",
        ),
    ]:
        page.locator("#sparql").fill("SELECT * WHERE { ?x a ")
        page.locator("#sparql").press("End")
        page.keyboard.type(typed)
        offer = page.locator("#offers li", has_text=label).first
        expect(offer).to_be_visible()
        while offer.get_attribute("aria-selected") != "true":
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator("#sparql")).to_have_value(f"SELECT * WHERE {{ ?x a {text} ")
        expect(page.locator("#offers")).to_be_hidden()


def test_chart_and_timeline_come_where_the_columns_allow(
    page: Page, client: Client
) -> None:
    opened(
        page, client, "#question=scope-of-issue&authority=bcp&issue=iro-effectiveness"
    )
    page.click("#tab-timeline")
    expect(page.locator("#view svg circle")).to_have_count(7)
    expect(page.locator("#tab-chart")).to_be_hidden()
    opened(page, client, "#question=issue-by-year&issue=iro-effectiveness")
    page.click("#tab-chart")
    expect(page.locator("#view svg rect")).to_have_count(6)


@pytest.mark.parametrize(
    ("label", "name", "begins"),
    [
        ("CSV", "sources.csv", "title,published"),
        ("CSV for spreadsheets", "sources.csv", "\ufefftitle,published"),
        ("TSV", "sources.tsv", "?title\t?published"),
        ("JSON", "sources.json", '{"results"'),
        ("XML", "sources.xml", "<?xml"),
    ],
)
def test_answers_are_downloaded(
    page: Page, client: Client, label: str, name: str, begins: str
) -> None:
    opened(page, client, "#question=sources")
    with page.expect_download() as downloaded:
        page.get_by_role("button", name=label, exact=True).click()
    assert downloaded.value.suggested_filename == name
    assert downloaded.value.path().read_text("utf-8").startswith(begins)


def test_a_link_reopens_query_and_answer(page: Page, client: Client) -> None:
    opened(page, client)
    ask(page, "SELECT (20 + 1 AS ?n) ('100% #&+' AS ?t) {}")
    link = page.url
    opened(page, client, link.partition("/#")[2].join(("#", "")))
    expect(page.locator("#view td").first).to_have_text("21")
    expect(page.locator("#view td").last).to_have_text("100% #&+")
    page.click("#past summary")
    expect(page.locator("#history li").first).to_contain_text("SELECT (20 + 1")


def test_triples_yes_and_no_errors_and_cuts_are_told(
    page: Page, client: Client
) -> None:
    opened(page, client)
    ask(page, "CONSTRUCT { ?s a ig:Issue } WHERE { ?s a ig:Issue }")
    expect(page.locator("#view pre")).to_contain_text("ig:Issue")
    expect(page.get_by_role("button", name="JSON-LD")).to_be_visible()
    ask(page, "ASK { ?s a ig:Issue }")
    expect(page.locator("#told")).to_contain_text("Yes")
    ask(page, "SELECT * { ?s ?p ?o }")
    expect(page.locator("#told")).to_contain_text("Only the first 200 rows")
    ask(page, "SELECT * { SERVICE <http://example.org/> {} }")
    expect(page.locator("#told")).to_contain_text("SERVICE is refused")
    ask(page, "SELECT * {")
    expect(page.locator("#told")).to_contain_text("not a SPARQL query")


def test_text_of_the_graph_is_never_markup(page: Page, client: Client) -> None:
    opened(page, client)
    ask(page, "SELECT ('<img src=x onerror=alert(1)>' AS ?<b>) {}".replace("<b>", "b"))
    expect(page.locator("#view td")).to_have_text("<img src=x onerror=alert(1)>")
    ask(page, "SELECT (IRI('javascript:alert(1)') AS ?b) {}")
    assert page.locator("#view td a").count() == 0


def test_the_code_shown_gives_the_same_answer(page: Page, client: Client) -> None:
    opened(page, client)
    ask(page, "SELECT ('a \"quote\" \\\\ back' AS ?odd) (6 * 7 AS ?n) {}")
    page.click("#tab-code")
    code = {
        name: page.locator(f"#view pre[data-language={name}]").text_content() or ""
        for name in ("Python", "R", "curl")
    }
    for command in ([sys.executable, "-c", code["Python"]], ["sh", "-c", code["curl"]]):
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert "42" in done.stdout and "back" in done.stdout
    assert "httr2" in code["R"] and client.address in code["R"]
