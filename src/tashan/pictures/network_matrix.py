"""The network as a matrix: who visited whom, in communities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from tashan.learning.network import Network
from tashan.pictures.canvas import Canvas, Point
from tashan.pictures.network_places import (
    matrix_order,
    short_name,
    text_width,
)
from tashan.pictures.network_words import NAME_SIZE, worded
from tashan.pictures.tokens import LIGHT


def matrix_picture(network: Network, *, languages: Iterable[str] = ("zh",)) -> dict[str, Any]:
    """
    The network as a matrix: who (row) visited whom (column), in communities; names where rows are high enough.

    Args:
        network: nodes without a tie are left out.
        languages: `zh`, `en`; a page takes both.

    Returns:
        A Vega-Lite specification. Parts are `cell|<from>|<to>`, `zh|row|<name>`, `zh|column|<number>`.
    """
    order, groups = matrix_order(network)
    order = order[: sum(groups)]
    count = max(len(order), 1)
    side = max(2.4, min(22.0, 660 / count))
    edge, head = (118.0, 24.0) if side >= 9 else (12.0, 12.0)
    canvas = Canvas(max(int(edge + side * count + 12), 420), int(head + side * count + 36))
    ground = {"x": edge, "y": head, "x2": edge + side * count, "y2": head + side * count, "part": "ground"}
    charts = [canvas.boxes([ground], fill=LIGHT["sunk"], radius=0)]
    steps = _steps(network)
    for step, shade in enumerate(("jade-soft", "jade", "ink")):
        cells = [
            {
                "x": edge + column * side,
                "y": head + row * side,
                "x2": edge + (column + 1) * side,
                "y2": head + (row + 1) * side,
                "part": f"cell|{network.nodes[order[row]]}|{network.nodes[order[column]]}",
            }
            for row in range(len(order))
            for column in range(len(order))
            if _step(network.weights[order[row], order[column]], steps) == step
        ]
        charts.append(canvas.boxes(cells, fill=LIGHT[shade], radius=0))
    charts.append(canvas.lines(_borders(groups, (edge, head), side), colour=LIGHT["orange"], width=1.2))
    for language in languages:
        charts += _matrix_names(canvas, network, order, (edge, head), side, language)
    return canvas.layered(charts)


def _steps(network: Network) -> tuple[float, float]:
    """Weights above which a cell is darker: weights that occur, at two thirds and nine tenths of all above 0."""
    some = network.weights[network.weights > 0]
    if not len(some):
        return 1.0, 1.0
    low, high = np.quantile(some, (2 / 3, 0.9), method="lower")
    return float(low), float(high)


def _step(weight: float, steps: tuple[float, float]) -> int:
    return -1 if weight <= 0 else sum(weight > step for step in steps)


def _borders(groups: Sequence[int], corner: Point, side: float) -> list[dict[str, Any]]:
    """Squares of the communities along the diagonal, as four lines each."""
    found, first = [], 0
    for number, size in enumerate(groups):
        left, top = corner[0] + first * side, corner[1] + first * side
        right, bottom = left + size * side, top + size * side
        corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
        for (x, y), (u, v) in pairwise(corners):
            found.append({"x": x, "y": y, "x2": u, "y2": v, "part": f"group|{number}"})
        first += size
    return found


def _matrix_names(
    canvas: Canvas, network: Network, order: Sequence[int], corner: Point, side: float, language: str
) -> list[Any]:
    """Names of the rows, numbers above the columns that stand before the names; and what the shades mean."""
    charts = []
    edge, head = corner
    if side >= 9:
        names = [short_name(network.nodes[row], language) for row in order]
        rows = [
            {
                "x": edge - 5,
                "y": head + (place + 0.5) * side,
                "text": f"{_clipped(name, edge - 30)} {place + 1}",
                "part": f"{language}|row|{network.nodes[row]}",
            }
            for place, (row, name) in enumerate(zip(order, names, strict=True))
        ]
        columns = [
            {
                "x": edge + (place + 0.5) * side,
                "y": head - 9,
                "text": str(place + 1),
                "part": f"{language}|column|{place}",
            }
            for place in range(len(order))
            if side >= 15 or place % 5 == 4
        ]
        size = min(NAME_SIZE, int(side))
        charts.append(canvas.texts(rows, align="right", size=size))
        charts.append(canvas.texts(columns, align="center", size=min(size, 10), colour=LIGHT["ink-2"]))
    low, high = _steps(network)
    rows_are = worded("rows" if network.arrow == "visit" else "rows_other", language)
    steps = f"≤ {low:g}, ≤ {high:g}, > {high:g}" if low < high else f"≤ {low:g}, > {low:g}"
    shades = worded("dark", language, steps=steps)
    stop = "；" if language == "zh" else "; "
    note = {"x": 6, "y": head + side * len(order) + 20, "text": rows_are + stop + shades, "part": f"{language}|note|0"}
    return [*charts, canvas.texts([note], colour=LIGHT["ink-2"], size=NAME_SIZE)]


def _clipped(name: str, room: float) -> str:
    while text_width(name, NAME_SIZE) > room and len(name) > 2:
        name = name[:-2].rstrip() + "…"
    return name
