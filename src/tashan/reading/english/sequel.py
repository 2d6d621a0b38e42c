"""What a later sentence adds to the trip spoken of: who led it, where it went on from, its talks, and when it ended."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tashan.reading.english.journal import Journal, people_at
from tashan.reading.english.leading import LEADS
from tashan.reading.english.marks import PARTY, PERSON, PLACE, TIME, frame
from tashan.reading.english.spots import contains
from tashan.reading.english.subjects import named
from tashan.reading.english.timing import resolve_time
from tashan.reading.english.travellers import GROUP
from tashan.reading.english.trips import Act

if TYPE_CHECKING:
    from tashan.reading.english.marks import Ribbon
    from tashan.reading.english.people import Someone

_LED_AGAIN = frame(
    r"(?:\bit|<party>|<place>|\bthe (?:team|group))(?: [^.;\ue001-\ue005]{3,60} and)? (?:was|is) (?:jointly )?(?:led|headed) by "
    r"(?P<people>[\ue003\ue004](?:(?:,|,? and|,? as well as) [\ue003\ue004])*)"
)
# Who leads the delegation spoken of, told in a clause of its own.
_PEOPLE = r"(?P<people>[\ue003\ue004](?:(?:,|,? and|,? as well as)(?: the)? [\ue003\ue004])*)"
_HEADED = (
    frame(rf"\bat (?:its|their|the) head (?:was|were|is|are|stood|came|walked|went)(?: the)? {_PEOPLE}"),
    frame(rf"\bwith(?: the)? {_PEOPLE} at (?:its|their|the) head\b"),
    frame(rf"{_PEOPLE},? (?:was|were|is|are|acted as|served as) (?:its|their|(?:<party>)'s?) (?:head|leader)s?\b"),
    frame(rf"\b(?:its|their|<party>'s?) (?:head|leader)s?(?:,| was| were| is| are)(?: the)? {_PEOPLE}"),
    frame(rf"\b(?:leading|heading) (?:it|them|<party>) (?:was|were|is|are)(?: the)? {_PEOPLE}"),
    frame(rf"{_PEOPLE} [^.;\ue003\ue004\ue005]{{3,90}}?,? (?:leading|heading|at the head of) <party>"),
    frame(rf"^(?:he|she) and(?: the)? {_PEOPLE}[^.;]{{0,70}}? with <party>"),
)
_FROM_THERE = frame(
    rf"\b(?:departed|left|set (?:off|out)|travell?ed|went) (?:from )?(?P<from>{GROUP}) (?:to|for) (?:the )?<place>"
)
_TALKS = frame(
    r"\b(?:held|hold) (?:an? )?(?:[\w-]+ )?(?:symposium|talks|meeting|discussion),? (?:on )?<time>,? in <place>|"
    r"\b(?:the|their|this) (?:talks|meeting|discussion|symposium|exchange)s? (?:was held |were held |took place |held )?(?:here )?on <time>|"
    r"\b(?:talks|symposium|meeting|discussion|exchange session)s? (?:was held |were held |held )?in <place>,? (?:on )?<time>|"
    r"\bon <time>[^.;]{0,80}? (?:symposium|talks|meeting|exchange session)s? (?:was|were) held in <place>"
)
_TOUR_ENDS = frame(
    r"\bthe (?:[\w-]+ )?(?:visit|tour|trip|inspection) (?:ends|ended|concludes|concluded|will end|wraps up|"
    r"wrapped up|runs until|lasts until)(?: on)? (?P<when><time>)|"
    r"(?<!they )\b(?:will return|is (?:scheduled |due |expected )to return|returns|returned|and return) (?:directly )?to <place>"
    r"(?: by (?:land transport|(?:high-speed )?(?:train|rail)|plane|air|ferry|bus))?"
    r"(?: on| in the (?:morning|afternoon|evening)(?: (?:of|on))?)? (?P<back><time>)"
)
_BACK_THAT_DAY = re.compile(
    r"(?<!they )\b(?:will return|returns|returned|and return)(?: directly)?(?: to (?:hong kong|macao|macau))?,?(?: in| on)? ?(?:the )?"
    r"(?:(?:morning|afternoon|evening|night)? ?(?:of|on)? ?(?:the )?same (?:day|afternoon|evening|night)|that (?:afternoon|evening|night))"
)


def add_sequel(journal: Journal, ribbon: Ribbon) -> None:
    """What a later sentence adds to a trip: who led it, when it ends; and delegations named without a journey."""
    text, trip = ribbon.text, journal.current
    for leads in LEADS.finditer(text) if PARTY in text and PERSON in text else ():
        if ribbon.value(leads.start("led")).known:
            people = named(people_at(ribbon, leads.start("people"), leads.end("people")))
            if trip is not None:
                trip.lead(people)
            elif journal.mentioned is not None:
                journal.mentioned.leaders += people
    if trip is not None:
        led = _LED_AGAIN.search(text) if "ed by" in ribbon.lowered else None
        if led and (text[led.start()] != PLACE or set(ribbon.value(led.start()).regions) & set(trip.visitors)):
            trip.lead(named(people_at(ribbon, led.start("people"), led.end("people"))))
        for headed in _HEADED if PERSON in text else ():
            for match in headed.finditer(text):
                if "e and" in match.group()[:8]:
                    trip.lead(_speaker(journal, ribbon))
                trip.lead(named(people_at(ribbon, match.start("people"), match.end("people"))))
        talks = _TALKS.search(text) if TIME in text and trip.hosts and not trip.background else None
        if talks and not any(act.start for act in trip.acts):
            at = text.find(PLACE, talks.start(), talks.end())
            place = ribbon.value(at).regions if at >= 0 else trip.hosts
            if any(r == h or contains(h, r) for r in place for h in trip.hosts):
                journal.note_act(trip, ribbon, talks.start(), talks.end(), talk=True)
        ends = _TOUR_ENDS.search(text) if TIME in text and not journal.elsewhere else None
        left = _FROM_THERE.search(text) if trip.hosts and not trip.background else None
        for spot in ribbon.values(PLACE, left.start("from"), left.end("from")) if left else ():
            for region in () if spot.group else spot.regions:
                trip.add_host(region)
        opened = [act for act in trip.acts if act.opens and act.start and act.start == act.end]
        if "return" in ribbon.lowered and len(opened) == 1 and _BACK_THAT_DAY.search(ribbon.lowered):
            opened[0].opens = False
        elif ends:
            day = resolve_time(journal.scene, ribbon.value(ends.start("when" if ends.group("when") else "back")))
            day = journal.coming(day) if trip.planned else day
            trip.acts.append(Act(day.start, day.end, False, True, day.flags, day.year_evidence, tuple(day.candidates)))


def _speaker(journal: Journal, ribbon: Ribbon) -> list[Someone]:
    """Whom "he" means at the beginning of a sentence: the first person of the one before."""
    before = journal.scene.ribbons[max(0, journal.scene.ribbons.index(ribbon) - 1)]
    people: list[Someone] = before.values(PERSON)[0] if PERSON in before.text else []
    return people[:1]
