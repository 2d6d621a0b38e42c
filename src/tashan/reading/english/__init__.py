"""What does an English report say? Visits, meetings, agreements and signings between regions of China."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tashan.reading.english.gate import may_hold_events, reads_like_fiction
from tashan.records import Problem

if TYPE_CHECKING:
    from tashan.reading.source import Analysis
    from tashan.records import Agreement, Meeting, Signing, Visit

__all__ = ["EnglishRecords", "read_english"]


class EnglishRecords(NamedTuple):
    """The records of one English document, each list in the order of the text."""

    visits: list[Visit]
    meetings: list[Meeting]
    agreements: list[Agreement]
    signings: list[Signing]
    problems: list[Problem]


def read_english(analysis: Analysis) -> EnglishRecords:
    """
    Read the events between regions that an English document tells of.

    Args:
        analysis: the document; its bodies, figures, practices and themes are read by the readers of both languages.

    Returns:
        Its visits, meetings, agreements and signings, and the problems met: an ambiguous place that would be a visitor
        or host is a problem, never a guess. All lists are empty for a text that no trigger word touches.
    """
    if not may_hold_events(analysis.text):
        return EnglishRecords([], [], [], [], [])
    if reads_like_fiction(analysis.text):
        told = Problem("fiction_suspected", "Reads like fiction; no events were taken from it.")
        return EnglishRecords([], [], [], [], [told])
    from tashan.reading.english.agreements import read_agreements
    from tashan.reading.english.meetings import read_meetings
    from tashan.reading.english.occasions import Occasion, dated_by_meeting
    from tashan.reading.english.seeing import see
    from tashan.reading.english.signings import read_signings
    from tashan.reading.english.visits import read_visits

    scene = see(analysis)
    visits = read_visits(scene)
    meetings = read_meetings(scene, visits)
    visits = dated_by_meeting(visits, meetings)
    occasion = Occasion(scene, visits, meetings)
    agreements = read_agreements(occasion)
    signings = read_signings(occasion)
    return EnglishRecords(visits, meetings, agreements, signings, scene.problems)
