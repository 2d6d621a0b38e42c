"""The room's longer words in both languages: definition cards, doubts of measures, findings of the panel doctor."""

from __future__ import annotations

import re
from typing import Final

from tashan.integration.cards import Card, card
from tashan.integration.problems import MeasureError
from tashan.integration.statement import Doubt
from tashan.panels import PanelError
from tashan.web.pages.answers import CardNote
from tashan.web.pages.option_words import on_a_page
from tashan.web.pages.words import language, say, spoken


def card_note(key: str) -> CardNote:
    """The definition card of a measure for a page."""
    found: Card = card(key)
    if language() == "en":
        return CardNote(key, found.en, found.formula, found.direction, found.avoids, found.source)
    name, formula, direction, heed = (
        spoken(text, "") for text in (found.zh, found.formula_zh or found.formula, found.direction_zh, found.heed_zh)
    )
    return CardNote(key, name, formula, direction, heed, found.source)


def doubt_words(doubt: Doubt) -> str:
    """A doubt of a measure in the reader's language."""
    if language() == "en":
        return doubt.message
    number = re.search(r"\d+", doubt.message)
    names = doubt.message.rpartition(": ")[2].rstrip(".") if ": " in doubt.message else ""
    texts = {
        "few_sectors": f"只有{number[0] if number else '几'}个部门：部门这么少时，答案由部门划分决定，不由地区决定。请用更细的部门再算一次再下判断。",
        "missing_value": f"缺少数据而未计入：{names}" if names else "有地区缺少数据，未计入。",
        "kilometres": "公里不等于时间：有旅行时间时应同时按小时排序，位次会变。",
        "unconnected": "地区与部门分成互不相连的几块，只能在块内比较。",
    }
    return spoken(texts[doubt.code], "") if doubt.code in texts else doubt.message


def error_words(error: MeasureError | PanelError) -> str:
    """Why something could not be computed, in the reader's language, with what to do."""
    if language() == "en":
        return on_a_page(str(error))
    text = _ERRORS.get(error.code)
    return spoken(text, "") if text else on_a_page(str(error))


_ERRORS: Final = {
    "one_member": "所选区域中有数据的成员不足两个，无法比较。请换一个区域或数据集。",
    "mixed_units": "各部门的计量单位不同。请先统一单位再上传，或换一组部门。",
    "unknown_year": "所选年份没有数据。请换一个年份。",
    "unknown_indicator": "数据集里没有这个指标。请重新选择。",
    "unknown_region": "有的成员在这一年没有数据。请换一个年份或数据集。",
    "no_groups": "有的地区没有分组。请换一个分组方式。",
    "no_weights": "需要人口一类的指标作权重。请在设置里选择。",
    "zero_in_log": "取对数的量必须大于零。请检查数据中的零值和负值。",
    "negative_value": "有负值，无法计算。请检查数据。",
    "zero_total": "合计为零，无法计算份额。",
    "one_year": "变化至少需要两个年份。",
    "no_variation": "所有数值都相同，无法计算。",
    "no_rows": "没有一个地区和年份具备全部指标。请看数据集的体检报告。",
    "no_indicator": "这个指数的分项没有写明指标，不能由数据计算；可以核对已公布的数值。",
    "zero_base": "基期没有数据或为零。请补充基期数据，或更换基期。",
    "bad_goal": "目标必须与基线不同，并晚于基线。",
    "zero_distance": "两地距离为零。请检查地区是否重复。",
    "too_few": "地区太少，无法计算。",
    "missing_value": "有地区缺少数据，无法计算。请补齐，或换一个年份。",
    "which_variable": "数据集里有几种变量，各有分项。请只选其中一种。",
    "one_system": "耦合至少要两个系统。请再选一个。",
    "out_of_range": "系统得分应在0到1之间。请先换算（百分数除以100）。",
    "bad_bounds": "上界须高于下界。请改正。",
    "bad_weights": "权重不能为负，也不能全为零。请改正。",
    "no_overlap": "衔接年份须在新旧两版数据里都有。请换一个年份。",
    "no_pairs": "所选地区没有两两相邻的。请改选所有地区对。",
    "one_good": "至少要两种商品，一般要八种以上。请补充。",
    "one_industry": "一组至少要两个产业。请再加一个。",
    "one_plant": "只有一家工厂的产业谈不上集中。请换一个产业。",
    "plants_are_regions": "每个地区恰有一家工厂，像是地区合计。这个指数要各工厂的规模。",
    "island": "有的地区没有邻居。请指定与谁相连，或给出距离。",
    "inputs_exceed_output": "有的部门投入大于产出。请检查投入产出表。",
    "negative_output": "有的部门产出为负。请改正。",
    "other_dimension": "单位所计的量不同，不能换算。请分成两个指标。",
    "shape": "数值与权重或地区的个数不一致。请一一对应。",
    "unknown_setting": "这一设置不能这样选。请改选。",
}

