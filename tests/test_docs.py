"""What the documents say of commands, files and links is so."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from inspectgraph.cli import main
from tests.conftest import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_FENCE = re.compile(r"```(?:sh|bash|console)\n(.*?)```", re.DOTALL)
_LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")
_MAKE = re.compile(r"^make (\w+)$", re.MULTILINE)


def commands() -> list[tuple[str, str]]:
    """Page and command line of every call of ours in a page's shell examples."""
    found: list[tuple[str, str]] = []
    for page in PAGES:
        for block in _FENCE.findall(page.read_text(encoding="utf-8")):
            for line in block.replace("\\\n", " ").splitlines():
                call = line.split(" #")[0].split(" | ")[0].split(" > ")[0].strip()
                call = call.removeprefix(".venv/bin/").removesuffix("&").strip()
                if call.startswith("inspectgraph "):
                    found.append((page.name, call))
    return found


def test_there_are_examples() -> None:
    assert len(commands()) >= 5


@pytest.mark.parametrize(("page", "call"), commands())
def test_every_command_shown_can_be_called_so(page: str, call: str) -> None:
    context = click.Context(main)
    arguments = shlex.split(call)[1:]
    _, rest, _ = main.make_parser(context).parse_args(arguments)
    name = rest[0] if rest else arguments[0]
    command = main.get_command(context, name)
    assert command is not None, f"{page}: {name}"
    parser = command.make_parser(click.Context(command))
    parser.parse_args(list(rest[1:]))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_linked_is_there(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_target_of_make_in_the_readme_exists() -> None:
    rules = (ROOT / "Makefile").read_text(encoding="utf-8")
    wanted = _MAKE.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert wanted
    for target in wanted:
        assert re.search(rf"^{target}:", rules, flags=re.MULTILINE)


def test_the_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    quiet = {"issues", "authorities", "validate", "publish"}
    for name in set(main.list_commands(click.Context(main))) - quiet:
        assert re.search(rf"\b{name}\b", text), name
