"""Matrices: likeness of pairs with its number of sectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tashan.pictures.drawing import Drawing, length, on_ramp, step_of

_CELL: Final = 52
_ROW: Final = 36


def pairs_matrix(
    names: Sequence[str],
    values: Sequence[Sequence[float | None]],
    *,
    title: str,
    counted: str,
    ends: tuple[str, str],
    mine: str = "",
    decimals: int = 2,
) -> Drawing:
    """
    A triangle of pairs, each cell with its value; what was counted stands in the picture.

    Args:
        names: in the order of rows.
        values: symmetric; None where a pair has no value, which is drawn empty.
        title: what the picture shows.
        counted: the number of sectors in words; it stands above the triangle, always.
        ends: words for the lowest and the highest value.
        mine: the name whose row and column are outlined.
        decimals: of the numbers.
    """
    count = len(names)
    left = max(length(name) for name in names) + 14
    known = [value for i, row in enumerate(values) for value in row[:i] if value is not None]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    cell, row_high = (_CELL, _ROW) if count <= 14 else (36, 24)
    size = 13 if count <= 14 else 11
    wide = left + count * cell + length(names[-1]) + 10
    beside = wide >= length(counted) + 210  # a few regions fit a phone: the key then stands below what was counted
    width = max(wide, length(counted) + 20, 190)
    top = 60 if beside else 108
    drawing = Drawing(width, count * row_high + top + 4, title)
    drawing.rect((0, 2, length(counted) + 16, 24), stroke="rule-strong", radius=3)
    drawing.text(8, 14, counted)
    _key(drawing, (width - 170, 6) if beside else (0, 38), (low, high), ends, decimals)
    for i, name in enumerate(names):
        y = top + (i - 0.5) * row_high
        own = name == mine
        drawing.text(left - 10, y, name, anchor="end", size=size, weight=500 if own else 400)
        for j in range(i):
            value = values[i][j]
            box = (left + j * cell + 1, y - row_high / 2 + 1, cell - 2, row_high - 2)
            hint = f"{name} – {names[j]}: {'–' if value is None else f'{value:.4f}'}"
            if value is None:
                drawing.rect(box, stroke="rule", hint=hint)
                drawing.text(left + (j + 0.5) * cell, y, "–", anchor="middle", size=size, colour="ink-3")
                continue
            step = step_of(value, low, high)
            drawing.rect(box, f"ramp-{step}", hint=hint)
            middle = left + (j + 0.5) * cell
            drawing.text(middle, y, f"{value:.{decimals}f}", anchor="middle", size=size, colour=on_ramp(step))
        drawing.text(left + i * cell + 6, y, name, size=size, colour="ink-3", weight=500 if own else 400)
    if mine in names:
        _outline(drawing, names.index(mine), count, (left, top, cell, row_high))
    return drawing


def _outline(drawing: Drawing, place: int, count: int, grid: tuple[float, float, float, float]) -> None:
    left, top, cell, high = grid
    if place:
        drawing.rect((left, top + (place - 1) * high, place * cell, high), stroke="ink", thick=2)
    if place < count - 1:
        box = (left + place * cell, top + place * high, cell, (count - 1 - place) * high)
        drawing.rect(box, stroke="ink", thick=2)


def _key(
    drawing: Drawing, corner: tuple[float, float], bounds: tuple[float, float], ends: tuple[str, str], decimals: int
) -> None:
    x, y = corner
    for step in range(1, 6):
        drawing.rect((x + (step - 1) * 34, y, 32, 10), f"ramp-{step}")
    low, high = (f"{bound:.{decimals}f}" for bound in bounds)
    drawing.text(x, y + 24, f"{low} {ends[0]}", size=12, colour="ink-3")
    drawing.text(x + 168, y + 24, f"{high} {ends[1]}", size=12, colour="ink-3", anchor="end")
