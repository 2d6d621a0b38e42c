"""Who received whom: leaders of a region meet, welcome or accompany a delegation, which makes their region a host."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tashan.reading.english.journal import OFFICIAL, VICE, Journal, people_at
from tashan.reading.english.marks import PARTY, PERSON, PLACE, TITLE, frame
from tashan.reading.english.spots import contains, province_of
from tashan.reading.english.subjects import WHO, Agent, named, resolve
from tashan.reading.english.talks import add_hosts, plain, talk
from tashan.reading.english.travellers import GROUP, Travellers
from tashan.reading.english.trips import Trip, is_capital, outside

if TYPE_CHECKING:
    from tashan.reading.english.marks import Ribbon
    from tashan.regions import Region

_HOSTING = (
    r"(?:met(?: and (?:held )?(?:talks|talked))?(?: with)?|meets(?: with)?|had a meeting with|held (?:a "
    r")?(?:meeting|meetings|talks|discussions?|symposium|exchange|working meeting) with|receiv(?:ed|es)|"
    r"host(?:ed|s)(?: an? (?:[\w-]+ ){0,2}(?:banquet|dinner|luncheon|lunch|reception|ceremony|symposium|meeting) (?:for|to welcome|in honou?r of))?|"
    r"(?:will|is to|are to|to) (?:host|receive|welcome|meet(?: with)?|greet)|welcom(?:ed|es)|greet(?:ed|s)|"
    r"accompan(?:ied|ies)|show(?:ed|s)(?= \ue005 (?:a)?round)|(?:rolled|rolls) out the red carpet for|"
    r"(?:saw|sees|witnessed) the (?:arrival|visit) of|(?:gave|extended|expressed) (?:an? |his |her |their )?(?:\w+ ){0,2}welcome to|"
    r"(?:held|had) (?:talks|discussions)(?=,? in [\ue001],? with)|had talks with|talked with|exchanged (?:views|ideas) with|feted|played host to|"
    r"briefed|(?:made (?:these|the|those) (?:remarks|comments)|said)(?: on [\ue002])? (?:(?:during|in|at) (?:a|his|her|the) meeting with|"
    r"(?:when|while) (?:meeting(?: with)?|receiving)))"
)
_RECEIVE = frame(
    rf"(?P<hosts>[\ue003\ue004](?:(?:,|,? and|,? as well as|,? along with|,? together with) [\ue003\ue004])*|"
    rf"(?P<site><place>))(?: \([a-z ]{{3,16}}\))?(?P<gap>(?:,? (?:also|respectively|jointly|yesterday|today|warmly|recently|then|"
    rf"separately|later|here|there|both|<time>|on <time>|in <time>|this morning|this afternoon|have|has|"
    rf"had)){{0,4}},?) "
    rf"(?P<verb>{_HOSTING})(?:,? (?:in|at) (?:the )?(?P<venue><place>)(?:,? (?:on )?<time>)?,?|,? here(?:,? (?:on )?<time>)?,?|,? "
    rf"(?:on )?<time>,?)?(?: with)? (?:and (?:held talks|talked) with )?(?P<guests>(?:(?:the |a |his |her |their |members of |"
    rf"all |visiting |guests,? )*)?{WHO}(?:(?:,|,? and)(?: the)? {WHO})*)"
    rf"(?P<rest>[^.;]*)"
)
_RECEIVED_BY = frame(
    r"(?P<guests>[\ue004\ue005])(?:[^.;]{0,80}?)\b(?:was|were|is|are|been|being) (?:warmly |respectively |jointly |"
    r"cordially )?(?P<verb>received|welcomed|greeted|hosted|accompanied|met|briefed) (?:in (?P<venue><place>) "
    r")?(?:\w+ )?by (?P<hosts>[\ue003\ue004](?:(?:,|,? and|,? as well as) [\ue003\ue004])*)"
)
_RECEIVED_IN = frame(
    r"(?P<guests>[\ue004\ue005]),? (?:(?:that |which |who )?(?:was|were|is|are|has been|have been) )(?:\w+ )?(?P<verb>received|welcomed|greeted|hosted)"
    r"(?: here)? in (?:the )?(?P<site><place>)"
)
_VISITED_BY = frame(
    r"(?P<site><place>) (?:was|is|has been|will be) (?P<verb>visited|toured|inspected) by (?:the |a )?(?P<guests><party>)"
)
_FIRST_STOP = frame(
    r"(?P<site><place>) (?:was|is|became|made) (?:the |an? )?(?P<verb>(?:first|second|third|last|final|next|another) (?:stop|leg)|destination) "
    r"(?:of|on|for) (?:the (?:tour|trip|visit|itinerary) of )?(?P<guests><party>)"
)
_BY_LEADERS = frame(
    r"\b(?:received|met|welcomed|greeted|hosted)(?: (?:in|at) (?:the )?<place>)?,? by (?:the )?(?:"
    r"(?:provinc|region|municipalit|autonomous region)(?:e|ial|al|y)?(?:'s)? (?:top |main |senior )?(?:leaders|officials)|"
    r"(?:leaders|officials) of the (?:province|region|municipality|autonomous region))"
)
_BOTH_LEADERS = re.compile(
    r"\bmet (?:with )?(?:the )?(?:leading officials|leaders|top officials|(?:main |principal )?leaders) of the (?:two|three|four) (?:provinces|regions)\b"
)
_ESCORTS = frame(
    r"\b[Aa]ccompanying (?:[\w-]+ ){0,3}?(?:<party> |(?:from|of) <place>(?:,? and <place>)* )?(?:were|was|included) "
    r"(?P<hosts>[\ue003\ue004](?:(?:,|,? and|,? as well as) "
    r"[\ue003\ue004])*)"
)
_THEY_WERE = frame(
    r"\b(?:it|they|he|she|the (?:group|team|guests|visitors)) (?:was|were) (?:\w+ )?(?:received|welcomed|greeted|met|hosted|accompanied) by "
    r"(?P<hosts>[\ue003\ue004](?:(?:,|,? and|,? as well as) [\ue003\ue004])*)"
)
_ACCOMPANIED = frame(
    r"accompanied (?:on the (?:tour|visit|trip) )?by (?P<hosts>[\ue003\ue004](?:(?:,|,? and|,? as well as) "
    r"[\ue003\ue004])*)"
)
_THEM = re.compile(
    rf"(?P<verb>welcom\w+|receiv\w+|accompan\w+|greet\w+|host\w+|met(?: with)?) (?:them|him|her|the "
    rf"(?:delegation|group|guests|visitors|visiting)|{PARTY}|{PERSON})|{WHO} (?:attended|were present|was "
    rf"present|accompanied|took part in|participated in|joined (?:them|him|her|the))"
)
_WELCOME_TO = frame(
    rf"(?P<hosts>{WHO}|\b(?:he|she)) (?:\w+ )?(?:welcom\w+|extended (?:a |his |her )?(?:warm )?welcome to) "
    rf"(?P<guests>{WHO}(?:(?:,|,? and) {WHO})*) to (?:the )?(?P<to>{GROUP})"
)
_VENUE = frame(
    rf"(?<!office )(?<!diplomat )(?<!station )(?<!living )\b(?:in|at) (?:the )?(?P<venue>{GROUP})(?!'s? |(?-i: [A-Z][a-z]))"
)
_NEAR = 60  # characters between those who meet and the place where they do
_SEAT = re.compile(
    r"\bat (?:the )?(?:Government House|Government Headquarters|Office of the Chief Executive|Chief Executive's Office)\b"
)
_INVITED = frame(
    r"[\ue003\ue004\ue005] (?:has been|have been|was|were) invited to (?P<place><place>)(?! to) (?:for|to (?:attend|join|take part))"
)
_PLEASED = frame(
    r"\b(?:pleased|glad|happy|delighted|honou?red) to (?:have (?:arrived in|come to|visited)|be (?:back )?(?:in|here in)|visit|come to|arrive in) "
    r"(?P<place><place>)(?!')"
)
_AT_MEETING = re.compile(r"(?i)\b(?:conference|forum|session|summit)\b")
_FRONTED_VENUE = frame(
    r"(?:(?:while|when|during (?:his|her|the|their|its) (?:stay|time|visit|trip|tour)) )?(?:in|to) (?:the )?(?P<venue><place>), (?:the )?$"
)
_TO_COME = re.compile(r"(?:will|is to|are to|to) ")
# Guests sent by an association are nobody's delegation.
_ASSOCIATION = re.compile(
    r"(?:'s)?(?: [A-Z][\w-]+){0,2} (?:Chamber of Commerce|Entrepreneurs' Association|Business Association)\b"
)
_OWNERS = frame(
    r" (?:entrepreneurs|business (?:people|leaders|owners|executives)|businesspeople|businessmen|executives|investors)\b"
    r"(?: (?:led|headed) by (?:the )?(?P<led>[\ue003\ue004]))?"
)
_RECEIVES = re.compile("(?i)receiv|host|greet|accompan|show|carpet|arrival|welcome to|visit")
_MEETS = re.compile(r"(?i)\bme(?:et|t)")
_RANKS = {"province": "province", "city": "prefecture", "county": "county"}


def receive(journal: Journal, ribbon: Ribbon) -> None:
    """Add what a sentence tells of receiving: new trips seen from the host's side, and hosts of the trip spoken of."""
    text = ribbon.text
    if PERSON not in text and PARTY not in text and TITLE not in text:
        return
    if "welcom" in ribbon.lowered:
        for match in _WELCOME_TO.finditer(text):
            _welcome(journal, ribbon, match)
    for match in _RECEIVED_BY.finditer(text) if " by " in text else ():
        _hosted(journal, ribbon, match, resolve(journal, ribbon, match.start("guests")))
    if PLACE in text:
        for pattern in (_RECEIVED_IN, _VISITED_BY, _FIRST_STOP):
            for match in pattern.finditer(text):
                _hosted(journal, ribbon, match, resolve(journal, ribbon, match.start("guests")))
    for match in _RECEIVE.finditer(text):
        _meet(journal, ribbon, match)
    talk(journal, ribbon)
    trip = journal.current
    if trip is None or not trip.hosts:
        return
    for match in _ESCORTS.finditer(text) if "accompanying" in ribbon.lowered else ():
        add_hosts(journal, trip, people_at(ribbon, match.start("hosts"), match.end("hosts"))[:1])
    for match in _THEY_WERE.finditer(text) if " by " in text and not trip.background else ():
        add_hosts(journal, trip, people_at(ribbon, match.start("hosts"), match.end("hosts")))
        journal.note_act(trip, ribbon, match.start(), match.end(), talk=True)
    for match in _ACCOMPANIED.finditer(text) if "accompanied" in ribbon.lowered else ():
        add_hosts(journal, trip, people_at(ribbon, match.start("hosts"), match.end("hosts")))
    if not trip.background and (
        (" by " in text and _BY_LEADERS.search(text)) or ("met " in text and _BOTH_LEADERS.search(text))
    ):
        for province in dict.fromkeys(province_of(host) for host in trip.hosts):
            if province is not None:
                trip.receive(province)
    beside_them = _THEM.search(text) or "autonomous region, attended" in ribbon.lowered
    if PERSON in text and not trip.background and beside_them:
        people = [p for people in ribbon.values(PERSON) for p in people]
        add_hosts(journal, trip, people, beside="accompan" in ribbon.lowered)


