"""What docs/recipes.md says, run as it stands there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from inspectgraph.cli import main
from inspectgraph.serving.pool import Limits
from tests.conftest import ROOT
from tests.serving import Client, built, serving

RECIPES = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", RECIPES, re.MULTILINE | re.DOTALL)
PYTHON = [code for language, code in BLOCKS if language == "python"]
COMMANDS = [
    line.removeprefix("$ inspectgraph ").split()
    for language, code in BLOCKS
    if language == "console"
    for line in code.splitlines()
]
#: A word that each block prints over the small graph, in their order.
PRINTED = ["Poole", "weakness", "Permanence planning", "iro-effectiveness", "nodes"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("recipes")


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[Client]:
    store = built(folder)
    for command in COMMANDS:
        if command[0] == "export":
            *words, name = command
            arguments = ["--store", str(store), *words, str(folder / name)]
            done = CliRunner().invoke(main, arguments)
            assert done.exit_code == 0, done.output
    with serving(store, Limits(at_once=2)) as found:
        yield found


def run(code: str, client: Client, folder: Path) -> str:
    here = code.replace("http://127.0.0.1:8000", client.address)
    environment = {**os.environ, "MPLBACKEND": "Agg", "MPLCONFIGDIR": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", here],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_there_are_as_many_blocks_as_are_checked() -> None:
    assert len(PYTHON) == len(PRINTED)
    assert {command[0] for command in COMMANDS} == {"build", "serve", "export"}


@pytest.mark.parametrize("index", range(len(PRINTED)))
def test_a_block_runs(client: Client, folder: Path, index: int) -> None:
    assert PRINTED[index] in run(PYTHON[index], client, folder)


def test_the_notebook_draws_every_episode(client: Client, folder: Path) -> None:
    notebook = json.loads((ROOT / "docs" / "timeline.ipynb").read_text("utf-8"))
    cells = [
        "".join(cell["source"])
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    ]
    assert not any(cell.get("outputs") for cell in notebook["cells"])
    check = 'print(len(axes.texts), sorted(set(episodes["state"])))'
    printed = run("\n".join([*cells, check]), client, folder)
    assert "7 ['silent', 'strength', 'unreadable', 'weakness']" in printed
