"""What waits for a person in this room, and what stands in their calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from tashan.web.accounts.queries import places_held
from tashan.web.governance.models import Correction, Matter, Session
from tashan.web.governance.seats import stands_for
from tashan.web.notices.calendar import Occasion
from tashan.web.notices.work import Item
from tashan.web.pages.places import EVERYWHERE, place_name, within
from tashan.web.pages.words import language, say

SOON: Final = timedelta(30)
QUIET: Final = timedelta(90)
MOST: Final = 40


def work_for(person: Any) -> tuple[Item, ...]:
    """Reports that are asked for, codings to confirm, sessions to prepare, corrections to answer; read once a request."""
    key = (timezone.localdate(), language())
    held: dict[Any, tuple[Item, ...]] = person.__dict__.setdefault("_governance_work", {})
    if key not in held:
        held[key] = tuple(_work_for(person, key[0]))
    return held[key]


def counted(items: Iterable[Item]) -> list[tuple[str, int]]:
    """How many of each kind wait: reports that are asked for, codings to confirm, sessions, corrections; most first."""
    found: dict[str, int] = {}
    for item in items:
        found[item.action] = found.get(item.action, 0) + 1
    return sorted(found.items(), key=lambda one: -one[1])


def _work_for(person: Any, today: date) -> Iterator[Item]:
    yield from _reports(person, today)
    yield from _confirmations(person)
    bodies = tuple(place for place in places_held(person, "officer", "approver") if place.startswith("body:"))
    if bodies:
        yield from _desk(bodies)


def _own(person: Any, *roles: str) -> tuple[str, ...]:
    return tuple(
        place for place in places_held(person, *roles) if place != EVERYWHERE and not place.startswith("body:")
    )


def _reports(person: Any, today: date) -> Iterator[Item]:
    """Of the matters that my places lead: due soon or late, and not reported on for a while."""
    places = _own(person, "officer")
    if not places:
        return
    fresh = Q(reported__gte=today - SOON) & Q(due__gte=today)
    found = (
        Matter.objects.filter(within("owner", places), side_state="", finished=None)
        .filter(Q(due__lte=today + SOON) | Q(reported__lt=today - QUIET) | Q(reported=None, opened__lt=today - QUIET))
        .exclude(fresh)
        .exclude(reported__gte=today - timedelta(7))
    )
    for matter in found[:MOST]:
        yield _item(matter, say("报告进展", "Report"), "report")


def _confirmations(person: Any) -> Iterator[Item]:
    """Codings that wait for a second member, where the person is of another than the owner's and the coder's."""
    places = _own(person, "approver", "analyst")
    if not places:
        return
    waiting = Matter.objects.filter(within("party_rows__place", places), pending=True).distinct()
    for matter in waiting[:MOST]:
        if not stands_for(person, matter.owner) and not stands_for(person, matter.pending_member):
            yield _item(matter, say("确认核定", "Confirm"), "confirm")


def _desk(bodies: tuple[str, ...]) -> Iterator[Item]:
    preparing = Session.objects.filter(body__place__in=bodies, state=Session.State.PREPARING).select_related("body")
    for session in preparing[:MOST]:
        yield Item(
            title=say(
                "筹备{body}第{n}次会议", "Prepare session {n} of {body}", n=session.number, body=session.body.name
            ),
            due=_announced(session),
            address=reverse("governance-session", args=[session.pk]),
            action=say("筹备", "Prepare"),
            detail=say("承办：{who}", "host: {who}", who=place_name(session.host)) if session.host else "",
            key=f"governance.session:{session.pk}",
            place=session.body.place,
        )
    waiting = Correction.objects.filter(matter__body__place__in=bodies, state=Correction.State.OPEN)
    for one in waiting.select_related("matter__body")[:MOST]:
        yield Item(
            title=one.matter.title,
            due=timezone.localtime(one.at).date() + SOON,
            address=reverse("governance-matter", args=[one.matter.key]) + "#corrections",
            action=say("答复更正意见", "Answer a correction"),
            detail=one.text[:60],
            key=f"governance.correction:{one.pk}",
            place=one.matter.body.place,
        )


def occasions_for(person: Any) -> Iterator[Occasion]:
    """Sessions that are announced, of the bodies and members for which the person works."""
    held = places_held(person)
    for session in Session.objects.filter(state=Session.State.PREPARING).select_related("body"):
        day = _announced(session)
        if day and (set(held) & set(session.body.places) or EVERYWHERE in held):
            yield Occasion(
                uid=f"governance-session-{session.pk}@tashan",
                title=say("{body}第{n}次会议", "{body}, session {n}", body=session.body.name, n=session.number),
                start=day,
                address=reverse("governance-session", args=[session.pk]),
                place=session.where,
            )


def _announced(session: Session) -> date | None:
    return date.fromisoformat(session.announced[-1]["for"]) if session.announced else None


def _item(matter: Matter, action: str, kind: str) -> Item:
    return Item(
        title=matter.title,
        due=matter.due,
        address=reverse("governance-matter", args=[matter.key]) + f"#{kind}",
        action=action,
        detail=say("牵头：{who}", "lead: {who}", who=place_name(matter.owner)),
        key=f"governance.matter:{matter.pk}/{kind}",
        place=matter.owner,
    )
