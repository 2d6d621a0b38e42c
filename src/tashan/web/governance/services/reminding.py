"""What people are reminded of before it is late: sessions to come, codings to confirm, agreements that end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction
from django.urls import reverse

from tashan.governance.agreements import term_on
from tashan.governance.sessions import REMINDERS
from tashan.web.accounts.queries import holders
from tashan.web.governance.models import Agreement, Matter, Session
from tashan.web.governance.texts import agreement_of
from tashan.web.notices.services import do_notify

WORKING: Final = ("officer", "approver")
CONFIRMING: Final = ("approver", "analyst")
NOTICE: Final = timedelta(60)
"""Days before the last day of notice on which a body is reminded of an agreement."""


@transaction.atomic
def remind_of_session(session: Session, day: date) -> int:
    """
    Tell the body and its members of a session 30, 14 and 3 days ahead, each once; a new day begins anew.

    Who was away on the very day is told of the nearest of the three that has passed.
    """
    if session.state != Session.State.PREPARING or not session.announced:
        return 0
    announced = session.announced[-1]["for"]
    left = (date.fromisoformat(announced) - day).days
    reached = min((days for days in REMINDERS if 0 <= left <= days), default=None)
    if reached is None:
        return 0
    return do_notify(
        kind="governance.session_soon",
        people=_people(WORKING, session.body.places, day),
        values={
            "body": {"zh": session.body.title, "en": session.body.title_en or session.body.title},
            "number": session.number,
            "day": announced,
        },
        address=reverse("governance-session", args=[session.pk]),
        thing=f"governance.session:{session.pk}",
        key=f"governance.session:{session.pk}/{announced}/{reached}",
    )


@transaction.atomic
def remind_of_coding(matter: Matter, day: date) -> int:
    """Tell those who could confirm a coding that one waits: of the other members, neither the owner's nor the coder's."""
    if not matter.pending:
        return 0
    others = [place for place in matter.parties if place not in (matter.owner, matter.pending_member)]
    return do_notify(
        kind="governance.confirm_asked",
        people=_people(CONFIRMING, others, day),
        values={"title": matter.title, "who": {"place": matter.owner}},
        address=reverse("governance-matter", args=[matter.key]) + "#confirm",
        thing=f"governance.matter:{matter.pk}",
        key=f"governance.matter:{matter.pk}/coded/{matter.pending_member}/{matter.version}",
    )


@transaction.atomic
def remind_of_agreement(row: Agreement, day: date) -> int:
    """Tell the body that an agreement ends, or goes on unless notice is given: before the last day of notice."""
    term = term_on(agreement_of(row), day.isoformat())
    last = term.notice_by or term.end
    if last is None or not 0 <= (date.fromisoformat(last) - day).days <= NOTICE.days:
        return 0
    return do_notify(
        kind="governance.agreement_ends",
        people=_people(WORKING, (row.body.place,), day),
        values={"title": row.title, "day": last, "end": term.end or last},
        address=reverse("governance-agreement", args=[row.key]),
        thing=f"governance.agreement:{row.pk}",
        key=f"governance.agreement:{row.pk}/{last}",
    )


def _people(roles: Iterable[str], places: Iterable[str], day: date) -> list[Any]:
    found: dict[int, Any] = {}
    for place in places:
        found.update({one.pk: one for one in holders(roles, place, day)})
    return list(found.values())
