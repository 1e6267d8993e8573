"""The package as others get it: names, wheel, command from another folder."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.conftest import ROOT

OURS = ("graph", "inspectgraph", "loaders", "ontology", "queries")


@pytest.mark.parametrize("name", OURS)
def test_no_other_distribution_owns_our_import_names(name: str) -> None:
    assert set(packages_distributions().get(name, [])) <= {"inspectgraph"}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "-o",
            folder,
            ROOT,
        ],
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_code_and_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "ontology/core.ttl",
        "ontology/issues.ttl",
        "ontology/shapes.ttl",
        "ontology/context.jsonld",
        "ontology/data/authorities.csv",
        "loaders/cases/bournemouth-bcp.yaml",
        "queries/shipped/issue-findings.rq",
    } <= names
    assert not [name for name in names if name.startswith(("tests/", "out/"))]


def test_the_wheel_runs_in_a_clean_environment_from_another_folder(
    wheel: Path, tmp_path: Path
) -> None:
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "env"], check=True)
    python = tmp_path / "env" / "bin" / "python"
    subprocess.run(
        [
            python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
            "-c", ROOT / "constraints.txt", wheel,
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    command = tmp_path / "env" / "bin" / "inspectgraph"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    subprocess.run([command, "build"], cwd=elsewhere, check=True, capture_output=True)
    shown = subprocess.run(
        [command, "timeline", "iro-effectiveness", "--authority", "bcp"],
        cwd=elsewhere,
        check=True,
        capture_output=True,
        text=True,
    )
    assert "13 October 2020" in shown.stdout
