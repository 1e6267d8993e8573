"""One query in a process of its own: ``python -m inspectgraph.serving.worker``.

Started ahead of time it opens the store, shuts itself in, says so and waits for a
line with a query; it writes the answer and ends. Nothing outlives it.
"""

from __future__ import annotations

import gc
import io
import json
import os
import sys
from typing import Any

from pyoxigraph import NamedNode, Store

from graph.store import damage
from inspectgraph.serving import cage
from inspectgraph.serving.job import Head, Job, Result
from queries.clauses import has_dataset_clause, has_service, is_update, known, sources
from queries.prefixes import PREFIXES
from queries.results import FORMATS, ShapeError, is_graph, write

_WARM = Job("SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }", "json", "ttl", 50, 10**6)


class _TooLargeError(Exception):
    """The answer is larger than allowed."""


class _Capped(io.BytesIO):
    def __init__(self, size: int) -> None:
        super().__init__()
        self._left = size

    def write(self, data: Any, /) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise _TooLargeError
        return super().write(data)


def run(store: Store, job: Job) -> Result:
    """The answer to a query, or why there is none."""
    try:
        return _run(store, job)
    except SyntaxError as error:
        if is_update(job.sparql):
            return Result(Head("refused", "this service is read-only: no updates"))
        return Result(Head("malformed", f"not a SPARQL query: {error}"))
    except ShapeError as error:
        return Result(Head("unacceptable", str(error)))
    except _TooLargeError:
        message = f"the answer is larger than {job.size:,} bytes; ask for less of it"
        return Result(Head("too_large", message))
    except (OSError, ValueError) as error:
        return Result(Head("malformed", str(error)))
    except RuntimeError as error:
        damaged = damage(error)
        if damaged is None:
            raise
        return Result(Head("dead", str(damaged)))


def _run(store: Store, job: Job) -> Result:
    if has_service(job.sparql):
        return Result(Head("refused", "SERVICE is refused: no other server is asked"))
    own = bool(job.default_graphs or job.named_graphs)
    from_query = has_dataset_clause(job.sparql)
    asked = [*job.default_graphs, *job.named_graphs]
    if from_query and not own:
        asked = [source.iri for source in sources(job.sparql)]
    for iri in asked:
        if not known(store, iri):
            message = f"no graph of this dataset is called {iri}, and none is fetched"
            return Result(Head("refused", message))
    choice: dict[str, Any] = {
        "use_default_graph_as_union": not (own or from_query),
        "prefixes": dict(PREFIXES),
    }
    if own:
        choice["default_graph"] = list(map(NamedNode, job.default_graphs))
        choice["named_graphs"] = list(map(NamedNode, job.named_graphs))
    answer = store.query(job.sparql, **choice)
    shape = job.graph if is_graph(answer) else job.rows
    if shape is None:
        kind = is_graph(answer)
        names = ", ".join(
            f.media_type.partition(";")[0] for f in FORMATS.values() if f.graph == kind
        )
        return Result(Head("unacceptable", f"this answer can be had as {names}"))
    out = _Capped(job.size)
    told = write(answer, shape, out, job.most)
    return Result(
        Head("answered", format=shape, rows=told.rows, cut=told.cut), out.getvalue()
    )


def main(database: str, megabytes: str, seconds: str) -> None:
    """Open the store, shut the door, answer one query."""
    cage.die_with_parent(int(os.environ["INSPECTGRAPH_PARENT"]))
    apart = cage.leave_network()
    store = Store.read_only(database)
    # What is only imported or opened at first use is, now.
    for shape in ("json", "xml", "csv", "tsv"):
        run(store, Job(_WARM.sparql, shape, None, 50, 10**6))
    for shape in ("ttl", "nt", "rdf", "jsonld"):
        sparql = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
        run(store, Job(sparql, None, shape, 50, 10**6))
    gc.freeze()
    means = cage.close(int(megabytes), int(seconds))
    out = sys.stdout.buffer
    out.write(json.dumps(["network", *means] if apart else means).encode() + b"\n")
    out.flush()
    line = sys.stdin.buffer.readline()
    if not line:  # no longer wanted
        os._exit(0)
    result = run(store, Job.of(line))
    out.write(result.head.line())
    out.write(result.body)
    out.flush()
    # No farewells: closing a store writes files.
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
