"""The map of a page: squares or boundaries with arcs, in the reader's language, with the reader's region marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from tashan.pictures import Boundaries, Flow, boundary_map, standard
from tashan.pictures.grid import tile_grid
from tashan.pictures.inline import inline
from tashan.web.pages.words import language, traditional

DIRECTIONS: Final = ("visit", "knowledge")
MOST_ARCS: Final = 150
"""Arcs that one map shows: the strongest first; the page says how many it leaves out."""
Counts = tuple[tuple[str, str, int], ...]


def drawn(flows: tuple[Flow, ...], direction: str, *, mine: str, base: str) -> SafeString:
    """
    The picture of flows between provinces.

    Args:
        flows: between provinces.
        direction: `visit` (visitor to host) or `knowledge` (host to visitor).
        mine: the code of the reader's region, or empty.
        base: `tiles` or `map`.
    """
    key = mine[:2] if mine[:2].isdecimal() else None
    spoken = "en" if language() == "en" else "zh"
    counts = _counts(flows)
    tiles = base != "map"
    picture = _tiles(counts, direction, spoken, key) if tiles else _marked(_boundaries(counts, direction, spoken), key)
    if language() == "zh-hant":
        picture = traditional(picture)
    return mark_safe(picture)  # noqa: S308 - drawn from counts and our own labels


def _counts(flows: Sequence[Flow]) -> Counts:
    return tuple((flow.visitor, flow.host, len(flow.legs)) for flow in flows)


def _marked(picture: str, key: str | None) -> str:
    return picture.replace(f'data-part="region|{key}"', f'class="mine" data-part="region|{key}"') if key else picture


@lru_cache(maxsize=256)
def _tiles(counts: Counts, direction: str, spoken: str, key: str | None) -> str:
    return tile_grid(_flows(counts), direction=direction, language=spoken, mine=key).page()


def _flows(counts: Counts) -> tuple[Flow, ...]:
    """Flows again from their counts; pictures ask for nothing but how many legs there are."""
    return tuple(Flow(who, whom, (None,) * number) for who, whom, number in counts)  # type: ignore[arg-type]


@lru_cache(maxsize=64)
def _boundaries(counts: Counts, direction: str, spoken: str) -> str:
    """The map with boundaries, which takes the renderer a second or two the first time and is kept."""
    return inline(boundary_map(_flows(counts), edges(), directions=(direction,), languages=(spoken,)))


def edges() -> Boundaries:
    """The boundary set, with the review number that this installation was given."""
    return replace(standard(), review=settings.MAP_REVIEW_NUMBER or None)


def may_show_boundaries(person: object) -> bool:
    """Whether a person is shown boundaries: everybody once there is a review number, before that who works here."""
    from tashan.web.accounts.predicates import grants

    return bool(settings.MAP_REVIEW_NUMBER) or bool(grants(person))
