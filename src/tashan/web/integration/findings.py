"""What the panel doctor found, in the reader's language: what it is, with its numbers, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from tashan.panels import PanelProblem
from tashan.web.pages.option_words import on_a_page
from tashan.web.pages.table_words import FILES, at_row
from tashan.web.pages.words import language, spoken

_TOLD: Final[dict[str, tuple[str, str]]] = {
    "gaps": (
        r"lacks (\d+) of (\d+) figures, in (\d+) of (\d+) regions \((.*?)(?: …)?\), (\d+)–(\d+)",
        "{5}—{6}年应有{1}个数值，缺{0}个，{3}个地区中有{2}个缺数（{4}）；没有填补。请到原表补齐，或避开缺数的年份。",
    ),
    "spike": (r"is (\S+), (\S+) times what", "值为{0}，是前后年份所示的{1}倍。请核对原表。"),
    "unit_slip": (
        r"is (\S+), (\S+) times .*factor of ([\d,]+):",
        "值为{0}，是参照的{1}倍，约差{2}倍，疑为万、亿一类单位写错。请改正这一格。",
    ),
    "jump": (r"is (\S+), (\S+) times the year", "值为{0}，是上一年的{1}倍。请检查区划、口径或单位是否有变。"),
    "vintage_break": (
        r"leaps between (\d+) and (\d+) in (.*?), while the median region grows by (\S+) %",
        "{0}至{1}年{2}跳升，而地区中位数只增长{3}%：{0}年像是普查修订之前的数，次年是之后的。请两年取同一版本。",
    ),
    "interpolated_looking": (
        r"in (\d+)–(\d+): it looks",
        "{0}—{1}年等差、等速或份额等差，像是插值得来。使用前请与年鉴核对。",
    ),
    "sectors_do_not_add": (
        r": (.+) = ([\d.]+), but (.+) = ([\d.]+)\.",
        "{0}之和为{1}，而{2}为{3}。请从同一版本取全部数值。",
    ),
    "negative_value": (r"holds (\d+) ", "共有{0}个负值；对数、份额和相似系数都用不了。请检查正负号。"),
    "zero_value": (r"holds (\d+) ", "共有{0}个零值；如果零表示未知，请留空。"),
    "census_between": (
        r"census of ([\d, ]+) and",
        "时段跨过经济普查年（{0}）而没有说明版本；每次普查后都修订过以前年份。请说明版本，并从同一版本取全部年份。",
    ),
}
"""By code: where the numbers stand in the message, and the Chinese sentence that holds them."""

_REMEDIES: Final = {
    "boundary_change": "期间有合并或拆分，前后范围不同。请用调整后口径的数据，或把前后分开比较。",
    "ended": "这个区划在期间撤销。请改用承接它的区划，或只比较撤销之前的年份。",
    "renamed": "更名前后已连成一个序列，不必改动。",
    "not_in_force": "该年还没有或已没有这个区划。请核对名称和年份。",
    "mixed_levels": "省、市、县不宜放在一张表里比较。请分开上传，或指定行政级别。",
    "vintages_mixed": "同一指标混有不同版本的数值。请从一个版本取全部年份，或不要跨版本比较。",
    "basis_mixed": "同一指标混有现价与不变价。请分成两个指标。",
    "mixed_units": "单位不能互相换算。请写明单位，或把这一行改成另一个指标。",
    "units_converted": "已换算成多数行所用的单位，并留有记录；请确认。",
    "unit_unstated": "没有写明单位。请写在表头里，或在上传时填写。",
    "registered_population": "城市年鉴里的人口是户籍人口（深圳2012年户籍约290万，常住超过1000万）。人均指标请除以常住人口。",
    "duplicate_row": "同一地区、年份、指标给了两次，数值相同；用前一个，另一行放在一旁。",
    "duplicate_conflict": "同一地区、年份、指标给了两次，数值不同；用前一个。请核对后只留一行。",
    "total_row": "这是合计行，不计入各地区。",
    "region_unknown": "该年没有这个名称的省、市、县。请改正名称，或填六位代码。",
    "region_ambiguous": "有几个同名的区划。请写全称、填代码，或指定行政级别。",
    "year_unknown": "看不出年份。请在表里写明，或在上传时填写。",
    "indicator_unknown": "看不出指标。请在表头写明，或在上传时填写。",
    "not_a_number": "这一格不是数字。请改正；没有数值就留空。",
    "not_annual": "只读年度数据。请改用年度表。",
    "nothing_placed": "没有一行能对上地区和年份。请检查表头，或补上地区、年份。",
    "layout_unknown": "认不出各列。请在第一行写明地区、年份和指标。",
    "columns_unknown": "认不出各列。请在第一行写明起点、终点和小时。",
    "not_hours": "这一格不是小时数。请填数字。",
    "same_place": "起点和终点相同。请删去这一行。",
    **FILES,
}


def finding_message(finding: Mapping[str, Any]) -> str:
    """What a finding says and what to do; in Chinese with the numbers of the message, where its kind is known."""
    message = on_a_page(finding["message"])
    if language() == "en":
        return message
    code: str = finding["code"]
    if code in _TOLD:
        pattern, sentence = _TOLD[code]
        numbers = re.search(pattern, message)
        if numbers:
            return spoken(sentence.format(*numbers.groups()), "")
    return spoken(_REMEDIES[code], "") if code in _REMEDIES else message


def told_problem(problem: PanelProblem) -> str:
    """A problem of a file that could not be used, in one line: the row, what stands there, what it is and what helps."""
    chinese = _REMEDIES.get(problem.code, problem.message)
    subject = "，".join(
        [*([f"“{problem.region}”"] if problem.region else []), *([f"{problem.year}年"] if problem.year else [])]
    )
    return at_row(problem.row, f"{subject}：{chinese}" if subject else chinese, problem.message)
