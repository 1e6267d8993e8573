"""Where the nodes of a network stand: decided at build, the same on every machine.

Left to right: people, authorities, inspections in order of time, issues. A reader who
follows a line from left to right follows a sentence: who, where, when, about what.
Within a layer, nodes stand where their neighbours do, which keeps crossings few.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx

LAYERS = ("person", "authority", "inspection", "issue")
#: Places of the layers, in the units of the drawing.
_ACROSS = {"person": -500.0, "authority": -260.0, "inspection": 0.0, "issue": 380.0}
_APART = {"person": 34.0, "authority": 120.0, "inspection": 62.0, "issue": 34.0}
_SWEEPS = 3


def positions(graph: nx.Graph) -> dict[str, tuple[float, float]]:
    """Places of all nodes; each has a ``kind`` of LAYERS and an ``order`` in it."""
    layers = {
        kind: sorted(
            (node for node, of in graph.nodes(data="kind") if of == kind),
            key=lambda node: (graph.nodes[node]["order"], node),
        )
        for kind in LAYERS
    }
    for _ in range(_SWEEPS):
        height = _heights(layers)
        for kind in ("authority", "issue", "person"):
            layers[kind].sort(key=lambda node: (_middle(graph, node, height), node))
    height = _heights(layers)
    ordered: nx.Graph = nx.Graph()
    for kind in LAYERS:
        ordered.add_nodes_from(layers[kind], layer=LAYERS.index(kind))
    # networkx spreads each layer evenly over the same height; ours have a scale each.
    across = nx.multipartite_layout(ordered, subset_key="layer") if ordered else {}
    return {
        node: (_ACROSS[graph.nodes[node]["kind"]], round(height[node], 1))
        for node in across
    }


def _heights(layers: Mapping[str, Sequence[str]]) -> dict[str, float]:
    return {
        node: (place - (len(nodes) - 1) / 2) * _APART[kind]
        for kind, nodes in layers.items()
        for place, node in enumerate(nodes)
    }


def _middle(graph: nx.Graph, node: str, height: Mapping[str, float]) -> float:
    """Mean height of the neighbours; a node without any stays last."""
    near = [height[other] for other in graph.adj[node]]
    return sum(near) / len(near) if near else max(height.values(), default=0.0) + 1.0
