"""Keys for programs: made, revoked, recognised. Only a hash is kept, so a key is shown once and never again."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tashan.web.accounts.models import Token
from tashan.web.accounts.services import AccountError
from tashan.web.audit.services import note
from tashan.web.pages.access import check
from tashan.web.pages.words import say

PREFIX: Final = "tashan_"
LONGEST: Final = timedelta(days=366)


@transaction.atomic
def do_make_token(*, actor: Any, name: str, scope: str, expires_on: date) -> tuple[Token, str]:
    """
    Make a key for a program of the actor's.

    Returns:
        The token as it is kept, and the key itself, which nobody can show again.

    Raises:
        AccountError: it has no name or scope, has ended already, or would hold longer than a year.
    """
    check(actor, "accounts.make_token")
    today = timezone.localdate()
    if not today <= expires_on <= today + LONGEST:
        raise AccountError(say("有效期须在今天起一年之内。", "The last day has to lie within a year from today."))
    if scope not in Token.Scope.values or not name.strip():
        raise AccountError(say("请写明用途，并选择只读或读写。", "Give it a name and choose read, or read and write."))
    key = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        person=actor, name=name.strip(), hash=digest(key), start=key[:12], scope=scope, made_at=timezone.now(),
        expires_on=expires_on,
    )  # fmt: skip
    note(
        actor=actor,
        action="accounts.make_token",
        thing=f"accounts.person:{actor.pk}",
        place=actor.place,
        after={"name": token.name, "scope": scope, "until": expires_on.isoformat()},
    )
    return token, key


@transaction.atomic
def do_revoke_token(*, actor: Any, token: Token) -> None:
    """Make one of the actor's own keys useless, at once."""
    check(actor, "accounts.make_token")
    if token.person_id != actor.pk:
        raise AccountError(say("只能停用自己的令牌。", "Only your own keys can be revoked."))
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    note(
        actor=actor,
        action="accounts.revoke_token",
        thing=f"accounts.person:{actor.pk}",
        place=actor.place,
        before={"name": token.name, "scope": token.scope},
    )


def recognise(key: str) -> Token | None:
    """The token of a key that holds today, with its person; None for any other."""
    if not key.startswith(PREFIX):
        return None
    token = Token.objects.select_related("person").filter(hash=digest(key)).first()
    today = timezone.localdate()
    if token is None or not token.holds_on(today) or not token.person.is_active:
        return None
    if token.last_used_on != today:
        Token.objects.filter(pk=token.pk).update(last_used_on=today)
    return token


def digest(key: str) -> str:
    """What is kept of a key. It has 256 random bits, so a plain hash cannot be guessed back."""
    return hashlib.sha256(key.encode()).hexdigest()
