"""All Chinese events of a document, read together because they share one story."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tashan.reading.chinese.agreements import read_agreements, to_agreement
from tashan.reading.chinese.meetings import read_meetings, to_meeting
from tashan.reading.chinese.promotions import read_promotions, read_sent_groups
from tashan.reading.chinese.signings import read_signings, to_signing
from tashan.reading.chinese.story import Story
from tashan.reading.chinese.visits import read_visits, to_visit
from tashan.reading.source import Analysis
from tashan.reading.themes import themes_in
from tashan.records import Agreement, Meeting, Problem, Signing, Visit


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
    for trip in (*read_promotions(story), *read_sent_groups(story)):
        if not any(set(trip.visitors) & set(t.visitors) and set(trip.hosts) & set(t.hosts) for t in trips):
            trips.append(trip)
    gatherings = read_meetings(story, trips)
    pacts = read_agreements(story, trips, gatherings)
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
