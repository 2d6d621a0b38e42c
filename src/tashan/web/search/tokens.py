"""
How words are cut so that both databases find them: Chinese into pairs of characters, everything else into words.

No database cuts Chinese well by itself, and three-character search misses 生态 and 苏州. Every Chinese character begins
one token (with the one after it, or alone at the end of a run), so one character is found by its beginning and longer
words as a phrase of pairs. Traditional characters are looked up as Simplified ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tashan.reading.normal import simplified

_RUN: Final = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]+|[0-9a-zÀ-ɏͰ-ӿ]+")
LONGEST: Final = 200_000
"""Characters of a text that are looked into; one tsvector of PostgreSQL holds no more than a megabyte."""


@dataclass(frozen=True, slots=True)
class Word:
    """
    One word of a query.

    Attributes:
        text: the word, in Simplified characters and lower case.
        tokens: its tokens, which stand next to each other; of a single one, only the beginning.
    """

    text: str
    tokens: tuple[str, ...]

    @property
    def is_beginning(self) -> bool:
        """Whether what is found may go on after it: one Chinese character, or a Western word."""
        return len(self.text) == 1 or self.text[0] < "㐀"


def normal(text: str) -> str:
    """The text as it is compared: Simplified characters, lower case, character for character as long as before."""
    plain = simplified(text)
    lower = plain.lower()
    return lower if len(lower) == len(text) else plain if len(plain) == len(text) else text


def bigrams(text: str) -> str:
    """The tokens of a text, divided by spaces."""
    return " ".join(token for run in _runs(text[:LONGEST]) for token in _tokens(run, closed=True))


def words(query: str) -> tuple[Word, ...]:
    """The words of a query, each once; empty where it holds no letter, digit or Chinese character."""
    return tuple(dict.fromkeys(Word(run, tuple(_tokens(run, closed=False))) for run in _runs(query)))


def _runs(text: str) -> Iterator[str]:
    return (found[0] for found in _RUN.finditer(normal(text)))


def _tokens(run: str, *, closed: bool) -> Iterator[str]:
    if run[0] < "㐀":
        yield run
        return
    yield from (run[at : at + 2] for at in range(len(run) - 1))
    if closed or len(run) == 1:
        yield run[-1]
