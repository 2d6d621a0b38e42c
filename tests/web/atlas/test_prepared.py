"""Pages that most people open first are made before anybody asks, and never shown once they are out of date."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from tashan.web.atlas import prepared
from tashan.web.pages.editions import renew
from tashan.web.pages.kept import forget_pages

READER = {"host": "localhost:8000", "accept-language": "zh-hans"}


@pytest.fixture(autouse=True)
def _at_the_beginning(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SITE_ADDRESS = "http://localhost:8000"
    monkeypatch.setattr(prepared, "_made", None)
    monkeypatch.setattr(prepared, "_noticed", None)
    monkeypatch.setattr(prepared, "SETTLED", 0.0)
    # The end of a request would close the connection that holds the test's transaction.
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
    forget_pages()


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Three pages instead of all."""
    chosen = ["/", "/?period=2023", "/regions/320000"]
    monkeypatch.setattr(prepared, "addresses", lambda: iter(chosen))
    return chosen


def test_the_years_in_which_something_happened_and_all_provinces_are_made(world: Any) -> None:
    made = list(prepared.addresses())

    assert "/?period=2023" in made
    assert "/?period=2024" not in made
    assert {"/", "/records", "/regions/320000", "/regions/710000"} <= set(made)


def test_a_reader_gets_the_page_that_was_made(
    world: Any, few: list[str], client: Any, django_assert_max_num_queries: Any
) -> None:
    assert prepared.prepare()

    for address in few:
        with django_assert_max_num_queries(2):
            answer = client.get(address, headers=READER)
        assert 200 == answer.status_code
        assert "江苏" in answer.content.decode()


def test_the_page_is_the_one_that_would_have_been_made(world: Any, few: list[str], client: Any) -> None:
    plain = client.get("/?period=2023", headers=READER).content
    forget_pages()

    prepared.prepare()

    token = plain[plain.index(b"X-CSRFToken") :].split(b'"')[2]
    again = client.get("/?period=2023", headers=READER).content
    assert plain.replace(token, b"") == again.replace(again[again.index(b"X-CSRFToken") :].split(b'"')[2], b"")


def test_once_an_edition_and_again_after_a_change(
    world: Any, few: list[str], monkeypatch: pytest.MonkeyPatch, person: Callable[..., Any]
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(prepared, "ask", lambda address, language: asked.append(f"{language} {address}"))
    prepared.in_the_quiet(lambda: False)
    prepared.in_the_quiet(lambda: False)
    assert [f"{language} {address}" for address in few for language in ("zh-hans", "en")] == asked

    asked.clear()
    renew()
    prepared.in_the_quiet(lambda: False)

    assert 6 == len(asked)


def test_it_gives_way_to_a_job_and_is_taken_up_again(
    world: Any, few: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(prepared, "ask", lambda address, _language: asked.append(address))

    prepared.in_the_quiet(lambda: len(asked) == 2)
    assert ["/", "/"] == asked
    prepared.in_the_quiet(lambda: False)

    assert 2 + 6 == len(asked)


def test_it_waits_until_changes_have_come_to_rest(world: Any, few: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(prepared, "ask", lambda address, _language: asked.append(address))
    monkeypatch.setattr(prepared, "SETTLED", 60.0)

    prepared.in_the_quiet(lambda: False)

    assert [] == asked
