"""The list of records: filtered, counted, sorted and cut into pages over the columns; rows come from the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef

from tashan.records.codes import EvidenceGrade, RecordKind, Theme
from tashan.web.accounts.predicates import grants
from tashan.web.archive.models import Event, Record
from tashan.web.archive.queries import COUNTING, own_places
from tashan.web.atlas.columns import KINDS, Columns, Mask, Whole, current, load, remembered
from tashan.web.atlas.counts import FACETS, by_month, facets
from tashan.web.atlas.rows import status_words
from tashan.web.atlas.selection import EMPTY, Selection, matching
from tashan.web.pages.places import place_name
from tashan.web.pages.words import label, say

A_PAGE: Final = 50
ORDERS: Final = ("-day", "day", "-sources", "-health", "grade")
"""How a list may be ordered; `-` for the largest first. What has no day comes last."""


def columns_for(person: Any, shown: str) -> Columns:
    """
    The columns that a page is about.

    Args:
        person: who asks.
        shown: `own` for what the person's own archives hold and the public does not see; everything else is public.
    """
    return own(person) if shown == "own" and grants(person) else current()


def own(person: Any) -> Columns:
    """The events that only the person's own archives report so far."""
    mine = Record.objects.filter(own_places("document__place", person), event=OuterRef("pk"), state__in=COUNTING)
    return load(Event.objects.filter(Exists(mine.order_by()), public=False))


def ordered(columns: Columns, mask: Mask, order: str) -> Whole:
    """The rows (in the database) of some events in an order."""
    found = columns.newest[mask[columns.newest]]
    if order == "day":
        undated = int((columns.day[found] == 0).sum())
        dated = found[: len(found) - undated]
        found = np.concatenate([dated[::-1], found[len(dated) :]])
    elif order != "-day":
        key = {"-sources": -columns.sources, "-health": -columns.health, "grade": columns.grade}[order]
        found = found[np.argsort(key[found], kind="stable")]
    rows: Whole = columns.ids[found]
    return rows


class Numbers(Sequence[int]):
    """Numbers as a sequence for the paginator, which asks for a length and for slices."""

    def __init__(self, rows: Whole) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, at: Any) -> Any:
        return self.rows[at].tolist()


def page_of(rows: Whole, number: Any) -> tuple[Page, list[Event]]:
    """One page of rows with its events, in order."""
    page = Paginator(Numbers(rows), A_PAGE).get_page(number)
    keys = list(page.object_list)
    events = Event.objects.in_bulk(keys)
    return page, [events[key] for key in keys if key in events]


@dataclass(frozen=True, slots=True)
class Months:
    """
    How many of some events fall into each month, in all and for each kind that happens on a day.

    Attributes:
        months: month (YYYYMM) to number.
        kinds: the same for each kind.
        edge: the first and the last month with nothing in them, so that all kinds are drawn over the same years.
        undated: how many have no date at all.
    """

    months: Mapping[int, int]
    kinds: Mapping[str, Mapping[int, int]]
    edge: Mapping[int, int]
    undated: int


def months_of_kinds(columns: Columns, chosen: Selection) -> Months:
    """Count a selection by month and kind."""
    mask = matching(columns, chosen)
    dated = ("visit", "meeting", "agreement", "signing")
    happening = mask & np.isin(columns.kind, [KINDS.index(kind) for kind in dated])
    months = by_month(columns.day[happening])
    return Months(
        months=months,
        kinds={kind: by_month(columns.day[mask & (columns.kind == KINDS.index(kind))]) for kind in dated},
        edge=dict.fromkeys((min(months), max(months)), 0) if months else {},
        undated=int((mask & (columns.day == 0)).sum()),
    )


def facet_lists(columns: Columns, chosen: Selection) -> list[dict[str, Any]]:
    """The facets of a selection, for the page."""
    counted = remembered(columns, ("facets", chosen), lambda: facets(columns, chosen))
    return [
        {
            "key": name,
            "label": facet_label(name),
            "chosen": getattr(chosen, name),
            "more_open": getattr(chosen, name) in [value for value, _ in counted[name][10:]],
            "first": _values(name, counted[name][:10]),
            "more": _values(name, counted[name][10:]),
        }
        for name in FACETS
    ]


def _values(name: str, counted: Sequence[tuple[str, int]]) -> list[dict[str, Any]]:
    return [{"value": value, "words": value_words(name, value), "count": count} for value, count in counted]


def facet_label(name: str) -> str:
    """What a facet is called."""
    return {
        "kind": say("类别", "Kind"),
        "year": say("年份", "Year"),
        "province": say("省份", "Province"),
        "theme": say("主题", "Theme"),
        "status": say("状态", "Status"),
        "grade": say("证据等级", "Evidence grade"),
    }[name]


def value_words(name: str, value: str) -> str:
    """A value of a facet in words."""
    if value == EMPTY:
        return say("未述", "not stated")
    if name == "kind":
        return label(RecordKind(value))
    if name == "province":
        return place_name(value)
    if name == "theme":
        return label(Theme(value))
    if name == "status":
        return status_words("agreement" if value == "signed" else "visit", value)
    if name == "grade":
        return f"{value} {label(EvidenceGrade(value))}"
    return value


def filters_in_words(chosen: Selection) -> list[dict[str, str]]:
    """The settings that narrow a selection, each with its words, so that a person can take it out."""
    given = []
    for name in ("kind", "year", "province", "theme", "status", "grade", "period", "place", "visitor", "host", "scope"):
        value = getattr(chosen, name)
        if value:
            given.append({"key": name, "words": _filter_words(name, value, chosen)})
    if chosen.level:
        from tashan.records.codes import RegionLevel

        given.append({"key": "level", "words": label(RegionLevel(chosen.level))})
    return given


def _filter_words(name: str, value: str, chosen: Selection) -> str:
    if name == "kind":
        return say("、", ", ").join(value_words("kind", kind) for kind in value.split(","))
    if name == "period":
        return chosen.span.words if chosen.span else say("日期未述", "no date stated")
    if name in ("place", "scope"):
        return _scope_words(value)
    if name in ("visitor", "host"):
        side = say("来访方", "visitor") if name == "visitor" else say("接待方", "host")
        return f"{side}{say('：', ': ')}{place_name(value)}"
    return value_words(name, value)


def _scope_words(value: str) -> str:
    if value.isdigit():
        return place_name(value)
    from tashan.regions.clusters import cluster
    from tashan.web.pages.words import spoken

    found = cluster(value)
    return spoken(found.name, found.english or found.name) if found else value
