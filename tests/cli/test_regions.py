from __future__ import annotations

import json
from typing import Any

import pytest
from tests.cli.commands import tashan

KEYS = ["code", "name", "level", "from", "to", "successors", "pinyin", "english", "lon", "lat"]


def found(*arguments: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(tashan("regions", *arguments).out)
    return rows


@pytest.mark.parametrize(
    "query",
    ["昆山", "昆山市", "江苏省苏州市昆山市", "320583", "Kunshan", "kunshan", "Kunshan City", "江苏昆山", "崑山"],
)
def test_a_region_is_found_by_any_of_its_names(query: str) -> None:
    first = found(query)[0]

    assert (KEYS, "320583", "江苏省苏州市昆山市", "county", None) == (
        list(first),
        first["code"],
        first["name"],
        first["level"],
        first["to"],
    )


def test_a_name_of_several_gives_them_all_those_in_force_first() -> None:
    rows = found("Suzhou")
    ended = [row["to"] is not None for row in rows]

    assert ["江苏省苏州市", "安徽省宿州市"] == [row["name"] for row in rows[:2]]
    assert sorted(ended) == ended


def test_the_home_decides_between_several() -> None:
    assert {"341300"} == {row["code"] for row in found("Suzhou", "--home", "安徽省", "--date", "2020")}


def test_the_date_decides_between_times() -> None:
    before, after = (found("襄阳", "--date", date) for date in ("2005", "2015-06-01"))

    assert ("湖北省襄阳市", False) == (after[0]["name"], "湖北省襄阳市" in [row["name"] for row in before])


def test_a_former_region_names_its_successors() -> None:
    (row,) = [row for row in found("341400") if row["name"] == "安徽省巢湖市"]

    assert ("1999", "2010", {"340100", "340200", "340500"}) == (row["from"], row["to"], set(row["successors"]))


def test_one_character_stands_for_its_province() -> None:
    assert found("沪")[0]["name"] == "上海市"


def test_a_cluster_comes_with_its_members() -> None:
    head, *members = found("长三角")

    assert ("cluster", None) == (head["level"], head["code"])
    assert {"上海市", "江苏省", "浙江省", "安徽省"} == {member["name"] for member in members}


def test_a_name_of_nothing_is_an_empty_list_and_a_message() -> None:
    ran = tashan("regions", "汉东省")

    assert (0, [], True) == (ran.status, json.loads(ran.out), "No region is called 汉东省" in ran.err)


def test_the_table_is_for_people() -> None:
    out = tashan("regions", "昆山", "--format", "table").out

    assert KEYS == out.splitlines()[0].split()
    assert "320583" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("昆山", "--date", "soon"), "--date soon is not a date. Write it as 2019-05-13, 2019-05 or 2019."),
        (("昆山", "--home", "汉东"), "--home 汉东 is not the name of one region."),
        (("昆山", "--format", "csv"), "--format csv is not known. Choose json or table."),
    ],
)
def test_errors_say_what_to_do(arguments: tuple[str, ...], message: str) -> None:
    ran = tashan("regions", *arguments)

    assert (2, True) == (ran.status, message in ran.err)
