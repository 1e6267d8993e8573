"""``inspectgraph export``."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO

import click
from pyoxigraph import RdfFormat

from graph.store import write_turtle
from inspectgraph.building.sources import shown
from inspectgraph.context import Workplace, say_day, workplace
from inspectgraph.render import files
from inspectgraph.render.networks import write_network
from queries.ask import Asker
from queries.columns import COLUMNS
from queries.exports import TABLES

_TABLE_FORMATS = ("jsonl", "csv", "parquet")
_GRAPH_FORMATS = ("nq", "ttl", "jsonld", "graphml", "gexf")


@click.command("export")
@click.argument("what", type=click.Choice([*TABLES, "graph"]))
@click.option(
    "--format",
    "shape",
    type=click.Choice([*_TABLE_FORMATS, *_GRAPH_FORMATS]),
    help="jsonl, csv, parquet for tables; nq, ttl, jsonld, graphml, gexf for the graph.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_context
def command(
    context: click.Context, what: str, shape: str | None, output: Path | None
) -> None:
    """Write a table or the whole graph, to standard output or a file.

    \b
    Example:
      inspectgraph export findings --format csv -o findings.csv
    """
    place = workplace(context)
    allowed = _GRAPH_FORMATS if what == "graph" else _TABLE_FORMATS
    shape = shape or allowed[0]
    if shape not in allowed:
        raise click.UsageError(
            f"{what} can be had as {', '.join(allowed)}, not {shape}"
        )
    if shape in ("parquet", "graphml", "gexf") and output is None:
        raise click.UsageError(f"{shape} needs a file: add -o FILE.{shape}")
    say_day(place.asker())
    try:
        with nullcontext() if output is None else files.put_at(output) as target:
            if what == "graph":
                _graph(place, shape, target)
            else:
                _table(place, what, shape, target)
    except OSError as error:
        if output is None:
            raise  # told where all troubles of standard output are
        raise click.ClickException(f"{output}: {error.strerror or error}") from error


def _table(place: Workplace, what: str, shape: str, target: Path | None) -> None:
    paths = {sha256: shown(path) for sha256, path in place.paths().items()}
    rows, columns = TABLES[what](place.asker(), paths), COLUMNS[what]
    if shape == "parquet" and target is not None:
        files.parquet(rows, columns, target)
        return
    lines = files.jsonl(rows) if shape == "jsonl" else files.table_csv(rows, columns)
    if target is None:
        for line in lines:
            click.echo(line, nl=False)
        return
    with target.open("w", encoding="utf-8", newline="") as out:
        out.writelines(lines)


def _graph(place: Workplace, shape: str, target: Path | None) -> None:
    if shape in ("graphml", "gexf") and target is not None:
        write_network(place.asker(), shape, target)
        return
    if target is None:
        _dump(place.asker(), shape, sys.stdout.buffer)
    else:
        with target.open("wb") as out:
            _dump(place.asker(), shape, out)


def _dump(asker: Asker, shape: str, out: BinaryIO) -> None:
    if shape == "nq":
        asker.store.dump(out, format=RdfFormat.N_QUADS)
    elif shape == "ttl":
        write_turtle(asker.store, out)
    else:
        from inspectgraph.render.jsonld import dump

        out.write(dump(asker))
