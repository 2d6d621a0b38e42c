"""The answers of `tashan regions QUERY`."""

from __future__ import annotations

import pytest

from tashan.regions.places import resolve_home
from tashan.regions.query import query


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("昆山", ["320583"]),
        ("江苏省昆山市", ["320583"]),
        ("320583", ["320583"]),
        ("沪", ["310000"]),
        ("浙鄂", ["330000", "420000"]),
        ("宁", ["640000", "320100"]),
        ("公安", ["421022"]),
        ("资源", ["450329"]),
        ("Wuxi", ["320200"]),
        ("wuxi", ["320200"]),
        ("Suzhou", ["320500", "341300"]),
        ("Shaanxi", ["610000"]),
        ("Hong Kong", ["810000"]),
        ("三省一市", [None, "310000", "320000", "330000", "340000"]),
        ("没有这个地方", []),
        ("", []),
    ],
)
def test_a_query_is_answered_with_these_codes(text: str, codes: list[str | None]) -> None:
    """Chinese, pinyin, English, codes, abbreviations and clusters."""

    assert codes == [answer["code"] for answer in query(text)]


def test_an_answer_has_all_fields() -> None:
    """The shape that the command promises."""
    (answer,) = query("东阳市")

    assert answer["code"] == "330783"
    assert answer["name"] == "浙江省金华市东阳市"
    assert answer["level"] == "county"
    assert answer["to"] is None
    assert answer["successors"] == []
    assert answer["pinyin"] == "dongyang"
    assert answer["english"] == "Dongyang"
    assert list(answer) == ["code", "name", "level", "from", "to", "successors", "pinyin", "english", "lon", "lat"]


def test_a_code_tells_its_history() -> None:
    """All periods of a code, or the one of a day."""

    assert [answer["name"] for answer in query("420600")] == ["湖北省襄樊市", "湖北省襄阳市"]
    assert [answer["name"] for answer in query("420600", "1998-01-01")] == ["湖北省襄樊市"]


def test_a_name_is_answered_as_of_the_day() -> None:
    """沾益 was a county in 2006."""

    assert [answer["name"] for answer in query("沾益县", "2006")] == ["云南省曲靖市沾益县"]
    assert [answer["name"] for answer in query("沾益县", "2020")] == ["云南省曲靖市沾益区"]


def test_the_home_decides_between_homonyms() -> None:
    """鼓楼区 is that of the home's city."""
    home = resolve_home("江苏省徐州市")

    assert [answer["code"] for answer in query("鼓楼区", home=home)] == ["320302"]


def test_a_cluster_comes_first_and_then_its_members() -> None:
    """With the days between which the membership holds."""
    answers = query("淮海经济区", "2020")

    assert (answers[0]["name"], answers[0]["level"], answers[0]["from"]) == ("淮海经济区", "cluster", "2018-11-02")
    assert len(answers) == 11
