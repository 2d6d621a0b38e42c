"""Tables as the database keeps them: panels as Parquet and back, and tables of hours between places."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from tashan.panels import Panel, PanelProblem, examine, find_name, official_name, province_sectors, shipped
from tashan.panels.panel import empty_aside
from tashan.panels.sheets import read_sheets
from tashan.web.pages.words import say

if TYPE_CHECKING:
    from tashan.web.integration.models import DataSet

SHIPPED: Final = 0
"""The number of the table that comes along; those in the database begin with 1."""

MOST_ASIDE: Final = 500
"""Rows set aside that are kept with a table; their number is always kept."""

_FROM: Final = ("from", "origin", "起点", "出发地", "甲地")
_TO: Final = ("to", "destination", "终点", "目的地", "乙地")
_HOURS: Final = ("hours", "小时", "时间(小时)", "时间（小时）", "旅行时间", "铁路小时")


def frozen(panel: Panel) -> bytes:
    """The values of a panel as Parquet."""
    out = io.BytesIO()
    panel.frame.write_parquet(out)
    return out.getvalue()


def shipped_data() -> DataSet:
    """The table that comes along and everybody may read: value added of provinces in three sectors; never in the database."""
    from tashan.web.integration.models import DataSet

    found = _examined()
    return DataSet(
        pk=SHIPPED,
        name=say("各省部分年份三次产业", "Provinces, three sectors, some years"),
        source=say(
            "各省（区、市）统计局统计公报与新闻发布会，逐值注明",
            "communiqués and press conferences of the provinces’ bureaus of statistics, stated with each value",
        ),
        vintage=say("初步核算", "first release"),
        file_name=shipped.FILE,
        counts=found[0],
        findings=found[1],
        public=True,
        uploaded_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


@cache
def _examined() -> tuple[dict[str, Any], list[dict[str, Any]]]:
    panel = province_sectors()
    found = examine(panel)
    counts = {**found.counts, "list_years": list(panel.years()), "list_indicators": list(panel.indicators())}
    return counts, [finding.to_dict() for finding in found.findings]


def panel_of_data(data: DataSet) -> Panel:
    """The panel that a table holds; read once, as a table never changes."""
    if data.pk == SHIPPED:
        return province_sectors()
    return _thawed(data.pk, data.uploaded_at.isoformat())


@lru_cache(maxsize=24)
def _thawed(pk: int, _when: str) -> Panel:
    import polars as pl

    from tashan.web.integration.models import DataSet

    data = DataSet.objects.get(pk=pk)
    frame = pl.read_parquet(io.BytesIO(bytes(data.frame)))
    return Panel(frame, empty_aside(), attributes=data.attributes)


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours between pairs of places (codes), and what could not be read, each with its row and remedy."""

    pairs: tuple[tuple[str, str, float], ...]
    problems: tuple[PanelProblem, ...]


def read_hours(data: bytes, file: str) -> Hours:
    """
    Read a table of travel times: one row a pair, columns for from, to and hours in either language.

    A pair given in one direction holds for both; one given twice with different hours is a problem, the first stays.
    """
    sheets, unread = read_sheets(data, file)
    problems = list(unread)
    pairs: dict[tuple[str, str], float] = {}
    for sheet in sheets:
        rows = [row for row in sheet.rows if any(cell is not None for cell in row)]
        heads = [str(cell or "").strip().lower() for cell in rows[0]] if rows else []
        places = [next((heads.index(name) for name in names if name in heads), None) for names in (_FROM, _TO, _HOURS)]
        if any(place is None for place in places):
            message = (
                f"{sheet.name} has no columns for from, to and hours. Call them 起点, 终点, 小时 (from, to, hours)."
            )
            problems.append(PanelProblem("columns_unknown", message))
            continue
        for number, row in enumerate(rows[1:], 2):
            _take(
                number,
                [row[place] if place < len(row) else None for place in places if place is not None],
                pairs,
                problems,
            )
    return Hours(tuple((one, other, hours) for (one, other), hours in pairs.items()), tuple(problems))


def _take(number: int, cells: list[Any], pairs: dict[tuple[str, str], float], problems: list[PanelProblem]) -> None:
    codes = []
    for cell in cells[:2]:
        named = find_name(str(cell or "").removesuffix(".0"), None, level="prefecture")
        named = named if named.code else find_name(str(cell or ""), None)
        if not named.code:
            message = f"`{cell}` is no known region, or several. Write its full name or its code."
            problems.append(PanelProblem("region_unknown", message, number))
            return
        codes.append(named.code)
    try:
        hours = float(cells[2])
    except (TypeError, ValueError):
        hours = 0.0
    if not 0 < hours < 1000:
        problems.append(PanelProblem("not_hours", f"`{cells[2]}` is no number of hours above 0. Correct it.", number))
        return
    key = (min(codes), max(codes))
    if codes[0] == codes[1]:
        problems.append(PanelProblem("same_place", "From and to are the same place. Leave the row out.", number))
    elif key in pairs and pairs[key] != hours:
        names = " – ".join(official_name(code) for code in key)
        message = f"{names} stands twice, with {pairs[key]:g} and {hours:g} hours. Keep one; the first is used."
        problems.append(PanelProblem("duplicate_conflict", message, number))
    else:
        pairs[key] = hours
