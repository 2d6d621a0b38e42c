"""
Whether a graph model fits, and how sure its coefficients are: by networks drawn from the model itself.

Goodness of fit compares degrees, shared partners and distances of the network with those of networks drawn (Hunter,
Goodreau and Handcock 2008). Intervals come from fitting the model anew to networks drawn from it (Schmid and
Desmarais 2017), as errors of pseudo-likelihood are too small. Both work for one network and for waves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from tashan.learning.ergm import Attributes, Layer, fit_layers
from tashan.learning.ergm_chain import Chain, simulate, statistics
from tashan.learning.network import Floats, Network
from tashan.learning.paths import distances
from tashan.learning.problems import LearningError, LearningProblem

Counts = npt.NDArray[np.int64]

STATISTICS: Final = {
    "degree": "nodes by number of ties (undirected)",
    "outdegree": "nodes by ties sent (directed)",
    "indegree": "nodes by ties received (directed)",
    "shared_partners": "tied pairs by nodes on paths of two ties between them, along the arrows where directed",
    "distance": "pairs by ties on the shortest path; the last value counts pairs without a path",
}
"""What networks drawn are compared in."""


@dataclass(frozen=True, slots=True)
class Goodness:
    """
    One value of one statistic, observed and drawn.

    Attributes:
        statistic: one of `STATISTICS`, or "model" for the model's own terms.
        value: the degree, number of partners or distance ("none" without a path); the term for "model".
        observed: count in the network.
        least, mean, most: over the networks drawn.
        p: two-sided share of networks drawn that lie as far off; small where the model does not give what is there.
    """

    statistic: str
    value: str
    observed: float
    least: float
    mean: float
    most: float
    p: float


@dataclass(frozen=True, slots=True)
class Fit:
    """Goodness of fit of a model: one row a value, and doubts about the model itself."""

    rows: tuple[Goodness, ...]
    draws: int
    problems: tuple[LearningProblem, ...]

    def lowest(self) -> dict[str, float]:
        """Give the smallest p of each statistic: where the model is farthest off."""
        found: dict[str, float] = {}
        for row in self.rows:
            found[row.statistic] = min(row.p, found.get(row.statistic, 1.0))
        return found


def goodness(
    layers: Sequence[Layer], names: Sequence[str], coefficients: Floats, *, draws: int = 100, seed: int = 0
) -> Fit:
    """
    Compare networks drawn from a model with the networks it was fitted to.

    Args:
        layers: one network with its terms, or one for each change of waves (`ergm.transitions`); counts add up.
        names: of the terms, for the rows of the model itself.
        coefficients: of the model.
        draws: networks drawn.
        seed: of the random numbers.
    """
    observed = _described(layers, names, [layer.network for layer in layers])
    drawn: list[_Description] = []
    ties = []
    for networks in _draws(layers, coefficients, draws, seed):
        drawn.append(_described(layers, names, networks))
        ties.append(sum(np.count_nonzero(network.weights) for network in networks))
    keys = sorted({key for each in (observed, *drawn) for key in each}, key=_order(names))
    rows = tuple(_row(key, observed.get(key, 0.0), np.array([each.get(key, 0.0) for each in drawn])) for key in keys)
    return Fit(rows, draws, _degenerate(layers, np.array(ties)))


_Key = tuple[str, str]
_Description = dict[_Key, float]


def _row(key: _Key, observed: float, values: Floats) -> Goodness:
    slack = 1e-9 * max(1.0, abs(observed))
    p = 2 * min(float((values >= observed - slack).mean()), float((values <= observed + slack).mean()))
    return Goodness(*key, observed, float(values.min()), float(values.mean()), float(values.max()), min(p, 1.0))


def _order(names: Sequence[str]) -> Callable[[_Key], tuple[int, float]]:
    """The model's terms first, then statistic by statistic in order of values, pairs without a path last."""
    places = {name: place for place, name in enumerate(STATISTICS, 1)}

    def place(key: _Key) -> tuple[int, float]:
        statistic, value = key
        if statistic == "model":
            return 0, float(list(names).index(value))
        return places[statistic], float(value) if value.isdigit() else np.inf

    return place


