"""Which divisions lie above which, for names rather than for years."""

from __future__ import annotations

from functools import cache

from tashan.regions.divisions import Division, by_code
from tashan.regions.gazetteer import Gazetteer


@cache
def ancestors(division: Division) -> frozenset[str]:
    """Give the codes of all divisions above one, in its own period."""
    codes: set[str] = set()
    parent = division.parent
    when = division.end
    while parent and parent not in codes:
        codes.add(parent)
        above = by_code(parent, when) or by_code(parent)
        parent = above.parent if above else None
    return frozenset(codes)


_UNDER: dict[tuple[int, int, int], bool] = {}


def under(names: Gazetteer, lower: int, upper: int) -> bool:
    """Tell whether a name may stand for a division that another name may hold (昆山 under 江苏); answers are kept."""
    key = (id(names), lower, upper)
    known = _UNDER.get(key)
    if known is None:
        codes = {names.units[row].code for row in names.entries[upper].units}
        known = any(not codes.isdisjoint(ancestors(names.units[row])) for row in names.entries[lower].units)
        _UNDER[key] = known
    return known
