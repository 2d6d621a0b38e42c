"""
A sentence in which places, times, people and delegations are single characters.

English names run over many words, so a clause pattern over the plain text is long and slow. Here each mention is
folded into one private-use character first; the clause patterns are then short expressions over folded text, and
every character of the folded text still knows where it stood.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from tashan.reading._patterns import holds_any, ignoring_case

PLACE, TIME, TITLE, PERSON, PARTY, QUOTE = (chr(0xE001 + n) for n in range(6))
MARKS = PLACE + TIME + TITLE + PERSON + PARTY + QUOTE

_NAMES = {"place": PLACE, "time": TIME, "title": TITLE, "person": PERSON, "party": PARTY, "quote": QUOTE}
_NAMED = re.compile(rf"(?<!\?P)<({'|'.join(_NAMES)})>")
_MARK = re.compile(f"[{MARKS}]")


def words_before(text: str, low: int, at: int, fits: Callable[[str], bool]) -> int:
    """
    Where the run of fitting words begins that ends right before a position.

    Args:
        text: the folded text.
        low: where to stop looking.
        at: a position at the beginning of a word.
        fits: tells whether a word, as it stands, belongs to the run.
    """
    start = at
    while start > low:
        cut = text.rfind(" ", low, start - 1)
        cut = low if cut < 0 else cut + 1
        if not fits(text[cut : start - 1]):
            break
        start = cut
        if cut == low:
            break
    return start


@cache
def frame(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Compile a clause pattern in which `<place>`, `<time>`, `<title>`, `<person>`, `<party>` stand for mentions."""
    pattern = pattern.replace("[^.;]", r"(?:[^.;]|\.(?=\d))")
    pattern = _NAMED.sub(lambda match: _NAMES[match.group(1)], pattern)
    return ignoring_case(pattern) if flags & re.IGNORECASE else re.compile(pattern)


@dataclass(slots=True)
class Mention:
    """Something folded into one mark: where it stands in the normal text and what it means."""

    start: int
    end: int
    mark: str
    value: Any


Build = Callable[["re.Match[str]", "Ribbon"], Any]


class Ribbon:
    """
    One sentence, folded step by step.

    Attributes:
        text: the folded text.
        start: offset of the sentence in the normal text.
        end: offset after it.
        lowered: the sentence before folding, in lower case, for cheap tests.
    """

    __slots__ = ("_mentions", "_origin", "end", "lowered", "start", "text")

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.lowered = text.lower()
        self.start = start
        self.end = start + len(text)
        self._origin = list(range(start, self.end + 1))
        self._mentions: dict[int, Mention] = {}

    def holds(self, words: tuple[str, ...]) -> bool:
        """Whether the sentence holds one of some strings, given in lower case."""
        return holds_any(self.lowered, words)

    def origin(self, at: int) -> int:
        """Offset in the normal text of a position in the folded text."""
        return self._origin[at]

    def mention(self, at: int) -> Mention:
        """The mention whose mark stands at a position of the folded text."""
        return self._mentions[self._origin[at]]

    def value(self, at: int) -> Any:
        """What the mark at a position of the folded text means."""
        return self._mentions[self._origin[at]].value

    def values(self, mark: str, start: int = 0, end: int | None = None) -> list[Any]:
        """What the marks of one kind mean, from left to right."""
        text, stop, found = self.text, len(self.text) if end is None else end, []
        at = text.find(mark, start, stop)
        while at >= 0:
            found.append(self.value(at))
            at = text.find(mark, at + 1, stop)
        return found

    def position(self, origin: int) -> int:
        """Position in the folded text of an offset in the normal text (that of the mark that swallowed it)."""
        low, high = 0, len(self.text)
        while low < high:
            middle = (low + high + 1) // 2
            if self._origin[middle] <= origin:
                low = middle
            else:
                high = middle - 1
        return low

    def fold_spans(self, mark: str, spans: list[tuple[int, int, Any]]) -> None:
        """Fold stretches given as (start, end, value) in the normal text; they are sorted and do not overlap."""
        places = [(self.position(start), self.position(end), value) for start, end, value in spans]
        self.replace(mark, [p for p in places if p[0] < p[1]])

    def fold(self, pattern: re.Pattern[str], mark: str, build: Build, group: int = 0) -> bool:
        """
        Fold every match of a pattern for which `build` gives a meaning (not None).

        Returns:
            Whether anything was folded.
        """
        found = []
        for match in pattern.finditer(self.text):
            value = build(match, self)
            if value is not None:
                found.append((match.start(group), match.end(group), value))
        if found:
            self.replace(mark, found)
        return bool(found)

    def fold_around(
        self,
        mark: str,
        left: re.Pattern[str],
        endings: tuple[str, ...],
        right: re.Pattern[str],
        build: Callable[[int, int, int], Any],
    ) -> None:
        """
        Widen every mark of one kind by the words beside it.

        Args:
            mark: the kind of mark to widen.
            left: what may stand before it; a pattern that ends in `$`.
            endings: how what stands before it can end; without them `left` is not tried.
            right: what may stand behind it.
            build: gives the meaning of (start, mark, end) as positions in the folded text, or None to leave it.
        """
        text, found, last = self.text, [], 0
        at = text.find(mark)
        while at >= 0:
            before = left.search(text, max(last, at - 70), at) if text.endswith(endings, 0, at) else None
            start = before.start() if before else at
            after = right.match(text, at + 1)
            end = after.end() if after else at + 1
            if end - start > 1:
                value = build(start, at, end)
                if value is not None:
                    found.append((start, end, value))
                    last = end
            at = text.find(mark, max(end, at + 1))
        if found:
            self.replace(mark, found)

    def replace(self, mark: str, found: list[tuple[int, int, Any]]) -> None:
        """Fold stretches given as (start, end, value) in the folded text, in order."""
        text, origin = self.text, self._origin
        pieces: list[str] = []
        offsets: list[int] = []
        at = 0
        for start, end, value in found:
            if start < at:
                continue
            pieces += text[at:start], mark
            offsets += origin[at : start + 1]
            self._mentions[origin[start]] = Mention(origin[start], self._end(end), mark, value)
            at = end
        pieces.append(text[at:])
        offsets += origin[at:]
        self.text, self._origin = "".join(pieces), offsets

    def _end(self, at: int) -> int:
        """Offset after the character before a position: a mark ends where its mention ends."""
        before = self._origin[at - 1]
        if _MARK.match(self.text, at - 1) and before in self._mentions:
            return self._mentions[before].end
        return before + 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the normal text of a stretch of the folded text."""
        return self._origin[start], self._end(end) if end > start else self._origin[start]
