from __future__ import annotations

import hashlib
import json
import tempfile
import threading
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectgraph.fetching.errors import ManifestError
from inspectgraph.fetching.manifest import (
    NAME,
    Entry,
    Manifest,
    State,
    write_whole,
)
from ontology.codes import InspectionType
from tests.fetch_server import addresses

THEN = datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)
SHA = {letter: hashlib.sha256(letter.encode()).hexdigest() for letter in "abcd"}


def entry(
    address: str,
    sha256: str | None = None,
    earlier: Iterable[str] = (),
    state: State = State.SAVED,
) -> Entry:
    return Entry(
        address=address,
        authority="barnsley",
        type=InspectionType.FULL_INSPECTION,
        published=date(2023, 10, 27),
        title="Children’s services inspection",
        state=state,
        file="a.pdf" if sha256 else None,
        sha256=sha256,
        size=3 if sha256 else None,
        retrieved=THEN,
        checked=THEN,
        earlier=tuple(earlier),
    )


def test_what_is_recorded_is_there_for_the_next_run(tmp_path: Path) -> None:
    one, two = entry("https://a.test/1", SHA["a"]), entry("https://a.test/2")
    manifest = Manifest(tmp_path / "barnsley")
    manifest.record(two)
    manifest.record(one)
    assert list(Manifest(tmp_path / "barnsley")) == [one, two]
    assert Manifest(tmp_path / "barnsley").get("https://a.test/1") == one
    assert Manifest(tmp_path / "barnsley").get("https://a.test/3") is None


@settings(max_examples=12)
@given(st.permutations(["1", "2", "3"]))
def test_the_order_of_arrival_does_not_show(order: list[str]) -> None:
    def text(order: Iterable[str], folder: Path) -> bytes:
        manifest = Manifest(folder)
        for number in order:
            manifest.record(entry(f"https://a.test/{number}", SHA["a"]))
        return (folder / NAME).read_bytes()

    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        assert text(order, Path(one)) == text("123", Path(two))


def test_two_runs_in_one_folder_do_not_forget_each_other(tmp_path: Path) -> None:
    first, second = Manifest(tmp_path), Manifest(tmp_path)
    first.record(entry("https://a.test/1"))
    second.record(entry("https://a.test/2"))
    first.record(entry("https://a.test/3"))
    assert len(list(Manifest(tmp_path))) == 3


def test_reading_a_folder_without_a_manifest_writes_none(tmp_path: Path) -> None:
    assert list(Manifest(tmp_path / "none")) == []
    assert list(tmp_path.iterdir()) == []


def test_bytes_lead_to_the_address_they_came_from(tmp_path: Path) -> None:
    Manifest(tmp_path / "barnsley").record(entry("https://a.test/1", SHA["a"]))
    Manifest(tmp_path / "bury").record(entry("https://a.test/2", SHA["b"], [SHA["c"]]))
    Manifest(tmp_path / "bury").record(entry("https://a.test/3", state=State.GONE))
    assert addresses(tmp_path) == {
        SHA["a"]: "https://a.test/1",
        SHA["b"]: "https://a.test/2",
        SHA["c"]: "https://a.test/2",
    }


def test_a_file_is_looked_up_beside_itself(tmp_path: Path) -> None:
    Manifest(tmp_path / "bury").record(entry("https://a.test/2", SHA["b"]))
    report = tmp_path / "bury" / "a.pdf"
    report.write_bytes(b"b")
    assert addresses(report) == {SHA["b"]: "https://a.test/2"}
    (tmp_path / "b.pdf").write_bytes(b"b")
    assert addresses(tmp_path / "b.pdf") == {}


def test_of_two_addresses_of_the_same_bytes_the_first_counts(tmp_path: Path) -> None:
    Manifest(tmp_path / "a").record(entry("https://a.test/2", SHA["a"]))
    Manifest(tmp_path / "b").record(entry("https://a.test/1", SHA["a"]))
    assert addresses(tmp_path) == {SHA["a"]: "https://a.test/1"}


