"""Nothing is shown without a rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import rules
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from tashan.web.pages.access import PUBLIC, rule_of
from tashan.web.pages.middleware import NothingWithoutARule, checks_for_itself


def _views(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _views(pattern.url_patterns, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern.callback


VIEWS = [(address, view) for address, view in _views(get_resolver().url_patterns) if not checks_for_itself(view)]


@pytest.mark.parametrize(("address", "view"), VIEWS, ids=[address or "/" for address, _ in VIEWS])
def test_every_view_carries_a_rule_that_exists(address: str, view: Any) -> None:
    """A new view says who may use it, and what it says is a permission that some rules.py defines."""
    rule = rule_of(view)

    assert rule is not None, f"{address} says neither @public nor @needs"
    assert rule == PUBLIC or rules.perm_exists(rule), f"{address}: no rules.py defines {rule}"


def test_a_view_without_a_rule_is_refused_while_the_site_runs() -> None:
    """Forgetting the decorator closes the door."""

    def forgotten(request: Any) -> None:
        raise AssertionError

    with pytest.raises(PermissionDenied, match="carries no rule"):
        NothingWithoutARule(lambda request: None).process_view(RequestFactory().get("/"), forgotten)


def test_every_permission_is_refused_to_who_is_not_logged_in(db: None) -> None:
    """Denied by default: no permission of any room is open to the anonymous."""
    from django.contrib.auth.models import AnonymousUser
    from rules.permissions import permissions

    assert [] == [name for name in permissions if AnonymousUser().has_perm(name, "320000")]


@pytest.mark.parametrize("address", ["/events/%00", "/?q=%00", "/regions/a%00b", "/work/?show=x%00"])
def test_an_address_with_a_null_character_is_refused(db: None, client: Any, address: str) -> None:
    """PostgreSQL cannot hold one, so it would fail there and not here."""
    answer = client.get(address, headers={"Accept-Language": "en"})

    assert (400, True) == (answer.status_code, "null character" in answer.content.decode())
