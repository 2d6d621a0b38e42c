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
    return [figure for quantity in quantities if (figure := frame.figure(quantity)) is not None]
