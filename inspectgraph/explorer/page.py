"""One HTML file with everything in it, which asks the network for nothing.

Texts of documents stand in the file only as JSON or as compressed JSON, never as
markup; the scripts put them on the page as text. A Content-Security-Policy names the
few scripts that may run, by their hashes, and forbids all else.
"""

from __future__ import annotations

import base64
import gzip
import json
from datetime import date
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from graph.iris import Minter
from inspectgraph.explorer.details import details
from inspectgraph.explorer.index import index
from inspectgraph.explorer.network import network
from inspectgraph.explorer.numbering import STATE_LETTER, Numbering
from inspectgraph.explorer.read import read
from inspectgraph.explorer.scope import Scope, members
from inspectgraph.explorer.script import bundle, style, vis_network
from inspectgraph.render.page import csp_hash
from inspectgraph.render.words import ASKED, STATES, STATUS, TYPES, known_on
from ontology.issues import IssueScheme
from queries.ask import Asker

_TEMPLATES = files("inspectgraph.explorer") / "templates"


def explorer_page(
    asker: Asker, scope: Scope, minter: Minter, scheme: IssueScheme
) -> str:
    """The explorer of a part of the store, as a whole HTML document."""
    return assemble(*contents(asker, scope, minter, scheme))


def contents(
    asker: Asker, scope: Scope, minter: Minter, scheme: IssueScheme
) -> tuple[dict[str, Any], dict[str, str]]:
    """What goes into a page: the index, and by name what is opened later."""
    tables = read(asker, members(scope, minter))
    numbers = Numbering(scope, scheme, minter, tables)
    found = index(scope, numbers, tables)
    chunks = {
        f"i{number}": packed(details(tables, numbers, iri))
        for number, iri in enumerate(numbers.inspections)
    }
    chunks |= {f"n{line}": packed(network(found, line)) for line in found["lines"]}
    return found, chunks


def assemble(found: dict[str, Any], chunks: dict[str, str]) -> str:
    """The document, from its data.

    Args:
        found: As ``index.index`` makes it.
        chunks: By name, what is opened later, as ``packed`` makes it.
    """
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    first = next(iter(found["lines"]))
    title = (
        "Children's services inspections"
        if found["national"]
        else found["authorities"][int(first)]["name"]
    )
    script, vis, look = bundle(), vis_network(), style()
    return environment.get_template("explorer.html").render(
        title=title,
        known=known_on(date.fromisoformat(day)) if (day := found["asOf"]) else None,
        policy=_policy(script, vis, look),
        style=Markup(look),
        index=script_json(found),
        words=script_json(_words()),
        chunks=chunks,
        vis=Markup(vis),
        script=Markup(script),
    )


def script_json(value: Any) -> Markup:
    """JSON that can stand in a script element whatever it holds."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(written)


def packed(value: Any) -> str:
    """JSON, compressed, in base64; the same bytes for the same value."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(written.encode(), 9, mtime=0)).decode()


def _policy(script: str, vis: str, look: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {csp_hash(script)} {csp_hash(vis)}",
            f"style-src {csp_hash(look)}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _words() -> dict[str, Any]:
    """What every other view calls things, so that this one does too."""
    return {
        "states": {
            letter: [state.value, *STATES[state][:2]]
            for state, letter in STATE_LETTER.items()
        },
        "types": TYPES,
        "status": STATUS,
        "asked": ASKED,
    }


def _template(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")
