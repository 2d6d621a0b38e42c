"""Delegations: "a 30-member delegation from Wuxi led by …", "the Hebei party and government delegation", "officials of Wuxi"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tashan.reading._patterns import forked
from tashan.reading.english.deputies import DEPUTIES, fold_council, fold_deputies
from tashan.reading.english.leading import (
    HEAD_OF,
    LED_NAME,
    NAME_LEADS,
    RETINUE,
    attach_leaders,
    build_head,
    build_retinue,
)
from tashan.reading.english.marks import PARTY, PERSON, PLACE, TITLE, Ribbon, frame
from tashan.reading.english.people import MEETING_OF
from tashan.reading.english.travellers import GROUP, Travellers, behind_wider, delegation_kind, regions_from
from tashan.reading.english.words import BUSINESS_PEOPLE, DELEGATION, DELEGATION_SET, DELEGATION_WORD, PEOPLE

if TYPE_CHECKING:
    from tashan.reading.english.spots import Spot

_ORGAN_TAIL = (
    r"of the(?= (?:cppcc|cpc)\b)|municipal|provincial|city|county|district|prefectural|people's|government|party|committee|and|of|for|"
    r"cppcc|congress|regional|autonomous|cpc|bureau|"
    r"department|commission|commerce|culture|tourism|agriculture|rural|affairs|education|health|science|"
    r"technology|industry|development|reform|transport|"
    r"office|federation|women's|court|standing|chamber|finance|ecology|environment|water|resources|human|"
    r"social|security"
)
_DETERMINERS = "an? the its their his her another this that two three four several many both".split()
_ARTICLE = rf"(?:(?:{forked(_DETERMINERS, ignoring_case=True)}|\d+) )?"
_NAMED = frame(rf"\b(?P<noun>{DELEGATION})\b(?! (?:office|members? of))")
_MOVED = r"(?:visited|arrived|toured|inspected|conducted|carried|travell?ed|headed|went|came|made|took|paid|were|was|is|are|will|left|set|began|held|met)\b"
_OF = frame(
    rf"(?P<of>,? (?:of|from|representing|(?:which |that )?(?:came|comes|hailed|hails) from|dispatched by|sent by|"
    rf"organi[sz]ed by|(?:which )?compris(?:ing|ed of)|"
    rf"consisting of|made up of|composed of|formed by) "
    rf"(?:(?:(?!led|headed|who|which|that|to\b|{_MOVED})[\w'-]+,? ){{0,9}}?(?:from|of|in) )?(?:the )?(?:(?:CPC|CPPCC) "
    rf")?(?:[A-Z]\w+ (?:town|township|subdistrict|village),? (?:in |of )?)?(?P<from>{GROUP}))(?:'s)?"
    rf"(?P<tail>(?: (?:{_ORGAN_TAIL})(?![\w-])){{0,8}}(?: and (?:the )?(?P<also>{GROUP})(?: "
    rf"(?:{_ORGAN_TAIL})(?![\w-])){{1,6}})?)"
)
# "a delegation led by the Lishui Municipal Bureau of Commerce": an organ leads, nobody by name.
_LED_BY_ORGAN = frame(
    r",? (?:led|headed|organi[sz]ed|formed|jointly led) by (?:the )?(?P<from><place>)(?:'s)?(?: (?:(?-i:[A-Z])[\w'&-]*,?|and|of|for|municipal|"
    r"provincial|city|county|district)){0,8}? (?:bureau|department|commission|office|board|committee|government|administration|federation|"
    r"association|chamber of commerce)(?: of (?:(?-i:[A-Z])[\w'-]*,? |and ){0,4}(?-i:[A-Z])[\w'-]*)?(?![\w'-]| of)"
)
_OWN_ORGAN = re.compile(
    r"(?<=[\ue001] )(?:(?:Municipal|Provincial|City|County|District|People's) )*(?:Bureau|Department|Commission|Committee|Office|Federation) "
    r"of (?:(?:[A-Z][\w'-]+,?|and|&) ){1,7}$"
)
_ARTICLES = frozenset("a an the its their his her another this that two three four several many both".split())
_SIZE = re.compile(r"\d+(?:-?(?:member|person|strong|people|man|odd))?$")
_OWN_SUFFIX = re.compile(rf"{PLACE}(?:'s?|[/-]{PLACE})*(?P<comma>,?)$")
_TEAM = frame(
    rf"\b(?:an?|the|another) (?:(?:\d+|[a-z]+)-(?:member|person|strong) |small |large |first |second "
    rf")?(?P<noun>groups?|teams?|party|batch) "
    rf"(?:(?:of (?:[\w-]+ ){{1,3}}(?:people|persons|members|delegates) )?from (?:the )?(?P<from>{GROUP})|of (?:\d+ )?(?:senior "
    rf")?(?P<of>{GROUP})(?:'s?)? (?:{DELEGATION_WORD} ){{0,4}}(?P<who>officials|cadres|leaders|entrepreneurs|"
    rf"representatives|experts|teachers|doctors))"
)
_AGENT = frame(
    r"((?P<from><place>)(?:'s?)?(?P<words>(?: (?:[Mm]unicipal|[Pp]rovincial|[Cc]ity|[Cc]ounty|[Dd]istrict|"
    r"[Pp]eople's|[Gg]overnment|Bureau|Department|Commission|Federation|Chamber|Association|Office|Committee|"
    r"of|and|for|Industry|Commerce|Culture|Tourism|Investment|Promotion|Agriculture|Rural|Affairs|"
    r"[A-Z]\w+)){0,9})),?"
    r" (?:has |have |will |recently )?(?P<verb>took|takes|led|leads|brought|brings|sent|sends|dispatched|"
    r"organi[sz]ed) (?P<led>(?:<party>|(?:[\w-]+ ){1,6}?(?:companies|enterprises|entrepreneurs|officials|"
    r"cadres|firms|experts|doctors|teachers|tours?|trips?|visits?|inspections?)\b))",
    0,
)
_PERSON_OF = frame(r"(?P<person><person>) of (?P<from><place>)")
_PEOPLE_OF = frame(
    rf"\b{_ARTICLE}(?P<lead>(?:(?:group|team|dozens|number|batch|party) of )?(?:{DELEGATION_WORD} ){{0,3}})"
    rf"(?:(?P<people>{PEOPLE})|(?P<business>{BUSINESS_PEOPLE})) (?:from|of) (?:the )?(?!Ministry|National|State|Central)(?:(?-i:[A-Z])[\w-]*(?:,? "
    rf"and| of)? ){{0,8}}?(?:in |of )?(?P<from>{GROUP})(?:'s (?:municipal |provincial )?government\b)?(?!'s)"
)
_OWN_PEOPLE = frame(
    rf"(?<!\w){_ARTICLE}"
    rf"(?P<from>(?:<place> (?:provincial|municipal|city|regional)(?: (?:people's )?governments?)?,? and (?:the )?)?{GROUP})"
    rf"(?:'s?)?(?: (?:municipal|provincial|city|county|district|party|"
    rf"government|and)){{0,4}} "
    rf"(?:(?P<people>{PEOPLE})|(?P<business>{BUSINESS_PEOPLE}))(?! <person>)"
)
_BARE = frame(
    rf"\b(?P<article>(?:{forked('the this his her their its an? another two several both'.split(), ignoring_case=True)}|\d+) "
    rf")(?P<words>(?:{DELEGATION_WORD} |[\w-]+-(?:member|person|strong) ){{0,6}})"
    rf"(?P<noun>{DELEGATION}|delegates|delegation members|visiting (?:officials|guests|leaders)|guests|"
    rf"visitors|group|team)\b(?: of (?:\w+ ){{1,3}}from (?:the )?(?:Chinese )?mainland(?: China)?(?=,? (?:led|headed) by)|"
    rf" (?:of|from) the (?P<rank>city|province|county|district|prefecture)(?!')\b|"
    rf"(?: of (?-i:[a-z]+ ){{0,3}}(?:officials|leaders|cadres|entrepreneurs|representatives)\b)?"
    rf"(?! from [A-Z]| of (?!(?:[a-z]+ ){{0,3}}(?-i:[a-z]+)s\b)))"
)
_GUESTS = frame(
    rf"\b(?:the |visiting )*(?:guests|visitors|officials and [a-z]+) from (?P<from>{GROUP})(?=,? (?:who (?:were|are) )?(?:led|headed) by)"
)
# An organ that goes somewhere itself ("the Wuxi Municipal Bureau of Commerce paid a visit to …").
_ORGAN = r"(?:[Bb]ureau|[Dd]epartment|[Cc]ommission|[Oo]ffice|Administration|Committee|Federation|[Gg]overnment)"
_GOES = (
    r"(?=,? (?:(?:has|have|recently|also|then|<time>|on <time>),? )*(?:visited|paid|went to|came to|travell?ed to|arrived in|toured|set off|"
    r"conducted|carried out|made an?|inspected|headed to)\b)"
)
_INSTITUTION = frame(
    rf"(?:[Tt]he )?(?P<from><place>)(?:'s)?(?P<words>(?: (?:[A-Z][\w'&-]*|of|and|for|the|municipal|provincial|city|county|district)){{0,8}}? {_ORGAN}"
    rf"(?: of (?:(?:[A-Z][\w'-]*,?|and) ){{0,5}}[A-Z]\w+)?)(?:(?: in|,) <place>,?)?{_GOES}",
    0,
)
_INSTITUTION_OF = frame(rf"(?:[Tt]he )?(?P<words>(?:[A-Z]\w+ (?:and )?){{1,5}}{_ORGAN}) of (?P<from><place>){_GOES}", 0)

_ABROAD = re.compile(r"\b(?:consul|diplomat|ambassador|embass|foreign (?!affairs|trade|investment))")


def fold_travellers(ribbon: Ribbon) -> None:
    """Fold delegations with their regions and leaders."""
    text = ribbon.text
    if PERSON not in text and not ribbon.holds(_MAY):
        return
    fold_council(ribbon)
    if PLACE in text:
        if PERSON in text:
            ribbon.fold(_PERSON_OF, PERSON, _build_person)
        if ribbon.holds(_NOUN):
            _fold_named(ribbon)
        if ribbon.holds(_TEAM_NOUN):
            ribbon.fold(_TEAM, PARTY, _build_team)
        fold_deputies(ribbon)
        if ribbon.holds(("guests from", "visitors from")):
            ribbon.fold(_GUESTS, PARTY, _build_guests)
        if ribbon.holds(_PEOPLE_NOUN):
            if ribbon.holds(_PEOPLE_FROM):
                ribbon.fold(_PEOPLE_OF, PARTY, _build_people)
            ribbon.fold(_OWN_PEOPLE, PARTY, _build_people)
    if PARTY in ribbon.text and PERSON in ribbon.text and "other" in ribbon.lowered:
        _settle_colleagues(ribbon)
    if PERSON in ribbon.text or TITLE in ribbon.text:
        ribbon.fold(RETINUE, PARTY, build_retinue)
    if ribbon.holds(_BARE_NOUN):
        ribbon.fold(_BARE, PARTY, _build_bare)
    if PLACE in ribbon.text and ribbon.holds(_ORGAN_NOUN):
        ribbon.fold(_INSTITUTION, PARTY, _build_institution)
        if f" of {PLACE}" in ribbon.text:
            ribbon.fold(_INSTITUTION_OF, PARTY, _build_institution)
    if PLACE in ribbon.text and ribbon.holds(_AGENT_VERB):
        ribbon.fold(_AGENT, PARTY, _build_agent, group=1)
    if PARTY in ribbon.text and PLACE in ribbon.text and ribbon.holds(_AGENT_VERB):
        for match in _AGENT.finditer(ribbon.text):
            _send(ribbon, match)
    if PARTY in ribbon.text and ribbon.holds(("head of", "leader of", "chief of")):
        ribbon.fold(HEAD_OF, PARTY, build_head)
    if PARTY in ribbon.text and ribbon.holds(("led by", "headed by")):
        ribbon.fold(LED_NAME, PARTY, build_head)
    for match in NAME_LEADS.finditer(ribbon.text) if PARTY in ribbon.text and ribbon.holds(_AGENT_VERB) else ():
        party: Travellers = ribbon.value(match.start("led"))
        if not party.leaders and not party.known:
            build_head(match, ribbon)
    if PARTY in ribbon.text and (PERSON in ribbon.text or TITLE in ribbon.text):
        attach_leaders(ribbon)


_COLLEAGUES = frame(r"(?P<people><person>)(?:,? <person>)*,? and other (?:[a-z]+ )?(?P<party><party>)")


def _settle_colleagues(ribbon: Ribbon) -> None:
    """Give "Mayor Ying Yong and other Shanghai officials" office where the others have theirs."""
    for match in _COLLEAGUES.finditer(ribbon.text):
        party: Travellers = ribbon.value(match.start("party"))
        for person in ribbon.value(match.start("people")) if len(party.regions) == 1 else ():
            person.regions = person.regions or party.regions


_NOUN = (
    "deleg", "mission", "contingent", "entourage", "taskforce", "task force", " group", " team", " party", " parties",
)  # fmt: skip
_TEAM_NOUN = tuple(
    f"{noun} {link}" for noun in ("group", "groups", "team", "teams", "party", "batch") for link in ("of", "from")
)
_PEOPLE_NOUN = (
    "officials", "leaders", "cadres", "representatives", "delegates", "mayors", "lawmakers", "legislators", "advisers", "advisors", "envoys", "civil servants",
    "businessmen",
    "businesspeople", "entrepreneurs", "business people", "executives", "owners", "enterprises", "companies", "firms", "merchants", "investors",
)  # fmt: skip
_PEOPLE_FROM = tuple(f"{word} {link} " for word in _PEOPLE_NOUN for link in ("from", "of"))
_BARE_NOUN = (*_NOUN, "delegates", "guests", "visitors", "visiting ")
_ORGAN_NOUN = (
    "bureau",
    "department",
    "commission",
    "office",
    "administration",
    "committee",
    "federation",
    "government",
)
_AGENT_VERB = ("took", "takes", "led ", "leads", "brought", "brings", "sent", "sends", "dispatched", "organi")
_MAY = (
    "bureau",
    "department",
    *_NOUN,
    *DEPUTIES,
    *_PEOPLE_NOUN,
    "official",
    "legco",
    "guests",
    "visitors",
    "took",
    "sent ",
    "led ",
    "organized",
    "organised",
)


def _fold_named(ribbon: Ribbon) -> None:
    """Fold delegations whose region stands before the noun or behind it."""
    text, found, last = ribbon.text, [], 0
    for match in _NAMED.finditer(text):
        if match.start() < last:
            continue
        start = _phrase_start(text, last, match.start())
        end = match.end()
        spots: list[Spot] = ribbon.values(PLACE, start, match.start())
        words = text[start:end].lower()
        if not spots:
            of = _OF.match(text, end) or _LED_BY_ORGAN.match(text, end)
            if not of:
                continue
            if _ABROAD.search(text, end, of.end()):
                continue
            spots, end = (
                ribbon.values(PLACE, of.start("from"), of.end("from")),
                behind_wider(ribbon, of.start(), of.end()),
            )
            kind = delegation_kind(words) or delegation_kind(text[start:end].lower())
        else:
            kind = delegation_kind(words)
        regions = tuple(dict.fromkeys(r for s in spots if not s.group for r in s.regions))
        each = match.group("noun").lower().endswith("s") and len(regions) > 1
        first, behind = ribbon.span(start, end)
        private = "chamber of commerce" in text[match.end() : end].lower()
        party = Travellers(regions, kind=kind, each=each, weak=private, business=private, start=first, end=behind)
        found.append((start, end, party))
        last = end
    if found:
        ribbon.replace(PARTY, found)


def _phrase_start(text: str, low: int, at: int) -> int:
    """Where the noun phrase begins that ends in a delegation: at its article, its place or its first modifier."""
    start, behind = at, ""
    organ = _OWN_ORGAN.search(text, low, at)  # "a Wuxi Bureau of Commerce delegation"
    if organ:
        at = start = organ.start()
    while start > low:
        cut = text.rfind(" ", low, start - 1)
        cut = low if cut < 0 else cut + 1
        word = text[cut : start - 1].lower()
        place = _OWN_SUFFIX.match(word)
        if place and (not place.group("comma") or behind.startswith(("and", PLACE))):
            behind, start = word, cut
        elif word in _ARTICLES:
            return cut
        elif _SIZE.match(word) or word.rstrip(",") in DELEGATION_SET or word == "&":
            behind, start = word, cut
        else:
            break
        if cut == low:
            break
    while text[start:at].startswith(("and ", "& ")):
        start += text[start:at].index(" ") + 1
    return start


def _build_people(match: re.Match[str], ribbon: Ribbon) -> Travellers | None:
    start, end = ribbon.span(*match.span())
    business = match.group("business") is not None
    if business and _SEES.search(ribbon.text, 0, match.start()):
        return None  # the firms that somebody visits
    regions = regions_from(ribbon, match)
    if not regions and MEETING_OF.search(ribbon.text, max(0, match.start() - 60), match.start()):
        return None  # part of a meeting's name
    return Travellers(
        regions,
        kind="enterprise" if business else "",
        weak=not (match.group("people") or "").lower().startswith("delegate"),
        business=business,
        start=start,
        end=end,
    )


_SEES = re.compile(
    r"\b(?:visit(?:s|ed|ing)?(?: to)?|tour(?:s|ed|ing)?(?: of)?|inspect(?:s|ed|ing)?|call(?:s|ed|ing)? (?:on|at))"
    r"(?: (?:an?|the|several|some|many|other|various|number|range|series|of|one|two|three|four|five|\d+|[a-z]+ing|key|major|local))* $"
)


def _build_guests(match: re.Match[str], ribbon: Ribbon) -> Travellers:
    """Guests from a place who have a leader."""
    start, end = ribbon.span(*match.span())
    return Travellers(regions_from(ribbon, match), start=start, end=end)


def _build_institution(match: re.Match[str], ribbon: Ribbon) -> Travellers | None:
    """An organ of a place that goes somewhere itself."""
    regions = regions_from(ribbon, match)
    if len(regions) != 1 or PARTY in ribbon.text[max(0, match.start() - 5) : match.start()]:
        return None  # the second of those that sent a delegation
    words = match.group("words").lower()
    start, end = ribbon.span(*match.span())
    return Travellers(regions, kind=delegation_kind(words) or "department", start=start, end=end)


_PURPOSE = re.compile(r"\b(?:study|inspection|investigation|research|observation|exchange|survey|learning)\b")


def _build_bare(match: re.Match[str], ribbon: Ribbon) -> Travellers | None:
    start, end = ribbon.span(*match.span())
    article = match.group("article").lower()
    words = match.group("words").lower()
    known = article.strip() in ("the", "this", "his", "her", "their", "its")
    noun = match.group("noun").lower()
    if noun in ("group", "team") and article.strip() not in ("the", "this") and not _PURPOSE.search(words):
        return None
    rank = (match.group("rank") or "").lower()
    known = known and not rank
    return Travellers((), kind=delegation_kind(words), known=known, plain=not known, rank=rank, start=start, end=end)


_PUBLIC_BODY = re.compile(
    r"(?:'s)?(?: [A-Z][\w'-]*){0,4} (?:Federation|Committee|[Gg]overnment|Bureau|Department|Commission|Union|League|Congress)\b"
)


def _build_team(match: re.Match[str], ribbon: Ribbon) -> Travellers | None:
    group = "from" if match.group("from") else "of"
    spots: list[Spot] = ribbon.values(PLACE, match.start(group), match.end(group))
    regions = tuple(dict.fromkeys(r for s in spots if not s.group for r in s.regions))
    start, end = ribbon.span(*match.span())
    sport = group == "from" and _PUBLIC_BODY.match(ribbon.text, match.end()) is None
    return Travellers(
        regions, kind=delegation_kind(match.group().lower()), weak=sport, business=sport, start=start, end=end
    )


def _build_person(match: re.Match[str], ribbon: Ribbon) -> Any:
    """Give "vice mayor Li Hua of Dongguan" office there."""
    people = ribbon.value(match.start("person"))
    spot: Spot = ribbon.value(match.start("from"))
    if spot.group or any(p.regions for p in people):
        return None
    for person in people:
        person.regions = spot.regions
    return people


def _build_agent(match: re.Match[str], ribbon: Ribbon) -> Travellers | None:
    """An organ takes others along ("The Wenzhou Federation of Industry and Commerce took 40 companies …")."""
    spot: Spot = ribbon.value(match.start("from"))
    words = match.group("words").lower()
    if ribbon.text[match.start("led")] == PARTY or spot.group or not spot.regions or not _ORGAN_NAME.search(words):
        return None
    kind = delegation_kind(words) or ("enterprise" if "commerce" in words or "chamber" in words else "")
    return Travellers(spot.regions, kind=kind, start=spot.start, end=spot.end)


_ORGAN_NAME = re.compile(
    r"government|bureau|department|commission|federation|chamber|association|office|committee|administration"
)


def _send(ribbon: Ribbon, match: re.Match[str]) -> None:
    """A delegation comes from where it was sent ("Dongyang sent a delegation")."""
    at = match.start("led")
    spot: Spot = ribbon.value(match.start("from"))
    if ribbon.text[at] == PARTY and not spot.group:
        party: Travellers = ribbon.value(at)
        if not party.regions:
            party.regions, party.known = spot.regions, False
            party.kind = party.kind or delegation_kind(match.group("words").lower())
