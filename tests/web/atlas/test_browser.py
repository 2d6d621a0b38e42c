"""The first page in a browser: a value opens its quote beside the page, by mouse and by key, and closes again."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_value_opens_its_quote_and_escape_gives_the_page_back(
    transactional_db: None, world: Any, live_server: Any, chromium: Any
) -> None:
    page = chromium.new_page(locale="zh-CN")
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(f"{live_server.url}/?period=2023-03")
    value = page.locator("#visits-table a.sourced").first

    value.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#sheet:not([hidden]) mark")
    assert "江苏省党政代表团赴上海、浙江学习考察科技创新" == page.locator("#sheet mark").first.inner_text()

    page.keyboard.press("Escape")
    page.wait_for_selector("#sheet", state="hidden")
    assert value.evaluate("element => element === document.activeElement")

    page.select_option("select[name=theme]", "ecology_environment")
    page.wait_for_url("**theme=ecology_environment**")
    assert "没有符合这些条件的考察学习" in page.locator("h1").inner_text()
    assert [] == refused
    page.close()


def test_a_phone_shows_the_whole_page_without_sideways_scrolling(
    transactional_db: None, world: Any, live_server: Any, chromium: Any
) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    wide = []
    for address in (
        "/?period=2023-03", "/records", "/timeline?period=2023", "/regions", "/regions/320000", "/data",
        f"/events/{world.visit.key}", f"/sources/{world.news.pk}", f"/evidence/{world.record.pk}/hosts", "/search?q=考察",
    ):  # fmt: skip
        page.goto(f"{live_server.url}{address}")
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            wide.append(address)
    page.close()

    assert [] == wide


def test_the_map_is_saved_as_it_is_seen_in_both_forms(
    transactional_db: None, world: Any, live_server: Any, chromium: Any
) -> None:
    """An SVG that needs no style sheet, and a PNG of twice its size on the ground of the page."""

    page = chromium.new_page(locale="zh-CN", accept_downloads=True)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(f"{live_server.url}/?period=2023-03")
    files = {}
    for form in ("PNG", "SVG"):
        with page.expect_download() as download:
            page.click(f"a[data-save-picture] >> text={form}")
        files[download.value.suggested_filename] = Path(download.value.path()).read_bytes()
    box = page.evaluate("(({width, height}) => [width, height])(document.querySelector('#map svg').viewBox.baseVal)")
    page.close()

    png = files["tashan.png"]
    assert b"\x89PNG\r\n\x1a\n" == png[:8]
    assert tuple(round(2 * side) for side in box) == struct.unpack(">II", png[16:24])
    assert len(png) > 10_000
    assert "江苏" in files["tashan.svg"].decode()
    assert b"class=" not in files["tashan.svg"]
    assert [] == refused
