"""Sentences that several topics of the room share."""

from __future__ import annotations

from collections.abc import Sequence

from tashan.web.integration.choices import Choice, SectorSet
from tashan.web.pages.words import language, say


def join(names: Sequence[str]) -> str:
    """Names one after another, as the language writes lists."""
    return ("、" if language() != "en" else ", ").join(names)


def left_out(choice: Choice, names: Sequence[str]) -> list[str]:
    """The doubt that names regions without figures; none where there are none."""
    if not names:
        return []
    shown = join([choice.short(name) for name in names])
    return [say("缺少数据而未计入：{names}。", "Left out for want of figures: {names}.", names=shown)]


def few(count: int) -> list[str]:
    """The doubt that few sectors decide the answer."""
    if count >= 8:
        return []
    return [
        say(
            "只有{n}个部门：相似系数天然接近 1，看不出制造业内部的分工，不能据此判断同构。请用更细的部门再看。",
            "Only {n} sectors: likeness is near 1 by construction and cannot show the division of labour within industry. "
            "Look again with more sectors before judging.",
            n=count,
        )
    ]


def counted(chosen: SectorSet, year: int) -> str:
    """Number of sectors, variable and year, as the pictures print it."""
    return say(
        "{n} 个部门 · {what} · {year} 年",
        "{n} sectors · {what} · {year}",
        n=len(chosen.sectors),
        what=chosen.label,
        year=year,
    )


def too_many(count: int, most: int) -> str:
    """That an area has more members than a page compares, and what to do."""
    return say(
        "有{n}个成员，网页上最多比较{m}个；请选一个区域，或用命令 tashan index、tashan diagnose。",
        "There are {n} members; pages compare up to {m}. Choose an area, or use tashan index or tashan diagnose.",
        n=count,
        m=most,
    )
