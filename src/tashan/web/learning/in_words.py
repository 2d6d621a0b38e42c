"""A question about visits in words: its settings, its direction, and what was left out of its network."""

from __future__ import annotations

from tashan.web.learning.asked import (
    Question,
    leader_name,
    level_name,
    network_of,
    period,
    theme_name,
)
from tashan.web.learning.words import problem_words
from tashan.web.pages.words import language, say


def tongue() -> str:
    """The language in which pictures are labelled, zh or en."""
    return "en" if language() == "en" else "zh"


def direction_words(q: Question) -> str:
    """What the arrow means, always said."""
    if q.direction == "knowledge":
        return say("知识方向（接待方 → 来访方）", "knowledge (host → visitor)")
    return say("来访方向（来访方 → 接待方）", "visits (visitor → host)")


def settings_words(q: Question) -> list[tuple[str, str]]:
    """Every setting that changes a number, in words."""
    lower = say("归入上级", "count for the division that holds them") if q.rollup else say("不计", "left out")
    nodes = (
        say("该级全部区域", "all regions of the level") if q.isolates else say("有往来的区域", "regions with visits")
    )
    every = say("全部", "all")
    return [
        (say("计数单位", "Counted"), say("一个来访方到一个接待方为一次", "one visitor at one host is one visit")),
        (say("期间", "Period"), period(q)),
        (say("层级", "Level"), level_name(q)),
        (say("下级", "Lower levels"), lower),
        (say("主题", "Theme"), theme_name(q.theme) if q.theme else every),
        (say("带队", "Leader"), leader_name(q.leader) if q.leader else every),
        (say("节点", "Nodes"), nodes),
        (say("方向", "Direction"), direction_words(q)),
    ]


def doubts_of(q: Question) -> list[str]:
    """What was left out of the network, and why."""
    network = network_of(q)
    return list(dict.fromkeys(problem_words(problem) for problem in network.problems if problem.code != "row"))[:6]
