"""
Names clipped to one character: 来潍, 到丰 (大丰), and pairs of them (萧康两地).

A clip is read where a place of the document, or its home, begins with the character; where the first character of
that place is a common one (大丰, 新沂), its second counts too. Characters that hardly occur otherwise need no support.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from tashan.regions.abbreviations import CALLED_OTHERWISE, clip_firsts, clip_pattern, lone_firsts
from tashan.regions.divisions import Division
from tashan.regions.mentions import PlaceMention

COMMON_FIRST: Final = frozenset("大小新东西南北中上下")
"""Characters that many names begin with; such places are called by their second character."""

_PAIR_END: Final = re.compile(r"两[地市县区]|东西部协作|山海协作|对口[协支]|协作|结对|携手")
_PAIR_SIGNS: Final = ("协作", "结对", "携手", "对口协", "对口支", "两地", "两市", "两县", "两区")
_RARE: Final = frozenset("潍泸滁亳濮漯衢淄湛揭汕莞邯邢忻朔蚌芜莆漳菏襄荆郴娄肇梧钦渭")
"""First characters of prefectures that hardly occur in other words, so that 来潍 needs no further support."""


def called_by(name: str) -> set[str]:
    """
    Give the characters that a place may be clipped to.

    >>> sorted(called_by("潍坊")), sorted(called_by("大丰"))
    (['潍'], ['丰', '大'])
    """
    if len(name) > 1 and name[0] in COMMON_FIRST:
        return {name[0], name[1]}
    otherwise = CALLED_OTHERWISE.get(name[:2])
    return {name[0], otherwise} if otherwise else {name[0]}


def find_clips(
    text: str, names: Iterable[str], home: Division | None, is_free: Callable[[int, int], bool]
) -> list[PlaceMention]:
    """
    Find the clipped names of a text.

    Args:
        text: the scanned text.
        names: the places and organs that the text names; read only where the text has the frame of a clip.
        home: the division of the publisher.
        is_free: tells whether nothing was found yet between two offsets.
    """
    matches = list(clip_pattern().finditer(text))
    paired = any(sign in text for sign in _PAIR_SIGNS)
    if not matches and not paired:
        return []
    known: set[str] = set()
    for name in {*names}:
        known |= called_by(name)
    if home is not None:
        known |= called_by(home.short)
    firsts = clip_firsts()
    found = []
    for match in matches:
        start, end = match.start() + 1, match.end()
        char = text[start]
        alone = (match.group(1) is not None and char in firsts) or char in _RARE
        if char == "和" and text[start - 1] == "访":  # 走访和座谈
            continue
        if char not in known and (not alone or text[start - 1] in "在到"):
            continue
        if is_free(start, end):
            found.append(PlaceMention(start, end, char, "clip", ()))
    if paired and known:
        taken = {clip.start for clip in found}
        found.extend(pair for pair in _pairs(text, known, is_free) if taken.isdisjoint((pair.start, pair.start + 1)))
    return found


def _pairs(text: str, known: set[str], is_free: Callable[[int, int], bool]) -> list[PlaceMention]:
    """Find pairs of characters of two places of the text (萧康两地, 越马东西部协作)."""
    found = []
    for match in _PAIR_END.finditer(text):
        end = match.start()
        pair = text[max(0, end - 2) : end]
        if len(pair) == 2 and pair[0] != pair[1] and _are_clips(pair, known) and is_free(end - 2, end):
            found.append(PlaceMention(end - 2, end, pair, "clip", ()))
    return found


def _are_clips(pair: str, known: set[str]) -> bool:
    """Whether both characters stand for places of the text, or one does and only one prefecture begins with the other."""
    unknown = [char for char in pair if char not in known]
    return not unknown or (len(unknown) == 1 and unknown[0] in lone_firsts())
