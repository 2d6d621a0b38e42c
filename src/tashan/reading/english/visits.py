"""Who visited whom: the clauses of travelling and receiving, joined into trips."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tashan.reading.english.journal import OFFICIAL, Journal
from tashan.reading.english.journeys import Journey, journeys
from tashan.reading.english.marks import PARTY, PERSON, PLACE, Ribbon, frame
from tashan.reading.english.promotions import promote
from tashan.reading.english.reception import receive
from tashan.reading.english.sequel import add_sequel
from tashan.reading.english.settling import settled
from tashan.reading.english.spots import Spot, contains
from tashan.reading.english.subjects import subject
from tashan.reading.english.travellers import Travellers
from tashan.reading.english.trips import Trip, outside, record
from tashan.reading.themes import document_themes
from tashan.records import Problem

if TYPE_CHECKING:
    from tashan.reading.english.scene import Scene
    from tashan.records import Visit
    from tashan.regions import Region

_THERE = frame(
    r"\b(?P<verb>went|came|travel\w+|return\w+|flew|headed|goes|going|paid (?:a|another) (?:return )?visit) "
    r"(?:back )?there\b"
)
_THE_CITY = re.compile(
    r"\b(?P<verb>visit(?:ed|s|ing)?|tour(?:ed|s|ing)|inspect(?:ed|s|ing)|came to|comes to|arrived in|arrives in|went to|travell?ed to|to visit|(?:was|were) in)"
    r" (?P<whose>the|our) (?:(?:[a-z]+(?:ern|al)|port|host|capital|island|border|garden|ancient) )?"
    r"(?P<kind>city|province|county|district|prefecture|municipality|autonomous region|region)"
    r"(?=[,.;:]| (?:on|from|for|to|in|and|at|with|yesterday|today)\b)"
)
_WHICH_ENDED = frame(r",? (?:which|that) (?:ended|concluded|wrapped up|finished|ends|concludes)(?: on| in)? ?<time>")
_STUDIES = frame(
    r"(?:\b(?:they|he|she)|<party>|<person>)(?: and <party>)?,?(?: (?:also|then|later|will|first))* (?:met [^.;]{1,80}? and )?"
    r"(?:visit(?:ed)?|toured?|inspect(?:ed)?|studied)"
    r"\b(?! (?:to|by)\b)"
)
_COMING = re.compile(r"\b(?:will|is to|are to|is scheduled|is expected)\b")
_WILL = re.compile(r"\bwill\b")
_BARE_VERB = re.compile(
    r"visit|tour|inspect|go|travel|head|proceed|arrive|call|depart|leave"
)  # "will meet … and visit …"
_STAYS = re.compile(
    r"at the head of|heading an? |for (?:an? )?(?:[\w-]+ ){0,3}(?:visit|tour|inspection|exchange|trip|talks?|stud(?:y|ies)|research|investigation)s?\b|on "
    r"an? (?:[\w-]+ ){0,3}(?:visit|tour|trip)\b|to (?:learn|study|inspect|seek)|will be in [\w, ]{3,40}? (?:between|from) "
)
_SAW = re.compile(r"\ue002,? (?:saw|brought) $")
_TO_BE = re.compile(r"\b(?:is|was|are|were|been|stay\w+)\b")


def read_visits(scene: Scene) -> list[Visit]:
    """The visits of a document, in the order of their first mention."""
    journal = Journal(scene)
    for ribbon in scene.ribbons:
        journal.told = None
        if PLACE in ribbon.text:
            for journey in journeys(ribbon):
                _travel(journal, ribbon, journey)
        if " the " in ribbon.lowered or " our " in ribbon.lowered:
            _visit_the_city(journal, ribbon)
            if "the mainland" in ribbon.lowered:
                _visit_the_mainland(journal, ribbon)
        if journal.place is not None and "there" in ribbon.lowered:
            _return_there(journal, ribbon)
        if journal.session is not None and journal.session[0] is not ribbon and _STUDIES.search(ribbon.text):
            _make_more_of(journal)
        add_sequel(journal, ribbon)
        for party in ribbon.values(PARTY):
            _mention(journal, ribbon, party)
        receive(journal, ribbon)
        promote(journal, ribbon)
        _act(journal, ribbon)
    found = [visit for trip in settled(journal) if (visit := record(trip, scene)) is not None]
    fresh = [visit for visit in found if not visit.background]
    if len(fresh) == 1:
        themes = document_themes(scene.analysis, fresh) or fresh[0].themes
        found = [replace(visit, themes=themes) if visit is fresh[0] else visit for visit in found]
    return found


def _act(journal: Journal, ribbon: Ribbon) -> None:
    """Remember the official whom a sentence on a journey begins with: "he" or "the delegation" below may mean him."""
    going = _GOING.search(ribbon.text) if PERSON in ribbon.text else None
    if going is None:
        return
    person = ribbon.value(going.start())[0]
    region = journal.scene.region_of(person) if person.kind in OFFICIAL else None
    if region is not None:
        journal.actor = Travellers((region,), leaders=[person], start=person.start, end=person.end)
        journal.actor.planned = _COMING.search(ribbon.lowered) is not None


_GOING = frame(
    r"<person>,? (?:(?:will|is to|today|yesterday|tomorrow|also|<time>|on <time>),? )*(?:visit|tour|depart|travel|arriv|le(?:ad|d)\b|"
    r"p(?:ay|aid) (?:a |an )?[\w -]{0,20}visit|head(?:s|ed)? (?:for|to)|be(?:gan|gin)|start|conclud|continu)"
)


def _mention(journal: Journal, ribbon: Ribbon, party: Travellers) -> None:
    """Remember a delegation that a later sentence may send somewhere."""
    if not party.regions and party.leaders and not party.known:
        region = journal.scene.region_of(party.leaders[0])
        party.regions = (region,) if region is not None else ()
    if party.regions and not party.weak:
        journal.mentioned = party
        party.planned = _COMING.search(ribbon.lowered) is not None


def _travel(journal: Journal, ribbon: Ribbon, journey: Journey) -> None:
    """Add a clause of travelling to the trip it belongs to."""
    if journey.frame == "was_in" and journal.current is None and not _STAYS.search(ribbon.lowered):
        return
    stays = _TO_BE.search(ribbon.text, journey.start, journey.end) or _SAW.search(ribbon.text, 0, journey.start)
    if journey.frame == "party_in" and journey.start > 2 and not stays:
        return  # "Jiangsu delegation in Xinjiang" stands in a headline, or with a form of "to be"
    agent = subject(journal, ribbon, journey)
    if agent is None:
        return
    if journey.sits:
        journal.session = (ribbon, journey) if isinstance(agent, Travellers) and journey.regions else journal.session
        journal.elsewhere = isinstance(agent, Trip) and not set(journey.regions) & set(agent.hosts)
        return
    if not journey.regions:
        _doubtful(journal, journey)
        if isinstance(agent, Travellers):
            journal.mentioned, agent.planned = agent, journey.planned
            journal.begun = (ribbon, journey)
        elif journey.only_start and not agent.background:
            journal.note_act(agent, ribbon, journey.start, journey.end, opens=True, ahead=journey.planned)
        return
    if isinstance(agent, Trip):
        if journey.background and not agent.background:
            if not any(outside(region, agent.visitors) for region in journey.regions):
                return  # somebody else was at their place at that time
            agent = journal.open(agent.visitors, journey, agent)
        _go(journal, agent, ribbon, journey)
        return
    for visitors in [(r,) for r in agent.regions] if agent.each else [tuple(agent.regions)]:
        _go(journal, journal.open(visitors, journey, agent), ribbon, journey)


def _return_there(journal: Journal, ribbon: Ribbon) -> None:
    """Go to where the last journey led ("… went there again")."""
    match = _THERE.search(ribbon.text)
    if match and journal.place is not None:
        spots = [Spot((journal.place,), "there", 0, 0)]
        _travel(journal, ribbon, Journey(match.start(), match.end(), spots, match.group("verb"), "visit"))


def _visit_the_city(journal: Journal, ribbon: Ribbon) -> None:
    """Go to "the city" where the sentence names just one other place of that kind, or the report is its own."""
    match = _THE_CITY.search(ribbon.text)
    if match is None:
        return
    journey = Journey(match.start(), match.end(), [], match.group("verb"), "visit")
    agent = subject(journal, ribbon, journey)
    if agent is None or (isinstance(agent, Trip) and agent.hosts):
        return
    if isinstance(agent, Travellers) and match.group("whose") == "our" and agent.regions:
        journal.begun = (ribbon, journey)  # where nobody knows whose report it is, who received them tells
    own = agent.visitors if isinstance(agent, Trip) else tuple(agent.regions)
    named = [r for spot in ribbon.values(PLACE) if not spot.group for r in spot.regions]
    named += [r for people in ribbon.values(PERSON) for person in people for r in person.regions]
    home = journal.scene.analysis.home or journal.scene.seat
    wanted = [home] if home is not None and match.group("whose") == "our" else named
    fitting = {r for r in wanted if r is not None and outside(r, own) and r.level in _LEVELS[match.group("kind")]}
    if own and len(fitting) == 1:
        journey.spots = [Spot((fitting.pop(),), match.group("kind"), 0, 0)]
        _travel(journal, ribbon, journey)


_THE_MAINLAND = frame(
    r"(?P<coming>\b(?:will|is to|are to) [^.;]{0,120}?)?\b(?P<verb>visit(?:ed|s|ing)?|left for|leave for|depart(?:ed|s)? for) (?:to )?the mainland"
    r"(?= (?:<time>|from|on|today|tomorrow|yesterday|for)\b| <time>|[.,])"
)


def _visit_the_mainland(journal: Journal, ribbon: Ribbon) -> None:
    """Remember whoever goes to the Mainland, and when; the places are told in the sentences below."""
    match = _THE_MAINLAND.search(ribbon.text) if journal.begun is None and journal.told is None else None
    if match is not None:
        planned = match.group("coming") is not None
        start, verb = match.start("verb"), match.group("verb")
        _travel(journal, ribbon, Journey(start, match.end(), [], verb, "visit", planned=planned))


_LEVELS = {
    "city": ("prefecture", "county", "province"),
    "province": ("province",),
    "county": ("county",),
    "district": ("county",),
    "prefecture": ("prefecture",),
    "municipality": ("province",),
    "region": ("province",),
    "autonomous region": ("province",),
}


def _make_more_of(journal: Journal) -> None:
    """Take a journey to a meeting for a visit after all: the delegation looked at something there."""
    ribbon, journey = journal.session or (None, None)
    journal.session = None
    if ribbon is None or journey is None:
        return
    journey.sits = False
    told, journal.told = journal.told, None
    _travel(journal, ribbon, journey)
    journal.told = told


def _doubtful(journal: Journal, journey: Journey) -> None:
    """A destination that may be several places is a problem, never a guess."""
    for spot in journey.spots:
        if spot.problem and not spot.group:
            span = journal.scene.analysis.source.span(spot.start, spot.end)
            journal.scene.problems.append(Problem("place_ambiguous", spot.problem, span.start, span.end))


def _go(journal: Journal, trip: Trip, ribbon: Ribbon, journey: Journey) -> None:
    """Note where a trip led, and when."""
    taken = [_take(trip, journey, region) for region in journey.regions]
    if not any(taken):
        return
    journal.turn_to(trip)
    journal.place, journal.told = journey.regions[-1], trip
    trip.spans.append(ribbon.span(0, len(ribbon.text)) if not trip.spans else ribbon.span(journey.start, journey.end))
    coming = _WILL.search(ribbon.text, 0, journey.start) and _BARE_VERB.fullmatch(journey.verb)
    if trip.planned and not journey.planned and not journey.background and not coming:
        trip.planned = False
    journal.note_length(trip, ribbon)
    if journal.begun is not None and not trip.acts:
        start, first = journal.begun
        journal.note_act(
            trip, start, first.start, first.end, opens=first.only_start, closes=first.only_end, ahead=first.planned
        )
        journal.note_length(trip, start)
    journal.begun = None
    if journal.session is not None and set(journal.session[1].regions) & set(journey.regions):
        start, first = journal.session
        journal.session = None
        journal.note_act(trip, start, first.start, first.end, opens=first.only_start, ahead=first.planned)
    dated = journal.note_act(
        trip,
        ribbon,
        journey.start,
        journey.end,
        opens=journey.only_start,
        closes=journey.only_end or _WHICH_ENDED.match(ribbon.text, journey.end) is not None,
        ahead=journey.planned,
    )
    if journey.second and dated:
        journal.note_act(trip, ribbon, journey.end, journey.end, ahead=journey.planned)


def _take(trip: Trip, journey: Journey, region: Region) -> bool:
    """Take a destination as host; a site, or a town toured inside a host, adds none. Whether it belongs to the trip."""
    private = trip.weak and trip.business and not any(p.kind in OFFICIAL for p in trip.leaders)
    if (
        journey.site
        and region.level == "county"
        and any(h.level == "prefecture" and contains(h, region) for h in trip.hosts)
    ):
        return True
    if journey.site and (trip.firm or private):
        return any(contains(host, region) for host in trip.hosts)
    if not outside(region, trip.visitors):
        return False
    within = [host for host in trip.hosts if contains(host, region)]
    if region.level in ("zone", "other", "township") and trip.spans and within:
        of_province = region.name.endswith("新区") and all(host.name.endswith(("省", "自治区")) for host in within)
        if journey.site or not of_province:
            return True  # a zone seen there; a new area is a host beside its province
    if journey.frame != "visit" and any(
        contains(region, host) and region != host and host not in trip.seen for host in trip.hosts
    ):
        return True
    if (
        region.level == "county"
        and trip.spans
        and any(
            contains(t, region) and t not in trip.seen and (len(journey.regions) == 1 or t.level == "prefecture")
            for t in trip.toured
        )
    ):
        return True
    if journey.site and region not in trip.hosts:
        trip.seen.append(region)
    trip.add_host(region)
    if not journey.site:
        for other in [r for r in trip.seen if r != region and contains(region, r) and r in trip.hosts]:
            trip.hosts.remove(other)  # a site seen before its city was named as the destination
    trip.firm = trip.firm or not journey.site
    if region not in trip.toured and region not in trip.received:
        trip.toured.append(region)
    return True
