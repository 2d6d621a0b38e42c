"""
Diagnosis of a cluster: ties, likeness and signs of over-competition, gaps, segmentation; each sentence with number and source.

A sentence is written only where there are figures for it; where there are none, that is the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from tashan.integration.measures import FEW_SECTORS, sector_columns
from tashan.integration.problems import MeasureError

if TYPE_CHECKING:
    import numpy as np

    from tashan.panels import Panel
    from tashan.regions.clusters import Cluster

ALIKE: Final = 0.9
"""Similarity from here on is called high; with fewer than eight sectors nothing is called anything."""

SAME_GROWTH: Final = 2 / 3
"""In this share of the members a sector must gain weight to count as growing everywhere."""

_NOT_AMOUNTS: Final = re.compile(
    r"平均|人均|mean|per_capita|率|rate|指数|index|价格|price|wage|工资|score", re.IGNORECASE
)
_LOCAL: Final = re.compile(
    r"医疗|卫生|教育|公共|居民服务|建筑|商贸|批发|零售|住宿|餐饮|房地产|health|education|construction|retail",
    re.IGNORECASE,
)
"""Sectors that serve the people where they live: that they grow everywhere is no sign of competition."""

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
_PER_HEAD: Final = re.compile(r"人均|per_capita|平均工资|mean_wage", re.IGNORECASE)
_HEADS: Final = re.compile(r"就业人数|employment|jobs", re.IGNORECASE)
_PRICES: Final = re.compile(r"价格指数|price_index|CPI|RPI", re.IGNORECASE)


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
    """

    topic: str
    zh: str
    en: str
    numbers: dict[str, Any] = field(default_factory=dict)
    basis: str = ""
    sources: tuple[str, ...] = ()
    doubt: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class ClusterDiagnosis:
    """The diagnosis of a cluster: whom it covers, by which document, and the sentences."""

    cluster: str
    members: tuple[str, ...]
    without: tuple[str, ...]
    document: str
    sentences: tuple[Sentence, ...]

    def paragraph(self, language: str = "zh") -> str:
        """The sentences of a brief, in one paragraph."""
        texts = [getattr(sentence, language) for sentence in self.sentences]
        return "".join(texts) if language == "zh" else " ".join(texts)

    def to_dict(self) -> dict[str, Any]:
        """The diagnosis as JSON holds it."""
        from dataclasses import asdict

        return asdict(self)


def diagnose(cluster: Cluster, panels: Sequence[Panel], *, year: int | None = None) -> ClusterDiagnosis:
    """
    Diagnose a cluster from whatever panels there are.

    Args:
        cluster: its members are looked up in the panels by code.
        panels: figures of its members; sectors of several panels are shown side by side, never added up.
        year: the last year looked at; the newest where not given.

    Raises:
        MeasureError: `one_member` where fewer than two members have figures.
    """
    found = [member.name for member in cluster.members if any(_has(panel, member.name) for panel in panels)]
    if len(found) < 2:
        levels = "、".join(dict.fromkeys(name for panel in panels for name in panel.regions()[:3]))
        message = (
            f"Of the {len(cluster.members)} members of {cluster.name} only {len(found)} have figures; a diagnosis compares at least two. "
            f"The figures are of {levels} …: give a table of the members ({'、'.join(m.name for m in cluster.members[:3])} …)."
        )
        raise MeasureError("one_member", message)
    without = tuple(member.name for member in cluster.members if member.name not in found)
    sentences: list[Sentence] = [_scope(cluster, found, without)]
    sentences += _ties(cluster, found, panels, year)
    sets = [each for panel in panels for each in _sector_sets(panel, found)]
    for panel, sectors in sorted(sets, key=lambda each: len(each[1])):
        sentences += _structure(panel, sectors, found, year)
    if sets:
        panel, sectors = max(sets, key=lambda each: len(each[1]))
        sentences += _competition(panel, sectors, found, year)
    sentences += _gaps(panels, found, year)
    sentences.append(_segmentation(panels, found))
    return ClusterDiagnosis(cluster.name, tuple(found), without, cluster.document, tuple(sentences))


def _has(panel: Panel, name: str) -> bool:
    return name in set(panel.frame["region"].unique())


