"""Readings as tables for people: one row a record."""

from __future__ import annotations

import shutil
import sys
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ROWS = 400
"""Rows of one table; then the heading comes again."""

_LEAST_WIDTH = 110
_KINDS = ("visits", "meetings", "agreements", "signings", "bodies", "practices", "figures")
_NAMES = {"bodies": "body", "agreements": "agreement"}
_QUOTE = 70

Row = tuple[str, str, str, str, str, str]


def print_readings(readings: Iterable[Mapping[str, Any]], stream: IO[str] | None = None) -> None:
    """
    Print readings as tables with document, date, kind, who (from → to), leader or amount, and quote.

    Args:
        readings: objects as `tashan read --format jsonl` writes them.
        stream: where to print; None is standard output.
    """
    rows: list[Row] = []
    for reading in readings:
        rows += rows_of(reading)
        if len(rows) >= ROWS:
            _print(rows, stream)
            rows = []
    if rows:
        _print(rows, stream)


def rows_of(reading: Mapping[str, Any]) -> Iterator[Row]:
    """The rows of one reading: its records, then its problems; one row that says so where there is neither."""
    name = str(reading["id"])
    empty = True
    for kind in _KINDS:
        for record in reading.get(kind) or ():
            yield (name, date_of(record), _kind(kind, record), parties(record), _detail(record), _quote(record))
            empty = False
    for problem in reading.get("problems") or ():
        yield (name, "", "problem", problem["code"], "", problem["message"])
        empty = False
    if empty:
        yield (name, "", "–", "nothing found", "", "")


def date_of(record: Mapping[str, Any]) -> str:
    """A record's date or dates: `2023-03-17…18` for two days of a month; a doubtful one in brackets."""
    start = record.get("start") or record.get("date") or record.get("founded") or record.get("period")
    end = record.get("end")
    if not start:
        guesses = (value for candidate in record.get("candidates") or () for value in candidate.values())
        guess = next((value for value in guesses if isinstance(value, str) and value[:4].isdigit()), "")
        return f"({guess}?)" if guess else ""
    if not end or end == start:
        return str(start)
    shared = 8 if end[:8] == start[:8] else 5 if end[:5] == start[:5] else 0
    return f"{start}…{end[shared:]}"


def parties(record: Mapping[str, Any]) -> str:
    """Who: `from → to` where the record has a direction, else all who take part, else what it is about."""
    for source, target in (("visitors", "hosts"), ("investors", "recipients")):
        if record.get(source) or record.get(target):
            return f"{_regions(record.get(source))} → {_regions(record.get(target))}"
    for field in ("participants", "parties", "members"):
        if record.get(field):
            return _regions(record[field])
    for field in ("place", "region"):
        if record.get(field):
            return str(record[field]["name"])
    return str(record.get("subject") or record.get("event") or "")


def _regions(regions: Iterable[Mapping[str, Any]] | None) -> str:
    names = [str(region["name"]) for region in regions or ()]
    shown = "、".join(names[:6])
    return f"{shown} … ({len(names)})" if len(names) > 6 else shown or "?"


def _kind(kind: str, record: Mapping[str, Any]) -> str:
    name = _NAMES.get(kind, kind.removesuffix("s"))
    marks = [
        mark
        for mark, there in (("planned", record.get("status") == "planned"), ("recalled", record.get("background")))
        if there
    ]
    return f"{name} ({', '.join(marks)})" if marks else name


def _detail(record: Mapping[str, Any]) -> str:
    """Leader of a visit; name, title or amount of the rest."""
    if record.get("leaders"):
        return "、".join(str(leader["name"]) for leader in record["leaders"])
    if "amount_cny" in record:
        amount = record["amount_cny"]
        parts = [
            f"{record['projects']} projects" if record.get("projects") else "",
            f"{amount / 1e8:g}亿元" if amount else "",
        ]
        return ", ".join(filter(None, parts))
    if "measure" in record:
        value = record.get("value")
        return f"{record.get('measure') or ''} {'' if value is None else f'{value:,g}'.rstrip()}{record.get('unit') or ''}".strip()
    return str(record.get("name") or record.get("title") or record.get("mechanism") or "")


def _quote(record: Mapping[str, Any]) -> str:
    evidence = record.get("evidence") or [{"quote": ""}]
    quote = " ".join(str(evidence[0]["quote"]).split())
    return quote if len(quote) <= _QUOTE else quote[: _QUOTE - 1] + "…"


def _print(rows: list[Row], stream: IO[str] | None) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for heading, ratio in (
        ("document", 3),
        ("date", 0),
        ("kind", 0),
        ("from → to", 5),
        ("leader, name, amount", 4),
        ("quote", 8),
    ):
        table.add_column(heading, overflow="fold", ratio=ratio or None, no_wrap=not ratio)
    for row in rows:
        table.add_row(*row)
    print_table(table, stream)


def print_table(table: Any, stream: IO[str] | None = None) -> None:
    """Print a Rich table as wide as the terminal, at least wide enough to be read."""
    from rich.console import Console

    target = stream or sys.stdout
    width = max(shutil.get_terminal_size((160, 24)).columns, _LEAST_WIDTH)
    Console(file=target, width=width, markup=False, highlight=False, emoji=False).print(table)
