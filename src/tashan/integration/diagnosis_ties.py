"""Which members of a cluster are tied most and least?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from tashan.integration.diagnosis_figures import (
    Sentence,
    basis,
    best_year,
    complete,
    english,
    in_chinese,
    in_english,
    lacking,
    percent,
    sector_sets,
    sources_of,
    totals,
)

if TYPE_CHECKING:
    import numpy as np

    from tashan.panels import Panel
    from tashan.regions.clusters import Cluster


NEAR_KM: Final = 20
"""Seats nearer than this make a tie by the inverse square of kilometres too large to rank by."""


_INFERRED: Final = (
    (
        "引力由规模与距离推算，是潜在的联系，不是观测到的往来。公里不等于时间：有旅行时间时应同时按小时计算，排序会变；"
        "省级成员以省会代表全省，省会靠近省界时联系偏高。"
    ),
    (
        "Gravity infers possible ties from size and distance; it is no observed traffic. Kilometres are not hours: where travel times "
        "are known, rank by hours too; the order changes. A province stands at its seat, which overstates its ties where the seat "
        "lies near the border."
    ),
)
"""What every ranking by gravity leaves open, in Chinese and English."""

_Pair = tuple[float, str, str, float]
"""Link, two members, kilometres between them."""


def ties(cluster: Cluster, found: list[str], panels: Sequence[Panel], year: int | None) -> list[Sentence]:
    """Strongest and weakest link by gravity, mass from total output, distance between seats."""
    sets = [each for panel in panels for each in sector_sets(panel, found)] or totals(panels, found)
    if not sets:
        return [Sentence("ties", "没有产出或就业数据，联系强度未计算。", "No output or jobs: ties were not computed.")]
    money = [each for each in sets if each[0].unit(each[1][0]).endswith("元")] or sets
    panel, sectors = money[0]
    when = best_year(panel, sectors, found, year)
    names, table = complete(panel, sectors, when, found)
    if len(names) < 2:
        zh, en = (
            "成员中不足两个有产出数据，联系强度未计算。",
            "Fewer than two members have output: ties were not computed.",
        )
        return [Sentence("ties", zh, en)]
    pairs = _pairs(cluster, names, table.sum(axis=1))
    if not pairs:
        zh = "成员之间的距离未知，联系强度未计算。"
        return [Sentence("ties", zh, "Distances between the members are unknown: ties were not computed.")]
    zh, en = _alone(pairs[0], when) if len(pairs) == 1 else _ranked(pairs, when, _mass(panel, sectors))
    doubt = ("", "") if len(pairs) == 1 else _doubt(pairs[0])
    (strong, one, two, _), (weak, three, four, _), total = pairs[0], pairs[-1], sum(pair[0] for pair in pairs)
    numbers = {"strongest": [one, two, strong / total], "weakest": [three, four, weak / total], "pairs": len(pairs)}
    zh_part, en_part = lacking(names, found, when)
    zh_basis, en_basis = basis(panel, sectors, when)
    sources = sources_of(panel, sectors, names, when)
    return [Sentence("ties", zh_part + zh + "。", en_part + en + ".", numbers, zh_basis, sources, doubt, en_basis)]


def _pairs(cluster: Cluster, names: Sequence[str], mass: np.ndarray) -> list[_Pair]:
    """Every pair whose seats are known, the strongest link first."""
    import numpy as np

    from tashan.integration.pull import gravity
    from tashan.regions.geometry import distance_km

    by_name = {member.name: member for member in cluster.members}
    far = np.array([[distance_km(by_name[a], by_name[b]) or np.nan for b in names] for a in names])
    links = gravity(mass, mass, far, names=names)
    a, b = np.triu_indices(len(names), 1)
    pairs = [
        (float(links[i, j]), names[i], names[j], float(far[i, j]))
        for i, j in zip(a.tolist(), b.tolist(), strict=True)
        if np.isfinite(links[i, j])
    ]
    return sorted(pairs, reverse=True)


def _ranked(pairs: Sequence[_Pair], when: int, mass: tuple[str, str]) -> tuple[str, str]:
    """The strongest and the weakest tie with their shares of all."""
    total = sum(pair[0] for pair in pairs)
    (strong, one, two, _), (weak, three, four, _) = pairs[0], pairs[-1]
    (strong_zh, strong_en), (weak_zh, weak_en) = percent(strong / total), percent(weak / total)
    return (
        (
            f"{when}年按引力模型推算（质量为{mass[0]}，距离为驻地间公里，指数2），"
            f"联系最强的是{one}—{two}，占成员间全部联系的{strong_zh}；最弱的是{three}—{four}，{weak_zh}"
        ),
        (
            f"By gravity {when} (mass: {mass[1]}; kilometres between seats, exponent 2) the strongest tie is {english(one)}–{english(two)}, "
            f"{strong_en} of all ties between members; the weakest is {english(three)}–{english(four)}, {weak_en}"
        ),
    )


def _alone(pair: _Pair, when: int) -> tuple[str, str]:
    """A single pair cannot be ranked."""
    _, one, two, _ = pair
    return (
        f"{when}年只有一对成员（{one}、{two}）有数据，联系强度没有可比对象",
        f"One pair of members has figures in {when} ({english(one)}, {english(two)}), so there is nothing to compare its tie with",
    )


def _doubt(strongest: _Pair) -> tuple[str, str]:
    """What the ranking leaves open; seats close to each other besides."""
    _, one, two, near = strongest
    if near >= NEAR_KM:
        return _INFERRED
    return (
        f"{one}与{two}驻地相距仅{near:.0f}公里，距离的平方使联系被放大，排序不宜照用。{_INFERRED[0]}",
        f"The seats of {english(one)} and {english(two)} lie {near:.0f} km apart; squared, that inflates their tie. {_INFERRED[1]}",
    )


def _mass(panel: Panel, sectors: Sequence[str]) -> tuple[str, str]:
    """What stands for the size of a member, with its unit, in both languages."""
    variable, unit = sectors[0].split("·")[0], panel.unit(sectors[0])
    if len(sectors) == 1:
        return f"以{unit}计的{in_chinese(variable)}", f"{in_english(variable)} in {in_english(unit)}"
    if "·" not in sectors[0]:
        variable = "增加值"
    return (
        f"以{unit}计的{len(sectors)}个部门{in_chinese(variable)}之和",
        f"{in_english(variable)} of {len(sectors)} sectors together in {in_english(unit)}",
    )
