"""Pages kept for all: quick for the public, never another person's, never older than what the public sees."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client


def _token(page: Any) -> str:
    found = re.search(r'"X-CSRFToken": "([^"]+)"', page.content.decode())
    assert found is not None
    return found[1]


def test_the_second_reader_gets_the_same_page_with_a_token_of_their_own(
    world: Any, client: Any, django_assert_max_num_queries: Any
) -> None:
    first = client.get("/records")

    with django_assert_max_num_queries(2):
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


@pytest.mark.parametrize("address", ["/", "/records", "/regions/320000", "/search?q=考察记"])
def test_a_new_title_of_a_document_is_on_the_pages_at_once(
    world: Any, client: Any, person: Callable[..., Any], address: str
) -> None:
    """The events stay as they are; what is told of their source does not."""
    from tashan.web.archive.services import do_edit_document

    before = client.get(address).content.decode()
    world.news.refresh_from_db()
    do_edit_document(
        actor=person("officer", "320000"), document=world.news, version=world.news.version, title="苏沪浙考察记"
    )
    after = client.get(address).content.decode()

    assert "苏沪浙考察记" not in before
    assert ("=考察记" in before) == ("苏沪浙考察记" in after)


def test_what_is_not_public_is_found_by_its_people_and_never_kept_for_others(
    world: Any, client: Any, log_in: Callable[..., Any]
) -> None:
    own = log_in("analyst", "320000").get("/search?q=内部").content.decode()
    client.logout()
    public = client.get("/search?q=内部").content.decode()

    assert "未公开" in own
    assert "未公开" not in public


def test_an_address_that_does_not_exist_is_not_kept(world: Any, client: Any) -> None:
    assert [404, 404] == [client.get("/regions/999999").status_code for _ in range(2)]