def _scope(cluster: Cluster, found: list[str], without: tuple[str, ...]) -> Sentence:
    zh = f"{cluster.name}有{len(cluster.members)}个成员，其中{len(found)}个有数据。"
    en = f"{cluster.english or cluster.name} has {len(cluster.members)} members, {len(found)} of them with figures."
    doubt = (f"无数据：{'、'.join(without)}。", f"Without figures: {'、'.join(without)}.") if without else ("", "")
    return Sentence("scope", zh, en, {"members": len(cluster.members), "with_figures": len(found)}, doubt=doubt)


def _totals(panels: Sequence[Panel], found: list[str]) -> list[tuple[Panel, tuple[str, ...]]]:
    """Total output, for ties, where a table has no sectors."""
    return [
        (panel, (name,))
        for panel in panels
        for name in panel.indicators()
        if _TOTAL_OUTPUT.search(name) and any(_has(panel, member) for member in found)
    ]


def _sector_sets(panel: Panel, found: list[str]) -> list[tuple[Panel, tuple[str, ...]]]:
    """The sets of sectors a panel holds: by variable with categories, or plain columns of one unit."""
    if not any(_has(panel, name) for name in found):
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


def _year(panel: Panel, year: int | None) -> int:
    years = [each for each in panel.years() if year is None or each <= year]
    if not years:
        raise MeasureError("unknown_year", f"There are no figures up to {year}; they begin in {panel.years()[0]}.")
    return years[-1]


def _basis(panel: Panel, sectors: Sequence[str], year: int) -> tuple[str, str]:
    variable = sectors[0].split("·")[0] if "·" in sectors[0] else "增加值"
    unit = panel.unit(sectors[0])
    if len(sectors) == 1:
        return f"{sectors[0]}（{unit}），{year}年", f"{sectors[0]} ({unit}), {year}"
    return (
        f"{variable}（{unit}），{len(sectors)}个部门，{year}年",
        f"{variable} ({unit}), {len(sectors)} sectors, {year}",
    )


def _ties(cluster: Cluster, found: list[str], panels: Sequence[Panel], year: int | None) -> list[Sentence]:
    """Strongest and weakest link by gravity, mass from total output, distance between seats."""
    import numpy as np

    from tashan.integration.pull import gravity
    from tashan.regions.geometry import distance_km

    sets = [each for panel in panels for each in _sector_sets(panel, found)] or _totals(panels, found)
    if not sets:
        return [Sentence("ties", "没有产出或就业数据，联系强度未计算。", "No output or jobs: ties were not computed.")]
    money = [each for each in sets if each[0].unit(each[1][0]).endswith("元")] or sets
    panel, sectors = money[0]
    when = _year(panel, year)
    names, table = _complete(panel, sectors, when, found)
    mass = table.sum(axis=1)
    if len(names) < 2:
        return [
            Sentence(
                "ties",
                "成员中不足两个有产出数据，联系强度未计算。",
                "Fewer than two members have output: ties were not computed.",
            )
        ]
    by_name = {member.name: member for member in cluster.members}
    far = np.array([[distance_km(by_name[a], by_name[b]) or np.nan for b in names] for a in names])
    links = gravity(mass, mass, far, names=names)
    a, b = np.triu_indices(len(names), 1)
    pairs = [
        (float(links[i, j]), names[i], names[j])
        for i, j in zip(a.tolist(), b.tolist(), strict=True)
        if np.isfinite(links[i, j])
    ]
    if not pairs:
        return [
            Sentence(
                "ties",
                "成员之间的距离未知，联系强度未计算。",
                "Distances between the members are unknown: ties were not computed.",
            )
        ]
    pairs.sort(reverse=True)
    total = sum(pair[0] for pair in pairs)
    (strong, one, two), (weak, three, four) = pairs[0], pairs[-1]
    mass_zh, mass_en = ("总产出", "output") if panel.unit(sectors[0]).endswith("元") else ("就业", "jobs")
    first_share = 100 * strong / total
    zh = f"按引力模型（质量为{mass_zh}，距离为驻地间公里，指数2），联系最强的是{one}—{two}，占全部联系的{first_share:.1f}%"
    en = f"By gravity (mass: {mass_en}; kilometres between seats, exponent 2) the strongest tie is {one}–{two}, {first_share:.1f} % of all"
    if len(pairs) > 1:
        zh += f"；最弱的是{three}—{four}，占{100 * weak / total:.1f}%"
        en += f"; the weakest is {three}–{four}, {100 * weak / total:.1f} %"
    numbers = {"strongest": [one, two, strong / total], "weakest": [three, four, weak / total], "pairs": len(pairs)}
    doubt = (
        "公里不等于时间：有旅行时间时应同时按小时计算，排序会变；省级成员以省会代表全省，省会靠近省界时联系偏高。",
        (
            "Kilometres are not hours: where travel times are known, rank by hours too; the order changes. A province stands at its "
            "seat, which overstates its ties where the seat lies near the border."
        ),
    )
    if len(pairs) == 1:
        zh = f"只有一对成员（{one}、{two}），联系强度没有可比对象"
        en = f"There is one pair of members ({one}, {two}), so there is nothing to compare its tie with"
    return [Sentence("ties", zh + "。", en + ".", numbers, _basis(panel, sectors, when)[0], panel.sources(), doubt)]


