"""Where the firms, farms and offices lie that guests go through one by one (先后考察了深圳某公司、东莞某厂)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tashan.regions.geometry import contains, parent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tashan.reading.chinese.story import Story
    from tashan.regions import Region

_GOES_THROUGH: Final = re.compile(
    r"(?:(?:先后|分别|实地|一行|还|依次)[^,。;、]{0,6}?)(?:考察|走访|参观|观摩|调研|前往|深入|来到|走进|拜访|到|赴|察看|看)(?:学习)?了?(?:位于|在)?"
)
_PARTS: Final = re.compile(r"[、,]|以及|[和与及]")
_LIST_ENDS: Final = re.compile("[。;\n]|等(?:[^,。;、]{0,12}[,。;]|地)")
_FURTHER: Final = 2


def stops(story: Story, number: int, *, further: int = _FURTHER) -> list[Region]:
    """
    Cities and counties of what is gone through one by one, in the sentence of that number and a few more.

    A province stands among them where what is gone through is named after the province itself.
    """
    found: dict[Region, None] = {}
    source = story.analysis.source.sentences
    for start, end in source[number : number + 1 + further]:
        for match in _GOES_THROUGH.finditer(story.text, start, end):
            for at in _items(story.text, match.end(), end):
                region = lies_in(story, at)
                if region is not None and not (
                    region.level != "province" and any(contains(region, known) for known in found)
                ):
                    found[region] = None  # a city named behind one of its counties is where that county lies
    return list(found)


_HERE: Final = re.compile(r"[\s“]*(?:(?:代表|考察|调研|访问|参访|学习)+[团组队](?:一行)?|一行)?在(?=[\u4e00-\u9fff])")
_THEN_THERE: Final = re.compile(
    r"[,;](?:并|还|又|随后)?在(?=[\u4e00-\u9fff]{2,12}(?:深入|实地|考察|察看|走访|参观|调研))"
)


def scenes(story: Story, number: int, *, further: int = _FURTHER) -> list[Region]:
    """Cities and counties in which the next sentences begin (在甲县某村,双方…)."""
    found: dict[Region, None] = {}
    for start, end in story.analysis.source.sentences[number + 1 : number + 1 + further]:
        here = _HERE.match(story.text, start, end)
        region = lies_in(story, here.end()) if here else None
        if region is None:
            continue
        found[region] = None
        for then in _THEN_THERE.finditer(story.text, start, end):
            region = lies_in(story, then.end())
            if region is not None:
                found[region] = None
    return list(found)


def _items(text: str, start: int, end: int) -> Iterator[int]:
    """Where the items of a list begin."""
    limit = _LIST_ENDS.search(text, start, end)
    end = limit.start() if limit else end
    yield start
    for match in _PARTS.finditer(text, start, end):
        yield match.end()


def lies_in(story: Story, at: int) -> Region | None:
    """The city or county with which the name of a place, a firm or an office begins that stands at an offset."""
    places = story.analysis.places
    mention = next(
        (m for m in (*places.mentions, *places.organs) if m.start == at and m.form in ("full", "short")), None
    )
    found = story.regions(mention) if mention is not None else ()
    region: Region | None = found[0] if len(found) == 1 else None
    while region is not None and region.level in ("township", "zone"):
        region = parent(region)
    return region if region is not None and region.level in ("province", "prefecture", "county") else None
