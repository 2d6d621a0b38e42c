"""
What is done once a day: late matters rise, people are reminded of what is to come.

It is background work of a kind of its own, one job a day, which the worker starts when the day has begun and none was
there yet. A step is one matter, session or agreement; done twice, nobody is told twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tashan.web.governance.models import Agreement, Matter, Session
from tashan.web.governance.services.escalating import due_by, escalate
from tashan.web.governance.services.reminding import remind_of_agreement, remind_of_coding, remind_of_session
from tashan.web.jobs.kinds import Forgotten, Kind
from tashan.web.jobs.kinds import register as register_kind
from tashan.web.jobs.models import Job
from tashan.web.pages.places import EVERYWHERE

KIND: Final = "governance.daily"
BEGINS: Final = time(6)
"""The local hour before which a day's work is not begun."""


def register() -> None:
    """Make the kind of work known."""
    register_kind(Kind(KIND, "每日提醒与催办", "daily reminders", todo, do, forgotten=today_if_not_begun))


def todo(arguments: Mapping[str, Any]) -> list[str]:
    """The steps of a day: every matter that is late or nearly, or waits to be confirmed, every session and agreement."""
    day = date.fromisoformat(arguments["day"])
    return [
        *(f"late:{pk}" for pk in due_by(day).values_list("pk", flat=True)),
        *(f"coded:{pk}" for pk in Matter.objects.filter(pending=True).values_list("pk", flat=True)),
        *(f"session:{pk}" for pk in Session.objects.filter(state="preparing").values_list("pk", flat=True)),
        *(f"agreement:{pk}" for pk in Agreement.objects.exclude(end=None).values_list("pk", flat=True)),
    ]


def do(arguments: Mapping[str, Any], step: str) -> None:
    """One step, in a transaction of its own; what is gone meanwhile is no fault."""
    kind, _, number = step.partition(":")
    rows, remind = _STEPS[kind]
    with transaction.atomic():
        row = rows().filter(pk=number).first()
        if row is not None:
            remind(row, date.fromisoformat(arguments["day"]))


_STEPS: Final[Mapping[str, tuple[Callable[[], Any], Callable[[Any, date], int]]]] = {
    "late": (lambda: Matter.objects.select_related("body"), escalate),
    "coded": (lambda: Matter.objects.select_related("body"), remind_of_coding),
    "session": (lambda: Session.objects.select_related("body"), remind_of_session),
    "agreement": (lambda: Agreement.objects.select_related("body"), remind_of_agreement),
}


def today_if_not_begun(before: datetime) -> Iterator[Forgotten]:
    """The work of the day in which a moment lies, where no job does it and there is anything to do."""
    local = timezone.localtime(before)
    arguments = {"day": local.date().isoformat()}
    begun = Job.objects.filter(kind=KIND, arguments__day=arguments["day"]).exists()
    if local.time() >= BEGINS and not begun and todo(arguments):
        yield Forgotten(arguments, EVERYWHERE, None)


def do_today(day: date) -> int:
    """All steps of a day at once, without a job; says how many notices were made."""
    made = 0
    for step in todo({"day": day.isoformat()}):
        kind, _, number = step.partition(":")
        rows, remind = _STEPS[kind]
        row = rows().filter(pk=number).first()
        made += remind(row, day) if row is not None else 0
    return made
