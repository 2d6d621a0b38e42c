"""Pages kept for all: quick for the public, never another person's, never older than the events."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.test import Client


def _token(page: Any) -> str:
    found = re.search(r'"X-CSRFToken": "([^"]+)"', page.content.decode())
    assert found is not None
    return found[1]


def test_the_second_reader_gets_the_same_page_with_a_token_of_their_own(
    world: Any, client: Any, django_assert_max_num_queries: Any
) -> None:
    first = client.get("/records")

    with django_assert_max_num_queries(3):
        second = Client().get("/records")

    assert first.content.replace(_token(first).encode(), b"") == second.content.replace(_token(second).encode(), b"")
    assert _token(first) != _token(second)


def test_each_language_address_and_look_has_its_own_page(world: Any, client: Any) -> None:
    pages = {client.get("/regions", headers={"Accept-Language": each}).content for each in ("zh-hans", "zh-hant", "en")}
    client.cookies["tashan_theme"] = "dark"
    dark = client.get("/regions").content.decode()

    assert 3 == len(pages)
    assert 'class="dark"' in dark
    assert client.get("/regions/320000").content != client.get("/regions/310000").content


def test_people_with_an_account_never_get_the_kept_page(world: Any, client: Any, log_in: Callable[..., Any]) -> None:
    anonymous = client.get("/").content.decode()
    own = log_in("analyst", "320000").get("/").content.decode()
    client.logout()

    assert "等我处理" in own
    assert "等我处理" not in anonymous
    assert "等我处理" not in client.get("/").content.decode()


def test_a_change_of_an_event_drops_the_kept_pages(world: Any, client: Any, person: Callable[..., Any]) -> None:
    from tashan.web.archive.services import do_withdraw

    assert world.agreement.key in client.get("/records").content.decode()

    do_withdraw(document=world.news, actor=person("approver", "320000"), why="许可到期")

    assert world.agreement.key not in client.get("/records").content.decode()
