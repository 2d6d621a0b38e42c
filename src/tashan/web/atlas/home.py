"""The first page: who went to learn from whom in a period, and what of it is not known."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from django.db.models import Sum
from django.utils import timezone

from tashan.pictures import Flow
from tashan.web.archive.models import Document, Event, Request
from tashan.web.archive.queries import own_documents, own_places, public_events
from tashan.web.atlas.behind import documents_behind
from tashan.web.atlas.columns import INFERRED, KINDS, LED, Columns, Mask, current
from tashan.web.atlas.counts import Legs, Rank, by_month, flows_between, happened, legs_of, ranked
from tashan.web.atlas.periods import Period, month_of, parse
from tashan.web.atlas.rows import Row, rows_of
from tashan.web.atlas.selection import Selection, matching

MOST_ROWS = 40
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


ENOUGH: Final = 5
"""So many visits make a picture; with fewer, the first page shows a longer period."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything that the first page counts for a selection; the same in every language."""

    mask: Mask
    told: Answer
    flows: tuple[Flow, ...]
    months: Counter[int]
    unknown: dict[str, int]
    undated: int
    documents: list[Document]
    document_count: int


def counted(columns: Columns, chosen: Selection, period: Period) -> Counted:
    """Count what the first page says of a selection."""
    mask = matching(columns, chosen) & happened(columns)
    told = answer(columns, mask, period)
    documents, document_count = documents_behind(columns, mask, 6)
    visits = (columns.kind == KINDS.index("visit")) & happened(columns)
    return Counted(
        mask=mask,
        told=told,
        flows=flows_between(told.legs),
        months=by_month(columns.day[visits]),
        unknown=unknown(columns, mask),
        undated=nowhere(columns, chosen),
        documents=documents,
        document_count=document_count,
    )


def default_period(columns: Columns) -> Period:
    """The latest month, up to now, in which visits are known; its year, or all years, where it has too few of them."""
    today = timezone.localdate()
    now = today.year * 100 + today.month
    visits = (columns.kind == KINDS.index("visit")) & happened(columns)
    known = {month: count for month, count in by_month(columns.day[visits]).items() if month <= now}
    if not known:
        return month_of(now)
    latest, first = max(known), min(known)
    in_year = sum(count for month, count in known.items() if month // 100 == latest // 100)
    if known[latest] >= ENOUGH:
        return month_of(latest)
    if in_year >= ENOUGH or first // 100 == latest // 100:
        return parse(str(latest // 100)) or month_of(latest)
    return parse(f"{first // 100}..{latest // 100}") or month_of(latest)


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
    return rows_of([events[key] for key in keys if key in events], mine, results=True), len(found)


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


def waiting(person: Any) -> list[dict[str, Any]]:
    """What waits for a person in the archive, counted; only what the person's roles can do something about."""
    mine = Document.objects.filter(own_places("place", person, ("analyst", "officer")), open_records__gt=0)
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
            "count": mine.aggregate(open=Sum("open_records"))["open"] or 0,
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
