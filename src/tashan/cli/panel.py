"""`tashan panel`: read tables of figures, and have the panel doctor look at them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from tashan.cli.messages import chosen, fail, for_people, say

if TYPE_CHECKING:
    from tashan.panels import Panel, PanelProblem

FORMS = ("json", "csv", "table")

Files = Annotated[
    list[Path], typer.Argument(metavar="FILE", help="Tables: .csv, .xlsx, .xls or .ods.", show_default=False)
]
Indicator = Annotated[str, typer.Option(help="What the table measures, where it does not say so.")]
Unit = Annotated[str, typer.Option(help="The unit, where the table does not say it: 亿元, 万人, % …")]
Year = Annotated[int | None, typer.Option(help="The year, where the table does not say it.")]
Level = Annotated[str | None, typer.Option(help="province, prefecture or county; decides between namesakes.")]
Source = Annotated[str, typer.Option(help="Where the figures come from, where the file does not say it.")]
Vintage = Annotated[str, typer.Option(help="Which release the figures are, where the file does not say it.")]
Form = Annotated[
    str | None,
    typer.Option("--format", "-f", help="json, csv or table. [table on a terminal, else json]", show_default=False),
]

panel = typer.Typer(no_args_is_help=True, help="Read tables of figures of regions, and say what is wrong with them.")


@panel.command()
def check(
    files: Files,
    indicator: Indicator = "",
    unit: Unit = "",
    year: Year = None,
    level: Level = None,
    source: Source = "",
    vintage: Vintage = "",
    form: Form = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit status 1 if anything was found.")] = False,
) -> None:
    """
    Have the panel doctor look at tables: names, units, boundaries, releases, jumps, interpolation, sums. Nothing is changed.

    Every finding names its row and what to do.

    Examples:
    - `tashan panel check 分省年度数据.csv`

    - `tashan panel check gdp.xlsx --indicator 地区生产总值 --unit 亿元 --vintage 2024年年鉴`
    """
    from tashan.panels import examine

    found = examine(read_panel(files, indicator, unit, year, level, source, vintage))
    shape = chosen(form, FORMS, "table" if for_people() else "json")
    if shape == "json":
        typer.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
    elif shape == "csv":
        _csv([finding.to_dict() for finding in found.findings])
    else:
        typer.echo(", ".join(f"{count:,} {what.replace('_', ' ')}" for what, count in found.counts.items()))
        _findings(found.findings)
    if strict and found.findings:
        raise typer.Exit(1)


@panel.command()
def load(
    files: Files,
    indicator: Indicator = "",
    unit: Unit = "",
    year: Year = None,
    level: Level = None,
    source: Source = "",
    vintage: Vintage = "",
    out: Annotated[
        Path | None, typer.Option(help="Write there (.csv or .parquet) instead of to standard output.")
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace what stands in --out.")] = False,
    form: Form = None,
) -> None:
    """
    Read tables into one long table: region, code, year, indicator, value, unit, price basis, release, source, row.

    What cannot be placed is told on standard error with its row, never dropped silently.

    Examples:
    - `tashan panel load 3-9.xls --year 2023 --out gdp.csv`

    - `tashan panel load gdp.csv jobs.csv --format table`
    """
    read = read_panel(files, indicator, unit, year, level, source, vintage)
    for problem in read.problems:
        say(str(problem))
    if out is not None:
        _write(read, out, overwrite=overwrite)
        return
    shape = chosen(form, FORMS, "table" if for_people() else "json")
    if shape == "json":
        typer.echo(json.dumps(read.frame.to_dicts(), ensure_ascii=False, indent=1))
    elif shape == "csv":
        typer.echo(read.frame.write_csv(), nl=False)
    else:
        print_frame(read.frame.select("region", "year", "indicator", "value", "unit", "row"))


@panel.command()
def shipped(
    out: Annotated[
        Path | None, typer.Option(help="Write there (.csv or .parquet) instead of to standard output.")
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace what stands in --out.")] = False,
    form: Form = None,
) -> None:
    """
    Show the figures that come along: value added of provinces in three sectors, first releases, each with its source.

    What was not found with all four figures in one text is missing; the last line says how many provinces each year has.

    Examples:
    - `tashan panel shipped`

    - `tashan panel shipped --out provinces.csv`
    """
    from tashan.panels import province_sectors
    from tashan.panels.shipped import coverage

    read = province_sectors()
    if out is not None:
        _write(read, out, overwrite=overwrite)
        return
    shape = chosen(form, FORMS, "table" if for_people() else "json")
    if shape == "json":
        typer.echo(json.dumps(read.frame.to_dicts(), ensure_ascii=False, indent=1))
    elif shape == "csv":
        typer.echo(read.frame.write_csv(), nl=False)
    else:
        print_frame(read.frame.select("region", "year", "indicator", "value", "unit", "vintage", "source"))
    say("Provinces by year: " + ", ".join(f"{year}: {len(names)} of 31" for year, names in coverage().items()) + ".")


def read_panel(
    files: list[Path],
    indicator: str = "",
    unit: str = "",
    year: int | None = None,
    level: str | None = None,
    source: str = "",
    vintage: str = "",
) -> Panel:
    """Read files into one panel; a file that cannot be opened ends the command with what to do."""
    from tashan.panels import load_panel, merged

    if level is not None and level not in {"province", "prefecture", "county"}:
        fail(f"--level {level} is not known. Choose province, prefecture or county.")
    panels = []
    for path in files:
        try:
            data = path.read_bytes()
        except OSError as error:
            fail(f"{path} cannot be opened: {error.strerror or type(error).__name__}. Check the name.")
        options = {"indicator": indicator, "unit": unit, "source": source, "vintage": vintage}
        panels.append(load_panel(data, path.name, year=year, level=level, **options))
    read = merged(panels)
    if read.frame.is_empty():
        for problem in read.problems:
            say(str(problem))
        fail("No figure of a region in a year was found. The messages above say why.")
    return read


def fail_without_data(what: str, example: str) -> NoReturn:
    """End a command that was given no figures: what to give, what is read, and where such tables are."""
    fail(
        f"{what} is computed from figures, and no DATA was given. Name one or more tables: {example}. "
        "Read are .csv, .xlsx, .xls and .ods: columns for region, year and each indicator with its unit "
        "(地区, 年份, 第一产业(亿元), 第二产业(亿元), 第三产业(亿元)); one row a value; years or regions across; "
        "downloads of the Bureau and yearbook sheets as they are. Such tables are in the annual data by province (分省年度数据) "
        "of the National Bureau of Statistics of China and in its China Statistical Yearbook, table 3-9 (分地区生产总值). "
        "`tashan panel check FILE` shows how a table is read; `tashan panel shipped --out FILE` writes a small table that comes along."
    )


def _write(read: Panel, out: Path, *, overwrite: bool) -> None:
    if out.suffix.lower() not in (".csv", ".parquet"):
        fail(f"--out {out}: a table is written as .csv or .parquet. Choose one of these endings.")
    if out.exists() and out.stat().st_size and not overwrite:
        fail(f"{out} exists. Give another --out, or --overwrite to replace it.")
    try:
        if out.suffix.lower() == ".parquet":
            read.frame.write_parquet(out)
        else:
            out.write_text(read.frame.write_csv(), encoding="utf-8")
    except OSError as error:
        fail(f"--out {out} cannot be written: {error.strerror or type(error).__name__}. Choose another file.")
    say(f"{read.frame.height:,} values to {out}; {read.aside.height:,} set aside.")


def _csv(rows: list[dict[str, Any]]) -> None:
    import polars as pl

    typer.echo(pl.DataFrame(rows, infer_schema_length=None).write_csv(), nl=False)


def _findings(findings: tuple[PanelProblem, ...]) -> None:
    from rich.table import Table

    from tashan.cli.tables import print_table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("row", justify="right")
    table.add_column("code", no_wrap=True)
    table.add_column("what and what to do", overflow="fold")
    for finding in findings:
        table.add_row("" if finding.row is None else str(finding.row), finding.code, finding.message)
    if findings:
        print_table(table)
    else:
        typer.echo("Nothing was found.")


def print_frame(frame: Any) -> None:
    """Print a frame as a table: numbers right-aligned, six digits, missing ones as –."""
    from rich.table import Table

    from tashan.cli.tables import print_table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, kind in frame.schema.items():
        table.add_column(name, justify="right" if kind.is_numeric() else "left", overflow="fold")
    for row in frame.iter_rows():
        table.add_row(*(shown(value) for value in row))
    print_table(table)


def shown(value: Any) -> str:
    """A value of a table for people."""
    if value is None or value != value:  # noqa: PLR0124 - NaN is the only value unlike itself
        return "–"
    return f"{value:,.6g}" if isinstance(value, float) else str(value)
