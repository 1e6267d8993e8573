"""Imports point one way, as ``docs/architecture.md`` says."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

FLOORS = ("ontology", "loaders", "graph", "queries", "inspectgraph")
MODULES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Top-level packages of ours that a module imports, wherever it does so."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found & set(FLOORS)


def test_there_are_modules() -> None:
    assert len(MODULES) > 60


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_imports_from_a_floor_above(path: Path) -> None:
    floor = FLOORS.index(path.relative_to(ROOT).parts[0])
    above = imported(path) & set(FLOORS[floor + 1 :])
    assert not above


def test_readers_know_no_rdf_store() -> None:
    for path in (ROOT / "loaders").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "rdflib" not in text, path
        assert "pyoxigraph" not in text, path


def _graph_of_imports() -> dict[str, set[str]]:
    names = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in MODULES
    }
    edges: dict[str, set[str]] = {}
    for name, path in names.items():
        targets: set[str] = set()
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ImportFrom) and node.module:
                inside = {f"{node.module}.{alias.name}" for alias in node.names}
                targets |= (inside & names.keys()) or ({node.module} & names.keys())
        edges[name] = targets - {name}
    return edges


def test_no_imports_go_round_in_a_circle() -> None:
    edges = _graph_of_imports()
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail, name))
        if name in done:
            return
        for target in sorted(edges[name]):
            visit(target, (*trail, name))
        done.add(name)

    for name in sorted(edges):
        visit(name, ())
