"""Learning: MRQAP at 300 nodes against a plain NumPy loop, dyadic errors, triads and communities."""

from __future__ import annotations

import resource
import time

import numpy as np

from benchmarks._measure import show, timed
from tashan.learning.census import triad_census
from tashan.learning.groups import communities
from tashan.learning.models import estimate
from tashan.learning.network import Floats, network_of_matrix
from tashan.learning.qap import mrqap


def main(nodes: int = 300, permutations: int = 1_000, plain: int = 10) -> None:
    """Print figures; the plain loop runs few permutations and is scaled up."""
    random = np.random.default_rng(1)
    columns = {f"x{number}": random.normal(size=(nodes, nodes)) for number in range(5)}
    outcome = 0.05 * sum(columns.values()) + random.normal(size=(nodes, nodes))
    began = time.perf_counter()
    mrqap(outcome, columns, permutations=permutations)
    fast = time.perf_counter() - began
    began = time.perf_counter()
    _plain(outcome, list(columns.values()), plain, random)
    slow = (time.perf_counter() - began) * permutations / plain
    show(
        f"MRQAP, linear, {nodes} nodes, 5 regressors, {permutations} permutations",
        [
            ("blocks of inner products", f"{fast:.2f} s"),
            (f"plain NumPy loop, from {plain}", f"{slow:.1f} s, {slow / fast:.0f} times as long"),
            ("peak memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB"),
        ],
    )
    if nodes > 1_000:
        return
    network = network_of_matrix(random.poisson(0.05, (nodes, nodes)) * (1 - np.eye(nodes)))
    cells = ~np.eye(nodes, dtype=bool)
    rows, heads = np.nonzero(cells)
    counts = random.poisson(np.exp(0.3 * columns["x0"][cells])).astype(float)
    flat = {name: column[cells] for name, column in columns.items()}

    def gravity() -> object:
        return estimate(counts, flat, model="poisson", members=(rows, heads), absorb=(rows, heads))

    show(
        f"{nodes} nodes",
        [
            ("Poisson, two fixed effects, dyadic errors", str(timed(gravity, runs=1))),
            ("triad census", str(timed(lambda: triad_census(network)))),
            ("communities, 20 seeds", str(timed(lambda: communities(network), runs=1))),
        ],
    )


def _plain(outcome: Floats, columns: list[Floats], permutations: int, random: np.random.Generator) -> None:
    """Double semi-partialling as it is usually written: one least-squares fit a permutation and regressor."""
    cells = ~np.eye(len(outcome), dtype=bool)
    aim = outcome[cells]
    for each, column in enumerate(columns):
        rest = np.column_stack([np.ones(len(aim)), *(c[cells] for k, c in enumerate(columns) if k != each)])
        left = np.zeros_like(outcome)
        left[cells] = column[cells] - rest @ np.linalg.lstsq(rest, column[cells], rcond=None)[0]
        for _ in range(permutations):
            order = random.permutation(len(outcome))
            table = np.column_stack([left[np.ix_(order, order)][cells], rest])
            b = np.linalg.lstsq(table, aim, rcond=None)[0]
            residual = aim - table @ b
            np.sqrt(residual @ residual * np.linalg.inv(table.T @ table)[0, 0] / (len(aim) - table.shape[1]))


if __name__ == "__main__":
    main()
