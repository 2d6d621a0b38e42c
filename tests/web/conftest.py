"""People of the tests: one for each role and place, and a way to log them in."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # browser tests drive the live server from one thread

ROLES = ("reader", "analyst", "officer", "approver", "finance", "administrator")
JIANGSU, SUZHOU, ZHEJIANG = "320000", "320500", "330000"


@pytest.fixture
def person(db: None) -> Callable[..., Any]:
    """Make (or find) somebody with a role for a place: `person("analyst", "320000")`."""
    from django.utils import timezone

    from tashan.web.accounts.models import Grant, Organisation, Person

    def make(role: str | None, place: str = JIANGSU, *, name: str = "") -> Any:
        username = name or f"{role or 'nobody'}-{place}"
        organisation, _ = Organisation.objects.get_or_create(
            name=f"office of {place}", defaults={"kind": "government", "place": place}
        )
        made, new = Person.objects.get_or_create(username=username, defaults={"organisation": organisation})
        if new:
            made.set_password("a long enough password")
            made.save()
            if role:
                Grant.objects.create(
                    person=made, role=role, place=place, valid_from=date(2020, 1, 1), granted_at=timezone.now()
                )
        return made

    return make


@pytest.fixture
def log_in(client: Any, person: Callable[..., Any]) -> Callable[..., Any]:
    """Log somebody in and give their client: `log_in("analyst", "320000").get("/")`."""

    def do(role: str | None, place: str = JIANGSU) -> Any:
        client.force_login(person(role, place), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return do
