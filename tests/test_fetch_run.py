from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from inspectgraph.fetching.errors import ManifestError, UnreachableError
from inspectgraph.fetching.manifest import NAME, Manifest, State
from inspectgraph.fetching.plan import Wanted
from inspectgraph.fetching.policy import Policy
from inspectgraph.fetching.run import Status, check, fetch, fetched_before
from ontology.codes import InspectionType
from tests.fetch_server import (
    PAGE,
    Route,
    Server,
    addresses,
    client_of,
    cut,
    give,
    in_turn,
    pdf,
    refuse,
)

REPORT, OTHER = pdf("one"), pdf("another")
MORNING = datetime(2025, 1, 2, 9, tzinfo=UTC)
NEXT_WEEK = MORNING + timedelta(days=7)


def wanted(server: Server, path: str) -> Wanted:
    return Wanted(
        "barnsley",
        InspectionType.FULL_INSPECTION,
        date(2023, 10, 27),
        server.address(path),
        "Children’s services inspection",
    )


def statuses(
    server: Server, root: Path, *paths: str, at: datetime = MORNING
) -> list[Status]:
    reports = [wanted(server, path) for path in paths]
    client = client_of(server)
    return [each.status for each in fetch(reports, root, client, lambda: at)]


def checked(server: Server, root: Path, *paths: str) -> list[Status]:
    reports = [wanted(server, path) for path in paths]
    return [each.status for each in check(reports, root, client_of(server))]


