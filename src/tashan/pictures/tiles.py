"""The tile grid: one square a province, always available because it asserts no boundary, with tapered arcs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from tashan.pictures.arcs import arc, crowding, strength
from tashan.pictures.canvas import Canvas, Point, polygon
from tashan.pictures.drawing import length
from tashan.pictures.flows import Flow
from tashan.pictures.provinces import TILES, province_name
from tashan.pictures.tokens import LIGHT

_STEP: Final = 86
_SIDE: Final = 78


def tile_map(
    flows: Sequence[Flow], *, directions: Iterable[str] = ("visit",), languages: Iterable[str] = ("zh",)
) -> dict[str, Any]:
    """
    Who visited whom, on a grid of 34 squares.

    Args:
        flows: between provinces.
        directions: `visit` (visitor to host), `knowledge` (host to visitor). A picture by itself has one; a page takes
            both and shows one at a time.
        languages: `zh`, `en`; a page takes both.

    Returns:
        A Vega-Lite specification. Parts are `tile|33`, `zh|name|33`, `zh|count|33`, `arc|visit|33|51`.
    """
    canvas = Canvas(9 * _STEP - 8, 8 * _STEP - 8)
    out, received = tally(flows)
    busy = set(out) | set(received)
    charts = [
        canvas.boxes([_box(key) for key in TILES if key not in busy], fill=LIGHT["sunk"]),
        canvas.boxes([_box(key) for key in TILES if key in busy], fill=LIGHT["panel"], stroke=LIGHT["rule-strong"]),
    ]
    charts += [
        arcs_of(canvas, flows, direction, {key: _centre(key) for key in TILES}, gap=13) for direction in directions
    ]
    for language in languages:
        size = 13 if language == "zh" else 10
        rest = [_name(key, language) for key in TILES if key not in busy]
        own = [_name(key, language) for key in TILES if key in busy]
        counts = [
            row for key in TILES if key in busy for row in _count(key, language, out.get(key, 0), received.get(key, 0))
        ]
        charts += canvas.haloed(rest, ground=LIGHT["sunk"], colour=LIGHT["ink-3"], size=size)
        charts += canvas.haloed(own, ground=LIGHT["panel"], size=size)
        charts += canvas.haloed(counts, ground=LIGHT["panel"], align="right", size=12, colour=LIGHT["ink-2"])
    return canvas.layered(charts)


def tally(flows: Iterable[Flow]) -> tuple[dict[str, int], dict[str, int]]:
    """How many legs went out of each province, and how many it received."""
    out: dict[str, int] = {}
    received: dict[str, int] = {}
    for flow in flows:
        out[flow.visitor] = out.get(flow.visitor, 0) + len(flow.legs)
        received[flow.host] = received.get(flow.host, 0) + len(flow.legs)
    return out, received


def arcs_of(canvas: Canvas, flows: Iterable[Flow], direction: str, points: dict[str, Point], *, gap: float) -> Any:
    """One tapered arc a flow, thick where it starts in the direction asked for."""
    flows = list(flows)
    shapes = [
        (f"arc|{direction}|{flow.visitor}|{flow.host}", polygon(ring))
        for flow, ring in rings_of(flows, direction, points, gap=gap)
    ]
    colour = LIGHT["jade"] if direction == "visit" else LIGHT["orange"]
    return canvas.shapes(shapes, fill=colour, opacity=round(strength(len(flows)), 2))


def rings_of(
    flows: Sequence[Flow], direction: str, points: dict[str, Point], *, gap: float
) -> Iterator[tuple[Flow, list[Point]]]:
    """The outline of the arc of each flow, thinner the more there are; the strongest first, so that none is hidden."""
    scale = crowding(len(flows))
    for flow in sorted(flows, key=lambda flow: -len(flow.legs)):
        start, end = (flow.visitor, flow.host) if direction == "visit" else (flow.host, flow.visitor)
        yield flow, arc(points[start], points[end], count=len(flow.legs), gap=gap, scale=scale)


def _corner(key: str) -> Point:
    column, row = TILES[key]
    return column * _STEP, row * _STEP


def _centre(key: str) -> Point:
    x, y = _corner(key)
    return x + _SIDE / 2, y + _SIDE / 2


def _box(key: str) -> dict[str, Any]:
    x, y = _corner(key)
    return {"x": x + 0.5, "y": y + 0.5, "x2": x + _SIDE - 0.5, "y2": y + _SIDE - 0.5, "part": f"tile|{key}"}


def _name(key: str, language: str) -> dict[str, Any]:
    x, y = _corner(key)
    return {"x": x + 7, "y": y + 14, "text": province_name(key, language), "part": f"{language}|name|{key}"}


def _count(key: str, language: str, out: int, received: int) -> list[dict[str, Any]]:
    """How many out and in, on one line, or on two where one is too long for the square."""
    x, y = _corner(key)
    words = ("访", "接") if language == "zh" else ("out ", "in ")
    parts = [f"{word}{number}" for word, number in zip(words, (out, received), strict=True) if number]
    lines = fitted(parts, " ", _SIDE - 10, 12)
    return [
        {"x": x + _SIDE - 7, "y": y + _SIDE - 12 - 14 * above, "text": line, "part": f"{language}|count|{key}"}
        for above, line in enumerate(reversed(lines))
    ]


def fitted(parts: Sequence[str], between: str, room: float, size: float) -> list[str]:
    """The parts on one line where there is room, else each on its own."""
    line = between.join(parts)
    return [line] if length(line, size) <= room else list(parts)