def _structure(panel: Panel, sectors: tuple[str, ...], found: list[str], year: int | None) -> list[Sentence]:
    """How alike the members are, on one set of sectors."""
    import numpy as np

    from tashan.integration.structure import similarity

    when = _year(panel, year)
    names, table = _complete(panel, sectors, when, found)
    if len(names) < 2:
        return []
    alike = similarity(table, names)
    a, b = np.triu_indices(len(names), 1)
    values = alike[a, b]
    top, low = int(values.argmax()), int(values.argmin())
    zh_basis, en_basis = _basis(panel, sectors, when)
    if len(values) == 1:
        zh = f"按{zh_basis}，{names[0]}与{names[1]}结构相似系数{values[0]:.3f}"
        en = f"On {en_basis}, {names[0]} and {names[1]} are {values[0]:.3f} alike"
    else:
        zh, en = _spread(names, values, top, low, zh_basis, en_basis)
    few = len(sectors) < FEW_SECTORS
    doubt = ("", "")
    if few:
        doubt = (
            f"只有{len(sectors)}个部门，相似系数天然接近1，看不出制造业内部的分工与同构，不能据此判断重复建设。",
            f"With {len(sectors)} sectors likeness is near 1 by construction; it cannot show the division of labour within industry, nor duplication.",
        )
    numbers = {
        "mean": float(values.mean()),
        "highest": [names[a[top]], names[b[top]], float(values[top])],
        "lowest": [names[a[low]], names[b[low]], float(values[low])],
        "sectors": len(sectors),
    }
    return [Sentence("structure", zh + "。", en + ".", numbers, zh_basis, panel.sources(), doubt)]


def _spread(
    names: tuple[str, ...], values: np.ndarray, top: int, low: int, zh_basis: str, en_basis: str
) -> tuple[str, str]:
    """Mean, highest and lowest likeness in words."""
    import numpy as np

    a, b = np.triu_indices(len(names), 1)
    most, least = (
        f"{names[a[top]]}—{names[b[top]]} {values[top]:.3f}",
        f"{names[a[low]]}—{names[b[low]]} {values[low]:.3f}",
    )
    zh = f"按{zh_basis}，成员两两结构相似系数平均{values.mean():.3f}，最高{most}，最低{least}"
    en = f"On {en_basis}, members are {values.mean():.3f} alike on average, most {most}, least {least}"
    return zh, en


def _complete(
    panel: Panel, sectors: Sequence[str], year: int, found: Sequence[str]
) -> tuple[tuple[str, ...], np.ndarray]:
    import numpy as np

    names, table = panel.matrix(sectors, year)
    rows = [names.index(name) for name in found if name in names and not np.isnan(table[names.index(name)]).any()]
    return tuple(names[row] for row in rows), table[rows]


