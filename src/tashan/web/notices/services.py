"""Telling people, and how they want to be told."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from django.db import transaction
from django.utils import timezone

from tashan.web.accounts.wall import as_the_system
from tashan.web.audit.services import note
from tashan.web.notices import kinds
from tashan.web.notices.models import Notice, Preference
from tashan.web.pages.access import check


@transaction.atomic
@as_the_system()
def do_notify(
    *,
    kind: str,
    people: Iterable[Any],
    values: Mapping[str, Any],
    address: str = "",
    thing: str = "",
    key: str = "",
    level: int = 0,
    at: Any = None,
) -> int:
    """
    Tell people something, in the caller's transaction; nobody's permission is needed to be told.

    Args:
        kind: a registered kind.
        people: who is told; each once.
        values: what its text takes: text, numbers, {"zh", "en"} or {"place": code}.
        address: the page on which something can be done about it.
        thing: `room.kind:ID`.
        key: who was told something under this key is not told again.
        level: 0 for news; 1 to 3 as a thing grows late.
        at: when; now without it.

    Returns:
        How many were told.

    Raises:
        ValueError: no room registered the kind.
    """
    if kinds.find(kind) is None:
        raise ValueError(f"No room registered notices of the kind {kind}; register it in the room's apps.py.")
    told = {person.pk: person for person in people if person.is_active}
    if key:
        for known in Notice.objects.filter(key=key, person__in=list(told)).values_list("person_id", flat=True):
            told.pop(known, None)
    made = Notice.objects.bulk_create(
        (
            Notice(
                person=person, kind=kind, values=dict(values), address=address, thing=thing, key=key, level=level,
                at=at or timezone.now(),
            )
            for person in told.values()
        ),
        ignore_conflicts=bool(key),
    )  # fmt: skip
    return len(made)


@transaction.atomic
def do_read(*, actor: Any, notice: Notice) -> None:
    """Mark a notice as read; it stays in the list."""
    check(actor, "notices.read", notice)
    if notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])


@transaction.atomic
def do_read_all(*, actor: Any) -> int:
    """Mark all of the actor's notices as read; says how many were not."""
    check(actor, "notices.list")
    return int(Notice.objects.filter(person=actor, read_at=None).update(read_at=timezone.now()))


@transaction.atomic
def do_set_preference(
    *, actor: Any, mail: str, language: str, weekday: int, digest_at: time, quiet_from: time, quiet_to: time
) -> Preference:
    """Set how the actor wants to be told."""
    check(actor, "notices.list")
    preference = Preference.objects.get_or_create(person=actor)[0]
    preference.mail, preference.language, preference.weekday = mail, language, weekday
    preference.digest_at, preference.quiet_from, preference.quiet_to = digest_at, quiet_from, quiet_to
    preference.full_clean()
    preference.save()
    return preference


@transaction.atomic
def do_renew_calendar(*, actor: Any) -> str:
    """
    Make a new secret address for the actor's calendar; the one before stops working.

    Returns:
        The secret, which is kept nowhere: only its hash is.
    """
    check(actor, "notices.list")
    token = secrets.token_urlsafe(32)
    preference = Preference.objects.get_or_create(person=actor)[0]
    preference.calendar_hash = digest(token)
    preference.save(update_fields=["calendar_hash"])
    note(actor=actor, action="notices.renew_calendar", thing=f"accounts.person:{actor.pk}", place=actor.place)
    return token


def digest(token: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()