def _draws(layers: Sequence[Layer], coefficients: Floats, draws: int, seed: int) -> Iterator[tuple[Network, ...]]:
    """Networks drawn from a model, one for each layer at a time."""
    chains = [
        simulate(layer.network, layer.terms, coefficients, layer.attributes, draws=draws, seed=seed + number)
        for number, layer in enumerate(layers)
    ]
    for matrices in zip(*chains, strict=True):
        yield tuple(
            replace(layer.network, weights=matrix, sources=None) for layer, matrix in zip(layers, matrices, strict=True)
        )


def _described(layers: Sequence[Layer], names: Sequence[str], networks: Sequence[Network]) -> _Description:
    """Counts of every statistic, added up over the layers."""
    found: _Description = {}
    for layer, network in zip(layers, networks, strict=True):
        values = statistics(network, layer.terms, layer.attributes)
        for name, value in zip(names, values, strict=True):
            found["model", name] = found.get(("model", name), 0.0) + float(value)
        for statistic, counted in _distributions(network):
            for value, count in enumerate(counted[:-1].tolist()):
                if count:
                    found[statistic, str(value)] = found.get((statistic, str(value)), 0.0) + count
            if counted[-1]:
                found[statistic, "none"] = found.get((statistic, "none"), 0.0) + int(counted[-1])
    return found


def _distributions(network: Network) -> Iterator[tuple[str, Counts]]:
    """Each statistic with its counts by value from 0; the last place counts what has no value."""
    ties = network.ties
    share = 1 if network.directed else 2
    sides = (("outdegree", 1), ("indegree", 0)) if network.directed else (("degree", 1),)
    for name, axis in sides:
        yield name, np.append(np.bincount(np.count_nonzero(ties, axis=axis)), 0)
    partners = (ties.astype(float) @ ties.astype(float))[ties].astype(np.int64)
    yield "shared_partners", np.append(np.bincount(partners), 0) // share
    far = distances(network)[~np.eye(network.size, dtype=bool)]
    reached = np.isfinite(far)
    yield "distance", np.append(np.bincount(far[reached].astype(np.int64)), np.count_nonzero(~reached)) // share


def _degenerate(layers: Sequence[Layer], ties: Counts) -> tuple[LearningProblem, ...]:
    """A model whose networks are nearly all full or empty, or have far more or fewer ties, says nothing."""
    observed = sum(int(np.count_nonzero(layer.network.weights)) for layer in layers)
    mean = float(ties.mean())
    if observed and 0.5 <= mean / observed <= 2:
        return ()
    return (
        LearningProblem(
            "degenerate",
            f"Networks drawn have {mean:.0f} ties on average, the network has {observed}: the model is degenerate or far "
            "off. Leave out terms in which ties depend on each other, or give gwesp another decay.",
        ),
    )


@dataclass(frozen=True, eq=False, slots=True)
class Bootstrap:
    """
    Coefficients with intervals that hold where ties depend on each other.

    Attributes:
        names: of the coefficients.
        coefficients: pseudo-likelihood.
        errors: standard deviation over the fits to networks drawn.
        low, high: ends of the 95 % interval: percentiles of those fits.
        draws: fits that count.
        problems: how many networks drawn could not be fitted, and why.
    """

    names: tuple[str, ...]
    coefficients: Floats
    errors: Floats
    low: Floats
    high: Floats
    draws: int
    problems: tuple[LearningProblem, ...]


def bootstrap(layers: Sequence[Layer], names: Sequence[str], *, draws: int = 200, seed: int = 0) -> Bootstrap:
    """
    Fit a model, draw networks from it, fit it to each, and give what the fits say of its coefficients.

    Args:
        layers: as for `goodness`.
        names: of the coefficients.
        draws: networks drawn; the ends of an interval rest on 1 in 40 of them.
        seed: of the random numbers.

    Raises:
        LearningError: fewer than half of the networks drawn can be fitted.
    """
    fitted = fit_layers(layers, names)
    found: list[Floats] = []
    lost: dict[str, int] = {}
    for networks in _draws(layers, fitted.coefficients, draws, seed):
        drawn = [replace(layer, network=network) for layer, network in zip(layers, networks, strict=True)]
        try:
            found.append(fit_layers(drawn, names).coefficients)
        except LearningError as error:
            lost[error.code] = lost.get(error.code, 0) + 1
    if len(found) * 2 < draws:
        why = ", ".join(f"{code} {count}" for code, count in sorted(lost.items()))
        raise LearningError(
            "not_converged",
            f"{draws - len(found)} of {draws} networks drawn could not be fitted ({why}). Use fewer terms.",
        )
    table = np.array(found)
    low, high = np.quantile(table, (0.025, 0.975), axis=0)
    problems = [
        LearningProblem("draw_lost", f"{count} of {draws} networks drawn could not be fitted ({code}); left out.")
        for code, count in sorted(lost.items())
    ]
    return Bootstrap(
        tuple(names), fitted.coefficients, table.std(axis=0, ddof=1), low, high, len(found), tuple(problems)
    )


