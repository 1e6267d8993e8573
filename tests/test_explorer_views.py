"""Matrix, network and all authorities in a real Chromium: what they show and do."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import VISIT, Open, view
from tests.explorer_pages import (
    ISSUE,
)

pytestmark = pytest.mark.browser


def test_a_cell_of_the_matrix_opens_its_evidence(open_page: Open) -> None:
    page = open_page(address="#/matrix")
    row = page.locator("tr", has_text="Placement sufficiency")
    row.locator(f"[data-at='{VISIT}']").click()
    expect(page.locator("#evidence h2")).to_have_text("13 October 2020")
    expect(page.locator("#evidence .issue-state")).to_contain_text(
        "Placement sufficiency"
    )
    assert "i=placement-sufficiency" in page.url


def test_the_matrix_sorts_and_filters(open_page: Open) -> None:
    page = open_page(address="#/matrix")
    rows = page.locator("tr[data-issue]:not([hidden]) th a")
    assert rows.count() == 56
    page.get_by_label("Issues with").fill("plan")
    expect(page.locator("tr[data-issue]:not([hidden])")).not_to_have_count(56)
    assert all("plan" in text.lower() for text in rows.all_inner_texts())
    page.get_by_label("Issues with").fill("")
    page.get_by_role("combobox", name="Order").select_option("name")
    expect(rows.first).to_have_text("Adoption")
    texts = rows.all_inner_texts()
    assert texts == sorted(texts)
    page.reload()
    expect(rows.first).to_have_text("Adoption")


def test_the_matrix_sorts_by_an_inspection(open_page: Open) -> None:
    page = open_page(address="#/matrix")
    page.get_by_role("button", name=re.compile("^Dec 2024")).click()
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)
    place = "bournemouth-christchurch-poole/2024-12-13/full-inspection"
    cells = page.locator(f".cell[data-at='{place}']").evaluate_all(
        "cells => cells.map((cell) => cell.className.slice(-1))"
    )
    order = "wmnsoxq"
    assert cells == sorted(cells, key=order.index)


@pytest.mark.parametrize("asked", ["no-such/2019-01-01/visit", "constructor"])
def test_an_order_that_the_page_does_not_have_is_that_by_theme(
    open_page: Open, asked: str
) -> None:
    page = open_page(address=f"#/matrix?sort={asked}")
    expect(page.locator("main form select")).to_have_value("theme")
    assert page.locator("tr.theme").count() > 1


def test_an_issue_of_the_matrix_has_an_address(open_page: Open) -> None:
    page = open_page(address="#/matrix?raised=1")
    link = page.locator(f"tbody th a[href*='{ISSUE}']")
    assert (link.get_attribute("href") or "").startswith("#/matrix?")
    page.get_by_label("Issues with").fill("review")
    link.click()
    assert f"i={ISSUE}&q=review&raised=1" in page.url


def test_the_matrix_works_by_arrow_keys(open_page: Open) -> None:
    page = open_page(address="#/matrix")
    page.locator(".cell").first.focus()
    before = page.evaluate("document.activeElement.ariaLabel")
    page.keyboard.press("ArrowDown")
    below = page.evaluate("document.activeElement.ariaLabel")
    assert before.split(", ", 1)[0] != below.split(", ", 1)[0]
    assert before.rsplit(":", 1)[0].rsplit(", ", 1)[1] in below
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash.includes('at=')")


def test_the_network_draws_and_lists_the_same(open_page: Open) -> None:
    page = open_page(address="#/network")
    expect(page.locator(".vis-network canvas")).to_be_visible()
    summary = page.locator(".as-list summary")
    expect(summary).to_contain_text(re.compile(r"\d+ nodes, \d+ lines"))
    summary.click()
    page.get_by_role("button", name="2020-10 focused visit").click()
    expect(page.locator("#evidence h2")).to_have_text("13 October 2020")
    assert "node=i:" in page.url


def nodes(page: Page) -> int:
    text = page.locator(".as-list summary").inner_text()
    found = re.search(r"(\d+) node", text)
    assert found is not None
    return int(found[1])


def test_the_network_filters_by_kind_year_and_words(open_page: Open) -> None:
    page = open_page(address="#/network")
    page.locator(".as-list summary").wait_for()
    everything = nodes(page)
    page.get_by_label("people").uncheck()
    page.wait_for_function("location.hash.includes('kinds=')")
    expect(page.locator(".as-list h3", has_text="people")).to_have_count(0)
    fewer = nodes(page)
    assert fewer < everything
    page.get_by_label("From year").fill("2020")
    page.get_by_label("From year").blur()
    expect(page.locator(".as-list")).not_to_contain_text("2014-05")
    address = page.url
    page.reload()
    page.locator(".as-list summary").wait_for()
    assert page.url == address
    expect(page.get_by_label("people")).not_to_be_checked()
    expect(page.get_by_label("From year")).to_have_value("2020")


def test_a_node_is_opened_closed_and_pinned(open_page: Open) -> None:
    page = open_page(address=f"#/network?i={ISSUE}")
    page.locator(".as-list summary").click()
    findings = page.locator(".as-list h3", has_text="findings")
    expect(findings).to_have_count(0)
    page.get_by_role("button", name="Expand").click()
    expect(findings).to_have_count(1)
    page.get_by_role("button", name="Pin").click()
    expect(page.get_by_role("button", name="Unpin")).to_be_visible()
    page.get_by_role("button", name="Collapse").click()
    expect(findings).to_have_count(0)
    assert "pin=t:" in page.url


def test_the_address_of_a_finding_names_it_not_its_place(open_page: Open) -> None:
    page = open_page(address=f"#/network?i={ISSUE}&open=t:{ISSUE}")
    page.locator(".as-list summary").click()
    finding = page.locator(".as-list h3:has-text('findings') + ul > li > button").last
    words = finding.inner_text()
    finding.click()
    page.wait_for_function("location.hash.includes('node=f:')")
    assert re.search(rf"node=f:[a-z]+/\d+:{ISSUE}:[a-z-]+/\d{{4}}", page.url)
    page.reload()
    page.locator(".as-list summary").wait_for()
    chosen = page.locator(".as-list [aria-current=true]")
    expect(chosen).to_have_count(1)
    assert chosen.text_content() == words


def test_a_listed_finding_says_what_it_asks_for(open_page: Open) -> None:
    page = open_page(address=f"#/network?i={ISSUE}&open=t:{ISSUE}")
    page.locator(".as-list summary").click()
    findings = page.locator(".as-list h3:has-text('findings') + ul > li > button")
    expect(findings.filter(has_text=re.compile("to improve: IRO"))).to_have_count(1)


def test_what_is_left_out_is_counted_and_can_be_had(open_page: Open) -> None:
    page = open_page(address="#/network")
    note = page.locator(".note")
    expect(note).to_contain_text(re.compile(r"\d+ issues less often raised not shown"))
    before = nodes(page)
    page.get_by_role("button", name="Show all").click()
    expect(note).not_to_contain_text("not shown")
    assert nodes(page) > before


def test_two_authorities_stand_side_by_side(open_page: Open) -> None:
    page = open_page("councils", "#/network")
    options = page.get_by_label("Beside it").locator("option")
    page.get_by_label("Beside it").select_option(index=2)
    expect(page.locator(".vis-network canvas")).to_have_count(2)
    assert options.count() > 3
    page.reload()
    expect(page.locator(".vis-network canvas")).to_have_count(2)


def test_all_authorities_come_first_in_a_national_page(open_page: Open) -> None:
    page = open_page("councils")
    assert view(page) == "All authorities"
    rows = page.locator("table.national tbody tr:not([hidden])")
    many = rows.count()
    assert many >= 2
    name = rows.first.locator("a").inner_text()
    page.locator("main").get_by_label("Authority").fill(name[:6])
    expect(rows).not_to_have_count(many)
    page.reload()
    expect(rows).not_to_have_count(many)
    rows.locator("a", has_text=name).click()
    assert view(page) == "Timeline"
    expect(page.locator("#place")).to_have_text(name)


def test_a_mark_among_all_authorities_leads_to_its_words(open_page: Open) -> None:
    page = open_page("councils")
    page.locator(".spot").first.click()
    expect(page.locator("#evidence .issue-state")).to_be_visible()


def test_all_authorities_work_by_arrow_keys(open_page: Open) -> None:
    page = open_page("councils")
    spot = page.locator(".spot[tabindex='0']")
    expect(spot).to_have_count(1)
    spot.focus()
    page.keyboard.press("ArrowDown")
    below = page.evaluate("document.activeElement.dataset.at")
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash.includes('at=')")
    assert below in page.url
    expect(page.locator("#evidence .issue-state")).to_be_visible()


def test_a_column_orders_the_authorities(open_page: Open) -> None:
    page = open_page("councils")
    page.get_by_role("button", name="Authority").click()
    names = page.locator("table.national tbody tr:not([hidden]) th a")
    texts = names.all_inner_texts()
    assert texts == sorted(texts)
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Authority")
