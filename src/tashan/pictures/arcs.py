"""Tapered arcs: thick where a movement starts, thin where it ends, bent to the right of its direction."""

from __future__ import annotations

from math import hypot, sqrt

from tashan.pictures.canvas import Point

_STEPS = 18
_FEW = 40


def crowding(count: int) -> float:
    """How much thinner and paler arcs are drawn the more there are: 1 for a few, less than half for 300."""
    return 1.0 if count <= _FEW else max(0.35, sqrt(_FEW / count))


def strength(count: int) -> float:
    """How opaque arcs are, so that names and what lies below stay readable among many."""
    return 0.78 * (0.4 + 0.6 * crowding(count))


def arc(
    start: Point, end: Point, *, count: int = 1, bend: float = 0.2, gap: float = 0, scale: float = 1
) -> list[Point]:
    """
    The outline of a tapered arc, a closed ring.

    Arcs there and back between the same two points bend apart.

    Args:
        start: where the movement begins, in pixels.
        end: where it ends.
        count: how many movements it stands for; the thick end grows with its square root.
        bend: height of the bow's control point as a share of the distance, less for long arcs.
        gap: pixels left free at both ends.
        scale: of the thickness; see `crowding`.
    """
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    aside = (-along[1], along[0])
    gap = min(gap, length / 4)
    first = (start[0] + along[0] * gap, start[1] + along[1] * gap)
    last = (end[0] - along[0] * gap, end[1] - along[1] * gap)
    peak = bend * min(length, 150 + length / 3)
    middle = ((first[0] + last[0]) / 2 + aside[0] * peak, (first[1] + last[1]) / 2 + aside[1] * peak)
    thick = (2.4 + 2.6 * sqrt(count)) * scale
    left: list[Point] = []
    right: list[Point] = []
    for step in range(_STEPS + 1):
        t = step / _STEPS
        x = (1 - t) ** 2 * first[0] + 2 * t * (1 - t) * middle[0] + t**2 * last[0]
        y = (1 - t) ** 2 * first[1] + 2 * t * (1 - t) * middle[1] + t**2 * last[1]
        dx = 2 * (1 - t) * (middle[0] - first[0]) + 2 * t * (last[0] - middle[0])
        dy = 2 * (1 - t) * (middle[1] - first[1]) + 2 * t * (last[1] - middle[1])
        norm = hypot(dx, dy) or 1.0
        half = (thick * (1 - t) + 0.9 * max(scale, 0.6) * t) / 2
        left.append((x - dy / norm * half, y + dx / norm * half))
        right.append((x + dy / norm * half, y - dx / norm * half))
    ring = left + right[::-1]
    return [*ring, ring[0]]
