"""A person's notices, unread count, preferences."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from tashan.web.notices.models import Notice, Preference
from tashan.web.notices.services import digest


def notices_of(person: Any, *, unread: bool = False) -> QuerySet[Notice]:
    """What a person was told, newest first."""
    found = Notice.objects.filter(person=person)
    return found.filter(read_at=None) if unread else found


def unread_count(person: Any) -> int:
    """How many notices a person has not read."""
    return int(notices_of(person, unread=True).count())


def preference_of(person: Any) -> Preference:
    """How a person wants to be told; the defaults where they never said."""
    return Preference.objects.filter(person=person).first() or Preference(person=person)


def person_of_calendar(token: str) -> Any | None:
    """Whose calendar a secret opens; None for a wrong or old one, or who is no longer active."""
    found = Preference.objects.select_related("person").filter(calendar_hash=digest(token)).first()
    return found.person if found and found.person.is_active else None
