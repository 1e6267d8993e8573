from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.fetching.client import Client
from inspectgraph.fetching.errors import PageError, UnreachableError
from inspectgraph.fetching.listing import Listed, provider_page, read_listing
from inspectgraph.fetching.pages import reports_of_page
from inspectgraph.fetching.plan import Wanted
from inspectgraph.fetching.policy import Policy
from ontology.codes import InspectionType
from ontology.register import Register
from tests.fetch_server import PAGE, Server, client_of, give

FILES = "https://files.ofsted.gov.uk/v1/file"
PROVIDER = provider_page("80426")

FULL = Listed(
    f"{FILES}/1",
    "Children’s services inspection",
    InspectionType.FULL_INSPECTION,
    date(2023, 10, 27),
)
VISIT = Listed(
    f"{FILES}/2",
    "Children's services focused visit",
    InspectionType.FOCUSED_VISIT,
    date(2021, 12, 8),
)

# The same two reports as three designs of a page might show them.
TIMELINE = f"""<html><head><title>Barnsley - Open - Find a report</title></head><body>
<h1>Barnsley Metropolitan Borough Council</h1><p>URN: 80426</p>
<p>Rated on 3 March 2024</p><ol class="timeline">
<li><p><time>27 October 2023</time></p><a class="publication-link" href="{FILES}/1">
Children’s services inspection <span class="nonvisual">Children’s services inspection,
pdf - 27 October 2023</span></a></li>
<li><p><time>8 December 2021</time></p><a class="publication-link" href="{FILES}/2">
Children's services focused visit <span class="nonvisual">Children's services focused
visit, pdf - 08 December 2021</span></a></li></ol>
<a href="/search?q=report">Search reports</a>
<a href="https://www.gov.uk/inspection-handbook.pdf">Inspection handbook, pdf</a>
</body></html>"""
TABLE = f"""<h1>Barnsley</h1><table>
<tr><th>Report<th>Inspected<th>Published
<tr><td>Children’s services inspection<td>11 to 15 September 2023
<td>Published 27/10/2023<td><a href='{FILES}/1'>View report</a>
<tr><td>Children's services focused visit<td>9 and 10 November 2021
<td>Published 08/12/2021<td><a href='{FILES}/2'>View report</a>
</table>"""
CARDS = f"""<main><div><h2>Children’s services inspection</h2><div>
<time datetime="2023-10-27">Last autumn</time></div>
<div><div><a href="{FILES}/1" aria-label="Download"><svg><title>x</title></svg></a>
</div></div></div><div><h2>Children's services focused visit</h2><div>
<time datetime="2021-12-08T09:30:00Z">Long ago</time></div><div><div>
<a href="{FILES}/2">Download</a></div></div></div></main>"""


def listed(page: str, address: str | None = PROVIDER) -> tuple[Listed, ...]:
    return read_listing(page, address, Policy()).reports


@pytest.mark.parametrize("page", [TIMELINE, TABLE, CARDS])
def test_another_design_lists_the_same_reports(page: str) -> None:
    found = [(each.address, each.type, each.published) for each in listed(page)]
    assert found == [
        (each.address, each.type, each.published) for each in (FULL, VISIT)
    ]


def test_the_title_is_said_once_and_without_format_and_date() -> None:
    assert listed(TIMELINE) == (FULL, VISIT)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Children's services inspection", InspectionType.FULL_INSPECTION),
        ("Inspection of children’s services", InspectionType.FULL_INSPECTION),
        (
            "Inspection of safeguarding and looked after children",
            InspectionType.FULL_INSPECTION,
        ),
        ("Single inspection framework", InspectionType.FULL_INSPECTION),
        ("Children's services focused visit", InspectionType.FOCUSED_VISIT),
        ("Focussed visit to Barnsley", InspectionType.FOCUSED_VISIT),
        ("Monitoring visit of children's services", InspectionType.MONITORING_VISIT),
        ("Joint area child protection inspection", InspectionType.JTAI),
        ("Joint targeted area inspection", InspectionType.JTAI),
        ("JTAI", InspectionType.JTAI),
        ("Area SEND full inspection", InspectionType.AREA_SEND),
        ("Area SEND monitoring inspection", InspectionType.AREA_SEND),
        ("Joint area review: progress inspection", InspectionType.OTHER),
        ("Private fostering inspection", InspectionType.OTHER),
        ("Annual performance assessment", InspectionType.OTHER),
    ],
)
def test_the_kind_is_read_from_the_words(title: str, kind: InspectionType) -> None:
    page = f'<a href="{FILES}/9">{title} <i>{title}, pdf - 1 May 2020</i></a>'
    assert [(each.type, each.title) for each in listed(page)] == [(kind, title)]


