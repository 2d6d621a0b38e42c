"""Where the values are: provinces on the tile grid, and a centre with its circles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, radians, sin, sqrt
from typing import Final

from tashan.pictures.drawing import Drawing, length, on_ramp, step_of
from tashan.pictures.provinces import TILES, province_name

_STEP: Final = 72
_SIDE: Final = 66


def tile_values(
    values: Mapping[str, float],
    *,
    title: str,
    language: str = "zh",
    mine: str = "",
    decimals: int = 2,
    ends: tuple[str, str] = ("", ""),
) -> Drawing:
    """
    One value a province on the tile grid; provinces without a value are grey.

    Args:
        values: first two digits of the province's code to its value.
        title: what the picture shows.
        language: zh or en, of the names.
        mine: the province that is outlined.
        decimals: of the numbers.
        ends: words for the lowest and the highest value.
    """
    drawing = Drawing(9 * _STEP, 8 * _STEP, title)
    low, high = (min(values.values()), max(values.values())) if values else (0.0, 1.0)
    for key, (column, row) in TILES.items():
        x, y = column * _STEP, row * _STEP
        name = province_name(key, language)
        size = 13 if language == "zh" else min(11.0, 11 * (_SIDE - 8) / length(name, 11))
        value = values.get(key)
        if value is None:
            drawing.rect((x, y, _SIDE, _SIDE), "sunk", radius=2)
            drawing.text(x + 6, y + 14, name, size=size, colour="ink-3")
            continue
        step = step_of(value, low, high)
        drawing.rect((x, y, _SIDE, _SIDE), f"ramp-{step}", radius=2, hint=f"{name}: {value:g}")
        drawing.text(x + 6, y + 14, name, size=size, colour=on_ramp(step))
        drawing.text(x + _SIDE - 6, y + _SIDE - 13, f"{value:.{decimals}f}", anchor="end", colour=on_ramp(step))
        if key == mine:
            drawing.rect((x - 2, y - 2, _SIDE + 4, _SIDE + 4), stroke="ink", thick=2, radius=3)
    if values:
        _ramp_key(drawing, (low, high), ends, decimals)
    return drawing


def _ramp_key(drawing: Drawing, bounds: tuple[float, float], ends: tuple[str, str], decimals: int) -> None:
    low, high = (f"{bound:.{decimals}f}" for bound in bounds)
    for step in range(1, 6):
        drawing.rect(((step - 1) * 34, 8, 32, 10), f"ramp-{step}")
    drawing.text(0, 32, f"{low} {ends[0]}".strip(), size=12, colour="ink-3")
    drawing.text(168, 32, f"{high} {ends[1]}".strip(), size=12, colour="ink-3", anchor="end")


Box = tuple[float, float, float, float]
"""Left, top, right and bottom of a text, in pixels."""


@dataclass(frozen=True, slots=True)
class Spot:
    """
    A region on a map of circles.

    Attributes:
        name: as it is written.
        longitude, latitude: of its seat, in degrees.
        mass: what its circle's area stands for.
        share: its share of the centre's links, 0 to 1; the line's width stands for it.
        mine: whether it is the reader's own.
    """

    name: str
    longitude: float
    latitude: float
    mass: float
    share: float = 0.0
    mine: bool = False


def circles_map(
    centre: Spot,
    others: Sequence[Spot],
    rings: Sequence[float],
    *,
    title: str,
    unit: str = "km",
    side: int = 560,
    groups: Sequence[tuple[str, Sequence[str]]] = (),
) -> Drawing:
    """
    A centre, rings of distance around it, and the others where their seats lie; a line is as wide as their share.

    No boundary is drawn, so none is asserted; the outline of a group only holds its members together. North is up;
    kilometres are true along meridians and near the centre's parallel.

    Args:
        centre: the centre.
        others: the regions around it.
        rings: radii in kilometres.
        title: what the picture shows.
        unit: the word behind the radii.
        side: width and height in pixels.
        groups: sets of regions inside, by name and the names of their spots; an outline runs around each.
    """
    per_degree = 111.195
    places = [
        (
            (spot.longitude - centre.longitude) * per_degree * cos(radians(centre.latitude)),
            (spot.latitude - centre.latitude) * per_degree,
        )
        for spot in others
    ]
    reach = max([*(hypot(*place) for place in places), *rings[:1], 1.0]) * 1.16
    middle = side / 2
    scale = (middle - 26) / reach
    drawing = Drawing(side, side, title)
    for ring in rings:
        if ring * scale < middle:
            drawing.circle(middle, middle, ring * scale, stroke="rule-strong", dashed=True)
            drawing.text(
                middle,
                middle - ring * scale,
                f"{ring:g} {unit}",
                size=11,
                colour="ink-3",
                anchor="middle",
                halo="paper",
            )
    points = [(middle + x * scale, middle - y * scale) for x, y in places]
    for spot, point in zip(others, points, strict=True):
        if spot.share > 0:
            colour = "jade" if spot.mine else "jade-soft"
            drawing.path([(middle, middle), point], colour, thick=max(1.0, 16 * spot.share), opacity=0.75)
    biggest = max([centre.mass, *(spot.mass for spot in others)])
    placed = [*zip(others, points, strict=True), (centre, (middle, middle))]
    words = [
        _outline(drawing, name, [(at, _radius(spot, biggest) + 7) for spot, at in placed if spot.name in members])
        for name, members in groups
    ]
    for spot, (x, y) in placed:
        size = _radius(spot, biggest)
        fill = "jade" if spot.mine or spot is centre else "jade-soft"
        drawing.circle(x, y, size, fill, stroke="paper", thick=1.5, hint=f"{spot.name}: {spot.share:.1%}")
    _names(drawing, [(centre, (middle, middle)), *zip(others, points, strict=True)], biggest, filter(None, words))
    return drawing


def _radius(spot: Spot, biggest: float) -> float:
    return 3 + 17 * sqrt(max(spot.mass, 0) / biggest) if biggest > 0 else 4


def _outline(drawing: Drawing, name: str, held: Sequence[tuple[tuple[float, float], float]]) -> Box | None:
    """The shortest line around some circles, with the name above its top; gives the box of the name."""
    turns = [2 * pi * step / 16 for step in range(16)]
    around = _hull([(x + size * cos(turn), y + size * sin(turn)) for (x, y), size in held for turn in turns])
    if len(around) < 3:
        return None
    drawing.path(around, "ink-2", thick=1.2, closed=True, hint=name)
    x, y = min(around, key=lambda point: point[1])
    half = length(name, 11) / 2
    x, y = min(max(x, half), drawing.width - half), max(y - 8, 8)
    drawing.text(x, y, name, size=11, colour="ink-2", anchor="middle", halo="paper")
    return x - half, y - 7, x + half, y + 7


def _hull(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The corners of the smallest convex shape around points, in order (Andrew 1979)."""

    def half(ordered: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        kept: list[tuple[float, float]] = []
        for x, y in ordered:
            while len(kept) > 1:
                (ax, ay), (bx, by) = kept[-2:]
                if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                    break
                kept.pop()
            kept.append((x, y))
        return kept[:-1]

    ordered = sorted(set(points))
    return half(ordered) + half(ordered[::-1])


def _names(
    drawing: Drawing, spots: Sequence[tuple[Spot, tuple[float, float]]], biggest: float, written: Iterable[Box]
) -> None:
    """Names beside their circles: right, left, above or below, wherever nothing is written yet."""
    taken = list(written)
    for spot, (x, y) in spots:
        size = _radius(spot, biggest)
        long = length(spot.name)
        options = [
            (x + size + 5, y), (x - size - 5 - long, y), (x - long / 2, y + size + 11), (x - long / 2, y - size - 11),
            (x + size + 2, y + size + 6), (x - size - long, y - size - 6),
        ]  # fmt: skip
        inside = [at for at in options if at[0] >= 0 and at[0] + long <= drawing.width]
        best = next((at for at in inside if not _hits(at, long, taken)), (inside or options)[0])
        taken.append((best[0], best[1] - 9, best[0] + long, best[1] + 9))
        weight = 500 if spot.mine else 400
        drawing.text(*best, spot.name, weight=weight, halo="paper")


def _hits(at: tuple[float, float], long: float, taken: Sequence[Box]) -> bool:
    x, y = at
    return any(x < right and x + long > left and y - 9 < low and y + 9 > high for left, high, right, low in taken)