def _visitors(guests: Travellers | Trip) -> tuple[Region, ...]:
    return guests.visitors if isinstance(guests, Trip) else tuple(guests.regions)


def _trip(journal: Journal, guests: Travellers | Trip) -> Trip:
    return guests if isinstance(guests, Trip) else journal.open(_visitors(guests), None, guests)


def _first_mark(ribbon: Ribbon, at: int) -> int:
    while ribbon.text[at] not in (PARTY, PERSON, TITLE):
        at += 1
    return at


def _welcome(journal: Journal, ribbon: Ribbon, match: re.Match[str]) -> None:
    """Somebody was welcomed to a place ("Wang welcomed Xu to Qinghai")."""
    regions = plain(ribbon.values(PLACE, match.start("to"), match.end("to")))
    guests = resolve(journal, ribbon, _first_mark(ribbon, match.start("guests")))
    if guests is None:
        return
    trip = _trip(journal, guests)
    hosts = people_at(ribbon, match.start("hosts"), match.start("hosts") + 1)
    for region in regions:
        wider = any(contains(region, h) for h in trip.hosts if h != region)
        if not wider or any(journal.scene.region_of(p) == region for p in hosts):
            trip.add_host(region)
    if trip.hosts:
        journal.current = trip
        trip.spans.append(ribbon.span(match.start(), match.end()))
        journal.note_act(trip, ribbon, match.start(), match.end(), talk=True)


