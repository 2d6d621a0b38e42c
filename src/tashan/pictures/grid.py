"""The tile grid for a page: drawn without the renderer in a millisecond, one direction and language at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tashan.pictures.arcs import arc, crowding, strength
from tashan.pictures.drawing import Drawing, length
from tashan.pictures.flows import Flow
from tashan.pictures.provinces import TILES, province_name
from tashan.pictures.tiles import fitted, tally

_STEP: Final = 86
_SIDE: Final = 78
_FEW: Final = 20
"""With so few arcs each is drawn thicker, so that a month of visits is not a picture of hairs."""
_WORDS: Final = {"zh": ("访 {}", "接 {}", " "), "en": ("out {}", "in {}", " · ")}


def tile_grid(
    flows: Sequence[Flow], *, direction: str = "visit", language: str = "zh", mine: str | None = None
) -> Drawing:
    """
    Who visited whom, on a grid of 34 squares.

    Args:
        flows: between provinces.
        direction: `visit` (arcs from visitor to host) or `knowledge` (from host to visitor).
        language: `zh` or `en`.
        mine: first two digits of the code of the reader's province, which is framed, and whose arcs are darker.

    Returns:
        A drawing in which every square and arc says under the pointer what it stands for.
    """
    title = "省际考察往来" if language == "zh" else "Visits between provinces"
    drawing = Drawing(9 * _STEP - 8, 8 * _STEP - 8, title)
    out, received = tally(flows)
    busy = set(out) | set(received)
    for key in TILES:
        x, y = _corner(key)
        if key in busy:
            frame, thick = ("ink", 2.5) if key == mine else ("rule-strong", 1)
            drawing.rect((x + 0.5, y + 0.5, _SIDE - 1, _SIDE - 1), "panel", stroke=frame, thick=thick, radius=2)
        else:
            stroke = "ink" if key == mine else ""
            drawing.rect((x, y, _SIDE, _SIDE), "sunk", stroke=stroke, thick=2.5, radius=2)
    for flow in sorted(flows, key=lambda flow: (mine in (flow.visitor, flow.host), -len(flow.legs))):
        _arc(drawing, flow, direction, language, mine, among=len(flows))
    for key in TILES:
        x, y = _corner(key)
        own = key in busy
        ground, colour = ("panel", "ink") if own else ("sunk", "ink-3")
        size = 13 if language == "zh" else 10.5
        weight = 500 if key == mine else 400
        name = province_name(key, language)
        drawn = min(size, round(size * (_SIDE - 10) / length(name, size), 1))  # Inner Mongolia is as long as its square
        drawing.text(x + 7, y + 14, name, colour=colour, size=drawn, weight=weight, halo=ground)
        if own:
            lines = _counts(out.get(key, 0), received.get(key, 0), language, size - 1)
            for above, line in enumerate(reversed(lines)):
                at = (x + _SIDE - 7, y + _SIDE - 12 - 13 * above)
                drawing.text(*at, line, colour="ink-2", size=size - 1, anchor="end", halo=ground)
    return drawing


def _arc(drawing: Drawing, flow: Flow, direction: str, language: str, mine: str | None, *, among: int) -> None:
    start, end = (flow.visitor, flow.host) if direction == "visit" else (flow.host, flow.visitor)
    ring = arc(
        _centre(start), _centre(end), count=(4 if among <= _FEW else 1) * len(flow.legs), gap=13, scale=crowding(among)
    )
    colour = "jade" if direction == "visit" else "orange"
    opacity = strength(among) if mine is None else 0.78 if mine in (flow.visitor, flow.host) else strength(among) * 0.65
    number = len(flow.legs)
    names = f"{province_name(flow.visitor, language)} → {province_name(flow.host, language)}"
    hint = f"{names}：{number} 次" if language == "zh" else f"{names}: {number} visit{'s' if number > 1 else ''}"
    drawing.path(ring, "", fill=colour, closed=True, opacity=round(opacity, 2), hint=hint)


def _counts(out: int, received: int, language: str, size: float) -> list[str]:
    first, second, between = _WORDS[language]
    parts = [word.format(number) for word, number in ((first, out), (second, received)) if number]
    return fitted(parts, between, _SIDE - 10, size)


def _corner(key: str) -> tuple[float, float]:
    column, row = TILES[key]
    return column * _STEP, row * _STEP


def _centre(key: str) -> tuple[float, float]:
    x, y = _corner(key)
    return x + _SIDE / 2, y + _SIDE / 2
