"""Which events count: by years, theme, leader and level; raised to the divisions that hold them; and how they spread."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tashan.learning.events import Event, EventTable
from tashan.learning.problems import LearningProblem
from tashan.regions import Region
from tashan.regions.geometry import parent


def keep(
    table: EventTable,
    *,
    years: tuple[int, int] | None = None,
    theme: str | None = None,
    leader: str | None = None,
    kind: str | None = None,
    level: str | None = None,
) -> EventTable:
    """
    Keep the events that meet every condition given.

    Args:
        table: the events.
        years: first and last year, both included.
        theme: among the themes of the visit.
        leader: one of `LEADERS`.
        kind: who sends the delegation.
        level: of both visitor and host.

    Returns:
        The events that remain, in order; a problem says how many have no date where `years` is asked for.
    """
    kept = [
        event
        for event in table.events
        if (years is None or (event.year is not None and years[0] <= event.year <= years[1]))
        and (theme is None or theme in event.themes)
        and (leader is None or leader == event.leader)
        and (kind is None or kind == event.kind)
        and (level is None or event.visitor.level == event.host.level == level)
    ]
    problems = list(table.problems)
    undated = sum(event.year is None for event in table.events)
    if years is not None and undated:
        problems.append(
            LearningProblem("undated", f"{undated} events have no year and are left out of {years[0]} to {years[1]}.")
        )
    return EventTable(tuple(kept), tuple(problems))


def roll_up(table: EventTable, level: str) -> EventTable:
    """
    Raise visitors and hosts to a level: counties to their prefecture, those to their province.

    Args:
        table: the events.
        level: prefecture or province.

    Returns:
        Events between regions of that level; events inside one of them, and those of regions above the level or
        without one (a county that its province administers itself has no prefecture), are left out and counted.
    """
    raised: list[Event] = []
    inside = without = 0
    for event in table.events:
        visitor, host = at_level(event.visitor, level), at_level(event.host, level)
        if visitor is None or host is None:
            without += 1
        elif visitor.name == host.name:
            inside += 1
        else:
            raised.append(replace(event, visitor=visitor, host=host))
    problems = list(table.problems)
    if inside:
        problems.append(LearningProblem("inside", f"{inside} events lie inside one {level} and are left out."))
    if without:
        problems.append(LearningProblem("no_such_level", f"{without} events have a side without a {level}; left out."))
    return EventTable(tuple(raised), tuple(problems))


def at_level(region: Region, level: str) -> Region | None:
    """
    Give the region of a level that is or holds a region; None where there is none.

    A municipality (北京市) and a special administrative region count as a prefecture too, as in the literature on
    cities "at prefecture level and above".
    """
    current: Region | None = region
    last = region
    while current is not None:
        if current.level == level:
            return current
        last, current = current, parent(current)
    if level == "prefecture" and last.level == "province" and last.name.endswith(("市", "特别行政区")):
        return last
    return None


def theme_shares(table: EventTable) -> dict[str, float]:
    """
    Give the share of visits that are about each theme, in percent of visits with any theme, largest first.

    A visit may have several themes, so shares may add up to more than 100.
    """
    themes = {event.visit: event.themes for event in table.events if event.themes}
    counts: dict[str, int] = {}
    for of_visit in themes.values():
        for theme in set(of_visit):
            counts[theme] = counts.get(theme, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return {theme: 100 * count / len(themes) for theme, count in ordered}


def _unknown_last(value: Any) -> tuple[bool, Any]:
    return value is None, value


def counts_by(table: EventTable, what: str) -> dict[str, int]:
    """
    Count visits by year, month (1 to 12 over all years), season, days, leader or kind; "unknown" where it is not known.

    Raises:
        ValueError: `what` is none of these.
    """
    if what not in ("year", "month", "season", "days", "leader", "kind"):
        raise ValueError(f"Visits cannot be counted by {what}. Choose year, month, season, days, leader or kind.")
    of_visit: dict[str, Any] = {event.visit: getattr(event, what) for event in table.events}
    counts: dict[str, int] = {}
    for value in sorted(of_visit.values(), key=_unknown_last):
        name = "unknown" if value is None else str(value)
        counts[name] = counts.get(name, 0) + 1
    return counts
