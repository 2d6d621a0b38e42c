"""`tashan index`: a measure of integration by its name, or a composite index by its file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tashan.cli.messages import chosen, fail, for_people, say
from tashan.cli.options import Form
from tashan.cli.panel import Indicator, Level, Unit, Vintage, fail_without_data, print_frame, read_panel

if TYPE_CHECKING:
    from tashan.integration.index_file import IndexFile
    from tashan.integration.statement import Statement
    from tashan.panels import Panel

FORMS = ("json", "table")
SHIPPED = ("beijing_tianjin_hebei", "yangtze_delta")


def index(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME|FILE", help="A measure, an index that comes along, or a .yaml; none lists them."),
    ] = "",
    data: Annotated[
        list[Path] | None,
        typer.Argument(metavar="DATA", help="Tables of figures: .csv, .xlsx, .xls or .ods.", show_default=False),
    ] = None,
    year: Annotated[
        int | None, typer.Option(help="The year, or the last one. [the newest]", show_default=False)
    ] = None,
    first: Annotated[
        int | None, typer.Option("--from", help="First year, for measures over time.", show_default=False)
    ] = None,
    variable: Annotated[
        str, typer.Option(help="What the sectors measure, where a table holds several: employment.")
    ] = "",
    of: Annotated[
        str, typer.Option(help="The one indicator, for gaps and change; several with commas are sectors.")
    ] = "",
    weights: Annotated[str, typer.Option(help="Indicator of heads that weighs the regions.")] = "",
    groups: Annotated[
        str, typer.Option(help="Column of the table, or clusters with commas, that groups the regions.")
    ] = "",
    cluster: Annotated[str, typer.Option(help="Only the members of a cluster: 京津冀.")] = "",
    indicator: Indicator = "",
    unit: Unit = "",
    level: Level = None,
    vintage: Vintage = "",
    form: Form = None,
) -> None:
    """
    Compute a measure, with its definition card, number of sectors, settings, sources and warnings.

    A measure is computed from DATA. A composite index is computed from its YAML file and DATA, with what other weights and
    scalings would say; the published values of an index are checked against their parts, without DATA too.

    Examples:
    - `tashan index`

    - `tashan index similarity 分省年度数据.csv --cluster 京津冀`

    - `tashan index dagum wages.csv --of 平均工资 --groups 区域 --year 2023`

    - `tashan index beijing_tianjin_hebei`

    - `tashan index my-index.yaml figures.csv`
    """
    shape = chosen(form, FORMS, "table" if for_people() else "json")
    if not name:
        _list(shape)
        return
    from tashan.integration import MeasureError
    from tashan.integration.measures import check_name
    from tashan.panels import PanelError
    from tashan.rules import RuleError

    read = _panel(data, indicator, unit, level, vintage) if data else None
    try:
        if name in SHIPPED or name.endswith((".yaml", ".yml")):
            _composite(_index_file(name), read, f"tashan index {name} FILE", shape)
        else:
            check_name(name)
            if read is None:
                fail_without_data(name, f"tashan index {name} FILE")
            _show(_measured(name, read, (year, first), (variable, of, weights), (groups, cluster)), shape)
    except (MeasureError, PanelError) as error:
        fail(f"{error} [{error.code}]")
    except KeyError as error:
        fail(str(error.args[0]))
    except RuleError as error:
        fail(str(error))


def _panel(data: list[Path], indicator: str, unit: str, level: str | None, vintage: str) -> Panel:
    read = read_panel(data, indicator, unit, None, level, "", vintage)
    for problem in read.problems:
        say(str(problem))
    return read


def _measured(
    name: str, read: Panel, years: tuple[int | None, int | None], what: tuple[str, str, str], whom: tuple[str, str]
) -> Statement:
    from tashan.integration.asked import Asked, sector_columns
    from tashan.integration.measures import MEASURES, SECTORAL, measure

    (year, first), (variable, of, weights), (groups, cluster) = years, what, whom
    when = year if year is not None else read.years()[-1]
    if of:
        indicators = tuple(part.strip() for part in of.split(","))
    elif name in SECTORAL:
        indicators = sector_columns(read, variable)
    elif name in MEASURES:
        if len(read.indicators()) > 1:
            fail(f"{name} takes one indicator. Name it with --of: {', '.join(read.indicators()[:12])}.")
        indicators = read.indicators()
    else:
        indicators = read.indicators()
    regions = _members(cluster, when, read) if cluster else None
    return measure(name, Asked(read, indicators, when, first, regions, weights, _grouped(groups, when, read)))


def _members(name: str, year: int, read: Panel) -> tuple[str, ...]:
    from tashan.regions.clusters import cluster

    found = cluster(name, str(year)) or cluster(name)
    if found is None:
        fail(f"No cluster is called {name}. `tashan regions {name}` shows what the name stands for.")
    here = set(read.regions())
    members = tuple(member.name for member in found.members if member.name in here)
    without = [member.name for member in found.members if member.name not in here]
    if without:
        say(f"Without figures: {'、'.join(without[:10])}{' …' if len(without) > 10 else ''}.")
    return members


def _grouped(groups: str, year: int, read: Panel) -> dict[str, str] | None:
    if not groups:
        return None
    if groups in read.attributes:
        return dict(read.attributes[groups])
    from tashan.regions.clusters import cluster

    result: dict[str, str] = {}
    for name in groups.split(","):
        found = cluster(name.strip(), str(year)) or cluster(name.strip())
        if found is None:
            columns = "、".join(read.attributes) or "none"
            fail(f"--groups {name} is neither a column of the table ({columns}) nor a cluster.")
        result.update({member.name: found.name for member in found.members})
    return result | {name: "其他" for name in read.regions() if name not in result}


def _index_file(name: str) -> IndexFile:
    from importlib.resources import files

    from tashan.integration.index_file import load_index

    if name in SHIPPED:
        return load_index(
            files("tashan.integration").joinpath("data").joinpath(f"{name}.yaml").read_bytes(), f"{name}.yaml"
        )
    path = Path(name)
    try:
        return load_index(path.read_bytes(), path.name)
    except OSError as error:
        fail(f"{path} cannot be opened: {error.strerror or type(error).__name__}. Check the name.")


def _composite(declared: IndexFile, read: Panel | None, example: str, shape: str) -> None:
    from tashan.integration import card
    from tashan.integration.composite import breaks, check_published, compute, sensitivity

    told: dict[str, Any] = {"index": declared.key, "name": declared.name, "note": declared.note}
    if declared.published:
        told["published"] = [_row(check) for check in check_published(declared)]
        told["breaks"] = list(breaks(declared))
        told["card"] = card("official").to_dict()
    computable = all(leaf.indicator for leaf in declared.leaves())
    if computable and read is None:
        if not declared.published:
            fail_without_data(f"The index {declared.key}", example)
        say(f"No DATA was given: the published values are checked, nothing is computed. With figures: {example}.")
    if computable and read is not None:
        found = compute(declared, read)
        told |= {"settings": found.settings, "weights": found.weights, "rows": found.frame.to_dicts()}
        told["left_out"] = [
            {"region": region, "year": year, "indicator": what} for region, year, what in found.left_out
        ]
        told["sensitivity"] = sensitivity(declared, read).to_dicts()
        told["indicators"] = len(declared.leaves())
        told["sources"], told["card"] = list(read.sources()), card("composite").to_dict()
    if shape == "json":
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    import polars as pl

    typer.echo(f"{declared.name} · {declared.english}")
    for key in ("published", "rows", "sensitivity"):
        if told.get(key):
            typer.echo(f"\n{key}")
            print_frame(pl.DataFrame(told[key], infer_schema_length=None))
    lines = [*(f"! {line}" for line in told.get("breaks", ())), declared.note]
    lines += [
        f"! Left out, {row['indicator']} is missing: {row['region']} {row['year']}." for row in told.get("left_out", ())
    ]
    lines += [f"{key}: {value}" for key, value in told.get("settings", {}).items()]
    lines += [f"weight of {path}: {weight:.4f}" for path, weight in told.get("weights", {}).items()]
    typer.echo("\n" + "\n".join(filter(None, lines)))
    typer.echo("\n".join(card("composite" if "rows" in told else "official").lines()))


def _row(check: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return {**asdict(check), "implied": "、".join(check.implied)}


def _show(found: Statement, shape: str) -> None:
    if shape == "json":
        typer.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
        return
    typer.echo(found.heading())
    print_frame(found.table)
    typer.echo("\n" + "\n".join(found.note()))


def _list(shape: str) -> None:
    """Every measure with its name in both languages, and whether a panel is enough for it."""
    from tashan.integration import cards
    from tashan.integration.measures import MEASURES

    rows = [
        {"name": key, "zh": each.zh, "en": each.en, "panel": key in MEASURES, "counts": each.counts}
        for key, each in cards().items()
    ]
    if shape == "json":
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    import polars as pl

    print_frame(
        pl.DataFrame(rows)
        .with_columns(by=pl.when("panel").then(pl.lit("command")).otherwise(pl.lit("library")))
        .drop("panel")
    )
    typer.echo(f"\nIndices that come along: {', '.join(SHIPPED)}.")
