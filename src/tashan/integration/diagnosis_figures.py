"""What a diagnosis is drawn from: sectors and years in which the members have figures; and the sentences it is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from tashan.integration.asked import sector_columns
from tashan.integration.problems import MeasureError

if TYPE_CHECKING:
    import numpy as np

    from tashan.panels import Panel

_NOT_AMOUNTS: Final = re.compile(
    r"平均|人均|mean|per_capita|率|rate|指数|index|价格|price|wage|工资|score", re.IGNORECASE
)
_PEOPLE: Final = re.compile(r"人口|population", re.IGNORECASE)
_SECTOR: Final = re.compile(
    r"第[一二三]产业|[工农林牧渔商]业|(?:制造|建筑|金融|服务|信息|采矿|交通|教育|科研|房地产|批发|零售|住宿|餐饮).*业"
    r"|^(?:primary|secondary|tertiary|agriculture|industry|manufacturing|construction|services)\b",
    re.IGNORECASE,
)
"""Names of sectors, for tables that hold much else."""

_TOTAL_OUTPUT: Final = re.compile(
    r"^(?:地区生产总值|生产总值|gdp)(?!.*(?:人均|指数|增速|per_capita|growth|index))", re.IGNORECASE
)
_ENGLISH: Final = {
    "增加值": "value added",
    "地区生产总值": "gross regional product",
    "gdp": "gross regional product",
    "gdp_current": "gross regional product",
    "gdp_per_capita": "gross regional product per head",
    "就业人数": "jobs",
    "平均工资": "mean wage",
    "第一产业": "the primary sector",
    "第二产业": "the secondary sector",
    "第三产业": "the tertiary sector",
    "亿元": "100 million yuan",
    "万元": "10,000 yuan",
    "元": "yuan",
    "人均地区生产总值": "gross regional product per head",
    "万人": "10,000 persons",
    "人": "persons",
    "信息业": "information services",
    "制造业": "manufacturing",
    "医疗": "health",
    "商贸": "trade",
    "建筑业": "construction",
    "教育": "education",
    "科研": "research",
    "金融业": "finance",
}
_CHINESE: Final = {
    "employment": "就业人数",
    "jobs": "就业人数",
    "mean_wage": "平均工资",
    "gdp": "地区生产总值",
    "gdp_current": "地区生产总值",
    "gdp_per_capita": "人均地区生产总值",
    "primary": "第一产业",
    "secondary": "第二产业",
    "tertiary": "第三产业",
}
"""Names of variables and sectors that everybody uses, each way."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """
    One sentence of a diagnosis.

    Attributes:
        topic: ties, structure, competition, gaps, segmentation, primacy or scope.
        zh, en: the sentence in both languages, with its numbers.
        numbers: the numbers, for programs.
        basis: variable, number of sectors or members, year.
        sources: of the figures; empty where the sentence says that there are none.
        doubt: what a reader must know, in both languages; empty where nothing.
        basis_en: the basis in English.
    """

    topic: str
    zh: str
    en: str
    numbers: dict[str, Any] = field(default_factory=dict)
    basis: str = ""
    sources: tuple[str, ...] = ()
    doubt: tuple[str, str] = ("", "")
    basis_en: str = ""


def has(panel: Panel, name: str) -> bool:
    """Whether a panel has any row of a region."""
    return name in set(panel.frame["region"].unique())


def totals(panels: Sequence[Panel], found: list[str]) -> list[tuple[Panel, tuple[str, ...]]]:
    """Total output, for ties, where a table has no sectors."""
    return [
        (panel, (name,))
        for panel in panels
        for name in panel.indicators()
        if _TOTAL_OUTPUT.search(name) and any(has(panel, member) for member in found)
    ]


def sector_sets(panel: Panel, found: list[str]) -> list[tuple[Panel, tuple[str, ...]]]:
    """The sets of sectors a panel holds: by variable with categories, or plain columns of one unit."""
    if not any(has(panel, name) for name in found):
        return []
    result = []
    for group in sector_groups(panel):
        amounts = tuple(name for name in group if not _NOT_AMOUNTS.search(name.split("·")[0]))
        if len(amounts) >= 2 and len({panel.unit(name) for name in amounts}) == 1:
            result.append((panel, amounts))
    return result


def sector_groups(panel: Panel) -> list[tuple[str, ...]]:
    """
    The sets of sectors that a panel holds: the categories of each variable, or plain columns that can be added up.

    Plain columns are amounts of one unit; people, rates and figures per head beside them are no sectors. Where amounts
    of several units stand side by side (output, hospitals, emissions), only columns that are named as sectors count.
    """
    names = panel.indicators()
    variables = list(dict.fromkeys(name.split("·")[0] for name in names if "·" in name))
    if variables:
        return [panel.sectors(variable) for variable in variables]
    groups: dict[str, list[str]] = {}
    for name in sector_columns(panel):
        if not _NOT_AMOUNTS.search(name) and not _PEOPLE.search(name):
            units = panel.frame.filter(panel.frame["indicator"] == name)["unit"].unique().to_list()
            groups.setdefault("|".join(sorted(map(str, units))), []).append(name)
    if len(groups) > 1:
        groups = {unit: [name for name in group if _SECTOR.search(name)] for unit, group in groups.items()}
    return [tuple(group) for group in groups.values()]


def best_year(panel: Panel, sectors: Sequence[str], found: Sequence[str], limit: int | None) -> int:
    """
    The newest year up to a limit in which most of the members have all of the figures.

    Raises:
        MeasureError: `unknown_year` where the panel begins later.
    """
    years = [each for each in panel.years() if limit is None or each <= limit]
    if not years:
        raise MeasureError("unknown_year", f"There are no figures up to {limit}; they begin in {panel.years()[0]}.")
    return max(years, key=lambda each: (len(members_with(panel, sectors, each, found)), each))


def common_year(sets: Sequence[tuple[Panel, Sequence[str]]], found: Sequence[str], limit: int | None) -> int | None:
    """
    The year up to which sets of sectors are looked at, so that they stand side by side for one year.

    The older of their best years, where they lie at most two years apart and no set loses a member by it; else the limit.
    """
    if len(sets) < 2:
        return limit
    years = [best_year(panel, sectors, found, limit) for panel, sectors in sets]
    common = min(years)
    whole = all(
        len(members_with(panel, sectors, common, found)) == len(members_with(panel, sectors, best, found))
        for (panel, sectors), best in zip(sets, years, strict=True)
    )
    return common if whole and max(years) - common <= 2 else limit


def members_with(panel: Panel, sectors: Sequence[str], year: int, found: Sequence[str]) -> tuple[str, ...]:
    """The members that have all of the figures in a year."""
    rows = panel.frame.filter(
        (panel.frame["year"] == year)
        & panel.frame["indicator"].is_in(list(sectors))
        & panel.frame["value"].is_not_null()
    )
    counted = dict(rows.group_by("region").len().iter_rows())
    return tuple(name for name in found if counted.get(name, 0) == len(sectors))


def sources_of(panel: Panel, sectors: Sequence[str], names: Sequence[str], *years: int) -> tuple[str, ...]:
    """The sources of the figures that a sentence uses, each once."""
    part = panel.only(regions=names, years=years)
    return tuple(sorted(set(part.frame.filter(part.frame["indicator"].is_in(list(sectors)))["source"]) - {None, ""}))


def lacking(names: Sequence[str], found: Sequence[str], year: int) -> tuple[str, str]:
    """How a sentence begins that lacks members with figures in its year, in both languages; empty where it has all."""
    absent = [name for name in found if name not in names]
    if not absent:
        return "", ""
    return (
        f"（{year}年{len(names)}个成员有数据，缺{'、'.join(absent)}）",
        f"({year}: {len(names)} members with figures, without {', '.join(map(english, absent))}.) ",
    )


def english(name: str) -> str:
    """The English name of a region, by its official name; the name itself where there is none."""
    from tashan.panels import find_name
    from tashan.regions.divisions import by_code

    code = find_name(name, None).code
    unit = by_code(code) if code else None
    return (unit.english or name) if unit else name


def lacking_in_both(both: Sequence[str], found: Sequence[str], start: int, when: int) -> tuple[str, str]:
    """How a sentence on a change begins that lacks members with figures in one of its years; empty where it has all."""
    absent = [name for name in found if name not in both]
    if not absent:
        return "", ""
    return (
        f"（两年都有数据的有{len(both)}个成员，缺{'、'.join(absent)}）",
        f"({len(both)} members have figures in {start} and {when}, without {', '.join(map(english, absent))}.) ",
    )


def percent(share: float) -> tuple[str, str]:
    """A share in per cent with one decimal, in both languages; one that would round to nothing is told as less."""
    if 0 < share < 0.0005:
        return "不足0.1%", "less than 0.1 %"
    return f"{100 * share:.1f}%", f"{100 * share:.1f} %"


def in_english(text: str) -> str:
    """A unit, variable or sector that is named by everybody, in English; others as the table names them."""
    return _ENGLISH.get(text, text.replace("_", " "))


def in_chinese(text: str) -> str:
    """A variable that is named by everybody, in Chinese; others as the table names them."""
    return _CHINESE.get(text, text)


def basis(panel: Panel, sectors: Sequence[str], year: int) -> tuple[str, str]:
    """Variable, unit, number of sectors, year and release of the figures, in both languages."""
    variable = sectors[0].split("·")[0] if "·" in sectors[0] else "增加值"
    unit = panel.unit(sectors[0])
    part = panel.only(years=[year])
    released = part.frame.filter(part.frame["indicator"].is_in(list(sectors)))["vintage"].unique().sort().to_list()
    release = "、".join(each.removesuffix(" (preliminary)") for each in released if each)
    english_release = "preliminary" if release == "初步核算" else release
    zh_release, en_release = (f"，{release}", f", {english_release}") if release else ("", "")
    if len(sectors) == 1:
        return (
            f"{in_chinese(sectors[0])}（{unit}），{year}年{zh_release}",
            f"{in_english(sectors[0])} ({in_english(unit)}), {year}{en_release}",
        )
    return (
        f"{in_chinese(variable)}（{unit}），{len(sectors)}个部门，{year}年{zh_release}",
        f"{in_english(variable)} ({in_english(unit)}), {len(sectors)} sectors, {year}{en_release}",
    )


def complete(
    panel: Panel, sectors: Sequence[str], year: int, found: Sequence[str]
) -> tuple[tuple[str, ...], np.ndarray]:
    """The members that have all of the figures in a year, and their rows."""
    import numpy as np

    names, table = panel.matrix(sectors, year)
    rows = [names.index(name) for name in found if name in names and not np.isnan(table[names.index(name)]).any()]
    return tuple(names[row] for row in rows), table[rows]
