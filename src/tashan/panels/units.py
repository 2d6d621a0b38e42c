"""
Units of statistical tables: found in headings, and converted within one dimension with a record of the conversion.

Factors are exact. A unit outside the table is kept as spelled and never converted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

_SCALES: Final = {
    "": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
    "万亿": 10**12,
}  # fmt: skip
_BASES: Final = {
    "元": "money_cny", "美元": "money_usd", "人": "persons", "户": "households", "个": "count", "家": "count",
    "张": "count", "所": "count", "件": "count", "项": "count", "吨": "mass_t", "平方米": "area_m2", "公里": "length_km",
    "千瓦时": "energy_kwh", "人次": "visits", "辆": "count", "册": "count",
}  # fmt: skip
_SPECIAL: Final = {
    "平方公里": ("area_m2", Fraction(10**6)),
    "公顷": ("area_m2", Fraction(10**4)),
    "亩": ("area_m2", Fraction(20000, 30)),
    "%": ("share", Fraction(1, 100)),
    "‰": ("share", Fraction(1, 1000)),
    "比重": ("share", Fraction(1)),
    "小时": ("time_h", Fraction(1)),
    "分钟": ("time_h", Fraction(1, 60)),
    "元/人": ("money_cny_per_person", Fraction(1)),
    "人/平方公里": ("density", Fraction(1)),
}
_SPELLINGS: Final = {
    "人民币元": "元", "圆": "元", "％": "%", "百分比": "%", "百分比%": "%", "百分点": "%", "km2": "平方公里",
    "平方千米": "平方公里", "千米": "公里", "km": "公里", "㎡": "平方米", "万千瓦小时": "万千瓦时", "亿千瓦小时": "亿千瓦时",
    "亿元人民币": "亿元", "yuan": "元", "persons": "人", "person": "人", "people": "人", "pct": "%", "percent": "%",
    "100m_yuan": "亿元", "10k_yuan": "万元", "1m_yuan": "百万元", "100 million yuan": "亿元", "10,000 yuan": "万元",
    "10000 yuan": "万元", "million yuan": "百万元", "billion yuan": "十亿元", "yuan per capita": "元/人", "10k_persons": "万人",
    "10,000 persons": "万人", "10000 persons": "万人", "1000_persons": "千人", "10k_usd": "万美元", "usd": "美元",
    "100m_usd": "亿美元", "tonnes": "吨", "tons": "吨", "10k_tonnes": "万吨", "count": "个", "hours": "小时", "h": "小时",
    "人民币": "元",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conversion:
    """
    One change of unit, kept with the panel.

    Attributes:
        indicator: whose values were converted.
        before, after: units.
        factor: what values were multiplied by, exactly.
        rows: how many values.
    """

    indicator: str
    before: str
    after: str
    factor: Fraction
    rows: int


def canonical(unit: str) -> str:
    """Give the usual Chinese spelling of a unit (`100m_yuan` → 亿元); unknown units come back as spelled."""
    plain = unit.strip().replace("（", "(").replace("）", ")").strip("()：: ")
    return _SPELLINGS.get(plain, _SPELLINGS.get(plain.lower(), plain))


def dimension(unit: str) -> tuple[str, Fraction] | None:
    """
    Tell what a unit measures and how many base units it is (万元 → ("money_cny", 10000)); None for unknown units.

    Money in yuan and in dollars are two dimensions: an exchange rate is a figure, not a unit.
    """
    plain = canonical(unit)
    if plain in _SPECIAL:
        return _SPECIAL[plain]
    if plain == "十亿元":
        return "money_cny", Fraction(10**9)
    for base in sorted(_BASES, key=len, reverse=True):
        if plain.endswith(base) and plain[: -len(base)] in _SCALES:
            return _BASES[base], Fraction(_SCALES[plain[: -len(base)]])
    return None


def factor(before: str, after: str) -> Fraction | None:
    """What a value in one unit is multiplied by to be in another; None where they measure different things."""
    if canonical(before) == canonical(after):
        return Fraction(1)
    one, other = dimension(before), dimension(after)
    if one is None or other is None or one[0] != other[0]:
        return None
    return one[1] / other[1]


_BRACKET: Final = re.compile(r"[(（\[]([^()（）\[\]]{1,24})[)）\]]\s*$")
_SUFFIX_EN: Final = re.compile(
    r"_(100m_yuan|10k_yuan|1m_yuan|10k_usd|100m_usd|10k_persons|1000_persons|10k_tonnes|yuan|usd|persons|pct|percent|"
    r"tonnes|count|hours)$"
)


def split_heading(heading: str) -> tuple[str, str]:
    """
    Split a heading into the indicator's name and its unit.

    地区生产总值(亿元) → (地区生产总值, 亿元); `gdp_100m_yuan` → (gdp, 亿元); 地区生产总值_当年价格_全市_万元 →
    (地区生产总值_当年价格_全市, 万元). Without a unit the second part is empty; a bracket that is no unit stays in the name.
    """
    text = heading.strip()
    bracket = _BRACKET.search(text)
    if bracket and dimension(bracket[1]) is not None:
        return text[: bracket.start()].strip(), canonical(bracket[1])
    english = _SUFFIX_EN.search(text)
    if english:
        return text[: english.start()], canonical(english[1])
    if re.fullmatch(r"population\w*_10k", text):
        return text.removesuffix("_10k"), "万人"
    name, mark, last = text.rpartition("_")
    if mark and dimension(last) is not None:
        return name, canonical(last)
    return text, ""


_BASES_OF_PRICES: Final = (
    (re.compile(r"上年\s*[=＝]\s*100|previous year\s*=\s*100"), "previous year = 100"),
    (re.compile(r"((?:19|20)\d\d)年?\s*[=＝]\s*100"), "{} = 100"),
    (re.compile(r"((?:19|20)\d\d)年(?:不变价|价格)"), "constant prices of {}"),
    (re.compile(r"不变价|可比价|constant prices?"), "constant prices, base year not stated"),
    (re.compile(r"当年价|现价|按当年|current prices?"), "current prices"),
)


def price_basis(*texts: str) -> str:
    """Tell the prices that headings or notes state (当年价格, 2020年不变价, 上年=100); empty where they state none."""
    for pattern, name in _BASES_OF_PRICES:
        for text in texts:
            found = pattern.search(text)
            if found:
                return name.format(*found.groups())
    return ""
