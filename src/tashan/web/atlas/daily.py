"""The bulk files are made anew once a day, in the background, so that the public never has older ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from tashan.web.archive.models import Event
from tashan.web.atlas import bulk
from tashan.web.jobs.kinds import Forgotten, Kind
from tashan.web.jobs.kinds import register as register_kind
from tashan.web.jobs.models import Job
from tashan.web.pages.places import EVERYWHERE

KIND: Final = "atlas.bulk"
BEGINS: Final = time(3)
"""The local hour before which a day's files are not made."""


def register() -> None:
    """Make the kind of work known."""
    register_kind(Kind(KIND, "生成整库文件", "bulk files", todo, do, forgotten=today_if_not_made))


def todo(arguments: Mapping[str, Any]) -> list[str]:
    """One step, until there are files of that day or a later one."""
    made = bulk.manifest()
    return [] if made is not None and _day(made) >= arguments["day"] else ["files"]


def do(_arguments: Mapping[str, Any], _step: str) -> None:
    """Make the files; whoever reads the old ones meanwhile keeps them."""
    bulk.build(settings.SITE_ADDRESS)


def today_if_not_made(before: datetime) -> Iterator[Forgotten]:
    """The files of the day in which a moment lies, where no job makes them and anything is public."""
    local = timezone.localtime(before)
    arguments = {"day": local.date().isoformat()}
    begun = Job.objects.filter(kind=KIND, arguments__day=arguments["day"]).exists()
    if local.time() >= BEGINS and not begun and todo(arguments) and Event.objects.filter(public=True).exists():
        yield Forgotten(arguments, EVERYWHERE, None)


def _day(manifest: Mapping[str, Any]) -> str:
    made: date = timezone.localtime(datetime.fromisoformat(manifest["made"])).date()
    return made.isoformat()