def _competition(panel: Panel, sectors: tuple[str, ...], found: list[str], year: int | None) -> list[Sentence]:
    """Signs of over-competition: the same sectors gaining weight in most members, and little complementarity."""
    import numpy as np

    from tashan.integration.structure import complementarity, shares, similarity

    when = _year(panel, year)
    start = next((each for each in reversed(panel.years()) if each <= when - 5), panel.years()[0])
    before_names, before = _complete(panel, sectors, start, panel.regions())
    names, after = _complete(panel, sectors, when, panel.regions())
    both = [name for name in found if name in names and name in before_names]
    if start >= when or len(both) < 2:
        return []
    then = shares(before[[before_names.index(name) for name in both]]) - shares(before.sum(axis=0)[None])
    now_rows = after[[names.index(name) for name in both]]
    now = shares(now_rows) - shares(after.sum(axis=0)[None])  # against all regions, so that a national trend is no sign
    gains = (now > then).sum(axis=0)
    common = [
        (sectors[place].split("·")[-1], int(gains[place]))
        for place in np.argsort(-gains, kind="stable").tolist()
        if gains[place] >= SAME_GROWTH * len(both) and not _LOCAL.search(sectors[place])
    ]
    a, b = np.triu_indices(len(both), 1)
    likeness = similarity(now_rows)[a, b]
    pairs = [complementarity(now_rows, int(i), int(j), after.sum(axis=0)) for i, j in zip(a, b, strict=True)]
    mutual = float(np.mean([pair["mutual"] for pair in pairs]))
    few = len(sectors) < FEW_SECTORS
    signs = 0 if few else int(len(both) >= 3) + int(bool(common)) + int(float(likeness.mean()) >= ALIKE)
    told = "、".join(f"{name}（{count}/{len(both)}）" for name, count in common)
    english = ", ".join(f"{name} ({count}/{len(both)})" for name, count in common)
    zh_gain = (
        f"比重在至少三分之二成员中同时上升的可贸易部门有{told}"
        if told
        else "没有可贸易部门的比重在至少三分之二成员中同时上升"
    )
    en_gain = (
        f"these tradable sectors gained weight in at least two thirds of the members: {english}"
        if told
        else "no tradable sector gained weight in two thirds of the members"
    )
    zh = (
        f"{start}—{when}年，相对{len(names)}个地区合计，{zh_gain}；"
        f"每对成员平均有{mutual:.1f}个部门互补（一方区位熵大于1、另一方小于1，共{len(sectors)}个部门）"
    )
    en = (
        f"From {start} to {when}, against the sum of {len(names)} regions, {en_gain}; a pair is complementary in {mutual:.1f} of "
        f"{len(sectors)} sectors on average (quotient above 1 in one, below in the other)"
    )
    if not few:
        zh += f"；过度竞争的三个迹象（成员不少于3个、同一可贸易部门普遍上升、相似系数均值不低于{ALIKE}）中出现{signs}个"
        en += (
            f"; {signs} of three signs of over-competition are there (three or more members, the same tradable sector gaining in "
            f"most, mean likeness of {ALIKE} or more)"
        )
    zh, en = f"{zh}。", f"{en}."
    doubt = (
        ("部门太少，不判断是否过度竞争。", "With so few sectors over-competition is not judged.") if few else ("", "")
    )
    numbers = {
        "from": start,
        "to": when,
        "common": common,
        "mutual": mutual,
        "signs": signs,
        "mean_similarity": float(likeness.mean()),
    }
    return [Sentence("competition", zh, en, numbers, _basis(panel, sectors, when)[0], panel.sources(), doubt)]


def _gaps(panels: Sequence[Panel], found: list[str], year: int | None) -> list[Sentence]:
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
                f"{variable} {last}: the highest, {high}, is {times:.2f} times the lowest, {low}; coefficient of variation {end:.3f} "
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
                    "gaps", zh, en, numbers, f"{variable}，{len(names)}个成员，{last}年{weighing}", panel.sources()
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
        names, table = _complete(panel, (variable,), year, found)
        return names, table[:, 0], None, ""
    heads = next((name.split("·")[0] for name in panel.indicators() if _HEADS.search(name) and "·" in name), None)
    if heads is None:
        return None
    jobs = tuple(f"{heads}·{kind.split('·', 1)[1]}" for kind in kinds)
    names, table = _complete(panel, (*kinds, *jobs), year, found)
    value, weight = table[:, : len(kinds)], table[:, len(kinds) :]
    return (
        names,
        (value * weight).sum(axis=1) / weight.sum(axis=1),
        weight.sum(axis=1),
        f"，{len(kinds)}个行业按{heads}加权",
    )


def _segmentation(panels: Sequence[Panel], found: list[str]) -> Sentence:
    """Segmentation by relative prices, or that there are no prices."""
    from tashan.integration.market import segmentation

    for panel in panels:
        goods = tuple(name for name in panel.indicators() if _PRICES.search(name))
        if len(goods) < 2:
            continue
        when = panel.years()[-1]
        names, table = _complete(panel, goods, when, found)
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
            panel.sources(),
        )
    return Sentence(
        "segmentation",
        "没有分商品的价格指数，市场分割未计算，对市场壁垒不作判断。",
        "There are no price indices by good: market segmentation was not computed, and nothing is said about barriers.",
    )
