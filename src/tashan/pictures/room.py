"""Where names find room on a crowded picture: beside what they name, off each other, and where the fewest arcs run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, cos, hypot, pi, sin
from typing import Final

from tashan.pictures.canvas import Point
from tashan.pictures.drawing import length

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""

_CELL: Final = 6.0
_RINGS: Final = ((12.0, 0.6), (20.0, 1.6), (28.0, 3.0))
"""How far a name is moved from its point, in pixels, and how many arcs it has to avoid to be worth it."""
_TURNS: Final = 12


class Traffic:
    """How many lines run where, on cells of a few pixels."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], int] = {}

    def add(self, line: Sequence[Point]) -> None:
        """Count a line in each cell that it runs through, once."""
        passed: set[tuple[int, int]] = set()
        for (x, y), (u, v) in pairwise(line):
            steps = max(1, ceil(hypot(u - x, v - y) / _CELL))
            for step in range(steps + 1):
                passed.add((int((x + (u - x) * step / steps) // _CELL), int((y + (v - y) * step / steps) // _CELL)))
        for cell in passed:
            self._cells[cell] = self._cells.get(cell, 0) + 1

    def under(self, box: Box) -> float:
        """About how many lines run under a box, as if each ran along it."""
        left, top, right, bottom = (int(edge // _CELL) for edge in box)
        met = sum(
            self._cells.get((across, down), 0) for across in range(left, right + 1) for down in range(top, bottom + 1)
        )
        return met / max(1, right - left + 1)


@dataclass(frozen=True, slots=True)
class Named:
    """
    What a name is for.

    Attributes:
        key: of it.
        text: the name.
        point: where it is, in pixels.
        wish: the middle of the name where nothing is in the way.
    """

    key: str
    text: str
    point: Point
    wish: Point


def settle(
    names: Iterable[Named], traffic: Traffic, *, size: float, width: float, height: float
) -> Mapping[str, Point]:
    """
    Give each name the place beside its point where the fewest lines run; the one wished for where that is as good.

    Args:
        names: the most important first: they choose first, and one that finds no room is left out.
        traffic: where lines run.
        size: of the letters, in pixels.
        width: of the picture.
        height: of it.

    Returns:
        The middle of each name that found room, by key. No two lie on each other, and none is nearer to another's point
        than to its own, except where it was wished to be there.
    """
    names = list(names)
    taken: list[Box] = []
    found: dict[str, Point] = {}
    for name in names:
        others = [other.point for other in names if other.key != name.key]
        free = [
            (cost + traffic.under(box), number, middle, box)
            for number, (middle, cost) in enumerate(_candidates(name, size))
            for box in [_box(name.text, middle, size)]
            if _is_free(box, taken, width, height) and (number == 0 or _is_own(middle, name.point, others))
        ]
        if free:
            _, _, middle, box = min(free)
            taken.append(box)
            found[name.key] = middle
    return found


def _candidates(name: Named, size: float) -> Iterable[tuple[Point, float]]:
    yield name.wish, 0.0
    wide = length(name.text, size) / 2
    x, y = name.point
    for far, cost in _RINGS:
        for turn in range(_TURNS):
            angle = pi / 2 + 2 * pi * turn / _TURNS
            yield (x + cos(angle) * (far + wide), y + sin(angle) * (far + size / 2)), cost


def _box(text: str, middle: Point, size: float) -> Box:
    wide, tall = length(text, size) / 2 + 2, size * 0.62
    return middle[0] - wide, middle[1] - tall, middle[0] + wide, middle[1] + tall


def _is_free(box: Box, taken: Sequence[Box], width: float, height: float) -> bool:
    left, top, right, bottom = box
    if left < 0 or top < 0 or right > width or bottom > height:
        return False
    return not any(left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in taken)


def _is_own(middle: Point, point: Point, others: Sequence[Point]) -> bool:
    own = hypot(middle[0] - point[0], middle[1] - point[1])
    return all(own < hypot(middle[0] - x, middle[1] - y) for x, y in others)


__all__ = ["Box", "Named", "Traffic", "settle"]
