"""How far apart are the members of a cluster, and is their market one?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tashan.integration.diagnosis_figures import (
    Sentence,
    complete,
    english,
    in_chinese,
    in_english,
    lacking,
    sources_of,
)

if TYPE_CHECKING:
    import numpy as np

    from tashan.panels import Panel

_PER_HEAD: Final = re.compile(
    r"人均.*(?:生产总值|GDP|增加值|收入|消费|支出|财力)|平均工资|mean_wage"
    r"|(?:gdp|grp|income|output|consumption|revenue|expenditure)_?(?:per_?capita|pc)|per_capita_(?:gdp|income|consumption)",
    re.IGNORECASE,
)
"""Figures per head that tell how well off people are; green space or beds per head do not."""
_HEADS: Final = re.compile(r"就业人数|employment|jobs", re.IGNORECASE)
_PRICES: Final = re.compile(r"价格指数|price_index|CPI|RPI", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _PerHead:
    """A figure per head of the members in a year, the jobs it is weighted by (None where by none), and how many industries."""

    names: tuple[str, ...]
    values: np.ndarray
    heads: np.ndarray | None
    industries: int


def gaps(panels: Sequence[Panel], found: list[str], year: int | None) -> list[Sentence]:
    """Gap between members of a figure per head, and its change for the same members."""
    for panel in panels:
        for variable in dict.fromkeys(name.split("·")[0] for name in panel.indicators() if _PER_HEAD.search(name)):
            series = {
                when: values
                for when in panel.years()
                if (year is None or when <= year) and (values := _per_head(panel, variable, when, found)) is not None
            }
            if series:
                return [_gap(panel, variable, series, found)]
    zh = "没有人均数据（人均产出、平均工资），成员间差距未计算。"
    return [
        Sentence("gaps", zh, "No figure per head (output per head, mean wage): gaps between members were not computed.")
    ]


def _gap(panel: Panel, variable: str, series: dict[int, _PerHead], found: list[str]) -> Sentence:
    """The newest year with the most members, against the first with the same ones."""
    from tashan.integration.inequality import theil_t, variation

    last = max(series, key=lambda when: (len(series[when].names), when))
    first = min(when for when in series if set(series[last].names) <= set(series[when].names))
    now, kept = series[last], [series[first].names.index(name) for name in series[last].names]
    spread = {
        str(when): variation(values) for when, values in ((first, series[first].values[kept]), (last, now.values))
    }
    high, low = int(now.values.argmax()), int(now.values.argmin())
    times, theil = float(now.values[high] / now.values[low]), theil_t(now.values, now.heads)
    unit = panel.unit((panel.sectors(variable) or (variable,))[0])
    by_zh, by_en = ("（按就业加权）", " (weighted by jobs)") if now.heads is not None else ("", "")
    was_zh, was_en = (
        (f"，{first}年为{spread[str(first)]:.3f}", f", {spread[str(first)]:.3f} in {first}")
        if first < last
        else ("", "")
    )
    part_zh, part_en = lacking(now.names, found, last)
    zh = (
        f"{part_zh}{last}年{in_chinese(variable)}最高的{now.names[high]}为{now.values[high]:,.0f}{unit}，是最低的{now.names[low]}"
        f"（{now.values[low]:,.0f}{unit}）的{times:.2f}倍；变异系数{spread[str(last)]:.3f}（各成员等权，ddof 0）{was_zh}；泰尔指数T为{theil:.4f}{by_zh}。"
    )
    en = (
        f"{part_en}{in_english(variable).capitalize()} {last}: the highest, {english(now.names[high])} ({now.values[high]:,.0f} {in_english(unit)}), is "
        f"{times:.2f} times the lowest, {english(now.names[low])} ({now.values[low]:,.0f}); coefficient of variation {spread[str(last)]:.3f} "
        f"(members equal, ddof 0){was_en}; Theil T {theil:.4f}{by_en}."
    )
    numbers = {
        "variable": variable,
        "unit": unit,
        "values": dict(zip(now.names, now.values.tolist(), strict=True)),
        "highest": now.names[high],
        "lowest": now.names[low],
        "times": times,
        "variation": spread,
        "theil_t": theil,
    }
    basis_zh, basis_en, doubt = _basis(variable, unit, last, now)
    sources = sources_of(panel, panel.sectors(variable) or (variable,), now.names, first, last)
    return Sentence("gaps", zh, en, numbers, basis_zh, sources, doubt, basis_en)


def _basis(variable: str, unit: str, year: int, now: _PerHead) -> tuple[str, str, tuple[str, str]]:
    """What the gap was computed from, in both languages, and what a reader must know of it."""
    zh = f"{in_chinese(variable)}（{unit}），{len(now.names)}个成员，{year}年"
    en = f"{in_english(variable)} ({in_english(unit)}), {len(now.names)} members, {year}"
    if now.heads is None:
        return (
            zh,
            en,
            (
                "按当年价格；各地物价不同，未作调整。",
                "At current prices; what things cost in each place is not allowed for.",
            ),
        )
    doubt = (
        f"均值按各成员在表中{now.industries}个行业的就业加权，差距既来自同行业工资之差，也来自行业构成之差；各地物价未作调整。",
        (
            f"The mean is weighted by each member's jobs in the {now.industries} industries of the table, so that a gap comes from pay within "
            "industries and from the mix of industries alike; what things cost in each place is not allowed for."
        ),
    )
    return f"{zh}，{now.industries}个行业按就业人数加权", f"{en}, {now.industries} industries weighted by jobs", doubt


def _per_head(panel: Panel, variable: str, year: int, found: list[str]) -> _PerHead | None:
    """A figure per head by member, where at least two have one above zero; beside categories and jobs, its mean weighted by jobs."""
    kinds = panel.sectors(variable)
    if not kinds:
        names, table = complete(panel, (variable,), year, found)
        return _PerHead(names, table[:, 0], None, 1) if len(names) > 1 and (table > 0).all() else None
    heads = next((name.split("·")[0] for name in panel.indicators() if _HEADS.search(name) and "·" in name), None)
    if heads is None:
        return None
    jobs = tuple(f"{heads}·{kind.split('·', 1)[1]}" for kind in kinds)
    names, table = complete(panel, (*kinds, *jobs), year, found)
    value, weight = table[:, : len(kinds)], table[:, len(kinds) :]
    if len(names) < 2 or (value <= 0).any() or (weight.sum(axis=1) <= 0).any():
        return None
    return _PerHead(names, (value * weight).sum(axis=1) / weight.sum(axis=1), weight.sum(axis=1), len(kinds))


def segmentation_told(panels: Sequence[Panel], found: list[str]) -> Sentence:
    """Segmentation by relative prices, or that there are no prices."""
    from tashan.integration.market import segmentation

    for panel in panels:
        goods = tuple(name for name in panel.indicators() if _PRICES.search(name))
        if len(goods) < 2:
            continue
        when = panel.years()[-1]
        names, table = complete(panel, goods, when, found)
        if len(names) < 2:
            continue
        result = segmentation(table.T, names=names)
        zh = f"{when}年相对价格法市场分割指数均值{result.overall[0]:.3e}（{len(goods)}种商品，全部{len(result.pairs)}对，ddof 1）。"
        en = f"Market segmentation by relative prices {when}: {result.overall[0]:.3e} ({len(goods)} goods, all {len(result.pairs)} pairs, ddof 1)."
        return Sentence(
            "segmentation",
            zh,
            en,
            {"overall": float(result.overall[0]), "goods": len(goods)},
            f"{len(goods)}种商品，{when}年",
            sources_of(panel, goods, names, when),
        )
    return Sentence(
        "segmentation",
        "没有分商品的价格指数，市场分割未计算，对市场壁垒不作判断。",
        "There are no price indices by good: market segmentation was not computed, and nothing is said about barriers.",
    )
