"""When two papers that a report tells are one."""

from __future__ import annotations

import re
from typing import Final

from tashan.reading.chinese.agreements_otherwise import PAIR
from tashan.reading.chinese.papers import Pact
from tashan.reading.chinese.signatory_names import tops
from tashan.records import Organ
from tashan.regions import Region
from tashan.regions.geometry import contains


def keep(found: list[Pact], pact: Pact) -> None:
    """The same paper told twice is one."""
    if pact.among:  # a caption told of them just before without saying who signs
        found[:] = [p for p in found if p.among or p.title != pact.title or pact.sentence - p.sentence > _NEAR]
    for other in found:
        if pact.among and other.among and {_who(p) for p in pact.parties} != {_who(p) for p in other.parties}:
            continue
        if pact.title and other.title and _one_paper(pact, other):
            if len(other.parties) < len(pact.parties) or _nearer(pact, other):
                other.parties = pact.parties
            if len(pact.title) > len(other.title):
                other.title, other.span = pact.title, pact.span
            if not other.when.start:
                other.when = pact.when
            other.background = other.background and pact.background
            return
        if (
            pact.title is None
            and other.title is None
            and pact.friendship == other.friendship
            and {_who(p) for p in pact.parties} == {_who(p) for p in other.parties}
        ):
            return
    found.append(pact)


def _one_paper(a: Pact, b: Pact) -> bool:
    """Whether two titles are of one paper: alike, or one the short name that a report gives the other (镇江协议)."""
    if _same(a.title or "", b.title or ""):
        return not _disjoint(a, b)
    if a.parties and b.parties and {_who(p) for p in a.parties} != {_who(p) for p in b.parties}:
        return False
    short, long = sorted((x.title or "" for x in (a, b)), key=len)
    return f"({_KIND_OF_PAPER.sub('', short)})" in long


def _who(party: Region | Organ) -> str:
    """A signatory, however fully its name is written (衡阳市石鼓区工商联, 石鼓区工商联)."""
    if isinstance(party, Region) or party.region is None:
        return party.name
    return party.region.name + party.name[-3:]


def _nearer(a: Pact, b: Pact) -> bool:
    """Whether as many sign the first, and one of them lies in one who signs the second (渝中区 for 重庆市)."""
    if len(a.parties) != len(b.parties):
        return False
    one, two = ([p for p in x.parties if isinstance(p, Region)] for x in (a, b))
    return any(contains(upper, p) for p in one for upper in two)


def _disjoint(a: Pact, b: Pact) -> bool:
    """Whether two papers of one name have quite different signatories."""
    if all(isinstance(p, Organ) for x in (a, b) for p in x.parties):
        return not {_who(p) for p in a.parties} & {_who(p) for p in b.parties}
    one, two = ({n for p in x.parties for n in _names(p)} for x in (a, b))
    return bool(one and two) and not one & two


def _names(party: Region | Organ) -> tuple[str, ...]:
    """The name of a signatory, and of the region that an organ signs for."""
    return (party.name,) if isinstance(party, Region) or party.region is None else (party.name, party.region.name)


_KIND_OF_PAPER: Final = re.compile(r"[\W_]+|协议书?|备忘录")


def _same(a: str, b: str) -> bool:
    a, b = (_KIND_OF_PAPER.sub("", x) for x in (a, b))
    return a == b or (min(len(a), len(b)) >= 4 and (a in b or b in a))


_NEAR: Final = 2


def told_by(pact: Pact, found: list[Pact]) -> bool:
    """Whether a paper told otherwise is one that a verb of signing has told; its day is that one's if that has none."""
    names = {p.name for p in pact.parties}
    for told in found:
        if (
            tops(told.parties)
            and {q.name for q in told.parties} >= names
            and (
                not pact.title
                or not told.title
                or told.title == pact.title
                or (abs(told.sentence - pact.sentence) <= _NEAR and not told.background)
            )
        ):
            if not told.when.start and told.status == pact.status:
                told.when = pact.when
            return True
    return False


def each_once(found: list[Pact]) -> list[Pact]:
    """The papers without those that are another reading, a count, or a shorter mention of others."""
    found = [p for p in found if not any(_of_parts(q, p) for q in found)]
    found = [p for p in found if not (p.spoken_of and any(_told_of(q, p) for q in found))]
    named = [p for p in found if p.title]
    kept = [p for p in found if not (p.counted and 2 * len(named) >= p.counted)]
    kept = [p for p in kept if not any(_in_short(p, q) for q in named)]
    kept = [p for p in kept if not (p.friendship and any(_bonds(q, p) for q in named))]
    return [p for p in kept if p.title or p.friendship or p.counted or not _mentioned(p, found)]


def _told_of(told: Pact, spoken: Pact) -> bool:
    """Whether 两地签订的…协议 is about a paper that the text has told its parties to sign."""
    same = {_who(p) for p in told.parties} == {_who(p) for p in spoken.parties}
    return same and told is not spoken and not told.spoken_of and told.sentence <= spoken.sentence


_KINDS: Final = frozenset("帮扶 结对 结对帮扶 合作框架 战略合作 共建 友好".split())


def _in_short(pact: Pact, named: Pact) -> bool:
    """Whether a title that only tells the kind is of a paper with a fuller one (帮扶协议, 东西部协作帮扶框架协议)."""
    kind, whole = (_KIND_OF_PAPER.sub("", p.title or "") for p in (pact, named))
    told = kind in _KINDS and kind in whole and kind != whole
    return told and {_who(p) for p in pact.parties} == {_who(p) for p in named.parties}


_BOND: Final = re.compile(r"友好|结好|姐妹|姊妹|兄弟|友城|缔结")


def _bonds(named: Pact, bond: Pact) -> bool:
    """Whether a paper is the one by which its parties become friends (友好城市关系协议书 and 结为友好城市)."""
    return bool(_BOND.search(named.title or "")) and {_who(p) for p in named.parties} == {_who(p) for p in bond.parties}


def _mentioned(pact: Pact, found: list[Pact]) -> bool:
    """Whether an unnamed paper is one that the same or their towns have just signed by name."""
    names = {r.name for r in pact.parties}
    if any(_towns_of(q, pact) for q in found if q.title):
        return True
    return any(
        {r.name for r in q.parties} == names and abs(q.sentence - pact.sentence) <= _NEAR
        for q in found
        if q.title or q.friendship
    )


def _of_parts(near: Pact, wide: Pact) -> bool:
    """Whether a paper of two towns is what another reading of its sentence gives to their counties."""
    if near is wide or near.title != wide.title or near.sentence != wide.sentence or not wide.parties:
        return False
    regions = [p for p in wide.parties if isinstance(p, Region)]
    inner = [p for p in near.parties if isinstance(p, Region) and p.level == "township"]
    return (
        bool(inner) and all(any(contains(r, p) for r in regions) for p in inner) and set(near.parties) != set(regions)
    )


def _towns_of(near: Pact, wide: Pact) -> bool:
    """Whether towns of just those who sign the second have signed the first before."""
    if near.sentence >= wide.sentence:
        return False
    regions = [p for p in wide.parties if isinstance(p, Region)]
    towns = [p for p in near.parties if isinstance(p, Region) and p.level == "township"]
    return len(towns) == len(regions) == PAIR and all(any(contains(r, t) for t in towns) for r in regions)
