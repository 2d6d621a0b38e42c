"""A document seen as folded sentences, with what holds for all of it: dateline, people, home, suspicion of its numerals."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tashan.reading.english.marks import PARTY, Ribbon
from tashan.reading.english.people import Office, Someone
from tashan.reading.english.spots import contains, province_of
from tashan.records import Problem
from tashan.regions import resolve_home

if TYPE_CHECKING:
    from tashan.reading.source import Analysis
    from tashan.regions import Region

_LATIN_OFFICES = {  # Who speaks as "the Chief Executive" without a place: public office holders since 1997 and 1999.
    "Hong Kong": (
        "Tung Chee-hwa",
        "Donald Tsang",
        "C Y Leung",
        "CY Leung",
        "Leung Chun-ying",
        "Carrie Lam",
        "John Lee",
    ),
    "Macao": ("Edmund Ho", "Chui Sai On", "Fernando Chui", "Ho Iat Seng", "Sam Hou Fai"),
}
_HONG_KONG_POSTS = re.compile(
    r"chief secretary|financial secretary|secretary for (?:justice|constitutional|home|commerce|financial "
    r"services|innovation|development|education|housing|labour|food|health|the environment|environment|"
    r"culture|civil service|transport (?:and|&) (?:housing|logistics))"
)
_POSTS_OF_BOTH = re.compile(r"secretary for security|commissioner of police")
# The bodies and areas whose names hold both regions tell nothing of who is meant.
_BOTH_NAMED = re.compile(r"Hong Kong(?:,? and |,? & |[-/, ]{1,2})Maca[ou]\b")
_ONE_NAMED = (("香港特别行政区", re.compile(r"Hong Kong|HKSAR")), ("澳门特别行政区", re.compile(r"Maca[ou]\b|MSAR")))
_MACAO_POSTS = re.compile(
    r"secretary for (?:economy (?:and|&) finance|administration (?:and|&) justice|social affairs (?:and|&) culture|"
    r"transport (?:and|&) public works)"
)


@dataclass(slots=True)
class Scene:
    """
    What the sentences of a document share.

    Attributes:
        analysis: the document.
        ribbons: its sentences, folded; a list broken by semicolons is one sentence.
        people: everyone with an office, by full name.
        surnames: the same by first and by last word of the name.
        seat: the place of the dateline.
        seat_time: the time mention of the dateline.
        dateline: where the dateline stands in the normal text.
        suspicion: which of its numerals are machine-translated or damaged.
        stamp: a date that stands alone at its head.
        dating: its calendar, which gives doubtful dates as candidates only.
        problems: what could not be settled.
        welcomed: where those hold office who welcomed somebody to a place, by name.
        named: see `seen`.
    """

    analysis: Analysis
    ribbons: list[Ribbon] = field(default_factory=list)
    people: dict[str, Someone] = field(default_factory=dict)
    surnames: dict[str, Someone] = field(default_factory=dict)
    seat: Region | None = None
    seat_time: Any = None
    dateline: tuple[int, int] | None = None
    suspicion: Any = None
    dating: Any = None
    stamp: tuple[int, int] | None = None
    problems: list[Problem] = field(default_factory=list)
    welcomed: dict[str, Region] = field(default_factory=dict)
    named: list[Region] | None = None

    @property
    def seen(self) -> list[Region]:
        """Every region the document names, in order; groupings left out."""
        if self.named is None:
            analysis = self.analysis
            found = (r for m in analysis.places.mentions if m.form != "group" for r in analysis.regions(m))
            self.named = list(dict.fromkeys(found))
        return self.named

    @property
    def senders(self) -> frozenset[Region]:
        """The regions whose delegations the document names."""
        parties = [party for ribbon in self.ribbons for party in ribbon.values(PARTY)]
        return frozenset(r for party in parties if not party.weak for r in party.regions)

    def doubts(self, start: int, end: int) -> bool:
        """Whether the numerals between two offsets may not be given as plain values."""
        return bool(self.suspicion) and self.suspicion.covers(start, end)

    def region_of(self, person: Someone | Office) -> Region | None:
        """Where someone holds office: as said here, elsewhere in the text, or as the document's home allows."""
        if person.regions:
            return innermost(person.regions)
        if getattr(person, "abroad", False) or getattr(person, "foreign", False):
            return None
        name = getattr(person, "name", "")
        if name:
            known = self.people.get(name) or self.surnames.get(name.split()[-1]) or self.surnames.get(name.split()[0])
            if known and known.regions:
                return innermost(known.regions)
            for word in (name, name.split()[0], name.split()[-1]):
                if word in self.welcomed:
                    return self.welcomed[word]
        return self._by_home(person)

    def _by_home(self, person: Someone | Office) -> Region | None:
        title = person.text.lower() if isinstance(person, Office) else (person.title or "").lower()
        if _HONG_KONG_POSTS.search(title):
            return _named("香港特别行政区")
        if _MACAO_POSTS.search(title):
            return _named("澳门特别行政区")
        if "chief executive" in title:
            return self._chief_executive(getattr(person, "name", ""))
        if _POSTS_OF_BOTH.search(title):
            return self._one_named()
        home = self.analysis.home or self.seat
        if home is None:
            return None
        return _at_level(home, person.level)

    def _chief_executive(self, name: str) -> Region | None:
        for place, names in _LATIN_OFFICES.items():
            if any(known in name for known in names):
                return _named("香港特别行政区" if place == "Hong Kong" else "澳门特别行政区")
        here = {r.name for r in (*self.seen, *([self.seat] if self.seat else []))} & {
            "香港特别行政区",
            "澳门特别行政区",
        }
        return _named(here.pop()) if len(here) == 1 else None

    def _one_named(self) -> Region | None:
        """The one of Hong Kong and Macao that the text speaks of."""
        text = _BOTH_NAMED.sub("", self.analysis.text)
        here = [name for name, pattern in _ONE_NAMED if pattern.search(text)]
        return _named(here[0]) if len(here) == 1 else None


def innermost(regions: tuple[Region, ...]) -> Region:
    """The most specific of several regions that hold each other, else the first."""
    best = regions[0]
    for region in regions[1:]:
        if contains(best, region):
            best = region
    return best


def _named(name: str) -> Region | None:
    return resolve_home(name)


def _at_level(home: Region, level: str | None) -> Region | None:
    """The home, or its province for a provincial post; nothing where the post's level does not fit."""
    rank = {"province": 0, "prefecture": 1, "county": 2}
    wanted = {"province": 0, "city": 1, "county": 2}.get(level or "", -1)
    if wanted == 0:
        return province_of(home)
    if wanted == 1:
        municipality = home.level == "province" and home.name.endswith("市")
        return home if municipality or rank.get(home.level) in (1, 2) else None
    if wanted == 2:
        return home if home.level == "county" else None
    return None
