"""`tashan network`: measures, kinds of city, and why regions visit each other."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tashan.cli.messages import chosen, fail, for_people, say
from tashan.cli.network_files import Choice, chosen_events, named_files, read_matrix, read_network, read_values

if TYPE_CHECKING:
    from tashan.learning.models import Estimate
    from tashan.learning.network import Floats, Network
    from tashan.regions import Region

network = typer.Typer(no_args_is_help=True, help="Networks of visits: measures, kinds of city, and why.")

FORMS = ("json", "table")

File = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help="Readings (.jsonl), a table of visits or ties (.csv), or a matrix (.txt).",
        show_default=False,
    ),
]
Level = Annotated[
    str | None,
    typer.Option(help="prefecture or province: raise regions to it; county: keep those.", show_default=False),
]
NodesYear = Annotated[
    int | None, typer.Option(help="With --level: all its regions of this year are nodes.", show_default=False)
]
Years = Annotated[str | None, typer.Option(help="First and last year, as 2014-2018.", show_default=False)]
Theme = Annotated[str | None, typer.Option(help="Only visits with this theme.", show_default=False)]
Undirected = Annotated[bool, typer.Option("--undirected", help="Ties of a matrix or list have no direction.")]
Form = Annotated[
    str | None,
    typer.Option("--format", "-f", help="json or table. [table on a terminal, else json]", show_default=False),
]
Matrices = Annotated[
    list[str] | None,
    typer.Option("--matrix", help="NAME=FILE: a regressor, in the order of nodes.", show_default=False),
]
Permutations = Annotated[int, typer.Option(help="How many permutations.", min=1)]
Seed = Annotated[int, typer.Option(help="Of the random numbers.")]
Model = Annotated[str, typer.Option(help="linear, logit or poisson.")]


def _stated(command: Callable[..., None]) -> Callable[..., None]:
    """What cannot be answered ends the command with its message, never with a trace."""

    @functools.wraps(command)
    def run(*arguments: Any, **options: Any) -> None:
        from tashan.learning.problems import LearningError

        try:
            command(*arguments, **options)
        except LearningError as error:
            fail(f"{error} [{error.code}]", status=1)
        except ValueError as error:
            fail(str(error))

    return run


@network.command()
@_stated
def measures(
    file: File,
    level: Level = None,
    nodes_year: NodesYear = None,
    years: Years = None,
    theme: Theme = None,
    undirected: Undirected = False,
    form: Form = None,
) -> None:
    """Give every measure with its definition."""
    from tashan.learning.measures import measures as run

    found, _ = read_network(file, _choice(level, nodes_year, years, theme), undirected=undirected)
    rows = [
        {
            "measure": each.card.name,
            "名称": each.card.chinese,
            "value": each.value,
            "formula": each.card.formula,
            "convention": each.card.convention or each.note,
            "source": each.card.source,
        }
        for each in run(found)
    ]
    say(f"Arrow: {found.arrow}" + (" (visitor → host)" if found.arrow == "visit" else ""))
    _show(rows, form)


@network.command()
@_stated
def kinds(
    file: File,
    level: Level = None,
    nodes_year: NodesYear = None,
    years: Years = None,
    theme: Theme = None,
    rule: Annotated[str, typer.Option(help="at_most, net_flow, quantile or chance.")] = "at_most",
    parameter: Annotated[float, typer.Option(help="Threshold of the rule.")] = 1,
    sensitivity: Annotated[
        bool, typer.Option("--sensitivity", help="Show how the kinds hang on the rule instead.")
    ] = False,
    form: Form = None,
) -> None:
    """Sort regions into star, sponge, learning and isolated; ranks stand apart."""
    from tashan.learning import kinds as room

    found, regions = read_network(file, _choice(level, nodes_year, years, theme))
    if regions is None:
        fail(f"{file} holds ties that are no visits. Kinds of city need a table with visitor and host.")
    if sensitivity:
        rows: list[dict[str, Any]] = [
            {"rule": str(each.rule)}
            | dict(zip(room.KINDS, each.counts, strict=True))
            | {"moved": each.moved, "agrees": each.agrees}
            for each in room.sensitivity(found)
        ]
    else:
        rows = [
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
    _show(rows, form)


@network.command()
@_stated
def qap(
    file: File,
    other: Annotated[Path, typer.Argument(metavar="OTHER", help="A matrix in the same order.", show_default=False)],
    level: Level = None,
    nodes_year: NodesYear = None,
    years: Years = None,
    theme: Theme = None,
    undirected: Undirected = False,
    permutations: Permutations = 2000,
    seed: Seed = 0,
    form: Form = None,
) -> None:
    """Correlate two networks and test it by permuting the nodes."""
    from tashan.learning.qap import qap_correlation

    one, _ = read_network(file, _choice(level, nodes_year, years, theme), undirected=undirected)
    second = read_matrix(other)
    if second.shape != one.weights.shape:
        fail(f"{other} is {second.shape}, {file} {one.weights.shape}: the networks need the same nodes.")
    found = qap_correlation(one.weights, second, directed=one.directed, permutations=permutations, seed=seed)
    names = ("value", "p_greater", "p_less", "p_two_sided", "permutations")
    _show([{name: getattr(found, name) for name in names}], form)


@network.command()
@_stated
def mrqap(
    file: File,
    level: Level = None,
    nodes_year: NodesYear = None,
    years: Years = None,
    theme: Theme = None,
    undirected: Undirected = False,
    matrix: Matrices = None,
    model: Model = "linear",
    permutations: Permutations = 1000,
    seed: Seed = 0,
    form: Form = None,
) -> None:
    """Explain a network by others, tested by double semi-partialling."""
    from tashan.learning.qap import mrqap as run

    found, regions = read_network(file, _choice(level, nodes_year, years, theme), undirected=undirected)
    covariates = _covariates(found, regions, matrix, years, nodes_year)
    weights = (found.weights > 0).astype(float) if model == "logit" else found.weights
    answer = run(weights, covariates, model=model, directed=found.directed, permutations=permutations, seed=seed)
    for problem in answer.problems:
        say(problem.message)
    say(
        f"{answer.observations} pairs, {'R²' if model == 'linear' else 'deviance'} {answer.fit:.6g}, pivot {answer.pivot}"
    )
    _show(
        [
            {"name": name, "b": b, "statistic": statistic, "p": p}
            for name, b, statistic, p in zip(
                answer.names, answer.coefficients.tolist(), answer.statistics.tolist(), answer.p_values, strict=True
            )
        ],
        form,
    )


@network.command()
@_stated
def gravity(
    file: File,
    level: Level = None,
    nodes_year: NodesYear = None,
    years: Years = None,
    theme: Theme = None,
    undirected: Undirected = False,
    matrix: Matrices = None,
    model: Model = "poisson",
    fixed: Annotated[
        list[str] | None, typer.Option(help="Fixed effects of sender, receiver or (twice) both.", show_default=False)
    ] = None,
    form: Form = None,
) -> None:
    """Explain visits by what is known of the pairs, with dyadic-robust errors."""
    from tashan.learning.pairs import gravity as run
    from tashan.learning.pairs import pairs_of

    found, regions = read_network(file, _choice(level, nodes_year, years, theme), undirected=undirected)
    covariates = _covariates(found, regions, matrix, years, nodes_year)
    if fixed:
        covariates = {
            name: column for name, column in covariates.items() if name not in {f"rank_{side}" for side in fixed}
        }
    _show_estimate(run(pairs_of(found, covariates), model=model, fixed=fixed or ()), form)


@network.command()
@_stated
def ergm(
    file: File,
    term: Annotated[list[str], typer.Option(help="edges, mutual, gwesp(0.5), nodecov(NAME) …", show_default=False)],
    level: Level = None,
    nodes_year: NodesYear = None,
    years: Years = None,
    theme: Theme = None,
    undirected: Undirected = False,
    matrix: Matrices = None,
    attribute: Annotated[
        list[str] | None, typer.Option(help="NAME=FILE: a table of node and value.", show_default=False)
    ] = None,
    form: Form = None,
) -> None:
    """Fit a graph model by pseudo-likelihood."""
    from tashan.learning.ergm import pseudo_likelihood

    found, _ = read_network(file, _choice(level, nodes_year, years, theme), undirected=undirected)
    given: dict[str, Any] = named_files(matrix or [], read_matrix)
    for name, values in named_files(attribute or [], read_values).items():
        if missing := [node for node in found.nodes if node not in values]:
            fail(f"{name} has no value for {missing[0]}, one of {len(missing)} without.")
        texts = [values[node] for node in found.nodes]
        given[name] = [float(text) for text in texts] if all(_numeric(text) for text in texts) else texts
    _show_estimate(pseudo_likelihood(found, term, given), form)


@network.command()
@_stated
def export(
    file: File,
    out: Annotated[Path, typer.Option(help="File to write; for rsiena a folder.", show_default=False)],
    to: Annotated[str, typer.Option("--as", help="gexf, graphml, dl, statnet or rsiena.", show_default=False)],
    level: Level = None,
    nodes_year: NodesYear = None,
    years: Years = None,
    theme: Theme = None,
    undirected: Undirected = False,
) -> None:
    """Write the network for Gephi, UCINET, statnet or RSiena; gexf and rsiena of visits by year."""
    from tashan.learning import exports

    if to not in exports.FORMATS:
        fail(f"--as {to} is not known. Choose {', '.join(exports.FORMATS)}.")
    if out.exists():
        fail(f"{out} exists already. Name another file, or remove it.")
    choice = _choice(level, nodes_year, years, theme)
    found, regions = read_network(file, choice, undirected=undirected)
    if to in ("graphml", "dl", "statnet"):
        write = {"graphml": exports.graphml, "dl": exports.ucinet, "statnet": exports.statnet}[to]
        out.write_text(write(found), encoding="utf-8")
        return
    parts = {"all": found} if regions is None else _by_year(file, choice, found, regions)
    if to == "gexf":
        out.write_text(exports.gexf(parts), encoding="utf-8")
        return
    texts = exports.rsiena(list(parts.values()))
    out.mkdir(parents=True)
    for name, text in texts.items():
        (out / name).write_text(text, encoding="utf-8")


def _by_year(file: Path, choice: Choice, found: Network, regions: list[Region]) -> dict[str, Network]:
    import numpy as np

    from tashan.learning.network import Network, network_of_events, windows

    return {
        name: network_of_events(part, regions)
        if part.events
        else Network(found.nodes, np.zeros_like(found.weights), found.arrow)
        for name, part in windows(chosen_events(file, choice), "year")
    }


def _choice(level: str | None, nodes_year: int | None, years: str | None, theme: str | None) -> Choice:
    if level not in (None, "county", "prefecture", "province"):
        fail(f"--level {level} is not known. Choose county, prefecture or province.")
    span = None
    if years is not None:
        first, _, last = years.partition("-")
        if not first.isdigit() or (last and not last.isdigit()):
            fail(f"--years {years} are no years. Write them as 2014-2018 or 2014.")
        span = int(first), int(last or first)
    return Choice(level, nodes_year, span, theme)


def _covariates(
    found: Network, regions: list[Region] | None, matrix: list[str] | None, years: str | None, nodes_year: int | None
) -> dict[str, Floats]:
    """Matrices given, and for regions what they themselves say, as far as it varies."""
    import numpy as np

    from tashan.learning.pairs import regional_covariates

    given: dict[str, Floats] = named_files(matrix or [], read_matrix)
    if regions is None:
        return given
    when = years[-4:] if years else str(nodes_year or 2024)
    off = ~np.eye(found.size, dtype=bool)
    for name, values in regional_covariates(regions, when).items():
        if np.nanmax(values[off]) > np.nanmin(values[off]):
            given[name] = values
        else:
            say(f"{name} is the same for all pairs and is left out.")
    return given


def _show_estimate(found: Estimate, form: str | None) -> None:
    for problem in found.problems:
        say(problem.message)
    say(f"{found.model}: {found.observations} pairs, deviance {found.deviance:.6g}")
    _show(
        [
            {"name": name, "b": found.coefficient(name)}
            | {f"se_{kind}": found.error(name, kind) for kind in found.errors}
            | {"p_dyadic": found.p_value(name, "dyadic")}
            for name in found.names
        ],
        form,
    )


def _numeric(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _show(rows: list[dict[str, Any]], form: str | None) -> None:
    if chosen(form, FORMS, "table" if for_people() else "json") == "json":
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    from rich.table import Table

    from tashan.cli.tables import print_table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in rows[0] if rows else ():
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(
            *(
                "" if value is None else f"{value:.6g}" if isinstance(value, float) else str(value)
                for value in row.values()
            )
        )
    print_table(table)
