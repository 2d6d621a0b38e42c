"""Whoever is refused is told why and what helps, on a page of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import OperationalError
from django.test import Client

from tashan.web.pages import views

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import RequestFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "这张表单已失效"), ("en", "This form is out of date")])
def test_a_form_without_its_mark_is_told_how_to_be_sent_again(language: str, words: str) -> None:
    """Nothing is saved; the answer says so and stands in the frame of the site."""
    answer = Client(enforce_csrf_checks=True).post(
        f"/account/login/?language={language}", {"login": "x", "password": "y"}
    )

    assert answer.status_code == 403
    assert words in answer.content.decode()
    assert 'class="top"' in answer.content.decode()


def test_a_failing_database_is_told_on_a_page_that_needs_none(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The frame asks who is logged in; without a database the page of the failure comes without it."""

    def fails(*_: object, **__: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(views, "render", fails)

    answer = views.broken(rf.get("/"))

    assert answer.status_code == 500
    assert "我们这边出错了" in answer.content.decode()
    assert "Something failed on our side" in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "这个地址只接收表单"), ("en", "Forms are sent to this address")]
)
def test_an_address_for_forms_alone_tells_who_opens_it(log_in: Callable[..., Any], language: str, words: str) -> None:
    """Who logs in anew after sending a form comes to its address; there stands what to do, and no empty page."""
    answer = log_in("administrator", "*").get(f"/audit/verify?language={language}")

    assert (405, "POST") == (answer.status_code, answer["Allow"])
    assert words in answer.content.decode()


def test_the_api_tells_a_wrong_method_in_its_own_way(client: Client) -> None:
    answer = client.get("/api/v1/uploads")

    assert "只接收表单" not in answer.content.decode()
