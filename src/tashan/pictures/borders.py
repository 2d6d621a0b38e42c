"""What lies between regions, and who answers for it: a mark for each river, road or park, joined to its parties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians
from typing import Final

from tashan.pictures.drawing import Drawing, length

Point = tuple[float, float]
Box = tuple[float, float, float, float]

_WIDE: Final = 760
_MARGIN: Final = 56
_KILOMETRES: Final = 111.195
"""Of a degree along a meridian."""
_COLOURS: Final = {"red": "red", "yellow": "amber", "blue": "blue", "green": "jade"}


@dataclass(frozen=True, slots=True)
class Party:
    """A region that answers for a part: its name, and longitude and latitude of its seat in degrees."""

    name: str
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Shared:
    """
    Something between regions.

    Attributes:
        name: as it is written.
        light: of its most pressing task: red, yellow, blue, green; "" without tasks.
        words: beside the light (1 overdue).
        parties: who answers for it.
        course: longitudes and latitudes along it; without them the mark stands in the middle of its parties.
    """

    name: str
    light: str
    words: str
    parties: tuple[Party, ...]
    course: tuple[Point, ...] = ()

    @property
    def middle(self) -> Point:
        """Where its mark stands: half way along its course, or amid its parties."""
        if self.course:
            return self.course[len(self.course) // 2]
        count = max(1, len(self.parties))
        return (
            sum(one.longitude for one in self.parties) / count,
            sum(one.latitude for one in self.parties) / count,
        )


def borders_map(things: Sequence[Shared], *, title: str, unit: str = "km") -> Drawing:
    """
    Where things between regions lie, and the seats of those who answer for them.

    No boundary is drawn, so none is asserted. North is up; the bar shows kilometres along the parallel of the middle.
    Light is told by shape as on pages: square overdue, triangle due soon, diamond a reminder, circle on time; hollow
    without tasks.

    Args:
        things: with at least one party or a course; others cannot be drawn and are left out.
        title: what the picture shows.
        unit: the word of the bar.
    """
    drawn = [one for one in things if one.parties or one.course]
    frame = _Frame([point for one in drawn for point in _points(one)])
    marks = _apart([frame.at(one.middle) for one in drawn])
    frame.high = max([frame.high, *(y + _MARGIN for _, y in marks)])
    drawing = Drawing(_WIDE, frame.high, title)
    for one, mark in zip(drawn, marks, strict=True):
        for party in one.parties:
            drawing.line(mark, frame.at((party.longitude, party.latitude)), "rule-strong", dashed=True)
    for one in drawn:
        if len(one.course) > 1:
            drawing.path([frame.at(point) for point in one.course], "blue", thick=4, opacity=0.55, hint=one.name)
    taken: list[Box] = [(x - 9, y - 9, x + 9, y + 9) for x, y in marks]
    seats = {(one.longitude, one.latitude): one.name for thing in drawn for one in thing.parties}
    dots = {frame.at(seat): name for seat, name in seats.items()}
    taken += [(x - 5, y - 5, x + 5, y + 5) for x, y in dots]
    taken += [(x - 3, y - 3, x + 3, y + 3) for one in drawn for x, y in _along([frame.at(at) for at in one.course])]
    for (x, y), name in dots.items():
        drawing.circle(x, y, 4.5, "ink-2", hint=name)
    for one, (x, y) in zip(drawn, marks, strict=True):
        _mark(drawing, (x, y), one)
        _named(drawing, (x, y), one.name, taken, weight=500)
    for (x, y), name in dots.items():
        _named(drawing, (x, y), name, taken, colour="ink-2")
    frame.bar(drawing, unit)
    return drawing


class _Frame:
    """Degrees to pixels: the same scale both ways, with room for names around."""

    def __init__(self, points: Sequence[Point]) -> None:
        west, east = _span([x for x, _ in points])
        south, north = _span([y for _, y in points])
        self.squeeze = cos(radians((south + north) / 2))
        wide, high = (east - west) * self.squeeze, north - south
        self.scale = min((_WIDE - 2 * _MARGIN - 60) / wide, 420 / high)
        self.high = high * self.scale + 2 * _MARGIN
        self.left = (_WIDE - wide * self.scale) / 2
        self.west, self.north = west, north

    def at(self, point: Point) -> Point:
        """Pixels of a longitude and latitude."""
        x, y = point
        return self.left + (x - self.west) * self.squeeze * self.scale, _MARGIN + (self.north - y) * self.scale

    def bar(self, drawing: Drawing, unit: str) -> None:
        """A bar of so many kilometres at the lower left."""
        per_kilometre = self.scale / _KILOMETRES
        whole = next(number for number in (500, 200, 100, 50, 20, 10, 5, 2, 1) if number * per_kilometre < 160)
        y, long = self.high - 10, whole * per_kilometre
        drawing.line((2, y), (2 + long, y), "ink-3", thick=1.5)
        drawing.text(2, y - 12, f"{whole} {unit}", size=11, colour="ink-3")


def _span(values: Sequence[float]) -> tuple[float, float]:
    """The least and the greatest, a tenth of a degree around a single one."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    return (low - 0.1, high + 0.1) if high - low < 0.2 else (low, high)


