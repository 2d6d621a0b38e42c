"""All Chinese events of a document, read together because they share one story."""

from __future__ import annotations

from dataclasses import dataclass, field

from tashan.reading.chinese.story import Story
from tashan.reading.chinese.visits import read_visits, to_visit
from tashan.reading.source import Analysis
from tashan.records import Agreement, Meeting, Problem, Signing, Visit


@dataclass(slots=True)
class Events:
    """What a document tells, and what it leaves in doubt."""

    visits: list[Visit] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    signings: list[Signing] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    themes: tuple[str, ...] = ()
    home: str | None = None


def read_chinese(analysis: Analysis) -> Events:
    """Visits, meetings, agreements and signings of a Chinese document."""
    story = Story(analysis)
    if not story.sentences:
        return Events()
    trips = read_visits(story)
    visits = [to_visit(trip, story, ()) for trip in trips]
    return Events(visits=visits, problems=story.problems)
