"""The network of a store for Gephi and the like: GraphML and GEXF by networkx."""

from __future__ import annotations

import io
import re
from pathlib import Path

import networkx as nx

from inspectgraph.render.words import known_on
from queries.ask import Asker, text
from queries.catalogue import as_of

_WRITTEN_ON = re.compile(rb' lastmodifieddate="[^"]*"')
_NODES = """
SELECT ?node ?kind ?label ?date WHERE {
  { ?node a ig:Authority ; rdfs:label ?label . BIND ("authority" AS ?kind)
    FILTER EXISTS { ?any ig:inspectedAuthority ?node } }
  UNION
  { ?node a ig:Inspection ; rdfs:label ?label . BIND ("inspection" AS ?kind)
    OPTIONAL { ?node schema:endDate ?date } }
  UNION
  { ?node a foaf:Person ; foaf:name ?label . BIND ("person" AS ?kind) }
  UNION
  { ?node a ig:Issue ; skos:prefLabel ?label . BIND ("issue" AS ?kind) }
} ORDER BY ?node"""
_EDGES = """
SELECT ?from ?to ?kind (COUNT(?coding) AS ?weight) WHERE {
  { ?from ig:inspectedAuthority ?to . BIND ("inspected" AS ?kind) }
  UNION { ?to ig:predecessor ?from . BIND ("became" AS ?kind) }
  UNION { ?to a ig:Inspection ; ig:participation ?part . ?part prov:agent ?from .
          BIND ("took part in" AS ?kind) }
  UNION { ?to a ig:Inspection . ?report ig:ofInspection ?to ; ig:participation ?part .
          ?part prov:agent ?from . BIND ("took part in" AS ?kind) }
  UNION { ?coding ig:finding/ig:ofInspection ?from ; ig:issue ?to ; ig:current true ;
          ig:polarity/skos:notation ?kind . }
} GROUP BY ?from ?to ?kind ORDER BY ?from ?to ?kind"""


def network(asker: Asker) -> nx.MultiDiGraph:
    """Authorities, inspections, people and issues; findings as weights of edges."""
    day = as_of(asker)
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    if day is not None:
        graph.graph["name"] = known_on(day)
    for row in asker.rows(_NODES):
        when = row["date"]
        graph.add_node(
            text(row, "node"),
            kind=text(row, "kind"),
            label=text(row, "label"),
            date="" if when is None else str(when),
        )
    for row in asker.rows(_EDGES):
        source, target = text(row, "from"), text(row, "to")
        if source in graph and target in graph:
            kind, weight = text(row, "kind"), int(text(row, "weight"))
            graph.add_edge(source, target, key=kind, kind=kind, weight=max(1, weight))
    return graph


def write_network(asker: Asker, shape: str, path: Path) -> None:
    """Write GraphML or GEXF."""
    graph = network(asker)
    if shape == "graphml":
        nx.write_graphml(graph, path)
    else:
        path.write_bytes(_gexf(graph))


def _gexf(graph: nx.MultiDiGraph) -> bytes:
    """GEXF as networkx writes it, without the day on which it was written.

    The same store gives the same file, as in every other form.
    """
    out = io.BytesIO()
    nx.write_gexf(graph, out)
    return _WRITTEN_ON.sub(b"", out.getvalue(), count=1)
