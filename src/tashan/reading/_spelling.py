"""The words of the original behind a stretch of the normal text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tashan.reading.source import Analysis


def spelled(analysis: Analysis, pieces: Iterable[tuple[int, int]]) -> str:
    """The original characters of these stretches, joined, without glosses and blanks inside them."""
    original = analysis.source.original
    return "".join([original(start, end) for start, end in pieces])
