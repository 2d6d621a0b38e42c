"""The numbers in the head of every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from tashan.web.notices import queries, work


def waiting(request: HttpRequest) -> dict[str, Any]:
    """How much waits for the person and how many notices are unread; counted only where a page shows it."""
    person = getattr(request, "user", None)
    if not getattr(person, "is_authenticated", False):
        return {}
    return {
        "work_waiting": SimpleLazyObject(lambda: len(work.work_for(person))),
        "notices_unread": SimpleLazyObject(lambda: queries.unread_count(person)),
    }
