"""What a page says: one sentence, pictures, tables, doubts, cards, sources; each topic of the room gives one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from tashan.web.integration.choices import Choice, SectorSet
from tashan.web.integration.words import CardNote
from tashan.web.pages.downloads import Picture, Table
from tashan.web.pages.words import language, say


@dataclass(slots=True)
class Answer:
    """
    A page's answer.

    Attributes:
        sentence: the one that answers, with its numbers.
        lead: what else has to be said at once.
        doubts: what a reader must know about all numbers.
        wide: pictures over the whole width; pictures: those that stand side by side.
        tables: in order.
        cards: definitions of everything shown.
        settings: name and value of every choice that changes a number.
        sources: where the figures come from.
        paragraph: sentences to copy into a brief.
    """

    sentence: str
    lead: str = ""
    doubts: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    cards: list[CardNote] = field(default_factory=list)
    settings: list[tuple[str, str]] = field(default_factory=list)
    sources: Sequence[str] = ()
    paragraph: str = ""


NOT_YET: Final = ("–", "–")


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
