"""Whoever comes first is told three steps, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_steps_stand_on_the_first_page_until_they_are_dismissed(client: Client) -> None:
    """One press takes them off for good, without a script and without an account."""
    assert "三步就会用" in client.get("/?language=zh-hans").content.decode()

    answer = client.get("/tour/done")

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert answer.cookies["tashan_tour"]["max-age"] == 400 * 86_400
    assert "三步就会用" not in client.get("/?language=zh-hans").content.decode()


def test_they_are_told_in_the_readers_language(client: Client) -> None:
    """English readers read English."""
    assert "New here? Three steps" in client.get("/?language=en").content.decode()


def test_an_analyst_is_led_to_the_upload(client: Client, log_in: Any) -> None:
    """The last step is what this person may do: a reader searches, an analyst brings documents in."""
    assert "带入自己的文献" not in client.get("/?language=zh-hans").content.decode()

    log_in("analyst", "510100")

    assert "带入自己的文献" in client.get("/?language=zh-hans").content.decode()
