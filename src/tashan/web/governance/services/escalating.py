"""Late matters rise: each rung of the ladder is told once, to those whom it names."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from tashan.governance.escalation import Rung, rung_on
from tashan.web.accounts.queries import holders
from tashan.web.audit.services import note
from tashan.web.governance.models import Body, Matter
from tashan.web.notices.services import do_notify

FIRST = timedelta(30)


def due_by(day: date) -> QuerySet[Matter]:
    """The matters that may have reached a rung by a day: open, and due within a month or late."""
    return Matter.objects.filter(side_state="", finished=None, due__lte=day + FIRST)


@transaction.atomic
def do_escalate(*, day: date) -> int:
    """
    Tell everybody whom the ladder names of matters that are late, or nearly; what was told is not told again.

    Args:
        day: on which it is run; several runs on a day tell nothing twice.

    Returns:
        How many notices were made.
    """
    return sum(escalate(matter, day) for matter in due_by(day).select_related("body"))


def escalate(matter: Matter, day: date) -> int:
    """Tell of one matter, in the caller's transaction; says how many were told."""
    rung = rung_on(matter.due, day)
    return _tell(matter, rung, day) if rung is not None else 0


def places_of(matter: Matter, rung: Rung) -> tuple[str, ...]:
    """The places that a rung names: the owner, the parties with the office, or the bodies of a level above."""
    if rung.to == "owner":
        return (matter.owner,)
    if rung.to == "parties":
        return (*matter.parties, matter.body.place)
    above = [body for body in ladder(matter.body) if body.level == rung.level.value]
    return (*(body.place for body in above), matter.body.place, matter.owner)


def ladder(body: Body) -> tuple[Body, ...]:
    """A body and those above it, nearest first."""
    found = [body]
    while found[-1].reports_to:
        above = Body.objects.filter(place=found[-1].reports_to).first()
        if above is None or above in found:
            break
        found.append(above)
    return tuple(found)


def _tell(matter: Matter, rung: Rung, day: date) -> int:
    places = places_of(matter, rung)
    people: dict[int, Any] = {}
    for place in places:
        people.update({one.pk: one for one in holders(("officer", "approver"), place, day)})
    told = do_notify(
        kind="governance.late" if rung.days > 0 else "governance.nearly_due",
        people=people.values(),
        values={
            "title": matter.title,
            "due": matter.due.isoformat() if matter.due else "",
            "what": {"zh": rung.zh.rstrip("。"), "en": rung.en.rstrip(".")},
        },
        address=reverse("governance-matter", args=[matter.key]),
        thing=f"governance.matter:{matter.pk}",
        key=f"governance.matter:{matter.pk}/{matter.due}/{rung.days}",
        level=0 if rung.days < 0 else 1 if rung.days < 30 else 2 if rung.days < 180 else 3,
    )
    if told:
        note(
            actor=None,
            action="governance.escalate",
            thing=f"governance.matter:{matter.pk}",
            place=matter.body.place,
            after={"rung": rung.days, "to": list(places), "told": told, "day": day.isoformat()},
        )
    return told
