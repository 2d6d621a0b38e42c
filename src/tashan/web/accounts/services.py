"""Changes to people and roles; each writes its event."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from tashan.web.accounts.models import Grant, Organisation, Person
from tashan.web.audit.services import note
from tashan.web.pages.access import check


@transaction.atomic
def do_add_organisation(*, actor: Any, name: str, name_en: str, kind: str, place: str) -> Organisation:
    """Add an organisation; `place` is the region (code) or body it belongs to."""
    _check(actor, "accounts.add_person", place)
    made = Organisation.objects.create(name=name, name_en=name_en, kind=kind, place=place)
    note(
        actor=actor,
        action="accounts.add_organisation",
        thing=f"accounts.organisation:{made.pk}",
        place=place,
        after={"name": name, "kind": kind},
    )
    return made


@transaction.atomic
def do_add_person(
    *, actor: Any, username: str, display_name: str, email: str, organisation: Organisation, password: str
) -> Person:
    """
    Add somebody to an organisation; without a role they see what the public sees.

    Raises:
        ValidationError: the password is too weak, or the username is taken.
    """
    _check(actor, "accounts.add_person", organisation.place)
    person = Person(username=username, display_name=display_name, email=email, organisation=organisation)
    validate_password(password, person)
    person.set_password(password)
    person.full_clean(exclude=["password"])
    person.save()
    note(
        actor=actor,
        action="accounts.add_person",
        thing=f"accounts.person:{person.pk}",
        place=organisation.place,
        after={"username": username, "organisation": organisation.name},
    )
    return person


@transaction.atomic
def do_grant(
    *, actor: Any, person: Person, role: str, place: str, valid_from: date, valid_to: date | None = None, why: str = ""
) -> Grant:
    """Give a person a role for a place, from one day to another (inclusive; None: until withdrawn)."""
    _check(actor, "accounts.grant_role", place)
    grant = Grant(
        person=person,
        role=role,
        place=place,
        valid_from=valid_from,
        valid_to=valid_to,
        why=why,
        granted_by=actor,
        granted_at=timezone.now(),
    )
    grant.full_clean()
    grant.save()
    note(
        actor=actor,
        action="accounts.grant_role",
        thing=f"accounts.person:{person.pk}",
        place=place,
        why=why,
        after={
            "role": role,
            "place": place,
            "from": valid_from.isoformat(),
            "to": valid_to.isoformat() if valid_to else None,
        },
    )
    return grant


@transaction.atomic
def do_withdraw(*, actor: Any, grant: Grant, why: str) -> None:
    """Take a role away, now; that it was held stays on record."""
    _check(actor, "accounts.withdraw_role", grant.place)
    grant.withdrawn_at = timezone.now()
    grant.save(update_fields=["withdrawn_at"])
    note(
        actor=actor,
        action="accounts.withdraw_role",
        thing=f"accounts.person:{grant.person_id}",
        place=grant.place,
        why=why,
        before={"role": grant.role, "place": grant.place},
    )


def _check(actor: Any, permission: str, place: str) -> None:
    """An installation that is being set up has nobody yet: `actor=None` stands for whoever owns the machine."""
    if actor is not None:
        check(actor, permission, place)
