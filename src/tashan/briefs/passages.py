"""A document's text with its quotes marked, cut into pieces so that quotes may overlap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tashan.records import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """
    A stretch of text.

    Attributes:
        text: the words.
        marks: keys of the quotes that cover it, empty for plain text.
        first: keys whose first quote begins here; each key is at one place only.
        look: `date` for what gives a date or a year, `quote` for other quotes, empty for plain text.
    """

    text: str
    marks: tuple[str, ...]
    first: tuple[str, ...]
    look: str


def paragraphs(text: str, spans: Iterable[tuple[str, Span]]) -> list[list[Piece]]:
    """
    Cut a text into paragraphs of pieces.

    Args:
        text: the decoded text that the spans refer to.
        spans: quotes with the key under which each is found; a key's first span is where a link to it leads.
    """
    quotes = list(spans)
    edges = {0, len(text)}
    leads: dict[str, int] = {}
    for key, span in quotes:
        leads.setdefault(key, span.start)
    for _, span in quotes:
        edges |= {span.start, span.end}
    position = 0
    lines: list[tuple[int, int]] = []
    for line in text.split("\n"):
        lines.append((position, position + len(line)))
        position += len(line) + 1
    for start, end in lines:
        edges |= {start, end}
    cuts = sorted(edges)
    found = []
    for start, end in lines:
        if text[start:end].strip():
            inside = [cut for cut in cuts if start <= cut <= end]
            found.append([_piece(text, a, b, quotes, leads) for a, b in pairwise(inside)])
    return found


def _piece(text: str, start: int, end: int, quotes: Sequence[tuple[str, Span]], leads: Mapping[str, int]) -> Piece:
    over = [(key, span) for key, span in quotes if span.start <= start and end <= span.end]
    look = ""
    if over:
        look = "date" if all(span.field in ("year", "start", "end", "date") for _, span in over) else "quote"
    return Piece(
        text=text[start:end],
        marks=tuple(dict.fromkeys(key for key, _ in over)),
        first=tuple(key for key, lead in leads.items() if lead == start),
        look=look,
    )
