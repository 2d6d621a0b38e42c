"""Which column of an existing list is what? Guessed from headings, for somebody to confirm or correct."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from tashan.governance._wrong import wrong
from tashan.governance.problems import Problem
from tashan.records.codes import Code

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


def guess_columns(rows: Sequence[Sequence[Cell]]) -> Columns:
    """
    Guess which column holds what, from the row among the first ten that has most known headings.

    The guess is to be confirmed by a person; pass it on, or one corrected by `remapped`.
    """
    best = max(range(min(10, len(rows))), key=lambda number: (_score(rows[number]), -number), default=0)
    headings = [cell_text(cell) for cell in rows[best]] if rows else []
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


def _score(row: Sequence[Cell]) -> int:
    return sum(bool(_meaning(cell_text(cell), Sure.SAME)) for cell in row)


def _meaning(heading: str, sure: Sure) -> str:
    plain = plain_word(heading)
    if not plain:
        return ""
    if sure is Sure.SAME:
        return next((name for name, known in HEADINGS.items() if plain in map(plain_word, known)), "")
    parts = [
        (name, word)
        for name, known in HEADINGS.items()
        for word in map(plain_word, known)
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


def cell_text(cell: Cell) -> str:
    """What a cell says, as text: whole numbers without a point, days as ISO writes them."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def plain_word(text: str) -> str:
    """A word without what headings put around it: width, case, blanks, brackets, signs."""
    return _PLAIN.sub("", unicodedata.normalize("NFKC", text)).casefold()
