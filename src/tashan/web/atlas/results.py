"""
What came of a visit, as its own reports tell it: agreements and signed projects between the same two sides.

Only what a document that reports the visit says is shown here; what followed later, in other documents, is a question
of its own, which learning answers with its assumptions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tashan.web.archive.models import Event, Record
from tashan.web.archive.queries import COUNTING
from tashan.web.archive.shapes import regions_of
from tashan.web.pages.words import spoken
from tashan.web.search.titles import title_of

_KINDS: Final = ("agreement", "signing")
_PROVINCE: Final = 2
"""Digits of a code that name the province."""


@dataclass(frozen=True, slots=True)
class Result:
    """An agreement or signed projects: its page and its name."""

    key: str
    title: str


def results_of(visits: Sequence[Event], reports: Mapping[int, Sequence[Record]]) -> dict[int, tuple[Result, ...]]:
    """
    What came of some visits, by the event's row; visits of which nothing is told are left out.

    Args:
        visits: public events; those that are no visits are passed over.
        reports: the public records of each, by the event's row.
    """
    documents = {report.document_id for each in visits for report in reports.get(each.pk, ()) if each.kind == "visit"}
    told: dict[str, list[Event]] = defaultdict(list)
    found = Record.objects.filter(document_id__in=documents, kind__in=_KINDS, state__in=COUNTING, event__public=True)
    for record in found.order_by("start", "pk").select_related("event").defer("body", "machine") if documents else ():
        if record.event is not None:
            told[record.document_id].append(record.event)
    results = {}
    for visit in visits:
        near = {event.pk: event for report in reports.get(visit.pk, ()) for event in told.get(report.document_id, ())}
        came = tuple(_result(event) for event in near.values() if visit.kind == "visit" and _came_of(visit, event))
        if came:
            results[visit.pk] = came
    return results


def _result(event: Event) -> Result:
    words = title_of(event.kind, event.body)
    return Result(event.key, spoken(words.zh, words.en))


def _came_of(visit: Event, event: Event) -> bool:
    """Whether both sides of a visit take part, and it was not before the visit began."""
    if visit.day and event.day and event.day[: len(visit.day)] < visit.day[: len(event.day)]:
        return False
    sides: dict[str, set[str]] = defaultdict(set)
    for role, region in regions_of(visit.kind, visit.body):
        sides[role].add(_stem(region))
    present = {_stem(region) for _, region in regions_of(event.kind, event.body)}
    return all(_meet(sides[role], present) for role in ("visitor", "host"))


def _stem(region: Mapping[str, Any]) -> str:
    """A code without its closing zeros, so that one that begins with another lies in it; else the name."""
    code = str(region.get("code") or "")
    if not code:
        return str(region["name"])
    return code[:_PROVINCE] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _meet(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether a region of the one side lies in one of the other, or the other way round."""
    return any(one.startswith(other) or other.startswith(one) for one in some for other in others)
