"""A selection as one page to keep: the records at their quotes, and nothing that is not public."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tashan.web.atlas import onepage
from tashan.web.atlas.columns import current
from tashan.web.atlas.selection import Selection, matching

from .conftest import ENGLISH, record, region, span


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the page is made of; drawing it is left to its own tests."""
    given: list[Any] = []

    def render(papers: Any, **_options: Any) -> str:
        given.extend(papers)
        return "<!doctype html>"

    monkeypatch.setattr(onepage, "render_page", render)
    return given


def _page(**chosen: str) -> int:
    columns = current()
    return onepage.page_of(columns, matching(columns, Selection(**chosen)))[1]


def test_documents_with_the_records_that_were_chosen(world: Any, papers: list[Any]) -> None:
    left_out = _page(kind="agreement")

    assert 0 == left_out
    assert [("news.txt", 0, 1)] == [
        (paper.reading.id, len(paper.reading.visits), len(paper.reading.agreements)) for paper in papers
    ]
    assert ("=考察记", "周刊", "2023-04-10") == (
        papers[0].source.title, papers[0].source.publisher, papers[0].source.published,
    )  # fmt: skip


def test_of_a_text_that_may_not_be_shown_the_quotes_stand_alone(world: Any, papers: list[Any]) -> None:
    _page()

    texts = {paper.reading.id: paper.text for paper in papers}
    assert ENGLISH == texts["en.txt"]
    assert "江苏省党政代表团赴上海、浙江学习考察科技创新\n签署了《长三角合作框架协议》" == texts["news.txt"]
    for paper in papers:
        for each in (*paper.reading.visits, *paper.reading.agreements):
            assert [one.quote for one in each.evidence] == [paper.text[one.start : one.end] for one in each.evidence]


def test_what_is_not_public_is_not_on_the_page(world: Any, papers: list[Any]) -> None:
    _page()

    assert {"news.txt", "en.txt"} == {paper.reading.id for paper in papers}


def test_of_many_documents_those_that_tell_most(
    keep: Callable[..., Any], papers: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        text = f"2023年5月{number + 1}日，江苏省党政代表团赴浙江学习考察。"
        visit = record(
            "visit", visitors=[region("320000")], hosts=[region("330000")], start=f"2023-05-0{number + 1}",
            evidence=[span(text, "江苏省党政代表团赴浙江学习考察")],
        )  # fmt: skip
        keep(text, name=f"{number}.txt", visits=[visit])
    monkeypatch.setattr(onepage, "MOST", 2)

    assert 1 == _page()
    assert 2 == len(papers)


def test_nothing_chosen_is_a_page_all_the_same(world: Any, papers: list[Any]) -> None:
    columns = current()

    assert ("<!doctype html>", 0) == onepage.page_of(columns, np.zeros(len(columns), dtype=np.bool_))


@pytest.mark.slow
@pytest.mark.parametrize(("number", "map_shown"), [("", False), ("GS(2024)0650", True)])
def test_the_page_is_whole_and_asserts_boundaries_only_with_a_review_number(
    world: Any, log_in: Callable[..., Any], settings: Any, number: str, map_shown: bool
) -> None:
    settings.MAP_REVIEW_NUMBER = number

    answer = log_in("analyst", "320000").get("/records-page.html?kind=visit")
    page = answer.content.decode()

    assert answer["Content-Disposition"].startswith('attachment; filename="tashan-')
    assert "江苏省党政代表团赴上海、浙江学习考察科技创新" in page
    assert "这一句与考察无关" not in page
    assert "内部" not in page
    assert map_shown is ('class="only-map"' in page)


def test_who_is_not_logged_in_is_asked_to(world: Any, client: Any) -> None:
    assert "/account/login/" in client.get("/records-page.html")["Location"]
    assert "records-page.html" not in client.get("/records").content.decode()
