"""When? Expressions of time in normalised text, with what they leave open."""

from __future__ import annotations

from tashan.reading._times_types import Day, TimeMention

__all__ = ["Day", "TimeMention", "find_times"]


def find_times(text: str, language: str = "zh") -> list[TimeMention]:
    """
    Which times does the text speak of?

    Args:
        text: normalised text (Simplified characters, half-width digits).
        language: `zh` (also `zh-Hans`, `zh-Hant`) or `en`.

    Returns:
        Mentions in the order of the text, none overlapping. Years and months that the words leave out stay None
        (`dating.date_document` fills them); a list gives one mention an item.
    """
    if language.startswith("en"):
        from tashan.reading._times_en import find_times_en

        return find_times_en(text)
    from tashan.reading._times_zh import find_times_zh

    return find_times_zh(text)