@dataclass(frozen=True, eq=False, slots=True)
class Simulated:
    """
    Maximum likelihood by simulation.

    Attributes:
        names: of the coefficients.
        coefficients: where networks drawn have, on average, the statistics of the network.
        errors: by the information at that point.
        simulation_errors: how far the coefficients may be off because so few networks were drawn.
        rounds: steps taken.
    """

    names: tuple[str, ...]
    coefficients: Floats
    errors: Floats
    simulation_errors: Floats
    rounds: int


def simulated_likelihood(
    network: Network,
    terms: Sequence[str],
    attributes: Attributes | None = None,
    *,
    draws: int = 1_000,
    rounds: int = 20,
    seed: int = 0,
) -> Simulated:
    """
    Fit a model by maximum likelihood: Newton steps on statistics of networks drawn (Snijders 2002).

    Args:
        network: ties count, weights do not.
        terms: of `TERMS`.
        attributes: see `change_statistics`.
        draws: networks in the last round; earlier ones draw a quarter.
        rounds: steps at most before the last one.
        seed: of the random numbers.

    Raises:
        LearningError: the model is degenerate or does not settle.
    """
    given = attributes or {}
    layer = Layer(network, tuple(terms), given)
    theta = fit_layers([layer], terms).coefficients.copy()
    for step in range(rounds + 1):
        last = step == rounds
        mean, covariance, error = _moved(layer, theta, draws if last else max(draws // 4, 100), seed + step)
        if np.linalg.matrix_rank(covariance) < len(terms):
            raise LearningError(
                "degenerate", "All networks drawn are alike: the model is degenerate. Leave out a term."
            )
        move = np.linalg.solve(covariance, -mean)
        # Within the noise of the simulation nothing is left to gain but by drawing more.
        settled = bool((np.abs(mean) <= 2 * error).all())
        if settled or last:
            mean, covariance, error = _moved(layer, theta, draws, seed + rounds + 1)
            information = np.linalg.inv(covariance)
            if not (np.abs(mean) <= 5 * np.maximum(error, 1e-12) + 1e-9).all():
                raise LearningError("not_converged", f"The model did not settle in {rounds} rounds. Use fewer terms.")
            return Simulated(
                tuple(terms),
                theta - information @ mean,
                np.sqrt(np.diagonal(information)),
                np.sqrt(np.diagonal(information @ np.diag(error**2) @ information)),
                step + 1,
            )
        theta += move * min(1.0, 1.0 / max(float(np.abs(move).max()), 1e-300))
    raise AssertionError


def _moved(layer: Layer, theta: Floats, draws: int, seed: int) -> tuple[Floats, Floats, Floats]:
    """Mean and covariance of what the statistics of networks drawn differ from those observed, and the mean's error."""
    chain = Chain(layer.network, layer.terms, layer.attributes, theta, seed)
    first = max(40 * (int(layer.network.weights.astype(bool).sum()) + layer.network.size), 2_000)
    chain.walk(first)
    values = np.empty((draws, len(layer.terms)))
    for draw in range(draws):
        chain.walk(max(first // 20, 1))
        values[draw] = chain.statistics
    # Draws follow each other, so the error of the mean comes from the means of batches.
    batches = np.array([part.mean(axis=0) for part in np.array_split(values, 20)])
    return values.mean(axis=0), np.atleast_2d(np.cov(values.T)), batches.std(axis=0, ddof=1) / np.sqrt(len(batches))
