"""The page for leaders is one page of paper, as it says."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.conftest import chromium

from tashan.web.governance.services import do_load_sample

from .conftest import TODAY


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_for_leaders_prints_as_one_page(live_server: Any, language: str) -> None:
    from playwright.sync_api import sync_playwright

    do_load_sample(day=TODAY)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{live_server.url}/governance/one-page?language={language}")
        paper = page.pdf(format="A4")
        browser.close()

    assert 1 == len(re.findall(rb"/Type\s*/Page\b", paper))
