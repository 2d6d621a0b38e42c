"""How strongly members of an area are drawn to each other: masses, kilometres, hours and the links that follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tashan.integration.problems import MeasureError
from tashan.integration.relations import distances
from tashan.pictures.rankings import Move
from tashan.regions.divisions import by_code
from tashan.web.integration.answers import too_many
from tashan.web.integration.choices import HEADS, TOTAL, Choice, complete, indicator_word
from tashan.web.pages.words import say

if TYPE_CHECKING:
    import numpy as np


MOST_MOVES: Final = 20
MOST_MEMBERS: Final = 300


@dataclass(frozen=True, slots=True)
class Links:
    """Masses, kilometres, hours (NaN where not known) and links of the members, in one order; the centre's row."""

    names: tuple[str, ...]
    mass: np.ndarray
    what: str
    unit: str
    year: int
    far: np.ndarray
    hours: np.ndarray
    by_far: np.ndarray
    by_hours: np.ndarray
    centre: int
    exponent: float
    without: tuple[str, ...]


def links_of(choice: Choice) -> Links:
    """
    Links of the area's members by gravity.

    Raises:
        MeasureError: fewer than two members have a mass, or nothing in the table can be one.
    """
    import numpy as np

    from tashan.integration.pull import gravity
    from tashan.panels import Panel

    panel: Panel = choice.panel
    year = choice.year_in(panel)
    columns, what = _masses(choice)
    names, table, without = complete(panel, columns, year, choice.members())
    if len(names) < 2:
        raise MeasureError("one_member", "Fewer than two members have a mass.")
    if len(names) > MOST_MEMBERS:
        raise MeasureError("too_many", too_many(len(names), MOST_MEMBERS))
    output = table.sum(axis=1)
    heads_name = choice.asked.get("heads", "")
    heads = output
    if heads_name in panel.indicators() and HEADS.search(heads_name):
        held, figures = panel.matrix([heads_name], year)
        found = dict(zip(held, figures[:, 0].tolist(), strict=True))
        if all(found.get(name, float("nan")) > 0 for name in names):
            heads = np.array([found[name] for name in names])
            what = f"√({what} × {heads_name})"
    exponent = _exponent(choice.asked.get("exponent", ""))
    from tashan.integration.asked import Asked

    far = distances(Asked(panel, columns, year), names)
    hours = _hours(choice, names)
    by_far = gravity(heads, output, far, exponent=exponent, names=names)
    by_hours = gravity(heads, output, hours, exponent=exponent, names=names) if np.isfinite(hours).any() else hours
    wanted = next((place for place, name in enumerate(names) if choice.codes[name] == choice.asked.get("centre")), None)
    centre = int(output.argmax()) if wanted is None else wanted
    return Links(
        names, output, what, panel.unit(columns[0]), year, far, hours, by_far, by_hours, centre, exponent, without
    )


def _masses(choice: Choice) -> tuple[tuple[str, ...], str]:
    """The one indicator asked for, else total output, else the sum of the finest set of sectors in money."""
    names = choice.panel.indicators()
    asked = choice.asked.get("mass", "")
    if asked in names:
        return (asked,), indicator_word(asked)
    total = next((name for name in names if TOTAL.search(name)), None)
    if total:
        return (total,), indicator_word(total)
    sets = [each for each in choice.sector_sets() if each.data.pk == choice.data.pk]
    money = [each for each in sets if choice.panel.unit(each.sectors[0]).endswith("元")] or sets
    if not money:
        raise MeasureError("unknown_indicator", say("请在设置里选择质量指标。", "Choose the indicator of mass."))
    return money[0].sectors, say("{what}之和", "sum of {what}", what=money[0].label)


def _exponent(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 2.0
    return value if 0.5 <= value <= 4 else 2.0


def _hours(choice: Choice, names: tuple[str, ...]) -> np.ndarray:
    """Hours between the members; a province's are those of its seat where the table has no others."""
    import numpy as np

    result = np.full((len(names), len(names)), np.nan)
    if choice.hours is None:
        return result
    known = {(one, other): hours for one, other, hours in choice.hours.counts.get("hours", [])}
    for a, one in enumerate(names):
        for b, other in enumerate(names[:a]):
            for first in _spellings(choice.codes[one]):
                for second in _spellings(choice.codes[other]):
                    value = known.get((min(first, second), max(first, second)))
                    if value is not None and np.isnan(result[a, b]):
                        result[a, b] = result[b, a] = value
    return result


def _spellings(code: str) -> tuple[str, ...]:
    """A region's code, and that of its seat where it is a province with one."""
    seats = (f"{code[:2]}0100",) if code.endswith("0000") and by_code(f"{code[:2]}0100") else ()
    return (code, *seats)


def shares(links: np.ndarray) -> np.ndarray:
    """Each pair's share in all links, and NaN where a link is not known."""
    import numpy as np

    total = np.nansum(np.triu(links, 1))
    result: np.ndarray = links / total if total > 0 else links * np.nan
    return result


def strongest(found: Links) -> tuple[int, int, float]:
    """The strongest pair and its share in all links."""
    import numpy as np

    table = np.triu(np.nan_to_num(shares(found.by_far)), 1)
    a, b = np.unravel_index(int(table.argmax()), table.shape)
    return int(a), int(b), float(table[a, b])


def moves_of(choice: Choice, found: Links) -> list[Move]:
    """Ranks of the others seen from the centre, by kilometre and by hour; only those with both."""
    import numpy as np

    row, timed = found.by_far[found.centre], found.by_hours[found.centre]
    places = [
        place
        for place in range(len(found.names))
        if place != found.centre
        and np.isfinite(row[place])
        and np.isfinite(timed[place])
        and np.isfinite(found.hours[found.centre, place])
    ]
    before = {place: rank for rank, place in enumerate(sorted(places, key=lambda at: -row[at]), 1)}
    after = {place: rank for rank, place in enumerate(sorted(places, key=lambda at: -timed[at]), 1)}
    moves = []
    for place in sorted(places, key=lambda at: before[at])[:MOST_MOVES]:
        up = before[place] - after[place]
        change = (
            say("升 {n}", "up {n}", n=up) if up > 0 else say("降 {n}", "down {n}", n=-up) if up else say("不变", "same")
        )
        moves.append(
            Move(
                choice.short(found.names[place]),
                before[place],
                after[place],
                say("{n} 公里", "{n} km", n=f"{found.far[found.centre, place]:.0f}"),
                say("{n} 小时", "{n} h", n=f"{found.hours[found.centre, place]:.2f}"),
                change,
                found.names[place] == choice.mine_name,
            )
        )
    return moves


def biggest_move(choice: Choice, found: Links) -> Move | None:
    """Whose rank changes most between kilometres and hours; None where nobody's does."""
    moves = [move for move in moves_of(choice, found) if move.before != move.after]
    return max(moves, key=lambda move: (move.mine, abs(move.before - move.after)), default=None)
