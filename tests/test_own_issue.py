"""The example of ``docs/ontology.md`` works as it stands there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from inspectgraph.cli import main
from tests.conftest import ROOT
from tests.samples import LETTER

VISITS = (
    "Too few children at risk have unannounced visits, and workers do not always visit"
    " when they should."
)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    text = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    (turtle,) = re.findall(r"```turtle\n(.*?)```", text, flags=re.DOTALL)
    path = tmp_path / "home-visits.ttl"
    path.write_text(turtle, encoding="utf-8")
    return path


def test_an_issue_of_ones_own_has_its_timeline(tmp_path: Path, example: Path) -> None:
    letter = tmp_path / "letter.txt"
    changed = LETTER.replace("Social workers see children often", VISITS + " They")
    letter.write_text(changed, encoding="utf-8")
    store = ["--store", str(tmp_path / "out" / "graph")]
    built = CliRunner().invoke(
        main, [*store, "build", "--issues", str(example), str(letter)]
    )
    assert built.exit_code == 0, built.output
    shown = CliRunner().invoke(
        main, [*store, "timeline", "home-visits", "-a", "rutland", "--format", "json"]
    )
    history = json.loads(shown.stdout)
    (episode,) = history["episodes"]
    assert episode["state"] == "weakness"
    assert any("unannounced visits" in quote["text"] for quote in episode["evidence"])
    listed = CliRunner().invoke(main, [*store, "issues", "surprise"])
    assert "home-visits" in listed.output


def test_a_wrong_issue_file_is_told_in_a_line(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.ttl"
    wrong.write_text("this is no turtle", encoding="utf-8")
    store = ["--store", str(tmp_path / "out" / "graph")]
    result = CliRunner().invoke(main, [*store, "build", "--issues", str(wrong)])
    assert result.exit_code == 1
    assert "wrong.ttl" in result.output
    assert "Traceback" not in result.output
