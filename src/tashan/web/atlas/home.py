"""The first page: who went to learn from whom in a period, and what of it is not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils import timezone

from tashan.web.archive.models import Document, Event, Record, Request
from tashan.web.archive.queries import own_documents, own_places, public_documents, public_events
from tashan.web.atlas.columns import INFERRED, KINDS, LED, Columns, Mask, current
from tashan.web.atlas.counts import Legs, Rank, by_month, happened, legs_of, ranked
from tashan.web.atlas.periods import Period, month_of, parse
from tashan.web.atlas.rows import Row, rows_of
from tashan.web.atlas.selection import Selection, matching

MOST_ROWS = 60
"""Visits in the table of the first page; the records room has all."""


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What the first page says of a period.

    Attributes:
        period: the period.
        visits: how many legs; `delegations` how many visits they belong to.
        visitors, hosts: how many regions went and received (provinces, or of the level chosen).
        inside: how many legs stayed inside one province.
        top: the most frequent host, with its count, if it stands alone and has more than one.
        out, received: rankings of provinces.
    """

    period: Period
    legs: Legs
    delegations: int
    visitors: int
    hosts: int
    inside: int
    out: tuple[Rank, ...]
    received: tuple[Rank, ...]

    @property
    def visits(self) -> int:
        """How many visits of one region to another."""
        return len(self.legs)

    @property
    def tops(self) -> tuple[Rank, ...]:
        """The hosts that received most, if more than once and no more than four of them."""
        most = [rank for rank in self.received if rank.count == self.received[0].count and rank.count > 1]
        return tuple(most) if len(most) <= 4 else ()


def default_period(columns: Columns) -> Period:
    """The latest month, up to now, in which a visit is known."""
    today = timezone.localdate()
    now = today.year * 100 + today.month
    visits = (columns.kind == KINDS.index("visit")) & happened(columns)
    months = [month for month in by_month(columns.day[visits]) if month <= now]
    return month_of(max(months) if months else now)


def answer(columns: Columns, mask: Mask, period: Period) -> Answer:
    """Count the visits among some events."""
    legs = legs_of(columns, mask)
    return Answer(
        period=period,
        legs=legs,
        delegations=len(np.unique(legs.at)),
        visitors=len(np.unique(legs.visitor_province[legs.visitor_province > 0])),
        hosts=len(np.unique(legs.host_province[legs.host_province > 0])),
        inside=int((legs.visitor_province == legs.host_province).sum()),
        out=ranked(legs.visitor_province * 10000),
        received=ranked(legs.host_province * 10000),
    )


def asked(given: Selection) -> tuple[Columns, Selection, Period]:
    """The columns, the selection completed to visits of a period, and the period."""
    columns = current()
    period = parse(given.period) or default_period(columns)
    return columns, given.but(kind="visit", period=period.text), period


def table(columns: Columns, mask: Mask, mine: str) -> tuple[list[Row], int]:
    """The first visits of a selection as rows, by day, and how many there are."""
    found = np.flatnonzero(mask)
    order = found[np.lexsort((columns.ids[found], columns.day[found]))]
    keys = columns.ids[order[:MOST_ROWS]].tolist()
    events = Event.objects.in_bulk(keys)
    return rows_of([events[key] for key in keys if key in events], mine), len(found)


def unknown(columns: Columns, mask: Mask) -> dict[str, int]:
    """How many of some visits lack what."""
    themed = np.zeros(len(columns), dtype=np.bool_)
    themed[columns.theme_at] = True
    return {
        "all": int(mask.sum()),
        "unled": int((mask & (columns.marks & LED == 0)).sum()),
        "unthemed": int((mask & ~themed).sum()),
        "inferred": int((mask & (columns.marks & INFERRED > 0)).sum()),
        "undated": int((mask & (columns.day % 100 == 0)).sum()),
    }


def nowhere(columns: Columns, chosen: Selection) -> int:
    """Visits that the selection would hold if their date were known."""
    return int(matching(columns, chosen.but(period="none")).sum())


def sources_of(columns: Columns, mask: Mask) -> tuple[list[Document], int]:
    """The documents behind some events, those that report most of them first, and how many there are."""
    from django.db.models import Count

    keys = columns.ids[mask][:2000].tolist()
    found = (
        public_documents()
        .filter(records__event__in=keys, records__state__in=("accepted", "corrected"))
        .annotate(told=Count("records__event", distinct=True))
        .order_by("-told", "grade", "id")
    )
    return list(found[:6]), found.count()


def waiting(person: Any) -> list[dict[str, Any]]:
    """What waits for a person in the archive, counted; only what the person's roles can do something about."""
    analyst = own_places("document__place", person, ("analyst", "officer"))
    read = own_documents(person).filter(state=Document.State.READ)
    open_requests = Request.objects.filter(state=Request.State.OPEN)
    answering = open_requests.filter(
        own_places("document__place", person, ("officer", "administrator"))
        | own_places("event__records__document__place", person, ("officer", "administrator"))
    )
    return [
        {"zh": "待审文献", "en": "documents to review", "count": read.count(), "view": "archive"},
        {
            "zh": "未审记录",
            "en": "records not reviewed",
            "count": Record.objects.filter(analyst, state=Record.State.PROPOSED).count(),
            "view": "archive",
        },
        {
            "zh": "读不了的文献",
            "en": "documents that could not be read",
            "count": own_documents(person).filter(state=Document.State.FAILED).count(),
            "view": "archive",
        },
        {
            "zh": "待答复的更正请求",
            "en": "requests to answer",
            "count": answering.distinct().count(),
            "view": "archive-requests",
        },
    ]


def newest(mine: str = "") -> list[Row]:
    """The public events that changed last."""
    return rows_of(list(public_events().order_by("-changed_at")[:6]), mine)
