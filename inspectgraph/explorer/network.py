"""The network of one line of authorities, as nodes and edges for vis-network.

pyvis makes the data; its page is not used, since it fetches scripts from elsewhere
and does not escape what it is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import networkx as nx
from pyvis.network import Network

from inspectgraph.explorer.layout import positions
from inspectgraph.render.words import TYPES

#: States that say something; silence makes no line in a network.
_SPOKEN = "wmsn"


def network(index: Mapping[str, Any], authority: str) -> dict[str, Any]:
    """Nodes with places, and edges, of the line of an authority.

    Args:
        index: As ``index.index`` makes it.
        authority: Its place in the index, as text: a key of ``lines``.
    """
    graph: nx.Graph = nx.Graph()
    members = [step["a"] for step in index["lines"][authority]]
    for order, member in enumerate(members):
        name = index["authorities"][member]["name"]
        graph.add_node(f"a{member}", kind="authority", order=order, label=name)
    for gate in index["gates"]:
        if gate["a"] in members and gate["b"] in members:
            graph.add_edge(f"a{gate['a']}", f"a{gate['b']}", role="followed by")
    for place, inspection in enumerate(index["inspections"]):
        if inspection["a"] in members:
            _inspection(graph, index, place, inspection)
    for post in index["posts"]:
        if post["a"] in members:
            _person(graph, index, post["p"])
            role = "director" if post["director"] else "post"
            graph.add_edge(f"p{post['p']}", f"a{post['a']}", role=role)
    return _as_vis(graph)


def _inspection(
    graph: nx.Graph,
    index: Mapping[str, Any],
    place: int,
    inspection: Mapping[str, Any],
) -> None:
    node = f"i{place}"
    label = f"{inspection['end'][:7]} {TYPES[inspection['type']]}"
    graph.add_node(node, kind="inspection", order=place, label=label)
    graph.add_edge(f"a{inspection['a']}", node, role="inspected")
    for issue, state in enumerate(inspection["states"]):
        if state in _SPOKEN:
            label = index["issues"][issue][1]
            graph.add_node(f"t{issue}", kind="issue", order=issue, label=label)
            graph.add_edge(node, f"t{issue}", role=state)
    for person, role, *_ in inspection.get("people", ()):
        _person(graph, index, person)
        if node not in graph.adj[f"p{person}"] or role == "lead_inspector":
            graph.add_edge(f"p{person}", node, role=role)


def _person(graph: nx.Graph, index: Mapping[str, Any], person: int) -> None:
    name = index["persons"][person]
    graph.add_node(f"p{person}", kind="person", order=person, label=name)


def _as_vis(graph: nx.Graph) -> dict[str, Any]:
    places = positions(graph)
    drawn = Network(directed=True)
    for node, about in graph.nodes(data=True):
        across, down = places[node]
        drawn.add_node(
            node, label=about["label"], group=about["kind"], x=across, y=down
        )
    for start, end, about in _edges(graph):
        drawn.add_edge(start, end, role=about["role"])
    nodes, edges, *_ = drawn.get_network_data()
    return {
        "nodes": [
            {key: n[key] for key in ("id", "label", "group", "x", "y")} for n in nodes
        ],
        "edges": [{key: e[key] for key in ("from", "to", "role")} for e in edges],
    }


def _edges(graph: nx.Graph) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """In an order of their own, whatever order networkx came by them."""
    rank = {"p": 0, "a": 1, "i": 2, "t": 3}
    for start, end, about in sorted(graph.edges(data=True), key=lambda e: e[:2]):
        if rank[start[0]] > rank[end[0]]:
            start, end = end, start
        yield start, end, about
