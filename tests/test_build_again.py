"""A build after another: what moved or broke meanwhile, and what is left as it was."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph import store
from graph.store import StoreError
from inspectgraph.building import work
from inspectgraph.building.lock import locked
from inspectgraph.building.plan import STAMP
from inspectgraph.building.sources import load_known
from inspectgraph.cli import main
from loaders.reading import read_file
from loaders.records import Reading
from queries.ask import Asker
from queries.exports import inspections
from tests.samples import LETTER

OWN_ISSUE = """@prefix ig: <https://w3id.org/inspectgraph/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/zeppelins> a ig:Issue ; skos:prefLabel "Zeppelins"@en ;
  skos:definition "Airships."@en ; ig:cue "zeppelin(s)?" .
"""


def ig(out: Path, *arguments: str | Path) -> Result:
    place = ["--store", str(out / "graph"), "--out", str(out)]
    return CliRunner().invoke(main, [*place, *map(str, arguments)])


def build(out: Path, *arguments: str | Path, status: int = 0) -> str:
    """What a build says; one that ends otherwise fails the test."""
    result = ig(out, "build", "--workers", "1", *arguments)
    assert result.exit_code == status, (result.output, result.exc_info)
    assert "Traceback" not in result.output
    return result.output


def letter(path: Path, day: str = "2 and 3 February 2021") -> Path:
    text = LETTER.replace("2 and 3 February 2021", day)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def ends(out: Path) -> set[object]:
    """The days on which the inspections of the store ended."""
    return {row["end"] for row in inspections(Asker.open(out / "graph"), {})}


def database(out: Path) -> str:
    return store.current(out / "graph").name


def upgrade(out: Path) -> None:
    """What is kept was read by another version."""
    for path in (out / "graph" / "cache").glob("*.json"):
        kept = json.loads(path.read_text(encoding="utf-8"))
        kept["keys"] = {"reading": "of another", "coding": "version"}
        path.write_text(json.dumps(kept), encoding="utf-8")


def entries(out: Path) -> dict[str, tuple[str, str | None]]:
    """Status and reason in the build report, by name of file."""
    rows = json.loads((out / "build-report.json").read_text(encoding="utf-8"))
    return {Path(row["path"]).name: (row["status"], row["reason"]) for row in rows}


def test_a_file_that_is_back_is_read_again(tmp_path: Path) -> None:
    source = letter(tmp_path / "a.txt")
    build(tmp_path, source)
    upgrade(tmp_path)
    (kept,) = (tmp_path / "graph" / "cache").iterdir()
    other = kept.read_text(encoding="utf-8").replace("seldom challenge", "never face")
    kept.write_text(other, encoding="utf-8")
    source.rename(tmp_path / "away.txt")
    build(tmp_path, letter(tmp_path / "b.txt", "9 May 2021"))
    assert "never face" in (tmp_path / "graph.nq").read_text(encoding="utf-8")
    (tmp_path / "away.txt").rename(source)
    assert "a.txt" not in build(tmp_path, tmp_path / "b.txt")
    assert "never face" not in (tmp_path / "graph.nq").read_text(encoding="utf-8")


def test_what_an_upgrade_cannot_read_again_stays_and_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    for name, day in (("a", "2 May 2021"), ("b", "3 May 2021"), ("c", "4 May 2021")):
        letter(folder / f"{name}.txt", day)
    build(tmp_path, folder)
    (folder / "a.txt").unlink()
    letter(folder / "b.txt", "9 May 2021")
    upgrade(tmp_path)
    for again in range(2):
        other = letter(tmp_path / f"{again}.txt", f"{6 + again} May 2021")
        said = build(tmp_path, other)
        assert ends(tmp_path) >= {"2021-05-02", "2021-05-03", "2021-05-04"}
        assert f"warning: {folder / 'a.txt'}: could not be read again: No such" in said
        assert "b.txt: could not be read again: its content has changed" in said
        assert "c.txt" not in said
        status, reason = entries(tmp_path)["a.txt"]
        assert status == "unchanged"
        assert "shown as it was read earlier" in str(reason)
    for path in (tmp_path / "graph" / "cache").glob("*.json"):
        path.write_text("{}", encoding="utf-8")
    said = build(tmp_path, letter(tmp_path / "2.txt", "8 May 2021"), status=1)
    assert "a.txt: could not be read again" in said
    assert "no longer in the graph" in said
    assert "2021-05-02" not in ends(tmp_path)
    assert {
        Path(known.path).name for known in load_known(tmp_path / "graph") or ()
    } >= {"a.txt"}


@pytest.mark.parametrize("option", [(), ("--fresh",)])
def test_a_missing_database_is_made_again(
    tmp_path: Path, option: tuple[str, ...]
) -> None:
    source = letter(tmp_path / "a.txt")
    build(tmp_path, source)
    shutil.rmtree(store.current(tmp_path / "graph"))
    build(tmp_path, *option, source)
    assert ends(tmp_path) == {"2021-02-03"}


def test_a_database_of_a_build_that_did_not_end_is_made_again(tmp_path: Path) -> None:
    source = letter(tmp_path / "a.txt")
    build(tmp_path, source)
    note = (tmp_path / "graph" / STAMP).read_bytes()
    build(tmp_path, letter(tmp_path / "b.txt", "9 May 2021"))
    # As if killed after the new database was in place, and its source withdrawn.
    (tmp_path / "graph" / STAMP).write_bytes(note)
    known = tmp_path / "graph" / "sources.json"
    rows = json.loads(known.read_text(encoding="utf-8"))
    kept = [row for row in rows if row["name"] == "a.txt"]
    known.write_text(json.dumps(kept), encoding="utf-8")
    build(tmp_path, source)
    assert ends(tmp_path) == {"2021-02-03"}


def test_dumps_are_those_of_the_store_and_only_what_is_written_is_told(
    tmp_path: Path,
) -> None:
    source = letter(tmp_path / "a.txt")
    said = build(tmp_path, source)
    assert f"wrote {tmp_path / 'graph.nq'}" in said
    assert "graph.nq" not in build(tmp_path, source)
    (tmp_path / "graph.ttl").unlink()
    build(tmp_path, source)
    assert (tmp_path / "graph.ttl").stat().st_size > 10_000
    (tmp_path / "graph.nq").write_text("of another store", encoding="utf-8")
    build(tmp_path, source)
    assert (tmp_path / "graph.nq").stat().st_size > 10_000
    assert not list(tmp_path.rglob("*.part"))


def test_names_that_are_not_utf8_are_shown_as_they_can_be(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    source = letter(folder / "plain.txt")
    try:
        source.rename(folder / "l\udce9tter.txt")
        (folder / "n\udce9te.doc").write_text("x", encoding="utf-8")
    except OSError:
        pytest.skip("names of files are Unicode here")
    assert r"skipped: " in build(tmp_path, folder)
    assert set(entries(tmp_path)) == {r"l\xe9tter.txt", r"n\xe9te.doc"}
    assert r"l\\xe9tter.txt" in (tmp_path / "graph.nq").read_text(encoding="utf-8")
    shown = ig(tmp_path, "export", "inspections")
    assert json.loads(shown.stdout)["path"].endswith(r"l\xe9tter.txt")
    assert ig(tmp_path, "verify").exit_code == 0


def test_a_fresh_build_that_reads_nothing_leaves_the_store(tmp_path: Path) -> None:
    source = letter(tmp_path / "a.txt")
    build(tmp_path, source)
    known, before = load_known(tmp_path / "graph"), database(tmp_path)
    (tmp_path / "bad.pdf").write_bytes(b"nothing")
    said = build(tmp_path, "--fresh", tmp_path / "bad.pdf", status=1)
    assert "no graph written" in said
    assert (load_known(tmp_path / "graph"), database(tmp_path)) == (known, before)
    assert "1 unchanged" in build(tmp_path, source)
    build(tmp_path, "--fresh", letter(tmp_path / "b.txt", "9 May 2021"))
    assert len(list((tmp_path / "graph" / "cache").iterdir())) == 1


def test_what_a_build_is_not_told_is_as_in_the_last(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(OWN_ISSUE, encoding="utf-8")
    base = "https://example.org/id/"
    source = letter(tmp_path / "a.txt")
    build(tmp_path, "--base", base, "--issues", own, source)
    build(tmp_path, letter(tmp_path / "b.txt", "9 May 2021"))
    asker = Asker.open(tmp_path / "graph")
    for row in inspections(asker, {}):
        assert str(row["inspection"]).startswith(base)
    assert "zeppelins" in ig(tmp_path, "issues", "zeppelins").output
    build(tmp_path, "--fresh", source)
    (row,) = inspections(Asker.open(tmp_path / "graph"), {})
    assert not str(row["inspection"]).startswith(base)
    assert ig(tmp_path, "issues", "zeppelins").exit_code == 1


@pytest.mark.parametrize("text", ['{"stamp": "ab', "[]", '{"base": 5}'])
def test_a_damaged_note_of_the_last_build_is_told(tmp_path: Path, text: str) -> None:
    note = tmp_path / "graph" / STAMP
    note.parent.mkdir()
    note.write_text(text, encoding="utf-8")
    for arguments in (("issues",), ("build", str(tmp_path))):
        result = ig(tmp_path, *arguments)
        assert result.exit_code == 1
        assert f"{note} is damaged" in result.output
        assert "--fresh" in result.output


@pytest.mark.parametrize(
    ("option", "below"), [("--store", "afile/graph"), ("--out", "afile/x")]
)
def test_a_file_in_the_place_of_a_folder_is_told(
    tmp_path: Path, option: str, below: str
) -> None:
    (tmp_path / "afile").touch()
    place = ["--store", str(tmp_path / "graph"), option, str(tmp_path / below)]
    result = CliRunner().invoke(main, [*place, "build", str(tmp_path)])
    assert result.exit_code == 1
    (line,) = result.output.splitlines()
    assert line.startswith(f"Error: {tmp_path / 'afile'}")


@pytest.mark.parametrize(
    "base", ["http://exa mple/<x>/", "http:///", "http://[/", "ftp://example.org/"]
)
def test_a_base_that_makes_no_addresses_is_refused_at_once(
    tmp_path: Path, base: str
) -> None:
    said = build(tmp_path, "--base", base, status=2)
    assert "must be a web address" in said
    assert not list(tmp_path.iterdir())


def test_a_name_longer_than_any_file_has_is_one_entry(tmp_path: Path) -> None:
    said = build(tmp_path, "a" * 300, status=1)
    assert "File name too long" in said


def test_a_second_build_at_the_same_time_is_refused(tmp_path: Path) -> None:
    with locked(tmp_path / "graph"):
        said = build(tmp_path, letter(tmp_path / "a.txt"), status=1)
    assert f"Error: {tmp_path / 'graph'}: another build is at work there\n" in said
    with pytest.raises(StoreError):
        store.current(tmp_path / "graph")


@pytest.mark.parametrize("error", [ValueError("seven\nis odd"), RecursionError("deep")])
def test_a_mistake_in_a_reader_is_told_by_name_and_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def stumbles(path: Path, name: str) -> Reading:
        if path.name == "odd.txt":
            raise error
        return read_file(path, name)

    monkeypatch.setattr(work, "read_file", stumbles)
    odd = letter(tmp_path / "odd.txt", "9 May 2021")
    said = build(tmp_path, odd, letter(tmp_path / "a.txt"), status=1)
    name, words = type(error).__name__, " ".join(str(error).split())
    assert f"failed: {odd}: the reader failed on it: {name}: {words}\n" in said
    assert ends(tmp_path) == {"2021-02-03"}


def test_a_build_takes_no_endpoint(tmp_path: Path) -> None:
    asked = ["--endpoint", "http://127.0.0.1:9/query", "build", str(tmp_path)]
    result = CliRunner().invoke(main, ["--store", str(tmp_path / "graph"), *asked])
    assert result.exit_code == 2
    assert "publish" in result.output
    assert not (tmp_path / "graph").exists()
