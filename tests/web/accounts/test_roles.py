"""Roles hold for a place and for a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tashan.web.accounts.services import do_grant, do_withdraw
from tashan.web.audit.models import Event
from tashan.web.pages.places import covers

from ..conftest import JIANGSU, ROLES, SUZHOU, ZHEJIANG  # noqa: TID252

ADMINISTRATIVE = (
    "accounts.see_people",
    "accounts.add_person",
    "accounts.grant_role",
    "accounts.withdraw_role",
    "audit.read_events",
)


@pytest.mark.parametrize(
    ("holder", "place", "expected"),
    [
        ("320000", "320000", True),
        ("320000", "320500", True),
        ("320000", "320583", True),
        ("320500", "320583", True),
        ("320500", "320000", False),
        ("320500", "321300", False),
        ("320000", "330100", False),
        ("*", "330100", True),
        ("*", "body:yrd-cities", True),
        ("320000", "body:yrd-cities", False),
        ("body:yrd-cities", "body:yrd-cities", True),
        ("body:yrd-cities", "body:yrd-office", False),
    ],
)
def test_a_region_covers_what_lies_in_it(holder: str, place: str, expected: bool) -> None:
    assert expected is covers(holder, place)


@pytest.mark.parametrize("place", [JIANGSU, SUZHOU, ZHEJIANG])
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("permission", ADMINISTRATIVE)
def test_administering_takes_an_administrator_of_the_place(
    person: Callable[..., Any], permission: str, role: str, place: str
) -> None:
    expected = role == "administrator" and place != ZHEJIANG

    assert expected is person(role, JIANGSU).has_perm(permission, place)


def test_a_role_ends_with_its_last_day(person: Callable[..., Any]) -> None:
    today = timezone.localdate()
    somebody = person(None)
    grant = do_grant(
        actor=None, person=somebody, role="administrator", place=JIANGSU, valid_from=date(2020, 1, 1), valid_to=today
    )

    assert (grant,) == somebody.grants_on(today)
    assert () == somebody.grants_on(today + timedelta(days=1))


def test_a_withdrawn_role_is_gone_and_stays_on_record(person: Callable[..., Any]) -> None:
    somebody = person(None)
    grant = do_grant(actor=None, person=somebody, role="analyst", place=JIANGSU, valid_from=date(2020, 1, 1))

    do_withdraw(actor=None, grant=grant, why="moved to another office")

    assert () == somebody.grants_on(timezone.localdate())
    assert ["accounts.grant_role", "accounts.withdraw_role"] == list(Event.objects.values_list("action", flat=True))


def test_an_administrator_grants_nothing_outside_their_place(person: Callable[..., Any]) -> None:
    with pytest.raises(PermissionDenied):
        do_grant(
            actor=person("administrator", JIANGSU),
            person=person(None),
            role="analyst",
            place=ZHEJIANG,
            valid_from=date(2020, 1, 1),
        )

    assert 0 == Event.objects.count()


def test_who_is_no_longer_active_holds_no_role(person: Callable[..., Any]) -> None:
    somebody = person("administrator")
    somebody.is_active = False

    assert not somebody.has_perm("accounts.grant_role", JIANGSU)
