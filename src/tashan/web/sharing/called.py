"""What items, splits, facts, factors and indicators of contracts are called, in the reader's language."""

from __future__ import annotations

from typing import Final

from tashan.web.pages.words import say, spoken

ITEMS: Final = {
    "vat": ("增值税", "value-added tax"),
    "income_tax": ("企业所得税", "enterprise income tax"),
    "business_tax": ("营业税", "business tax"),
    "land_use_tax": ("城镇土地使用税", "urban land-use tax"),
    "value_added": ("增加值", "value added"),
    "revenue": ("收入", "revenue"),
    "output": ("产值", "output"),
    "investment": ("投资", "investment"),
    "tax": ("税收", "tax"),
    "water": ("水环境补偿", "compensation for water"),
    "air": ("大气补偿", "compensation for air"),
    "income": ("所得额", "income"),
    "retained_tax": ("留存税收", "retained tax"),
    "main_taxes": ("主体税收", "main taxes"),
    "local_tax": ("地方税收", "local tax"),
    "water_fee": ("水资源费", "water-resource fee"),
    "fee": ("规费", "fee"),
}
"""What the items and splits of contracts are called on pages; others are shown as they are written."""

NAMES: Final = {
    "codmn": ("高锰酸盐指数", "permanganate index"),
    "nh3n": ("氨氮", "ammonia nitrogen"),
    "tn": ("总氮", "total nitrogen"),
    "tp": ("总磷", "total phosphorus"),
    "cod": ("化学需氧量", "COD"),
    "flow": ("水量", "flow"),
    "capital": ("出资", "capital"),
    "energy": ("能耗", "energy"),
    "emissions": ("排放", "emissions"),
    "responsibility": ("责任", "responsibility"),
    "revenue": ("营业收入", "revenue"),
    "payroll": ("职工薪酬", "payroll"),
    "assets": ("资产总额", "assets"),
    "rate": ("税率", "tax rate"),
    "taxes_before": ("迁出前三年每年“三税”", "the three taxes in each of the three years before the move"),
    "full_production": ("达产日期", "day of full production"),
    "led_by_government": ("由迁出地政府主导（yes/no）", "led by the government of the place of origin (yes/no)"),
    "listed_by_both": ("已列入双方确认的名单（yes/no）", "on the list that both confirmed (yes/no)"),
    "repaid_on": ("返还完成日期", "day on which the input was repaid"),
    "floor_from": ("保底起始日期", "first day of the floor"),
    "missed": ("未达标断面（没有写 none）", "sections that missed (none where none did)"),
    "index": ("补偿指数", "index"),
    "points_better": ("指数改善点数", "points better"),
}
"""What facts, factors and indicators of the shipped schemes are called; others are shown as they are written."""

UNITS: Final = {
    "元": ("元", "yuan"),
    "万元": ("万元", "10,000 yuan"),
    "百万元": ("百万元", "million yuan"),
    "亿元": ("亿元", "100 million yuan"),
}
"""The units in which forms take amounts."""

STEPS: Final = {
    "of": ("先分", "first"),
    "then": ("还清后", "after repayment"),
    "increment": ("增量", "increment"),
    "income": ("所得额", "income"),
}
"""What the parts of a step's path are called."""


def units() -> list[tuple[str, str]]:
    """The units of a form: as files write them, and as the reader does."""
    return [(unit, spoken(*names)) for unit, names in UNITS.items()]


def item_name(item: str) -> str:
    """What an item or a split is called."""
    return spoken(*ITEMS[item]) if item in ITEMS else called(item)


def called(name: str) -> str:
    """What a fact, a factor or an indicator is called."""
    return spoken(*NAMES[name]) if name in NAMES else name


def step_name(path: str) -> str:
    """What a step of a trace is about: 税收 › 第3年 for `tax.year_3`."""
    split, *rest = path.split(".")
    return " › ".join([item_name(split), *map(_part, rest)])


def _part(part: str) -> str:
    if part.startswith("year_"):
        return say("第{n}年", "year {n}", n=part[5:])
    if part.isdecimal():
        return say("第{n}项", "part {n}", n=part)
    return spoken(*STEPS[part]) if part in STEPS else part
