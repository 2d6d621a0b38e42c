"""The sixteen triads, and how unusual their counts are under a stated null model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from tashan.learning.network import Network
from tashan.learning.problems import LearningError
from tashan.learning.structure import dyad_census

TRIADS: Final = tuple("003 012 102 021D 021U 021C 111D 111U 030T 030C 201 120D 120U 120C 210 300".split())
"""Names of Holland and Leinhardt 1970: mutual, asymmetric and null pairs, then the direction."""

NULLS: Final = {
    "density": "same number of ties, at random among all ordered pairs",
    "dyads": "same numbers of mutual, asymmetric and null pairs, at random (U|MAN)",
    "degrees": "same number of ties in and out of every node, by exchanging the ends of pairs of ties",
}
"""Null models for z-values, each with what it keeps."""

_DENSE = 1_500


def triad_census(network: Network) -> dict[str, int]:
    """
    Count the triples of nodes by the sixteen kinds of triad.

    Every kind with two or three tied pairs is a sum over products of the matrices of mutual and of one-way ties; the
    kinds with one or none follow from the numbers of pairs. 111D is i ⇄ j ← k, 111U is i ⇄ j → k.
    """
    return _census(network.ties)


def _census(ties: Any) -> dict[str, int]:
    size = ties.shape[0]
    if size < 3:
        raise LearningError("too_small", f"Triads need 3 nodes or more; the network has {size}.")
    mutual, oneway = _matrices(ties)
    turned = oneway.T
    untied = _Untied(mutual + oneway + turned)
    pair_products = {
        "MM": mutual @ mutual,
        "MC": mutual @ oneway,
        "Mc": mutual @ turned,
        "CC": oneway @ oneway,
        "cC": turned @ oneway,
        "Cc": oneway @ turned,
    }
    closed = {
        "021D": untied(pair_products["cC"]) / 2,
        "021U": untied(pair_products["Cc"]) / 2,
        "021C": untied(pair_products["CC"]),
        "111D": untied(pair_products["Mc"]),
        "111U": untied(pair_products["MC"]),
        "030T": _sum(pair_products["CC"], oneway),
        "030C": _sum(pair_products["CC"], turned) / 3,
        "201": untied(pair_products["MM"]) / 2,
        "120D": _sum(pair_products["cC"], mutual) / 2,
        "120U": _sum(pair_products["Cc"], mutual) / 2,
        "120C": _sum(pair_products["CC"], mutual),
        "210": _sum(pair_products["MM"], oneway),
        "300": _sum(pair_products["MM"], mutual) / 6,
    }
    counts = {name: round(value) for name, value in closed.items()}
    mutual_pairs, one_way_pairs = round(mutual.sum() / 2), round(oneway.sum())
    # Each pair lies in n − 2 triples, so the triples with that pair alone are what the others leave.
    counts["102"] = mutual_pairs * (size - 2) - sum(int(name[0]) * count for name, count in counts.items())
    counts["012"] = one_way_pairs * (size - 2) - sum(
        int(name[1]) * count for name, count in counts.items() if name != "102"
    )
    counts["003"] = size * (size - 1) * (size - 2) // 6 - sum(counts.values())
    return {name: counts[name] for name in TRIADS}


def _matrices(ties: Any) -> tuple[Any, Any]:
    """Matrices of mutual and of one-way ties: dense where that is faster, else sparse."""
    if ties.shape[0] <= _DENSE:
        both = ties & ties.T
        return both.astype(float), (ties & ~ties.T).astype(float)
    from scipy import sparse

    there = sparse.csr_array(ties.astype(float))
    both = there.multiply(there.T).tocsr()
    return both, (there - both).tocsr()


def _sum(product: Any, mask: Any) -> float:
    if isinstance(product, np.ndarray):
        return float((product * mask).sum())
    return float(product.multiply(mask).sum())


class _Untied:
    """Sums a product of matrices over the pairs without a tie, which are too many to be listed."""

    def __init__(self, tied: Any) -> None:
        self.tied = tied

    def __call__(self, product: Any) -> float:
        return float(product.sum() - product.diagonal().sum()) - _sum(product, self.tied)


@dataclass(frozen=True, slots=True)
class Unusual:
    """
    A count beside what a null model gives.

    Attributes:
        name: kind of triad.
        count: observed.
        mean, deviation: over the draws of the null model.
        z: (count − mean)/deviation; None where all draws gave the same.
    """

    name: str
    count: int
    mean: float
    deviation: float
    z: float | None


def triads_against(network: Network, null: str, *, draws: int = 200, seed: int = 0) -> tuple[Unusual, ...]:
    """
    Compare the triads with random networks that keep something of this one.

    Args:
        network: directed; ties count, weights do not.
        null: one of `NULLS`.
        draws: random networks; z carries a sampling error of about 1/√(2·draws) of itself.
        seed: of the random numbers; the same seed gives the same answer.

    Returns:
        One comparison a kind, in the order of `TRIADS`.
    """
    if null not in NULLS:
        raise ValueError(f"Null model {null} is not known. Choose {', '.join(NULLS)}.")
    observed = triad_census(network)
    random = np.random.default_rng(seed)
    draw = {"density": _draw_density, "dyads": _draw_dyads, "degrees": _draw_degrees}[null](network, random)
    drawn = [_census(draw()) for _ in range(draws)]
    table = np.array([[counts[name] for name in TRIADS] for counts in drawn], dtype=float)
    means, spread = table.mean(axis=0), table.std(axis=0, ddof=1)
    return tuple(
        Unusual(
            name,
            observed[name],
            float(means[column]),
            float(spread[column]),
            float((observed[name] - means[column]) / spread[column]) if spread[column] else None,
        )
        for column, name in enumerate(TRIADS)
    )


Draw = Callable[[], Any]


def _draw_density(network: Network, random: np.random.Generator) -> Draw:
    size, count = network.size, int(np.count_nonzero(network.weights))
    cells = np.flatnonzero(~np.eye(size, dtype=bool))

    def draw() -> Any:
        ties = np.zeros(size * size, dtype=bool)
        ties[random.choice(cells, count, replace=False)] = True
        return ties.reshape(size, size)

    return draw


def _draw_dyads(network: Network, random: np.random.Generator) -> Draw:
    size = network.size
    mutual, asymmetric, _ = dyad_census(network)
    rows, columns = np.triu_indices(size, 1)

    def draw() -> Any:
        ties = np.zeros((size, size), dtype=bool)
        chosen = random.choice(len(rows), mutual + asymmetric, replace=False)
        both, one = chosen[:mutual], chosen[mutual:]
        ties[rows[both], columns[both]] = ties[columns[both], rows[both]] = True
        up, down = np.split(one, [random.binomial(asymmetric, 0.5)])
        ties[rows[up], columns[up]] = True
        ties[columns[down], rows[down]] = True
        return ties

    return draw


def _draw_degrees(network: Network, random: np.random.Generator) -> Draw:
    ties = network.ties.copy()
    rows, columns = (ends.copy() for ends in np.nonzero(ties))

    def draw() -> Any:
        count = len(rows)
        for first, second in random.integers(count, size=(10 * count, 2)) if count else ():
            a, b, c, d = rows[first], columns[first], rows[second], columns[second]
            if a != d and c != b and not ties[a, d] and not ties[c, b]:
                ties[a, b] = ties[c, d] = False
                ties[a, d] = ties[c, b] = True
                columns[first], columns[second] = d, b
        return ties.copy()

    return draw
