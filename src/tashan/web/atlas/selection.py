"""What a page is about: the settings of its address, and which events they leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

import numpy as np

from tashan.regions.clusters import cluster
from tashan.regions.divisions import by_code
from tashan.web.atlas.columns import GRADES, KINDS, STATUSES, THEMES, Columns, Mask, Whole
from tashan.web.atlas.periods import Period, parse

LEVELS: Final = ("province", "prefecture", "county")
EMPTY: Final = "none"
"""The value of a setting that asks for events of which nothing is known in that respect."""


@dataclass(frozen=True, slots=True)
class Selection:
    """
    Settings of an address; each empty one leaves all.

    Attributes:
        kind: a kind of record, or several divided by commas.
        period: see `periods`; `none` for events without any date.
        year: four digits or `none`; what facets choose.
        province: the code of a province that takes part in any role.
        theme: a theme, or `none` for events without one.
        status, grade: values of their code lists.
        place: a region that takes part in any role, with all divisions in it.
        visitor, host: the same in one role.
        level: the level of all regions that take part: province, prefecture or county.
        scope: a cluster's key or a region's code; at least one side is in it.
    """

    kind: str = ""
    period: str = ""
    year: str = ""
    province: str = ""
    theme: str = ""
    status: str = ""
    grade: str = ""
    place: str = ""
    visitor: str = ""
    host: str = ""
    level: str = ""
    scope: str = ""

    @property
    def span(self) -> Period | None:
        """Its period."""
        return parse(self.period)

    def but(self, **changes: str) -> Selection:
        """The same with some settings changed."""
        return replace(self, **changes)

    @property
    def address(self) -> str:
        """The settings as an address writes them."""
        from urllib.parse import urlencode

        return urlencode({each.name: value for each in fields(self) if (value := getattr(self, each.name))})


_CODES: Final[Mapping[str, tuple[str, ...]]] = {"status": STATUSES[1:], "grade": GRADES, "level": LEVELS}
_PLACES: Final = ("province", "place", "visitor", "host")


def selection_of(given: Mapping[str, Any]) -> Selection:
    """The selection that an address asks for; what is no valid setting is passed over."""
    found = {each.name: str(given.get(each.name, "")).strip() for each in fields(Selection)}
    kinds = [kind for kind in found["kind"].split(",") if kind in KINDS]
    found["kind"] = ",".join(dict.fromkeys(kinds))
    for name, values in _CODES.items():
        found[name] = found[name] if found[name] in values else ""
    for name in _PLACES:
        found[name] = found[name] if _is_code(found[name]) else ""
    found["theme"] = found["theme"] if found["theme"] in (*THEMES, EMPTY) else ""
    found["year"] = found["year"] if found["year"] == EMPTY or found["year"][:4].isdecimal() else ""
    found["period"] = found["period"] if found["period"] == EMPTY or parse(found["period"]) else ""
    found["scope"] = found["scope"] if _is_code(found["scope"]) or members_of(found["scope"]) else ""
    return Selection(**found)


def _is_code(text: str) -> bool:
    return len(text) == 6 and text.isdecimal() and by_code(text) is not None


def members_of(scope: str) -> tuple[int, ...]:
    """The codes of a scope: a region's own, or those of a cluster's members."""
    if _is_code(scope):
        return (int(scope),)
    found = cluster(scope) if scope else None
    return tuple(int(member.code) for member in found.members if member.code) if found else ()


def matching(columns: Columns, chosen: Selection) -> Mask:
    """Which events a selection leaves."""
    mask = np.ones(len(columns), dtype=np.bool_)
    for each in conditions(columns, chosen).values():
        mask &= each
    return mask


def conditions(columns: Columns, chosen: Selection) -> dict[str, Mask]:
    """Which events each setting of a selection leaves, by the name of the setting; those that leave all are not there."""
    masks: dict[str, Mask] = {}
    if chosen.kind:
        masks["kind"] = np.isin(columns.kind, [KINDS.index(kind) for kind in chosen.kind.split(",")])
    if chosen.status:
        masks["status"] = columns.status == STATUSES.index(chosen.status)
    if chosen.grade:
        masks["grade"] = columns.grade == GRADES.index(chosen.grade)
    if chosen.year:
        masks["year"] = columns.day // 10000 == (0 if chosen.year == EMPTY else int(chosen.year[:4]))
    span = chosen.span
    if span is not None:
        first, last = span.days
        masks["period"] = (columns.day >= first) & (columns.day <= last)
    elif chosen.period == EMPTY:
        masks["period"] = columns.day == 0
    if chosen.theme:
        masks["theme"] = _themed(columns, chosen.theme)
    if chosen.level:
        masks["level"] = _of_level(columns, chosen.level)
    for name, role in (("place", ""), ("province", ""), ("visitor", "visitor"), ("host", "host")):
        place = getattr(chosen, name)
        if place:
            masks[name] = taking_part(columns, (int(place),), role)
    if chosen.scope:
        masks["scope"] = taking_part(columns, members_of(chosen.scope))
    return masks


def taking_part(columns: Columns, places: tuple[int, ...], role: str = "") -> Mask:
    """Which events have one of some regions, or a division in it, as one who takes part, in a role or in any."""
    from tashan.web.atlas.columns import ROLES

    inside = within(columns.codes, places)[columns.code_at] | _by_name(columns, places)
    if role:
        inside &= columns.place_role == ROLES.index(role)
    return _events(columns, columns.place_at[inside])


def within(codes: Whole, places: tuple[int, ...]) -> Mask:
    """Which codes are those of some regions or of divisions in them."""
    mask = np.zeros(len(codes), dtype=np.bool_)
    for place in places:
        step = 10000 if place % 10000 == 0 else 100 if place % 100 == 0 else 1
        mask |= codes // step == place // step
    return mask


def _by_name(columns: Columns, places: tuple[int, ...]) -> Mask:
    """Units without a code belong to the province that their name begins with."""
    of_province = np.zeros(100, dtype=np.bool_)
    of_province[[place // 10000 for place in places if place % 10000 == 0]] = True
    return (columns.place_code == 0) & of_province[columns.place_province]


def _themed(columns: Columns, theme: str) -> Mask:
    if theme == EMPTY:
        return ~_events(columns, columns.theme_at)
    return _events(columns, columns.theme_at[columns.theme == THEMES.index(theme)])


def _of_level(columns: Columns, level: str) -> Mask:
    """Events all of whose regions have a code of the level, and that have one."""
    codes = columns.place_code
    is_level = {
        "province": (codes > 0) & (codes % 10000 == 0),
        "prefecture": (codes % 10000 > 0) & (codes % 100 == 0),
        "county": codes % 100 > 0,
    }[level]
    at = columns.place_at
    return _events(columns, at[is_level]) & ~_events(columns, at[~is_level])


def _events(columns: Columns, positions: Whole) -> Mask:
    mask = np.zeros(len(columns), dtype=np.bool_)
    mask[positions] = True
    return mask
