"""What is known of one region or cluster: visits out and in, with whom, about what, agreements, bodies, documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from django.utils import timezone

from tashan.records.codes import Theme
from tashan.regions.clusters import Cluster, clusters, clusters_of
from tashan.regions.divisions import Division, by_code, children, divisions, region_of
from tashan.web.archive.models import Event
from tashan.web.atlas.columns import KINDS, THEMES, Columns, Mask, Whole
from tashan.web.atlas.counts import Legs, legs_of, partner_codes
from tashan.web.atlas.rows import Row, rows_of
from tashan.web.atlas.selection import taking_part
from tashan.web.atlas.trips import Year, year_picture
from tashan.web.pages.words import label

MOST_PARTNERS: Final = 12
SMALL_MULTIPLES: Final = 6
MOST_ROWS: Final = 12


@dataclass(frozen=True, slots=True)
class Partner:
    """A region with which visits are exchanged."""

    code: str
    out: int
    came: int
    out_percent: float
    came_percent: float


@dataclass(frozen=True, slots=True)
class Profile:
    """
    What is known of some regions taken together.

    Attributes:
        mask: the public events in which one of them takes part.
        legs, own: the visits among these, and which of them one of the regions made or received.
        out, came, inside: visits made, received, and between divisions of their own.
        partners: with whom, the most frequent first.
        years: years in which something is known, the latest first.
        themes: what the visits were about, with counts.
    """

    mask: Mask
    legs: Legs
    own: Mask
    out: int
    came: int
    inside: int
    partners: tuple[Partner, ...]
    partner_count: int
    years: tuple[int, ...]
    themes: tuple[tuple[str, int, float], ...]
    unthemed: int

    @property
    def theme_words(self) -> list[tuple[dict[str, str], int, float]]:
        """The themes with their names."""
        return [({"code": code, "words": label(Theme(code))}, count, part) for code, count, part in self.themes]


def profile(columns: Columns, places: tuple[int, ...], year: int | None) -> Profile:
    """
    Count what is known of regions, the divisions in them included.

    Args:
        columns: the public events.
        places: codes.
        year: the year to count, or None for all years.
    """
    every = taking_part(columns, places)
    mask = every & (columns.day // 10000 == year) if year else every
    legs = legs_of(columns, mask)
    went, received = legs.on_side("visitor", places), legs.on_side("host", places)
    to, by = partner_codes(legs, places)
    partners = _partners(to, by)
    years = np.unique(columns.day[every] // 10000)
    themed, unthemed = _themes(columns, mask)
    return Profile(
        mask=mask,
        legs=legs,
        own=went | received,
        out=int((went & ~received).sum()),
        came=int((received & ~went).sum()),
        inside=int((went & received).sum()),
        partners=partners[:MOST_PARTNERS],
        partner_count=len(partners),
        years=tuple(sorted((int(value) for value in years if value), reverse=True)),
        themes=themed,
        unthemed=unthemed,
    )


def _partners(to: Whole, by: Whole) -> tuple[Partner, ...]:
    out, came = Counter(to[to > 0].tolist()), Counter(by[by > 0].tolist())
    codes = sorted(set(out) | set(came), key=lambda code: (-out[code] - came[code], code))
    top = out[codes[0]] + came[codes[0]] if codes else 1
    return tuple(
        Partner(f"{code:06}", out[code], came[code], round(100 * out[code] / top, 1), round(100 * came[code] / top, 1))
        for code in codes
    )


def _themes(columns: Columns, mask: Mask) -> tuple[tuple[tuple[str, int, float], ...], int]:
    visits = mask & (columns.kind == KINDS.index("visit"))
    chosen = visits[columns.theme_at]
    counts = Counter(columns.theme[chosen].tolist()).most_common()
    top = counts[0][1] if counts else 1
    themed = np.zeros(len(columns), dtype=np.bool_)
    themed[columns.theme_at] = True
    return tuple((THEMES[at], n, round(100 * n / top, 1)) for at, n in counts), int((visits & ~themed).sum())


def fullest_year(columns: Columns, found: Profile) -> int | None:
    """The year with most visits, the latest of several; None where no visit has a year."""
    years, numbers = np.unique(columns.day[found.legs.at[found.own]] // 10000, return_counts=True)
    known = [(int(number), int(year)) for year, number in zip(years, numbers, strict=True) if year]
    return max(known)[1] if known else None


def by_partner(columns: Columns, found: Profile, places: tuple[int, ...], year: int) -> list[Year]:
    """Visits with the most frequent partners by month of a year, a picture each."""
    legs = found.legs
    in_year = columns.day[legs.at] // 10000 == year
    went, received = legs.on_side("visitor", places), legs.on_side("host", places)
    to_mask, by_mask = went & ~received & in_year, received & ~went & in_year
    to, _ = partner_codes(legs.of(to_mask), places)
    _, by = partner_codes(legs.of(by_mask), places)
    to_month = columns.day[legs.at[to_mask]] // 100 % 100
    by_month = columns.day[legs.at[by_mask]] // 100 % 100
    pictures = []
    for partner in found.partners:
        code = int(partner.code)
        out, came = Counter(to_month[to == code].tolist()), Counter(by_month[by == code].tolist())
        out.pop(0, None)
        came.pop(0, None)
        if out or came:
            pictures.append(year_picture(partner.code, out, came))
    return pictures[:SMALL_MULTIPLES]


def latest(columns: Columns, mask: Mask, kind: str, mine: str, most: int = MOST_ROWS) -> tuple[list[Row], int]:
    """The latest events of a kind among some, as rows, and how many there are."""
    of_kind = mask & (columns.kind == KINDS.index(kind))
    found = columns.newest[of_kind[columns.newest]]
    keys = columns.ids[found[:most]].tolist()
    events = Event.objects.in_bulk(keys)
    return rows_of([events[key] for key in keys if key in events], mine, results=kind == "visit"), len(found)


def chain(unit: Division) -> list[Division]:
    """The regions above a division, the largest first."""
    above: list[Division] = []
    parent = unit.parent
    while parent:
        found = by_code(parent, unit.end) or by_code(parent)
        if found is None:
            break
        above.insert(0, found)
        parent = found.parent
    return above


def below(columns: Columns, unit: Division) -> list[dict[str, Any]]:
    """The divisions directly below one in force, with how many events each takes part in."""
    year = unit.end or timezone.localdate().year
    lower = children(unit.code, year)
    counts = events_each(columns, [int(child.code) for child in lower])
    return [{"unit": child, "count": count} for child, count in zip(lower, counts, strict=True)]


def events_of(columns: Columns, places: tuple[int, ...]) -> int:
    """How many public events regions take part in."""
    return int(taking_part(columns, places).sum())


def events_each(columns: Columns, codes: Sequence[int]) -> list[int]:
    """
    How many public events each of some divisions takes part in, what lies in it included.

    Divisions of one level, none of which lies in another, are counted in one pass over the places.
    """
    steps = {10000 if code % 10000 == 0 else 100 if code % 100 == 0 else 1 for code in codes}
    if len(steps) != 1 or 10000 in steps:  # units without a code count for provinces by their name
        return [events_of(columns, (code,)) for code in codes]
    step = steps.pop()
    stems = columns.codes // step
    wanted = np.isin(stems, np.array(codes, dtype=np.int64) // step)[columns.code_at]
    pairs = np.unique(stems[columns.code_at[wanted]] * len(columns) + columns.place_at[wanted])
    found = Counter((pairs // max(1, len(columns))).tolist())
    return [found[code // step] for code in codes]


def provinces(columns: Columns) -> list[dict[str, Any]]:
    """All provinces with how often they went and received, and how many events they take part in."""
    legs = legs_of(columns, np.ones(len(columns), dtype=np.bool_))
    out, came = np.bincount(legs.visitor_province, minlength=100), np.bincount(legs.host_province, minlength=100)
    events = np.bincount(columns.province, minlength=100)
    return [
        {"unit": unit, "out": int(out[key]), "came": int(came[key]), "count": int(events[key])}
        for unit in divisions()
        if unit.level == "province" and unit.end is None and (key := int(unit.code[:2]))
    ]


def cluster_rows(columns: Columns) -> list[dict[str, Any]]:
    """All clusters with how many members they have and how many events theirs take part in."""
    return [{"cluster": item, "count": events_of(columns, codes_of(item))} for item in clusters()]


def member_rows(columns: Columns, item: Cluster) -> list[dict[str, Any]]:
    """The members of a cluster with how many events each takes part in."""
    codes = [member.code for member in item.members if member.code]
    counts = events_each(columns, [int(code) for code in codes])
    return [{"code": code, "count": count} for code, count in zip(codes, counts, strict=True)]


def codes_of(item: Cluster) -> tuple[int, ...]:
    """The codes of a cluster's members."""
    return tuple(int(member.code) for member in item.members if member.code)


def clusters_with(unit: Division) -> tuple[Cluster, ...]:
    """The clusters that a division lies in."""
    return clusters_of(region_of(unit))
