"""What one sentence says of one body: its name, its regions, when it was founded, the words that prove it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tashan.reading._bodies_names import CUE, NOUN, NOUNS, RUN, level_by_name, name_before, runs
from tashan.records import Actor

if TYPE_CHECKING:
    from tashan.reading.source import Analysis
    from tashan.records import Region


@dataclass(frozen=True, slots=True)
class Count:
    """A number of members, the year it holds for, and where it stands."""

    year: str | None
    number: int
    span: tuple[int, int]


@dataclass(slots=True)
class Found:
    """
    What one sentence says of one body.

    Attributes:
        pieces: where its name stands in the normal text; more than one where the text names its parts apart.
        span: the words that prove it.
        level: and whether the text itself says so (`level_stated`) or the kind of body does.
        counts: numbers of members with the year they are for and the offsets of the words, earliest first.
    """

    pieces: tuple[tuple[int, int], ...]
    span: tuple[int, int]
    level: str | None = None
    level_stated: bool = False
    members: tuple[Region, ...] = ()
    actors: tuple[Actor, ...] = ()
    counts: tuple[Count, ...] = ()
    founded: str | None = None


_WHOLE_CLUSTER = re.compile("京津冀|长三角|粤港澳|长株潭|川渝|成渝|湘鄂赣")
_RIVER = re.compile("(?:黄河|淮河|珠江|长江|汉江|赤水河)流域|长江中[上下]?游|淮海经济区|中原经济区")
_FOUNDERS = re.compile(
    r"(?P<n>\d+)[余多]?[个家座地](?!月|年|国家(?!级|高)|亿|项)[^,。;\d发商拟]{0,12}?(?:共同|联合|携手)?(?:发起|组建|成立|组成)"
)
_MERGED = re.compile("合并为|整合为|升格为|更名为|改组为")
_ADVERB = 6
_GENERIC = re.compile(
    "^(?:跨?区域|一体化|合作|协调|推进|专门|相关|有关|各级|各地|各类|市长|多层次|不同层级|长效|高效|城市)*(?:"
    + "|".join(NOUNS)
    + ")$"
)
ITEM = re.compile(r"[^、]+")


def ended(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The body's name inside a stretch after its verb: up to the end of the last noun."""
    run = RUN.match(text[start:end])
    if run is not None:
        return name_before(text, start, start + run.end())
    last = max((at.end() for at in NOUN.finditer(text, start, end)), default=None)
    return (
        name_before(text, start, last)
        if last is not None and ("“" in text[start:last] or "(" in text[start:last])
        else None
    )


def suits(analysis: Analysis, name: tuple[int, int], start: int, end: int) -> bool:
    """Whether a body joins several regions: by its name, its sentence, or two regions named there."""
    text = analysis.text
    label = text[slice(*name)]
    if _GENERIC.match(label):
        return False
    if CUE.search(label) or interregional(text, start, end):
        return True
    return len({region.name for region in regions_in(analysis, start, end)}) > 1


def interregional(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text speaks of several regions."""
    return CUE.search(text, start, end) is not None


def told_of(
    analysis: Analysis, name: tuple[int, int], start: int, end: int, verb: int, *, prefix: bool = False
) -> Found:
    """What a sentence says of the body that stands at a name, with the verb that founds it."""
    text = analysis.text
    label = text[slice(*name)]
    pieces: tuple[tuple[int, int], ...] = (name,)
    clause = max(text.rfind(mark, start, min(verb, name[0])) for mark in ",:") + 1 or start
    subject = () if _MERGED.match(text, verb) else _founding(analysis, clause, min(verb, name[0]))
    if not subject and not _MERGED.match(text, verb) and min(verb, name[0]) - clause <= _ADVERB and clause > start:
        before = max(text.rfind(mark, start, clause - 1) for mark in ",:;") + 1 or start
        subject = _acting(analysis, before, clause)  # 甲县联合乙县,共同成立
    subject = innermost(subject)
    if prefix and not CUE.search(label):
        cluster = _WHOLE_CLUSTER.search(text, start, verb) or _RIVER.match(text, clause, verb)
        pieces = (cluster.span(), name) if cluster else pieces
    left = max(start, min(verb, name[0]) - 60)
    while left < name[0] and text[left] in ",;、 ”)":
        left += 1
    span = (left, min(end, max(name[1], verb) + 60))
    return Found(
        pieces,
        span,
        level_by_name(label),
        members=subject if len(subject) > 1 else (),
        founded=_date(analysis, start, max(verb, name[0])),
        counts=_founders(text, clause, min(verb, name[0]) + 4),
    )


def _founders(text: str, start: int, end: int) -> tuple[Count, ...]:
    """How many founded it: 19个市州成立旅游联盟."""
    match = _FOUNDERS.search(text, start, end)
    return (Count(None, int(match.group("n")), match.span("n")),) if match is not None else ()


def _acting(analysis: Analysis, start: int, end: int) -> tuple[Region, ...]:
    """The regions that do something in a clause: no whole cluster by its name, and not where something is held."""
    found: dict[str, Region] = {}
    for mention in analysis.between(analysis.places.mentions, start, end):
        if mention.form == "group" or analysis.text[mention.start - 1 : mention.start] in ("在", "于"):
            continue
        for region in analysis.regions(mention):
            found.setdefault(region.name, region)
    return tuple(found.values())


def _founding(analysis: Analysis, start: int, end: int) -> tuple[Region, ...]:
    """The regions before the verb; none of a cluster that is only the name of another body (长三角城市协调会前身是…)."""
    text = analysis.text
    found: dict[str, Region] = {}
    for mention in analysis.between(analysis.places.mentions, start, end):
        if (
            mention.form == "group"
            and (noun := NOUN.search(text, mention.start, mention.end + _BODY_REACH)) is not None
        ) and not _MARK.search(text, mention.end, noun.start()):
            continue
        for region in analysis.regions(mention):
            found.setdefault(region.name, region)
    return tuple(found.values())


_BODY_REACH = 14
_MARK = re.compile("[,。;:、]")


def innermost(regions: tuple[Region, ...]) -> tuple[Region, ...]:
    """The regions without those that only say where others lie (湖北省宜昌市, 荆州市 and not 湖北省)."""
    return tuple(r for r in regions if not any(o is not r and o.name.startswith(r.name) for o in regions))


def _date(analysis: Analysis, start: int, verb: int) -> str | None:
    """When: the last time named before the verb in its sentence."""
    times = analysis.between(analysis.times, start, verb)
    for time in reversed(times):
        resolved = analysis.dating.resolve(time)
        if resolved.start:
            return resolved.start
    return None


def regions_in(analysis: Analysis, start: int, end: int) -> tuple[Region, ...]:
    """The regions named in a stretch of text, each once."""
    found: dict[str, Region] = {}
    for mention in analysis.between(analysis.places.mentions, start, end):
        for region in analysis.regions(mention):
            found.setdefault(region.name, region)
    return tuple(found.values())


def last_name(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The body named last before a place in its sentence."""
    last = None
    for run in runs(text, start, end):
        name = name_before(text, run.start(), run.end())
        if name and text[slice(*name)] not in NOUNS:
            last = name
    return last
