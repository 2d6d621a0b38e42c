"""Whether two names tell of one meeting, and of which session of its series."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from tashan.reading.chinese.gatherings import SESSION_NUMBER, Gathering


def is_older(meeting: Gathering, found: list[Gathering]) -> bool:
    """A session of the series before the one that the text tells of."""
    if meeting.session is None or meeting.status != "done":
        return False
    series = series_of(meeting.name)
    return any(
        other.session is not None
        and other.session > meeting.session
        and other.status == "done"
        and other.sentence <= meeting.sentence
        and series_of(other.name) == series
        for other in found
    )


_NO_WORD: Final = re.compile(r"[\W_]+")


@lru_cache(maxsize=1_000)
def squeeze(name: str) -> str:
    """The letters of a name; each name is compared with all others."""
    return _NO_WORD.sub("", name)


@lru_cache(maxsize=1_000)
def series_of(name: str) -> str:
    """The letters of a name without the number of the session; 粤港合作联席会议 is also called 粤港联席会议."""
    return SESSION_NUMBER.sub("", squeeze(name)).replace("合作", "").replace("区域", "").replace("省会城市", "省会")


def merge(found: list[Gathering], meeting: Gathering) -> None:
    """The same meeting under a shorter or longer name is one record."""
    mine = series_of(meeting.name)
    for other in found:
        theirs = series_of(other.name)
        if meeting.session != other.session and meeting.session is not None and other.session is not None:
            continue
        if meeting.status != other.status and meeting.session != other.session:
            continue
        one, two = (series.removesuffix("议") if series.endswith("联席会议") else series for series in (mine, theirs))
        same = one in two or two in one or (mine[-9:] == theirs[-9:] and len(mine) > 8) or _in_short(mine, theirs)
        if not same or _other_sides(meeting, other):
            continue
        if meeting.session is None and other.session is not None and mine not in theirs:
            continue
        if len(squeeze(meeting.name)) > len(squeeze(other.name)):
            other.name, other.bare = meeting.name, meeting.bare
            if _in_short(mine, theirs):
                other.sentence, other.start, other.end = meeting.sentence, meeting.start, meeting.end
            other.participants = meeting.participants + [p for p in other.participants if p not in meeting.participants]
            other.session = other.session or meeting.session
            other.group = meeting.group or other.group
        other.place = other.place or meeting.place
        own_day = meeting.when.start and meeting.when.start == meeting.when.end and other.when.start != other.when.end
        if own_day or (not other.when.start and (meeting.when.start or meeting.when.stated)):
            other.when = meeting.when
        other.spans += meeting.spans
        return
    found.append(meeting)


def _in_short(one: str, two: str) -> bool:
    """Whether a name is the other one cut short, as headlines do: 泛珠会议 for 泛珠三角区域合作行政首长联席会议."""
    short, long = sorted((one, two), key=len)
    if not _SHORT <= len(short) <= _HEADLINE or len(long) < 2 * len(short):
        return False
    begins = long.find(short[:2])
    if not 0 <= begins <= _YEAR_BEFORE or short[-2:] != long[-2:]:
        return False
    rest = iter(long[begins:])
    return all(character in rest for character in short)


_SHORT: Final = 4
_HEADLINE: Final = 7
_YEAR_BEFORE: Final = 5  # 2023年…


def _other_sides(a: Gathering, b: Gathering) -> bool:
    """Whether two names carry two regions each, but not the same ones (甲·丙座谈会, 乙·丙座谈会)."""
    return len(a.participants) == len(b.participants) == _PAIR and set(a.participants) != set(b.participants)


_PAIR: Final = 2


def rebuild(meeting: Gathering, found: list[Gathering]) -> None:
    """“第4次会商会” after “…城市合作第3次市长会商会”: the series' name with the new number."""
    if not meeting.bare or meeting.session is None or len(meeting.name) > 12:
        return
    for other in found:
        if other is meeting or other.session is None or (other.bare and other.group is None and len(other.name) <= 12):
            continue
        if squeeze(other.name)[-2:] == squeeze(meeting.name)[-2:]:
            own, new = SESSION_NUMBER.search(other.name), SESSION_NUMBER.search(meeting.name)
            if own and new:
                meeting.name = other.name[: own.start()] + new.group() + other.name[own.end() :]
                meeting.rebuilt = True
                meeting.bare = False
                meeting.group = other.group
                meeting.participants = []
                return
