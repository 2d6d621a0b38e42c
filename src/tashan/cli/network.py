"""`tashan network`: measures, kinds of city, and why regions visit each other."""

from __future__ import annotations

import functools
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tashan.cli.messages import fail, say
from tashan.cli.network_files import (
    choice_of,
    chosen_events,
    named_files,
    read_matrix,
    read_values,
    readings,
    records_of,
)
from tashan.cli.network_options import Matrices, Model, Permutations, Seed, Source, needs_visits, on_network

if TYPE_CHECKING:
    from tashan.learning.models import Estimate
    from tashan.learning.network import Floats, Network
    from tashan.regions import Region

network = typer.Typer(no_args_is_help=True, help="Networks of visits: measures, kinds of city, and why.")


@network.command()
@on_network
def measures(source: Source) -> None:
    """
    Give every measure with its definition.

    Examples:
    - `tashan network measures visits.csv --level prefecture --nodes-year 2016 --years 2014-2018`

    - `tashan network measures advice.txt`
    """
    from tashan.learning.measures import measures as run

    found, _ = source.network()
    rows = [
        {
            "measure": each.card.name,
            "名称": each.card.chinese,
            "value": each.value,
            "formula": each.card.formula,
            "convention": each.card.convention,
            "source": each.card.source,
            "note": each.note,
        }
        for each in run(found)
    ]
    say(f"Arrow: {found.arrow}" + (" (visitor → host)" if found.arrow == "visit" else ""))
    source.show(rows)


@network.command()
@on_network
def kinds(
    source: Source,
    rule: Annotated[str, typer.Option(help="at_most, net_flow, quantile or chance.")] = "at_most",
    parameter: Annotated[float, typer.Option(help="Threshold of the rule.")] = 1,
    sensitivity: Annotated[
        bool, typer.Option("--sensitivity", help="Show how the kinds hang on the rule instead.")
    ] = False,
) -> None:
    """
    Sort regions into star, sponge, learning and isolated; ranks stand apart.

    Examples:
    - `tashan network kinds visits.csv --level prefecture --nodes-year 2016`

    - `tashan network kinds visits.csv --rule net_flow --parameter 0.75`

    - `tashan network kinds visits.csv --sensitivity`
    """
    from tashan.learning import kinds as room

    found, regions = source.network()
    needs_visits(source, regions, "A kind of city")
    if sensitivity:
        source.show(
            [
                {"rule": str(each.rule)}
                | dict(zip(room.KINDS, each.counts, strict=True))
                | {"moved": each.moved, "agrees": each.agrees}
                for each in room.sensitivity(found)
            ]
        )
        return
    source.show(
        [
            {
                "region": each.region,
                "kind": each.kind,
                "received": each.received,
                "made": each.made,
                "rank_received": each.rank_received,
                "rank_made": each.rank_made,
            }
            for each in room.standings(found, room.KindRule(rule, parameter))
        ]
    )


@network.command()
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


@network.command()
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


@network.command()
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


@network.command()
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


@network.command()
@on_network
def outcomes(
    source: Source,
    within: Annotated[int, typer.Option(help="Days after a visit in which an event counts.", min=1)] = 730,
    until: Annotated[
        str | None, typer.Option(help="The last day on which events are known. [latest there is]", show_default=False)
    ] = None,
) -> None:
    """
    Follow visits of readings to later agreements, signings, matters and adoptions between the same regions.

    Examples:
    - `tashan network outcomes readings.jsonl --level prefecture --within 365`
    """
    from tashan.learning.outcomes import later_of_records
    from tashan.learning.outcomes import outcomes as run

    if source.file.suffix != ".jsonl":
        fail(f"{source.file} is no .jsonl of `tashan read`, which alone tells what came later. Give that.")
    level = source.choice.level if source.choice.level in ("prefecture", "province") else None
    later = later_of_records(_records(source.file), level=level)
    found = run(chosen_events(source.file, source.choice), later, within=within, until=until)
    for problem in found.problems:
        say(problem.message)
    say(f"{len(found.pairs)} visits of one region to another; after {found.without_evidence:.1f} % nothing is known.")
    source.show_parts(
        {
            "kinds": [
                {"kind": kind, "share": share, "median_days": found.median_days[kind]}
                for kind, share in found.shares.items()
            ],
            "years": [
                {"year": year, "visits": count, "without_evidence": share}
                for year, (count, share) in found.by_year.items()
            ],
        }
    )