def files(root: Path) -> Mapping[str, bytes]:
    """Everything below a folder, hidden files too."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def reports(root: Path) -> list[str]:
    return [name for name in files(root) if not name.endswith(NAME)]


def test_a_report_is_saved_with_all_that_is_known_of_it(
    server: Server, tmp_path: Path
) -> None:
    server.routes["/a"] = refuse(302, Location="/b")
    server.routes["/b"] = give(REPORT, ETag='"1"', Last_Modified="Mon, 1 Jan 2024")
    [outcome] = fetch(
        [wanted(server, "/a")], tmp_path, client_of(server), lambda: MORNING
    )
    assert outcome.status is Status.SAVED
    assert outcome.path.read_bytes() == REPORT
    assert outcome.path.parent == tmp_path / "barnsley"
    body = json.loads((tmp_path / "barnsley" / NAME).read_text())
    assert body["reports"] == [
        {
            "address": server.address("/a"),
            "authority": "barnsley",
            "checked": "2025-01-02T09:00:00+00:00",
            "earlier": [],
            "etag": '"1"',
            "file": outcome.path.name,
            "final_address": server.address("/b"),
            "last_modified": "Mon, 1 Jan 2024",
            "published": "2023-10-27",
            "reason": None,
            "retrieved": "2025-01-02T09:00:00+00:00",
            "sha256": hashlib.sha256(REPORT).hexdigest(),
            "size": len(REPORT),
            "state": "saved",
            "title": "Children’s services inspection",
            "type": "full_inspection",
        }
    ]
    sha256 = hashlib.sha256(REPORT).hexdigest()
    assert addresses(tmp_path) == {sha256: server.address("/a")}


def test_the_same_answers_give_the_same_files(server: Server, tmp_path: Path) -> None:
    server.routes |= {"/a": give(REPORT), "/b": give(OTHER), "/c": give(PAGE)}
    statuses(server, tmp_path / "1", "/a", "/b", "/c")
    statuses(server, tmp_path / "2", "/c", "/b", "/a")
    assert files(tmp_path / "1") == files(tmp_path / "2")


def test_a_second_run_asks_only_for_what_is_missing(
    server: Server, tmp_path: Path
) -> None:
    server.routes |= {"/a": give(REPORT), "/b": in_turn(refuse(403), give(OTHER))}
    assert statuses(server, tmp_path, "/a", "/b") == [Status.SAVED, Status.FAILED]
    server.requests.clear()
    assert statuses(server, tmp_path, "/a", "/b") == [Status.UNCHANGED, Status.SAVED]
    assert server.asked() == ["/b"]


@pytest.mark.parametrize(
    "later", [refuse(304), give(REPORT, ETag='"1"'), give(REPORT, ETag='"2"')]
)
def test_after_a_day_the_host_is_asked_whether_it_changed(
    server: Server, tmp_path: Path, later: Route
) -> None:
    server.routes["/a"] = in_turn(give(REPORT, ETag='"1"'), later)
    statuses(server, tmp_path, "/a")
    assert statuses(server, tmp_path, "/a", at=NEXT_WEEK) == [Status.UNCHANGED]
    assert server.requests[1].headers["If-None-Match"] == '"1"'
    [entry] = Manifest(tmp_path / "barnsley")
    assert (entry.retrieved, entry.checked) == (MORNING, NEXT_WEEK)


def test_a_clock_set_back_makes_nothing_fresh(server: Server, tmp_path: Path) -> None:
    server.routes["/a"] = in_turn(give(REPORT), refuse(304))
    statuses(server, tmp_path, "/a", at=NEXT_WEEK)
    statuses(server, tmp_path, "/a", at=MORNING)
    assert len(server.requests) == 2


def test_a_changed_report_takes_the_place_of_the_old(
    server: Server, tmp_path: Path
) -> None:
    server.routes["/a"] = in_turn(give(REPORT), give(OTHER))
    statuses(server, tmp_path, "/a")
    [name] = reports(tmp_path)
    assert statuses(server, tmp_path, "/a", at=NEXT_WEEK) == [Status.CHANGED]
    assert files(tmp_path)[name] == OTHER
    # What was built from the old bytes still finds where they came from.
    known = addresses(tmp_path)
    assert set(known) == {hashlib.sha256(each).hexdigest() for each in (REPORT, OTHER)}


def test_a_report_may_change_back(server: Server, tmp_path: Path) -> None:
    server.routes["/a"] = in_turn(give(REPORT), give(OTHER), give(REPORT))
    for week in range(3):
        statuses(server, tmp_path, "/a", at=MORNING + timedelta(weeks=week))
    [entry] = Manifest(tmp_path / "barnsley")
    assert entry.sha256 == hashlib.sha256(REPORT).hexdigest()
    assert entry.earlier == (hashlib.sha256(OTHER).hexdigest(),)


@pytest.mark.parametrize("spoil", [b"", b"%PDF altered by someone %%EOF", None])
def test_a_copy_that_was_spoilt_is_got_anew(
    server: Server, tmp_path: Path, spoil: bytes | None
) -> None:
    server.routes["/a"] = give(REPORT, ETag='"1"')
    statuses(server, tmp_path, "/a")
    [name] = reports(tmp_path)
    if spoil is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_bytes(spoil)
    assert statuses(server, tmp_path, "/a") == [Status.SAVED]
    assert "If-None-Match" not in server.requests[1].headers
    assert files(tmp_path)[name] == REPORT


@pytest.mark.parametrize(
    ("route", "state", "reason"),
    [
        (give(PAGE), State.NOT_A_PDF, "a web page titled “Not here”"),
        (refuse(404), State.GONE, "404"),
        (refuse(403), State.FAILED, "403"),
        (refuse(500), State.FAILED, "500"),
        (cut(REPORT, 9_000), State.FAILED, "cut short"),
        (give(REPORT, Content_Length="9000"), State.FAILED, "has no end"),
        (refuse(302, Location="https://10.0.0.1/"), State.FAILED, "not a host"),
    ],
)
def test_what_could_not_be_had_is_recorded_and_not_saved(
    server: Server, tmp_path: Path, route: Route, state: State, reason: str
) -> None:
    server.routes |= {"/a": route, "/b": give(REPORT)}
    assert statuses(server, tmp_path, "/a", "/b")[1] is Status.SAVED
    entry = Manifest(tmp_path / "barnsley").get(server.address("/a"))
    assert entry is not None
    assert entry.state is state
    assert reason in (entry.reason or "")
    assert entry.file is None
    assert len(reports(tmp_path)) == 1


@pytest.mark.parametrize("route", [give(PAGE), refuse(404), refuse(403)])
def test_a_copy_outlives_the_trouble_of_a_later_day(
    server: Server, tmp_path: Path, route: Route
) -> None:
    server.routes["/a"] = in_turn(give(REPORT), route)
    statuses(server, tmp_path, "/a")
    before = files(tmp_path)
    [status] = statuses(server, tmp_path, "/a", at=NEXT_WEEK)
    assert status in (Status.NOT_A_PDF, Status.GONE, Status.FAILED)
    assert files(tmp_path) == before


def test_without_a_connection_nothing_is_written(tmp_path: Path) -> None:
    with Server() as closed:
        pass_by = [wanted(closed, path) for path in ("/a", "/b", "/c")]
        client = client_of(closed)
    looked_up: list[str] = []

    def nobody(host: str, port: int) -> tuple[str, ...]:
        looked_up.append(host)
        raise UnreachableError("no network")

    client.policy = Policy(plain=client.policy.plain, resolver=nobody)
    outcomes = list(fetch(pass_by, tmp_path, client))
    assert [each.status for each in outcomes] == [Status.NOT_REACHED] * 3
    assert {each.reason for each in outcomes} == {"no network"}
    assert len(looked_up) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_host_that_wants_peace_gets_it_for_the_whole_run(
    server: Server, tmp_path: Path
) -> None:
    server.routes |= {
        "/a": give(REPORT),
        "/b": refuse(429, Retry_After="3600"),
        "/c": give(OTHER),
    }
    with Server(routes={"/d": give(OTHER)}) as second:
        client = client_of(server)
        plain = frozenset((server.host, second.host))
        client.policy = Policy(plain=plain)
        asked = [wanted(server, path) for path in ("/a", "/b", "/c")]
        outcomes = list(fetch([*asked, wanted(second, "/d")], tmp_path, client))
    assert [each.status for each in outcomes] == [
        Status.SAVED,
        Status.NOT_REACHED,
        Status.NOT_REACHED,
        Status.SAVED,
    ]
    assert server.asked() == ["/a", "/b"]


def test_what_is_fresh_counts_though_the_host_is_closed(
    server: Server, tmp_path: Path
) -> None:
    server.routes |= {"/a": give(REPORT), "/b": refuse(429, Retry_After="3600")}
    statuses(server, tmp_path, "/a")
    both = [Status.NOT_REACHED, Status.UNCHANGED]
    assert statuses(server, tmp_path, "/b", "/a") == both


@pytest.mark.parametrize(
    "path",
    [
        "/..%2f..%2fetc%2fpasswd",
        "/v1/file/%00%0a.pdf",
        "/report%20of%20“Barnsley”.pdf?x=<>|*",
        "/" + "long" * 200 + ".pdf",
        "/CON.pdf",
        "/",
        "/Ünïcode%E2%80%99s.PDF",
        "/.hidden.pdf",
        "/%F0%9F%93%84",
    ],
)
def test_odd_addresses_give_plain_names_inside_the_folder(
    server: Server, tmp_path: Path, path: str
) -> None:
    report = wanted(server, path)
    target = Policy(plain=frozenset((server.host,))).check(report.address)
    server.routes[target.path] = give(
        REPORT, Content_Disposition='attachment; filename="../../evil.pdf"'
    )
    [outcome] = fetch([report], tmp_path / "reports", client_of(server))
    assert outcome.status is Status.SAVED
    assert outcome.path.parent == tmp_path / "reports" / "barnsley"
    assert outcome.path.name.isascii()
    assert not set(outcome.path.name) & set('/\\:*?"<>| %')
    assert len(outcome.path.name) < 100
    assert [Path(name).parts[0] for name in files(tmp_path)] == ["reports"] * 2


def test_a_report_keeps_its_name_when_more_is_known(
    server: Server, tmp_path: Path
) -> None:
    server.routes["/a"] = in_turn(give(REPORT), give(OTHER))
    undated = replace(wanted(server, "/a"), published=None)
    [first] = fetch([undated], tmp_path, client_of(server), lambda: MORNING)
    statuses(server, tmp_path, "/a", at=NEXT_WEEK)
    assert reports(tmp_path) == [str(first.path.relative_to(tmp_path))]
    [entry] = Manifest(tmp_path / "barnsley")
    assert entry.published == date(2023, 10, 27)


def test_an_interruption_leaves_no_half_file(server: Server, tmp_path: Path) -> None:
    server.routes |= {"/a": give(REPORT), "/b": cut(OTHER, 9_000, ETag='"1"')}
    client = client_of(server)

    def interrupt(reason: str, seconds: float) -> None:
        raise KeyboardInterrupt

    client.on_wait = interrupt
    running = fetch([wanted(server, "/a"), wanted(server, "/b")], tmp_path, client)
    assert next(running).status is Status.SAVED
    before = files(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        next(running)
    assert files(tmp_path) == before
    assert len(list(Manifest(tmp_path / "barnsley"))) == 1


def test_a_check_says_what_a_fetch_would_find_and_writes_nothing(
    server: Server, tmp_path: Path
) -> None:
    server.routes |= {
        "/same": in_turn(give(REPORT, ETag='"1"'), refuse(304)),
        "/same-bytes": give(OTHER),
        "/changed": in_turn(give(pdf("old")), give(pdf("new"))),
        "/gone": in_turn(give(pdf("gone")), refuse(404)),
        "/page": in_turn(give(pdf("page")), give(PAGE)),
        "/lost": give(pdf("lost")),
        "/new": give(pdf("new")),
        "/failed": refuse(403),
    }
    paths = [path for path in server.routes if path != "/new"]
    statuses(server, tmp_path, *paths)
    lost = Manifest(tmp_path / "barnsley").get(server.address("/lost"))
    assert lost is not None
    assert lost.file is not None
    (tmp_path / "barnsley" / lost.file).unlink()
    before = files(tmp_path)
    server.requests.clear()
    assert dict(
        zip(server.routes, checked(server, tmp_path, *server.routes), strict=True)
    ) == {
        "/same": Status.UNCHANGED,
        "/same-bytes": Status.UNCHANGED,
        "/changed": Status.CHANGED,
        "/gone": Status.GONE,
        "/page": Status.NOT_A_PDF,
        "/lost": Status.LOST,
        "/new": Status.NEW,
        "/failed": Status.NEW,
    }
    assert files(tmp_path) == before
    assert set(server.asked()) == {"/same", "/same-bytes", "/changed", "/gone", "/page"}


def test_a_check_without_a_connection_says_so(server: Server, tmp_path: Path) -> None:
    server.routes["/a"] = in_turn(give(REPORT), refuse(429, Retry_After="3600"))
    statuses(server, tmp_path, "/a")
    assert checked(server, tmp_path, "/a", "/b") == [Status.NOT_REACHED, Status.NEW]


def test_what_was_fetched_before_is_known_again(server: Server, tmp_path: Path) -> None:
    server.routes |= {"/a": give(REPORT), "/b": refuse(404)}
    statuses(server, tmp_path, "/a", "/b")
    assert fetched_before(tmp_path) == (wanted(server, "/a"),)


def test_another_programs_manifest_stops_the_run(
    server: Server, tmp_path: Path
) -> None:
    (tmp_path / "barnsley").mkdir()
    (tmp_path / "barnsley" / NAME).write_text("{}")
    server.routes["/a"] = give(REPORT)
    with pytest.raises(ManifestError):
        statuses(server, tmp_path, "/a")
    assert server.requests == []
