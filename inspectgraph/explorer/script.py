"""The page's scripts: small modules, joined into one when a page is made.

Each file of ``static`` imports what it needs by name, so that any tool reads them as
ordinary modules. A page opened from disk cannot load modules, so each becomes a
function, called after those it imports, that gives what the file exports.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_STATIC = files("inspectgraph.explorer") / "static"
_IMPORT = re.compile(r'^import (\{[^}]*\}) from "\./([\w-]+\.js)";$', re.MULTILINE)
_EXPORT = re.compile(
    r"^export (?=(?:async )?(?:function|const|let|class) (\w+))", re.MULTILINE
)
#: Starts everything.
MAIN = "main.js"
#: The drawing library that pyvis brings along.
VIS = "lib/vis-9.1.2/vis-network.min.js"


class ScriptError(ValueError):
    """The modules cannot be joined; the message says which and why."""


@cache
def bundle(main: str = MAIN) -> str:
    """All modules that one needs, as one strict script.

    Raises:
        ScriptError: Modules import one another in a circle, or what is not exported.
    """
    order: list[str] = []
    _visit(main, order, ())
    parts = "".join(f"// {name}\n{_as_function(name)}\n" for name in order)
    return f'(() => {{\n"use strict";\nconst modules = {{}};\n{parts}}})();\n'


@cache
def vis_network() -> str:
    """vis-network, licence notice included."""
    source = (files("pyvis") / VIS).read_text(encoding="utf-8")
    # Developer tools would look for the map beside the page.
    return re.sub(r"^//# sourceMappingURL=.*$", "", source, flags=re.MULTILINE)


def style() -> str:
    """The style sheet of the page."""
    return _read("explorer.css")


def _visit(name: str, order: list[str], trail: tuple[str, ...]) -> None:
    if name in trail:
        raise ScriptError(" imports ".join((*trail, name)))
    if name in order:
        return
    for names, needed in _IMPORT.findall(_read(name)):
        _visit(needed, order, (*trail, name))
        wanted = set(re.findall(r"\w+", names))
        if missing := wanted - set(_EXPORT.findall(_read(needed))):
            raise ScriptError(f"{name}: {needed} has no {', '.join(sorted(missing))}")
    order.append(name)


def _as_function(name: str) -> str:
    source = _read(name)
    exported = ", ".join(_EXPORT.findall(source))
    body = _IMPORT.sub(r'const \1 = modules["\2"];', _EXPORT.sub("", source))
    return f'modules["{name}"] = (() => {{\n{body}return {{ {exported} }};\n}})();'


@cache
def _read(name: str) -> str:
    return (_STATIC / name).read_text(encoding="utf-8")
