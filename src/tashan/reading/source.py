"""A document as it is read: its text, its sentences, and what stands where."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from tashan.reading._once import once
from tashan.reading._stance import Stance
from tashan.reading.normal import Normal, normal_chinese, normal_english
from tashan.records import Span

if TYPE_CHECKING:
    from tashan.reading.dating import Dating
    from tashan.reading.numbers import Quantity
    from tashan.reading.suspect import Sign
    from tashan.reading.times import TimeMention
    from tashan.regions import Places, Region

LONGEST_QUOTE = 300
_LONGEST_SENTENCE = 2_000

# A bracketed source or date behind a headline ends it: "…考察(2018-03-28 www…)3月27日,…".
_CHINESE_SENTENCE = re.compile(
    r"(?:[^。!?;\n】(]+|\((?![^()\n]{0,60}(?:\d{4}[-年/.]\d|讯|网|记者|来源|时间)[^()\n]{0,60}\)(?![》”])))+"
    r"(?:\([^()\n]{0,120}\)|[。!?;】]*[”’)》]*)|\([^()\n]{0,120}\)|[。!?;】]+[”’)》]*"
)
# The same for a text without brackets.
_PLAIN_SENTENCE = re.compile(r"[^。!?;\n】]+[。!?;】]*[”’)》]*|[。!?;】]+[”’)》]*")
# What may not stand before a stop is looked for behind it: the engine searches for the stops alone.
_ENGLISH_END = re.compile(
    r"[.!?\n;](?:(?<=[.!?])(?<![A-Z]\.[A-Z].)(?<!\b[A-Z].)(?<!\bMr.)(?<!\bMs.)(?<!\bMrs.)(?<!\bDr.)(?<!\bSt.)(?<!\bNo.)"
    r"(?<!\bvs.)(?<!\bgov.)(?<!\bJan.)(?<!\bFeb.)(?<!\bMar.)(?<!\bApr.)(?<!\bJun.)(?<!\bJul.)(?<!\bAug.)(?<!\bSept.)"
    r"(?<!\bSep.)(?<!\bOct.)(?<!\bNov.)(?<!\bDec.)(?!(?<=\bMay\.) \d)[.!?]*[\"')\]]*(?=\s+[\"'(\[]?[A-Z0-9])|(?<=\n)\n*|(?<=;)(?=\s))"
)
_PARAGRAPH = re.compile(r"[^\n]+")


class Placed(Protocol):
    """Anything that stands somewhere in the normal text."""

    @property
    def start(self) -> int:
        """Offset of the first character."""

    @property
    def end(self) -> int:
        """Offset after the last character."""


P = TypeVar("P", bound=Placed)


class Source:
    """
    One decoded document.

    Attributes:
        raw: the text as decoded; evidence offsets count its code points.
        norm: the text in normal form (see normal.py); every reader works on it.
        language: zh-Hans, zh-Hant or en.
    """

    def __init__(self, raw: str, language: str) -> None:
        self.raw = raw
        self.language = language
        self.normal: Normal = normal_english(raw) if language == "en" else normal_chinese(raw)
        self.norm = self.normal.text

    def span(self, start: int, end: int, field: str | None = None) -> Span:
        """Evidence for a stretch of the normal text, quoted from the original (at most 300 characters)."""
        normal, raw = self.normal, self.raw
        first, last = (normal.origin(start), normal.origin_end(end)) if normal.cuts else (start, end)
        while first < last and raw[first].isspace():
            first += 1
        if last - first > LONGEST_QUOTE:
            last = first + LONGEST_QUOTE
        while last > first + 1 and raw[last - 1].isspace():
            last -= 1
        return Span(first, last, raw[first:last], field)

    def original(self, start: int, end: int) -> str:
        """The original words of a stretch of the normal text, without the glosses and blanks inside them."""
        normal = self.normal
        if not normal.cuts:
            return self.raw[start:end]
        if start >= end:
            return ""
        first, last = normal.origin(start), normal.origin(end - 1)
        if last - first == end - 1 - start:  # nothing was deleted inside
            return self.raw[first : last + 1]
        return "".join(self.raw[normal.origin(at)] for at in range(start, end))

    @once
    def sentences(self) -> list[tuple[int, int]]:
        """Sentences as (start, end) in the normal text, without the blanks around them."""
        return _english_sentences(self.norm) if self.language == "en" else _chinese_sentences(self.norm)

    @once
    def paragraphs(self) -> list[tuple[int, int]]:
        """Lines that are not empty, as (start, end) in the normal text."""
        return [m.span() for m in _PARAGRAPH.finditer(self.norm) if not m.group().isspace()]


def _chinese_sentences(text: str) -> list[tuple[int, int]]:
    found = []
    for match in (_CHINESE_SENTENCE if "(" in text else _PLAIN_SENTENCE).finditer(text):
        start, end = match.span()
        while end - start > _LONGEST_SENTENCE:  # a page without stops: what is read must not grow with its square
            cut = max(text.rfind(mark, start, start + _LONGEST_SENTENCE) for mark in ", ") + 1
            cut = cut if cut > start else start + _LONGEST_SENTENCE
            found.append((start, cut))
            start = cut
        while start < end and text[start].isspace():
            start += 1
        if start < end:
            found.append((start, end))
    return found


def _english_sentences(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for match in (*_ENGLISH_END.finditer(text), None):
        end = match.end() if match else len(text)
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = end - (len(piece) - len(piece.rstrip()))
        if left < right:
            found.append((left, right))
        start = end
    return found


class Analysis:
    """
    What every frame reads: the source and the mentions in it, each found once and only when asked for.

    Args:
        source: the document.
        published: date of publication given by the caller (YYYY-MM-DD), if any.
        home: the region that 我市 means, given by the caller, if any.

    Attributes:
        text: the normal text.
        grammar: which grammar reads this document, zh or en.
    """

    def __init__(self, source: Source, *, published: str | None = None, home: Region | None = None) -> None:
        self.source = source
        self.text = source.norm
        self.grammar = "en" if source.language == "en" else "zh"
        self.given_published = published
        self.home = home
        # Words of the event grammar with their offsets, kept here by the reader that looks for them.
        self.words: tuple[list[tuple[int, int, int]], list[int]] | None = None
        self._starts: dict[int, list[int]] = {}
        self.resolved: dict[int, tuple[Any, ...]] = {}

    @once
    def times(self) -> list[TimeMention]:
        """Every date or period."""
        from tashan.reading.times import find_times

        return find_times(self.text, self.grammar)

    @once
    def dating(self) -> Dating:
        """The document's calendar."""
        from tashan.reading.dating import date_document

        return date_document(self.text, self.times, published=self.given_published, language=self.grammar)

    @once
    def stance(self) -> Stance:
        """Where the document proposes instead of telling."""
        return Stance(self.text, self.source.paragraphs)

    @once
    def signs(self) -> list[Sign]:
        """What shows that numerals are damaged."""
        from tashan.reading.suspect import numerals_suspect

        return numerals_suspect(self.text, self.grammar, self.times)

    @once
    def places(self) -> Places:
        """Every place."""
        from tashan.regions import find_places

        return find_places(self.text, language=self.grammar, date=self.dating.published, home=self.home)

    @once
    def quantities(self) -> list[Quantity]:
        """Every number with its unit."""
        from tashan.reading.numbers import find_quantities

        return find_quantities(self.text, self.grammar)

    def regions(self, mention: Any) -> tuple[Region, ...]:
        """The regions a place mention means, asked once."""
        found = self.resolved.get(mention.start)
        if found is None:
            found = self.resolved[mention.start] = self.places.regions(mention)
        return found

    def between(self, mentions: Sequence[P], start: int, end: int) -> list[P]:
        """The mentions that lie inside a stretch of the normal text."""
        starts = self._starts.get(id(mentions))
        if starts is None:
            starts = self._starts[id(mentions)] = [m.start for m in mentions]
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:  # most stretches hold none
            return []
        return [mention for mention in mentions[first : bisect_left(starts, end, first)] if mention.end <= end]


Frame = Callable[[Analysis], "list[Any]"]
