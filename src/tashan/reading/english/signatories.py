"""Who signs a paper: the regions or organs a clause names, or the two sides of the document's event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tashan.reading.english.marks import PARTY, PERSON, PLACE, TITLE, Ribbon, frame
from tashan.reading.english.spots import contains
from tashan.records import Organ

if TYPE_CHECKING:
    from tashan.reading.english.occasions import Occasion
    from tashan.reading.english.papers import Paper
    from tashan.reading.english.spots import Spot
    from tashan.records import Party
    from tashan.regions import Region

SIDES = re.compile(
    r"\b(?:two|both|three|four|all) (?:sides|cities|provinces|places|parties|regions|governments|counties|"
    r"districts|localities|areas|municipalities|delegations|departments)|\bthey\b|\bboth\b|\bthe sides\b",
    re.IGNORECASE,
)
_SIDES_SIGN = re.compile(
    rf"(?i)(?:^|,|\b(?:that|and|where|while|as)) ?(?:the )?(?:{SIDES.pattern})(?: (?:have|has|had|also|jointly|then|will))*\s*$"
)
_OF_BOTH = re.compile(
    r"(?i) (?:between|for) (?:the )?(?:two|both|three) (?:sides|cities|provinces|places|parties|regions|governments|counties|districts)\b"
)
BETWEEN = frame(
    r"\b(?:between|among) (?P<list>[^.;]{3,200}?)(?= (?:was|were|is|are|will|has|have|signed|inked|which|that|"
    r"on|in|at|during|aims?|aimed|covering|to)\b|[.;(]|$)"
)
_ORGAN = re.compile(
    r"(?:'s?)? (?:(?:[A-Z][\w'-]*|municipal|provincial|city|county|district|of|and|for|the|people's|foreign|"
    r"affairs) ){0,7}?(?:Bureau|Department|Commission|Administration|Federation|Authority|Chamber|Association|"
    r"Court|Procuratorate|Customs|Center|Centre|Congress|CPPCC|Council)\b(?: of (?:(?:[A-Z][\w'-]*,?|and|&) ){0,6}?[A-Z][\w'-]*(?! (?:[A-Z]|and [A-Z]))\b)?"
)
_ORGAN_BEFORE = frame(
    r"(?P<organ>(?:(?!The\b)[A-Z][\w'-]*,? |and |for |& ){1,8}?(?:Bureau|Department|Commission|Administration|Authority|Federation|"
    r"Chamber|Court|Customs))s? of (?:the )?(?:<place>(?:, | and |, and ))*$",
    0,
)
_BEHALF = frame(r"\bon behalf of (?P<list>[^.;]{3,160})")
_LIST = frame(r" (?:the )?<place>(?:, (?:and )?<place>)+")
_FOREIGN = re.compile(
    r"\b(?:U\.?S\.?|United States|American?|Japan\w*|Korean?|Russian?|German\w*|France|French|Brit\w+|UK|"
    r"Australian?|Canad\w+|Singapore\w*|Malaysia\w*|Thai\w*|Vietnam\w*|Lao\w*|Indonesia\w*|Pakistan\w*|"
    r"India\w?|Serbia\w*|Poland|Hungary|Italy|Italian|"
    r"Spain|Spanish|Brazil\w*|Mexic\w+|Indiana|California|Kazakhstan|Kyrgyz\w*|Mongolian? (?:city|province)|"
    r"Africa\w*|Europe\w*|ASEAN|foreign (?:city|cities|country|countries)|overseas (?:city|cities))\b"
)


def parties_of(paper: Paper, ribbon: Ribbon, occasion: Occasion) -> tuple[Party, ...]:
    """Who signs: "between A and B", the subject with its "with", or the two sides of the document's event."""
    text = ribbon.text
    for between in BETWEEN.finditer(text, paper.clause[1], paper.rest[1]):
        named = spots_in(ribbon, between.start("list"), between.end("list"))
        if len(regions_of(named)) > 1 and apart(regions_of(named)):
            return named
    behalf = _BEHALF.search(text, paper.clause[1], paper.rest[1])
    if behalf:
        named = spots_in(ribbon, *behalf.span("list"))
        if len(regions_of(named)) > 1 and apart(regions_of(named)):
            return named
    if says_when_signed(paper, text):
        named = spots_in(ribbon, 0, len(text))
        return named if len(regions_of(named)) == 2 and apart(regions_of(named)) else ()
    clause, verb_at = paper.clause
    subject = acting(ribbon, clause, verb_at, occasion) if paper.mode != "passive" else ()
    rest = text[paper.rest[0] : paper.rest[1]]
    if paper.mode in ("passive", "by"):
        agent = re.search(r"\bby\b", rest)
        if agent:
            subject = _merge(
                subject if paper.mode == "by" else (),
                acting(ribbon, paper.rest[0] + agent.end(), paper.rest[1], occasion),
            )
    partner = re.search(r"\bwith\b", rest)
    if paper.partner:
        subject = _merge(subject, acting(ribbon, *paper.partner, occasion))
    elif partner and partner.start() < 80:
        at = paper.rest[0] + partner.end()
        listed = _LIST.match(text, at)
        stop = text.find(",", listed.end() if listed else at)
        subject = _merge(
            subject,
            acting(
                ribbon,
                at,
                min(paper.rest[1], stop if stop > 0 else paper.rest[1], (listed.end() if listed else at) + 80),
                occasion,
            ),
        )
    own = regions_of(subject)
    if len(own) > 1 and apart(own):
        return subject
    if paper.mode == "active" and (_SIDES_SIGN.search(text[clause:verb_at]) or _OF_BOTH.match(text, paper.end)):
        if _FOREIGN.search(text):
            return ()
        if occasion.regions:
            return occasion.regions
        spoken_of = _named_before(ribbon, occasion) if _TWO.search(text, clause, verb_at) else ()
        if spoken_of:
            return spoken_of
    title = spots_in(ribbon, paper.start, paper.end)
    if len(regions_of(title)) == 2 and apart(regions_of(title)) and not own:
        return title
    return _from_event(paper, ribbon, occasion, own, bool(partner or paper.partner))


