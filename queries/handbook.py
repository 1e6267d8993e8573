"""The page on all shipped questions, from their headers: ``python -m queries.handbook``.

A test holds ``docs/queries.md`` to it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from queries.library import Parameter, ParameterType, Question, questions

_KINDS: dict[ParameterType, str] = {
    "authority": "an authority: id, name, acronym or code",
    "issue": "an issue: id or label",
    "integer": "a whole number",
    "date": "a day, YYYY-MM-DD",
    "text": "any text",
}
_HEAD = """# Shipped questions

Written by `python -m queries.handbook` from the headers of `queries/shipped/*.rq`;
change those, not this page.

```console
$ inspectgraph queries silence
$ inspectgraph query silences --param authority=bcp --format csv
```

The same questions stand as forms on the page of `inspectgraph serve`, and in the graph
`…/graph/queries` as `sh:SPARQLExecutable`, where query editors find them. Every value
is bound as a term, never pasted into the text; one that is not allowed is an error that
says what is.

Each is answered over a small made-up graph in `tests/test_queries.py`, by Oxigraph and
by rdflib, and by an Oxigraph server in `tests/test_serving_publish.py`; the answers are
in `tests/golden/queries/`.
"""


def handbook() -> str:
    """The whole page, as Markdown."""
    return _HEAD + "".join(map(_section, questions().values()))


def _section(question: Question) -> str:
    return "\n" + "\n".join(_lines(question)) + "\n"


def _lines(question: Question) -> Iterator[str]:
    yield f"## {question.title}"
    yield ""
    yield f"`{question.name}`. {question.description}"
    yield ""
    if question.parameters:
        yield "| parameter | value | default |"
        yield "|---|---|---|"
        yield from map(_row, question.parameters)
        yield ""
    yield "Columns: " + ", ".join(f"`{column}`" for column in question.columns)


def _row(parameter: Parameter) -> str:
    default = "must be given" if parameter.default is None else f"`{parameter.default}`"
    return f"| `{parameter.name}` | {_KINDS[parameter.type]} | {default} |"


if __name__ == "__main__":
    sys.stdout.write(handbook())
