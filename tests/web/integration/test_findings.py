"""The panel doctor speaks the reader's language: each kind of finding with its numbers and what to do."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from tashan.panels import PanelProblem, examine, load_panel, province_sectors
from tashan.web.integration.findings import finding_message
from tashan.web.pages.option_words import on_a_page

LATIN = re.compile("[A-Za-z]{2,}")


def _found(*lines: str) -> dict[str, PanelProblem]:
    panel = load_panel("\n".join(lines).encode(), "invented.csv")
    return {finding.code: finding for finding in examine(panel).findings}


def _series(name: str, values: list[float], heading: str = "地区,年份,地区生产总值(亿元)") -> list[str]:
    return [heading, *(f"{name},{2010 + place},{value}" for place, value in enumerate(values))]


CASES = {
    "spike": (_series("北京", [100, 104, 330, 112, 117]), "值为330，是前后年份所示的"),
    "unit_slip": (_series("北京", [100, 104, 1080000, 112, 117]), "约差10,000倍，疑为万、亿一类单位写错"),
    "interpolated_looking": (_series("北京", [100, 110, 120, 130, 140, 150]), "2010—2015年"),
    "negative_value": (_series("北京", [100, -5, 104]), "共有1个负值"),
    "zero_value": (_series("北京", [100, 0, 104]), "共有1个零值"),
    "gaps": (["地区,年份,产值(亿元)", "北京,2010,5", "北京,2011,6", "天津,2010,7", "天津,2011,"], "应有4个数值，缺1个"),
    "census_between": (_series("北京", [100, 104, 109, 112, 117]), "经济普查年（2013）"),
    "sectors_do_not_add": (
        ["地区,年份,地区生产总值(亿元),第一产业(亿元),第二产业(亿元),第三产业(亿元)", "北京,2010,100,10,30,50"],
        "之和为90.0，而地区生产总值为100.0",
    ),
    "duplicate_conflict": (["地区,年份,产值(亿元)", "北京,2010,5", "北京,2010,6"], "数值不同；用前一个"),
    "region_unknown": (["地区,年份,产值(亿元)", "北京,2010,5", "亳毫州,2010,6"], "请改正名称，或填六位代码"),
    "units_converted": (
        ["地区,年份,指标,单位,数值", "北京,2010,产值,亿元,5", "天津,2010,产值,亿元,6", "河北,2010,产值,万元,70000"],
        "已换算成多数行所用的单位",
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_a_finding_is_told_in_chinese_with_its_numbers_and_in_english_as_it_stands(code: str) -> None:
    """The sentence holds what was found, and no words of the other language."""
    lines, told = CASES[code]
    finding = _found(*lines)[code].to_dict()

    with translation.override("zh-hans"):
        assert told in finding_message(finding)
        assert not LATIN.search(finding_message(finding))
    with translation.override("en"):
        assert on_a_page(finding["message"]) == finding_message(finding)


def test_the_table_that_comes_along_is_told_in_chinese() -> None:
    """Its gaps, with how many and where."""
    with translation.override("zh-hans"):
        told = [finding_message(each.to_dict()) for each in examine(province_sectors()).findings]

    assert told
    assert not any(LATIN.search(each) for each in told)


def test_a_kind_nobody_has_put_into_chinese_keeps_its_message() -> None:
    """Better in the other language than not at all."""
    with translation.override("zh-hans"):
        assert "What. Do." == finding_message({"code": "new_kind", "message": "What. Do."})
