"""Who stands between and who stands near: shortest paths by number of ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from tashan.learning.network import Floats, Network

if TYPE_CHECKING:
    import rustworkx


def distances(network: Network) -> Floats:
    """Count the ties on the shortest path from row to column; infinity where there is none, 0 on the diagonal."""
    import rustworkx as rx

    found = np.array(rx.distance_matrix(_graph(network), null_value=np.inf))
    np.fill_diagonal(found, 0)
    return found


def components(network: Network) -> npt.NDArray[np.int64]:
    """Number the weak components: one number a node, in order of first appearance."""
    import rustworkx as rx

    labels = np.zeros(network.size, dtype=np.int64)
    for number, members in enumerate(sorted(rx.weakly_connected_components(_graph(network)), key=min)):
        labels[list(members)] = number
    return labels


def betweenness(network: Network) -> Floats:
    """
    Count, for each node, the shortest paths between two others on which it lies, equal ones shared (Freeman 1977).

    Ordered pairs in a directed network, unordered ones in an undirected one; not divided by anything.
    """
    import rustworkx as rx

    found = rx.betweenness_centrality(_graph(network), normalized=False)
    values = np.array([found[row] for row in range(network.size)])
    return values if network.directed else values / 2


def closeness(network: Network, direction: str, rule: str = "harmonic") -> list[float | None]:
    """
    Tell how near a node is to the others.

    Args:
        network: ties count, weights do not.
        direction: "out" paths from the node, "in" paths to it.
        rule: what happens with nodes that no path reaches. "harmonic": mean of 1/distance, unreached count 0.
            "reached": r/Σd over the r reached nodes. "scaled": that times r/(n−1) (Wasserman and Faust 1994).
            "whole": (n−1)/Σd, None unless all are reached.

    Returns:
        One value a node; None where the rule gives none (no node reached; with "whole", not all reached).
    """
    if direction not in ("in", "out") or rule not in ("harmonic", "reached", "scaled", "whole"):
        raise ValueError(f"Closeness {direction}, {rule} is not known: in or out; harmonic, reached, scaled or whole.")
    between = distances(network)
    if direction == "in":
        between = between.T
    answer: list[float | None] = []
    for row, steps in enumerate(between):
        others = np.delete(steps, row)
        reached = others[np.isfinite(others)]
        if rule == "harmonic":
            answer.append(float((1 / reached).sum() / max(len(others), 1)))
        elif not len(reached) or (rule == "whole" and len(reached) < len(others)):
            answer.append(None)
        else:
            near = len(reached) / float(reached.sum())
            answer.append(near * len(reached) / len(others) if rule == "scaled" else near)
    return answer


def _graph(network: Network) -> rustworkx.PyDiGraph[int, None]:
    """An undirected network is given as ties both ways, so that one set of functions serves both."""
    import rustworkx as rx

    graph: rustworkx.PyDiGraph[int, None] = rx.PyDiGraph()
    graph.add_nodes_from(list(range(network.size)))
    rows, columns = np.nonzero(network.weights)
    graph.add_edges_from_no_data(list(zip(rows.tolist(), columns.tolist(), strict=True)))
    return graph
