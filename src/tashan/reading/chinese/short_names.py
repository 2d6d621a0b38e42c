"""A home that the text names by its short name only, again and again (建德独特文化, 在建德航空小镇)."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tashan.reading.chinese.homes import Home, fit, regions_leading, regions_visiting
from tashan.reading.chinese.trips import inside
from tashan.regions import Region
from tashan.regions.divisions import region_of
from tashan.regions.gazetteer import WORD, gazetteer

if TYPE_CHECKING:
    from tashan.reading.chinese.story import Story

_LEVELS: Final = frozenset("市县区旗")
_COMES: Final = re.compile(r"(?:来|到|赴|莅|抵|莅临|抵达|走进|回访)我[市县区旗]")
_GOES: Final = frozenset("赴 前往 奔赴 分赴 远赴 访 访问 到 来到 抵达 走进".split())
_OF_OUR_GROWTH: Final = (
    "(?:给|为|推动|促进|加快|助力|助推|兴|建设){}(?:的?(?:经济|发展|高质量|营商环境|建设|振兴|转型)|[”,。])"
)
_SIGHT: Final = re.compile(r"古城|[\u4e00-\u9fff]{0,6}?(?:博物馆|规划馆|展馆|公司|公园)")
_TURNED: Final = frozenset("在向与和对同")
_TWICE: Final = 2
_OFTEN: Final = 3


@cache
def _short_names() -> tuple[tuple[str, tuple[Region, ...]], ...]:
    """Short names of counties and cities in force that are no ordinary words."""
    g = gazetteer()
    found = []
    for entry in g.entries:
        if entry.form != "short" or entry.kind == WORD:
            continue
        units = [g.units[row] for row in entry.units if g.units[row].end is None and g.units[row].code]
        regions = tuple(region_of(u) for u in units if u.level in ("prefecture", "county"))
        if regions:
            found.append((entry.text, regions))
    return tuple(found)


def by_short_name(story: Story, level: str) -> Home | None:
    """
    The one place of our level that the text names twice and that neither sends the guests nor is gone to.

    Where our own people travel, it must be named more often: places that they see are named again and again too.
    """
    if level not in _LEVELS:
        return None
    text = story.text
    least = _TWICE if _COMES.search(text) else _OFTEN
    away = regions_visiting(story) | regions_leading(story) | gone_to(story) | _turned_to(story)
    counts: dict[Region, tuple[int, int, int]] = {}
    for name, regions in _short_names():
        first = text.find(name)
        if first < 0:
            continue
        times = sum(_SIGHT.match(text, m.end()) is None for m in re.finditer(name, text))
        fitting = [r for r in regions if r.name.endswith(level) and fit(r, level) == r]
        grows = times < least and re.search(_OF_OUR_GROWTH.format(name), text) is not None
        if (times < least and not grows) or len(fitting) != 1 or any(inside(fitting[0], a) for a in away):
            continue
        counts[fitting[0]] = times, first, first + len(name)
    ranked = sorted(counts, key=lambda region: -counts[region][0])
    if not ranked or (len(ranked) > 1 and counts[ranked[0]][0] < _TWICE * counts[ranked[1]][0]):
        return None
    return Home(ranked[0], counts[ranked[0]][1:])


_OURS_TO: Final = re.compile("我[市县区旗][在向与和对同]$")


def _turned_to(story: Story) -> set[Region]:
    """The places to which ours is turned: 我市向崇州的支援表达感谢, 我市在崇干部."""
    text = story.text
    beside = (
        m for m in story.analysis.places.mentions
        if text[m.start - 1 : m.start] in _TURNED and _OURS_TO.search(text, max(0, m.start - 3), m.start)
    )  # fmt: skip
    return {region for mention in beside for region in story.regions(mention)}


def gone_to(story: Story) -> set[Region]:
    """The places in lists behind a verb of motion."""
    found: set[Region] = set()
    for sentence in story.sentences:
        for at, token in enumerate(sentence.tokens):
            if token.kind != "M" or token.item not in _GOES:
                continue
            for before, after in pairwise(sentence.tokens[at:]):
                if after.kind not in "Pc.F," or (after.kind == "." and after.item[:1] in "就围"):
                    break  # 赴甲市就…助推乙区建设调研: behind it stands what they go for
                if after.kind == "P":
                    firm = before.kind == "P"  # 到甲镇安徽某某公司: the province is in the name of a firm
                    found |= {r for r in story.regions(after.item) if not firm or r.level != "province"}
    return found
