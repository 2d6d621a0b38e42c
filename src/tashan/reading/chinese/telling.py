"""The state of telling: the trips told so far, and what waits to be completed by a later sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any, Final

from tashan.reading._once import once
from tashan.reading.chinese.short_names import gone_to
from tashan.reading.chinese.story import Story
from tashan.reading.chinese.tokens import Person, Sentence
from tashan.reading.chinese.trips import Trip
from tashan.records import Problem
from tashan.regions import Region

UNKNOWN: Final = Region(None, "?", "other")


@dataclass(slots=True)
class Mission:
    """Who travels, as one sentence tells it."""

    at: int  # token index
    start: int
    end: int
    places: list[Any] = field(default_factory=list)
    own: bool = False
    level: str | None = None
    modifiers: str = ""
    leaders: list[Person] = field(default_factory=list)
    named: bool = False
    party: bool = False  # 一行 without a delegation
    joint: bool = False  # one delegation formed by several regions

    def again(self, at: int, start: int, end: int) -> Mission:
        """The same travellers, named once more by a later sentence."""
        return replace(self, at=at, start=start, end=end, joint=False)


@dataclass(slots=True)
class Destination:
    """Where to, as one sentence tells it."""

    at: int
    start: int
    end: int
    regions: list[Region] = field(default_factory=list)
    weak: list[Region] = field(default_factory=list)
    verb: str = ""
    purpose: bool = False
    before: bool = False  # 来闽考察的…: the traveller stands behind
    stay: bool = False
    mentions: list[Any] = field(default_factory=list)


_FROM_ABROAD: Final = re.compile("中外(?:嘉宾|媒体|记者|专家)|个国家(?:及|和)地区|外国驻|领团|驻华使节|外交使节")
_TWO_PROVINCES: Final = re.compile("两省(?!一市)")


_TOWARD: Final = frozenset("赴到访来抵往")
_SIGHT: Final = frozenset("湖寺庙塔阁亭")


class Telling:
    """The state of telling: the trips told so far, and what waits to be completed by a later sentence."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.text = story.text
        self.trips: list[Trip] = []
        self.current: Trip | None = None
        self.governing: Any | None = None
        self.governed = 0
        self.pending: tuple[Mission, Sentence] | None = None
        self.topic: Person | None = None
        self.heading: Region | None = None
        self.captioned: set[Region] = set()  # where pictures were taken
        self.written: set[Region] = set()  # where the text itself says that somebody went
        self.strangers = False  # guests from abroad, or whom an association of firms or fellow townsmen brings
        self.orphans: list[tuple[Mission, Sentence]] = []
        self.unnamed: list[tuple[Mission, Sentence, Destination]] = []  # who came to a 我市 that nobody names

    @once
    def from_abroad(self) -> bool:
        """Whether the text tells of guests from abroad."""
        return _FROM_ABROAD.search(self.text) is not None

    @once
    def with_pronouns(self) -> bool:
        """Whether the text says 他 or 她 at all."""
        return "他" in self.text or "她" in self.text

    @once
    def two_provinces(self) -> bool:
        """Whether the text speaks of two provinces."""
        return _TWO_PROVINCES.search(self.text) is not None

    @once
    def pairs(self) -> tuple[tuple[Region, ...], ...]:
        """The two regions of each pair of characters in the text (成德, 沪黔), each pair once."""
        story = self.story
        text = story.text
        found = (
            story.regions(m) for m in story.analysis.places.mentions
            if len(m.surface) == 2 and text[m.start - 1 : m.start] not in _TOWARD  # 赴苏杭考察 goes to both
        )  # fmt: skip
        return tuple(dict.fromkeys(both for both in found if len(both) == 2))

    @once
    def gone_to(self) -> set[Region]:
        """The places behind verbs of motion."""
        return gone_to(self.story)

    @once
    def named(self) -> tuple[Region, ...]:
        """The regions that the text names by their names, each once."""
        story = self.story
        text = story.text
        mentions = (
            m for m in story.analysis.places.mentions
            if m.form == "full" or (m.form == "short" and text[m.end : m.end + 1] not in _SIGHT)  # 沙洲湖 is a lake
        )  # fmt: skip
        return tuple(dict.fromkeys(r for m in mentions for r in story.regions(m)))

    def _problem(self, code: str, message: str, start: int, end: int) -> None:
        span = self.story.analysis.source.span(start, end)
        problem = Problem(code, message, span.start, span.end)
        if problem not in self.story.problems:
            self.story.problems.append(problem)


def share(a: list[Person], b: list[Person]) -> bool:
    """Whether two lists of persons have a name in common."""
    return bool({p.name for p in a if p.name} & {p.name for p in b})
