"""A region's own promotion event in another region is a visit of the one to the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tashan.reading.english.campaigns import SIGNS_THERE, campaigns, hosts_of
from tashan.reading.english.marks import PLACE, TIME, frame
from tashan.reading.english.spots import contains
from tashan.reading.english.timing import nearest_time, resolve_time
from tashan.reading.english.travellers import GROUP, Travellers
from tashan.reading.english.trips import Act, Trip, outside

if TYPE_CHECKING:
    from tashan.reading.english.journal import Journal
    from tashan.reading.english.marks import Ribbon
    from tashan.regions import Region

_KIND = (
    r"(?:conference|fair|event|activity|meeting|roadshow|campaign|show|exhibition|session|symposium|ceremony|"
    r"seminar|forum|drive|week|tour|mission|convention|presentation|gala|salon|reception|series)s?"
)
_EVENT = (
    rf"(?:promotion\w*[\w '&/-]{{0,40}}?{_KIND}|roadshow|matchmaking {_KIND}|"
    rf"(?:(?:trade and |business and )?investment|trade|tourism|business)(?: and \w+)? (?:promotion )?(?:drive|"
    rf"seminar|fair|roadshow|week|mission))"
)
_WORDS = r"(?:(?!attend|join|olympic|took part|visit|in\b|at\b|to\b|by\b|with\b)[\w'/&\"-]+ )"
_HOLD = (
    r"(?:(?:will |to |is |was |has |have |jointly )*(?:held|hold|holds|holding|host(?:s|ed|ing)?|stag(?:e|ed|"
    r"es|ing)|launch(?:ed|es|ing)?|organi[sz](?:ed|es|ing)|kicked off|unveiled|opened)) "
)
_TAKES_PLACE = (
    r"(?:(?:will be |to be |was |is |were )?(?:successfully )?(?:held|staged|hosted|organi[sz]ed|launched)|"
    r"(?:was |is )?kick(?:ed|s) off|took place|takes place|opened|opens|convened)"
)
# The hall that bears the name of its city.
_HALL = (
    r"<place> (?:(?:International|National|World|City) )*(?:Convention|Exhibition|Conference|Expo|Trade|Grand|Cultural) "
    r"(?:[\w&]+ )*?(?:Cent(?:er|re)|Hall|Hotel)"
)
_PROMOTION_HELD = (
    frame(
        rf"(?P<owner><place>)[^.;]{{0,60}}? {_HOLD}(?:an? |the |its |another |<time> |series of "
        rf")*(?:{_WORDS}|<place>(?:'s)? ){{0,9}}?{_EVENT}[^.;]{{0,80}}? in (?:the )?(?P<to>{GROUP})"
    ),
    frame(
        rf"(?P<owner><place>)(?:'s)? (?:\([^()]*\) "
        rf")?{_WORDS}{{0,8}}?{_EVENT}[^.;]{{0,130}}?{_TAKES_PLACE}[^.;]{{0,30}}? (?:in (?:the )?|at (?:the )?(?={_HALL}))(?P<to>{GROUP})"
    ),
    frame(
        rf"\b{_EVENT} (?:of|by|from|for|held by|hosted by|organi[sz]ed by|promoting) (?:the "
        rf")?(?P<owner><place>)[^.;]{{0,70}}? in (?:the )?(?P<to>{GROUP})"
    ),
    frame(
        rf"\bin (?:the )?(?P<to>{GROUP}),? (?:on <time>,? )?(?:the )?(?P<owner><place>)(?:'s)?[^.;]{{0,60}}? "
        rf"(?:held|staged|hosted|launched|organi[sz]ed)[^.;]{{0,40}}?{_EVENT}"
    ),
    frame(
        rf"\bin (?:the )?(?P<to>{GROUP}),? (?:on )?<time>,? (?:when|where|as) (?:the )?(?P<owner><place>)(?:'s)?[^.;]{{0,90}}? "
        rf"(?:held|opened|staged|hosted|launched|kicked off)[^.;]{{0,40}}?{_EVENT}"
    ),
    frame(
        rf"\b{_EVENT}[^.;]{{0,120}}?,? (?:which|that) (?:the )?(?P<owner><place>)(?:'s)?[^.;,]{{0,50}}? "
        rf"(?:held|put on|staged|hosted|organi[sz]ed|gave) in (?:the )?(?P<to>{GROUP})"
    ),
    frame(rf"(?P<owner><place>) (?:\w+ ){{0,4}}?{_EVENT} \((?P<to><place>)\)"),
    frame(rf"(?P<owner><place>)[^.;{PLACE}]{{0,60}}? \((?P<to><place>)\) (?:[\w-]+ ){{0,2}}?promotion\b"),
    frame(
        rf"(?P<owner><place>)[^.;{PLACE}]{{0,60}}? {_HOLD}(?:an? |the |its |another )?(?:[\w&-]+ ){{0,3}}?(?:tourism|investment|trade|cultur\w+|product\w*) "
        rf"promotions? (?:here |(?:on )?<time> )?in (?:the )?(?P<to>{GROUP})"
    ),
    frame(r"(?P<owner><place>) Week (?:in|at) (?:the )?(?P<to><place>(?:[ /•·-]+<place>)*)"),
)
_HELD_SOMEWHERE = frame(
    rf"(?P<owner><place>)(?:'s)?[^.;]{{0,60}}? {_HOLD}(?:an? |the |its |another )*(?:{_WORDS}|<place>(?:'s)? ){{0,9}}?{_EVENT}\b(?![^.;]* in (?:the )?<place>)"
)
_PART_OF_FAIR = frame(
    rf"\b(?:part of|during|at|on the sidelines of) [^.;]{{0,60}}?(?P<to><place>) [^.;{PLACE}]{{0,50}}?\b(?:Expo|Exposition|Exhibition|Fair)\b"
)
_EVENT_THERE = frame(
    rf"\b(?:at|during) (?:a|the|its) (?:[\w-]+ ){{0,3}}?promotion(?:al)? (?:[\w-]+ ){{0,2}}?{_KIND},? (?:held |staged )?(?:here )?in "
    rf"(?:the )?(?P<to><place>)"
)
_SPEAKER = frame(
    r"<person>,? (?:said |told [^.;]{0,30}? )?$"
)  # mayor of Guiyang, at a promotion conference in Shenzhen
_HELD_THERE = frame(
    rf"\bpromotion(?:al)? (?:[\w-]+ ){{0,2}}?{_KIND}\b[^.;]{{0,120}}? {_TAKES_PLACE}[^.;{PLACE}]{{0,20}}? in (?:the )?(?P<to><place>)"
)
_PROMOTES = re.compile(
    rf"{PLACE}(?:'s)? (?:[\w'-]+ ){{0,3}}?(?:promot|market|showcas|woos?|court|pitch|tout|attract|seek|lure)"
)
_NEAR_START = 30  # characters before the region that a report is about
_OFFICE = re.compile(
    r"(?:'s)?(?:,? (?:and )?(?:[A-Z][\w'&-]*|[a-z]+|of|for)){1,9}? (?:bureau|department|commission|office)\b",
    re.IGNORECASE,
)
_BY_OFFICE = re.compile(
    r"\b(?:by|where) the (?:[\w'&-]+,? ){0,9}?(?:[Bb]ureau|[Dd]epartment|[Cc]ommission|Tourism Office|[Aa]dministration of \w+)\b"
)
_CAMPAIGN = (
    "promot", "roadshow", "matchmaking", "project", "deal", "contract", "invest", "tourist", "talent", "businesses", " week", "expo", "exhibition",
    "showcas", "fair", "festival", "display", " said in ", " to attract", " to seek", " to woo", " to court", " to lure", " to draw", " to introduce",
)  # fmt: skip
_JOINTLY = frame(
    rf"(?P<all>{GROUP})(?:'s?)?(?: (?:cities|counties|districts|provinces|governments))?,? (?:have |has |recently )*(?:jointly )?"
    r"(?=held|hold|host|stag|launch|organi)"
)
_TO_COME = re.compile(r"\b(?:will|to be|is (?:set |scheduled |due )?to)\b")
_PART = frame(r"<place> in (?:the )?(?:[\w']+ ){0,3}?$")  # Baotou in the Inner Mongolia Autonomous Region
_RUNS = frame(r"\b(?:lasts?|runs?|lasting|running|continues?) (?:(?:until|through|till|to) )?(?P<when><time>)")
_WILL_BE = re.compile(r"\"?,? (?:will|to be|is to)\b")


def promote(journal: Journal, ribbon: Ribbon) -> None:
    """Add the visit that a promotion event in a sentence is, if it is one."""
    if PLACE not in ribbon.text:
        return
    if ribbon.holds(("promot", "roadshow", "matchmaking", " drive", " fair", "seminar", " week", "trade mission")):
        for pattern in _PROMOTION_HELD:
            match = pattern.search(ribbon.text)
            while match:
                if _promotes(journal, ribbon, match):
                    return
                match = pattern.search(ribbon.text, match.start() + 1)  # the owner may be the next place named
        held = _HELD_SOMEWHERE.search(ribbon.text)
        if held is not None:
            _promotes_at_fair(journal, ribbon, held)
            if _promotes_in_the_city(journal, ribbon, held):
                return
        if _held_there(journal, ribbon):
            return
    if journal.told is None and ribbon.holds(_CAMPAIGN):
        for campaign in campaigns(ribbon, _next(journal, ribbon)):
            if _opens(journal, ribbon, campaign.match, campaign.hosts, campaign.owner):
                return
        _signs_there(journal, ribbon)


def _signs_there(journal: Journal, ribbon: Ribbon) -> None:
    """Open a further trip of the promoter spoken of who signed at another place too."""
    before = journal.current
    if before is None or not before.promotion or not ribbon.holds(("agreement", "deal", "contract", "project")):
        return
    match = SIGNS_THERE.search(ribbon.text)
    hosts = hosts_of(ribbon, match) if match is not None else []
    if match is None or not hosts or not all(outside(host, (*before.visitors, *before.hosts)) for host in hosts):
        return
    trip = Trip(before.visitors, names=list(before.names), promotion=True)
    trip.hosts += hosts
    trip.spans.append(ribbon.span(0, len(ribbon.text)))
    journal.trips.append(trip)
    journal.turn_to(trip)
    journal.note_act(trip, ribbon, match.start(), match.end())


def _next(journal: Journal, ribbon: Ribbon) -> list[Ribbon]:
    """The sentences right after."""
    ribbons = journal.scene.ribbons
    at = ribbons.index(ribbon) + 1
    return ribbons[at : at + 2]


def _held_there(journal: Journal, ribbon: Ribbon) -> bool:
    """Take the owner of "a promotion event in Shanghai" from the report's beginning, where it is about one region."""
    held = _EVENT_THERE.search(ribbon.text)
    speaker = _SPEAKER.search(ribbon.text, 0, held.start()) if held is not None else None
    if held is not None and speaker is not None and not journal.trips:
        owner = tuple(dict.fromkeys(r for person in ribbon.value(speaker.start()) for r in person.regions))
        hosts = hosts_of(ribbon, held)
        if len(owner) == 1 and hosts and all(outside(host, owner) for host in hosts):
            _presents(journal, ribbon, held, owner, hosts)
            return True
    first = next((other for other in journal.scene.ribbons if PLACE in other.text), ribbon)
    if held is None and first is not ribbon and _PROMOTES.search(first.text):
        held = _HELD_THERE.search(ribbon.text)
    if held is None or journal.trips or first is ribbon:
        return False
    at = first.text.index(PLACE)
    if at > _NEAR_START or _EVENT_THERE.search(first.text):
        return False
    spot = first.value(at)
    hosts = hosts_of(ribbon, held)
    if spot.group or len(spot.regions) != 1 or not hosts or not all(outside(host, spot.regions) for host in hosts):
        return False
    _presents(journal, ribbon, held, tuple(spot.regions), hosts).spans.append(first.span(0, len(first.text)))
    return True


