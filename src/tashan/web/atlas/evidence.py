"""
Quotes in their place: which evidence proves a field, and as much of the text around it as a reader may see.

Where a document's text may be shown, the quote stands in its paragraph; otherwise in its own sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

WHOLE: Final = "all"
"""The field of an address that asks for all of a record's evidence."""

_ENDS: Final = re.compile(r"[。！？!?…\n]|\.(?=\s)")
_LONGEST: Final = 600
"""Characters on either side of a quote that a paragraph without line breaks is cut to."""
_SENTENCE: Final = 160
"""The same for a sentence."""


@dataclass(frozen=True, slots=True)
class Place:
    """
    A quote with what stands around it.

    Attributes:
        before, quote, after: the text around the quote, the quote itself, word for word.
        cut_before, cut_after: whether the paragraph or sentence goes on there.
        paragraph: the number of the paragraph in the text, from 1; 0 where only the sentence is shown.
        start: where the quote begins in the text.
    """

    before: str
    quote: str
    after: str
    cut_before: bool
    cut_after: bool
    paragraph: int
    start: int


def spans_for(body: Mapping[str, Any], field: str) -> list[dict[str, Any]]:
    """The evidence of a field: what names it, else what proves the whole record; dates take that of the year too."""
    given = [span for span in body.get("evidence") or () if span.get("quote")]
    if field == WHOLE:
        return given
    named = [span for span in given if span.get("field") == field]
    if field in ("start", "end", "date", "founded", "period"):
        named += [span for span in given if span.get("field") == "year"]
    whole = [span for span in given if not span.get("field")]
    return [*whole, *named] if named and whole else named or whole or given


def places(text: str, spans: Iterable[Mapping[str, Any]], *, whole: bool) -> tuple[Place, ...]:
    """
    Quotes with their surroundings, in the order of the text, each once.

    Args:
        text: the document's text.
        spans: evidence, as records carry it.
        whole: whether the reader may see the text: paragraphs then, else sentences.
    """
    found: dict[tuple[int, str], Place] = {}
    for span in sorted(spans, key=lambda span: span["start"]):
        found.setdefault((span["start"], span["quote"]), _place(text, span, whole=whole))
    return tuple(found.values())


def _place(text: str, span: Mapping[str, Any], *, whole: bool) -> Place:
    start, end, quote = span["start"], span["end"], span["quote"]
    if text[start:end] != quote:  # the text is not there (yet): the quote stands for itself
        return Place("", quote, "", cut_before=False, cut_after=False, paragraph=0, start=start)
    first, last = _paragraph(text, start, end) if whole else _sentence(text, start, end)
    limit = _LONGEST if whole else _SENTENCE
    shown_first, shown_last = max(first, start - limit), min(last, end + limit)
    return Place(
        before=text[shown_first:start].lstrip("\n\u3000 ") if shown_first == first else text[shown_first:start],
        quote=quote,
        after=text[end:shown_last].rstrip(),
        cut_before=shown_first > first,
        cut_after=shown_last < last,
        paragraph=_number(text, first) if whole else 0,
        start=start,
    )


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return first, len(text) if last < 0 else last


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    low = max(0, start - 2 * _SENTENCE)
    before = [found.end() for found in _ENDS.finditer(text, low, start)]
    after = _ENDS.search(text, max(start, end - 1))
    return (before[-1] if before else low), (after.end() if after else len(text))


def _number(text: str, first: int) -> int:
    return sum(1 for line in text[:first].split("\n") if line.strip()) + 1


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a document's text, with the numbers of the records that quote it."""

    text: str
    marks: tuple[int, ...]


def marked(text: str, spans: Sequence[tuple[int, int, int]]) -> list[list[Piece]]:
    """
    A text in paragraphs, cut where marks begin and end.

    Args:
        text: the text.
        spans: start, end and number of each mark.
    """
    edges = sorted({0, len(text), *(at for start, end, _ in spans for at in (start, end) if 0 <= at <= len(text))})
    paragraphs: list[list[Piece]] = [[]]
    for first, last in pairwise(edges):
        marks = tuple(dict.fromkeys(number for start, end, number in spans if start <= first and last <= end))
        for number, part in enumerate(text[first:last].split("\n")):
            if number:
                paragraphs.append([])
            if part:
                paragraphs[-1].append(Piece(part, marks))
    return [pieces for pieces in paragraphs if pieces]
