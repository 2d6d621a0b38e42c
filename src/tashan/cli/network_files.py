"""Networks from files: readings, tables of visits, lists of ties, matrices, spreadsheets."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tashan.cli.messages import fail, say

if TYPE_CHECKING:
    from tashan.learning.events import EventTable
    from tashan.learning.network import Floats, Network
    from tashan.regions import Region

HEADINGS: Final = {
    "visitor": ("visitor", "来访方", "来访城市", "来访"),
    "host": ("host", "接待方", "受访城市", "受访"),
    "start": ("start", "date", "日期", "访问时间"),
    "end": ("end", "结束日期"),
    "themes": ("themes", "主题", "政策议题", "议题"),
    "leader": ("leader", "领队", "来访人职位"),
    "kind": ("kind", "类型"),
    "visit": ("visit", "id", "编号"),
}
"""Our name of a column to the headings under which tables have it."""

TABLES: Final = (".csv", ".tsv", ".xlsx", ".xls", ".ods")
"""Suffixes of tables; `.txt` is a matrix, `.jsonl` are readings."""

MOST_BYTES: Final = 500_000_000
"""A file larger than this is none that these commands read."""


@dataclass(frozen=True)
class Choice:
    """What of the visits counts, and which regions are nodes."""

    level: str | None = None
    year: int | None = None
    years: tuple[int, int] | None = None
    theme: str | None = None
    leader: str | None = None
    kind: str | None = None


def stated(command: Callable[..., None]) -> Callable[..., None]:
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


def choice_of(
    level: str | None,
    nodes_year: int | None,
    years: str | None,
    theme: str | None,
    leader: str | None = None,
    kind: str | None = None,
) -> Choice:
    """The options that say which visits count, checked."""
    from tashan.learning.events import LEADERS

    if level not in (None, "county", "prefecture", "province"):
        fail(f"--level {level} is not known. Choose county, prefecture or province.")
    if leader is not None and leader not in LEADERS:
        fail(f"--leader {leader} is not known. Choose {', '.join(LEADERS)}.")
    span = None
    if years is not None:
        first, _, last = years.partition("-")
        if not first.isdigit() or (last and not last.isdigit()):
            fail(f"--years {years} are no years. Write them as 2014-2018 or 2014.")
        span = int(first), int(last or first)
    return Choice(level, nodes_year, span, theme, leader, kind)


def read_network(path: Path, choice: Choice, *, undirected: bool = False) -> tuple[Network, list[Region] | None]:
    """
    Make a network of a file.

    Args:
        path: `.jsonl` of `tashan read`, a table with visitor and host or with source and target, or a square matrix.
        choice: for files of visits.
        undirected: for ties and matrices.

    Returns:
        The network, and the regions its nodes are, where it is one of visits.
    """
    from tashan.learning.network import network_of_edges, network_of_events, nodes_of_level

    if path.suffix == ".txt":
        return _told(_matrix_network(path, undirected=undirected)), None
    if path.suffix in TABLES:
        rows = _filled_rows(path)
        if {"source", "target"} <= rows[0].keys():
            ties = [(row["source"], row["target"], _number(row.get("weight") or "1", path)) for row in rows]
            return _told(network_of_edges(ties, directed=not undirected)), None
    table = chosen_events(path, choice)
    if choice.level and choice.year:
        nodes = list(nodes_of_level(choice.level, choice.year))
    else:
        sides = {side.name: side for event in table.events for side in (event.visitor, event.host)}
        nodes = [sides[name] for name in sorted(sides)]
        say("Only regions with a visit are nodes. Give --level and --nodes-year to keep the others.")
    return _told(network_of_events(table, nodes)), nodes


def _told(network: Network) -> Network:
    """What was left out on the way stands on standard error."""
    for problem in network.problems:
        say(problem.message)
    return network


def chosen_events(path: Path, choice: Choice) -> EventTable:
    """The visits of a file that the choice keeps, rolled up to its level."""
    from tashan.learning.choosing import keep, roll_up

    table = read_events(path)
    if choice.level in ("prefecture", "province"):
        table = roll_up(table, choice.level)
    level = "county" if choice.level == "county" else None
    return keep(table, years=choice.years, theme=choice.theme, leader=choice.leader, kind=choice.kind, level=level)


def read_events(path: Path) -> EventTable:
    """The visits of a `.jsonl` of `tashan read` or of a table."""
    from tashan.learning.events import events_of_rows, events_of_visits
    from tashan.records import Visit
    from tashan.regions import resolve_home

    if path.suffix == ".jsonl":
        visits = records_of(readings(path), "visit", "visits")
        return events_of_visits(visit for visit in visits if isinstance(visit, Visit))
    rows = _filled_rows(path)
    columns = {
        name: found
        for name, headings in HEADINGS.items()
        if (found := next((heading for heading in headings if heading in rows[0]), None))
    }
    for side in ("visitor", "host"):
        if side not in columns:
            fail(f"{path} has no column for the {side}. Call it {' or '.join(HEADINGS[side])}.")
    return events_of_rows(rows, columns, resolve_home, source=path.name)


def readings(path: Path) -> list[dict[str, Any]]:
    """The documents of a `.jsonl` file of `tashan read`."""
    found = []
    for number, line in enumerate(_text(path).splitlines(), 1):
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict) or "id" not in row:
            fail(
                f"{path}:{number} is no line of JSON with one reading. Write it with `tashan read … --out {path.name}`."
            )
        found.append(row)
    return found


def records_of(rows: list[dict[str, Any]], kind: str, name: str) -> list[Any]:
    """The records of a kind in readings; one that is damaged ends the command with its document and reason."""
    from tashan.records import RecordError, from_dict

    found = []
    for row in rows:
        for each in row.get(name) or ():
            try:
                found.append(from_dict(kind, each))
            except RecordError as error:
                fail(f"{row.get('id')}: a {kind} is damaged. {error}")
    return found


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table under its headings; of a spreadsheet those of its first sheet with cells."""
    from tashan.panels.sheets import read_sheets

    sheets, problems = read_sheets(read_bytes(path), str(path))
    for problem in problems:
        say(problem.message)
    cells = next((sheet.rows for sheet in sheets if any(any(row) for row in sheet.rows)), ())
    filled = [row for row in cells if any(cell is not None for cell in row)]
    if not filled:
        return []
    headings = [str(cell or "").strip() for cell in filled[0]]
    return [
        {heading: _written(cell) for heading, cell in zip(headings, row, strict=False) if heading} for row in filled[1:]
    ]


