"""Pages of integration in a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_phone_never_scrolls_sideways_and_nothing_is_refused(
    desk: Callable[..., Any], add_data: Callable[..., Any]
) -> None:
    add_data()
    page = desk(None, viewport={"width": 390, "height": 844})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)

    for address in ("", "diagnosis", "structure", "gaps", "pull", "data", "scores", "index/beijing_tianjin_hebei"):
        page.goto(f"/integration/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 391, address
    assert [] == complaints


def test_a_changed_setting_applies_at_once_and_stands_in_the_address(
    desk: Callable[..., Any], add_data: Callable[..., Any]
) -> None:
    add_data()
    page = desk(None)
    page.goto("/integration/gaps?area=")

    page.select_option("select[name=year]", "2019")
    page.wait_for_url("**year=2019**")

    assert "2019" in page.inner_text("h1")