def _presents(
    journal: Journal, ribbon: Ribbon, held: re.Match[str], owner: tuple[Region, ...], hosts: list[Region]
) -> Trip:
    """Open the trip of those who present themselves at an event elsewhere."""
    trip = journal.open(owner, None, Travellers(owner, kind="government"))
    trip.promotion = True
    trip.hosts += hosts
    trip.spans.append(ribbon.span(0, len(ribbon.text)))
    journal.turn_to(trip)
    journal.note_act(trip, ribbon, held.start(), held.end())
    return trip


def _promotes_at_fair(journal: Journal, ribbon: Ribbon, match: re.Match[str]) -> None:
    """Take the place from the exhibition that the headline or the next sentence says the event was part of."""
    ribbons = journal.scene.ribbons
    at = ribbons.index(ribbon) + 1
    for other in (*ribbons[:1], *ribbons[at : at + 1]):
        fair = _PART_OF_FAIR.search(other.text)
        if fair is not None:
            _opens(journal, ribbon, match, list(other.value(fair.start("to")).regions))
            return


_IN_THE_CITY = re.compile(
    r"\bin (?:the|this) (?:(?:eastern|southern|northern|western|coastal|host|port|capital) )?(?:city|municipality|metropolis)\b"
)


def _promotes_in_the_city(journal: Journal, ribbon: Ribbon, match: re.Match[str]) -> bool:
    """Take "the city" where somebody held his promotion for the only other one that the sentences before name."""
    if " in th" not in ribbon.lowered or not _IN_THE_CITY.search(ribbon.lowered):
        return False
    ribbons, owner = journal.scene.ribbons, tuple(ribbon.value(match.start("owner")).regions)
    before = ribbons[: ribbons.index(ribbon)]
    named = dict.fromkeys(r for b in before for spot in b.values(PLACE) if not spot.group for r in spot.regions)
    cities = [r for r in named if r.name.endswith(("市", "特别行政区")) and r.level != "county" and outside(r, owner)]
    return len(cities) == 1 and _opens(journal, ribbon, match, cities)


