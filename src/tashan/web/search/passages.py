"""A passage of what was found, with the words of the query marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tashan.web.search.tokens import Word, normal

_AROUND: Final = 44


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text, marked or not."""

    text: str
    marked: bool


def marked(text: str, words: Sequence[Word]) -> tuple[Piece, ...]:
    """The whole text with the words marked, whatever script it is written in."""
    pattern = _pattern(words)
    if pattern is None:
        return (Piece(text, marked=False),) if text else ()
    pieces, at = [], 0
    for found in pattern.finditer(normal(text)):
        if found.start() > at:
            pieces.append(Piece(text[at : found.start()], marked=False))
        pieces.append(Piece(text[found.start() : found.end()], marked=True))
        at = found.end()
    if at < len(text):
        pieces.append(Piece(text[at:], marked=False))
    return tuple(pieces)


def passage(text: str, words: Sequence[Word]) -> tuple[Piece, ...]:
    """The words around the first mark of a text; its beginning where nothing is marked."""
    pattern = _pattern(words)
    found = pattern.search(normal(text)) if pattern else None
    first = max(0, found.start() - _AROUND) if found else 0
    last = min(len(text), (found.end() if found else 0) + 2 * _AROUND)
    shown = " ".join(text[first:last].split())
    return marked(f"{'……' if first else ''}{shown}{'……' if last < len(text) else ''}", words)


def _pattern(words: Sequence[Word]) -> re.Pattern[str] | None:
    alternatives = [
        (r"(?<![0-9a-z])" if word.text[0] < "㐀" else "") + re.escape(word.text)
        for word in sorted(words, key=lambda word: -len(word.text))
    ]
    return re.compile("|".join(alternatives)) if alternatives else None
