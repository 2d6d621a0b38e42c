"""Learning: MRQAP at 300 nodes against a plain NumPy loop, dyadic errors, communities, graph models, plans, pictures."""

from __future__ import annotations

import resource
import time

import numpy as np

from benchmarks._measure import show, timed
from tashan.learning.asker import asker
from tashan.learning.census import triad_census
from tashan.learning.ergm import Layer, fit_layers
from tashan.learning.ergm_check import bootstrap, goodness
from tashan.learning.groups import communities
from tashan.learning.library import shipped_practices
from tashan.learning.models import estimate
from tashan.learning.network import Floats, Network, network_of_matrix
from tashan.learning.planner import plan
from tashan.learning.qap import mrqap
from tashan.pictures.networks import network_picture


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
    _models(random)
    _plans_and_pictures(random)


def _models(random: np.random.Generator, nodes: int = 100, draws: int = 20) -> None:
    """Graph models: pseudo-likelihood, and networks drawn to check it."""
    ties = random.random((nodes, nodes)) < 0.04
    layer = Layer(network_of_matrix(ties * (1 - np.eye(nodes))), ("edges", "mutual", "gwesp(0.5)"), {})
    fitted = fit_layers([layer], layer.terms)
    show(
        f"Graph model, {nodes} nodes, {int(layer.network.weights.sum())} ties, edges + mutual + gwesp",
        [
            ("pseudo-likelihood", str(timed(lambda: fit_layers([layer], layer.terms)))),
            (
                f"goodness of fit, {draws} networks drawn",
                str(timed(lambda: goodness([layer], layer.terms, fitted.coefficients, draws=draws), runs=1)),
            ),
            (
                f"bootstrap, {draws} networks drawn and fitted",
                str(timed(lambda: bootstrap([layer], layer.terms, draws=draws), runs=1)),
            ),
        ],
    )


def _plans_and_pictures(random: np.random.Generator, nodes: int = 300, visits: int = 1_500) -> None:
    """What a page waits for: a plan on the shipped practices, and a picture of all cities."""
    weights = np.zeros((nodes, nodes))
    np.add.at(weights, tuple(random.integers(nodes, size=(2, visits))), 1)
    network = network_of_matrix(weights, arrow="visit")
    home = asker("长株潭")
    if home is None:
        raise LookupError("长株潭 is not among the clusters.")
    library = shipped_practices()
    show(
        "What a page waits for",
        [
            (f"plan on {len(library)} practices", str(timed(lambda: plan(home, "跨市收入分享", library)))),
            (f"picture of {nodes} nodes, both languages", str(timed(lambda: _picture(network), runs=1))),
        ],
    )


def _picture(network: Network) -> object:
    return network_picture(network, languages=("zh", "en"))


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