@pytest.mark.parametrize(
    ("href", "address"),
    [
        (f"{FILES}/9", f"{FILES}/9"),
        (f"{FILES}/9#page=3", f"{FILES}/9"),
        (f"  {FILES}/9\n", f"{FILES}/9"),
        ("http://files.ofsted.gov.uk/v1/file/9", f"{FILES}/9"),
        ("//files.ofsted.gov.uk/v1/file/9", f"{FILES}/9"),
        (
            "/provider/files/2631211/urn/80426.pdf",
            "https://reports.ofsted.gov.uk/provider/files/2631211/urn/80426.pdf",
        ),
        (
            "../files/old report.PDF",
            "https://reports.ofsted.gov.uk/provider/files/old%20report.PDF",
        ),
    ],
)
def test_addresses_are_made_whole_and_safe(href: str, address: str) -> None:
    page = f'<a href="{href}">Children\'s services inspection</a>'
    assert [each.address for each in listed(page)] == [address]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="https://example.org/v1/file/9.pdf">Inspection, pdf - 1 May 2020</a>',
        '<a href="http://files.ofsted.gov.uk:8080/v1/file/9">Focused visit</a>',
        '<a href="javascript:alert(1)//x.pdf">Focused visit, pdf</a>',
        '<a href="data:application/pdf;base64,xx">Focused visit, pdf</a>',
        '<a href="http://[::1/x.pdf">Focused visit, pdf</a>',
        '<a href="/search?q=1">Focused visit of 1 May 2020</a>',
        '<a href="/v1/file/9">Cookies</a>',
        '<a name="top">Focused visit, pdf - 1 May 2020</a>',
        f'<!-- <a href="{FILES}/9">Focused visit</a> -->',
        f"<script>'<a href=\"{FILES}/9\">Focused visit</a>'</script>",
        "",
    ],
)
def test_what_is_no_link_to_a_report(link: str) -> None:
    assert listed(link) == ()


@pytest.mark.parametrize(
    "around",
    [
        "<p>1 May 2020</p><p>2 June 2021</p>{link}",
        "<p>Inspected 4 to 8 May 2020</p>{link}",
        "<p>31 February 2020</p>{link}",
        "<p>2020-02-31</p>{link}",
        "<p>May 2020</p>{link}",
        "{link}",
        "<p>1 May 2020</p>" + "<p>much else</p>" * 200 + "{link}",
    ],
)
def test_a_day_that_is_not_certain_is_none(around: str) -> None:
    link = f'<div><a href="{FILES}/9">Focused visit</a></div>'
    page = f"<body><div>{around.format(link=link)}</div></body>"
    assert [each.published for each in listed(page)] == [None]


def test_the_day_of_a_neighbour_is_not_taken() -> None:
    page = (
        f'<ul><li>1 May 2020 <a href="{FILES}/1">Focused visit</a>'
        f'<li><a href="{FILES}/2">Monitoring visit</a></ul>'
    )
    assert [each.published for each in listed(page)] == [date(2020, 5, 1), None]


def test_two_links_to_one_report_are_one() -> None:
    page = (
        f'<div><a href="{FILES}/1"><img alt="Report"></a></div>'
        f'<div><a href="{FILES}/1">Focused visit, pdf - 1 May 2020</a></div>'
    )
    assert listed(page) == (
        Listed(
            f"{FILES}/1",
            "Focused visit",
            InspectionType.FOCUSED_VISIT,
            date(2020, 5, 1),
        ),
    )


@given(st.text(alphabet="<>/a='\" h1!-li&;#x0", max_size=200))
def test_no_markup_is_too_broken_to_read(page: str) -> None:
    assert listed(TIMELINE + page)[:2] == (FULL, VISIT)


