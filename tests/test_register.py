"""The facts of the register hold together, and agree with the public tables."""

from __future__ import annotations

import csv
import itertools
from datetime import date, timedelta
from pathlib import Path

import pytest

from ontology.addresses import find_address, report_addresses
from ontology.codes import InspectionType
from ontology.register import (
    Ancestor,
    Authority,
    Kind,
    LineageKind,
    Register,
    RegisterError,
    Transfer,
    read_table,
)

REGISTER = Register.load()
BCP = "bournemouth-christchurch-poole"
KINDS: tuple[LineageKind, ...] = ("function", "corporate")


def test_every_current_authority_of_the_public_table_is_there(shared: Path) -> None:
    with (shared / "register" / "authorities.csv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    assert len(rows) == 153
    today = [a for a in REGISTER if a.active_to is None]
    assert {a.ofsted_urn for a in today} == {row["ofsted_urn"] for row in rows}
    for row in rows:
        authority = REGISTER.by_urn(row["ofsted_urn"])
        assert authority is not None
        assert row["gss"] in {gss.code for gss in authority.gss_codes}
        assert (authority.dfe_code, authority.region) == (
            row["dfe_code"],
            row["region"],
        )


def test_ids_are_the_folders_of_the_corpus(shared: Path) -> None:
    folders = {path.name for path in (shared / "corpus").glob("*/*")}
    assert len(folders) > 80
    assert folders <= {authority.id for authority in REGISTER}


def test_there_were_152_authorities_with_the_function_for_most_of_the_time() -> None:
    with_function = [a for a in REGISTER if a.children_services]
    counts = {
        year: sum(a.active_on(date(year, 6, 1)) for a in with_function)
        for year in (2009, 2014, 2019, 2020, 2021, 2023, 2026)
    }
    assert counts == {
        2009: 152,
        2014: 152,
        2019: 151,
        2020: 151,
        2021: 152,
        2023: 153,
        2026: 153,
    }


def test_codes_belong_to_one_body_at_a_time() -> None:
    for one, other in itertools.combinations(REGISTER, 2):
        assert not {gss.code for gss in one.gss_codes} & {
            gss.code for gss in other.gss_codes
        }
        if _overlap(one, other):
            assert one.dfe_code != other.dfe_code or one.dfe_code is None
            assert one.ofsted_urn != other.ofsted_urn or one.ofsted_urn is None


def _overlap(one: Authority, other: Authority) -> bool:
    start = max(one.active_from or date.min, other.active_from or date.min)
    return start <= min(one.active_to or date.max, other.active_to or date.max)


def test_codes_are_of_their_kind() -> None:
    prefixes = {
        Kind.COUNTY: "E10",
        Kind.UNITARY: "E06",
        Kind.METROPOLITAN: "E08",
        Kind.LONDON: "E09",
        Kind.DISTRICT: "E07",
    }
    for authority in REGISTER:
        assert authority.gss is not None
        if authority.kind in prefixes:
            assert authority.gss.startswith(prefixes[authority.kind])
        if authority.children_services:
            assert authority.dfe_code is not None
            assert len(authority.dfe_code) == 3


def test_gss_codes_follow_one_another_without_a_gap() -> None:
    for authority in REGISTER:
        codes = authority.gss_codes
        assert codes[0].valid_from == authority.active_from
        assert codes[-1].valid_to == authority.active_to
        for earlier, later in itertools.pairwise(codes):
            assert earlier.valid_to is not None
            assert later.valid_from == earlier.valid_to + timedelta(days=1)


def test_a_code_can_change_without_the_body_changing() -> None:
    sheffield = REGISTER["sheffield"]
    assert sheffield.gss_on(date(2018, 4, 24)) == "E08000019"
    assert sheffield.gss_on(date(2025, 4, 1)) == "E08000039" == sheffield.gss
    assert REGISTER.by_gss("E08000019") is sheffield
    assert REGISTER["gateshead"].gss_on(date(2013, 3, 31)) == "E08000020"
    assert REGISTER["dorset"].gss_on(date(2019, 3, 31)) is None


def test_a_code_kept_by_the_next_body_means_the_body_of_its_time() -> None:
    assert (
        REGISTER.by_dfe("825", date(2014, 6, 3)) == REGISTER["buckinghamshire-county"]
    )
    assert REGISTER.by_dfe("825") == REGISTER["buckinghamshire"]
    assert (
        REGISTER.by_urn("80530", date(2023, 3, 31))
        == REGISTER["north-yorkshire-county"]
    )
    assert REGISTER.by_urn("999") is None
    assert REGISTER.by_gss("E06000028", date(2020, 1, 1)) is None


def test_bodies_begin_and_end_with_their_reorganisation() -> None:
    for event in REGISTER.reorganisations:
        for id in event.original:
            assert REGISTER[id].active_to == event.date - timedelta(days=1)
        for id in event.resulting:
            began = REGISTER[id].active_from
            # Bedford was a borough before it took over the county's functions.
            assert began == event.date or (id == "bedford" and began is None)


def test_every_beginning_and_end_has_its_reorganisation() -> None:
    ended = {id for event in REGISTER.reorganisations for id in event.original}
    begun = {id for event in REGISTER.reorganisations for id in event.resulting}
    assert {a.id for a in REGISTER if a.active_to} == ended
    assert {a.id for a in REGISTER if a.active_from} == begun - {"bedford"}


def test_transfers_belong_to_their_reorganisation() -> None:
    events = {event.id: event for event in REGISTER.reorganisations}
    assert len(events) == len(REGISTER.reorganisations)
    for transfer in REGISTER.transfers:
        event = events[transfer.reorganisation]
        assert transfer.date == event.date
        assert transfer.target in event.resulting
        assert REGISTER[transfer.source].children_services
        assert REGISTER[transfer.target].children_services


def test_no_function_is_lost_and_none_is_passed_on_whole_twice() -> None:
    for authority in REGISTER:
        passed = [t for t in REGISTER.transfers if t.source == authority.id]
        if authority.active_to and authority.children_services:
            assert passed
        if len(passed) > 1:
            assert all(transfer.part for transfer in passed)


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_follows_themselves(kind: LineageKind) -> None:
    for authority in REGISTER:
        seen, waiting = set[str](), list(REGISTER.predecessors(authority.id, kind))
        while waiting:
            id = waiting.pop()
            assert id != authority.id
            if id not in seen:
                seen.add(id)
                waiting.extend(REGISTER.predecessors(id, kind))


@pytest.mark.parametrize("kind", KINDS)
def test_predecessors_and_successors_mirror_each_other(kind: LineageKind) -> None:
    for one, other in itertools.product(REGISTER, repeat=2):
        assert (one.id in REGISTER.predecessors(other.id, kind)) == (
            other.id in REGISTER.successors(one.id, kind)
        )


def test_christchurch_joined_a_council_but_brought_no_function() -> None:
    part = "Christchurch part of Dorset county"
    assert REGISTER.lineage(BCP, "function") == (
        Ancestor("bournemouth"),
        Ancestor("poole"),
        Ancestor("dorset-county", partial=True, note=part),
        Ancestor(BCP),
    )
    corporate = [ancestor.id for ancestor in REGISTER.lineage(BCP, "corporate")]
    assert corporate == ["bournemouth", "christchurch", "poole", BCP]
    assert REGISTER.lineage(BCP, "none") == (Ancestor(BCP),)
    assert not REGISTER["christchurch"].children_services


@pytest.mark.parametrize(
    ("id", "kind", "line"),
    [
        ("dorset", "function", [("dorset-county", True), ("dorset", False)]),
        ("dorset", "corporate", [("dorset-county", False), ("dorset", False)]),
        (
            "west-northamptonshire",
            "corporate",
            [("northamptonshire", True), ("west-northamptonshire", False)],
        ),
        ("bedford", "function", [("bedfordshire", True), ("bedford", False)]),
        ("somerset", "function", [("somerset-county", False), ("somerset", False)]),
        ("leeds", "function", [("leeds", False)]),
        ("poole", "function", [("poole", False)]),
    ],
)
def test_lineage_says_what_lives_on_in_part(
    id: str, kind: LineageKind, line: list[tuple[str, bool]]
) -> None:
    found = REGISTER.lineage(id, kind)
    assert [(ancestor.id, ancestor.partial) for ancestor in found] == line


def test_what_comes_by_way_of_a_part_is_a_part() -> None:
    chain = Register(
        tuple(REGISTER[id] for id in ("cheshire", "bedfordshire", "bedford")),
        (),
        (
            Transfer("cheshire", "bedfordshire", date(1998, 4, 1), "x"),
            Transfer("bedfordshire", "bedford", date(2009, 4, 1), "x", "the town"),
        ),
    )
    assert chain.lineage("bedford") == (
        Ancestor("cheshire", partial=True, note="the town"),
        Ancestor("bedfordshire", partial=True, note="the town"),
        Ancestor("bedford"),
    )


def test_an_unknown_id_is_an_error_or_none_as_asked() -> None:
    assert REGISTER.get("atlantis") is None
    assert "atlantis" not in REGISTER
    with pytest.raises(KeyError):
        REGISTER["atlantis"]
    with pytest.raises(KeyError):
        REGISTER.lineage("atlantis")


def test_a_ragged_table_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.csv").write_text("a,b\n1,2\n3\n", encoding="utf-8")
    monkeypatch.setattr("ontology.register.files", lambda package: tmp_path)
    with pytest.raises(RegisterError, match=r"x.csv, line 3: 1 columns"):
        read_table("x.csv")


def test_the_register_is_read_once_and_in_order() -> None:
    assert Register.load() is REGISTER
    ids = [authority.id for authority in REGISTER]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(REGISTER) == 169


def test_addresses_belong_to_bodies_of_their_time() -> None:
    known = report_addresses()
    assert len({address.address for address in known}) == len(known) == 274
    for address in known:
        assert REGISTER[address.authority].active_on(address.published)
        assert address.published >= date(2016, 1, 1)
        assert address.address.startswith("https://files.ofsted.gov.uk/")


def test_addresses_are_those_of_the_public_table(shared: Path) -> None:
    path = shared / "register" / "report-addresses.csv"
    with path.open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    ours = {address.address: address for address in report_addresses()}
    assert len(rows) == len(ours)
    for row in rows:
        address = ours[row["address"]]
        assert address.type == row["type"]
        assert f"{address.published:%d/%m/%y}" == row["published"]
        assert REGISTER[address.authority].ofsted_urn == row["ofsted_urn"]


def test_an_address_is_found_by_exact_facts_only() -> None:
    found = find_address(BCP, InspectionType.FULL_INSPECTION, date(2025, 1, 29))
    assert found is not None
    assert found.address.endswith("/50267804")
    assert find_address(BCP, InspectionType.JTAI, date(2025, 1, 29)) is None
    assert find_address(BCP, InspectionType.FULL_INSPECTION, date(2025, 1, 30)) is None