_TWO = re.compile(r"(?i)\b(?:two|both)\b")
_ACCORDING = re.compile(r"(?i)\b(?:according to|under)(?: (?:an?|the))? $")
_ON_A_DAY = frame(r"(?:[^.;,]{1,80} )?<time>")


def says_when_signed(paper: Paper, text: str) -> bool:
    """Whether a paper that others act on was signed on a day that is told ("under an agreement signed on Monday")."""
    return (
        paper.mode == "by"
        and _ACCORDING.search(text, max(0, paper.start - 20), paper.start) is not None
        and _ON_A_DAY.match(text, paper.rest[0]) is not None
    )


def _named_before(ribbon: Ribbon, occasion: Occasion) -> tuple[Party, ...]:
    """The two regions that the sentence before names, where it names just two."""
    ribbons = occasion.scene.ribbons
    at = ribbons.index(ribbon)
    if not at:
        return ()
    before = ribbons[at - 1]
    named = [region for mark in (PLACE, PARTY) for value in before.values(mark) for region in value.regions]
    named += [region for people in before.values(PERSON) for person in people for region in person.regions]
    regions = regions_of(_innermost(list(named)))
    return regions if len(regions) == 2 and apart(regions) else ()


def _from_event(
    paper: Paper, ribbon: Ribbon, occasion: Occasion, own: tuple[Region, ...], partner: bool
) -> tuple[Party, ...]:
    """The two sides of the document's event, where the clause speaks of them or of one of them alone."""
    text = ribbon.text
    sides = occasion.regions
    clause = text[paper.clause[0] : paper.rest[1]]
    if _FOREIGN.search(text):
        return ()
    if len(own) == 1:
        beside = [s for s in sides if not contains(own[0], s) and not contains(s, own[0])]
        acting = text[paper.clause[0] : paper.clause[1]]
        if partner or len(beside) == len(sides) or (PARTY not in acting and acting.count(PERSON) < 2):
            return ()
        return (*own, *beside)
    return sides if SIDES.search(clause) or not own else ()


def _merge(a: tuple[Party, ...], b: tuple[Party, ...]) -> tuple[Party, ...]:
    return tuple(dict.fromkeys((*a, *b)))


