"""Existing lists that come in: columns guessed, merged cells filled, bad rows parked, nothing lost."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.governance.events import Baselined, Funded, Linked, MoneyKind, Node, NodeKind, Opened, Reported
from tashan.governance.history import record
from tashan.governance.sheet_columns import Sure, guess_columns, remapped
from tashan.governance.sheet_days import read_day
from tashan.governance.sheets import Import, import_rows
from tashan.records.codes import SelfReport, Theme

MEMBERS = {"南京市": "320100", "南京": "320100", "扬州市": "321000", "扬州": "321000", "滁州市": "341100"}
DAY = date(2024, 3, 1)
HEAD: list[Any] = [
    "序号",
    "领域",
    "重点合作事项",
    "牵头单位",
    "配合单位",
    "启动时间",
    "完成时限",
    "工作目标",
    "进展",
    "联系人",
]
ROWS: list[list[Any]] = [
    ["2024年重点合作事项清单"],
    HEAD,
    [1.0, "生态环境", "界河联合巡查", "南京市", "扬州市、滁州市", "2024年3月", "2024年底", "每月一次", "推进中", "张三"],
    [2.0, None, "跨界水质监测", "扬州市", "南京市", "2024-04-01", "2024-10-31", "共享数据", "已完成", None],
    [3.0, "基础设施与交通", "省界断头路", "滁州市", None, datetime(2023, 1, 1, tzinfo=UTC), datetime(2025, 6, 30, tzinfo=UTC), "通车", None, None],
]  # fmt: skip


def _import(rows: list[list[Any]], merged: Any = None) -> Import:
    return import_rows(
        rows,
        guess_columns(rows),
        body="council",
        actor="secretary",
        day=DAY,
        member=MEMBERS.get,
        merged=merged,
        file="清单.xlsx",
    )


def test_columns_are_guessed_from_their_headings() -> None:
    """The title line above is passed over; what is not known stays without a meaning."""
    found = guess_columns(ROWS)

    assert (2, ()) == (found.heading_row, found.problems)
    assert ["id", "theme", "title", "owner", "participants", "start", "due", "measure", "status", ""] == [
        one.meaning for one in found.columns
    ]


@pytest.mark.parametrize(
    ("heading", "meaning", "sure"),
    [
        ("牵头单位（责任人）", "owner", Sure.PART),
        ("Lead city", "owner", Sure.SAME),
        ("Due date", "due", Sure.SAME),
        ("完成时限 ", "due", Sure.SAME),
        ("总投资(亿元)", "money", Sure.PART),
        ("备注", "", None),
    ],
)
def test_headings_in_both_languages(heading: str, meaning: str, sure: Sure | None) -> None:
    found = guess_columns([["事项", heading]]).columns[1]

    assert (meaning, sure) == (found.meaning, found.sure)


def test_a_needed_column_that_is_not_there_is_said() -> None:
    found = guess_columns([["什么", "牵头方"], ["a", "b"]])

    assert [("column_missing", "title")] == [(one.code, one.field) for one in found.problems]
    assert () == remapped(found, {0: "title"}).problems


def test_two_columns_of_one_meaning_are_asked_about() -> None:
    assert ["column_twice"] == [one.code for one in guess_columns([["事项", "任务", "牵头方"]]).problems]


def test_a_guess_can_be_corrected() -> None:
    """A meaning leaves the column that had it; a word that is no meaning is refused."""
    found = remapped(guess_columns(ROWS), {9: "owner"})

    assert (9, "") == (found.meanings["owner"], found.columns[3].meaning)
    assert ["meaning_unknown"] == [one.code for one in remapped(guess_columns(ROWS), {9: "boss"}).problems]


def test_rows_become_matters() -> None:
    """Their events are taken as they are; what has no meaning here is kept beside them."""
    found = _import(ROWS)
    first, second, third = found.imported
    opened = first.events[0].change

    assert ((), 0) == (found.parked, found.empty)
    assert isinstance(opened, Opened)
    assert ("界河联合巡查", "320100", ("321000", "341100"), "每月一次") == (
        opened.title, opened.owner, opened.participants, opened.measure,
    )  # fmt: skip
    assert (Theme.ECOLOGY_ENVIRONMENT,) == opened.themes
    assert Baselined(date(2024, 3, 1), date(2024, 12, 31), "", "每月一次") == first.events[1].change
    assert {"联系人": "张三"} == first.rest
    assert Reported(SelfReport.DONE, "已完成") == second.events[-1].change
    assert Baselined(date(2023, 1, 1), date(2025, 6, 30), "", "通车") == third.events[1].change
    for one in found.imported:
        assert () == record(one.events).problems


def test_themes_of_rows_below_are_filled_and_reported() -> None:
    """Without knowledge of merged cells only themes and plans are taken over."""
    found = _import(ROWS)
    opened = found.imported[1].events[0].change

    assert isinstance(opened, Opened)
    assert ((Theme.ECOLOGY_ENVIRONMENT,), ((4, "theme", "生态环境"),)) == (opened.themes, found.filled)
    assert "cells_merged" in {one.code for one in found.notes}


def test_merged_cells_are_filled_down_and_reported() -> None:
    """An owner that covers two rows holds for both; one that is just missing is parked."""
    rows = [list(row) for row in ROWS]
    rows[3][3] = None
    parked = _import(rows)
    found = _import(rows, merged=[((2, 3), (3, 3)), ((2, 1), (3, 1)), ((0, 0), (0, 9))])

    assert [(4, ["owner_missing"])] == [(one.row, [problem.code for problem in one.problems]) for one in parked.parked]
    assert ((), {(4, "owner", "南京市"), (4, "theme", "生态环境")}) == (found.parked, set(found.filled))


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        (3, None, "owner_missing"),
        (3, "火星市", "owner_unknown"),
        (2, None, "title_missing"),
        (6, "2023-12-31", "due_before_start"),
        (6, "很快", "day_unreadable"),
        (5, "2024-13-01", "day_unreadable"),
        (0, 2.0, "id_twice"),
    ],
)
def test_rows_that_cannot_come_in_are_parked(column: int, value: Any, code: str) -> None:
    """With row, field and reason, and their cells as they stand."""
    rows = [list(row) for row in ROWS]
    rows[-1] = ["4", "生态环境", "应急预案", "南京市", None, "2024-02-01", "2024-12-31", "印发", None, None]
    rows[-1][column] = value
    found = _import(rows)

    assert [(5, [code])] == [(one.row, [problem.code for problem in one.problems]) for one in found.parked]
    assert tuple(rows[-1]) == found.parked[0].cells
    assert ("清单.xlsx", 5) == (found.parked[0].problems[0].file, found.parked[0].problems[0].line)


def test_the_same_matter_twice_is_parked() -> None:
    rows = [*ROWS, [9.0, *ROWS[2][1:]]]

    assert [(6, ["row_twice"])] == [(one.row, [p.code for p in one.problems]) for one in _import(rows).parked]


def test_doubts_are_noted_and_stop_nothing() -> None:
    rows = [HEAD, [1, "宇宙", "探月", "南京市、扬州市", "火星市", None, "长期", "x", "有点慢", None]]
    found = _import(rows)
    opened = found.imported[0].events[0].change

    assert isinstance(opened, Opened)
    assert ("320100", ("321000",)) == (opened.owner, opened.participants)
    assert {"theme_unknown", "participant_unknown", "owners_several", "undated", "status_unknown"} == {
        one.code for one in found.notes
    }


@pytest.mark.parametrize(
    ("text", "owner", "participants"),
    [
        ("南京市交通局", "320100", ()),
        ("南京市扬州市", "320100", ("321000",)),
        ("南京、扬州市，滁州市", "320100", ("321000", "341100")),
    ],
)
def test_several_owners_in_one_cell(text: str, owner: str, participants: tuple[str, ...]) -> None:
    """The first one leads; a bureau stands for its city."""
    rows = [["事项", "牵头方"], ["路", text]]
    found = import_rows(
        rows,
        guess_columns(rows),
        body="b",
        actor="a",
        day=DAY,
        member=lambda name: MEMBERS.get(name.removesuffix("交通局")),
    )
    opened = found.imported[0].events[0].change

    assert isinstance(opened, Opened)
    assert (owner, participants) == (opened.owner, opened.participants)


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1.5亿元", 15_000_000_000), ("2,300万元", 2_300_000_000), ("80元", 8_000), ("12", None), ("约三亿", None)],
)
def test_money_needs_its_unit(text: str, amount: int | None) -> None:
    rows = [["事项", "牵头方", "总投资", "来源"], ["路", "南京", text, "2024年清单"]]
    changes = [one.change for one in _import(rows).imported[0].events]

    assert ([Funded("imported list", amount, MoneyKind.PLANNED)] if amount else []) == [
        one for one in changes if isinstance(one, Funded)
    ]
    assert Linked(Node(NodeKind.PLAN, "2024年清单")) in changes


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-06-30", date(2024, 6, 30), date(2024, 6, 30)),
        ("2024年6月", date(2024, 6, 1), date(2024, 6, 30)),
        ("2024.2", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024年底", date(2024, 1, 1), date(2024, 12, 31)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("6月底前", date(2024, 6, 1), date(2024, 6, 30)),
        ("9月15日前", date(2024, 9, 15), date(2024, 9, 15)),
        ("2025年上半年", date(2025, 1, 1), date(2025, 6, 30)),
        ("三季度", date(2024, 7, 1), date(2024, 9, 30)),
        ("2024/6/30", date(2024, 6, 30), date(2024, 6, 30)),
        ("２０２４年６月３０日", date(2024, 6, 30), date(2024, 6, 30)),
        ("尽快", None, None),
        ("2024-02-30", None, None),
    ],
)
def test_days_as_lists_write_them(text: str, first: date | None, last: date | None) -> None:
    assert (first, last) == (read_day(text, 2024, last=False), read_day(text, 2024, last=True))


_CELL = st.one_of(
    st.none(),
    st.sampled_from(["南京市", "扬州市", "", "x", "2024-05-01", "2023年", "火星", "已完成"]),
    st.floats(0, 5),
    st.dates(),
)


@given(st.lists(st.lists(_CELL, max_size=12), max_size=12), st.booleans())
def test_nothing_is_lost(rows: list[list[Any]], merges: bool) -> None:
    """Whatever stands in the rows: imported, parked and empty ones are all of them, each once."""
    merged = [((1, 0), (4, 3))] if merges else None
    found = import_rows(
        [HEAD, *rows], guess_columns([HEAD]), body="b", actor="a", day=DAY, member=MEMBERS.get, merged=merged
    )
    numbers = [one.row for one in found.imported] + [one.row for one in found.parked]

    assert len(rows) == len(numbers) + found.empty
    assert len(numbers) == len(set(numbers))
    assert all(one.problems for one in found.parked)
    assert all(not record(one.events).problems for one in found.imported)


def test_an_empty_sheet_says_so() -> None:
    assert ["column_missing", "column_missing"] == [one.code for one in guess_columns([]).problems]
