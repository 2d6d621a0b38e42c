"""
Where do plans contradict each other? Pairs of items of different plans that cannot both come true as written.

The same indicator with different targets for a year or different years for a target; the same road with different
dates; a member that is counted on and has nothing of it in its own plans. Units are converted before they are compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations

from tashan.governance.plans import Item, Plan
from tashan.panels.units import canonical, factor
from tashan.records.codes import Code

_LOOSE = re.compile(r"[\W_]+")


class ClashKind(Code):
    """In what two plans contradict each other."""

    TARGET = "target", "同一指标同一年份，目标不同", "same indicator and year, different targets"
    TARGET_YEAR = "target_year", "同一目标，年份不同", "same target, different years"
    UNIT = "unit", "同一指标，单位不可换算", "same indicator, units that cannot be converted"
    START = "start", "同一项目，开工时间不同", "same project, different start"
    DUE = "due", "同一项目，完成时间不同", "same project, different completion"
    COUNTERPART = "counterpart", "对方规划中没有对应事项", "no counterpart in the other member's plans"


@dataclass(frozen=True, slots=True)
class Place:
    """Where it stands: plan, item, field, value as written; item and value are "" where nothing stands."""

    plan: str
    members: tuple[str, ...]
    item: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Clash:
    """
    One contradiction, with both places.

    Attributes:
        kind: in what.
        subject: the road, project or indicator.
        left: one place.
        right: the other.
        gap: how far apart: days, years, or the second value over the first; "" where that has no meaning.
        converted: which conversion of units was made, or "".
    """

    kind: ClashKind
    subject: str
    left: Place
    right: Place
    gap: str = ""
    converted: str = ""


def key(name: str, aliases: Mapping[str, str] | None = None) -> str:
    """Give the form under which names are compared: width, case, blanks and punctuation do not matter; aliases do."""
    plain = _LOOSE.sub("", unicodedata.normalize("NFKC", name)).casefold()
    for alias, meant in (aliases or {}).items():
        if plain == _LOOSE.sub("", unicodedata.normalize("NFKC", alias)).casefold():
            return _LOOSE.sub("", unicodedata.normalize("NFKC", meant)).casefold()
    return plain


def clashes(plans: Sequence[Plan], day: date, aliases: Mapping[str, str] | None = None) -> tuple[Clash, ...]:
    """
    Find the contradictions between the plans in force on a day.

    Args:
        plans: of all members; items of one and the same plan are not compared.
        day: whose versions to compare.
        aliases: other names of subjects and indicators, to the name that is meant.

    Returns:
        Each contradiction once, by subject. Different targets for different years are no contradiction.
    """
    entries = [(plan, item) for plan in plans for item in plan.as_of(day)]
    found: list[Clash] = []
    for left, right in _pairs(entries, lambda item: (key(item.indicator, aliases), key(item.subject, aliases))):
        found += _targets(left, right)
    for left, right in _pairs(entries, lambda item: ("", key(item.subject, aliases))):
        found += _dates(left, right)
    found += _counterparts(plans, entries, aliases)
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.subject, one.kind, one.left.plan, one.right.plan)))


_Entry = tuple[Plan, Item]


def _pairs(entries: Iterable[_Entry], about: Callable[[Item], tuple[str, str]]) -> Iterator[tuple[_Entry, _Entry]]:
    """Pairs of items of different plans that are about the same."""
    groups: dict[tuple[str, str], list[_Entry]] = defaultdict(list)
    for entry in entries:
        groups[about(entry[1])].append(entry)
    for names, group in groups.items():
        if any(names):
            yield from (pair for pair in combinations(group, 2) if pair[0][0].id != pair[1][0].id)


def _targets(left: _Entry, right: _Entry) -> Iterator[Clash]:
    one, other = left[1], right[1]
    if not one.indicator or one.value is None or other.value is None:
        return
    name = f"{one.subject} {one.indicator}".strip()
    ratio = factor(other.unit, one.unit)
    if ratio is None:
        yield Clash(ClashKind.UNIT, name, _at(left, "unit", one.unit), _at(right, "unit", other.unit))
        return
    converted = other.value * ratio
    note = f"1 {other.unit} = {_shown(ratio)} {one.unit}" if canonical(one.unit) != canonical(other.unit) else ""
    places = (_at(left, "value", _amount(one)), _at(right, "value", _amount(other)))
    if one.year == other.year and converted != one.value:
        yield Clash(ClashKind.TARGET, name, *places, f"× {_shown(converted / one.value)}" if one.value else "", note)
    elif one.year != other.year and converted == one.value and one.year and other.year:
        yield Clash(ClashKind.TARGET_YEAR, name, *places, f"{abs(one.year - other.year)} years", note)


def _dates(left: _Entry, right: _Entry) -> Iterator[Clash]:
    one, other = left[1], right[1]
    if one.indicator or other.indicator:
        return
    for kind, first, second in ((ClashKind.START, one.start, other.start), (ClashKind.DUE, one.due, other.due)):
        if first and second and first != second:
            gap = f"{abs((first - second).days)} days"
            yield Clash(kind, one.subject, _at(left, kind.value, str(first)), _at(right, kind.value, str(second)), gap)


def _counterparts(
    plans: Sequence[Plan], entries: Sequence[_Entry], aliases: Mapping[str, str] | None
) -> Iterator[Clash]:
    """Items that count on a member whose plans say nothing of their subject."""
    held = {
        (member, key(item.subject, aliases), key(item.indicator, aliases))
        for plan, item in entries
        for member in plan.members
    }
    by_member: dict[str, list[str]] = defaultdict(list)
    for plan in plans:
        for member in plan.members:
            by_member[member].append(plan.id)
    for plan, item in entries:
        for member in item.counterparts:
            if member in plan.members or (member, key(item.subject, aliases), key(item.indicator, aliases)) in held:
                continue
            names = "、".join(by_member.get(member, ()))
            place = Place(names, (member,), "", "subject", "")
            yield Clash(
                ClashKind.COUNTERPART, item.subject or item.indicator, _at((plan, item), "counterparts", member), place
            )


def _at(entry: _Entry, field: str, value: str) -> Place:
    plan, item = entry
    return Place(plan.id, plan.members, item.id, field, value)


def _amount(item: Item) -> str:
    year = f" ({item.year})" if item.year else ""
    return "" if item.value is None else f"{_shown(item.value)}{item.unit}{year}"


def _shown(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.6g}"
