"""One timeline as an HTML page that stands alone: no script, nothing fetched."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from inspectgraph.render import words
from queries.quotes import Quote
from queries.timeline import Timeline

_TEMPLATES = files("inspectgraph.render") / "templates"


def timeline_page(timeline: Timeline) -> str:
    """The timeline as a whole HTML document, safe whatever the reports say."""
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "long_date": words.long_date,
        "known_on": words.known_on,
        "place": words.place,
    }
    style = _template("timeline.css")
    return environment.get_template("timeline.html").render(
        timeline=timeline,
        lineage=words.lineage(timeline),
        coverage=words.coverage(timeline),
        summary=words.summary(timeline),
        told=words.told(timeline),
        states=words.STATES,
        state=words.state,
        in_passing=words.in_passing,
        event=words.event,
        asked=words.asked,
        verdict=words.verdict,
        marked=marked,
        # Fixed text of this package, and it has to stay what its hash is of.
        style=Markup(style),
        style_hash=csp_hash(style),
    )


def csp_hash(source: str) -> str:
    """What a Content-Security-Policy allows an inline script or style by."""
    digest = hashlib.sha256(source.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def marked(quote: Quote) -> list[tuple[str, bool]]:
    """The quotation in pieces; True for words that decided its coding."""
    pieces: list[tuple[str, bool]] = []
    done = 0
    for start, end in _places(quote.text, quote.words):
        pieces += [(quote.text[done:start], False), (quote.text[start:end], True)]
        done = end
    pieces.append((quote.text[done:], False))
    return [piece for piece in pieces if piece[0]]


def _places(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the words first stand, joined where they overlap."""
    found = sorted(
        (at, at + len(word)) for word in words if word and (at := text.find(word)) >= 0
    )
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _template(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")
