"""Networks from files: readings, tables of visits, lists of ties, matrices."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tashan.cli.messages import fail, say

if TYPE_CHECKING:
    from tashan.learning.events import EventTable
    from tashan.learning.network import Floats, Network
    from tashan.regions import Region

HEADINGS = {
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


@dataclass(frozen=True)
class Choice:
    """What of the visits counts, and which regions are nodes."""

    level: str | None = None
    year: int | None = None
    years: tuple[int, int] | None = None
    theme: str | None = None
    leader: str | None = None
    kind: str | None = None


def read_network(path: Path, choice: Choice, *, undirected: bool = False) -> tuple[Network, list[Region] | None]:
    """
    Make a network of a file.

    Args:
        path: `.jsonl` of `tashan read`, `.csv` with visitor and host or with source and target, or a square matrix.
        choice: for files of visits.
        undirected: for ties and matrices.

    Returns:
        The network, and the regions its nodes are, where it is one of visits.
    """
    from tashan.learning.network import network_of_edges, network_of_events, nodes_of_level

    if path.suffix == ".txt":
        return _matrix_network(path, undirected=undirected), None
    if path.suffix == ".csv":
        rows = _rows(path)
        if rows and {"source", "target"} <= rows[0].keys():
            ties = [(row["source"], row["target"], _number(row.get("weight") or "1", path)) for row in rows]
            return network_of_edges(ties, directed=not undirected), None
    table = chosen_events(path, choice)
    if choice.level and choice.year:
        nodes = list(nodes_of_level(choice.level, choice.year))
    else:
        sides = {side.name: side for event in table.events for side in (event.visitor, event.host)}
        nodes = [sides[name] for name in sorted(sides)]
        say("Only regions with a visit are nodes. Give --level and --nodes-year to keep the others.")
    network = network_of_events(table, nodes)
    for problem in network.problems:
        say(problem.message)
    return network, nodes


def chosen_events(path: Path, choice: Choice) -> EventTable:
    """The visits of a file that the choice keeps, rolled up to its level."""
    from tashan.learning.events import keep, roll_up

    table = read_events(path)
    if choice.level in ("prefecture", "province"):
        table = roll_up(table, choice.level)
    level = "county" if choice.level == "county" else None
    return keep(table, years=choice.years, theme=choice.theme, leader=choice.leader, kind=choice.kind, level=level)


def read_events(path: Path) -> EventTable:
    """The visits of a `.jsonl` of `tashan read` or of a `.csv` table."""
    from tashan.learning.events import EventTable, events_of_rows, events_of_visits
    from tashan.records import Visit, from_dict
    from tashan.regions import resolve_home

    if path.suffix == ".jsonl":
        visits = [from_dict("visit", each) for reading in readings(path) for each in reading.get("visits") or ()]
        return events_of_visits(visit for visit in visits if isinstance(visit, Visit))
    rows = _rows(path)
    if not rows:
        return EventTable(())
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
        except ValueError:
            fail(f"{path}:{number} is no line of JSON. Write the file with `tashan read … --out {path.name}`.")
        found.append(row)
    return found


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
    """A table of two columns, node and value."""
    return {row[0]: row[1] for row in csv.reader(_text(path).splitlines()) if len(row) > 1}


def _matrix_network(path: Path, *, undirected: bool) -> Network:
    from tashan.learning.network import network_of_matrix

    return network_of_matrix(read_matrix(path), directed=not undirected)


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(_text(path).splitlines()))


def _number(text: str, path: Path) -> float:
    try:
        return float(text)
    except ValueError:
        fail(f"{path}: {text} is no number. Write NA where a value is not known.")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return path.read_text(encoding="gb18030", errors="replace")
    except OSError as error:
        fail(f"{path} cannot be opened: {error.strerror}.")
