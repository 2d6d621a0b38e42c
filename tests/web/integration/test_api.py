"""The API of integration: the page's numbers, exact, and the page's refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tashan.panels.shipped import province_sectors

pytestmark = pytest.mark.django_db
AREA = {"area": "京津冀城市群", "year": "2023"}


@pytest.mark.parametrize("name", ["diagnosis", "structure", "gaps", "pull", "measures"])
def test_a_topic_gives_the_sentence_and_tables_of_its_page(
    name: str, client: Any, add_data: Callable[..., Any]
) -> None:
    add_data()

    answer = client.get(f"/api/v1/integration/topics/{name}", AREA)

    assert 200 == answer.status_code, answer.content
    found = answer.json()
    assert found["sentence"]
    assert found["sources"]
    assert all(len(row) == len(table["columns"]) for table in found["tables"] for row in table["rows"])


def test_numbers_are_exact(client: Any, add_data: Callable[..., Any]) -> None:
    add_data()

    tables = client.get("/api/v1/integration/topics/gaps", {**AREA, "language": "zh-hans"}).json()["tables"]

    ranks = next(table for table in tables if table["key"] == "ranks")
    assert [1, "北京", None, 180000.0] == ranks["rows"][0]


def test_what_cannot_be_computed_is_a_problem_with_its_reason(client: Any, add_data: Callable[..., Any]) -> None:
    add_data("地区,年份,人均地区生产总值(元)\n北京市,2023,1\n")

    answer = client.get("/api/v1/integration/topics/gaps", AREA)

    assert 409 == answer.status_code
    assert "error" in answer.json()


def test_without_own_tables_the_one_that_comes_along_answers(client: Any) -> None:
    assert 200 == client.get("/api/v1/integration/topics/structure").status_code
    assert province_sectors().frame.height == len(client.get("/api/v1/integration/data/0").json()["values"])
    assert 422 == client.get("/api/v1/integration/topics/other").status_code


def test_private_tables_are_not_there_for_others(
    client: Any, add_data: Callable[..., Any], log_in: Callable[..., Any]
) -> None:
    data = add_data(public=False)

    assert [0] == [each["id"] for each in client.get("/api/v1/integration/data").json()]
    assert 404 == client.get(f"/api/v1/integration/data/{data.pk}").status_code
    assert 200 == log_in("reader", "110000").get(f"/api/v1/integration/data/{data.pk}").status_code


def test_a_table_comes_with_its_values_and_findings(client: Any, add_data: Callable[..., Any]) -> None:
    data = add_data()

    found = client.get(f"/api/v1/integration/data/{data.pk}").json()

    assert 50 == len(found["values"])
    assert {"北京市", "2190.0"} <= {str(value) for row in found["values"] for value in row.values()}


def test_the_official_index_is_there_for_everybody(client: Any) -> None:
    assert {"beijing_tianjin_hebei", "yangtze_delta"} == {
        row["key"] for row in client.get("/api/v1/integration/indices").json()
    }
    assert "154.1" in client.get("/api/v1/integration/indices/beijing_tianjin_hebei").json()["sentence"]
    assert 404 == client.get("/api/v1/integration/indices/nothing").status_code
