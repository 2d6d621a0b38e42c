"""Names that look like regions but are none: a sign of fiction, of masks (XX县) or of a spelling nobody knows."""

from __future__ import annotations

import re
from typing import Final

from tashan.regions.gazetteer import gazetteer
from tashan.regions.mentions import PlaceMention

_LOOKS_LIKE: Final = re.compile(
    r"(?<![一-鿿])([一-鿿]{2,3})([省市县])(?=[委政长人党])|(?:[在到赴来抵自]|[、,。“])([一-鿿]{2})([省市县])(?=[委政长人党考调学,。、的]|$)"
)
_PLAIN: Final = frozenset(
    "全各我本该省市县区两三四五六七八九十级辖个些大小都城外内出入跨多诸同此一二他你这那每某邻周边原分超门股上下地方副常务友好百强组织"
    "建立实现采用着非而以主由使让给对向将于及和与并到在赴来去往有无是不为党政府当时任前后代新老"
)


def unknown_names(text: str, mentions: tuple[PlaceMention, ...]) -> tuple[tuple[int, int], ...]:
    """Give spans that end like a region and follow a boundary, but are no name in the table."""
    g = gazetteer()
    covered = [(mention.start, mention.end) for mention in mentions]
    found = []
    for match in _LOOKS_LIKE.finditer(text):
        stem = match.group(1) or match.group(3)
        start, end = (match.start(1), match.end(2)) if match.group(1) else (match.start(3), match.end(4))
        if set(stem) & _PLAIN or text[start:end] in g.index:
            continue
        if any(begin < end and start < stop for begin, stop in covered):
            continue
        found.append((start, end))
    return (*found, *_of_wrong_kind(text, mentions))


_OFFICE: Final = re.compile("[市县](?=副?[市县]?[委长政])")


def _of_wrong_kind(text: str, mentions: tuple[PlaceMention, ...]) -> list[tuple[int, int]]:
    """Give the known names with an ending that they never had (姑苏市副市长: there is a 姑苏区 only)."""
    known = gazetteer().index
    return [
        (mention.start, mention.end + 1)
        for mention in mentions
        if mention.form == "short"
        and _OFFICE.match(text, mention.end)
        and text[mention.start : mention.end + 1] not in known
    ]
