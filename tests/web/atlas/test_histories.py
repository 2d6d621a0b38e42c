"""What was done with an event: the public reads what made it so, who works in its archive reads all of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ..conftest import JIANGSU, ZHEJIANG  # noqa: TID252


def _history(client: Any, world: Any, language: str = "zh-hans") -> str:
    page = client.get(f"/events/{world.visit.key}?language={language}").content.decode()
    return page.split('<details class="history">')[1].split("</details>")[0]


@pytest.mark.parametrize(
    ("language", "published", "merged"),
    [("zh-hans", "公开了一份报道", "合并了"), ("en", "published a report", "merged")],
)
def test_the_public_reads_when_it_was_published_and_merged_by_which_organisation(
    world: Any, client: Any, language: str, published: str, merged: str
) -> None:
    history = _history(client, world, language)

    assert published in history
    assert merged in history
    assert "office of 320000" in history
    assert "officer-320000" not in history
    assert "同一行程，以周刊为准" in history
    assert "收进了一份文献" not in history
    assert "brought a document in" not in history


def test_who_works_in_the_archive_reads_everything_with_names(world: Any, log_in: Callable[..., Any]) -> None:
    history = _history(log_in("reader", JIANGSU), world)

    assert "officer-320000" in history
    assert "收进了一份文献" in history
    assert "结束日期" in history


def test_who_works_elsewhere_reads_what_the_public_reads(world: Any, log_in: Callable[..., Any]) -> None:
    history = _history(log_in("administrator", ZHEJIANG), world)

    assert "officer-320000" not in history
    assert "收进了一份文献" not in history


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "请求更正或撤下"), ("en", "Ask for a correction")])
def test_a_public_document_leads_to_the_request_form(world: Any, client: Any, language: str, words: str) -> None:
    page = client.get(f"/sources/{world.news.pk}?language={language}").content.decode()

    assert f'<a href="/sources/{world.news.pk}/request">{words}</a>' in page
    assert 200 == client.get(f"/sources/{world.news.pk}/request").status_code


def test_a_document_that_is_not_public_does_not(world: Any, log_in: Callable[..., Any]) -> None:
    page = log_in("reader", JIANGSU).get(f"/sources/{world.kept.pk}").content.decode()

    assert f"/sources/{world.kept.pk}/request" not in page
    assert f"/archive/documents/{world.kept.pk}" in page


@pytest.mark.parametrize(("role", "shown"), [("reader", True), ("administrator", True), (None, False)])
def test_the_menu_leads_those_to_the_archive_who_may_see_it(
    log_in: Callable[..., Any], role: str | None, shown: bool
) -> None:
    assert shown is ('href="/archive/"' in log_in(role).get("/records").content.decode().split("</header>")[0])