def acting(ribbon: Ribbon, start: int, end: int, occasion: Occasion) -> tuple[Party, ...]:
    """The regions that a stretch of a clause names as acting: places, delegations, people with their offices."""
    text = ribbon.text
    found: list[Party] = []
    for at in range(start, end):
        mark = text[at]
        if mark == PLACE:
            if re.search(r"\b(?:in|at|to|visit\w*|near|from|to the)\s(?:the )?$", text[start:at]) and not re.match(
                r"'?s? (?:government|city gov|provincial)", text[at + 1 :]
            ):
                continue
            found += _party(ribbon, at)
        elif mark == PARTY:
            found += ribbon.value(at).regions
        elif mark == PERSON:
            for person in ribbon.value(at)[:1]:
                region = occasion.scene.region_of(person)
                if region is not None:
                    found.append(region)
        elif mark == TITLE:
            found += ribbon.value(at).regions[:1]
    return _innermost(found)


def _innermost(found: list[Party]) -> tuple[Party, ...]:
    """Parties without those that only say where another one lies: Shangyu District in the south of Zhejiang."""
    regions = regions_of(tuple(found))
    return tuple(
        p for p in dict.fromkeys(found) if isinstance(p, Organ) or not any(p != r and contains(p, r) for r in regions)
    )


def spots_in(ribbon: Ribbon, start: int, end: int) -> tuple[Party, ...]:
    """The regions or organs that a stretch of a folded sentence names."""
    found: list[Party] = []
    for at in range(start, min(end, len(ribbon.text))):
        mark = ribbon.text[at]
        if mark == PLACE:
            found += _party(ribbon, at)
        elif mark in (TITLE, PARTY):
            found += ribbon.value(at).regions[:1]
    return _innermost(found)


def _party(ribbon: Ribbon, at: int) -> list[Party]:
    """A region, or an organ of it where the words behind its name are one."""
    spot: Spot = ribbon.value(at)
    if spot.group or len(spot.regions) != 1:
        return list(spot.regions) if spot.group and "-" in spot.surface and " " not in spot.surface else []
    before = _ORGAN_BEFORE.search(ribbon.text, 0, at)
    if before:
        return [Organ(f"{before.group('organ')} of {spot.surface}", spot.regions[0])]
    organ = _ORGAN.match(ribbon.text, at + 1)
    if organ:
        name = re.sub(r"^(?:the )", "", spot.surface + organ.group())
        return [Organ(name, spot.regions[0])]
    if re.match(
        r"(?:'s?)? (?:University|College|Institute|Hospital|Bank|Group|Co|Company|Daily|Railway|Airlines|Port)\b",
        ribbon.text[at + 1 :],
    ):
        return []
    return [spot.regions[0]]


def organs_of(parties: tuple[Party, ...]) -> tuple[Organ, ...]:
    """Those of the parties that are organs."""
    return tuple(party for party in parties if isinstance(party, Organ))


def regions_of(parties: tuple[Party, ...]) -> tuple[Region, ...]:
    """The regions of parties, an organ standing for its own; each once."""
    found = []
    for party in parties:
        region = party.region if isinstance(party, Organ) else party
        if region is not None:
            found.append(region)
    return tuple(dict.fromkeys(found))


def apart(regions: tuple[Region, ...]) -> bool:
    """At least two of the regions lie apart."""
    return any(not contains(a, b) and not contains(b, a) for a in regions for b in regions)


def sides_of(occasion: Occasion) -> tuple[tuple[Party, ...], str | None]:
    """The parties of papers signed at the document's event, or the name of its group."""
    for meeting in occasion.meetings:
        if not meeting.background:
            name = meeting.participants_group or _group_in(meeting.name or "")
            if name:
                return (), name
    return occasion.regions, None


def _group_in(name: str) -> str | None:
    match = re.search(
        r"(?:Pan-)?(?:Yangtze|Pearl) River [\w ]*?Delta|Greater Bay Area|Beijing-Tianjin-Hebei|Economic Circle|"
        r"9\+2",
        name,
    )
    return match.group() if match else None
