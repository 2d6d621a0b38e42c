"""Talks on a trip: guests call on leaders or meet officials of the region visited, which makes it a host."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tashan.reading.english.journal import OFFICIAL, Journal, people_at
from tashan.reading.english.marks import PARTY, PERSON, PLACE, TITLE, frame
from tashan.reading.english.spots import contains, province_of
from tashan.reading.english.subjects import Agent, resolve
from tashan.reading.english.travellers import Travellers
from tashan.reading.english.trips import Trip, outside, same_name

if TYPE_CHECKING:
    from tashan.reading.english.marks import Ribbon
    from tashan.reading.english.people import Office
    from tashan.regions import Region


def talk(journal: Journal, ribbon: Ribbon) -> None:
    """Add what a sentence tells of talks: hosts of the trip spoken of, and trips to where leaders of two places met."""
    text = ribbon.text
    for match in _COURTESY.finditer(text) if TITLE in text or PERSON in text else ():
        _call(journal, ribbon, match)
    for match in _BOTH_SIDES.finditer(text) if PLACE in text else ():
        _meet_at_one(journal, ribbon, match)
    for match in _OFFICIALS.finditer(text) if TITLE in text or PARTY in text else ():
        _call_on_officials(journal, ribbon, match)


_COURTESY = frame(
    r"\b(?P<verb>(?:paid|pays?|paying|make|made) (?:a )?courtesy calls? (?:on|to)|call(?:ed|s)? on|met(?: "
    r"with)?|meets?(?: with)?|meeting(?: with)?|had (?:a meeting|meetings) with|held a (?:bilateral )?meeting with|"
    r"(?:held|hold|had) (?:talks|discussions|meetings)(?: with|(?=,? in <place>[^.;]{0,30}? with))|"
    r"attend(?:ed|s)? an? (?:[\w-]+ )?(?:luncheon|lunch|dinner|banquet|reception) (?:hosted by|with|given by))(?:,? (?:in|at) (?P<venue><place>)(?:,? "
    r"<time>)?,? with)?(?: (?:leaders|officials) including)? (?:the |his |her |their )?"
    r"(?P<hosts>[\ue003\ue004](?:(?:,|;|,? and|,? as well as)(?: the)? [\ue003\ue004])*)"
)


_BOTH_SIDES = frame(
    r"(?P<both><party>|<place>(?:,| and) <title>) (?:(?:also|jointly|recently|have|has|<time>|on <time>) ?)*"
    r"(?:held talks|hold talks|met|meet|discuss(?:ed)?|exchanged views)\b"
    r"(?![^.;]*\b(?:conference|forum|session|summit|joint meeting))[^.;]{0,80}? in (?:the )?(?P<venue><place>)"
)


_OFFICIALS = frame(
    r"\b(?P<verb>(?:attend(?:ed|s)? an? (?:[\w-]+ )?(?:luncheon|lunch|dinner|banquet|reception|symposium|meeting)(?: hosted by)?|"
    r"followed by a meeting|meet|meets|met|meeting|hold(?:ing)? talks|held talks|had (?:talks|meetings|exchanges|discussions)|held (?:meetings|discussions)|"
    r"exchanged? views|exchanging views|call(?:ed)? on)(?: with| given by)?) (?:the )?(?:local |senior |relevant )*"
    r"(?P<hosts>[\ue003\ue005](?:(?:,|,? and|,? as well as)(?: the)? [\ue003\ue005])*)"
)


def plain(spots: list[Any]) -> list[Region]:
    """The regions of places that are no groupings."""
    return [region for spot in spots if not spot.group for region in spot.regions]


def name_of(regions: tuple[Region, ...], ending: str) -> bool:
    """Whether the provinces that hold some regions are of one kind ("自治区")."""
    return any((province_of(region) or region).name.endswith(ending) for region in regions)


def add_hosts(journal: Journal, trip: Trip, people: list[Any], *, beside: bool = False) -> None:
    """Regions whose leaders received the delegation; its own people and their towns are left out."""
    for person in people:
        name = getattr(person, "name", "")
        leads = bool(name) and any(same_name(name, leader.name) for leader in trip.leaders)
        if person.kind not in OFFICIAL or person.kind == "department" or leads or getattr(person, "several", False):
            continue
        region = journal.scene.region_of(person)
        if region is None and beside and person.level == "province" and person.kind in ("party", "government"):
            region = province_of(trip.hosts[0])  # a governor of nowhere accompanied the guests: the host's own
        if (
            region is None
            and (person.title or "").endswith("Autonomous Region")
            and not name_of(trip.visitors, "自治区")
        ):
            region = province_of(trip.hosts[0])
            region = region if region is not None and region.name.endswith("自治区") else None
        if region is None or not outside(region, trip.visitors):
            continue
        if any(contains(h, region) or contains(region, h) for h in trip.hosts):
            trip.receive(region)


def _call(journal: Journal, ribbon: Ribbon, match: re.Match[str]) -> None:
    """The leader of a trip met leaders of the region visited: they are hosts."""
    guests = _caller(journal, ribbon, match.start())
    people = people_at(ribbon, match.start("hosts"), match.end("hosts"))
    if isinstance(guests, Travellers) and "call" in match.group("verb").lower() and people:
        region = journal.scene.region_of(people[0])
        if region is None or not outside(region, guests.regions):
            return
        guests = journal.open(tuple(guests.regions), None, guests)
        guests.add_host(region)
        journal.current = guests
        guests.spans.append(ribbon.span(match.start(), match.end("hosts")))
    if isinstance(guests, Trip) and guests.hosts and not guests.background:
        add_hosts(journal, guests, people)
        journal.note_act(guests, ribbon, match.start(), match.end("hosts"), talk=True)


def _call_on_officials(journal: Journal, ribbon: Ribbon, match: re.Match[str]) -> None:
    """Those on a trip met nameless leaders or officials of regions they visited: these are hosts."""
    verb = match.group("verb").lower()
    if verb.startswith("attend") and ribbon.text[match.start("hosts")] == PARTY:
        return  # officials may give a dinner, leaders receive
    further = verb.startswith("followed")
    trip = journal.current if further else _caller(journal, ribbon, match.start())
    receiving = _receiving(ribbon, match.start("hosts"), match.end("hosts"))
    current = journal.current
    if isinstance(trip, Travellers) and current is not None and set(trip.regions) == set(current.visitors):
        current.lead(trip.leaders)
        trip = current
    if isinstance(trip, Travellers) and trip.regions and journal.begun is not None and not trip.weak:
        trip = _begin(journal, trip, [region for region in receiving if outside(region, trip.regions)])
    if not isinstance(trip, Trip) or trip is not journal.current or trip.background:
        return
    for region in receiving:
        new = region not in trip.hosts
        if any(contains(h, region) or contains(region, h) for h in trip.hosts) and trip.receive(region) and new:
            trip.spans.append(ribbon.span(match.start(), match.end("hosts")))


def _begin(journal: Journal, party: Travellers, hosts: list[Region]) -> Trip | None:
    """The trip to a grouping of places whose first stop is told by who received the delegation there."""
    if journal.begun is None or not hosts:
        return None
    (ribbon, journey), journal.begun = journal.begun, None
    trip = journal.open(tuple(party.regions), journey, party)
    for region in hosts:
        trip.add_host(region)
    trip.spans.append(ribbon.span(0, len(ribbon.text)))
    journal.note_act(
        trip, ribbon, journey.start, journey.end,
        opens=journey.only_start, closes=journey.only_end, ahead=journey.planned,
    )  # fmt: skip
    journal.turn_to(trip)
    return trip


def _meet_at_one(journal: Journal, ribbon: Ribbon, match: re.Match[str]) -> None:
    """Leaders of two places met in one of them: those of the other travelled."""
    both = ribbon.values(PLACE, *match.span("both"))
    sides = plain(both) + _receiving(ribbon, *match.span("both"))
    regions = plain([ribbon.value(match.start("venue"))])
    if len(sides) != 2 or len(regions) != 1:
        return
    for home, away in (sides, sides[::-1]):
        if contains(home, regions[0]) and outside(away, (home,)):
            trip = journal.open((away,), None, Travellers((away,)))
            trip.add_host(home)
            journal.turn_to(trip)
            trip.spans.append(ribbon.span(match.start(), match.end()))
            journal.note_act(trip, ribbon, match.start(), match.end(), talk=True)


def _receiving(ribbon: Ribbon, start: int, end: int) -> list[Region]:
    """The regions of nameless officials, "leaders of Jiangsu and Anhui"."""
    found: list[Region] = []
    for at in range(start, end):
        if ribbon.text[at] == PARTY:
            party: Travellers = ribbon.value(at)
            found += party.regions if party.weak and not party.business else ()
        elif ribbon.text[at] == TITLE:
            office: Office = ribbon.value(at)
            found += office.regions if office.several and office.kind in ("party", "government", "other") else ()
    return found


def _caller(journal: Journal, ribbon: Ribbon, start: int) -> Agent:
    """Who met the leaders: the nearest traveller before the verb, else the one whose trip is told."""
    left = ribbon.text[:start]
    at = max(left.rfind(mark) for mark in (PARTY, PERSON, TITLE))
    if at >= 0 and len(left) - at < 60:
        return resolve(journal, ribbon, at)
    return journal.current