def _promotes(journal: Journal, ribbon: Ribbon, match: re.Match[str]) -> bool:
    hosts = hosts_of(ribbon, match)
    return _opens(journal, ribbon, match, hosts)


def _opens(
    journal: Journal, ribbon: Ribbon, match: re.Match[str], hosts: list[Region], owned: int | None = None
) -> bool:
    """Open the trip of the owner of a promotion event."""
    at = match.start("owner") if owned is None else owned
    part = _PART.search(ribbon.text, 0, at)
    if part is not None and ribbon.value(at).regions:
        inner = ribbon.value(part.start()).regions
        at = part.start() if len(inner) == 1 and contains(ribbon.value(at).regions[0], inner[0]) else at
    spot = ribbon.value(at)
    owner = () if spot.group else tuple(spot.regions)
    if "jointly" in ribbon.lowered or "governments of" in ribbon.lowered:
        owner = _owners(ribbon, at) or owner
    elif len(owner) != 1:
        return False
    if not owner or not hosts or not all(outside(host, owner) for host in hosts):
        return False
    office = _OFFICE.match(ribbon.text[at + 1 : at + 91]) or _BY_OFFICE.search(ribbon.text, match.start())
    kind = "department" if office else "government"
    start, end = max(0, match.start() - 60), match.end()
    planned = bool(_TO_COME.search(ribbon.text, start, end) or _WILL_BE.match(ribbon.text, end))
    mention = nearest_time(ribbon, match.start(), match.end())
    trip = _another(journal, owner, hosts, planned=planned, dated=mention is not None)
    trip = trip or journal.open(owner, None, Travellers(owner, kind=kind))
    if not trip.names:
        trip.names.append(kind)
    trip.promotion = True
    for host in hosts:
        if not any(contains(known, host) for known in trip.hosts):
            trip.add_host(host)
    trip.spans.append(ribbon.span(0, len(ribbon.text)))
    journal.turn_to(trip)
    trip.planned = planned
    before = _sentence_before(journal, ribbon, owner)
    if mention is not None and mention.kind == "year" and before is not None:
        journal.note_act(trip, before, 0, 0)  # the year stands in the event's name
    else:
        journal.note_act(trip, ribbon, match.start(), match.end())
        runs = _RUNS.search(ribbon.text, match.start())
        if runs is not None:
            last = resolve_time(journal.scene, ribbon.value(runs.start("when")))
            days = (last.end or last.start, last.end or last.start)
            trip.acts.append(Act(*days, False, True, last.flags, last.year_evidence, tuple(last.candidates)))
    return True


