"""The API of learning: the page's numbers, exact, and the page's refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["network", "measures", "periods", "region", "why", "outcomes"])
def test_a_topic_gives_the_sentence_and_tables_of_its_page(
    name: str, client: Any, add_visits: Callable[..., Any]
) -> None:
    add_visits()

    answer = client.get(f"/api/v1/learning/topics/{name}", {"level": "prefecture"})

    assert 200 == answer.status_code, answer.content
    found = answer.json()
    assert found["sentence"]
    assert all(len(row) == len(table["columns"]) for table in found["tables"] for row in table["rows"])


def test_years_bound_the_network(client: Any, add_visits: Callable[..., Any]) -> None:
    add_visits()
    query = {"level": "prefecture", "first": "2016", "last": "2016", "language": "zh-hans"}

    assert client.get("/api/v1/learning/topics/network", query).json()["sentence"].startswith("2016年")


def test_an_empty_window_is_a_problem_with_its_reason(client: Any, add_visits: Callable[..., Any]) -> None:
    add_visits()

    answer = client.get("/api/v1/learning/topics/network", {"level": "county"})

    assert 409 == answer.status_code


def test_without_visits_there_is_nothing(client: Any) -> None:
    assert 404 == client.get("/api/v1/learning/topics/network").status_code


def test_practices_answer_a_problem_with_their_sources(client: Any) -> None:
    found = client.get("/api/v1/learning/practices", {"problem": "跨市收入分享"}).json()

    assert found
    assert all(row["sources"] for row in found)


def test_a_plan_has_reasons_with_sources(client: Any) -> None:
    found = client.get("/api/v1/learning/plan", {"region": "长株潭", "problem": "跨市收入分享"}).json()

    assert found["places"]
    assert all(reason["sentence"] for place in found["places"] for reason in place["reasons"])


def test_a_plan_for_nobody_is_a_problem(client: Any) -> None:
    assert 409 == client.get("/api/v1/learning/plan", {"region": "某某地", "problem": "税"}).status_code
