"""Matters from files: histories of events (.jsonl, .yaml), existing lists (.xlsx, .xls, .ods, .csv), readings (.jsonl)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tashan.cli.messages import fail, say
from tashan.cli.sharing_files import bytes_of

if TYPE_CHECKING:
    from tashan.governance.events import Event
    from tashan.governance.matters import MatterState
    from tashan.governance.problems import Problem
    from tashan.governance.sheet_columns import Columns
    from tashan.governance.sheets import Import

SHEETS = (".xlsx", ".xls", ".ods", ".csv")
_OPENING = ("title", "owner", "participants", "body", "measure", "parent", "themes", "lead", "borders", "quote")
_BASELINE = ("start", "due", "target")


@dataclass
class Loaded:
    """What a file holds: histories by matter, readings, the list it was, and everything that could not be used."""

    histories: dict[str, tuple[Event, ...]] = field(default_factory=dict)
    readings: list[Mapping[str, Any]] = field(default_factory=list)
    columns: Columns | None = None
    listed: Import | None = None
    problems: list[Problem] = field(default_factory=list)

    def states(self, day: date, known_on: date | None = None) -> tuple[MatterState, ...]:
        """The matters as of a day, and as known on a day; problems of tasks and their parents are added."""
        from tashan.governance.folding import as_of
        from tashan.governance.links import parent_circles

        found = as_of(self.histories.values(), day, known_on)
        self.problems += [one for one in parent_circles(found) if one not in self.problems]
        return found


def day_of(option: str, text: str | None) -> date:
    """The day of an option; today where it is not given."""
    if text is None:
        return date.today()  # noqa: DTZ011 - the day on the officer's own calendar
    try:
        return date.fromisoformat(text)
    except ValueError:
        fail(f"{option} {text} is no day. Write it as 2024-06-30.")


def load(path: Path, day: date, body: str, corrections: Sequence[str] = ()) -> Loaded:
    """
    Open a file of matters.

    Args:
        path: the file.
        day: on which the rows of a list are opened.
        body: of matters that name none.
        corrections: `heading=meaning` for the columns of a list.
    """
    data = bytes_of(str(path))
    if path.suffix.lower() in SHEETS:
        return _list(path, data, day, body, corrections)
    if corrections:
        fail("--column is for lists (.xlsx, .xls, .ods, .csv). Leave it out here.")
    rows = _yaml(path, data, body) if path.suffix.lower() in (".yaml", ".yml") else _lines(path, data)
    loaded = Loaded()
    events = []
    for number, row in rows:
        if "kind" in row:
            events.append((number, row))
        elif "agreements" in row or "matters" in row or "visits" in row:
            loaded.readings.append(row)
        else:
            _problem(loaded, path, number, "line_unknown", "This is neither an event nor a line of `tashan read`.")
    _record(loaded, path, events)
    return loaded


def problem_rows(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Problems as JSON holds them."""
    return [
        {"code": one.code, "message": one.message, "file": one.file, "line": one.line or None, "field": one.field}
        for one in problems
    ]


def _record(loaded: Loaded, path: Path, rows: Sequence[tuple[int, Mapping[str, Any]]]) -> None:
    """Offer the events to their histories; one that is refused is left out with its reason and line."""
    from tashan.governance.codec import event_from_dict
    from tashan.governance.history import append
    from tashan.governance.problems import Problem

    for number, row in rows:
        event, problems = event_from_dict(row, path.name, number)
        loaded.problems += problems
        if event is None:
            continue
        offered = append(loaded.histories.get(event.matter, ()), event)
        if offered.events:
            loaded.histories[event.matter] = offered.events
        loaded.problems += [
            Problem(one.code, f"{event.matter}: {one.message}", path.name, number, one.field)
            for one in offered.problems
        ]


