"""One continuous trip of one delegation, gathered from the clauses of a document, and its record."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from tashan.reading.english.people import Someone
from tashan.reading.english.spots import contains
from tashan.reading.themes import themes_in
from tashan.records import Person, Visit

if TYPE_CHECKING:
    from tashan.reading.english.scene import Scene
    from tashan.records import Span
    from tashan.regions import Region

_CAPITAL = re.compile(r"\d\d0100$")
KIND_OF_POST = {
    "party": "party_government",
    "deputy_party": "party_government",
    "standing_committee": "party_government",
    "government": "government",
    "congress": "people's congress/cppcc",
    "department": "department",
    "enterprise": "enterprise",
}


@dataclass(slots=True)
class Act:
    """Something the trip did on a day: its time, and whether that is only a beginning or an end."""

    start: str | None
    end: str | None
    opens: bool
    closes: bool
    flags: tuple[str, ...]
    year_evidence: tuple[int, int] | None
    candidates: tuple[dict[str, str], ...]
    talk: bool = False


@dataclass(slots=True)
class Trip:
    """
    A trip while the document is being read.

    Attributes:
        visitors: where the delegation comes from.
        hosts: regions that received it, in order, with the place they were named first.
        venues: towns where it was only received.
        leaders: who leads.
        names: kinds that the delegation's own names give.
        days: stated length in days, where there is one.
        sites: places toured.
        seen: hosts known only because a site in them was visited.
        inferred: where it comes from is only inferred.
        passed: provincial capitals where it was only received.
        received: hosts whose own leaders received the delegation.
        spans: evidence, as offsets in the normal text.
    """

    visitors: tuple[Region, ...]
    background: bool = False
    planned: bool = False
    hosts: list[Region] = field(default_factory=list)
    toured: list[Region] = field(default_factory=list)
    leaders: list[Someone] = field(default_factory=list)
    heads: list[Someone] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    days: int | None = None
    sites: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    weak: bool = True
    business: bool = False
    promotion: bool = False
    firm: bool = False
    seen: list[Region] = field(default_factory=list)
    received: list[Region] = field(default_factory=list)
    inferred: bool = False
    passed: list[Region] = field(default_factory=list)

    def add_host(self, region: Region) -> bool:
        """Take a host that is neither a visitor's own nor inside one, nor holds one."""
        if not outside(region, self.visitors):
            return False
        if region not in self.hosts:
            self.hosts.append(region)
        return True

    def receive(self, region: Region) -> bool:
        """Take a host whose own leaders received the delegation: towns on the way do not replace it."""
        if not self.add_host(region):
            return False
        self.received.append(region)
        if region in self.toured:
            self.toured.remove(region)
        return True

    def lead(self, people: list[Someone]) -> None:
        """Note leaders, each once."""
        for person in people:
            at = next((i for i, known in enumerate(self.leaders) if same_name(person.name, known.name)), None)
            if at is None and person.name:
                self.leaders.append(person)
            elif at is not None and len(person.name.split()) > 1 == len(self.leaders[at].name.split()):
                self.leaders[at] = person  # a headline's "Governor Xu" has a full name below

    @property
    def when(self) -> tuple[str | None, str | None]:
        """First and last day as far as the acts tell."""
        return period(self.acts, self.days)


def outside(region: Region, others: tuple[Region, ...]) -> bool:
    """A region that is none of the others, holds none and lies in none."""
    return all(region != o and not contains(region, o) and not contains(o, region) for o in others)


def same_name(a: str, b: str) -> bool:
    """The same person, once with and once without a given name ("Xu", "Xu Qin")."""
    return a == b or a in b.split() or b in a.split()


