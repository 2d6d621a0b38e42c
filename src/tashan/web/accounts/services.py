"""Changes to people and roles; each writes its event."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from tashan.regions.divisions import by_code
from tashan.web.accounts.models import Grant, Organisation, Person
from tashan.web.audit.services import note
from tashan.web.pages.access import check
from tashan.web.pages.places import EVERYWHERE
from tashan.web.pages.words import say


class AccountError(Exception):
    """An account, role or key cannot be made or changed so; says why and what to do."""


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
    *,
    actor: Any,
    username: str,
    display_name: str,
    email: str,
    organisation: Organisation,
    password: str,
    temporary: bool = False,
) -> Person:
    """
    Add somebody to an organisation; without a role they see what the public sees.

    Args:
        actor: an administrator of the organisation's place; None while an installation is set up.
        username: what they log in with.
        display_name: how pages call them.
        email: for notices; may be empty.
        organisation: where they work.
        password: their first one.
        temporary: whether they have to choose another when they first log in.

    Raises:
        ValidationError: the password is too weak, or the username is taken.
    """
    _check(actor, "accounts.add_person", organisation.place)
    person = Person(
        username=username,
        display_name=display_name,
        email=email,
        organisation=organisation,
        password_temporary=temporary,
    )
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
    """
    Give a person a role for a place, from one day to another (inclusive; None: until withdrawn).

    Raises:
        AccountError: it is the actor's own account, or there is no such role or place.
        ValidationError: it would end before it begins.
    """
    _check(actor, "accounts.grant_role", place)
    if actor is not None and actor.pk == person.pk:
        raise AccountError(
            say(
                "不能给自己授予角色；请另一位管理员授予。",
                "Nobody gives a role to themselves; ask another administrator.",
            )
        )
    if role not in Grant.Role.values or not is_place(place):
        raise AccountError(say("没有这样的角色或区域。", "There is no such role or place."))
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
    """
    Take a role away, now; that it was held stays on record.

    Raises:
        AccountError: no reason is given, or it was taken away before.
    """
    _check(actor, "accounts.withdraw_role", grant.place)
    if not why.strip():
        raise AccountError(say("请写明理由。", "Please give a reason."))
    if grant.withdrawn_at is not None:
        raise AccountError(say("该角色已经收回。", "This role was taken away before."))
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


@transaction.atomic
def do_reset_password(*, actor: Any, person: Person) -> str:
    """
    Give somebody a temporary password; what they were logged in with ends.

    Returns:
        The password, to be handed over; it is kept as a hash only and has to be changed at the next log-in.
    """
    check(actor, "accounts.reset_password", person)
    password = temporary_password()
    person.set_password(password)
    person.password_temporary = True
    person.save(update_fields=["password", "password_temporary"])
    note(actor=actor, action="accounts.reset_password", thing=f"accounts.person:{person.pk}", place=person.place)
    return password


@transaction.atomic
def do_set_active(*, actor: Any, person: Person, active: bool, why: str) -> None:
    """
    Close an account, or open it again; a closed one logs in nowhere, its keys stop working, its history stays.

    Raises:
        AccountError: no reason is given.
    """
    check(actor, "accounts.close_account", person)
    if not why.strip():
        raise AccountError(say("请写明理由。", "Please give a reason."))
    before = person.is_active
    person.is_active = active
    person.save(update_fields=["is_active"])
    note(
        actor=actor,
        action="accounts.open_account" if active else "accounts.close_account",
        thing=f"accounts.person:{person.pk}",
        place=person.place,
        why=why.strip(),
        before={"active": before},
        after={"active": active},
    )


@transaction.atomic
def do_remove_second_factor(*, actor: Any, person: Person, why: str) -> None:
    """
    Take away somebody's authenticator app and recovery codes, for instance after a phone was lost.

    Raises:
        AccountError: there is none, or no reason is given.
    """
    check(actor, "accounts.remove_second_factor", person)
    if not why.strip():
        raise AccountError(say("请写明理由。", "Please give a reason."))
    kinds = sorted(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    if not kinds:
        raise AccountError(say("该账号没有第二因素。", "This account has no second factor."))
    Authenticator.objects.filter(user=person).delete()
    note(
        actor=actor,
        action="accounts.remove_second_factor",
        thing=f"accounts.person:{person.pk}",
        place=person.place,
        why=why.strip(),
        before={"factors": kinds},
    )


def temporary_password() -> str:
    """A password that is easily read aloud: four groups of four letters and digits, none of which look alike."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


def is_place(place: str) -> bool:
    """Whether roles can be held for this: a division by its code, `body:ID`, or `*`."""
    if place.isdigit():
        return by_code(place) is not None
    return place == EVERYWHERE or (place.startswith("body:") and len(place) > len("body:"))


def _check(actor: Any, permission: str, place: str) -> None:
    """An installation that is being set up has nobody yet: `actor=None` stands for whoever owns the machine."""
    if actor is not None:
        check(actor, permission, place)