def _lines(path: Path, data: bytes) -> list[tuple[int, dict[str, Any]]]:
    rows = []
    for number, line in enumerate(_decoded(path, data).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            fail(f"{path}, line {number}, is no JSON: {error}. Give events, or the lines of `tashan read`, one a line.")
        if not isinstance(row, dict):
            fail(f"{path}, line {number}, is no object. Give events, or the lines of `tashan read`, one a line.")
        rows.append((number, row))
    return rows


def _decoded(path: Path, data: bytes) -> str:
    """The text of a file; one in another encoding ends the command."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        fail(f"{path}:{line} is not UTF-8. Save the file in UTF-8.")


def _yaml(path: Path, data: bytes, body: str) -> list[tuple[int, dict[str, Any]]]:
    """Events of a YAML file: what stands at a matter opens it and fixes its first dates; then its events follow."""
    import yaml

    class Lines(yaml.SafeLoader):
        """Keeps the line of each mapping under the key "line"."""

    def mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[str, Any]:
        keys = [str(key.value) for key, _ in node.value]
        if twice := {key for key in keys if keys.count(key) > 1}:
            fail(f"{path}:{node.start_mark.line + 1}: {', '.join(sorted(twice))} stands twice. Keep one.")
        found = loader.construct_mapping(node, deep=True)
        return {**{str(key): value for key, value in found.items()}, "line": node.start_mark.line + 1}

    Lines.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)
    try:
        content = yaml.load(_decoded(path, data), Loader=Lines)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, RecursionError) as error:
        fail(f"{path} is no YAML: {error}. Check blanks, brackets and quotes.")
    matters = content.get("matters") if isinstance(content, dict) else None
    if not isinstance(matters, list):
        fail(f"{path} has no list `matters`. See docs/matters.md for the form.")
    rows: list[tuple[int, dict[str, Any]]] = []
    for matter in matters:
        rows += _matter_rows(matter, str(content.get("body") or body))
    return rows


def _matter_rows(matter: Any, body: str) -> list[tuple[int, dict[str, Any]]]:
    if not isinstance(matter, dict) or "matter" not in matter:
        fail(
            f"Line {matter.get('line') if isinstance(matter, dict) else '?'}: a matter has no `matter`. Give it an id."
        )
    line = matter["line"]
    home = str(matter.get("body") or body)
    head = {
        "matter": str(matter["matter"]),
        "day": matter.get("opened"),
        "recorded": matter.get("recorded") or matter.get("opened"),
        "actor": matter.get("actor") or "file",
        "role": "secretariat",
        "member": home,
    }
    known = {"matter", "opened", "recorded", "actor", "events", "line", *_OPENING, *_BASELINE}
    strange = {key: value for key, value in matter.items() if key not in known}
    opening = {key: matter[key] for key in _OPENING if key in matter}
    if "owner" in opening:
        opening["owner"] = _code(opening["owner"])
    if isinstance(opening.get("participants"), list):
        opening["participants"] = [_code(one) for one in opening["participants"]]
    rows = [(line, {**head, "kind": "opened", "body": home, **opening, **strange})]
    if matter.get("due"):
        dates = {key: matter[key] for key in _BASELINE if key in matter}
        rows.append((line, {**head, "kind": "baselined", "start": matter.get("start"), **dates}))
    events = matter.get("events") or []
    if not isinstance(events, list) or not all(isinstance(event, dict) for event in events):
        fail(f"Line {line}: `events` of {head['matter']} is no list of events. See docs/matters.md for the form.")
    rows += [(event["line"], {"matter": head["matter"], **_without_lines(event)}) for event in events]
    return rows


def _without_lines(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_lines(item) for key, item in value.items() if key != "line"}
    return [_without_lines(item) for item in value] if isinstance(value, list) else value


def _list(path: Path, data: bytes, day: date, body: str, corrections: Sequence[str]) -> Loaded:
    from tashan.governance.history import record
    from tashan.governance.sheet_columns import guess_columns, remapped
    from tashan.governance.sheets import import_rows
    from tashan.panels.sheets import first_cells

    rows, merged, found = first_cells(data, str(path))
    for problem in found if rows else ():
        say(str(problem))
    if not rows:
        fail(found[0].message if found else f"{path} has no sheet with rows. Give a list with a row of headings.")
    columns = guess_columns(rows)
    if corrections:
        columns = remapped(columns, dict(_correction(one, columns) for one in corrections))
    loaded = Loaded(columns=columns, problems=list(columns.problems))
    loaded.listed = import_rows(
        rows, columns, body=body, actor="import", day=day, member=member_code, merged=merged, file=path.name
    )
    loaded.problems += loaded.listed.notes
    for one in loaded.listed.imported:
        taken = record(one.events)
        loaded.histories[one.matter] = taken.events
        loaded.problems += taken.problems
    return loaded


def _correction(text: str, columns: Columns) -> tuple[int, str]:
    heading, equals, meaning = text.partition("=")
    found = [one.column for one in columns.columns if one.heading.strip() == heading.strip()]
    if not equals or not found:
        names = ", ".join(one.heading for one in columns.columns if one.heading)
        fail(f"--column {text}: there is no column of that name. Write HEADING=MEANING; headings are {names}.")
    return found[0], meaning.strip()


@cache
def member_code(name: str) -> str | None:
    """The code of the one region that a name in a list means; an office stands for its region."""
    from tashan.regions.query import query

    found = [row for row in query(name) if row["code"] and row["to"] is None]
    exact = [row for row in found if str(row["name"]).endswith(name) or str(row["name"]).endswith(f"{name}市")]
    codes = {str(row["code"]) for row in exact or found}
    return codes.pop() if len(codes) == 1 else None


@cache
def member_name(code: str) -> str:
    """The name of a member's code; what is no code comes back as it is."""
    from tashan.regions.divisions import by_code

    found = by_code(code) if code.isdecimal() else None
    return found.name if found else code


def _code(given: Any) -> str:
    """The code of a member given by code or name; a name that nobody knows stays, and is an institute."""
    text = str(given).strip()
    return text if text.isdecimal() else member_code(text) or text


def _problem(loaded: Loaded, path: Path, line: int, code: str, message: str) -> None:
    from tashan.governance.problems import Problem

    loaded.problems.append(Problem(code, message, path.name, line))