def period(acts: list[Act], days: int | None) -> tuple[str | None, str | None]:
    """
    First and last day of a trip.

    A stated range counts as it is; one dated act is a trip of one day unless a longer stay is spoken of, or the act
    only begins or ends it.
    """
    dated = [a for a in acts if a.start or a.end]
    if not dated:
        return None, None
    ranges = [a for a in dated if a.start and a.end and a.start != a.end]
    full = [a.start for a in dated if a.start and len(a.start) == 10 and not (a.closes and a not in ranges)]
    if ranges:
        best = ranges[0]
        starts = [s for s in full if s and best.start and near(s, best.start, 14)]
        ends = [
            a.end
            for a in dated
            if a.end and best.end and len(a.end) == 10 and near(a.end, best.end, 14) and not a.opens
        ]
        first, last = best.start or "", best.end or ""
        return min([*starts, first]), max([*(e for e in ends if e), last])
    if not full:
        closing = [a.end or a.start for a in dated if a.closes]
        if closing:
            return closing[0] if days == 1 else None, closing[0]
        return dated[0].start, None
    start = min(full)
    later = max(full)
    closing = [a.end or a.start for a in dated if a.closes and (a.end or a.start)]
    if closing:
        left = any(a.start == start and not a.closes and not a.talk for a in dated)
        return (start if start != closing[0] or len(full) > 1 or left else None), closing[0]
    opened = any(a.opens and a.start == start for a in dated)
    if start == later:
        talk = all(a.talk for a in dated if a.start == start)
        if talk and (days or 1) > 1:
            return start[:7], None
        return start, None if opened or (days or 1) > 1 else start
    return start, None if (days or 0) > 1 or opened else later


def near(a: str, b: str, days: int) -> bool:
    """Two days at most so many days apart; dates without a day are near by their month."""
    if len(a) < 10 or len(b) < 10:
        return a[:7] == b[:7] or len(a) < 7 or len(b) < 7
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days) <= days


def kind_of(trip: Trip) -> str:
    """Who sends or leads the delegation: its own name first, then its leader's post."""
    if "people's congress/cppcc" in trip.names:
        return "people's congress/cppcc"
    if any(person.kind in ("party", "deputy_party") for person in trip.leaders[:2]):
        return "party_government"
    for name in ("party_government", "government"):
        if name in trip.names:
            return name
    for person in trip.leaders:
        kind = KIND_OF_POST.get(person.kind)
        if kind and (kind != "department" or "enterprise" not in trip.names):
            return kind
    for name in ("enterprise", "department"):
        if name in trip.names:
            return name
    return "other"


def record(trip: Trip, scene: Scene) -> Visit | None:
    """The record of a trip, or nothing where no host remains."""
    hosts = _hosts(trip)
    if not hosts or not trip.visitors:
        return None
    source = scene.analysis.source
    start, end = trip.when
    inferred = ("home_inferred",) if trip.inferred else ()
    flags = tuple(dict.fromkeys((*inferred, *(f for a in trip.acts for f in a.flags))))
    candidates = tuple(c for a in trip.acts for c in a.candidates)
    evidence: list[Span] = [source.span(*span) for span in dict.fromkeys(trip.spans)][:4]
    years = [a.year_evidence for a in trip.acts if a.year_evidence]
    if years and start:
        evidence.append(source.span(*years[0], field="year"))
    if not (start or end):
        flags = tuple(f for f in flags if f != "year_inferred")
    text = " ".join(scene.analysis.text[a:b] for a, b in trip.spans)
    offshore = any(r.name.startswith(("香港", "澳门", "台湾")) for r in (*trip.visitors, *hosts))
    return Visit(
        evidence=tuple(evidence), flags=flags, candidates=candidates, background=trip.background,
        visitors=trip.visitors, hosts=tuple(hosts), start=start, end=end,
        leaders=tuple(Person(p.name, p.title) for p in trip.leaders), kind=kind_of(trip),
        status="planned" if trip.planned else "done", sites=tuple(dict.fromkeys(trip.sites)),
        themes=themes_in(text, "en", offshore=offshore),
    )  # fmt: skip


def _hosts(trip: Trip) -> list[Region]:
    """A province gives way to its towns on the itinerary unless its own leaders received the delegation."""
    hosts = list(trip.hosts)
    for region in trip.toured:
        if region in hosts and any(contains(region, other) and other != region for other in hosts):
            hosts.remove(region)
    for town in trip.passed:
        if town not in hosts and sum(near_by(town, host) for host in hosts) > 1:
            hosts.append(town)  # one of several stops in its province
    return hosts


def near_by(a: Region, b: Region) -> bool:
    """Two different towns of one province."""
    return a != b and b.level == "prefecture" and a.name[:3] == b.name[:3]


def is_capital(region: Region) -> bool:
    """A provincial capital: being received there says nothing of the town itself."""
    return bool(region.code and _CAPITAL.match(region.code))


def describe(value: Any) -> str:
    """A region's name, for messages."""
    return getattr(value, "name", str(value))
