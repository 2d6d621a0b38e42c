"""`tashan regions`: which regions a name or code stands for, with their history."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from tashan.cli.messages import chosen, fail, for_people, say
from tashan.cli.options import Form

FORMS = ("json", "table")


def regions(
    query: Annotated[
        str,
        typer.Argument(metavar="QUERY", help="A name in Chinese, English or pinyin, or a code.", show_default=False),
    ],
    date: Annotated[str | None, typer.Option(help="Only what is valid then: YYYY-MM-DD, YYYY-MM or YYYY.")] = None,
    home: Annotated[
        str | None, typer.Option(help="The region from which the name is said; decides between homonyms.")
    ] = None,
    form: Form = None,
) -> None:
    """
    Look up regions: code, official full name, level, years of validity, successors, pinyin, English name and place.

    A name of several regions gives them all, those in force first; `--date` and `--home` choose between them. A cluster
    gives itself and its members.

    Examples:
    - `tashan regions 昆山`

    - `tashan regions Suzhou --home 安徽省`

    - `tashan regions 长三角 --date 2019 --format table`
    """
    from tashan.cli.region_rows import look_up, year_of
    from tashan.regions import resolve_home

    if date is not None and year_of(date) is None:
        fail(f"--date {date} is not a date. Write it as 2019-05-13, 2019-05 or 2019.")
    base = resolve_home(home) if home else None
    if home and base is None:
        fail(f"--home {home} is not the name of one region. Give the full name, as 安徽省宣城市宁国市.")
    rows = look_up(query.strip(), date, base)
    if not rows:
        when = f" in {date}" if date else ""
        say(f"No region is called {query}{when}. Try its full name, its code, or another date.")
    if chosen(form, FORMS, "table" if for_people() else "json") == "json":
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif rows:
        _print(rows)


def _print(rows: list[dict[str, Any]]) -> None:
    from rich.table import Table

    from tashan.cli.tables import print_table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in rows[0]:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(_shown(value) for value in row.values()))
    print_table(table)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))
    return "" if value is None else str(value)
