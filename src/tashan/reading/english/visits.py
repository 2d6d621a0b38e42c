"""Who visited whom: the clauses of travelling and receiving, joined into trips."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tashan.reading.english.journal import OFFICIAL, VICE, Journal, people_at
from tashan.reading.english.journeys import Journey, journeys
from tashan.reading.english.leading import LEADS
from tashan.reading.english.marks import PARTY, PERSON, PLACE, TIME, Ribbon, frame
from tashan.reading.english.promotions import promote
from tashan.reading.english.reception import receive
from tashan.reading.english.spots import Spot, contains
from tashan.reading.english.subjects import named, subject
from tashan.reading.english.timing import resolve_time
from tashan.reading.english.travellers import Travellers
from tashan.reading.english.trips import Act, Trip, near, outside, record
from tashan.reading.themes import document_themes
from tashan.records import Problem

if TYPE_CHECKING:
    from tashan.reading.english.people import Someone
    from tashan.reading.english.scene import Scene
    from tashan.records import Visit
    from tashan.regions import Region

_THERE = frame(
    r"\b(?P<verb>went|came|travel\w+|return\w+|flew|headed|goes|going|paid (?:a|another) (?:return )?visit) "
    r"(?:back )?there\b"
)
_THE_CITY = re.compile(
    r"\b(?P<verb>visit(?:ed|s|ing)?|tour(?:ed|s|ing)|inspect(?:ed|s|ing)|came to|comes to|arrived in|arrives in|went to|travell?ed to|to visit)"
    r" (?P<whose>the|our) (?P<kind>city|province|county|district|prefecture|municipality|autonomous region|region)"
    r"(?=[,.;:]| (?:on|from|for|to|in|and|at|with|yesterday|today)\b)"
)
_WHICH_ENDED = frame(r",? (?:which|that) (?:ended|concluded|wrapped up|finished|ends|concludes)(?: on| in)? ?<time>")
_STUDIES = frame(
    r"(?:\b(?:they|he|she)|<party>|<person>)(?: and <party>)?,?(?: (?:also|then|later|will|first))* (?:visit(?:ed)?|toured?|inspect(?:ed)?|studied)"
    r"\b(?! (?:to|by)\b)"
)
_COMING = re.compile(r"\b(?:will|is to|are to|is scheduled|is expected)\b")
_LED_AGAIN = frame(
    r"(?:\bit|<party>|<place>|\bthe (?:team|group))(?: [^.;\ue001-\ue005]{3,60} and)? (?:was|is) (?:jointly )?(?:led|headed) by "
    r"(?P<people>[\ue003\ue004](?:(?:,|,? and|,? as well as) [\ue003\ue004])*)"
)
_PEOPLE = r"(?P<people>[\ue003\ue004](?:(?:,|,? and|,? as well as)(?: the)? [\ue003\ue004])*)"
# Who leads the delegation spoken of, told in a clause of its own.
_HEADED = (
    frame(rf"\bat (?:its|their|the) head (?:was|were|is|are|stood|came|walked|went)(?: the)? {_PEOPLE}"),
    frame(rf"\bwith(?: the)? {_PEOPLE} at (?:its|their|the) head\b"),
    frame(rf"{_PEOPLE},? (?:was|were|is|are|acted as|served as) (?:its|their|(?:<party>)'s?) (?:head|leader)s?\b"),
    frame(rf"\b(?:its|their|<party>'s?) (?:head|leader)s?(?:,| was| were| is| are)(?: the)? {_PEOPLE}"),
    frame(rf"\b(?:leading|heading) (?:it|them|<party>) (?:was|were|is|are)(?: the)? {_PEOPLE}"),
    frame(rf"{_PEOPLE} [^.;\ue003\ue004\ue005]{{3,90}}?,? (?:leading|heading|at the head of) <party>"),
    frame(rf"^(?:he|she) and(?: the)? {_PEOPLE}[^.;]{{0,70}}? with <party>"),
)
_TALKS = frame(
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
_WILL = re.compile(r"\bwill\b")
_BARE_VERB = re.compile(
    r"visit|tour|inspect|go|travel|head|proceed|arrive|call|depart|leave"
)  # "will meet … and visit …"
_STAYS = re.compile(
    r"at the head of|heading an? |for (?:an? )?(?:[\w-]+ ){0,3}(?:visit|tour|inspection|exchange|trip|talks?|stud(?:y|ies)|research|investigation)s?\b|on "
    r"an? (?:[\w-]+ ){0,3}(?:visit|tour|trip)\b|to (?:learn|study|inspect|seek)|will be in [\w, ]{3,40}? (?:between|from) "
)
_SAW = re.compile(r"\ue002,? (?:saw|brought) $")
_OF_AN_OFFICE = re.compile(r"(?i)\b(?:bureau|department|commission|administration)\b")
_PROMOTES = re.compile(
    r"\binvestment (?:promotion|negotiation) (?:conference|meeting|fair|event)|\bbusiness visit to\b"
)
_LEADERS = re.compile(r"(?i)\bleaders$")
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
        if journal.place is not None and "there" in ribbon.lowered:
            _return_there(journal, ribbon)
        if journal.session is not None and journal.session[0] is not ribbon and _STUDIES.search(ribbon.text):
            _make_more_of(journal)
        _again(journal, ribbon)
        receive(journal, ribbon)
        promote(journal, ribbon)
        _act(journal, ribbon)
    found = [visit for trip in _settled(journal) if (visit := record(trip, scene)) is not None]
    fresh = [visit for visit in found if not visit.background]
    if len(fresh) == 1:
        themes = document_themes(scene.analysis, fresh) or fresh[0].themes
        found = [replace(visit, themes=themes) if visit is fresh[0] else visit for visit in found]
    return found


def _again(journal: Journal, ribbon: Ribbon) -> None:
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
        opened = [act for act in trip.acts if act.opens and act.start and act.start == act.end]
        if "return" in ribbon.lowered and len(opened) == 1 and _BACK_THAT_DAY.search(ribbon.lowered):
            opened[0].opens = False
        elif ends:
            day = resolve_time(journal.scene, ribbon.value(ends.start("when" if ends.group("when") else "back")))
            day = journal.coming(day) if trip.planned else day
            trip.acts.append(Act(day.start, day.end, False, True, day.flags, day.year_evidence, tuple(day.candidates)))
    for party in ribbon.values(PARTY):
        _mention(journal, ribbon, party)


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


def _speaker(journal: Journal, ribbon: Ribbon) -> list[Someone]:
    """Whom "he" means at the beginning of a sentence: the first person of the one before."""
    before = journal.scene.ribbons[max(0, journal.scene.ribbons.index(ribbon) - 1)]
    people: list[Someone] = before.values(PERSON)[0] if PERSON in before.text else []
    return people[:1]


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
    if region.level in ("zone", "other", "township") and trip.spans and any(contains(h, region) for h in trip.hosts):
        return True
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


def _settled(journal: Journal) -> list[Trip]:
    """The trips once the whole text is known: what is only recalled, who led; business without officials is no visit."""
    _recall(journal)
    kept = []
    for trip in journal.trips:
        if not trip.leaders and trip.hosts and not trip.background:
            _find_head(journal, trip)
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