_FINDINGS: Final[dict[str, tuple[str, str]]] = {
    "boundary_change": ("期间区划有合并或拆分，前后不可直接比", "divisions merged or split within the years"),
    "ended": ("区划已撤销", "a division that has ended"),
    "renamed": ("区划更名，已连成一个序列", "renamed; kept as one series"),
    "not_in_force": ("该年不存在这个区划", "not in force in that year"),
    "mixed_levels": ("省市县混在一张表里", "levels mixed in one table"),
    "vintages_mixed": ("混有不同版本的数据", "figures of several releases"),
    "vintage_break": ("普查次年跳变，疑为修订前后两个版本", "a leap after a census: probably two releases"),
    "census_between": ("跨经济普查年而未说明版本", "no release stated over a census year"),
    "basis_mixed": ("价格口径不一", "price bases mixed"),
    "mixed_units": ("同一指标有多种单位", "several units in one indicator"),
    "units_converted": ("单位已换算，并有记录", "units converted, with a record"),
    "unit_unstated": ("没有写明单位", "no unit stated"),
    "interpolated_looking": ("像是插值得来", "looks interpolated"),
    "registered_population": ("户籍人口，不是常住人口", "registered, not resident, population"),
    "spike": ("与前后年份都不合", "out of line with both neighbours"),
    "jump": ("跳变", "a leap"),
    "unit_slip": ("像差了一个数量级，疑为单位写错", "off by a power of ten: a unit slip?"),
    "sectors_do_not_add": ("分项之和与合计不符", "sectors do not add up"),
    "duplicate_row": ("同一数值出现两次", "given twice, the same"),
    "duplicate_conflict": ("同一数值出现两次且不相同", "given twice, differently"),
    "negative_value": ("负值", "below zero"),
    "zero_value": ("零值，可能是未知", "zero, perhaps unknown"),
    "gaps": ("有缺数", "gaps"),
    "total_row": ("合计行，未计入", "a row of totals, set aside"),
    "region_unknown": ("认不出的地区，未计入", "unknown region, set aside"),
    "region_ambiguous": ("同名地区，无法确定是哪一个", "several regions of this name"),
    "year_unknown": ("没有年份", "no year"),
    "indicator_unknown": ("没有指标名", "no indicator"),
    "not_a_number": ("不是数字", "no number"),
    "not_annual": ("不是年度数据", "not annual"),
    "format_unsupported": ("读不了的格式", "a form that is not read"),
    "columns_unknown": ("认不出各列", "columns unknown"),
    "not_hours": ("不是小时数", "no hours"),
    "same_place": ("起点终点相同", "from and to are the same"),
    "empty": ("空文件", "empty"),
}


def finding_words(code: str) -> str:
    """A finding's kind in the reader's language."""
    zh, en = _FINDINGS.get(code, (code, code.replace("_", " ")))
    return say(zh, en)