def _filled_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table; one without any ends the command."""
    rows = read_rows(path)
    if not rows:
        fail(f"{path} has no rows below a row of headings. Give one row a visit, with the columns visitor and host.")
    return rows


def _written(cell: str | float | None) -> str:
    """A cell as text; a whole number of a spreadsheet (2016.0) as it was typed."""
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def read_matrix(path: Path) -> Floats:
    """A square matrix of numbers, split at commas or blanks; NA where a value is not known."""
    import numpy as np

    lines = [line.replace(",", " ").split() for line in _text(path).splitlines() if line.strip()]
    if len({len(line) for line in lines} | {len(lines)}) != 1:
        fail(f"{path} is no square matrix: {len(lines)} rows. Give one row a line, as many numbers as rows.")
    return np.array([[np.nan if value == "NA" else _number(value, path) for value in line] for line in lines])


def named_files(pairs: list[str], reader: Callable[[Path], Any]) -> dict[str, Any]:
    """Options NAME=FILE, each read."""
    found = {}
    for pair in pairs:
        name, mark, file = pair.partition("=")
        if not mark:
            fail(f"{pair} names no file. Write it as NAME=FILE.")
        found[name] = reader(Path(file))
    return found


def read_values(path: Path) -> dict[str, str]:
    """A table of two columns, node and value, without headings; rows without a value are said."""
    from tashan.panels.sheets import read_sheets

    sheets, problems = read_sheets(read_bytes(path), str(path))
    for problem in problems:
        say(problem.message)
    found: dict[str, str] = {}
    for number, row in enumerate((row for sheet in sheets for row in sheet.rows), 1):
        cells = [_written(cell) for cell in row]
        if not any(cells):
            continue
        if len(cells) < 2 or not cells[0] or not cells[1]:
            say(f"{path} row {number} has no name and value; left out.")
        else:
            found[cells[0]] = cells[1]
    return found


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; an error where it cannot be opened or is too large."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        fail(f"{path} cannot be opened: {error.strerror}. Check the name.")
    if len(data) > MOST_BYTES:
        fail(f"{path} is larger than {MOST_BYTES} bytes. Give a smaller file.")
    return data


def _matrix_network(path: Path, *, undirected: bool) -> Network:
    from tashan.learning.network import network_of_matrix

    return network_of_matrix(read_matrix(path), directed=not undirected)


def _number(text: str, path: Path) -> float:
    try:
        return float(text)
    except ValueError:
        fail(f"{path}: {text} is no number. Write NA where a value is not known.")


def _text(path: Path) -> str:
    from tashan.panels.sheets import decode_table

    text, problems = decode_table(read_bytes(path), str(path))
    for problem in problems:
        say(problem.message)
    return text
