"""English grammar of time."""

from __future__ import annotations

from tashan.reading._times_types import TimeMention


def find_times_en(text: str) -> list[TimeMention]:
    """Times in normalised English text, see `times.find_times`."""
    return []
