"""Keys for programs: shown once, kept as a hash, ended by date, revocation or the person's leaving."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tashan.web.accounts.models import Person, Token
from tashan.web.accounts.services import AccountError
from tashan.web.accounts.tokens import do_make_token, do_revoke_token, recognise
from tashan.web.audit.models import Event


def _make(person: Any, days: int = 30, scope: str = "read") -> tuple[Token, str]:
    return do_make_token(
        actor=person, name="weekly export", scope=scope, expires_on=timezone.localdate() + timedelta(days=days)
    )


def test_a_key_is_recognised_and_kept_nowhere(person: Callable[..., Any]) -> None:
    token, key = _make(person("analyst"))

    assert token == recognise(key)
    assert timezone.localdate() == Token.objects.get().last_used_on
    assert key not in json.dumps(list(Token.objects.values()), default=str)
    assert key not in json.dumps(list(Event.objects.values()), default=str)


def test_the_last_day_counts_and_the_next_does_not(person: Callable[..., Any]) -> None:
    token, key = _make(person("analyst"), days=0)
    today = recognise(key)

    Token.objects.filter(pk=token.pk).update(expires_on=timezone.localdate() - timedelta(days=1))

    assert (token, None) == (today, recognise(key))


@pytest.mark.parametrize("wrong", ["", "tashan_", "tashan_x", "Bearer", "'; DROP TABLE accounts_token; --"])
@pytest.mark.django_db
def test_any_other_text_opens_nothing(wrong: str) -> None:
    assert None is recognise(wrong)


def test_revoking_ends_it_at_once_and_only_ones_own(person: Callable[..., Any]) -> None:
    token, key = _make(person("analyst"))
    with pytest.raises(AccountError, match="自己的令牌"):
        do_revoke_token(actor=person("administrator"), token=token)
    still = recognise(key)

    do_revoke_token(actor=person("analyst"), token=token)

    assert (token, None) == (still, recognise(key))


def test_who_left_has_no_keys(person: Callable[..., Any]) -> None:
    _, key = _make(person("analyst"))
    Person.objects.update(is_active=False)

    assert None is recognise(key)


@pytest.mark.parametrize("days", [-1, 367])
def test_a_key_ends_within_a_year(person: Callable[..., Any], days: int) -> None:
    with pytest.raises(AccountError, match="一年"):
        _make(person("analyst"), days=days)
