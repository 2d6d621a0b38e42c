"""
Find the places that a text names, in order, and say on request which regions they are.

`find_places` only scans; `Places.regions` resolves one mention with the help of its chain (江苏省昆山市), the list it
stands in (潮州、汕头、揭阳、梅州四市), the other places of the document, the document's date and its home.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from tashan.regions.gazetteer import BLOCKER, GROUP, ORGAN, gazetteer
from tashan.regions.mentions import PlaceMention
from tashan.regions.region import Region
from tashan.regions.resolve import Resolver
from tashan.regions.scanner import scan
from tashan.regions.unknown import unknown_names

__all__ = ["PlaceMention", "Places", "find_places", "resolve_home"]


def find_places(text: str, *, language: str = "zh", date: str | None = None, home: Region | None = None) -> Places:
    """
    Find all places in a text.

    Args:
        text: in the normal form of reading (Simplified characters) or English.
        language: "zh…" or "en…"; in English texts both alphabets are searched.
        date: date of the document (YYYY, YYYY-MM or YYYY-MM-DD) where known; names are resolved as valid then.
        home: the region of the publisher, which clipped names (来潍) are tried on first.
    """
    if not language.startswith("en"):
        return Places(text, scan(text, home), date, home)
    mentions, organs = _english(text)
    if not text.isascii():
        more, others = scan(text, home)
        mentions += [m for m in more if not any(e.start < m.end and m.start < e.end for e in mentions)]
        mentions.sort(key=lambda mention: mention.start)
        organs += others
    return Places(text, (mentions, organs), date, home)


def _english(text: str) -> tuple[list[PlaceMention], list[PlaceMention]]:
    """Give the mentions of an English text and the organisations that are only named after a place."""
    from tashan.regions.english import scan_english

    chains, organs = scan_english(text)
    mentions = []
    for links, end, form in chains:
        start = min(link[1] for link in links)
        mentions.append(PlaceMention(start, end, text[start:end], form, tuple(links)))
    return mentions, [PlaceMention(start, end, text[start:end], "english", ()) for start, end in organs]


class Places:
    """
    One document's places.

    Attributes:
        mentions: all places, without overlaps, in order of the text.
        organs: organisations and things that are only named after a place (厦门大学, 南京路), not in `mentions`.
    """

    def __init__(
        self, text: str, found: tuple[list[PlaceMention], list[PlaceMention]], date: str | None, home: Region | None
    ) -> None:
        self.text = text
        self.mentions: tuple[PlaceMention, ...] = tuple(found[0])
        self.organs: tuple[PlaceMention, ...] = tuple(found[1])
        self.date = date
        self.home = home
        self._resolver: Resolver | None = None

    def regions(self, mention: PlaceMention) -> tuple[Region, ...]:
        """Give the region a mention names; several for a group or a run (沪黔); none where unknown or ambiguous."""
        return self._resolve().regions(mention)

    def problem(self, mention: PlaceMention) -> str | None:
        """Say why a mention has no region, or None."""
        return self._resolve().problem(mention)

    def is_ambiguous(self, mention: PlaceMention) -> bool:
        """Tell whether a mention may be one of several regions and nothing in the text decides."""
        return len(self._resolve().options(mention)) > 1

    def options(self, mention: PlaceMention) -> tuple[Region, ...]:
        """List the regions an ambiguous mention may be; empty where it is resolved."""
        return self._resolve().options(mention)

    @property
    def unknown(self) -> tuple[tuple[int, int], ...]:
        """Give the spans that look like a region by their ending but stand in no list (汉东省, 青北市)."""
        return unknown_names(self.text, self.mentions)

    def _resolve(self) -> Resolver:
        if self._resolver is None:
            self._resolver = Resolver(self.text, self.mentions, self.organs, self.date, self.home)
        return self._resolver


@lru_cache(maxsize=4096)
def resolve_home(name: str) -> Region | None:
    """
    Give the region that a name stands for by itself, or None where it is not clear.

    Args:
        name: a region (宁国市, 安徽省宣城市宁国市, Haidong) or a publisher named after one (福州日报).
    """
    places = find_places(name, language="en" if name.isascii() else "zh")
    found: Region | None = None
    for mention in sorted((*places.mentions, *places.organs), key=lambda mention: mention.start):
        regions = places.regions(mention)
        if len(regions) == 1 and (found is None or regions[0].name.startswith(found.name)):
            found = regions[0]
    return found or _named_after(name)


_PUBLISHER: Final = re.compile(
    r"^(?:今日|每日|中国|掌上|魅力|爱|微|看|平安)?([\u4e00-\u9fff]{2,6}?)(?=网|报|发布|融媒|在线|论坛|新闻|政|宣传|资讯|党|之窗|电视|广播|广电|"
    r"日报|人大|人民|法院|检察|教育|文[旅化体]|[\u4e00-\u9fff]{1,6}局|[\u4e00-\u9fff]{1,5}[办委部会院]|官方|微|生活|客户端|通讯|$)"
)


def _named_after(name: str) -> Region | None:
    """Take the place at the head of a publisher's or office's name, though the place is otherwise an ordinary word."""
    g = gazetteer()
    match = _PUBLISHER.match(name)
    if match is None:
        return None
    for begin in {match.start(1), 0}:
        if any(
            g.kinds[index] == BLOCKER and start == begin
            for index, start, _ in g.automaton.find_matches_as_indexes(name)
        ):
            return None
    for length in range(6, 1, -1):
        stem = name[match.start(1) : match.start(1) + length]
        position = g.index.get(stem)
        if position is None or g.kinds[position] in (BLOCKER, ORGAN, GROUP) or len(name) == length:
            continue
        start = match.start(1)
        mention = PlaceMention(start, start + len(stem), stem, "short", ((position, start, start + len(stem)),))
        regions = Places(name, ([mention], []), None, None).regions(mention)
        return regions[0] if len(regions) == 1 else None
    return None
