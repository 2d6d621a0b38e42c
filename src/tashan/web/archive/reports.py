"""Which reports tell of the same event, where do they differ, and in whose words?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Q

from tashan.web.archive.health import is_empty
from tashan.web.archive.models import Event, Record
from tashan.web.archive.queries import own_places
from tashan.web.archive.shapes import FIELDS, UNITED, Field, day_of, regions_of
from tashan.web.pages.words import say

DAYS_APART: Final = 3
ENOUGH: Final = 50
"""Points from which another event is shown as perhaps the same."""

_MOST: Final = 5
_DAYS: Final = ("start", "end", "date", "founded", "period")
_LOOKED_AT: Final = 300
_NAMES: Final = ("name", "title", "event", "subject", "measure", "mechanism", "problem")


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    An event that may be the same as what a record tells.

    Attributes:
        event: the event.
        score: 0 to 100: up to 40 for the date, 40 for the regions, 20 for names, leaders and themes.
        reasons: what speaks for it, in the reader's language.
    """

    event: Event
    score: int
    reasons: tuple[str, ...]


def candidates(kind: str, body: Mapping[str, Any], person: Any, leaving_out: Iterable[int] = ()) -> list[Candidate]:
    """
    The events that may be what a record tells of, the likeliest first; only those that the person may see.

    Args:
        kind: the record's kind.
        body: its values.
        person: who asks.
        leaving_out: events (by row) that are not asked for.
    """
    found = Event.objects.filter(kind=kind, merged_into=None, sources__gt=0).exclude(pk__in=list(leaving_out))
    found = found.filter(Q(public=True) | own_places("records__document__place", person)).distinct()
    day = day_of(kind, body)
    codes = [region["code"] for _, region in regions_of(kind, body) if region.get("code")]
    if day:
        found = found.filter(_near(day))
    elif codes:
        found = found.filter(event_places__code__in=codes)
    scored = (_score(kind, body, event) for event in found.order_by("-day", "-pk")[:_LOOKED_AT])
    return sorted((each for each in scored if each.score >= ENOUGH), key=lambda each: -each.score)[:_MOST]


def _near(day: str) -> Q:
    """Events whose day may be within `DAYS_APART` of a day that may be known to the month or year only."""
    near = Q(day=day[:4]) | Q(day=day[:7]) | Q(day="")
    if len(day) < 10:
        return near | Q(day__startswith=day)
    middle = date.fromisoformat(day)
    first, last = middle - timedelta(DAYS_APART), middle + timedelta(DAYS_APART)
    return near | Q(day__gte=first.isoformat(), day__lte=last.isoformat())


def _score(kind: str, body: Mapping[str, Any], event: Event) -> Candidate:
    reasons: list[str] = []
    score = 0
    for points, reason in (
        _by_date(day_of(kind, body), event.day),
        _by_regions(kind, body, event.body),
        _by_words(body, event.body),
    ):
        score += points
        reasons += reason
    return Candidate(event, score, tuple(reasons))


def _by_date(one: str, other: str) -> tuple[int, list[str]]:
    if not one or not other:
        return 10, [say("一方没有日期", "one of them has no date")]
    if one == other and len(one) == 10:
        return 40, [say("日期相同", "the same day")]
    if len(one) == len(other) == 10:
        apart = abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
        return max(0, 40 - 8 * apart), [say("日期相差 {n} 天", "{n} days apart", n=apart)]
    shorter = min(len(one), len(other))
    if one[:shorter] == other[:shorter]:
        same_month = shorter >= 7
        return (25 if same_month else 15), [
            say("同月", "the same month") if same_month else say("同年", "the same year")
        ]
    return 0, []


def _by_regions(kind: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[int, list[str]]:
    """Regions in the same role; a city and its province are half the same."""
    mine, theirs = _by_role(kind, one), _by_role(kind, other)
    shared = [role for role in mine if role in theirs]
    if not shared:
        return 0, []
    weight, reasons = 0.0, []
    for role in shared:
        likeness = max(_likeness(a, b) for a in mine[role] for b in theirs[role])
        weight += likeness / max(len(mine), len(theirs))
        if likeness:
            label = next(field.label for field in FIELDS[kind] if field.role == role)
            reasons.append(
                say("{what}相同", "the same {what}", what=label)
                if likeness == 1
                else say("{what}相容", "{what} agree", what=label)
            )
    return round(40 * weight), reasons


def _by_role(kind: str, body: Mapping[str, Any]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for role, region in regions_of(kind, body):
        found.setdefault(role, []).append(region)
    return found


def _likeness(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    if one["name"] == other["name"]:
        return 1
    return 0.6 if one["name"].startswith(other["name"]) or other["name"].startswith(one["name"]) else 0


def _by_words(one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[int, list[str]]:
    points, reasons = 0, []
    leaders = {person["name"] for person in one.get("leaders") or ()}
    if leaders & {person["name"] for person in other.get("leaders") or ()}:
        points += 10
        reasons.append(say("带队领导相同", "the same leader"))
    names, others = ("".join(str(body.get(name) or "") for name in _NAMES) for body in (one, other))
    alike = _alike(names, others)
    if alike >= 0.3:
        points += round(20 * alike)
        reasons.append(say("名称相近", "similar names"))
    if one.get("themes") and set(one["themes"]) & set(other.get("themes") or ()):
        points += 5
        reasons.append(say("主题相同", "the same theme"))
    return min(20, points), reasons


def _alike(one: str, other: str) -> float:
    """How alike two names are: the share of their pairs of characters that both have (Dice)."""
    first, second = ({text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other))
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0


@dataclass(frozen=True, slots=True)
class Side:
    """What one report says of a field, and the words that prove it."""

    record: Record
    value: Any
    quote: str


@dataclass(frozen=True, slots=True)
class Difference:
    """
    A field of which reports say different things.

    Attributes:
        field: the field.
        sides: the reports that say something, the best first.
        value: what the event takes.
    """

    field: Field
    sides: tuple[Side, ...]
    value: Any


def differences(kind: str, reports: Sequence[Record], body: Mapping[str, Any] | None = None) -> list[Difference]:
    """
    The fields of which reports say different things; a date that is only less exact differs from none.

    Args:
        kind: the kind of record.
        reports: the reports, the best first.
        body: the values that the event takes, where there is one.
    """
    found = []
    for field in FIELDS[kind]:
        if field.holds in UNITED:
            continue
        sides = [
            Side(record, record.body[field.name], quote_of(record, field.name))
            for record in reports
            if not is_empty(record.body.get(field.name))
        ]
        if any(_differ(field, one.value, other.value) for one in sides for other in sides):
            found.append(Difference(field, tuple(sides), (body or {}).get(field.name)))
    return found


def quote_of(record: Record, field: str) -> str:
    """The words that prove a field of a record: those that say so, for a day those of another day, else the first."""
    spans = record.body.get("evidence") or ()
    named = [span["quote"] for span in spans if span.get("field") == field]
    if field in _DAYS:
        named += [span["quote"] for span in spans if span.get("field") in _DAYS]
    return next(iter((*named, *(span["quote"] for span in spans))), "")


def _differ(field: Field, one: Any, other: Any) -> bool:
    if field.holds == "date":
        return not (one.startswith(other) or other.startswith(one))
    if field.holds in ("regions", "parties", "people"):
        return {each["name"] for each in one} != {each["name"] for each in other}
    if field.holds == "region":
        return bool(one["name"] != other["name"])
    return bool(one != other)