def _meet(journal: Journal, ribbon: Ribbon, match: re.Match[str]) -> None:
    """A host's leader received, met or accompanied somebody."""
    if match.group("verb").startswith(("made", "said")) and _AT_MEETING.search(match.group("rest")):
        return  # a meeting of both sides
    at = _first_mark(ribbon, match.start("guests"))
    if ribbon.text[at] == PARTY and ribbon.value(at).weak and _MEETS.search(match.group("verb")):
        people = people_at(ribbon, match.start("hosts"), match.end("hosts"))
        if journal.current is not None and journal.led_by(people) is journal.current:
            return  # the head of the guests meets officials of the region visited
    if ribbon.text[at] == PARTY and _at_theirs(journal, ribbon, match, at):
        return
    if ribbon.text[at] == PARTY or _RECEIVES.search(match.group("verb") + match.group("guests")):
        _hosted(journal, ribbon, match, resolve(journal, ribbon, at))
        return
    if match.group("venue"):
        _pair(journal, ribbon, match, at, plain([ribbon.value(match.start("venue"))]))
        return
    venue = _VENUE.search(ribbon.text, match.end("guests"))
    if venue is not None and venue.start() - match.end("guests") < _NEAR:
        _pair(journal, ribbon, match, at, plain(ribbon.values(PLACE, venue.start("venue"), venue.end("venue"))))
        return
    invited = _invited(journal)
    if invited is not None:
        _pair(journal, ribbon, match, at, [invited])
        return
    receiver = next(
        (journal.scene.region_of(p) for p in people_at(ribbon, match.start("hosts"), match.end("hosts"))), None
    )
    trip = journal.current
    seated = receiver is not None and receiver == journal.scene.seat and (trip is None or receiver in trip.hosts)
    at_home = seated or _SEAT.search(ribbon.text, match.end("guests"))
    if receiver is not None and at_home and receiver.name.endswith("特别行政区"):
        _pair(journal, ribbon, match, at, [receiver])


