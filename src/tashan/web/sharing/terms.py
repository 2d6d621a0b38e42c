"""Until when parties may object: as the contract says, else as the site does."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from tashan.sharing.objections import last_day_to_object
from tashan.web.sharing.models import Statement

OBJECTION_DAYS = 15
"""Working days to object where contract and site say nothing."""


def site_days() -> int:
    """Working days to object where a contract says nothing: the setting `SHARING_OBJECTION_DAYS`, else 15."""
    return int(getattr(settings, "SHARING_OBJECTION_DAYS", OBJECTION_DAYS))


def site_holidays() -> frozenset[str]:
    """Weekdays on which nobody works, as the setting `SHARING_HOLIDAYS` lists them (YYYY-MM-DD)."""
    return frozenset(getattr(settings, "SHARING_HOLIDAYS", ()))


def last_day_of(statement: Statement) -> date:
    """Until when parties may object: as it was fixed when the statement was issued."""
    if statement.last_day:
        return statement.last_day
    return date.fromisoformat(last_day_to_object(statement.issued.isoformat(), OBJECTION_DAYS))
