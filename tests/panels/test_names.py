"""Names of provinces and cities in any spelling mean one code in a year."""

from __future__ import annotations

import pytest

from tashan.panels import find_name

BEIJING = (
    "北京", "北京市", "北 京", "北　京", "北京城区", "Beijing", "Beijing (city)", "beijing", "110000", "1101", "北 京 Beijing", "北京市*",
)  # fmt: skip


@pytest.mark.parametrize("spelled", BEIJING)
def test_five_and_more_spellings_of_beijing(spelled: str) -> None:
    """All of them mean 110000."""
    assert "110000" == find_name(spelled, 2020).code


@pytest.mark.parametrize(
    ("spelled", "code"),
    [
        ("Shanxi", "140000"), ("Shaanxi", "610000"), ("Tibet", "540000"), ("Inner Mongolia", "150000"), ("广西", "450000"),
        ("新疆维吾尔自治区", "650000"), ("安徽省宣城市", "341800"), ("3205", "320500"), ("恩施州", "422800"),
    ],
)  # fmt: skip
def test_spellings_of_others(spelled: str, code: str) -> None:
    """English, short names, chains, codes of four digits."""
    assert code == find_name(spelled, 2020).code


def test_the_level_decides_between_namesakes() -> None:
    """吉林 is a province and a city; municipalities stand among cities."""
    assert "220000" == find_name("吉林", 2020, level="province").code
    assert "220200" == find_name("吉林", 2020, level="prefecture").code
    assert "500000" == find_name("重庆市", 2004, level="prefecture").code


def test_two_of_one_name_are_not_guessed() -> None:
    """朝阳区 is in Beijing and in Changchun."""
    named = find_name("朝阳区", 2020)

    assert named.code is None
    assert {"北京市朝阳区", "吉林省长春市朝阳区"} == set(named.options)


def test_names_of_another_time_are_told() -> None:
    """莱芜 ended in 2018; totals are no division."""
    assert find_name("莱芜市", 2016).in_force
    assert not find_name("莱芜市", 2020, level="prefecture").in_force
    assert "total" == find_name("东部地区", 2020).level
    assert find_name("不存在市", 2020).code is None
