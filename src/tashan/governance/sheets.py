"""
How does an existing list come in? Rows of a spreadsheet become matters, after somebody confirmed which column is what.

Nothing is lost: every row below the heading is imported or parked, with its number and the reason; what a row says in
columns that mean nothing here is kept beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Final

from tashan.governance._wrong import wrong
from tashan.governance.events import Baselined, Event, Funded, Linked, MoneyKind, Node, NodeKind, Opened, Reported, Role
from tashan.governance.problems import Problem
from tashan.records.codes import Code, SelfReport, Theme, TypologyLead

#: What a column may hold, with the headings under which offices keep it.
HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "id": ("序号", "编号", "事项编号", "no", "number", "id"),
    "title": ("事项", "事项名称", "合作事项", "重点合作事项", "任务", "工作任务", "重点任务", "项目名称", "名称", "内容", "title", "task", "matter", "name"),
    "owner": ("牵头方", "牵头单位", "牵头城市", "责任单位", "责任主体", "牵头部门", "owner", "lead", "lead city", "responsible"),
    "participants": ("参与方", "参与单位", "配合单位", "参与城市", "协同单位", "participants", "partners", "members"),
    "measure": ("衡量标准", "工作目标", "成果形式", "考核指标", "完成标志", "年度目标", "measure", "deliverable", "output"),
    "target": ("目标", "目标值", "target"),
    "start": ("开始时间", "启动时间", "起始时间", "开工时间", "开始日期", "start", "start date", "from"),
    "due": ("完成时限", "完成时间", "截止时间", "期限", "时限", "时间节点", "完成日期", "due", "due date", "deadline", "end"),
    "theme": ("领域", "合作领域", "类别", "专题", "主题", "theme", "field", "category"),
    "plan": ("来源", "依据", "规划", "计划", "清单", "plan", "source"),
    "lead": ("主导", "主导主体", "led by"),
    "status": ("进展", "状态", "进展情况", "工作进展", "status", "progress"),
    "money": ("投资额", "总投资", "金额", "资金", "money", "amount", "budget"),
    "parent": ("上级事项", "上级任务", "所属事项", "parent"),
}  # fmt: skip
NEEDED: Final = ("title", "owner")
#: Columns whose empty cells belong to the filled one above, where the file does not tell which cells are merged.
GROUPING: Final = ("theme", "plan")
_PLAIN = re.compile(r"[\s（）()：:*＊、/_\-.]+")
_DAY = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})(?:\s*[月./-]\s*(\d{1,2})\s*日?|\s*月)?(?:底|末|前|\s)*(?:00:00:00)?")
_YEAR = re.compile(r"(\d{4})\s*年?(?:底|末|前)*")
_HALF = {
    "上半年": (6, 30),
    "下半年": (12, 31),
    "一季度": (3, 31),
    "二季度": (6, 30),
    "三季度": (9, 30),
    "四季度": (12, 31),
}
_SPLIT = re.compile(r"[、,，;；/\n]+|(?<=市)(?=[㐀-鿿]{2,4}市)")
_STATUS: Final = {
    SelfReport.DONE: ("已完成", "完成", "办结", "销号", "done", "complete", "completed"),
    SelfReport.NOT_STARTED: ("未启动", "未开展", "未开始", "not started"),
    SelfReport.DELAYED: ("滞后", "延期", "逾期", "delayed", "late"),
    SelfReport.BLOCKED: ("受阻", "暂停", "blocked"),
    SelfReport.AT_RISK: ("存在风险", "有风险", "at risk"),
    SelfReport.ON_TRACK: ("推进中", "正常推进", "进行中", "按计划推进", "on track", "in progress"),
}

Cell = str | float | int | date | None


class Sure(Code):
    """How sure a guess of a column is."""

    SAME = "same", "同名", "the heading itself"
    PART = "part", "部分相同", "part of the heading"


@dataclass(frozen=True, slots=True)
class Guess:
    """A column: its number from 0, its heading, what it is taken for ("" for nothing), and how sure that is."""

    column: int
    heading: str
    meaning: str
    sure: Sure | None


@dataclass(frozen=True, slots=True)
class Columns:
    """
    Which column is what, for somebody to confirm or correct.

    Attributes:
        heading_row: number of the row with the headings, from 1.
        columns: all columns, in order.
        problems: needed columns that were not found, a meaning that two columns claim.
    """

    heading_row: int
    columns: tuple[Guess, ...]
    problems: tuple[Problem, ...]

    @property
    def meanings(self) -> dict[str, int]:
        """Meaning to column."""
        return {one.meaning: one.column for one in self.columns if one.meaning}


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


def guess_columns(rows: Sequence[Sequence[Cell]]) -> Columns:
    """
    Guess which column holds what, from the row among the first ten that has most known headings.

    The guess is to be confirmed by a person; pass it on, or one corrected by `remapped`.
    """
    best = max(range(min(10, len(rows))), key=lambda number: (_score(rows[number]), -number), default=0)
    headings = [_text(cell) for cell in rows[best]] if rows else []
    guesses: list[Guess] = []
    taken: dict[str, Guess] = {}
    problems: list[Problem] = []
    for sure in Sure:
        for column, heading in enumerate(headings):
            meaning = _meaning(heading, sure)
            if not meaning or any(one.column == column for one in guesses):
                continue
            if meaning in taken:
                if sure is Sure.SAME:
                    message = (
                        f"Columns `{taken[meaning].heading}` and `{heading}` both look like {meaning}. Choose one."
                    )
                    problems.append(wrong("column_twice", message, line=best + 1, field=meaning))
                continue
            taken[meaning] = Guess(column, heading, meaning, sure)
            guesses.append(taken[meaning])
    known = {one.column for one in guesses}
    guesses += [Guess(column, heading, "", None) for column, heading in enumerate(headings) if column not in known]
    problems += _unmapped(taken, best + 1)
    return Columns(best + 1, tuple(sorted(guesses, key=lambda one: one.column)), tuple(problems))


def remapped(mapping: Columns, corrections: Mapping[int, str]) -> Columns:
    """Correct a guess: column number to meaning ("" for none); a meaning leaves the column that had it."""
    taken = set(corrections.values()) - {""}
    columns = tuple(
        Guess(one.column, one.heading, corrections[one.column], Sure.SAME if corrections[one.column] else None)
        if one.column in corrections
        else Guess(one.column, one.heading, "", None)
        if one.meaning in taken
        else one
        for one in mapping.columns
    )
    unknown = [
        wrong("meaning_unknown", f"`{meaning}` is no meaning. Choose from {', '.join(HEADINGS)}.", field=str(column))
        for column, meaning in corrections.items()
        if meaning and meaning not in HEADINGS
    ]
    have = {one.meaning for one in columns if one.meaning}
    return Columns(mapping.heading_row, columns, (*unknown, *_unmapped(have, mapping.heading_row)))


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
        if not any(_text(cell) for cell in rows[number - 1]):
            empty += 1
            continue
        values = {meaning: _text(cells[column]) for meaning, column in meanings.items() if column < len(cells)}
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
            if not one.meaning and one.column < len(cells) and (text := _text(cells[one.column]))
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
        found = tuple(theme for theme in Theme if text and (text == theme.value or _plain(text) in _plain(theme.zh)))
        if text and not found:
            self._note("theme_unknown", f"The field `{text}` is none of the themes; choose one by hand.", "theme")
        return found

    def _lead(self) -> TypologyLead | None:
        text = self.values.get("lead", "")
        return next((one for one in TypologyLead if text and (text == one.value or text[:2] in one.zh)), None)

    def _status(self) -> SelfReport | None:
        text = _plain(self.values.get("status", ""))
        if not text:
            return None
        found = next((one for one, words in _STATUS.items() if text in map(_plain, words)), None)
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


def read_day(text: str, year: int, *, last: bool) -> date | None:
    """
    Read a day as lists write it: 2024-06-30, 2024年6月, 2024年底, 6月底, 2024年上半年, 三季度.

    Args:
        text: as written.
        year: where none is written.
        last: whether a month or year means its last day, else its first.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    for word, (month, day) in _HALF.items():
        if plain.endswith((word, f"第{word}", f"{word}前")):
            found = re.match(r"\d{4}", plain)
            ends = date(int(found[0]) if found else year, month, day)
            return ends if last else _first_of(word, ends)
    if found := re.fullmatch(r"(\d{1,2})月(?:(\d{1,2})日)?(?:底|末|前)*", plain):
        return _date(year, int(found[1]), int(found[2]) if found[2] else None, last=last)
    if found := _DAY.fullmatch(plain):
        return _date(int(found[1]), int(found[2]), int(found[3]) if found[3] else None, last=last)
    if found := _YEAR.fullmatch(plain.removesuffix(".0")):
        return _date(int(found[1]), 12 if last else 1, None, last=last)
    return None


