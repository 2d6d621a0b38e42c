"""Communities by directed modularity, with their spread over seeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tashan.learning.network import Floats, Network
from tashan.learning.problems import LearningError

Labels = npt.NDArray[np.int64]

_LEAST_GAIN = 1e-12
"""A move must gain this much, so that rounding never moves a node to and fro without end."""


def modularity(network: Network, groups: Sequence[object]) -> float:
    """
    Tell how much more weight lies inside groups than strengths alone would put there.

    Q = Σ [w_ij/W − s_i^out s_j^in/W²] δ(g_i, g_j) (Arenas et al. 2007; Leicht and Newman 2008); for an undirected
    network the same as Newman and Girvan 2004.

    Args:
        network: weights count.
        groups: one label a node.
    """
    if len(groups) != network.size:
        raise LearningError("names_wrong", f"{network.size} nodes need as many labels; there are {len(groups)}.")
    total = _total(network)
    _, labels = np.unique(np.array([str(group) for group in groups]), return_inverse=True)
    inside = labels[:, None] == labels[None, :]
    sent, received = network.weights.sum(axis=1), network.weights.sum(axis=0)
    return float((network.weights[inside].sum() / total) - np.outer(sent, received)[inside].sum() / total**2)


@dataclass(frozen=True, slots=True)
class Communities:
    """
    The best division found, and how far other seeds agree.

    Attributes:
        groups: one number a node, 0 for the largest group.
        modularity: of that division.
        spread: modularity by seed, in the order of the seeds.
        agreement: lowest and mean adjusted Rand index of the other seeds' divisions with the best (1: the same).
    """

    groups: tuple[int, ...]
    modularity: float
    spread: tuple[float, ...]
    agreement: tuple[float, float]


def communities(network: Network, *, seeds: int = 20) -> Communities:
    """
    Divide nodes into communities by directed modularity (Louvain: Blondel et al. 2008), once a seed.

    Directions and weights count. After the last folding single nodes are moved again on the whole network.

    Args:
        network: with at least one tie.
        seeds: how many orders of visiting the nodes are tried: 0, 1, 2 …
    """
    total = _total(network)
    found = []
    for seed in range(seeds):
        labels = _louvain(network.weights, total, np.random.default_rng(seed))
        found.append((modularity(network, labels.tolist()), labels))
    best = max(range(seeds), key=lambda seed: (found[seed][0], -seed))
    others = [_rand(found[best][1], labels) for seed, (_, labels) in enumerate(found) if seed != best] or [1.0]
    return Communities(
        tuple(_by_size(found[best][1]).tolist()),
        found[best][0],
        tuple(quality for quality, _ in found),
        (min(others), float(np.mean(others))),
    )


def _total(network: Network) -> float:
    total = float(network.weights.sum())
    if total == 0:
        raise LearningError("no_variance", "The network has no tie, so it has no communities.")
    return total


def _louvain(weights: Floats, total: float, random: np.random.Generator) -> Labels:
    labels = np.arange(len(weights))
    folded = weights
    while True:
        moved = _move(folded, np.arange(len(folded)), total, random)
        if len(np.unique(moved)) == len(folded):
            break
        labels = moved[labels]
        belongs = np.zeros((len(folded), int(moved.max()) + 1))
        belongs[np.arange(len(folded)), moved] = 1
        folded = belongs.T @ folded @ belongs
    return _move(weights, labels, total, random)


def _move(weights: Floats, labels: Labels, total: float, random: np.random.Generator) -> Labels:
    """Move single nodes to the group that gains most until none gains; groups are numbered from 0 without gaps."""
    size = len(weights)
    labels = labels.copy()
    both = weights + weights.T
    sent, received = weights.sum(axis=1), weights.sum(axis=0)
    group_sent = np.bincount(labels, sent, size)
    group_received = np.bincount(labels, received, size)
    neighbours = [np.flatnonzero(row) for row in both]
    moved = True
    while moved:
        moved = False
        for node in random.permutation(size):
            old = labels[node]
            group_sent[old] -= sent[node]
            group_received[old] -= received[node]
            near = neighbours[node][neighbours[node] != node]
            pull = np.bincount(labels[near], both[node, near], size)
            candidates = np.unique(np.append(labels[near], old))
            gains = (
                pull[candidates] / total
                - (sent[node] * group_received[candidates] + received[node] * group_sent[candidates]) / total**2
            )
            stay = float(gains[np.searchsorted(candidates, old)])
            best = int(np.argmax(gains))
            new = int(candidates[best]) if gains[best] > stay + _LEAST_GAIN else int(old)
            labels[node] = new
            group_sent[new] += sent[node]
            group_received[new] += received[node]
            moved |= new != old
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)


def _by_size(labels: Labels) -> Labels:
    sizes = np.bincount(labels)
    order = np.argsort(-sizes, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return place[labels]


def _rand(one: Labels, other: Labels) -> float:
    """Adjusted Rand index (Hubert and Arabie 1985)."""
    table = np.zeros((int(one.max()) + 1, int(other.max()) + 1))
    np.add.at(table, (one, other), 1)
    together, first, second = _pairs(table), _pairs(table.sum(axis=1)), _pairs(table.sum(axis=0))
    expected = first * second / max(len(one) * (len(one) - 1) / 2, 1)
    most = (first + second) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)


def _pairs(counts: Floats) -> float:
    return float((counts * (counts - 1) / 2).sum())


def border_shares(network: Network, groups: Sequence[object]) -> dict[str, float]:
    """
    Tell how much crosses the borders between groups (provinces, clusters).

    Args:
        network: visits or any other ties.
        groups: one label a node.

    Returns:
        crossing_ties and crossing_weight: shares of ties and of weight between different groups; ei: E–I index
        (external − internal)/(external + internal) of ties (Krackhardt and Stern 1988); ei_expected: its value if
        ties fell on all pairs alike.
    """
    _total(network)
    labels = np.array([str(group) for group in groups])
    if len(labels) != network.size:
        raise LearningError("names_wrong", f"{network.size} nodes need as many labels; there are {len(labels)}.")
    across = labels[:, None] != labels[None, :]
    ties = network.ties
    external, count = np.count_nonzero(ties & across), np.count_nonzero(ties)
    possible = np.count_nonzero(across) / (network.size * (network.size - 1))
    return {
        "crossing_ties": float(external / count),
        "crossing_weight": float(network.weights[across].sum() / network.weights.sum()),
        "ei": float((2 * external - count) / count),
        "ei_expected": float(2 * possible - 1),
    }


def persistence(before: Network, after: Network) -> dict[str, float | int | None]:
    """
    Tell how far ties last from one window to the next.

    Args:
        before: the earlier network.
        after: the later one, on the same nodes in the same order.

    Returns:
        stable, births, deaths: numbers of ties; jaccard: stable/(stable + births + deaths); kept: stable share of
        the earlier ties; answered: share of earlier one-way ties whose reverse is there later (lagged reciprocity).
        None where there is nothing to take a share of.
    """
    if before.nodes != after.nodes:
        raise LearningError("names_wrong", "The two windows do not have the same nodes. Make both with the same list.")
    first, second = before.ties, after.ties
    stable = int(np.count_nonzero(first & second))
    births, deaths = int(np.count_nonzero(second & ~first)), int(np.count_nonzero(first & ~second))
    one_way = first & ~first.T
    either, open_ties = stable + births + deaths, np.count_nonzero(one_way)
    return {
        "stable": stable,
        "births": births,
        "deaths": deaths,
        "jaccard": stable / either if either else None,
        "kept": stable / (stable + deaths) if stable + deaths else None,
        "answered": float(np.count_nonzero(one_way & second.T) / open_ties) if open_ties else None,
    }
