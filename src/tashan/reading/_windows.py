"""Stretches of English text around words that can begin a date or a number: the rest need not be searched."""

from __future__ import annotations

import re
from collections.abc import Iterable


def windows(text: str, hot: Iterable[int], reach: int) -> list[tuple[int, int]]:
    """
    Which stretches of the text lie within reach of a hot offset?

    Args:
        text: the text.
        hot: offsets in rising order.
        reach: characters on either side.

    Returns:
        Stretches in order, merged where they meet, cut at blanks so that no word is split.
    """
    found: list[tuple[int, int]] = []
    size = len(text)
    for at in hot:
        left, right = at - reach, at + reach
        if found and left <= found[-1][1]:
            found[-1] = (found[-1][0], right)
        else:
            found.append((left, right))
    return [
        (
            text.rfind(" ", 0, left) + 1 if left > 0 else 0,
            blank if right < size and (blank := text.find(" ", right)) >= 0 else size,
        )
        for left, right in found
    ]


def offsets(text: str, pattern: re.Pattern[str], words: Iterable[str]) -> list[int]:
    """Where the pattern matches or one of the words stands, in rising order; plain words are found fastest one by one."""
    return sorted([match.start() for match in pattern.finditer(text)] + offsets_of(text, words))


def offsets_of(text: str, words: Iterable[str]) -> list[int]:
    """Where one of the words stands, in rising order."""
    found: list[int] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append(at)
            at = text.find(word, at + 1)
    found.sort()
    return found
