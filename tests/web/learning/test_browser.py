"""The planner's sliders and the network in a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_slider_moves_its_number_and_the_plan_follows(desk: Callable[..., Any]) -> None:
    page = desk(None)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto("/learning/plan?region=长株潭&problem=跨市收入分享")

    page.locator("input[type=range][data-for=w-near]").fill("9.5")

    assert "9.5" == page.locator("#w-near").input_value()
    page.click("form.planner button.press")
    page.wait_for_load_state()
    assert "w-near=9.5" in page.url
    assert [] == complaints


def test_a_phone_never_scrolls_sideways(desk: Callable[..., Any], add_visits: Callable[..., Any]) -> None:
    add_visits()
    page = desk(None, viewport={"width": 390, "height": 844})

    for address in (
        "/learning/?level=prefecture",
        "/learning/plan?region=长株潭&problem=跨市收入分享",
        "/learning/practices",
        "/learning/audit",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 391, address
