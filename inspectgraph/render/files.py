"""Results for programs: CSV, JSON Lines, Markdown, Parquet."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from inspectgraph.render.words import (
    asked,
    coverage,
    event,
    in_passing,
    known_on,
    lineage,
    long_date,
    other_side,
    place,
    quoted,
    state,
    summary,
    told,
    verdict,
)
from queries.columns import Columns
from queries.timeline import Timeline

TIMELINE_COLUMNS = (
    "date", "start", "authority", "predecessor", "type", "judgement_overall",
    "state", "polarity", "text", "paraphrase", "section", "paragraph", "page",
    "document", "document_sha256", "inspection", "finding", "other_side",
)  # fmt: skip


@contextmanager
def put_at(target: Path) -> Iterator[Path]:
    """Where to write what is to be at a path, whole or not at all.

    A pipe or a device is written to as it stands: who reads it waits for it, and a
    file in its place would leave them waiting.

    Raises:
        OSError: It cannot be put there; a file that was there before stays.
    """
    if target.exists() and not target.is_file():
        yield target
        return
    file = target.resolve()  # a link stays one
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def timeline_csv(timeline: Timeline) -> str:
    """One row an item of evidence; an episode without any has a row too."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(TIMELINE_COLUMNS)
    for episode in timeline.as_json()["episodes"]:
        for item in episode["evidence"] or [{}]:
            row = {**episode, **item}
            writer.writerow([_cell(row.get(column)) for column in TIMELINE_COLUMNS])
    return out.getvalue()


def timeline_markdown(timeline: Timeline) -> str:
    """A document to paste into a briefing."""
    lines = [
        f"# {timeline.issue.label}",
        "",
        lineage(timeline),
        "",
        *([f"**{known_on(timeline.as_of)}**", ""] if timeline.as_of else []),
        coverage(timeline),
        "",
        summary(timeline),
        "",
    ]
    for gap, episode in told(timeline):
        if gap is not None:
            lines += [f"*{gap}.*", ""]
        sign, judged, _ = state(episode)
        before = " (predecessor)" if episode.predecessor else ""
        lines += [
            f"## {long_date(episode.day)}: {_escape(episode.authority)}{before}",
            "",
            f"{event(episode).capitalize()}. **{sign} {judged}**",
            "",
        ]
        for quote in episode.evidence:
            label = "paraphrase of " if quote.paraphrase else ""
            words = quoted(quote) + other_side(quote)
            lines += [
                f"> {asked(quote)}{_escape(words)}",
                f"> — {label}{_escape(quote.document)}, {_escape(place(quote))}",
                "",
            ]
        for passing in in_passing(episode):
            lines += [f"- named in passing: {_escape(passing)}", ""]
    if timeline.commitments:
        lines += ["## Promises", ""]
    for promise in timeline.commitments:
        made = long_date(promise.made) if promise.made else "undated"
        lines.append(
            f"- {made}: {_escape(promise.text)} ({_escape(promise.document)};"
            f" {verdict(promise)})"
        )
    return "\n".join(lines).rstrip() + "\n"


def jsonl(rows: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    """One object a line."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def table_csv(rows: Iterable[Mapping[str, Any]], columns: Columns) -> Iterable[str]:
    """A head, even above no rows; lists and objects as JSON in their cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    lines = ([_cell(row[name]) for name in columns] for row in rows)
    for line in chain([list(columns)], lines):
        writer.writerow(line)
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def parquet(rows: Iterable[Mapping[str, Any]], columns: Columns, path: Path) -> None:
    """A Parquet file; lists and objects as JSON text, so that any tool reads it.

    A column has its type even where all of it is null, so that files of several
    stores can be read as one table.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {
        str: pa.string(),
        int: pa.int64(),
        float: pa.float64(),
        bool: pa.bool_(),
        list: pa.string(),
    }
    schema = pa.schema([(name, types[kind]) for name, kind in columns.items()])
    flat = [{name: _flat(row[name]) for name in columns} for row in rows]
    pq.write_table(pa.Table.from_pylist(flat, schema=schema), path)


def _flat(value: Any) -> Any:
    return (
        json.dumps(value, ensure_ascii=False)
        if isinstance(value, list | dict)
        else value
    )


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _flat(value)


def _escape(text: str) -> str:
    for sign in "\\`*_[]<>#|":
        text = text.replace(sign, f"\\{sign}")
    return text
