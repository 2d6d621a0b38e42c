"""The page for leaders is one page of paper, as it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tashan.web.governance.services import do_load_sample

from .conftest import TODAY


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_for_leaders_prints_as_one_page(desk: Callable[..., Any], language: str) -> None:
    do_load_sample(day=TODAY)
    page = desk(None, language=language)
    page.goto("/governance/one-page")
    paper = page.pdf(format="A4")

    assert 1 == len(re.findall(rb"/Type\s*/Page\b", paper))
