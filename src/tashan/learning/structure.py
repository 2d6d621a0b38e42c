"""How a network is built: density, degrees, reciprocities, centralisations, transitivity, concentration."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from tashan.learning.network import Floats, Network
from tashan.learning.problems import LearningError


def density(network: Network) -> float:
    """Tell which share of the possible ties is there: m / (n(n−1)), the same for both kinds of network."""
    _at_least(network, 2)
    return float(np.count_nonzero(network.weights) / (network.size * (network.size - 1)))


def intensity(network: Network) -> float:
    """Tell the mean weight over all ordered pairs, zeros included: ΣW / (n(n−1))."""
    _at_least(network, 2)
    return float(network.weights.sum() / (network.size * (network.size - 1)))


def degrees(network: Network, direction: str) -> npt.NDArray[np.int64]:
    """Count a node's ties: "out" those it sends, "in" those it receives; the same where undirected."""
    return np.asarray(np.count_nonzero(network.weights, axis=_axis(direction)), dtype=np.int64)


def strengths(network: Network, direction: str) -> Floats:
    """Add up the weights of a node's ties: "out" those it sends, "in" those it receives."""
    return np.asarray(network.weights.sum(axis=_axis(direction)), dtype=float)


def reciprocities(network: Network) -> dict[str, float | None]:
    """
    Give the reciprocities that the literature calls by one name, each under its own.

    Returns:
        edgewise: share of ties that are answered, ΣA_ij A_ji / m.
        dyadic: share of pairs in which both or neither is there, (M+N)/(M+A+N).
        ratio: share of tied pairs that are mutual, M/(M+A).
        correlation: Garlaschelli and Loffredo 2004, (r − ā)/(1 − ā), 0 in a random network of this density.
        weighted: Squartini et al. 2013, Σ min(w_ij, w_ji) / Σ w.
        None where it is not defined (no tie; every tie there).
    """
    mutual, asymmetric, null = dyad_census(network)
    count = 2 * mutual + asymmetric
    share = density(network)
    edgewise = 2 * mutual / count if count else None
    total = float(network.weights.sum())
    return {
        "edgewise": edgewise,
        "dyadic": (mutual + null) / (mutual + asymmetric + null),
        "ratio": mutual / (mutual + asymmetric) if count else None,
        "correlation": None if edgewise is None or share == 1 else (edgewise - share) / (1 - share),
        "weighted": float(np.minimum(network.weights, network.weights.T).sum()) / total if total else None,
    }


def dyad_census(network: Network) -> tuple[int, int, int]:
    """Count the pairs with both ties, with one, and with none (M, A, N of Holland and Leinhardt 1970)."""
    _at_least(network, 2)
    ties = network.ties
    mutual = int(np.count_nonzero(ties & ties.T)) // 2
    asymmetric = int(np.count_nonzero(ties)) - 2 * mutual
    return mutual, asymmetric, network.size * (network.size - 1) // 2 - mutual - asymmetric


def centralisation(network: Network, what: str) -> float:
    """
    Tell how far the network turns on one node: 1 for a star, 0 where all are equal (Freeman 1979).

    Args:
        network: ties count, weights do not.
        what: "in", "out", "degree" (undirected only) or "betweenness".

    Returns:
        Σ(max − c_i) divided by its greatest value over networks of the same size.
    """
    _at_least(network, 3)
    n = network.size
    if what == "betweenness":
        from tashan.learning.paths import betweenness

        values = betweenness(network)
        most = (n - 1) ** 2 * (n - 2) / (1 if network.directed else 2)
    elif what == "degree" and not network.directed:
        values, most = degrees(network, "out").astype(float), (n - 1) * (n - 2)
    elif what in ("in", "out") and network.directed:
        values, most = degrees(network, what).astype(float), (n - 1) ** 2
    else:
        raise ValueError(f"Centralisation by {what} does not fit a network that is directed={network.directed}.")
    return float((values.max() - values).sum() / most)