def _owners(ribbon: Ribbon, at: int) -> tuple[Region, ...]:
    """All those who hold an event together, in a list that a position belongs to."""
    for match in _JOINTLY.finditer(ribbon.text):
        if match.start("all") <= at < match.end("all"):
            spots = ribbon.values(PLACE, *match.span("all"))
            return tuple(dict.fromkeys(region for spot in spots if not spot.group for region in spot.regions))
    return ()


def _another(
    journal: Journal, owner: tuple[Region, ...], hosts: list[Region], *, planned: bool, dated: bool
) -> Trip | None:
    """A trip of its own for an event that is still to come elsewhere, beside one that was held, or the other way round."""
    held = [trip for trip in journal.trips if trip.promotion and trip.visitors == owner and trip.acts]
    if not held or not dated or any(host in trip.hosts for trip in held for host in hosts):
        return None
    if any(trip.planned == planned for trip in held):
        return None
    trip = Trip(owner, planned=planned)
    journal.trips.append(trip)
    return trip


def _sentence_before(journal: Journal, ribbon: Ribbon, owner: tuple[Region, ...]) -> Ribbon | None:
    """The sentence before, where it names the owner and a time."""
    ribbons = journal.scene.ribbons
    at = ribbons.index(ribbon)
    if not at or TIME not in ribbons[at - 1].text:
        return None
    named = [region for spot in ribbons[at - 1].values(PLACE) for region in spot.regions]
    return ribbons[at - 1] if owner[0] in named else None
