"""Patterns from lists of words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def any_of(words: str, *, around: str = "{}", flags: int = 0) -> re.Pattern[str]:
    """
    One pattern for a list of words or small patterns parted by blanks.

    Args:
        words: the list; `_` stands for a blank inside an English phrase.
        around: a pattern in which `{}` is replaced by the alternatives.
        flags: of `re`.
    """
    body = "|".join(word.replace("_", r"\s+") for word in words.split())
    return re.compile(around.replace("{}", f"(?:{body})"), flags)


def found_at(gate: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """
    What `pattern.finditer` finds, several times as fast for a pattern that begins with alternatives.

    Args:
        gate: matches one character, by a set of characters that the engine can search for, wherever the pattern can
            match; what it looks for behind that character may tell more.
        pattern: never matches nothing.
        text: what is searched.
    """
    match_at = pattern.match
    end = 0
    for spot in gate.finditer(text):
        at = spot.start()
        if at >= end:
            match = match_at(text, at)
            if match is not None:
                yield match
                end = match.end()
