"""
How does an existing list come in? Rows of a spreadsheet become matters, after somebody confirmed which column is what.

Nothing is lost: every row below the heading is imported or parked, with its number and the reason; what a row says in
columns that mean nothing here is kept beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from tashan.governance._wrong import wrong
from tashan.governance.events import Baselined, Event, Funded, Linked, MoneyKind, Node, NodeKind, Opened, Reported, Role
from tashan.governance.problems import Problem
from tashan.governance.sheet_columns import GROUPING, Cell, Columns, cell_text, plain_word
from tashan.governance.sheet_days import read_day
from tashan.records.codes import SelfReport, Theme, TypologyLead

_SPLIT = re.compile(r"[、,，;；/\n]+|(?<=市)(?=[㐀-鿿]{2,4}市)")
_STATUS: Final = {
    SelfReport.DONE: ("已完成", "完成", "办结", "销号", "done", "complete", "completed"),
    SelfReport.NOT_STARTED: ("未启动", "未开展", "未开始", "not started"),
    SelfReport.DELAYED: ("滞后", "延期", "逾期", "delayed", "late"),
    SelfReport.BLOCKED: ("受阻", "暂停", "blocked"),
    SelfReport.AT_RISK: ("存在风险", "有风险", "at risk"),
    SelfReport.ON_TRACK: ("推进中", "正常推进", "进行中", "按计划推进", "on track", "in progress"),
}


@dataclass(frozen=True, slots=True)
class Imported:
    """One row that came in: its number, its events, and the cells that mean nothing here by their heading."""

    row: int
    matter: str
    events: tuple[Event, ...]
    rest: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Parked:
    """One row that waits: its number, its cells as they stand, and why."""

    row: int
    cells: tuple[Cell, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Import:
    """
    What became of a list.

    Attributes:
        imported, parked, empty: rows; together they are all rows below the heading.
        filled: cells filled down from merged ones: (row, meaning, value), for people to check.
        notes: doubts that stop nothing.
    """

    imported: tuple[Imported, ...]
    parked: tuple[Parked, ...]
    empty: int
    filled: tuple[tuple[int, str, str], ...]
    notes: tuple[Problem, ...]


def import_rows(
    rows: Sequence[Sequence[Cell]],
    mapping: Columns,
    *,
    body: str,
    actor: str,
    day: date,
    member: Callable[[str], str | None],
    merged: Iterable[tuple[tuple[int, int], tuple[int, int]]] | None = None,
    file: str = "",
) -> Import:
    """
    Make matters of the rows below the heading.

    Args:
        rows: all rows of the sheet.
        mapping: confirmed by a person.
        body: the body under which the matters run.
        actor: who imports.
        day: of the import; matters are opened on it.
        member: gives the code of a member by its name, or None.
        merged: merged cells as ((first row, first column), (last row, last column)) from 0; None where the file does
            not tell: then empty cells below a theme or plan take it over, and an empty owner stays missing.
        file: its name, for problems.

    Returns:
        Imported and parked rows. Parked are: no title, no owner, an owner nobody knows, a day that cannot be read, a
        deadline before its start, a title that stands twice with the same owner, an id that stands twice.
    """
    meanings = mapping.meanings
    table, filled, notes = _filled(rows, mapping, merged, file)
    imported: list[Imported] = []
    parked: list[Parked] = []
    empty = 0
    seen: dict[tuple[str, str], int] = {}
    ids: dict[str, int] = {}
    for number, cells in enumerate(table, mapping.heading_row + 1):
        if not any(cell_text(cell) for cell in rows[number - 1]):
            empty += 1
            continue
        values = {meaning: cell_text(cells[column]) for meaning, column in meanings.items() if column < len(cells)}
        row = _Row(number, values, file, body, actor, day, member)
        events = row.events()
        problems = list(row.problems)
        key = (row.owner, values.get("title", ""))
        if not problems and key in seen:
            message = f"The same matter of the same owner stands in row {seen[key]}. Merge them, or name them apart."
            problems.append(wrong("row_twice", message, file=file, line=number, field="title"))
        if not problems and row.matter in ids:
            message = f"The number {row.matter} stands in row {ids[row.matter]} already. Give each its own."
            problems.append(wrong("id_twice", message, file=file, line=number, field="id"))
        if problems:
            parked.append(Parked(number, tuple(rows[number - 1]), tuple(problems)))
            continue
        seen[key] = ids[row.matter] = number
        notes += row.notes
        rest = {
            one.heading: text
            for one in mapping.columns
            if not one.meaning and one.column < len(cells) and (text := cell_text(cells[one.column]))
        }
        imported.append(Imported(number, row.matter, events, rest))
    return Import(tuple(imported), tuple(parked), empty, tuple(filled), tuple(notes))


class _Row:
    """One row on its way to be a matter."""

    def __init__(
        self,
        number: int,
        values: Mapping[str, str],
        file: str,
        body: str,
        actor: str,
        day: date,
        member: Callable[[str], str | None],
    ) -> None:
        self.number, self.values, self.file = number, values, file
        self.body, self.actor, self.day, self.member = body, actor, day, member
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self.matter = values.get("id", "").removesuffix(".0") or f"row-{number}"
        self.owner = ""

    def events(self) -> tuple[Event, ...]:
        """The events of the matter; what is wrong is in `problems`."""
        values = self.values
        if not values.get("title"):
            self._wrong("title_missing", "This row names no matter. Say what is promised.", "title")
        self.owner = self._owner(values.get("owner", ""))
        others = self._members(values.get("participants", ""))
        start, due = self._day("start", last=False), self._day("due", last=True)
        if start and due and due < start:
            message = f"The deadline {due} lies before the start {start}. Correct one of them."
            self._wrong("due_before_start", message, "due")
        opened = Opened(
            values.get("title", ""),
            self.owner,
            tuple(one for one in others if one != self.owner),
            self.body,
            values.get("measure", ""),
            values.get("parent", ""),
            self._themes(),
            self._lead(),
        )
        changes: list[Opened | Baselined | Linked | Funded] = [opened]
        if values.get("plan"):
            changes.append(Linked(Node(NodeKind.PLAN, values["plan"])))
        if due:
            changes.append(Baselined(start, due, values.get("target", ""), values.get("measure", "")))
        else:
            self._note("undated", "This matter has no due day, so it can be neither late nor in time.", "due")
        if amount := self._fen():
            changes.append(Funded("imported list", amount, MoneyKind.PLANNED))
        events = [self._event(change, Role.SECRETARIAT, self.body) for change in changes]
        if status := self._status():
            report = Reported(status, values["status"])
            events.append(self._event(report, Role.OFFICER, self.owner, f"imported from {self.file or 'a list'}"))
        return tuple(events)

    def _event(self, change: Any, role: Role, member: str, reason: str = "") -> Event:
        return Event(self.matter, change, self.day, self.day, self.actor, role, member, reason)

    def _wrong(self, code: str, message: str, field: str) -> None:
        self.problems.append(wrong(code, message, file=self.file, line=self.number, field=field))

    def _note(self, code: str, message: str, field: str) -> None:
        self.notes.append(wrong(code, message, file=self.file, line=self.number, field=field))

    def _owner(self, text: str) -> str:
        names = [name for name in _SPLIT.split(text) if name.strip()]
        if not names:
            self._wrong("owner_missing", "This row names no owner. Name the member that leads.", "owner")
            return ""
        code = self.member(names[0].strip())
        if code is None:
            message = f"`{names[0]}` is no member that is known. Write its full name, or add it to the body."
            self._wrong("owner_unknown", message, "owner")
            return ""
        if len(names) > 1:
            message = f"Several owners are named; {names[0]} is taken as the one that leads, the others take part."
            self._note("owners_several", message, "owner")
        return code

    def _members(self, text: str) -> tuple[str, ...]:
        owners = _SPLIT.split(self.values.get("owner", ""))[1:]
        found: list[str] = []
        for name in (part.strip() for part in (*owners, *_SPLIT.split(text))):
            if not name:
                continue
            code = self.member(name)
            if code is None:
                self._note(
                    "participant_unknown", f"`{name}` is no member that is known; it is kept out.", "participants"
                )
            elif code not in found:
                found.append(code)
        return tuple(found)

    def _day(self, name: str, *, last: bool) -> date | None:
        text = self.values.get(name, "")
        if not text or text in ("长期", "持续推进", "常年", "ongoing"):
            return None
        found = read_day(text, self.day.year, last=last)
        if found is None:
            self._wrong("day_unreadable", f"`{text}` is no day that can be read. Write it as 2024-06-30.", name)
        return found

    def _themes(self) -> tuple[Theme, ...]:
        text = self.values.get("theme", "")
        found = tuple(
            theme for theme in Theme if text and (text == theme.value or plain_word(text) in plain_word(theme.zh))
        )
        if text and not found:
            self._note("theme_unknown", f"The field `{text}` is none of the themes; choose one by hand.", "theme")
        return found

    def _lead(self) -> TypologyLead | None:
        text = self.values.get("lead", "")
        return next((one for one in TypologyLead if text and (text == one.value or text[:2] in one.zh)), None)

    def _status(self) -> SelfReport | None:
        text = plain_word(self.values.get("status", ""))
        if not text:
            return None
        found = next((one for one, words in _STATUS.items() if text in map(plain_word, words)), None)
        if found is None:
            self._note(
                "status_unknown", f"`{self.values['status']}` is kept as it stands; no report is made of it.", "status"
            )
        return found

    def _fen(self) -> int:
        text = self.values.get("money", "")
        if not text:
            return 0
        found = re.fullmatch(r"([\d,，.]+)\s*(亿元?|万元?|元)?", text)
        if found is None:
            self._note("money_unreadable", f"`{text}` is no amount; write it with its unit, as 1.5亿元.", "money")
            return 0
        unit = {"亿": 10**10, "万": 10**6, "元": 100}.get((found[2] or "")[:1])
        if unit is None:
            self._note("money_unit", f"`{text}` has no unit; write it as {text}万元.", "money")
            return 0
        fen = Fraction(re.sub("[,，]", "", found[1])) * unit
        return int(fen)


def _filled(
    rows: Sequence[Sequence[Cell]],
    mapping: Columns,
    merged: Iterable[tuple[tuple[int, int], tuple[int, int]]] | None,
    file: str,
) -> tuple[list[list[Cell]], list[tuple[int, str, str]], list[Problem]]:
    """The rows below the heading with merged cells filled down, which cells those are, and what to check."""
    width = max((len(row) for row in rows), default=0)
    table: list[list[Cell]] = [[*row, *[None] * (width - len(row))] for row in rows]
    meaning_of = {column: meaning for meaning, column in mapping.meanings.items()}
    filled: list[tuple[int, str, str]] = []
    notes: list[Problem] = []

    def fill(row: int, column: int, value: Cell) -> None:
        if not cell_text(table[row][column]) and cell_text(value):
            table[row][column] = value
            filled.append((row + 1, meaning_of.get(column, ""), cell_text(value)))

    if merged is None:
        for column, meaning in meaning_of.items():
            if meaning in GROUPING:
                above: Cell = None
                for row in range(mapping.heading_row, len(table)):
                    if cell_text(table[row][column]):
                        above = table[row][column]
                    elif any(cell_text(cell) for cell in rows[row]):
                        fill(row, column, above)
    else:
        for (top, left), (bottom, right) in merged:
            for row in range(max(top, mapping.heading_row), min(bottom, len(table) - 1) + 1):
                if not any(cell_text(cell) for cell in rows[row]) or top < mapping.heading_row:
                    continue
                for column in range(left, min(right, width - 1) + 1):
                    if meaning_of.get(column) != "title" or row == top:
                        fill(row, column, table[top][left])
    if filled:
        message = f"{len(filled)} cells were filled from merged ones above them. Check the rows that are listed."
        notes.append(wrong("cells_merged", message, file=file, line=filled[0][0]))
    return table[mapping.heading_row :], filled, notes
