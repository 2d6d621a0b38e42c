"""Where the guests of the text are received: partners, arrivals, receivers, lessons and thanks."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from tashan.reading.chinese.homes import Home, fit, only_region, regions_leading, regions_visiting
from tashan.reading.chinese.trips import inside
from tashan.regions import Region
from tashan.regions.geometry import contains

if TYPE_CHECKING:
    from tashan.reading.chinese.story import Story
    from tashan.reading.chinese.tokens import Sentence

_COMES: Final = re.compile(
    r"(?:来|到|赴|莅|抵|莅临|抵达|走进|[到来]访|访问|造访|做客)我[省市县区州盟旗]|(?<![\u4e00-\u9fff])我[省市县区州盟旗](?:接待|迎来|迎接)"
)
_ITS_LESSON: Final = re.compile(
    "[市县区]?(?:的(?:所见所闻|真诚|热情|(?:发展)?变化|(?:好|先进|成功|宝贵)的?(?:做法|经验|理念))|(?:先进|成功|宝贵)的?(?:做法|经验|理念))"
)
_THANKED: Final = re.compile("(?:感谢|对)$")
_FOR_HELP: Final = re.compile("[^,。;]{0,14}(?:帮扶|支持|帮助|关心|支援|接待)")
_OURS: Final = re.compile(r"我[省市县区州盟旗]")
_HERE: Final = frozenset("来 前来 莅临 莅".split())
_LESSON: Final = re.compile(r"(?:学习|借鉴)$")
_JOINT: Final = re.compile(r"协作|合作|对口|结对|挂钩|交流|帮扶|支援|友好|联席|座谈|对接")


def by_partner(story: Story, level: str) -> Home | None:
    """Beside the visitor in the name of a joint event or of a pairing stands the home region."""
    visiting = regions_visiting(story) or regions_leading(story)
    if not visiting:
        return None
    mentions = story.analysis.places.mentions
    options: dict[Region, tuple[int, int]] = {}
    if any(t.kind == "G" and t.item.own for s in story.sentences for t in s.tokens):
        for left, right in itertools.pairwise(mentions):
            if story.text[left.end : right.start] == "与" and {left.form, right.form} <= {"full", "short"}:
                _note(options, (*story.regions(left), *story.regions(right)), visiting, level, (left.start, right.end))
        if len(options) == 1:  # our delegation's secretary says: 甲与乙同为名城
            region, span = next(iter(options.items()))
            return Home(region, span)
        options.clear()
    for mention in mentions:
        if len(mention.surface) == 2 or mention.form == "group":
            regions = story.regions(mention)
            if len(regions) == 2 and _JOINT.match(story.text, mention.end):
                _note(options, regions, visiting, level, (mention.start, mention.end))
    for left, right in itertools.pairwise(mentions):
        gap = story.text[left.end : right.start]
        if gap in ("", "·", "-", "—", "——", "与", "和", "、") and _JOINT.search(story.text, right.end, right.end + 14):
            pair = (*story.regions(left), *story.regions(right))
            _note(options, pair, visiting, level, (left.start, right.end))
    if len(options) == 1:
        region, span = next(iter(options.items()))
        return Home(region, span)
    return None


def by_arrival(story: Story, level: str) -> Home | None:
    """The headline says where the guests went whom the text lets come to 我市 (普陀客人来扶余 … 来我市)."""
    options: dict[Region, tuple[int, int]] = {}
    to_us = _COMES.search(story.text) is not None
    if not to_us and not _OURS.search(story.text):
        return None
    for sentence in story.sentences:
        for at, token in enumerate(sentence.tokens[:-1]):
            after = sentence.tokens[at + 1]
            if token.kind == "M" and not to_us and token.item not in _HERE:
                continue  # who writes that guests come is at home there
            if token.kind != "M" or after.kind != "P":
                continue
            if not any(t.kind in "GN" for t in sentence.tokens[:at]) and not _THIS_TIME.search(
                story.text, max(0, token.start - 4), token.start
            ):
                continue
            region = only_region(story, after.item)
            if region is not None and fit(region, level) == region and region not in regions_visiting(story):
                options[region] = (token.start, after.end)
    if len(options) == 1:
        region, span = next(iter(options.items()))
        return Home(region, span)
    return None


_THIS_TIME: Final = re.compile("(?:此次|这次|本次|此行|有幸)$")
_RECEIVED: Final = re.compile(r"(?:市|省)?(?:会见|接见|接待|迎接|与[^,。;]{0,20}座谈)了?")


def by_reception(story: Story, level: str) -> Home | None:
    """The guests of 我省 are received in a city of the province that the text names."""
    if level != "省" or not _COMES.search(story.text):
        return None
    for mention in story.analysis.places.mentions:
        if story.text[mention.start - 1 : mention.start] != "在" or not _RECEIVED.match(story.text, mention.end):
            continue
        region = fit(only_region(story, mention), level)
        if region is not None and story.weights[region] and region not in regions_visiting(story):
            return Home(region, (mention.start - 1, mention.end))
    return None


def by_receivers(story: Story, level: str) -> Home | None:
    """Those who accompany the guests that come to 我市 hold office there."""
    if not _COMES.search(story.text):
        return None
    options: dict[Region, tuple[int, int]] = {}
    for sentence in story.sentences:
        if "V" in sentence.skeleton:
            options |= _welcoming(story, sentence, level)
        if "R" not in sentence.skeleton and "A" not in sentence.skeleton:
            continue
        for token in sentence.tokens:
            if token.kind == "N" and token.item.place is not None:
                region = only_region(story, token.item.place)
                if region is not None and fit(region, level) == region and region not in regions_visiting(story):
                    options.setdefault(region, (token.start, token.end))
    leading = regions_leading(story)
    options = {r: span for r, span in options.items() if r not in leading}
    if len(options) == 1:
        region, span = next(iter(options.items()))
        return Home(_city_of(story, region, level) or region, span)
    return None


_GOVERNS: Final = re.compile(r"[市县区省州旗]?(?:委|人民政府|政府)")


def _welcoming(story: Story, sentence: Sentence, level: str) -> dict[Region, tuple[int, int]]:
    """甲市委、市政府对代表团的到来表示欢迎: the regions whose committee or government welcomes the guests."""
    away = regions_visiting(story)
    found: dict[Region, tuple[int, int]] = {}
    for token in sentence.tokens:
        if token.kind == "V":
            break
        if token.kind == "P" and _GOVERNS.match(story.text, token.end):
            region = only_region(story, token.item)
            if region is not None and fit(region, level) == region and region not in away:
                found.setdefault(region, (token.start, token.end))
    return found


_ESCORT: Final = re.compile(r"陪同下,?[^,。;]{0,4}(?:来|到|赴|莅临)我市")


def _city_of(story: Story, prefecture: Region, level: str) -> Region | None:
    """在丙市领导陪同下到我市: the city of that prefecture that the text names again and again, not the prefecture."""
    if prefecture.level != "prefecture" or not _ESCORT.search(story.text):
        return None
    cities = [
        r for r, times in story.weights.items()
        if times > 1 and r.level == "county" and fit(r, level) == r and contains(prefecture, r)
    ]  # fmt: skip
    return cities[0] if len(cities) == 1 else None


def by_lesson(story: Story, level: str) -> Home | None:
    """The guests of 我县 say whose experience they take home, or whom they thank (充分借鉴某县好的经验)."""
    if not _COMES.search(story.text):
        return None
    options: dict[Region, tuple[int, int]] = {}
    away = regions_visiting(story) | regions_leading(story)
    for mention in story.analysis.places.mentions:
        thanked = _THANKED.search(story.text, max(0, mention.start - 2), mention.start)
        if (
            _LESSON.search(story.text, max(0, mention.start - 4), mention.start)
            or _ITS_LESSON.match(story.text, mention.end)
            or (thanked and _FOR_HELP.match(story.text, mention.end))
        ):
            region = only_region(story, mention)
            if region is not None and fit(region, level) == region and not any(inside(region, r) for r in away):
                options.setdefault(region, (mention.start, mention.end))
    return Home(*next(iter(options.items()))) if len(options) == 1 else None


_COMES_TO_US: Final = re.compile(r"[来到赴莅抵]我")
_GUEST: Final = re.compile(r"[\u4e00-\u9fff]{2,16}[来到赴莅抵]我")  # 甲县执法局来我局学习: they are not at home here


_SIGHT: Final = re.compile(r"[\u4e00-\u9fff]{1,10}?(?:馆|公司|园|村|基地|中心|项目)")


def _is_sight(text: str, start: int, end: int) -> bool:
    """考察了甲市规划展馆、…: the place in the name of what guests of the city around it look at."""
    return text[start - 1 : start] in ("了", "、", "到") and _SIGHT.match(text, end) is not None


def by_other(story: Story, level: str) -> Home | None:
    """The only region of that level named in full beside the one whose guests come."""
    if not _COMES_TO_US.search(story.text):
        return None
    visiting = regions_visiting(story) | regions_leading(story)
    options = {
        r for m in story.analysis.places.mentions
        if m.form == "full" and not _GUEST.match(story.text, m.end) and not _is_sight(story.text, m.start, m.end)
        for r in story.regions(m)
        if fit(r, level) == r and r.level != "township" and not any(r == v or v.name.startswith(r.name) or r.name.startswith(v.name) for v in visiting)
    }  # fmt: skip
    return Home(options.pop(), None) if len(options) == 1 else None


def _note(
    options: dict[Region, tuple[int, int]],
    pair: tuple[Region, ...],
    visiting: set[Region],
    level: str,
    span: tuple[int, int],
) -> None:
    if len(pair) != 2:
        return
    for mine, other in (pair, pair[::-1]):
        if any(other == v or other.name in v.name or v.name in other.name for v in visiting):
            fitted = fit(mine, level)
            if fitted is not None and fitted not in visiting:
                options.setdefault(fitted, span)
