"""`tashan network qap`, `mrqap`, `gravity`, `ergm`: why regions visit each other."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tashan.cli.messages import fail, say
from tashan.cli.network_files import (
    named_files,
    read_matrix,
    read_values,
)
from tashan.cli.network_options import Matrices, Model, Permutations, Seed, Source, needs_visits, on_network

if TYPE_CHECKING:
    from tashan.learning.models import Estimate
    from tashan.learning.network import Floats, Network
    from tashan.regions import Region


@on_network
def qap(
    source: Source,
    other: Annotated[Path, typer.Argument(metavar="OTHER", help="A matrix in the same order.", show_default=False)],
    permutations: Permutations = 2000,
    seed: Seed = 0,
) -> None:
    """
    Correlate two networks and test it by permuting the nodes.

    Examples:
    - `tashan network qap advice.txt friend.txt --permutations 5000`
    """
    from tashan.learning.qap import qap_correlation

    one, _ = source.network()
    second = read_matrix(other)
    if second.shape != one.weights.shape:
        fail(f"{other} is {second.shape}, {source.file} {one.weights.shape}: the networks need the same nodes.")
    found = qap_correlation(one.weights, second, directed=one.directed, permutations=permutations, seed=seed)
    names = ("value", "p_greater", "p_less", "p_two_sided", "permutations")
    source.show([{name: getattr(found, name) for name in names}])


@on_network
def mrqap(
    source: Source,
    matrix: Matrices = None,
    model: Model = "linear",
    permutations: Permutations = 1000,
    seed: Seed = 0,
) -> None:
    """
    Explain a network by others, tested by double semi-partialling.

    For visits, distance, same province, same cluster and rank are added to the matrices given.

    Examples:
    - `tashan network mrqap advice.txt --matrix friend=friend.txt --matrix reports=reports.txt`

    - `tashan network mrqap visits.csv --level province --nodes-year 2016 --model poisson`
    """
    from tashan.learning.qap import mrqap as run

    found, regions = source.network()
    weights = (found.weights > 0).astype(float) if model == "logit" else found.weights
    answer = run(
        weights,
        _covariates(source, found, regions, matrix),
        model=model,
        directed=found.directed,
        permutations=permutations,
        seed=seed,
    )
    for problem in answer.problems:
        say(problem.message)
    fit = "R²" if model == "linear" else "deviance"
    say(f"{answer.observations} pairs, {fit} {answer.fit:.6g}, pivot {answer.pivot}")
    columns = zip(answer.names, answer.coefficients.tolist(), answer.statistics.tolist(), answer.p_values, strict=True)
    source.show([{"name": name, "b": b, "statistic": statistic, "p": p} for name, b, statistic, p in columns])


@on_network
def gravity(
    source: Source,
    matrix: Matrices = None,
    model: Model = "poisson",
    fixed: Annotated[
        list[str] | None, typer.Option(help="Fixed effects of sender, receiver or (twice) both.", show_default=False)
    ] = None,
) -> None:
    """
    Explain visits by what is known of the pairs, with dyadic-robust errors.

    Examples:
    - `tashan network gravity visits.csv --level province --nodes-year 2016`

    - `tashan network gravity visits.csv --matrix trade=trade.txt --fixed sender --fixed receiver`
    """
    from tashan.learning.pairs import gravity as run
    from tashan.learning.pairs import pairs_of

    found, regions = source.network()
    covariates = _covariates(source, found, regions, matrix)
    for side in fixed or ():
        if covariates.pop(f"rank_{side}", None) is not None:
            say(f"rank_{side} is the same for all pairs of a {side} and is left out beside its fixed effect.")
    _show_estimate(source, run(pairs_of(found, covariates), model=model, fixed=fixed or ()))


@on_network
def ergm(
    source: Source,
    term: Annotated[list[str], typer.Option(help="edges, mutual, gwesp(0.5), nodecov(NAME) …", show_default=False)],
    matrix: Matrices = None,
    attribute: Annotated[
        list[str] | None, typer.Option(help="NAME=FILE: a table of node and value.", show_default=False)
    ] = None,
    by_year: Annotated[
        bool, typer.Option("--by-year", help="Explain each year of visits; terms lag, delayed_reciprocity look back.")
    ] = False,
    gof: Annotated[bool, typer.Option("--gof", help="Compare with networks drawn from the model.")] = False,
    bootstrap: Annotated[
        int, typer.Option(help="Intervals from so many networks drawn and fitted; 0: none.", min=0)
    ] = 0,
    likelihood: Annotated[
        bool, typer.Option("--likelihood", help="Maximum likelihood by simulation in place of pseudo-likelihood.")
    ] = False,
    draws: Annotated[int, typer.Option(help="Networks drawn for --gof.", min=10)] = 100,
    seed: Seed = 0,
) -> None:
    """
    Fit a graph model by pseudo-likelihood; test it, and give intervals, by networks drawn from it.

    Examples:
    - `tashan network ergm marriage.csv --undirected --term edges --term "gwesp(0.5)" --gof --bootstrap 200`

    - `tashan network ergm visits.csv --term edges --term mutual --term "nodecov(gdp)" --attribute gdp=gdp.csv`

    - `tashan network ergm visits.csv --by-year --term edges --term mutual --term lag`
    """
    from tashan.learning import ergm as room
    from tashan.learning import ergm_check as check

    found, regions = source.network()
    given = _attributes(found, matrix, attribute)
    layers: tuple[room.Layer, ...] = (room.Layer(found, tuple(term), given),)
    if by_year:
        waves = list(source.windows(found, needs_visits(source, regions, "--by-year")).values())
        layers = room.transitions(waves, term, given)
    elif past := [each for each in term if each in room.PAST]:
        fail(f"{past[0]} looks back. Add --by-year, which explains each year of visits.")
    if likelihood and (by_year or bootstrap):
        fail("--likelihood goes with one network, without --by-year and --bootstrap. Leave one out.")
    if likelihood:
        best = check.simulated_likelihood(found, term, given, seed=seed)
        columns = zip(best.names, best.coefficients, best.errors, best.simulation_errors, strict=True)
        rows = [{"name": n, "b": float(b), "se": float(e), "se_simulation": float(s)} for n, b, e, s in columns]
        coefficients = best.coefficients
    else:
        fitted = room.fit_layers(layers, term)
        _tell_estimate(fitted)
        rows, coefficients = _rows_of_estimate(fitted), fitted.coefficients
    if bootstrap:
        strapped = check.bootstrap(layers, term, draws=bootstrap, seed=seed)
        for problem in strapped.problems:
            say(problem.message)
        for row, error, low, high in zip(rows, strapped.errors, strapped.low, strapped.high, strict=True):
            row |= {"se_bootstrap": float(error), "low": float(low), "high": float(high)}
    if not gof:
        source.show(rows)
        return
    fit = check.goodness(layers, term, coefficients, draws=draws, seed=seed)
    for problem in fit.problems:
        say(problem.message)
    say("Smallest p: " + ", ".join(f"{name} {p:.3g}" for name, p in fit.lowest().items()))
    source.show_parts({"coefficients": rows, "goodness": [asdict(row) for row in fit.rows]})


def _covariates(
    source: Source, found: Network, regions: list[Region] | None, matrix: list[str] | None
) -> dict[str, Floats]:
    """Matrices given, and for regions what they themselves say, as far as it varies."""
    import numpy as np

    from tashan.learning.pairs import regional_covariates

    given: dict[str, Floats] = named_files(matrix or [], read_matrix)
    if regions is None:
        return given
    off = ~np.eye(found.size, dtype=bool)
    for name, values in regional_covariates(regions, source.day).items():
        known = values[off][np.isfinite(values[off])]
        if len(known) and np.ptp(known) > 0:
            given[name] = values
        else:
            say(f"{name} is the same for all pairs and is left out.")
    return given


def _attributes(found: Network, matrix: list[str] | None, attribute: list[str] | None) -> dict[str, Any]:
    """Matrices, and one value a node; numbers where all of them are."""
    given: dict[str, Any] = named_files(matrix or [], read_matrix)
    for name, values in named_files(attribute or [], read_values).items():
        if missing := [node for node in found.nodes if node not in values]:
            fail(f"{name} has no value for {missing[0]}, one of {len(missing)} without.")
        texts = [values[node] for node in found.nodes]
        given[name] = [float(text) for text in texts] if all(_numeric(text) for text in texts) else texts
    return given


def _show_estimate(source: Source, found: Estimate) -> None:
    _tell_estimate(found)
    source.show(_rows_of_estimate(found))


def _tell_estimate(found: Estimate) -> None:
    for problem in found.problems:
        say(problem.message)
    say(f"{found.model}: {found.observations} pairs, deviance {found.deviance:.6g}")


def _rows_of_estimate(found: Estimate) -> list[dict[str, Any]]:
    return [
        {"name": name, "b": found.coefficient(name)}
        | {f"se_{kind}": found.error(name, kind) for kind in found.errors}
        | {"p_dyadic": found.p_value(name, "dyadic")}
        for name in found.names
    ]


def _numeric(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
