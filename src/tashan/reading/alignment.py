"""
Are two documents versions of one text, and which paragraphs belong together?

Paragraphs are aligned in order by what survives translation: the regions they name, their numbers, their lengths.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tashan.reading.claims import Claim, claims_of
from tashan.reading.source import Analysis

_ENOUGH: Final = 0.6  # share of the shorter document's paragraphs that must find a partner
_GAP: Final = -0.25
_LIKE: Final = 0.35
_LONGEST: Final = 600  # paragraphs; longer documents are compared record by record
_ENGLISH_TO_CHINESE: Final = 4.4  # characters of English news for one of Chinese


@dataclass(frozen=True, slots=True)
class Pair:
    """Two paragraphs that say the same, as (start, end) in the normal texts."""

    left: tuple[int, int]
    right: tuple[int, int]


@dataclass(slots=True)
class _Paragraph:
    span: tuple[int, int]
    size: float
    names: frozenset[str]
    claims: list[Claim]
    grams: frozenset[str]


def aligned(a: Analysis, b: Analysis) -> list[Pair]:
    """Pairs of paragraphs in order, or an empty list if the two are not versions of one text."""
    left, right = _paragraphs(a), _paragraphs(b)
    if not left or not right or max(len(left), len(right)) > _LONGEST:
        return []
    same_language = a.grammar == b.grammar
    pairs = _align(left, right, same_language)
    good = [p for p in pairs if p[2] >= _LIKE]
    weight = sum(left[i].size for i, _, _ in good)
    total = min(sum(p.size for p in left), sum(p.size for p in right))
    if not good or weight < _ENOUGH * total:
        return []
    return [Pair(left[i].span, right[j].span) for i, j, _ in pairs]


def _paragraphs(analysis: Analysis) -> list[_Paragraph]:
    factor = _ENGLISH_TO_CHINESE if analysis.grammar == "en" else 1.0
    found = []
    for start, end in analysis.source.paragraphs:
        names = frozenset(
            r.name for m in analysis.between(analysis.places.mentions, start, end) for r in analysis.regions(m)
        )
        text = analysis.text[start:end]
        grams = frozenset(text[i : i + 3] for i in range(len(text) - 2))
        found.append(_Paragraph((start, end), (end - start) / factor, names, claims_of(analysis, start, end), grams))
    return found


def _align(left: list[_Paragraph], right: list[_Paragraph], same_language: bool) -> list[tuple[int, int, float]]:
    """Needleman and Wunsch (1970) over paragraphs."""
    rows, columns = len(left) + 1, len(right) + 1
    like = [[_likeness(p, q, same_language) for q in right] for p in left]
    score = [[_GAP * (i + j) for j in range(columns)] for i in range(rows)]
    for i in range(1, rows):
        above, here, row = score[i - 1], score[i], like[i - 1]
        for j in range(1, columns):
            here[j] = max(above[j - 1] + row[j - 1], above[j] + _GAP, here[j - 1] + _GAP)
    pairs: list[tuple[int, int, float]] = []
    i, j = rows - 1, columns - 1
    while i and j:
        if abs(score[i][j] - score[i - 1][j - 1] - like[i - 1][j - 1]) < 1e-9:
            pairs.append((i - 1, j - 1, like[i - 1][j - 1]))
            i, j = i - 1, j - 1
        elif abs(score[i][j] - score[i - 1][j] - _GAP) < 1e-9:
            i -= 1
        else:
            j -= 1
    return [p for p in pairs[::-1] if p[2] > 0]


def _likeness(p: _Paragraph, q: _Paragraph, same_language: bool) -> float:
    """From -1 to 1: common regions, numbers and length; in one language common words."""
    size = min(p.size, q.size) / max(p.size, q.size, 1.0)
    if same_language:
        common = len(p.grams & q.grams) / max(1, min(len(p.grams), len(q.grams)))
        return 2 * common - 1 + 0.2 * size
    value = size - 0.45
    if p.names or q.names:
        value += 0.8 * len(p.names & q.names) / len(p.names | q.names) - 0.25
    keys, other = ({(c.kind, c.key) for c in x.claims if c.key is not None} for x in (p, q))
    if keys and other:
        value += 0.5 * len(keys & other) / min(len(keys), len(other))
    elif bool(keys) != bool(other):
        value -= 0.15
    return max(-1.0, min(1.0, value))
