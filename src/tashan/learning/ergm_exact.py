"""Graph models of small networks by their true likelihood, and the one model that has a closed form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tashan.learning.ergm import Attributes, change_statistics
from tashan.learning.network import Floats, Network
from tashan.learning.problems import LearningError

_MOST_GRAPHS = 1 << 15


@dataclass(frozen=True, eq=False, slots=True)
class Exact:
    """
    A model fitted by its true likelihood.

    Attributes:
        names: terms.
        coefficients, errors: maximum likelihood and the inverse information's roots.
        log_likelihood: at the estimate.
        graphs: how many networks were enumerated.
    """

    names: tuple[str, ...]
    coefficients: Floats
    errors: Floats
    log_likelihood: float
    graphs: int


def exact(network: Network, terms: Sequence[str], attributes: Attributes | None = None) -> Exact:
    """
    Fit a model by maximum likelihood over all networks on these nodes: up to 4 directed or 6 undirected nodes.

    Raises:
        LearningError: too many networks, or statistics at their limit, where no finite estimate exists.
    """
    size = network.size
    cells = np.argwhere(~np.eye(size, dtype=bool) if network.directed else np.triu(np.ones((size, size)), 1) > 0)
    graphs = 1 << len(cells)
    if graphs > _MOST_GRAPHS:
        raise LearningError("too_many_nodes", f"{size} nodes have 2^{len(cells)} networks. Use pseudo_likelihood.")
    table = _enumerated(network, cells, terms, attributes or {})
    here = sum(1 << bit for bit, (row, column) in enumerate(cells) if network.ties[row, column])
    observed = table[here]
    theta = np.zeros(len(terms))
    for _ in range(200):
        mean, covariance, normaliser = _moments(table, theta)
        if np.linalg.matrix_rank(covariance, tol=1e-10) < len(terms):
            break
        step = np.linalg.solve(covariance, observed - mean)
        theta = theta + step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-300))
        if np.abs(theta).max() > 50:
            break
        if np.abs(step).max() < 1e-10:
            mean, covariance, normaliser = _moments(table, theta)
            errors = np.sqrt(np.diagonal(np.linalg.inv(covariance)))
            return Exact(tuple(terms), theta, errors, float(observed @ theta - normaliser), graphs)
    raise LearningError(
        "no_finite_estimate",
        "The statistics lie at their limit or repeat each other, so that no finite estimate exists. Leave out a term.",
    )


def _enumerated(network: Network, cells: npt.NDArray[np.int64], terms: Sequence[str], attributes: Attributes) -> Floats:
    """Statistics of every network, each from the one with its highest tie taken away."""
    table = np.zeros((1 << len(cells), len(terms)))
    for bit, (row, column) in enumerate(cells):
        for lower in range(1 << bit):
            ties = np.zeros_like(network.weights)
            for other in range(bit):
                if lower >> other & 1:
                    ties[tuple(cells[other])] = 1
            if not network.directed:
                ties = ties + ties.T
            step = Network(network.nodes, ties, network.arrow, network.directed)
            table[lower | 1 << bit] = table[lower] + change_statistics(step, terms, attributes)[row, column]
    return table


def _moments(table: Floats, theta: Floats) -> tuple[Floats, Floats, float]:
    line = table @ theta
    top = float(line.max())
    weights = np.exp(line - top)
    total = float(weights.sum())
    weights /= total
    mean = weights @ table
    centred = table - mean
    return mean, np.asarray(centred.T @ (centred * weights[:, None])), top + float(np.log(total))


def edges_and_mutual(network: Network) -> tuple[float, float]:
    """
    Give the maximum likelihood of the model edges + mutual in closed form: ln(A/2N), ln(4MN/A²).

    Raises:
        LearningError: there are no mutual, one-way or empty pairs, so that an estimate is infinite.
    """
    from tashan.learning.structure import dyad_census

    mutual, oneway, empty = dyad_census(network)
    if not (mutual and oneway and empty):
        raise LearningError("no_finite_estimate", f"M, A, N are {mutual}, {oneway}, {empty}; each must be above 0.")
    return float(np.log(oneway / (2 * empty))), float(np.log(4 * mutual * empty / oneway**2))
