"""
The bulk files are made in the background: once a day by themselves, and whenever an administrator asks.

Both are one kind of work: files that are not older than a moment. So the public never has files older than a day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from tashan.web.archive.models import Event
from tashan.web.atlas import bulk
from tashan.web.jobs.kinds import Forgotten, Kind
from tashan.web.jobs.kinds import register as register_kind
from tashan.web.jobs.models import Job
from tashan.web.jobs.services import do_start
from tashan.web.pages.access import check
from tashan.web.pages.places import EVERYWHERE

KIND: Final = "atlas.bulk"
BEGINS: Final = time(3)
"""The local hour before which a day's files are not made."""


def register() -> None:
    """Make the kind of work known."""
    register_kind(
        Kind(KIND, "生成整库文件", "Making the bulk files", todo, do, lambda _job: reverse("data"), today_if_not_made)
    )


def todo(arguments: Mapping[str, Any]) -> list[str]:
    """One step, until there are files made at the moment asked for or later."""
    made = bulk.manifest()
    since = datetime.fromisoformat(arguments["since"])
    return [] if made is not None and datetime.fromisoformat(made["made"]) >= since else ["files"]


def do(_arguments: Mapping[str, Any], _step: str) -> None:
    """Make the files; whoever reads the old ones meanwhile keeps them."""
    bulk.build(settings.SITE_ADDRESS)


@transaction.atomic
def do_make_anew(*, actor: Any) -> Job:
    """
    Make the files anew in the background, on an administrator's word; where that is queued already, it is that job.

    Raises:
        PermissionDenied: the actor may not.
    """
    check(actor, "atlas.build_data")
    queued = Job.objects.filter(kind=KIND, state=Job.State.WAITING).order_by("-pk").first()
    if queued is not None:
        return queued
    since = timezone.localtime().isoformat(timespec="seconds")
    return do_start(kind=KIND, arguments={"since": since}, place=EVERYWHERE, actor=actor)


def today_if_not_made(before: datetime) -> Iterator[Forgotten]:
    """The files of the day in which a moment lies, where no job makes them and anything is public."""
    local = timezone.localtime(before)
    midnight = timezone.make_aware(datetime.combine(local.date(), time()))
    arguments = {"since": midnight.isoformat()}
    begun = Job.objects.filter(kind=KIND, arguments__since=arguments["since"]).exists()
    if local.time() >= BEGINS and not begun and todo(arguments) and Event.objects.filter(public=True).exists():
        yield Forgotten(arguments, EVERYWHERE, None)
