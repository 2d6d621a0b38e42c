"""
Core and periphery: who is tied to everyone, and who only to the core (Borgatti and Everett 1999).

Programs differ in how they treat the cells between core and periphery, and so find different cores in the same data;
the convention always stands beside the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from tashan.learning.network import Floats, Network
from tashan.learning.problems import LearningError

CONVENTIONS: Final = {
    "missing": "cells between core and periphery are left out",
    "one": "cells between core and periphery should be ties",
    "zero": "cells between core and periphery should be empty",
}
"""How the cells between core and periphery are treated."""

_EXHAUSTIVE = 18


@dataclass(frozen=True, slots=True)
class Core:
    """
    A division into core and periphery.

    Attributes:
        members: nodes of the core.
        fit: correlation of the matrix with the ideal pattern.
        convention: one of `CONVENTIONS`.
        exact: True where all divisions were tried, False for the best found from many starts.
        unique: whether no other division fits as well (only known where exact).
    """

    members: tuple[str, ...]
    fit: float
    convention: str
    exact: bool
    unique: bool | None


def core_periphery(network: Network, convention: str, *, starts: int = 50, seed: int = 0) -> Core:
    """
    Find the core whose ideal pattern correlates best with the ties, weights included.

    Args:
        network: directed or not, weighted or not.
        convention: one of `CONVENTIONS`.
        starts: random starts of the search, where there are more than 18 nodes.
        seed: of the random starts.

    Raises:
        LearningError: all pairs are alike, so that no pattern can be told.
    """
    if convention not in CONVENTIONS:
        raise ValueError(f"Convention {convention} is not known. Choose {', '.join(CONVENTIONS)}.")
    weights, size = network.weights, network.size
    cells = weights[~np.eye(size, dtype=bool)]
    if size < 4 or np.ptp(cells) == 0:
        raise LearningError("no_variance", "All pairs are alike or there are fewer than 4 nodes: no core can be told.")
    if size <= _EXHAUSTIVE:
        return _exhaustive(network, convention)
    random = np.random.default_rng(seed)
    best: tuple[float, npt.NDArray[np.bool_]] = (-2.0, np.zeros(size, dtype=bool))
    for start in range(starts):
        cut = random.random() * 0.8 + 0.1
        total = weights.sum(axis=0) + weights.sum(axis=1)
        inside = total >= np.quantile(total, cut) if start == 0 else random.random(size) < cut
        fit, climbed = _climb(weights, inside, convention)
        if fit > best[0]:
            best = fit, climbed
    members = tuple(np.array(network.nodes)[best[1]].tolist())
    return Core(members, best[0], convention, exact=False, unique=None)


def _exhaustive(network: Network, convention: str) -> Core:
    best, found, ties = -2.0, np.zeros(network.size, dtype=bool), 0
    for block in _subsets(network.size):
        fits = _fits(network.weights, block, convention)
        top = int(np.argmax(fits))
        ties = (
            ties
            if best > fits[top] + 1e-12
            else int((fits > fits[top] - 1e-12).sum()) + (ties if abs(best - fits[top]) <= 1e-12 else 0)
        )
        if fits[top] > best:
            best, found = float(fits[top]), block[top]
    members = tuple(np.array(network.nodes)[found].tolist())
    return Core(members, best, convention, exact=True, unique=ties == 1)


def _subsets(size: int) -> Iterator[npt.NDArray[np.bool_]]:
    """All divisions with someone on both sides, in blocks."""
    step = 1 << 14
    for first in range(1, (1 << size) - 1, step):
        numbers = np.arange(first, min(first + step, (1 << size) - 1))
        yield (numbers[:, None] >> np.arange(size)) & 1 == 1


def _fits(weights: Floats, inside: npt.NDArray[np.bool_], convention: str) -> Floats:
    """The correlation of each division (a row of `inside`) with its ideal pattern; −2 where it is not defined."""
    size = len(weights)
    core = inside.astype(float)
    rest = 1 - core
    count = core.sum(axis=1)

    def blocks(matrix: Floats) -> tuple[Floats, Floats, float]:
        return ((core @ matrix) * core).sum(axis=1), ((rest @ matrix) * rest).sum(axis=1), float(matrix.sum())

    in_core, in_rest, total = blocks(weights)
    squares_core, squares_rest, squares = blocks(weights**2)
    core_cells, rest_cells = count * (count - 1), (size - count) * (size - count - 1)
    if convention == "missing":
        cells, summed, squared = core_cells + rest_cells, in_core + in_rest, squares_core + squares_rest
        ideal, hit = core_cells, in_core
    else:
        cells, summed = np.full_like(count, size * (size - 1)), np.full_like(count, total)
        squared = np.full_like(count, squares)
        if convention == "zero":
            ideal, hit = core_cells, in_core
        else:
            ideal, hit = size * (size - 1) - rest_cells, total - in_rest
    cells = np.maximum(cells, 1)
    covariance = hit / cells - (summed / cells) * (ideal / cells)
    spread = (squared / cells - (summed / cells) ** 2) * (ideal / cells) * (1 - ideal / cells)
    fit: Floats = np.full_like(count, -2.0)
    np.divide(covariance, np.sqrt(np.maximum(spread, 0)), out=fit, where=spread > 1e-14)
    return fit


def _climb(weights: Floats, inside: npt.NDArray[np.bool_], convention: str) -> tuple[float, npt.NDArray[np.bool_]]:
    """Move one node at a time, or exchange two, as long as the fit rises."""
    size = len(weights)
    inside = inside.copy()
    fit = float(_fits(weights, inside[None], convention)[0])
    while True:
        moves = np.tile(inside, (size, 1)) ^ np.eye(size, dtype=bool)
        fits = _fits(weights, moves, convention)
        best = int(np.argmax(fits))
        if fits[best] <= fit + 1e-12:
            return fit, inside
        fit, inside = float(fits[best]), moves[best]


def coreness(network: Network, *, rounds: int = 1_000) -> tuple[Floats, float]:
    """
    Give each node a share in the core: c with W ≈ c cᵀ off the diagonal (continuous model, least squares).

    Directed weights are averaged over both directions first, as the model is symmetric.

    Returns:
        One value a node, from 0 up, scaled to a sum of squares of 1; and the correlation of W with c cᵀ.

    Raises:
        LearningError: no variance, or not converged in `rounds`.
    """
    weights = (network.weights + network.weights.T) / 2
    off = ~np.eye(network.size, dtype=bool)
    if np.ptp(weights[off]) == 0:
        raise LearningError("no_variance", "All pairs are alike: no core can be told.")
    core = weights.sum(axis=1) / np.sqrt(weights.sum())
    for _ in range(rounds):
        before = core.copy()
        for row in range(network.size):
            rest = (core**2).sum() - core[row] ** 2
            core[row] = weights[row] @ core / rest if rest > 0 else 0
        if np.abs(core - before).max() < 1e-10 * max(1.0, core.max()):
            fit = float(np.corrcoef(weights[off], np.outer(core, core)[off])[0, 1])
            return core / np.sqrt((core**2).sum()), fit
    raise LearningError("not_converged", f"The continuous core did not settle in {rounds} rounds. Use core_periphery.")
