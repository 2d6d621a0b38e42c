"""What a text says of a place, before anything is decided about it."""

from __future__ import annotations

from dataclasses import dataclass

from tashan.regions.making import quickly_made


@quickly_made
@dataclass(frozen=True, slots=True)
class PlaceMention:
    """
    One place as the text names it.

    Attributes:
        start, end: offsets in the scanned text.
        surface: the words, as they stand there.
        form: full (generic ending or chain), short, abbreviation, clip, group or english.
        candidates: what it may stand for; read it with `Places.regions`.
    """

    start: int
    end: int
    surface: str
    form: str
    candidates: tuple[tuple[int, int, int], ...]
