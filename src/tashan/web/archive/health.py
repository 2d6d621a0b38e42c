"""
How well an event is known: the record-health score, 0 to 100.

Definition: 50 points for completeness (the share of the key fields of its kind that are filled), 30 for the number of
sources (10 each for the first three documents of different content), 20 for their diversity (10 each for the first
two publishers). A score says how much stands behind a record, not whether it is true.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from tashan.web.archive.shapes import FIELDS

ENOUGH_SOURCES: Final = 3
ENOUGH_PUBLISHERS: Final = 2


@dataclass(frozen=True, slots=True)
class Health:
    """
    The score with what it is made of.

    Attributes:
        score: 0 to 100, rounded half up.
        filled, wanted: key fields that are filled, and how many there are.
        missing: names of key fields that are empty.
        sources, publishers: how many different documents and publishers.
    """

    score: int
    filled: int
    wanted: int
    missing: tuple[str, ...]
    sources: int
    publishers: int


def health(kind: str, body: Mapping[str, Any], *, sources: int, publishers: int) -> Health:
    """
    The health of an event.

    Args:
        kind: its kind of record.
        body: its values in the shape of docs/records.md.
        sources: documents of different content that report it.
        publishers: different publishers among them, as far as named.
    """
    wanted = [field.name for field in FIELDS[kind] if field.key]
    missing = tuple(name for name in wanted if is_empty(body.get(name)))
    filled = len(wanted) - len(missing)
    points = (
        Fraction(50 * filled, len(wanted))
        + Fraction(30 * min(sources, ENOUGH_SOURCES), ENOUGH_SOURCES)
        + Fraction(20 * min(publishers, ENOUGH_PUBLISHERS), ENOUGH_PUBLISHERS)
    )
    score = int(points + Fraction(1, 2))
    return Health(score, filled, len(wanted), missing, sources, publishers)


def is_empty(value: Any) -> bool:
    """Whether a field says nothing; zero says something."""
    return value is None or value in ("", [], {})
