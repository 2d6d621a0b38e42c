"""`tashan reconcile`: versions or reports of one story side by side."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tashan.cli.messages import chosen, fail, for_people, say
from tashan.cli.options import Form

if TYPE_CHECKING:
    from tashan.files import Item

FORMS = ("json", "table")


def reconcile(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="A B", help="Two or more documents; a folder or .jsonl gives several.", show_default=False
        ),
    ],
    form: Form = None,
    home: Annotated[str | None, typer.Option(help="Region that 我市, 我县 … stand for, as 安徽省宣城市宁国市.")] = None,
    published: Annotated[
        str | None, typer.Option(help="Day of publication, YYYY-MM-DD, where documents state none.")
    ] = None,
) -> None:
    """
    Compare versions or reports of one story: what agrees, and every date, number, amount or name that differs.

    Each difference comes with the quotes of all sides, and with the side to trust where the texts show it. The exit
    status is 0 with or without differences.

    Examples:
    - `tashan reconcile original.txt translation.txt`

    - `tashan reconcile visitor.html host.html --format json`
    """
    from tashan.cli.read import day, home_name

    found = _compare(inputs, home_name(home), day(published))
    if chosen(form, FORMS, "table" if for_people() else "json") == "json":
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        _print(found)


def _compare(inputs: list[str], home: str | None, published: str | None) -> dict[str, Any]:
    """Read all documents and reconcile those that could be read."""
    from tashan.files import InputError, ReadOptions, find_inputs, read_text
    from tashan.reading.reconcile import reconcile as reconcile_readings

    options = ReadOptions(home=home, published=published)
    try:
        pairs = [read_text(item, options) for item in _told_apart(list(find_inputs(inputs).items()))]
    except InputError as error:
        fail(str(error))
    for reading, text in pairs:
        if text is None:
            say(f"{reading.id} is left out: {reading.problems[0].message}")
    readable = [(reading, text) for reading, text in pairs if text is not None]
    if len(readable) < 2:
        fail(f"{len(readable)} of {len(pairs)} documents can be read; a comparison needs two. Give another version.")
    result: dict[str, Any] = reconcile_readings(readable)
    return result


def _told_apart(items: list[Item]) -> list[Item]:
    """Files of the same name in different folders, called by their paths instead."""
    count = Counter(item.id for item in items)
    return [replace(item, id=item.path) if item.path and count[item.id] > 1 else item for item in items]


def _print(found: dict[str, Any]) -> None:
    """The differences as a table, a row a difference and a column a document."""
    from rich.table import Table

    from tashan.cli.tables import print_table

    documents = found["documents"]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("kind", "field", *documents, "trusted", "reason"):
        table.add_column(heading, overflow="fold")
    for difference in found["differences"]:
        sides = {side["document"]: side for side in difference["sides"]}
        cells = [_side(sides.get(document)) for document in documents]
        table.add_row(
            difference["kind"], difference["field"], *cells, difference["trusted"] or "", difference["reason"]
        )
    print_table(table)
    say(f"{len(found['differences'])} differences; {len(found['same'])} records agree.")


def _side(side: dict[str, Any] | None) -> str:
    """What one document says, and its words."""
    if side is None:
        return "–"
    value = side.get("value")
    quote = side.get("quote") or ""
    told = "–" if value is None else str(value)
    return f"{told}\n“{quote}”" if quote else told