def _points(one: Shared) -> list[Point]:
    return [*((party.longitude, party.latitude) for party in one.parties), *one.course, one.middle]


def _along(line: Sequence[Point]) -> list[Point]:
    """Places along a line, so near each other that no name fits between them."""
    found = []
    for (x, y), (right, low) in pairwise(line):
        steps = max(1, round(hypot(right - x, low - y) / 12))
        found += [(x + (right - x) * step / steps, y + (low - y) * step / steps) for step in range(steps + 1)]
    return found


def _apart(points: Sequence[Point]) -> list[Point]:
    """The places of marks; one that would cover an earlier one moves down beside it."""
    found: list[Point] = []
    for x, y in points:
        while any(abs(x - other) < 22 and abs(y - below) < 22 for other, below in found):
            y += 26  # noqa: PLW2901 - until there is room
        found.append((x, y))
    return found


def _mark(drawing: Drawing, at: Point, one: Shared) -> None:
    x, y = at
    hint = f"{one.name}: {one.words}" if one.words else one.name
    colour = _COLOURS.get(one.light, "")
    if one.light == "red":
        drawing.rect((x - 7, y - 7, 14, 14), colour, stroke="paper", thick=1.5, hint=hint)
    elif one.light == "yellow":
        drawing.path([(x, y - 9), (x + 9, y + 7), (x - 9, y + 7)], "paper", fill=colour, closed=True, hint=hint)
    elif one.light == "blue":
        drawing.path([(x, y - 9), (x + 9, y), (x, y + 9), (x - 9, y)], "paper", fill=colour, closed=True, hint=hint)
    elif one.light == "green":
        drawing.circle(x, y, 7.5, colour, stroke="paper", thick=1.5, hint=hint)
    else:
        drawing.circle(x, y, 6.5, "paper", stroke="ink-3", thick=2, hint=hint)


def _named(drawing: Drawing, at: Point, name: str, taken: list[Box], *, colour: str = "ink", weight: int = 400) -> None:
    """A name right, left, below or above its mark, wherever nothing lies yet."""
    x, y = at
    long = length(name)
    options = [
        (x + 13, y), (x - 13 - long, y), (x - long / 2, y + 19), (x - long / 2, y - 19), (x + 10, y + 20), (x + 10, y - 20),
    ]  # fmt: skip
    inside = [(left, level) for left, level in options if left >= 0 and left + long <= drawing.width]
    free = (place for place in inside if not _covers(place, long, taken))
    left, level = next(free, (inside or options)[0])
    taken.append((left, level - 9, left + long, level + 9))
    drawing.text(left, level, name, weight=weight, colour=colour, halo="paper")


def _covers(place: Point, long: float, taken: Sequence[Box]) -> bool:
    x, y = place
    return any(x < right and x + long > left and y - 9 < low and y + 9 > high for left, high, right, low in taken)
