"""Changes that many rooms make alike to what people gave: opening it to everybody, and taking it out of use."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from tashan.web.audit.services import note
from tashan.web.pages.access import check


@transaction.atomic
def set_public(*, actor: Any, row: Any, action: str, thing: str, public: bool) -> None:
    """
    Open a row to everybody, or close it; the actor needs the permission that the action names.

    Args:
        actor: the person who acts.
        row: it has `public` and `place`.
        action: `room.verb_noun`, the permission and the name of the event.
        thing: `room.kind:ID`.
        public: whether everybody may read it.
    """
    check(actor, action, row)
    before, row.public = row.public, public
    row.save(update_fields=["public"])
    note(
        actor=actor,
        action=action,
        thing=thing,
        place=row.place,
        before={"public": before},
        after={"public": public},
    )


@transaction.atomic
def withdraw(*, actor: Any, row: Any, action: str, thing: str, why: str, before: dict[str, Any]) -> None:
    """
    Take a row out of use; it stays on record.

    Args:
        actor: the person who acts; needs the permission that the action names.
        row: it has `withdrawn_at` and `place`.
        action: `room.verb_noun`, the permission and the name of the event.
        thing: `room.kind:ID`.
        why: the person's reason.
        before: what it was, for the event.
    """
    check(actor, action, row)
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    note(actor=actor, action=action, thing=thing, place=row.place, why=why, before=before)
