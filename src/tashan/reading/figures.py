"""
Which figures does a text state? Amounts, shares and counts with their subject, unit and period.

A figure is a number with a unit in a running sentence. Lists (一是), small counts in words (三个城市群), lengths of time,
titles, references, page furniture and targets are none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tashan.reading._figures_chinese import ChineseFigures
from tashan.reading._figures_english import EnglishFigures

if TYPE_CHECKING:
    from tashan.reading.source import Analysis
    from tashan.records import Figure


def read_figures(analysis: Analysis) -> list[Figure]:
    """
    The figures that a document states, in the order of the text.

    `value` is in `unit` (约3000亿元 is 300000000000 元). The period is the time named nearest before the number in its
    sentence (or in brackets after it), as `Dating.period` writes it. Numbers under doubt stand in `candidates`.
    """
    quantities = analysis.quantities
    if not quantities:
        return []
    frame = EnglishFigures(analysis) if analysis.grammar == "en" else ChineseFigures(analysis)
    return _once([figure for quantity in quantities if (figure := frame.figure(quantity)) is not None])


def _once(found: list[Figure]) -> list[Figure]:
    """One record a figure: what headline and story both tell is told once, under its fuller words."""
    if len(found) < _TWO:
        return found
    kept: dict[tuple[object, ...], list[Figure]] = {}
    for figure in found:
        if figure.value is None:
            kept.setdefault((id(figure),), []).append(figure)
            continue
        same = kept.setdefault((figure.value, figure.unit, figure.measure), [])
        at = next((n for n, other in enumerate(same) if _agree(other, figure)), None)
        if at is None:
            same.append(figure)
        elif _told(figure) > _told(same[at]):
            same[at] = figure
    chosen = {id(figure) for figures in kept.values() for figure in figures}
    return [figure for figure in found if id(figure) in chosen]


_TWO = 2


def _agree(one: Figure, other: Figure) -> bool:
    """Whether two figures of one measure may be the same: neither names another subject or time."""
    return all(a is None or b is None or a == b for a, b in ((one.subject, other.subject), (one.period, other.period)))


def _told(figure: Figure) -> int:
    return (figure.subject is not None) + (figure.period is not None)
