"""Change over time: lines with their names at the end, and small multiples that share their scale."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from math import ceil, floor, log10
from typing import Final

from tashan.pictures.drawing import Drawing, length

Points = Sequence[tuple[float, float]]
_Scales = tuple[Callable[[float], float], Callable[[float], float]]

_GAP: Final = 17


def time_series(
    lines: Mapping[str, Points],
    *,
    title: str,
    unit: str = "",
    mine: str = "",
    breaks: Sequence[tuple[float, str]] = (),
    width: int = 620,
    height: int = 300,
    decimals: int = 1,
) -> Drawing:
    """
    Lines over years, each named at its end with its last value; years without a value part the line.

    Args:
        lines: name to (year, value), by year; years one apart are joined, others by dashes.
        title: what the picture shows.
        unit: above the scale.
        mine: the name that is drawn strong.
        breaks: years at which a series cannot be compared with what went before, and why.
        width: in pixels.
        height: in pixels.
        decimals: of the values at the ends.
    """
    points = [point for line in lines.values() for point in line]
    drawing = Drawing(width, height, title)
    if not points:
        return drawing
    years = [point[0] for point in points]
    first, last = min(years), max(years)
    ticks = _ticks(min(value for _, value in points), max(value for _, value in points))
    names = max(length(f"{name} {line[-1][1]:.{decimals}f}") for name, line in lines.items() if line)
    left = max(length(_short(tick), 12) for tick in ticks) + 12
    right, top, bottom = width - names - 16, 28.0, height - 30.0

    def x(year: float) -> float:
        return left + (right - left) * ((year - first) / (last - first) if last > first else 0.5)

    def y(value: float) -> float:
        return bottom - (bottom - top) * (value - ticks[0]) / (ticks[-1] - ticks[0])

    drawing.text(0, 8, unit, size=12, colour="ink-3")
    for tick in ticks:
        drawing.line((left, y(tick)), (right, y(tick)), "rule")
        drawing.text(left - 8, y(tick), _short(tick), size=12, colour="ink-3", anchor="end")
    shown = sorted(set(years))
    every = max(1, ceil(len(shown) * 40 / max(right - left, 1)))
    for place, year in enumerate(shown):
        if place % every == 0 or year == last:
            drawing.text(x(year), bottom + 16, f"{year:.0f}", size=12, colour="ink-3", anchor="middle")
    for year, why in breaks:
        drawing.line((x(year) - 8, top - 6), (x(year) - 8, bottom), "amber", dashed=True)
        drawing.text(x(year) - 4, top - 12, why, size=12, colour="amber", halo="paper")
    _draw(drawing, lines, (x, y), mine)
    _end_labels(drawing, lines, (x, y), mine, decimals)
    return drawing


def _draw(drawing: Drawing, lines: Mapping[str, Points], to: _Scales, mine: str) -> None:
    x, y = to
    for name, line in sorted(lines.items(), key=lambda item: item[0] == mine):
        strong = name == mine or len(lines) == 1
        colour = "jade" if strong else "jade-soft"
        for (year, value), (later, after) in pairwise(line):
            ends = ((x(year), y(value)), (x(later), y(after)))
            drawing.line(*ends, colour, thick=2.5 if strong else 1.5, dashed=later - year > 1)
        for year, value in line:
            drawing.circle(x(year), y(value), 3.5 if strong else 2.5, colour, hint=f"{name} {year:.0f}: {value:g}")


def _end_labels(drawing: Drawing, lines: Mapping[str, Points], to: _Scales, mine: str, decimals: int) -> None:
    """Names at the ends, moved apart so that none lies on another."""
    x, y = to
    ends = sorted((y(line[-1][1]), name, line[-1]) for name, line in lines.items() if line)
    places: list[float] = []
    for at, _, _ in ends:
        places.append(max(at, places[-1] + _GAP) if places else at)
    over = places[-1] - (drawing.height - 24)
    if over > 0:
        places = [place - over for place in places]
    edge = max(x(point[0]) for _, _, point in ends) + 9
    for place, (at, name, (year, value)) in zip(places, ends, strict=True):
        if abs(place - at) > 2:
            drawing.line((x(year) + 3, at), (edge - 2, place), "rule")
        weight = 500 if name == mine else 400
        drawing.text(edge, place, f"{name} {value:.{decimals}f}", weight=weight, halo="paper")


def _ticks(low: float, high: float) -> list[float]:
    """Three to seven round numbers that hold all values."""
    if high == low:
        low, high = low - abs(low) * 0.1 - 0.5, high + abs(high) * 0.1 + 0.5
    raw = (high - low) / 4
    unit = 10.0 ** floor(log10(raw))
    step = next(unit * each for each in (1, 2, 2.5, 5, 10) if unit * each >= raw)
    first, last = floor(low / step), ceil(high / step)
    return [round(step * place, 12) for place in range(first, last + 1)]


def _short(value: float) -> str:
    return f"{value:,.6g}"


def small_multiples(
    panels: Mapping[str, Points],
    *,
    title: str,
    mine: str = "",
    across: int = 4,
    width: int = 900,
    high: int = 110,
    decimals: int = 1,
    together: bool = True,
) -> Drawing:
    """
    One small picture a name, all on one scale of years and (with `together`) of values, first and last value written.

    Args:
        panels: name to (year, value), by year.
        title: what the picture shows.
        mine: the name that is drawn strong.
        across: pictures beside each other.
        width: in pixels.
        high: of one small picture, in pixels.
        decimals: of the values written.
        together: whether all share the scale of values.
    """
    kept = {name: line for name, line in panels.items() if line}
    rows = -(-len(kept) // across) if kept else 1
    drawing = Drawing(width, rows * (high + 30), title)
    points = [point for line in kept.values() for point in line]
    if not points:
        return drawing
    first, last = min(year for year, _ in points), max(year for year, _ in points)
    cell = width / across
    for number, (name, line) in enumerate(kept.items()):
        left, top = number % across * cell + 2, number // across * (high + 30)
        among = points if together else line
        low, top_value = min(value for _, value in among), max(value for _, value in among)
        spread = (top_value - low) or 1.0

        def place(
            point: tuple[float, float],
            at: tuple[float, float] = (left, top),
            scale: tuple[float, float] = (low, spread),
        ) -> tuple[float, float]:
            along = (point[0] - first) / (last - first) if last > first else 0.5
            return at[0] + along * (cell - 64), at[1] + high - 12 - (point[1] - scale[0]) / scale[1] * (high - 46)

        own = name == mine
        drawing.text(left, top + 10, name, weight=500 if own else 400)
        drawing.line((left, top + high - 6), (left + cell - 64, top + high - 6))
        drawing.path([place(point) for point in line], "jade" if own else "jade-soft", thick=2.5 if own else 2)
        end = place(line[-1])
        drawing.circle(*end, 3, "jade" if own else "jade-soft", hint=f"{name} {line[-1][0]:.0f}: {line[-1][1]:g}")
        drawing.text(end[0] + 7, end[1], f"{line[-1][1]:.{decimals}f}", size=12, halo="paper")
        if number >= len(kept) - across:
            drawing.text(left, top + high + 6, f"{first:.0f}", size=11, colour="ink-3")
            drawing.text(left + cell - 64, top + high + 6, f"{last:.0f}", size=11, colour="ink-3", anchor="end")
    return drawing
