"""What is known of the trips once the whole text is read: which are only recalled, and who led them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tashan.reading.english.journal import OFFICIAL, VICE, Journal
from tashan.reading.english.spots import contains
from tashan.reading.english.trips import Trip, near

if TYPE_CHECKING:
    from tashan.reading.english.people import Someone

_OF_AN_OFFICE = re.compile(r"(?i)\b(?:bureau|department|commission|administration)\b")
_PROMOTES = re.compile(
    r"\binvestment (?:promotion|negotiation) (?:conference|meeting|fair|event)|\bbusiness visit to\b"
)
_LEADERS = re.compile(r"(?i)\bleaders$")


def settled(journal: Journal) -> list[Trip]:
    """The trips once the whole text is known: what is only recalled, who led; business without officials is no visit."""
    _recall(journal)
    kept = []
    for trip in journal.trips:
        coming = trip.planned and any(other.hosts and not other.planned for other in journal.trips)
        if not trip.leaders and trip.hosts and not trip.background and not coming:
            _find_head(journal, trip)  # those who speak now need not lead what is still to come
        if not trip.leaders and not trip.background:
            guests = [p for p in journal.scene.people.values() if p.kind == "other" and _LEADERS.search(p.title or "")]
            if guests and journal.scene.region_of(guests[0]) in trip.visitors:
                trip.lead(guests[:1])  # "Nanping leaders Zhou Jun, Hu Min and Xie Li attended"
        trip.leaders = [p for p in trip.leaders if not _of_the_hosts(trip, p)] or trip.leaders
        if not (trip.business and trip.weak) or any(p.kind in OFFICIAL for p in trip.leaders):
            kept.append(trip)
    return kept


def _of_the_hosts(trip: Trip, person: Someone) -> bool:
    """Whether somebody named beside the guests holds office where they were received."""
    ours = any(contains(v, r) or contains(r, v) for r in person.regions for v in trip.visitors)
    return not ours and any(contains(host, r) for r in person.regions for host in trip.hosts)


def _recall(journal: Journal) -> None:
    """Trips long before the document's own day, beside a fresh one, are only recalled."""
    published = journal.scene.dating.published
    starts = [(trip, trip.when[0] or trip.when[1]) for trip in journal.trips]
    if not published or not any(start and near(start, published, 45) for _, start in starts):
        return
    for trip, start in starts:
        if start and start < published[: len(start)]:
            last = start + "-28" if len(start) == len("YYYY-MM") else start
            trip.background = trip.background or not near(last, published, 60)


def _standing(person: Someone) -> int:
    """The head of the Party comes before that of the government, both before all others."""
    if VICE.search(person.title or ""):
        return 2
    return {"party": 0, "government": 1}.get(person.kind, 2)


def _find_head(journal: Journal, trip: Trip) -> None:
    """The visiting side's head who speaks, where nobody is said to lead; someone of the host's side must speak too."""
    scene = journal.scene
    people = [(p, scene.region_of(p)) for p in scene.people.values() if p.kind in OFFICIAL]
    if trip.promotion or _PROMOTES.search(scene.analysis.text.lower()):
        ours = [p for p, r in people if r in trip.visitors or (r is None and not p.abroad and p.level != "county")]
        ours = [p for p in ours if "department" in trip.names or not _OF_AN_OFFICE.search(p.title or "")]
        trip.lead(sorted(ours, key=_standing)[:1])
        return
    if not any(r is None or any(contains(h, r) or contains(r, h) for h in trip.hosts) for _, r in people):
        return
    heads = [p for p, r in people if r in trip.visitors and p.kind in ("party", "government")]
    if heads:
        other = [p for p in heads[1:] if p.kind != heads[0].kind and not VICE.search(p.title or "")]
        trip.lead([heads[0], *other[:1]])
        return
    for wanted in (("deputy_party", "standing_committee", "congress"), ("department",)):
        for person, region in people:
            if region in trip.visitors and person.kind in wanted:
                trip.lead([person])
                return
    hosting = {p.kind for p, _ in people if p.regions and any(contains(h, p.regions[0]) for h in trip.hosts)}
    for person, _ in people:
        if not person.regions and person.kind in hosting and person.kind in ("party", "government"):
            trip.lead([person])
            return
