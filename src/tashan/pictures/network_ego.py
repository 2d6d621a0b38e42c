"""One region's own ties: who came, and where it went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from tashan.learning.network import Network
from tashan.pictures.arcs import arc
from tashan.pictures.canvas import Canvas, Point, polygon
from tashan.pictures.network_places import (
    between,
    ring,
    short_name,
)
from tashan.pictures.network_words import NAME_SIZE, worded
from tashan.pictures.tokens import LIGHT


def ego_picture(network: Network, node: str, *, most: int = 18, languages: Iterable[str] = ("zh",)) -> dict[str, Any]:
    """
    One region's own ties: who came on the left, where it went on the right, the most frequent first, with numbers.

    Args:
        network: of visits or of any ties.
        node: name of the region.
        most: regions shown on each side; how many more there are is said.
        languages: `zh`, `en`; a page takes both.

    Returns:
        A Vega-Lite specification. Parts are `in|<name>`, `out|<name>`, `zh|in|<name>`, `zh|note|in`.

    Raises:
        LearningError: the region is no node.
    """
    row = network.index(node)
    sides = {"in": network.weights[:, row], "out": network.weights[row]}
    shown = {
        side: sorted(np.flatnonzero(weights).tolist(), key=lambda other: (-weights[other], other))[:most]
        for side, weights in sides.items()
    }
    height = max(220, 30 * max(map(len, shown.values())) + 70)
    canvas = Canvas(760, height)
    centre = (380.0, (height - 30) / 2 + 26)
    top = max(float(network.weights[:, row].max()), float(network.weights[row].max()), 1.0)
    points = {
        side: {
            other: (230.0 if side == "in" else 530.0, _level(place, len(some), centre[1]))
            for place, other in enumerate(some)
        }
        for side, some in shown.items()
    }
    charts: list[Any] = []
    for side, colour in (("in", "orange"), ("out", "jade")):
        shapes = []
        for other, point in points[side].items():
            count = max(1, round(9 * sides[side][other] / top))
            start, end = between(point, centre, 2, 18) if side == "in" else between(centre, point, 18, 2)
            shapes.append((f"{side}|{network.nodes[other]}", polygon(arc(start, end, count=count, bend=0.06))))
        charts.append(canvas.shapes(shapes, fill=LIGHT[colour], opacity=0.7))
    charts.append(canvas.shapes([(f"node|{node}", polygon(ring(centre, 14)))], fill=LIGHT["ink-2"]))
    for language in languages:
        charts += _ego_names(canvas, network, node, points, sides, centre, language)
    return canvas.layered(charts)


def _level(place: int, count: int, middle: float) -> float:
    return middle + (place - (count - 1) / 2) * 30


def _ego_names(
    canvas: Canvas,
    network: Network,
    node: str,
    points: Mapping[str, Mapping[int, Point]],
    sides: Mapping[str, Any],
    centre: Point,
    language: str,
) -> list[Any]:
    own = [{"x": centre[0], "y": centre[1] - 26, "text": short_name(node, language), "part": f"{language}|node|{node}"}]
    charts = canvas.haloed(own, ground=LIGHT["panel"], align="center", weight=700)
    for side, align, shift in (("in", "right", -8), ("out", "left", 8)):
        rows = [
            {
                "x": x + shift,
                "y": y,
                "text": f"{short_name(network.nodes[other], language)} {sides[side][other]:g}",
                "part": f"{language}|{side}|{network.nodes[other]}",
            }
            for other, (x, y) in points[side].items()
        ]
        charts.append(canvas.texts(rows, align=align))
        total = int(np.count_nonzero(sides[side]))
        head = worded("came" if side == "in" else "went", language, count=total, weight=f"{sides[side].sum():g}")
        if total > len(rows):
            head += ("，" if language == "zh" else ", ") + worded("more", language, count=total - len(rows))
        note = {"x": 6 if side == "in" else canvas.width - 6, "y": 14, "text": head, "part": f"{language}|note|{side}"}
        charts.append(
            canvas.texts([note], align="left" if side == "in" else "right", colour=LIGHT["ink-2"], size=NAME_SIZE)
        )
    return charts
