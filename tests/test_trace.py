"""``recur`` and ``compare``: tables that explain themselves, answers that stay bare."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from inspectgraph.cli import main
from inspectgraph.render.words import STATUS, legend
from ontology.codes import ThreadStatus
from tests.serving import built


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("trace"))


def call(store: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, ["--store", str(store), *arguments])
    assert result.exit_code == 0, result.output
    return result


def test_every_status_has_a_meaning() -> None:
    assert set(STATUS) == set(ThreadStatus)


def test_a_legend_explains_what_is_there_and_nothing_else() -> None:
    (line,) = legend(["bcp", "persistent", "3"])
    assert line.startswith("persistent: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("recur", "--times", "1", "-a", "bcp"),
        ("recur", "--times", "1", "--issue", "iro-effectiveness"),
        ("compare", "bcp", "dorset"),
    ],
)
def test_codes_of_a_table_are_explained_beside_it(
    store: Path, arguments: tuple[str, ...]
) -> None:
    result = call(store, *arguments)
    shown = [code for code in STATUS if code in result.stdout.split()]
    assert shown
    for code in STATUS:
        assert (f"{code}: " in result.stderr) == (code in shown)
    bare = call(store, *arguments, "--format", "csv")
    assert not [code for code in STATUS if f"{code}: " in bare.output]


def test_compared_authorities_are_named_and_their_inspections_counted(
    store: Path,
) -> None:
    result = call(store, "compare", "bcp", "dorset")
    head = result.stdout.splitlines()[:2]
    assert "BCP: status" in " ".join(head) and "Dorset: status" in " ".join(head)
    assert "first_status" not in result.stdout
    assert "along the line of BCP; " in result.stderr
    bare = call(store, "compare", "bcp", "dorset", "--format", "csv")
    assert bare.stdout.startswith("issue_label,first_status,first_raised,first_run,")
