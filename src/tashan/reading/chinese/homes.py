"""What a home is, and what every finder of it asks: does a region fit 我市, who is a guest here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tashan.regions import Region
from tashan.regions.geometry import parent

if TYPE_CHECKING:
    from tashan.reading.chinese.story import Story
    from tashan.reading.chinese.tokens import Sentence, Token

_LEADS: Final = re.compile(r"N(?:[c,.]{1,2}N){0,4}(?:.?L|Y)")


@dataclass(frozen=True, slots=True)
class Home:
    """The home region, and where the text shows it (None if the caller said so)."""

    region: Region | None = None
    span: tuple[int, int] | None = None
    given: bool = False


def fit(region: Region | None, level: str) -> Region | None:
    """The region or its ancestor that can be called 我市 / 我省 …."""
    from tashan.reading.chinese.story import fits_level

    word = level if level in "省市县区州盟旗镇乡" else None
    while region is not None and not fits_level(region, word):
        region = parent(region)
    return region


def only_region(story: Story, mention: object) -> Region | None:
    """The one region that a mention can mean, or None."""
    found = story.regions(mention)
    return found[0] if len(found) == 1 else None


_HERE: Final = frozenset("来 前来 莅临 莅".split())  # whom our delegation invites comes to us
_LINK_OF_CHAIN: Final = re.compile(r".+?(?:自治区|特别行政区|省|自治州|地区|盟|市|县|区|旗|兵团)")


def last_link(name: str) -> str:
    """The last link of a full chain (浙江省金华市东阳市 → 东阳市)."""
    pieces = _LINK_OF_CHAIN.findall(name)
    return pieces[-1] if pieces else name


def regions_visiting(story: Story) -> set[Region]:
    """Regions whose delegation the text sends on a trip; where our own delegation travels, the regions it goes to."""
    found: set[Region] = set()
    if any(t.kind == "G" and t.item.own for s in story.sentences for t in s.tokens):
        for sentence in story.sentences:
            for token, after in zip(sentence.tokens, sentence.tokens[1:], strict=False):
                if token.kind == "M" and after.kind == "P" and token.item not in _HERE:
                    found |= set(story.regions(after.item))
        # A paper names the region of strangers only: those whose region stands there receive its delegation.
        return found or {r for p in story.known.values() if p.place is not None for r in story.regions(p.place)}
    for sentence in story.sentences:
        for token in sentence.tokens:
            if token.kind == "G":
                for place in token.item.places:
                    found |= set(story.regions(place))
    return found


def _leads(sentence: Sentence, token: Token) -> bool:
    return bool(_LEADS.match(sentence.skeleton, sentence.tokens.index(token)))


def regions_leading(story: Story) -> set[Region]:
    """Regions whose officials lead or go with a party."""
    return {
        region for sentence in story.sentences for token in sentence.tokens
        if token.kind == "N" and token.item.place is not None and _leads(sentence, token)
        for region in story.regions(token.item.place)
    }  # fmt: skip