@network.command()
@on_network
def types(
    source: Source,
    dimension: Annotated[
        str, typer.Option(help="lead, spatial, interaction, tie, medium or carrier.", show_default=False)
    ],
    before: Annotated[
        str | None, typer.Option(help="First period, as 2010-2014; compared with --after.", show_default=False)
    ] = None,
    after: Annotated[str | None, typer.Option(help="Second period, as 2015-2019.", show_default=False)] = None,
) -> None:
    """
    Count the records of readings by type of cooperation and year, or compare two periods.

    Examples:
    - `tashan network types readings.jsonl --dimension lead`

    - `tashan network types readings.jsonl --dimension tie --before 2010-2014 --after 2015-2019`
    """
    from tashan.learning.types import change_by_type, table_by_type

    if source.file.suffix != ".jsonl":
        fail(f"{source.file} is no .jsonl of `tashan read`, whose records alone have types. Give that.")
    records = _records(source.file)
    if before is None and after is None:
        table = table_by_type(records, dimension)
        source.show(
            [
                {"year": year, dimension: value, "records": count}
                for year, row in table.items()
                for value, count in row.items()
            ]
        )
        return
    periods = [choice_of(None, None, years, None).years for years in (before, after)]
    if periods[0] is None or periods[1] is None:
        fail("Two periods are compared: give both --before and --after, or neither.")
    found = change_by_type(records, dimension, periods[0], periods[1])
    for problem in found.problems:
        say(problem.message)
    say(f"{found.coded[0]} and {found.coded[1]} records coded; p {found.p:.3g}, Cramér's V {found.strength:.3g}")
    source.show([asdict(row) for row in found.rows])


def _records(file: Path) -> list[Any]:
    """All records of a file of readings that the room can follow or count."""
    rows = readings(file)
    kinds = ("visit", "meeting", "agreement", "signing", "body", "practice", "matter", "replication")
    return [record for kind in kinds for record in records_of(rows, kind, "bodies" if kind == "body" else f"{kind}s")]


@network.command()
@functools.partial(on_network, answers=False)
def export(
    source: Source,
    out: Annotated[Path, typer.Option(help="File to write; for rsiena a folder.", show_default=False)],
    to: Annotated[str, typer.Option("--as", help="gexf, graphml, dl, statnet or rsiena.", show_default=False)],
) -> None:
    """
    Write the network for Gephi, UCINET, statnet or RSiena; gexf and rsiena of visits by year.

    Examples:
    - `tashan network export visits.csv --level prefecture --nodes-year 2016 --as gexf --out visits.gexf`

    - `tashan network export visits.csv --as rsiena --out waves`
    """
    from tashan.learning import exports

    if to not in exports.FORMATS:
        fail(f"--as {to} is not known. Choose {', '.join(exports.FORMATS)}.")
    if out.exists():
        fail(f"{out} exists already. Name another file, or remove it.")
    found, regions = source.network()
    if to in ("graphml", "dl", "statnet"):
        write = {"graphml": exports.graphml, "dl": exports.ucinet, "statnet": exports.statnet}[to]
        _write(out, write(found))
        return
    parts = {"all": found} if regions is None else source.windows(found, regions)
    if to == "gexf":
        _write(out, exports.gexf(parts))
        return
    for name, text in exports.rsiena(list(parts.values())).items():
        _write(out / name, text)


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}. Name another place.")


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
