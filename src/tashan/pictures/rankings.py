"""Rankings: bars with their numbers, and how places change between two ways of measuring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tashan.pictures.drawing import Drawing, length

_ROW: Final = 26


@dataclass(frozen=True, slots=True)
class Bar:
    """
    One bar.

    Attributes:
        name: of the region.
        value: None where it is not known; the row then says so.
        text: the value as readers write it.
        mine: whether it is the reader's own.
    """

    name: str
    value: float | None
    text: str
    mine: bool = False


def ranking(
    bars: Sequence[Bar],
    *,
    title: str,
    line: tuple[float, str] | None = None,
    own: str = "",
    unknown: str = "–",
    width: int = 560,
    numbered: bool = True,
) -> Drawing:
    """
    Bars in the order given, each with its rank, name and number; below zero they run to the left in the other colour.

    Args:
        bars: the rows.
        title: what the picture shows.
        line: a value drawn across all rows (a mean, a target) and its words.
        own: words beside the reader's own bar.
        unknown: words in place of a value that is not known.
        width: in pixels.
        numbered: whether ranks stand before the names.
    """
    names = max((length(bar.name) for bar in bars), default=0)
    left = names + (44 if numbered else 16)
    texts = max((length(bar.text) for bar in bars), default=0)
    room = width - left - texts - (length(own) + 20 if own else 0) - 12
    known = [bar.value for bar in bars if bar.value is not None]
    low, high = min([0.0, *known]), max([0.0, *known, line[0] if line else 0.0])
    scale = room / (high - low) if high > low else 0.0
    zero = left - low * scale
    bottom = len(bars) * _ROW + 4
    drawing = Drawing(width, bottom + (26 if line else 4), title)
    if line:
        x = zero + line[0] * scale
        drawing.line((x, 2), (x, bottom), "ink-3", dashed=True)
        drawing.text(x, bottom + 13, line[1], size=12, colour="ink-2", anchor="middle")
    if low < 0:
        drawing.line((zero, 2), (zero, bottom), "rule-strong")
    rank = 0
    for place, bar in enumerate(bars):
        y = place * _ROW + _ROW / 2 + 2
        weight = 500 if bar.mine else 400
        if numbered and bar.value is not None:
            rank += 1
            drawing.text(0, y, str(rank), colour="ink-3")
        drawing.text(28 if numbered else 0, y, bar.name, weight=weight)
        if bar.value is None:
            drawing.text(zero + 4, y, unknown, colour="ink-3")
            continue
        long = abs(bar.value) * scale
        strong, pale = ("jade", "jade-soft") if bar.value >= 0 else ("orange", "orange")
        x = zero if bar.value >= 0 else zero - long
        drawing.rect(
            (x, y - 7, max(long, 1), 14), strong if bar.mine else pale, radius=1, hint=f"{bar.name}: {bar.text}"
        )
        end = max(zero, x + long) + 7
        drawing.text(end, y, bar.text, weight=weight, halo="paper")
        if bar.mine and own:
            drawing.text(end + length(bar.text) + 10, y, f"← {own}", weight=500)
    return drawing


@dataclass(frozen=True, slots=True)
class Move:
    """
    One name in two rankings.

    Attributes:
        name: of the region.
        before, after: ranks, from 1.
        before_text, after_text: what each rests on (75 km, 0.95 h).
        change: the change in words (up 2).
        mine: whether it is the reader's own.
    """

    name: str
    before: int
    after: int
    before_text: str = ""
    after_text: str = ""
    change: str = ""
    mine: bool = False


def rank_changes(moves: Sequence[Move], *, title: str, heads: tuple[str, str], width: int = 560) -> Drawing:
    """Two rankings side by side with a line for each name; the reader's own is strong."""
    high = 36
    drawing = Drawing(width, len(moves) * high + 40, title)
    names = max((length(move.name) for move in moves), default=0)
    texts = max((length(move.before_text) for move in moves), default=0)
    left = texts + names + 44
    after = max((length(f"{move.after_text} {move.change}") for move in moves), default=0)
    right = width - names - after - 52
    drawing.text(left, 10, heads[0], anchor="end", size=12, colour="ink-2")
    drawing.text(right, 10, heads[1], size=12, colour="ink-2")
    drawing.line((left, 24), (left, len(moves) * high + 32))
    drawing.line((right, 24), (right, len(moves) * high + 32))
    for move in sorted(moves, key=lambda each: each.mine):
        one, two = move.before * high + 4, move.after * high + 4
        colour, weight = ("jade", 500) if move.mine else ("ink-3", 400)
        drawing.line((left, one), (right, two), colour, thick=3 if move.mine else 1.2)
        for x, y in ((left, one), (right, two)):
            drawing.circle(x, y, 4.5 if move.mine else 3, colour)
        drawing.text(left - 12, one, str(move.before), anchor="end", weight=weight)
        drawing.text(left - 30, one, move.name, anchor="end", weight=weight)
        drawing.text(left - 42 - names, one, move.before_text, anchor="end", colour="ink-3")
        drawing.text(right + 12, two, str(move.after), weight=weight)
        drawing.text(right + 32, two, move.name, weight=weight)
        drawing.text(right + 44 + names, two, f"{move.after_text} {move.change}".strip(), colour="ink-3")
    return drawing
