"""How alike are the members of a cluster, and are there signs that they compete too much?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tashan.integration.asked import FEW_SECTORS
from tashan.integration.diagnosis_figures import (
    Sentence,
    basis,
    best_year,
    complete,
    english,
    in_english,
    lacking,
    lacking_in_both,
    members_with,
    sources_of,
)

if TYPE_CHECKING:
    import numpy as np

    from tashan.panels import Panel

ALIKE: Final = 0.9
"""Similarity from here on is called high; with fewer than eight sectors nothing is called anything."""

SAME_GROWTH: Final = 2 / 3
"""In this share of the members a sector must gain weight to count as growing everywhere."""

_SIGNS: Final = (
    ("成员不少于3个", "three or more members"),
    ("同一可贸易部门普遍上升", "the same tradable sector gaining in most"),
    (f"相似系数均值不低于{ALIKE}", f"mean likeness of {ALIKE} or more"),
)
"""Signs of over-competition, in both languages."""

_LOCAL: Final = re.compile(
    r"医疗|卫生|教育|公共|居民服务|建筑|商贸|批发|零售|住宿|餐饮|房地产|health|education|construction|retail",
    re.IGNORECASE,
)
"""Sectors that serve the people where they live: that they grow everywhere is no sign of competition."""


def structure(panel: Panel, sectors: tuple[str, ...], found: list[str], year: int | None) -> list[Sentence]:
    """How alike the members are, on one set of sectors."""
    import numpy as np

    from tashan.integration.structure import similarity

    when = best_year(panel, sectors, found, year)
    names, table = complete(panel, sectors, when, found)
    if len(names) < 2:
        return []
    alike = similarity(table, names)
    a, b = np.triu_indices(len(names), 1)
    values = alike[a, b]
    top, low = int(values.argmax()), int(values.argmin())
    zh_basis, en_basis = basis(panel, sectors, when)
    if len(values) == 1:
        zh = f"按{zh_basis}，{names[0]}与{names[1]}结构相似系数{values[0]:.3f}"
        en = f"On {en_basis}, {english(names[0])} and {english(names[1])} are {values[0]:.3f} alike"
    else:
        zh, en = _spread(names, values, top, low, zh_basis, en_basis)
    zh_part, en_part = lacking(names, found, when)
    few = len(sectors) < FEW_SECTORS
    doubt = ("", "")
    if few:
        doubt = (
            f"只有{len(sectors)}个部门，相似系数天然接近1，看不出制造业内部的分工与同构，不能据此判断重复建设。",
            f"With {len(sectors)} sectors likeness is near 1 by construction; it cannot show the division of labour within industry, nor duplication.",
        )
    elif "·" in sectors[0]:
        doubt = (
            f"份额只在表中列出的{len(sectors)}个行业之间计算，未列的行业不在内；行业大类内部的分工看不到。",
            f"Shares are of the {len(sectors)} industries listed in the table only; the division of labour within one of them does not show.",
        )
    numbers = {
        "mean": float(values.mean()),
        "highest": [names[a[top]], names[b[top]], float(values[top])],
        "lowest": [names[a[low]], names[b[low]], float(values[low])],
        "sectors": len(sectors),
        "year": when,
    }
    return [
        Sentence(
            "structure",
            zh_part + zh + "。",
            en_part + en + ".",
            numbers,
            zh_basis,
            sources_of(panel, sectors, names, when),
            doubt,
            en_basis,
        )
    ]


def _spread(
    names: tuple[str, ...], values: np.ndarray, top: int, low: int, zh_basis: str, en_basis: str
) -> tuple[str, str]:
    """Mean, highest and lowest likeness in words."""
    import numpy as np

    a, b = np.triu_indices(len(names), 1)
    (one, two), (three, four) = ((names[a[place]], names[b[place]]) for place in (top, low))
    zh = (
        f"按{zh_basis}，成员两两结构相似系数平均{values.mean():.3f}，最高{one}—{two} {values[top]:.3f}，"
        f"最低{three}—{four} {values[low]:.3f}"
    )
    en = (
        f"On {en_basis}, members are {values.mean():.3f} alike on average, most {english(one)}–{english(two)} {values[top]:.3f}, "
        f"least {english(three)}–{english(four)} {values[low]:.3f}"
    )
    return zh, en


def competition(panel: Panel, sectors: tuple[str, ...], found: list[str], year: int | None) -> list[Sentence]:
    """
    Signs of over-competition: the same sectors gaining weight in most members, and little complementarity.

    With fewer than eight sectors nothing is judged; the shift of weights of the members is told instead.
    """
    when = best_year(panel, sectors, found, year)
    start = _start(panel, sectors, found, when)
    both = [
        name for name in members_with(panel, sectors, when, found) if name in members_with(panel, sectors, start, found)
    ]
    if start >= when or len(both) < 2:
        return []
    told = _shift if len(sectors) < FEW_SECTORS else _signs
    sentence = told(panel, sectors, both, start, when)
    zh_part, en_part = lacking_in_both(both, found, start, when)
    return [replace(sentence, zh=zh_part + sentence.zh, en=en_part + sentence.en)]


def _shift(panel: Panel, sectors: tuple[str, ...], both: list[str], start: int, when: int) -> Sentence:
    """How the weight of the sector that moved most has shifted in each member; no verdict."""
    import numpy as np

    from tashan.integration.structure import shares

    _, before = complete(panel, sectors, start, both)
    _, after = complete(panel, sectors, when, both)
    then, now = 100 * shares(before), 100 * shares(after)
    moved = int(np.abs(now - then).mean(axis=0).argmax())
    sector = sectors[moved].split("·")[-1]
    pairs = [(name, float(a), float(b)) for name, a, b in zip(both, then[:, moved], now[:, moved], strict=True)]
    zh = (
        f"{start}—{when}年，比重变化最大的是{sector}："
        + "，".join(f"{name}由{a:.1f}%到{b:.1f}%" for name, a, b in pairs)
        + f"。只有{len(sectors)}个部门，是否过度竞争、能否互补不作判断。"
    )
    en = (
        f"From {start} to {when} the weight of {in_english(sector)} moved most: "
        + ", ".join(f"{english(name)} {a:.1f} % to {b:.1f} %" for name, a, b in pairs)
        + f". With {len(sectors)} sectors neither over-competition nor complementarity is judged."
    )
    doubt = (
        "按当年价格，比重的变化包含各部门价格涨落不同的影响。",
        "At current prices a shift of weights holds what prices did in each sector.",
    )
    numbers = {"from": start, "to": when, "sector": sector, "weights": pairs, "signs": 0}
    return Sentence(
        "competition",
        zh,
        en,
        numbers,
        basis(panel, sectors, when)[0],
        sources_of(panel, sectors, both, start, when),
        doubt,
        basis(panel, sectors, when)[1],
    )


def _signs(panel: Panel, sectors: tuple[str, ...], both: list[str], start: int, when: int) -> Sentence:
    """Three signs of over-competition, against all regions with both years, so that a national trend is no sign."""
    import numpy as np

    from tashan.integration.structure import complementarity, shares, similarity

    kept = set(members_with(panel, sectors, start, panel.regions()))
    names = tuple(name for name in members_with(panel, sectors, when, panel.regions()) if name in kept)
    _, before = complete(panel, sectors, start, names)
    _, after = complete(panel, sectors, when, names)
    rows = [names.index(name) for name in both]
    now_rows = after[rows]
    now = shares(now_rows) - shares(after.sum(axis=0)[None])
    then = shares(before[rows]) - shares(before.sum(axis=0)[None])
    gains = (now > then).sum(axis=0)
    common = [
        (sectors[place].split("·")[-1], int(gains[place]))
        for place in np.argsort(-gains, kind="stable").tolist()
        if gains[place] >= SAME_GROWTH * len(both) and not _LOCAL.search(sectors[place])
    ]
    a, b = np.triu_indices(len(both), 1)
    likeness = float(similarity(now_rows)[a, b].mean())
    pairs = [complementarity(now_rows, int(i), int(j), after.sum(axis=0)) for i, j in zip(a, b, strict=True)]
    mutual = float(np.mean([pair["mutual"] for pair in pairs]))
    seen = [
        here for here, there in zip(_SIGNS, (len(both) >= 3, bool(common), likeness >= ALIKE), strict=True) if there
    ]
    zh_gain, en_gain = _gains(common, len(both))
    zh = (
        f"{start}—{when}年，相对两年都有数据的{len(names)}个地区合计，{zh_gain}；"
        f"每对成员平均有{mutual:.1f}个部门互补（一方区位熵大于1、另一方小于1，共{len(sectors)}个部门）；"
        f"过度竞争的三个迹象（{'、'.join(zh for zh, _ in _SIGNS)}）中出现{len(seen)}个"
        f"{'：' if seen else ''}{'、'.join(zh for zh, _ in seen)}。"
    )
    en = (
        f"From {start} to {when}, against the sum of the {len(names)} regions with both years, {en_gain}; a pair is complementary in "
        f"{mutual:.1f} of {len(sectors)} sectors on average (quotient above 1 in one, below in the other); of three signs of "
        f"over-competition ({', '.join(en for _, en in _SIGNS)}) {len(seen)} can be seen{': ' if seen else ''}{', '.join(en for _, en in seen)}."
    )
    numbers = {
        "from": start,
        "to": when,
        "common": common,
        "mutual": mutual,
        "signs": len(seen),
        "mean_similarity": likeness,
    }
    sources = sources_of(panel, sectors, both, start, when)
    told, told_en = basis(panel, sectors, when)
    doubt = (
        "迹象提示应当核查，不证明过度竞争；大类行业内部可以有分工。",
        "Signs call for a closer look and prove nothing: within a broad industry labour may be divided.",
    )
    return Sentence("competition", zh, en, numbers, told, sources, doubt, told_en)


def _gains(common: list[tuple[str, int]], members: int) -> tuple[str, str]:
    """Which tradable sectors gained weight in most members, in words."""
    if not common:
        return (
            "没有可贸易部门的比重在至少三分之二成员中同时上升",
            "no tradable sector gained weight in two thirds of the members",
        )
    zh = "、".join(f"{name}（{count}/{members}）" for name, count in common)
    en = ", ".join(f"{in_english(name)} ({count}/{members})" for name, count in common)
    return (
        f"比重在至少三分之二成员中同时上升的可贸易部门有{zh}",
        f"these tradable sectors gained weight in at least two thirds of the members: {en}",
    )


def _start(panel: Panel, sectors: Sequence[str], found: Sequence[str], when: int) -> int:
    """The year to compare with: of those with the most members, the last one five years before, else the first."""
    years = [each for each in panel.years() if each < when]
    members = {each: len(members_with(panel, sectors, each, found)) for each in years}
    most = [each for each in years if members[each] == max(members.values())]
    return next((each for each in reversed(most) if each <= when - 5), most[0] if most else when)
