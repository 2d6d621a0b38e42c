"""The tile grid: one square a province, always available because it asserts no boundary, with tapered arcs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from tashan.pictures.arcs import arc
from tashan.pictures.canvas import Canvas, Point, polygon
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
        counts = [_count(key, language, out.get(key, 0), received.get(key, 0)) for key in TILES if key in busy]
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
    shapes = []
    for flow in flows:
        start, end = (flow.visitor, flow.host) if direction == "visit" else (flow.host, flow.visitor)
        ring = arc(points[start], points[end], count=len(flow.legs), gap=gap)
        shapes.append((f"arc|{direction}|{flow.visitor}|{flow.host}", polygon(ring)))
    colour = LIGHT["jade"] if direction == "visit" else LIGHT["orange"]
    return canvas.shapes(shapes, fill=colour, opacity=0.78)


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


def _count(key: str, language: str, out: int, received: int) -> dict[str, Any]:
    x, y = _corner(key)
    words = ("访", "接") if language == "zh" else ("out ", "in ")
    parts = [f"{word}{number}" for word, number in zip(words, (out, received), strict=True) if number]
    return {"x": x + _SIDE - 7, "y": y + _SIDE - 12, "text": " ".join(parts), "part": f"{language}|count|{key}"}