@pytest.mark.parametrize(
    ("head", "base"),
    [
        (
            "<!-- saved from url=(0046)https://reports.ofsted.gov.uk/provider/44/80426 -->",
            1,
        ),
        (
            '<link rel="canonical" href="https://reports.ofsted.gov.uk/provider/44/80426">',
            1,
        ),
        ("<p>URN: 80426</p>", 1),
        ("<p>Provider's URN</p><p>80426</p>", 1),
        ("<p>Telephone 0300 123 1231</p>", 0),
    ],
)
def test_a_saved_page_tells_whose_it_is(head: str, base: int) -> None:
    listing = read_listing(head + TIMELINE.replace("URN: 80426", ""), None, Policy())
    assert listing.urn == ("80426" if base else None)
    assert "Barnsley Metropolitan Borough Council" in listing.names


def offline() -> Client:
    def nobody(host: str, port: int) -> tuple[str, ...]:
        raise UnreachableError("the test has no connection")

    return Client(Policy(resolver=nobody), proxied=False, sleep=lambda seconds: None)


@pytest.mark.parametrize("without", ["", "80426"])
def test_a_saved_page_gives_what_is_wanted(tmp_path: Path, without: str) -> None:
    path = tmp_path / "page ‘saved’.html"
    path.write_text(TIMELINE.replace(without, "") if without else TIMELINE)
    assert reports_of_page(str(path), offline()) == (
        Wanted("barnsley", FULL.type, FULL.published, FULL.address, FULL.title),
        Wanted("barnsley", VISIT.type, VISIT.published, VISIT.address, VISIT.title),
    )


def test_a_web_archive_is_a_saved_page_too(tmp_path: Path) -> None:
    body = TIMELINE.replace("=", "=3D").replace("’", "=E2=80=99")
    archive = (
        "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"
        f"Snapshot-Content-Location: {PROVIDER}\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----x"\r\n\r\n'
        "------x\r\nContent-Type: text/html\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        f"{body}\r\n------x--\r\n"
    )
    path = tmp_path / "page.mhtml"
    path.write_bytes(archive.encode())
    found = reports_of_page(str(path), offline())
    assert [each.address for each in found] == [FULL.address, VISIT.address]
    assert {each.authority for each in found} == {"barnsley"}


def test_a_web_archive_without_a_page_is_told(tmp_path: Path) -> None:
    path = tmp_path / "page.mhtml"
    path.write_text('Content-Type: multipart/related; boundary="x"\n\n--x\n\nhi\n--x--')
    with pytest.raises(PageError, match="without a page"):
        reports_of_page(str(path), offline())


def test_a_live_page_is_read_with_its_own_address() -> None:
    with Server() as server:
        page = TIMELINE.replace(FILES, "/v1/file")
        server.routes["/provider/44/80426"] = give(page.encode())
        address = server.address("/provider/44/80426")
        found = reports_of_page(address, client_of(server))
        assert [each.address for each in found] == [
            server.address("/v1/file/1"),
            server.address("/v1/file/2"),
        ]


def test_a_page_that_lists_nothing_is_told(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE)
    with pytest.raises(PageError, match="lists no reports"):
        reports_of_page(str(path), offline())


def test_a_report_is_no_page(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(PageError, match="a report itself"):
        reports_of_page(str(path), offline())


def test_a_page_that_is_nobodys_needs_a_name(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f'<h1>Reports</h1><a href="{FILES}/1">Focused visit</a>')
    with pytest.raises(PageError, match="--authority"):
        reports_of_page(str(path), offline())
    owner = Register.load()["bury"]
    assert [w.authority for w in reports_of_page(str(path), offline(), owner)] == [
        "bury"
    ]


def test_a_report_belongs_to_the_body_of_its_day(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        f'<h1>Dorset Council</h1><ul><li><a href="{FILES}/1">Focused visit,'
        f' pdf - 1 May 2018</a><li><a href="{FILES}/2">Focused visit,'
        " pdf - 1 May 2022</a></ul>"
    )
    found = {
        each.address: each.authority for each in reports_of_page(str(path), offline())
    }
    after = Register.load()[found[f"{FILES}/2"]]
    assert after.active_on(date(2022, 5, 1))
    assert Register.load()[found[f"{FILES}/1"]].active_on(date(2018, 5, 1))
