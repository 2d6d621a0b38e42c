"""Patterns from lists of words."""

from __future__ import annotations

import re


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