def _at_theirs(journal: Journal, ribbon: Ribbon, match: re.Match[str], at: int) -> bool:
    """Take those who met officials where these are at home for the ones who travelled."""
    party: Travellers = ribbon.value(at)
    venue = _venue(ribbon, match)
    if (
        not party.weak
        or _RECEIVES.search(match.group("verb"))
        or venue is None
        or not party.regions
        or match.group("site")
    ):
        return False
    if not all(contains(region, venue) for region in party.regions):
        return False
    guests = resolve(journal, ribbon, _first_mark(ribbon, match.start("hosts")))
    if guests is None and ribbon.text[match.start("hosts")] == TITLE and journal.current is not None:
        guests = journal.current  # "While in Jiangxi, the Chief Executive will meet officials of Jiangxi"
    if guests is None or not outside(venue, _visitors(guests)):
        return False
    trip = _trip(journal, guests)
    for region in party.regions:
        trip.add_host(region)
    _note(journal, trip, ribbon, match)
    return True


def _invited(journal: Journal) -> Region | None:
    """Where the document says that somebody was asked to come, or stays."""
    for ribbon in journal.scene.ribbons:
        match = _INVITED.search(ribbon.text) or (_PLEASED.search(ribbon.text) if PLACE in ribbon.text else None)
        regions = plain([ribbon.value(match.start("place"))]) if match else []
        if len(regions) == 1:
            return regions[0]
    return None


def _pair(journal: Journal, ribbon: Ribbon, match: re.Match[str], at: int, regions: list[Region]) -> None:
    """Two leaders met; the place of the meeting tells who travelled."""
    hosts = people_at(ribbon, match.start("hosts"), match.end("hosts"))
    guests = people_at(ribbon, at, match.end("guests"))
    if match.group("site") or not hosts or not guests or not regions:
        return
    if hosts[0].kind not in OFFICIAL or guests[0].kind not in OFFICIAL:
        return
    one, other = journal.scene.region_of(hosts[0]), journal.scene.region_of(guests[0])
    if one is None or other is None or not outside(one, (other,)):
        return
    for home, away, travellers in ((one, other, guests), (other, one, hosts)):
        if contains(home, regions[0]):
            callers = _callers(journal, home, away, guests) if travellers is guests else [away]
            for region in reversed(callers):
                others = [r for r in callers if r != region]
                theirs = [p for p in travellers if journal.scene.region_of(p) not in others]
                party = Travellers((region,), leaders=_heads(named(theirs), region, journal))
                trip = journal.led_by(theirs) or journal.open((region,), None, party)
                trip.add_host(home)
                _note(journal, trip, ribbon, match)
            return


def _callers(journal: Journal, home: Region, first: Region, guests: list[Any]) -> list[Region]:
    """The regions whose officials called in one sentence; those of one province came together."""
    found = [first]
    for person in guests[1:]:
        region = journal.scene.region_of(person) if person.kind in OFFICIAL else None
        if region is not None and outside(region, (home, *found)):
            found.append(region)
    return found