def transitivity(network: Network, convention: str = "two_paths") -> float | None:
    """
    Tell how often the friend of a friend is a friend.

    Args:
        network: ties count, weights do not.
        convention: "two_paths": of all paths i → j → k with three nodes, the share with i → k (the "weak" one of
            other programs); "undirected": the same after each tie is made mutual, 3 triangles / 2-stars.

    Returns:
        The share, or None where there is no path of two ties.
    """
    ties = network.ties.astype(float)
    if convention == "undirected":
        ties = np.maximum(ties, ties.T)
    elif convention != "two_paths":
        raise ValueError(f"Transitivity by {convention} is not known. Choose two_paths or undirected.")
    paths = ties @ ties
    np.fill_diagonal(paths, 0)
    total = paths.sum()
    return float((paths * ties).sum() / total) if total else None


def hierarchy(network: Network) -> float | None:
    """Tell which share of the pairs joined by a path is joined one way only (Krackhardt 1994); None without paths."""
    from tashan.learning.paths import distances

    reach = np.isfinite(distances(network))
    np.fill_diagonal(reach, val=False)
    joined = np.count_nonzero(reach | reach.T)
    return float(1 - np.count_nonzero(reach & reach.T) / joined) if joined else None


def efficiency(network: Network) -> float | None:
    """Tell how few ties hold the components together: 1 for trees (Krackhardt 1994); None where all are single."""
    from tashan.learning.paths import components

    sizes = np.bincount(components(network))
    needed = float((sizes - 1).sum())
    most = float((sizes * (sizes - 1) - (sizes - 1)).sum())
    return float(1 - (np.count_nonzero(network.weights) - needed) / most) if most else None


def lubness(network: Network) -> float | None:
    """
    Tell how far any two share a nearest superior, one whom all who reach both reach too (Krackhardt 1994).

    A superior reaches both by paths and may be one of the two. Pairs of a weak component count; None without one of three.
    """
    from tashan.learning.paths import components, distances

    reach = np.isfinite(distances(network))
    above = reach.sum(
        axis=0
    )  # whoever reaches a common superior is one: the nearest has as many above as there are in all
    labels = components(network)
    missing, most = 0, 0
    for label in np.unique(labels):
        members = np.flatnonzero(labels == label)
        size = len(members)
        if size < 3:
            continue
        inside = reach[np.ix_(members, members)]
        shared = inside.T.astype(np.int64) @ inside.astype(np.int64)
        for row in range(size):
            nearest = np.where(inside & inside[:, [row]], above[members][:, None], 0).max(axis=0)
            missing += int(np.count_nonzero((nearest != shared[row])[row + 1 :] | (shared[row, row + 1 :] == 0)))
        most += (size - 1) * (size - 2) // 2
    return float(1 - missing / most) if most else None


def concentration(values: npt.ArrayLike, top: int = 5) -> dict[str, float]:
    """
    Tell how far a total lies with few.

    Args:
        values: one a node, from 0 up (as the strengths "in" of all nodes, isolates included).
        top: how many are added up in `top_share`.

    Returns:
        gini (0 equal, (n−1)/n all with one), hhi (Σ of squared shares), top_share.
    """
    array = np.sort(np.asarray(values, dtype=float))
    total = array.sum()
    if not len(array) or not math.isfinite(total) or total <= 0 or array[0] < 0:
        raise LearningError("no_variance", "Concentration needs values from 0 up whose sum is above 0.")
    ranks = np.arange(1, len(array) + 1)
    gini = float(2 * (ranks * array).sum() / (len(array) * total) - (len(array) + 1) / len(array))
    shares = array / total
    return {"gini": gini, "hhi": float((shares**2).sum()), "top_share": float(shares[-top:].sum())}


def _axis(direction: str) -> int:
    if direction not in ("in", "out"):
        raise ValueError(f"Direction {direction} is not known. Choose in or out of the network's arrow.")
    return 1 if direction == "out" else 0


def _at_least(network: Network, count: int) -> None:
    if network.size < count:
        raise LearningError("too_small", f"This measure needs {count} nodes or more; the network has {network.size}.")