def _first_of(word: str, ends: date) -> date:
    return date(ends.year, ends.month - (5 if "半年" in word else 2), 1)


def _date(year: int, month: int, day: int | None, *, last: bool) -> date | None:
    try:
        if day is not None:
            return date(year, month, day)
        if not last:
            return date(year, month, 1)
        return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)
    except ValueError:
        return None


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
        if not _text(table[row][column]) and _text(value):
            table[row][column] = value
            filled.append((row + 1, meaning_of.get(column, ""), _text(value)))

    if merged is None:
        for column, meaning in meaning_of.items():
            if meaning in GROUPING:
                above: Cell = None
                for row in range(mapping.heading_row, len(table)):
                    if _text(table[row][column]):
                        above = table[row][column]
                    elif any(_text(cell) for cell in rows[row]):
                        fill(row, column, above)
    else:
        for (top, left), (bottom, right) in merged:
            for row in range(max(top, mapping.heading_row), min(bottom, len(table) - 1) + 1):
                if not any(_text(cell) for cell in rows[row]) or top < mapping.heading_row:
                    continue
                for column in range(left, min(right, width - 1) + 1):
                    if meaning_of.get(column) != "title" or row == top:
                        fill(row, column, table[top][left])
    if filled:
        message = f"{len(filled)} cells were filled from merged ones above them. Check the rows that are listed."
        notes.append(wrong("cells_merged", message, file=file, line=filled[0][0]))
    return table[mapping.heading_row :], filled, notes


def _score(row: Sequence[Cell]) -> int:
    return sum(bool(_meaning(_text(cell), Sure.SAME)) for cell in row)


def _meaning(heading: str, sure: Sure) -> str:
    plain = _plain(heading)
    if not plain:
        return ""
    if sure is Sure.SAME:
        return next((name for name, known in HEADINGS.items() if plain in map(_plain, known)), "")
    parts = [
        (name, word)
        for name, known in HEADINGS.items()
        for word in map(_plain, known)
        if len(word) > 1 and word in plain
    ]
    return max(parts, key=lambda part: len(part[1]), default=("", ""))[0]


def _unmapped(have: Iterable[str], row: int) -> list[Problem]:
    known = set(have)
    return [
        wrong("column_missing", f"No column for {name} was found. Say which one it is.", line=row, field=name)
        for name in NEEDED
        if name not in known
    ]


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _plain(text: str) -> str:
    return _PLAIN.sub("", unicodedata.normalize("NFKC", text)).casefold()
