"""Who travels in a clause: the nearest delegation or official before the predicate, or whoever was spoken of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tashan.reading.english.journal import OFFICIAL, Journal, people_at
from tashan.reading.english.marks import PARTY, PERSON, TITLE, frame
from tashan.reading.english.people import Someone
from tashan.reading.english.travellers import Travellers
from tashan.reading.english.trips import KIND_OF_POST, Trip, outside

if TYPE_CHECKING:
    from tashan.reading.english.journeys import Journey
    from tashan.reading.english.marks import Ribbon

#: Any mark that may travel.
WHO = "[\ue003\ue004\ue005]"
_PRONOUN = re.compile(
    r"(?:^|[\s,\"(])(?:he|she|they|the (?:two|three|four|officials|members|chief executive|governor|mayor|"
    r"secretary|leaders|trip|visit|tour|itinerary|programme|program|(?:same )?(?:groups?|teams?))|"
    r"(?:(?:two|three|several) groups of )?members|it|mr|this)(?: (?:all|"
    r"also|and \w+|then|later|first|both|together|each))*[\s,]*"
    r"(?:(?:will|is|was|are|were|has|have|had|to|also|then|later|recently|first|scheduled|expected|yesterday|"
    r"today|then|subsequently|successively|respectively|\ue002|on|in|the|morning|afternoon)[\s,]*)*$",
    re.IGNORECASE,
)
_PRONOUN_CHAIN = re.compile(
    r"(?:^|, |^[\w \ue002]{0,40} )(?:he|she|they|it|the (?:two|group|team|members))(?: [^;:]*)?,? (?:and|before)(?: (?:then|later|also))? $",
    re.IGNORECASE,
)
_SINGLE = re.compile(r"\b(?:he|she)[^,;:]*$", re.IGNORECASE)
_HIS = re.compile(r"(?i)\b(?:his|her|their|the) (?:[\w-]+ ){0,3}$|\b(?:his|her) ")
_THEN_THEY = re.compile(r"(?: [\w\ue002]+){0,3}, (?:he|she|they|it|the (?:delegation|group|team|visitors|guests))\b")
_BY = re.compile(
    rf"(?:accompanied|joined|received|welcomed|greeted|hosted|met|briefed|invited|escorted|guided|chaired|"
    rf"presided over|attended|followed|seen off) (?:\w+ )?by (?:[^.;]*{WHO}(?:,? and |, |,? as well as )?)?$|"
    rf"(?:accompanying|alongside|together with|along with|(?<!met )(?<!meet )(?<!meets )(?<!meeting )(?<!talks )with) (?:the |its )?(?:{WHO}(?:,? and |, ))*$"
)
_LED_BY = re.compile(r"\b(?:led|headed) by (?:the )?$")
_LED_LIST = re.compile("\ue005[^.;\ue001\ue005]{0,12}\b(?:led|lead|headed) by (?:the )?\ue004[^.;\ue001\ue005]*$")
_CHAINED = re.compile("[\ue003\ue004](?:,? and |, |,? (?:along|together) with |,? with )$")
_OPENING = re.compile(
    r"(?i)(?:\([^()]*\))?\W*(?:(?:after|before|while|on|upon|following|during|since|in|soon|shortly|right) "
    r"?)*"
)
_PROGRAMME = re.compile(
    r"(?i)\b(?:programm?e?|itinerary|trip|tour|visit|schedule)s? (?:will |also )*(?:includes?|covers?|takes?|"
    r"comprises?|features?)\b[^.;]*$"
)
_AT_HEAD = frame(r"at the head of (?:<party>|a)|heading (?:<party>|a)")
_OBJECT = re.compile(
    r"(?i)\b(?:meet|met|meets|meeting|call(?:ed)? on|thank(?:ed|ing)?|told|joined|congratulated|visit\w*|"
    r"talks)(?: with)? (?:the )?(?:[^,.;]{0,60}(?: and|,) )?$"
)
_AND_ALSO = re.compile(r"(?:,|,? and)(?: (?:then|also|will|later))* ?$")
_ELSEWHERE = re.compile(r"\b(?:while|whereas)\b")
_FRONTED = re.compile(r"(?i)(?:during|on|in|while|after|before|as part of)\b")

_LEADERS = re.compile(r"(?i)(?:(?:senior|top|key|major|party|government) )*(?:leaders|officials)\b")

Agent = Travellers | Trip | None


def subject(journal: Journal, ribbon: Ribbon, journey: Journey) -> Agent:
    """
    Who makes a journey.

    Returns:
        A delegation, the trip of somebody named before, or None where nobody known to travel for a region does.
    """
    if journey.agent is not None:
        return resolve(journal, ribbon, journey.agent)
    left = ribbon.text[: journey.start]
    at = _nearest(left)
    if at >= 0:
        clause = _clause(left)
        start = at
        while not _ESCORT.match(left, clause) and (chain := _CHAINED.search(left, clause, start)):
            start = chain.start()
        return (
            resolve(journal, ribbon, at, start)
            or _led_by_them(journal, ribbon, at, clause)
            or _only_other(journal, ribbon, journey, at)
        )
    behind = _fronted(journal, ribbon, journey, left)
    if behind is not None:
        return behind
    with_party = _WITH_PARTY.match(ribbon.text, journey.end)
    if with_party:
        return resolve(journal, ribbon, with_party.end() - 1)
    return journal.told or _spoken_of(journal, ribbon, journey, left)


def _led_by_them(journal: Journal, ribbon: Ribbon, at: int, clause: int) -> Agent:
    """The delegation whose leaders stand between it and the predicate, however long their titles are."""
    if ribbon.text[at] == PARTY:
        return None
    led = _LED_LIST.search(ribbon.text, clause, at + 1)
    return resolve(journal, ribbon, led.start()) if led else None


def _only_other(journal: Journal, ribbon: Ribbon, journey: Journey, at: int) -> Agent:
    """A mayor of nowhere who goes to a city comes from the only other one that the text names; that is inferred."""
    if journey.site or not journey.regions:
        return None
    party: Travellers | None = ribbon.value(at) if ribbon.text[at] == PARTY else None
    people = named(people_at(ribbon, at, at + 1))[:1]
    if party is not None and party.rank and not party.leaders:
        level = party.rank
    elif people and people[0].kind in OFFICIAL and not people[0].regions and not people[0].abroad:
        level = people[0].level or ""
    else:
        return None
    rank = _RANKS.get(level)
    fitting = [r for r in journal.scene.seen if r.level == rank and outside(r, journey.regions)]
    if len(fitting) != 1:
        return None
    start, end = (party.start, party.end) if party is not None else (people[0].start, people[0].end)
    kind = party.kind if party is not None else ""
    return Travellers((fitting[0],), leaders=people, kind=kind, inferred=True, start=start, end=end)


_RANKS = {
    "province": "province", "city": "prefecture", "prefecture": "prefecture", "county": "county", "district": "county",
}  # fmt: skip


def _clause(left: str) -> int:
    return max(left.rfind(";"), left.rfind(": ")) + 1


def _nearest(left: str) -> int:
    """Position of the mark that is the subject: the last one that is no object or agent of another verb; -1 for none."""
    clause, at = _clause(left), len(left)
    while True:
        at = max(left.rfind(mark, clause, at) for mark in (PARTY, PERSON, TITLE))
        if at < 0:
            return _escorted(left, clause)
        between = left[at + 1 :]
        if _OBJECT.search(left[max(0, at - 90) : at]) and _AND_ALSO.search(between):
            continue
        if _LED_BY.search(left, clause, at) and PARTY in left[clause:at]:
            continue
        if not _BY.search(left[:at]) and not _ELSEWHERE.search(between):
            return at


def _escorted(left: str, clause: int) -> int:
    """The guest in "Accompanied by the mayor, Wang toured …": the mark right before the predicate; -1 for none."""
    last = max(left.rfind(mark, clause) for mark in (PARTY, PERSON, TITLE))
    return last if last >= 0 and _ESCORT.match(left, clause) and not left[last + 1 :].strip(" ,") else -1


_WITH_PARTY = frame(r",? (?:together |along )?with (?:the )?<party>")
_ESCORT = re.compile(rf"\W*(?:Accompanied|Joined|Received|Welcomed|Escorted) by {WHO}, {WHO}")


def _fronted(journal: Journal, ribbon: Ribbon, journey: Journey, left: str) -> Agent:
    """The subject behind a fronted journey ("During a visit to Jiangxi, the Chief Executive …")."""
    if journey.frame != "journey" and not _OPENING.fullmatch(left):
        return None
    text = ribbon.text
    if _THEN_THEY.match(text, journey.end) and not journal.stranger:
        known = journal.current or journal.mentioned or journal.actor
        if known is not None:
            return known
    right = re.search(WHO, text[journey.end :])
    if right and right.start() < 90 and "," in text[journey.end : journey.end + right.start() + 1]:
        return resolve(journal, ribbon, journey.end + right.start())
    return journal.current if _FRONTED.match(text, journey.start) else None


def _spoken_of(journal: Journal, ribbon: Ribbon, journey: Journey, left: str) -> Agent:
    """Whoever a pronoun, a programme or a bare predicate means."""
    before: Agent = journal.current or journal.mentioned
    if before is None:
        at = left.rfind(PERSON)
        if at >= 0:
            return resolve(journal, ribbon, at) if _SINGLE.search(left[at:]) else None
        opening = not left.strip() and _HIS.search(ribbon.text, journey.start, journey.end)
        return journal.actor if opening or _PRONOUN.search(left) else None
    if journey.frame == "comprise" or _PROGRAMME.search(ribbon.text[: journey.end]):
        journey.planned = before.planned
        return before
    if not journal.stranger and (not left.strip() or _PRONOUN.search(left) or _PRONOUN_CHAIN.search(left)):
        return before
    return None


def resolve(journal: Journal, ribbon: Ribbon, at: int, start: int | None = None) -> Agent:
    """
    What the mark at a position means as traveller.

    Args:
        journal: what is known so far.
        ribbon: the sentence.
        at: position of the mark.
        start: where a list of people begins that ends there.
    """
    if ribbon.text[at] == PARTY:
        party = ribbon.value(at)
        return _delegation(journal, party) or _same_sentence(journal, ribbon, party, at)
    people = people_at(ribbon, at if start is None else start, at + 1)
    trip = journal.led_by(people)
    if trip is not None:
        return trip
    first = people[0]
    if getattr(first, "several", False) and len(first.regions) == 1 and _LEADERS.match(first.text):
        return Travellers(first.regions, weak=True, start=first.start, end=first.end)
    if first.kind not in OFFICIAL or getattr(first, "several", False):
        return None
    region = next((r for r in map(journal.scene.region_of, people) if r is not None), None)
    if region is None:
        return None
    together = _AT_HEAD.search(ribbon.text)
    leaders = named(people)[: None if together else 1]
    kind = "" if leaders else KIND_OF_POST.get(first.kind, "")
    return Travellers((region,), leaders=leaders, kind=kind, start=first.start, end=first.end)


def _same_sentence(journal: Journal, ribbon: Ribbon, party: Travellers, at: int) -> Agent:
    """The delegation named earlier in the sentence, where "the delegation" means no other."""
    if not party.known or party.leaders or journal.current is not None:
        return None
    before: list[Travellers] = [p for p in ribbon.values(PARTY, 0, at) if p.regions and not p.weak]
    return before[-1] if before else None


def _delegation(journal: Journal, party: Travellers) -> Agent:
    """A delegation with its region: its own, its leader's, or that of the delegation spoken of."""
    if party.regions:
        return party
    if party.known and not party.leaders and journal.current is None and journal.mentioned is not None:
        return journal.mentioned
    for person in party.leaders:
        trip = journal.led_by([person])
        if trip is not None:
            return trip
        region = journal.scene.region_of(person)
        if region is not None:
            party.regions = (region,)
            return party
    if party.known and journal.current is not None and not journal.stranger:
        return journal.current
    if party.plain and party.leaders and len(journal.scene.senders) == 1 and not party.leaders[0].abroad:
        party.regions = tuple(journal.scene.senders)
        return party
    if party.plain:
        journal.stranger = True
    return journal.actor if party.known and not party.leaders and journal.current is None else None


def named(people: list[Any]) -> list[Someone]:
    """Those of the people who have a name."""
    return [person for person in people if isinstance(person, Someone)]