def _heads(people: list[Any], region: Region, journal: Journal) -> list[Any]:
    """The first of those who met, and the head of the same region's other side beside him."""
    first, kinds = people[:1], ("party", "government")
    if not first or first[0].kind not in kinds:
        return first
    other = [
        p for p in people[1:] if p.kind in kinds and p.kind != first[0].kind and journal.scene.region_of(p) == region
    ]
    return [*first, *(p for p in other[:1] if not VICE.search(p.title or ""))]


def _hosted(journal: Journal, ribbon: Ribbon, match: re.Match[str], guests: Agent) -> None:
    """A delegation was received: the hosts are the receivers' regions, and the town if it is no provincial capital."""
    if guests is None:
        return
    visitors = _visitors(guests)
    at = _first_mark(ribbon, match.start("guests"))
    owners = _owners(ribbon, at + 1) or _ASSOCIATION.match(ribbon.text, at + 1) is not None
    private = isinstance(guests, Travellers) and ((guests.business and guests.weak) or owners)
    if not visitors or (private and not any(p.kind in OFFICIAL for p in guests.leaders)):
        return
    venue = _venue(ribbon, match)
    people = people_at(ribbon, *match.span("hosts")) if "hosts" in match.re.groupindex else []
    hosts = [r for r in _receivers(journal, ribbon, match, people, visitors, venue) if outside(r, visitors)]
    if venue is not None and people and outside(venue, visitors) and (not hosts or not is_capital(venue)):
        hosts.append(venue)
    if not hosts:
        return
    trip = _trip(journal, guests)
    if venue is not None and venue not in hosts and outside(venue, visitors):
        trip.passed.append(venue)
    for region in hosts:
        if region.level == "province":
            trip.receive(region)
        else:
            trip.add_host(region)
    _note(journal, trip, ribbon, match)


def _owners(ribbon: Ribbon, at: int) -> bool:
    """Whether a delegation is of business people whom no official leads."""
    match = _OWNERS.match(ribbon.text, at)
    if match is None:
        return False
    led = match.start("led")
    return led < 0 or not any(p.kind in OFFICIAL for p in people_at(ribbon, led, led + 1))


def _receivers(
    journal: Journal,
    ribbon: Ribbon,
    match: re.Match[str],
    people: list[Any],
    visitors: tuple[Region, ...],
    venue: Region | None,
) -> list[Region]:
    """The regions of those who receive."""
    regions: list[Region] = []
    if "site" in match.re.groupindex and match.group("site"):
        regions = plain([ribbon.value(match.start("site"))])
    for person in people:
        if person.kind not in OFFICIAL:
            continue
        region = journal.scene.region_of(person)
        abroad = getattr(person, "abroad", False) or getattr(person, "foreign", False)
        if region is None and venue is not None and not abroad:
            region = province_of(venue) if person.level == "province" else venue
        if region is None and not abroad and not regions:
            region = _other_side(journal, visitors, person)
        if region is not None:
            regions.append(region)
    return regions


def _other_side(journal: Journal, visitors: tuple[Region, ...], person: Any) -> Region | None:
    """Whose leader receives, where the text names just one other region of the fitting rank."""
    rank = _RANKS.get(person.level or "")
    fitting = [r for r in journal.scene.seen if r.level == rank and outside(r, visitors)]
    return fitting[0] if len(fitting) == 1 else None


def _note(journal: Journal, trip: Trip, ribbon: Ribbon, match: re.Match[str]) -> None:
    journal.turn_to(trip)
    trip.spans.append(
        ribbon.span(0, len(ribbon.text)) if not trip.spans else ribbon.span(match.start(), match.end("guests"))
    )
    planned = _TO_COME.match(match.group("verb")) is not None
    if planned and len(trip.spans) == 1:
        trip.planned = True
    if journal.begun is not None and len(trip.spans) == 1:
        start, first = journal.begun
        journal.note_act(trip, start, first.start, first.end, opens=first.only_start, ahead=first.planned)
        journal.begun = None
    journal.note_act(trip, ribbon, match.start(), match.end("guests"), talk=True, ahead=planned)
    journal.note_length(trip, ribbon)


def _venue(ribbon: Ribbon, match: re.Match[str]) -> Region | None:
    if "venue" in match.re.groupindex and match.group("venue"):
        spots = [ribbon.value(match.start("venue"))]
    else:
        found = _VENUE.search(ribbon.text, match.end("guests")) or _FRONTED_VENUE.match(ribbon.text, 0, match.start())
        if found is None or found.start() - match.end("guests") > _NEAR:
            return None
        spots = ribbon.values(PLACE, found.start("venue"), found.end("venue"))
    regions = plain(spots)
    return regions[0] if len(regions) == 1 else None
