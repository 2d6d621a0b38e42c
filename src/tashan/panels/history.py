"""What happened to divisions within the years of a panel: renamed, merged, split, begun, ended."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tashan.panels.names import official_name
from tashan.panels.problems import PanelProblem
from tashan.regions.divisions import Division, by_code, divisions

if TYPE_CHECKING:
    import polars as pl


def renamed(frame: pl.DataFrame) -> list[PanelProblem]:
    """Regions that carried another name in some year of the panel: one series by code, under the newest name."""
    problems = []
    for code, first, last, row in _spans(frame):
        names = {unit.name: unit for unit in _periods(code) if _overlaps(unit, first, last)}
        if len(names) > 1:
            told = ", ".join(f"{name} ({unit.start}–{unit.end or ''})" for name, unit in names.items())
            message = f"{told} are one division, code {code}: its years are one series. Nothing to do."
            problems.append(PanelProblem("renamed", message, row, official_name(code)))
    return problems


def changed(frame: pl.DataFrame) -> list[PanelProblem]:
    """
    Divisions of a panel that gained or lost area by a merger or split within its years.

    Only changes between divisions of the levels that the panel holds are told; counties that move between cities are
    not in the table of successors and have to be looked up.
    """
    spans = list(_spans(frame))
    here = {code: (first, last, row) for code, first, last, row in spans}
    levels = {unit.level for code in here if (unit := by_code(code)) is not None}
    problems: list[PanelProblem] = []
    splits: dict[tuple[str, tuple[str, ...], int], list[Division]] = {}
    for unit in _ended():
        if unit.level not in levels and not any(code in here for code in unit.successors):
            continue
        if unit.level == "county":
            continue
        heirs = [code for code in unit.successors if code not in {unit.code, f"{unit.code[:2]}0000"}]
        gained = [code for code in heirs if code in here and _within(here[code], unit.end)]
        if len(heirs) == 1 and _same_place(unit, heirs[0]):
            continue
        problems.extend(_merged(unit, code, here[code][2]) for code in gained)
        lost = unit.parent
        moved_out = lost is not None and heirs and all(code[:2] != lost[:2] for code in heirs)
        if lost is not None and lost in here and moved_out and _within(here[lost], unit.end):
            splits.setdefault((lost, tuple(heirs), unit.end or 0), []).append(unit)
        if unit.code in here and heirs and here[unit.code][1] <= (unit.end or 9999) and unit.code not in heirs:
            problems.append(_ends(unit, heirs, here[unit.code][2]))
    problems += [_split(units, lost, heirs, here[lost][2]) for (lost, heirs, _), units in splits.items()]
    return problems


def _spans(frame: pl.DataFrame) -> list[tuple[str, int, int, int]]:
    import polars as pl

    known = frame.filter(pl.col("code").is_not_null()).group_by("code")
    spans = known.agg(first=pl.col("year").min(), last=pl.col("year").max(), row=pl.col("row").min()).sort("code")
    return [(str(code), int(first), int(last), int(row or 0)) for code, first, last, row in spans.iter_rows()]


@cache
def _by_code() -> dict[str, tuple[Division, ...]]:
    found: dict[str, list[Division]] = {}
    for unit in divisions():
        found.setdefault(unit.code, []).append(unit)
    return {code: tuple(units) for code, units in found.items()}


def _periods(code: str) -> tuple[Division, ...]:
    return _by_code().get(code, ())


@cache
def _ended() -> tuple[Division, ...]:
    return tuple(unit for unit in divisions() if unit.end is not None and unit.successors and unit.level != "county")


def _overlaps(unit: Division, first: int, last: int) -> bool:
    return unit.start <= last and (unit.end is None or unit.end >= first)


def _within(span: tuple[int, int, int], end: int | None) -> bool:
    return end is not None and span[0] <= end < span[1]


def _same_place(unit: Division, heir: str) -> bool:
    """Whether a successor is the same place under another code (地区 → 市), so that no area moved."""
    other = by_code(heir)
    return (
        other is not None
        and other.level == unit.level
        and (other.short == unit.short or other.start == (unit.end or 0) + 1)
    )


def _merged(unit: Division, code: str, row: int) -> PanelProblem:
    name, heir = official_name(unit.code, unit.end), official_name(code)
    message = (
        f"{heir} holds area of {name} ({unit.code}) from {(unit.end or 0) + 1} on: the series is broken there. "
        "Add the two up before that year, or start after it."
    )
    return PanelProblem("boundary_change", message, row, heir, (unit.end or 0) + 1)


def _split(units: list[Division], lost: str, heirs: tuple[str, ...], row: int) -> PanelProblem:
    name, parts = official_name(lost), "、".join(official_name(code) for code in heirs)
    gone, end = "、".join(official_name(unit.code, unit.end) for unit in units), units[0].end or 0
    message = (
        f"{name} lost {gone} to {parts} after {end}: earlier figures may still include it. "
        "Use figures computed back, or add the parts up."
    )
    return PanelProblem("boundary_change", message, row, name, end + 1)


def _ends(unit: Division, heirs: list[str], row: int) -> PanelProblem:
    name = official_name(unit.code, unit.end)
    parts = "、".join(official_name(code) for code in heirs)
    message = (
        f"{name} ended in {unit.end}; its area belongs to {parts} since. Its series stops there; nothing is carried on."
    )
    return PanelProblem("ended", message, row, name, unit.end)