def test_a_folder_without_manifests_knows_no_addresses(tmp_path: Path) -> None:
    assert addresses(tmp_path) == {}
    assert addresses(tmp_path / "none") == {}


@pytest.mark.parametrize("text", ['{"name": "my app"}', "[]", '"x"', '{"format": 1}'])
def test_another_programs_manifest_is_left_alone(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text)
    assert addresses(tmp_path) == {}
    with pytest.raises(ManifestError, match="not a manifest of fetched"):
        Manifest(tmp_path)
    assert (tmp_path / NAME).read_text() == text


def test_text_that_is_no_json_is_told(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('{"format": "inspectgraph reports 1", "rep')
    with pytest.raises(ManifestError, match=NAME):
        addresses(tmp_path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"state": "lovely"}, "lovely"),
        ({"type": "school"}, "school"),
        ({"published": "spring"}, "spring"),
        ({"retrieved": "noon"}, "noon"),
        ({"colour": "red"}, "colour"),
        ({"file": "../../.profile"}, "not in its folder"),
        ({"file": "/etc/passwd"}, "not in its folder"),
        ({"file": ".."}, "not in its folder"),
        ({"file": 5}, "file cannot be 5"),
        ({"address": None}, "address cannot be None"),
        ({"sha256": ["a"]}, "sha256"),
        ({"size": "3"}, "size"),
        ({"earlier": "abc"}, "earlier"),
    ],
)
def test_a_damaged_entry_is_told(
    tmp_path: Path, change: dict[str, object], message: str
) -> None:
    Manifest(tmp_path).record(entry("https://a.test/1", SHA["a"]))
    body = json.loads((tmp_path / NAME).read_text())
    body["reports"][0] |= change
    (tmp_path / NAME).write_text(json.dumps(body))
    with pytest.raises(ManifestError, match=message):
        Manifest(tmp_path)


@pytest.mark.parametrize("reports", [["x"], [{"file": 5}], [None], 5, None])
def test_what_is_no_list_of_entries_is_told(tmp_path: Path, reports: object) -> None:
    body = {"format": "inspectgraph reports 1", "reports": reports}
    (tmp_path / NAME).write_text(json.dumps(body))
    with pytest.raises(ManifestError, match="is damaged"):
        addresses(tmp_path)


def test_a_time_without_a_zone_is_utc(tmp_path: Path) -> None:
    Manifest(tmp_path).record(entry("https://a.test/1"))
    text = (tmp_path / NAME).read_text()
    (tmp_path / NAME).write_text(text.replace("+00:00", ""))
    (read,) = Manifest(tmp_path)
    assert (read.checked, read.retrieved) == (THEN, THEN)


def test_an_entry_without_a_field_is_told(tmp_path: Path) -> None:
    Manifest(tmp_path).record(entry("https://a.test/1"))
    body = json.loads((tmp_path / NAME).read_text())
    del body["reports"][0]["checked"]
    (tmp_path / NAME).write_text(json.dumps(body))
    with pytest.raises(ManifestError, match="checked"):
        Manifest(tmp_path)


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    write_whole(path, b"old")

    def interrupted(part: Path, data: bytes) -> int:
        with part.open("wb") as half:
            half.write(data[:1])
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_runs_at_the_same_time_do_not_forget_each_others_reports(
    tmp_path: Path,
) -> None:
    def run(name: str) -> None:
        manifest = Manifest(tmp_path / "barnsley")
        for number in range(20):
            manifest.record(entry(f"https://a.test/{name}/{number}"))

    runs = [threading.Thread(target=run, args=(name,)) for name in "abc"]
    for each in runs:
        each.start()
    for each in runs:
        each.join()
    assert len(list(Manifest(tmp_path / "barnsley"))) == 60
