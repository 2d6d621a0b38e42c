"""How far apart are the members of a cluster, and is their market one?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from tashan.integration.diagnosis_figures import Sentence, complete, english, sources_of

if TYPE_CHECKING:
    import numpy as np

    from tashan.panels import Panel

_PER_HEAD: Final = re.compile(r"人均|per_capita|平均工资|mean_wage", re.IGNORECASE)
_HEADS: Final = re.compile(r"就业人数|employment|jobs", re.IGNORECASE)
_PRICES: Final = re.compile(r"价格指数|price_index|CPI|RPI", re.IGNORECASE)


def gaps(panels: Sequence[Panel], found: list[str], year: int | None) -> list[Sentence]:
    """Gap between members of a figure per head, and its change."""
    import numpy as np

    from tashan.integration.inequality import theil_t, variation

    for panel in panels:
        for variable in dict.fromkeys(name.split("·")[0] for name in panel.indicators() if _PER_HEAD.search(name)):
            series = {
                when: _per_head(panel, variable, when, found) for when in panel.years() if year is None or when <= year
            }
            series = {when: values for when, values in series.items() if values is not None and len(values[0]) >= 2}
            if not series:
                continue
            first, last = min(series), max(series)
            names, values, heads, weighing = series[last]  # type: ignore[misc]
            start, end = (variation(series[when][1], names=series[when][0]) for when in (first, last))  # type: ignore[index]
            high, low = names[int(np.argmax(values))], names[int(np.argmin(values))]
            times = float(values.max() / values.min())
            theil = theil_t(values, heads)
            zh_by, en_by = ("（按就业加权）", " (weighted by jobs)") if heads is not None else ("", "")
            zh = (
                f"{last}年{variable}最高{high}是最低{low}的{times:.2f}倍，变异系数{end:.3f}（各成员等权，ddof 0），"
                f"{first}年为{start:.3f}；泰尔指数T为{theil:.4f}{zh_by}。"
            )
            en = (
                f"{variable} {last}: the highest, {english(high)}, is {times:.2f} times the lowest, {english(low)}; coefficient of variation {end:.3f} "
                f"(members equal, ddof 0), {start:.3f} in {first}; Theil T {theil:.4f}{en_by}."
            )
            numbers = {
                "highest": high,
                "lowest": low,
                "times": times,
                "variation": {str(first): start, str(last): end},
                "theil_t": theil,
            }
            return [
                Sentence(
                    "gaps",
                    zh,
                    en,
                    numbers,
                    f"{variable}，{len(names)}个成员，{last}年{weighing}",
                    sources_of(panel, panel.sectors(variable) or (variable,), names, first, last),
                )
            ]
    zh = "没有人均数据（人均产出、平均工资），成员间差距未计算。"
    return [
        Sentence("gaps", zh, "No figure per head (output per head, mean wage): gaps between members were not computed.")
    ]


def _per_head(
    panel: Panel, variable: str, year: int, found: list[str]
) -> tuple[tuple[str, ...], np.ndarray, np.ndarray | None, str] | None:
    """A figure per head by member; where it stands by category beside jobs, its mean weighted by jobs."""
    kinds = panel.sectors(variable)
    if not kinds:
        names, table = complete(panel, (variable,), year, found)
        return names, table[:, 0], None, ""
    heads = next((name.split("·")[0] for name in panel.indicators() if _HEADS.search(name) and "·" in name), None)
    if heads is None:
        return None
    jobs = tuple(f"{heads}·{kind.split('·', 1)[1]}" for kind in kinds)
    names, table = complete(panel, (*kinds, *jobs), year, found)
    value, weight = table[:, : len(kinds)], table[:, len(kinds) :]
    return (
        names,
        (value * weight).sum(axis=1) / weight.sum(axis=1),
        weight.sum(axis=1),
        f"，{len(kinds)}个行业按{heads}加权",
    )


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
