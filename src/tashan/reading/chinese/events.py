"""All Chinese events of a document, read together because they share one story."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from tashan.reading.chinese.agreements import read_agreements, to_agreement
from tashan.reading.chinese.gatherings import Gathering
from tashan.reading.chinese.meetings import read_meetings, to_meeting
from tashan.reading.chinese.papers import Pact
from tashan.reading.chinese.promotions import read_promotions, read_sent_groups
from tashan.reading.chinese.signings import read_signings, to_signing
from tashan.reading.chinese.story import Story
from tashan.reading.chinese.trips import Trip
from tashan.reading.chinese.visits import read_visits, to_visit
from tashan.reading.source import Analysis
from tashan.reading.themes import themes_in
from tashan.records import Agreement, Meeting, Problem, Signing, Visit
from tashan.regions import Region
from tashan.regions.geometry import contains

# An essay of this length tells of many years; what is older than itself, or undated, it only recalls.
_ESSAY: Final = 2_500
_TWO: Final = 2
_MUNICIPALITIES: Final = frozenset(("110000", "120000", "310000", "500000"))


@dataclass(slots=True)
class Events:
    """What a document tells, and what it leaves in doubt."""

    visits: list[Visit] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    signings: list[Signing] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    home: str | None = None


def read_chinese(analysis: Analysis) -> Events:
    """Visits, meetings, agreements and signings of a Chinese document."""
    story = Story(analysis)
    if not story.sentences:
        return Events()
    trips = read_visits(story)
    promotions = read_promotions(story)
    story.promoted += [span for trip in promotions for span in trip.spans]
    for trip in (*promotions, *read_sent_groups(story)):
        headline = next((told for told in trips if _headline_of(told, trip)), None)
        if headline is not None:
            headline.hosts, headline.when = trip.hosts, trip.when
            headline.spans += trip.spans
        elif not any(_same_stay(trip, told) for told in trips):
            trips.append(trip)
    gatherings = read_meetings(story, trips)
    if len(analysis.text) > _ESSAY:
        gatherings = [g for g in gatherings if _definite(g)]
    _yet_to_come(analysis, gatherings)
    pacts = read_agreements(story, trips, gatherings)
    _narrow_to_signatory(trips, pacts)
    if len(analysis.text) > _ESSAY:
        _recall(analysis, trips, gatherings, pacts)
    _signed_before(trips, gatherings, pacts)
    deals = read_signings(story, trips, gatherings)
    events: list[Any] = [*trips, *gatherings, *pacts, *deals]
    home = story.home.region
    result = Events(problems=story.problems, home=home.name if home else None)
    if not events:
        return result
    result.meetings = [to_meeting(m, story) for m in gatherings]
    result.agreements = [to_agreement(p, story, themes_in(p.title or "")) for p in pacts]
    result.signings = [to_signing(d, story) for d in deals]
    result.visits = [to_visit(t, story, ()) for t in trips]
    return result


def _signed_before(trips: list[Trip], meetings: list[Gathering], pacts: list[Pact]) -> None:
    """A paper dated in a year before all that the text tells of is only recalled."""
    events: list[Trip | Gathering] = [*trips, *meetings]
    told = [e.when.start for e in events if e.when.start and not e.background]
    recalled = {e.sentence for e in meetings if e.background and not e.when.start}
    for pact in pacts:
        start = pact.when.start if pact.status == "signed" else None
        if start and (
            (told and start[:4] < min(told)[:4]) or (len(start) == len("2014") and pact.sentence in recalled)
        ):
            pact.background = True


def _narrow_to_signatory(trips: list[Trip], pacts: list[Pact]) -> None:
    """甲县赴渝签署协议, 甲县与渝中区签署: who signs with the guests in the province named receives them."""
    for trip in trips:
        if len(trip.hosts) != 1 or not (trip.hosts[0].level == "prefecture" or trip.hosts[0].code in _MUNICIPALITIES):
            continue
        host = trip.hosts[0]
        partners = {
            other for pact in pacts
            if len(pact.parties) == _TWO and not pact.background and any(v in pact.parties for v in trip.visitors)
            for other in pact.parties if isinstance(other, Region) and contains(host, other)
        }  # fmt: skip
        if len(partners) == 1 and host not in trip.receivers and partners.isdisjoint(trip.visitors):
            trip.hosts = [partners.pop()]


def _same_stay(trip: Trip, told: Trip) -> bool:
    """A promotion event in the course of a trip that is told already, in a host or in a city of it."""
    if not set(trip.visitors) & set(told.visitors):
        return False
    return any(a == b or (contains(a, b) and told.when.key == trip.when.key) for a in told.hosts for b in trip.hosts)


def _headline_of(told: Trip, trip: Trip) -> bool:
    """An undated headline sends them to the province (赴粤推介) in a city of which they hold their event."""
    return (
        not told.when.stated
        and told.visitors == trip.visitors
        and len(told.hosts) == 1
        and any(contains(told.hosts[0], host) for host in trip.hosts)
    )


def _yet_to_come(analysis: Analysis, meetings: list[Gathering]) -> None:
    """A meeting after the day of publication is planned, as trips are, however the text puts it."""
    published = analysis.dating.published
    for meeting in meetings:
        if published is not None and meeting.when.start is not None and meeting.when.start > published:
            meeting.status = "planned"


def _definite(meeting: Gathering) -> bool:
    """A meeting that happened, not a mechanism that an essay names: it has a day, a place or a number."""
    return bool(meeting.when.start or meeting.place or meeting.session)


def _recall(analysis: Analysis, trips: list[Trip], meetings: list[Gathering], pacts: list[Pact]) -> None:
    """Mark what an essay only recalls."""
    published = analysis.dating.published
    events: list[Trip | Gathering | Pact] = [*trips, *meetings, *pacts]
    for told in events:
        start = told.when.start
        if (start is None and isinstance(told, Pact)) or (start and published and start[:4] < published[:4]):
            told.background = True
