"""Papers that two or more regions sign: agreements, memoranda, letters of intent, friendship pacts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tashan.reading.english.marks import PARTY, PERSON, PLACE, TITLE, Ribbon, frame
from tashan.reading.english.occasions import PLANNED, RECALLED, Dated, Occasion, date_of, is_old
from tashan.reading.english.placing import contains
from tashan.reading.english.words import SIGNED
from tashan.reading.themes import themes_in
from tashan.records import Agreement, Organ

if TYPE_CHECKING:
    from tashan.reading.english.placing import Spot
    from tashan.records import Party
    from tashan.regions import Region

_NOUN = (
    r"(?:agreements?|memorand(?:um|a|ums)(?: of (?:understanding|co-?operation|intent))?|MoUs?|letters? of "
    r"(?:intent|cooperation)|pacts?|accords?|"
    r"declarations?|protocols?|contracts?|documents?|deals?|charters?|frameworks?|communiqu[eé]s?|minutes|"
    r"compacts?|initiatives?|plans?|papers?|arrangements?|"
    r"(?:sister|friendship|twin|friendly)[ \w-]*? (?:relationship|relations|ties|cities))"
)
_NOUNS = frame(
    rf"\b{_NOUN}\b(?!-)(?! (?:(?:co-?operation|strategic|partnership|collaboration) )*"
    rf"(?:agreements?|memorand|pact|protocol|signed (?:include|are|were)))"
)
_NUMBER = r"\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|several|multiple|many|both|some"
_ARTICLE = (
    rf"(?:an?|the|its|their|another|a (?:series|slew|number|batch|raft|package|total) of(?: (?:{_NUMBER}))?|"
    rf"{_NUMBER})"
)
_VERB = rf"(?:{SIGNED}|forged|established|formed|became|have become|entered into)"
# What a noun phrase cannot reach over to its left.
_EDGE = frame(
    rf"(?P<article>\b{_ARTICLE} )|\b{_VERB} |\b(?:for|including|includes?|included|by|with|on|under|to|signing "
    rf"of|signing|which|that|from|in|at|after|as|into|also) |(?<!sh)\bof |[,;:(] |<time>,? "
)
_STOP = (
    r"(?:was|were|is|are|has|have|had|will|to (?:see|sign|attend)|which|that|who|here|during|after|at|when|"
    r"while|where|hoping|aiming|vowing|pledging|agreeing|marking|focusing|witnessed|signed|inked|covering|worth|with|by|between|among|aimed|aiming|designed|"
    r"under|in which|as|before|recently|respectively|and (?=[^.;,]{3,80}? (?:signed|inked|concluded)\b)|and "
    r"(?:the|a|an|agreed|said|pledged|to|vowed|plans?|held|visited|also|discussed|unveiled|launched|issued|"
    r"exchanged|witnessed|co-chair\w*|meet|met|attend\w*|signed))\b"
)
_TAIL = frame(
    rf"(?> (?:on|for|about|concerning|regarding|to|of|under|in)(?= (?!the (?:event|ceremony|meeting|symposium|"
    rf"conference|forum|occasion|spot|visit|two)\b)(?:[\w\"]|<place>)))"
    rf"(?> (?!{_STOP}|in <place>(?: on\b|,|$| <time>)|on <time>)(?:[\w'/&-]+|(?<=for )<time>|<place>(?:'s|[/-]<place>)?|\"[^\"]*\"|\([A-Z]+\)),?)++"
)
_QUOTED_TAIL = frame(r"(?: on| for)? \"[^\"]{1,80}\"")
_ACTIVE = frame(
    rf"\b(?P<verb>{_VERB})(?: (?:and (?:exchanged|issued|unveiled|announced|sealed|adopted)|here|jointly|"
    rf"formally|officially|with (?P<with>[^.;,]{{1,80}}?),?|(?:on |in )?<time>,?|(?:in|at) <place>,?|on the "
    rf"spot|on site|on-site|respectively))* ?$"
)
_SIGNING_OF = frame(r"\b(?P<verb>signing(?: ceremony)?(?: and exchange)?) (?:of|for) $")
_PASSIVE = frame(
    r"(?P<gap>[^.;]{0,140}?) (?:was|were|is|are|has been|have been|had been|will be|to be|being|is to be|are "
    r"to be) (?:\w+ )?(?P<verb>signed|inked|concluded|sealed|exchanged|reached)\b(?P<rest>[^.;]*)"
)
_SIGNED_BY = frame(
    r",? (?P<verb>signed|inked|concluded|reached)(?: earlier| here| recently| jointly)? (?P<rest>(?:by|"
    r"between|in|on|with)[^.;]*)"
)
_AND = re.compile(r"(?:,| and|, and|,? as well as) $")
_INCLUDE = frame(
    r"(?P<verb>(?:documents?|papers?|agreements?|deals?|pacts?)[^.;]{0,40}? (?:signed|"
    r"inked)[^.;:]{0,60}(?:include[sd]?|included|including|are|were|:)|(?:signed|"
    r"inked)[^.;:]{0,80}(?:including|include[sd]?|namely|:)):? "
)
_ITEMS_NOUN = re.compile(
    r"\b(?:agreement|memorandum|declaration|letter of intent|protocol|pact|plan|MoU|accord|charter|initiative|"
    r"contract)\b",
    re.IGNORECASE,
)

_FIRM = re.compile(
    r"\b(?:compan(?:y|ies)|enterprises?|firms?|corporations?|corp|co\.?,? ltd|ltd|inc|groups? (?:signed|"
    r"inked)|[A-Z]\w+ Group|businesses|banks?|investors?|merchants?|factory|hospital|universit(?:y|ies)|"
    r"institutes?|college|school)\b",
    re.IGNORECASE,
)
_SIDES = re.compile(
    r"\b(?:two|both|three|four|all) (?:sides|cities|provinces|places|parties|regions|governments|counties|"
    r"districts|localities|areas|municipalities|delegations|departments)|\bthey\b|\bboth\b|\bthe sides\b",
    re.IGNORECASE,
)
_BETWEEN = frame(
    r"\b(?:between|among) (?P<list>[^.;]{3,200}?)(?= (?:was|were|is|are|will|has|have|signed|inked|which|that|"
    r"on|in|at|during|aims?|aimed|covering|to)\b|[.;(]|$)"
)
_ORGAN = re.compile(
    r"(?:'s?)? (?:(?:[A-Z][\w'-]*|municipal|provincial|city|county|district|of|and|for|the|people's|foreign|"
    r"affairs) ){0,7}?(?:Bureau|Department|Commission|Administration|Federation|Authority|Chamber|Association|"
    r"Court|Procuratorate|Customs|Center|Centre|Congress|CPPCC|Council)\b"
)
_GENERIC = re.compile(
    r"^(?:(?:an?|the|its|their|\d+|two|three|four|five|six|seven|eight|nine|ten|fifteen|twelve|several|"
    r"multiple|many|both|some|another|series|slew|number|batch|raft|package|total|of|new|relevant|related|"
    r"bilateral|cooperation|co-operation|cooperative|collaboration|collaborative|formal|important|"
    r"sister|city|sister-city|friendship|friendly|friendship-city|twin|twinning|twin-city|sister-province|"
    r"sister-county|pairing|legal) ?)*(?:(?:sister|friendship|twin) cities|agreements?|deals?|pacts?|documents?|papers?|memoranda|memorandums|"
    r"MoUs?|relationship|relations|ties|contracts?|accords?)$",
    re.IGNORECASE,
)
_FRIENDSHIP = re.compile(r"sister|friendship|twin|friendly", re.IGNORECASE)
_PAIR_ONLY = re.compile(r"(?:relationship|relations|ties|cities)$", re.IGNORECASE)
_WEAK_NOUNS = re.compile(
    r"(?:plans?|frameworks?|initiatives?|papers?|arrangements?|communiqu[eé]s?|minutes|contracts?)$", re.IGNORECASE
)
_FOREIGN = re.compile(
    r"\b(?:U\.?S\.?|United States|American?|Japan\w*|Korean?|Russian?|German\w*|France|French|Brit\w+|UK|"
    r"Australian?|Canad\w+|Singapore\w*|Malaysia\w*|Thai\w*|Vietnam\w*|Lao\w*|Indonesia\w*|Pakistan\w*|"
    r"India\w?|Serbia\w*|Poland|Hungary|Italy|Italian|"
    r"Spain|Spanish|Brazil\w*|Mexic\w+|Indiana|California|Kazakhstan|Kyrgyz\w*|Mongolian? (?:city|province)|"
    r"Africa\w*|Europe\w*|ASEAN|foreign (?:city|cities|country|countries)|overseas (?:city|cities))\b"
)
_NOT_SIGNED = re.compile(
    r"\b(?:under|according to|since|implement\w*|in line with|based on|thanks to|guided by|fulfil\w*|"
    r"following|progress of|carry out|pursuant to|in accordance with|terms of|after) (?:the |a |an |this "
    r")?[^,;.]{0,40}$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Paper:
    """A paper in a sentence: its words, the verb that signs it, and where the clause begins and ends."""

    start: int
    end: int
    noun: str
    verb: str
    mode: str
    clause: tuple[int, int]
    rest: tuple[int, int]
    partner: tuple[int, int] | None = None


def read_agreements(occasion: Occasion) -> list[Agreement]:
    """The papers between regions that a document says were signed or are to be signed."""
    found: list[Agreement] = []
    further: list[Agreement] = []
    for ribbon in occasion.scene.ribbons:
        if not (ribbon.holds(_NOUN_WORDS) and ribbon.holds(_VERBS)):
            continue
        listed = _listed(ribbon, occasion)
        if listed:
            found += listed
            continue
        for paper in _papers(ribbon):
            for agreement in _read(paper, ribbon, occasion):
                words = ribbon.text[paper.start : paper.end]
                (further if agreement.title is None and _FURTHER.search(words) else found).append(agreement)
    return [*_once(found), *_once(further)]


_FURTHER = re.compile(r"\b(?:more|other|another|further|additional|separate)\b", re.IGNORECASE)
_VERBS = (
    "sign", "ink", "conclud", "reach", "seal", "forg", "establish", "becam", "become", "struck", "clinch", "exchang", "put ", "enter",
    "penned", "finali",
)  # fmt: skip
_NOUN_WORDS = (
    "agreement", "memorand", "mou", "letter", "pact", "accord", "declaration", "protocol", "contract", "document", "deal", "charter", "framework",
    "communiqu", "minutes", "compact", "initiative", "plan", "paper", "arrangement", "sister", "friend", "twin",
)  # fmt: skip


def _papers(ribbon: Ribbon) -> list[_Paper]:
    """The papers of a sentence that some verb signs."""
    text, found, last = ribbon.text, [], 0
    previous: _Paper | None = None
    for match in _NOUNS.finditer(text):
        if match.start() < last:
            continue
        start = _left(text, max(last, match.start() - 140), match.start())
        end = _right(text, match.end())
        clause = text.rfind(";", 0, start) + 1
        stop = text.find(";", end)
        stop = len(text) if stop < 0 else stop
        noun = match.group()
        paper = None
        before = text[clause:start].rstrip('"')
        if found_of := _SIGNING_OF.search(before):
            paper = _Paper(
                start, end, noun, found_of.group("verb").lower(), "of", (clause, clause + found_of.start()), (end, stop)
            )
        elif by := _SIGNED_BY.match(text, end):
            paper = _Paper(
                start,
                end,
                noun,
                by.group("verb").lower(),
                "by",
                (clause, start),
                (by.start("rest"), min(stop, by.end("rest"))),
            )
        elif active := _ACTIVE.search(before):
            partner = (clause + active.start("with"), clause + active.end("with")) if active.group("with") else None
            paper = _Paper(
                start,
                end,
                noun,
                active.group("verb").lower(),
                "active",
                (clause, clause + active.start()),
                (end, stop),
                partner,
            )
        elif previous is not None and previous.mode == "active" and _AND.search(before):
            paper = _Paper(start, end, noun, previous.verb, "active", previous.clause, (end, stop), previous.partner)
        elif passive := _PASSIVE.match(text, end):
            paper = _Paper(
                start,
                end,
                noun,
                passive.group("verb").lower(),
                "passive",
                (clause, start),
                (passive.start("rest"), min(stop, passive.end("rest"))),
            )
        if paper is not None:
            found.append(paper)
            previous, last = paper, end
    return found


def _left(text: str, low: int, at: int) -> int:
    """Where the noun phrase begins whose noun stands at `at`: at its article, or behind the word it hangs on."""
    start = low
    for edge in _EDGE.finditer(text, low, at):
        start = edge.start() if edge.group("article") else edge.end()
    return start


def _right(text: str, at: int) -> int:
    tail = _TAIL.match(text, at) or _QUOTED_TAIL.match(text, at)
    if not tail:
        return at
    end = tail.end()
    while end > at and text[end - 1] in ", ":
        end -= 1
    words = text[at:end]
    hanging = re.search(r"(?: (?:in|on|at|and|of|for|to|the|<time>))+$", words)
    return at + hanging.start() if hanging else end


def _read(paper: _Paper, ribbon: Ribbon, occasion: Occasion) -> list[Agreement]:
    text = ribbon.text
    words = text[paper.start : paper.end]
    if not _plausible(paper.verb, paper.noun, words):
        return []
    before = text[paper.clause[0] : paper.clause[1]]
    if paper.mode in ("passive", "by") and _NOT_SIGNED.search(text[: paper.start]):
        return []
    parties = _parties(paper, ribbon, occasion)
    regions = _regions(parties)
    if len(regions) < 2 or not _apart(regions):
        return []
    rest = text[paper.rest[0] : paper.rest[1]]
    partner = re.search(r"\bwith\b[^,.;]{0,60}", rest[:90])
    firm = _FIRM.search(before[-80:] + (partner.group() if partner else ""))
    if firm and not _BETWEEN.search(rest) and "government" not in before[-80:].lower() and not _SIDES.search(before):
        return []
    planned = (
        bool(PLANNED.search(before[-60:] + " " + paper.verb + " " + words[:40]))
        or "initial" in words.lower()
        or (paper.mode == "passive" and bool(re.search(r"\b(?:will be|to be)\b", text[paper.end : paper.rest[0]])))
    )
    recalled = bool(RECALLED.search(text))
    if planned and not occasion.exists and not re.search(r"\bagreed to\b|\bto be signed\b", text):
        return []
    dated = date_of(occasion, ribbon, paper.clause[1], paper.end, own_only=recalled or planned, inside=False)
    recalled = recalled or is_old(occasion.scene, dated.value)
    whole = (min(paper.clause[1], paper.start), paper.end)
    each = (
        _SEVERAL.search(paper.noun)
        and partner
        and paper.mode == "active"
        and len(parties) > 2
        and not _NUMBERED.search(words)
    )
    return [
        _agreement((paper.start, paper.end), whole, ribbon, occasion, pair, dated, planned=planned, recalled=recalled)
        for pair in ([(parties[0], other) for other in parties[1:]] if each else [parties])
    ]


_SEVERAL = re.compile(r"(?i)agreements|memorand(?:a|ums)|mous|pacts|letters")
_NUMBERED = re.compile(rf"(?i)\b(?:{_NUMBER}|an?|the)\b")


def _plausible(verb: str, noun: str, words: str) -> bool:
    """Whether verb and noun together speak of a paper: "reached an agreement" and "established ties" alone do not."""
    if verb in ("established", "formed", "forged", "became", "have become", "entered"):
        return bool(_FRIENDSHIP.search(words)) and bool(
            re.search(r"relation|ties|cities|pact|agreement", words, re.IGNORECASE)
        )
    if _PAIR_ONLY.search(noun):
        return bool(_FRIENDSHIP.search(words)) and verb.startswith(("sign", "ink", "conclud", "seal"))
    if verb.startswith("reach") and not re.search(
        r"framework|co-?operat\w+ agreement|memorand|letter of intent|strategic|MoU", words
    ):
        return False
    if verb.startswith(("conclud", "exchang", "struck", "endors")) and noun.lower().startswith(
        ("plan", "paper", "minute")
    ):
        return False
    if _WEAK_NOUNS.search(noun) and not re.search(
        r"co-?operat|strategic|joint|framework|initiative|friend", words, re.IGNORECASE
    ):
        return False
    if noun.lower().startswith("contract") and "project" in words:
        return False
    return not re.search(
        r"(?<!co-operation )(?<!cooperation )\bprojects?\b|\binvestment (?:contract|deal|agreement)s?\b|\bdeals? worth|\bworth\b|procurement|"
        r"purchase|sales",
        words,
        re.IGNORECASE,
    )


def _agreement(
    title: tuple[int, int], whole: tuple[int, int], ribbon: Ribbon, occasion: Occasion, parties: tuple[Party, ...], dated: Dated,
    *, planned: bool, recalled: bool, group: str | None = None,
) -> Agreement:  # fmt: skip
    source = occasion.scene.analysis.source
    first, last = ribbon.span(*title)
    spelled = _title(occasion.scene.analysis.text[first:last])
    start, end = ribbon.span(*whole)
    offshore = any(r.name.startswith(("香港", "澳门", "台湾")) for r in _regions(parties))
    return Agreement(
        evidence=(source.span(min(start, first), max(min(end, first + 290), last)), *dated.evidence), flags=dated.flags,
        candidates=dated.candidates, background=recalled, title=spelled, parties=parties, date=dated.value,
        status="planned" if planned else "signed", strength=_strength(occasion.scene.analysis.text[first:last]),
        fields=themes_in(occasion.scene.analysis.text[first:max(last, min(end, last + 120))], "en", offshore=offshore), parties_group=group,
    )  # fmt: skip


def _title(words: str) -> str | None:
    """A paper's title in the text's own words; None for a bare agreement, a friendship pact or several unnamed papers."""
    words = " ".join(words.split()).strip(' ,"')
    words += '"' if words.count('"') % 2 else ""
    if _GENERIC.match(words):
        return None
    stripped = re.sub(r"^(?:an?|the|its|their|another) ", "", words, flags=re.IGNORECASE)
    if re.match(
        r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|fifteen|twelve|several|series|slew|number|batch|"
        r"raft|total|multiple|many) ",
        stripped,
        re.IGNORECASE,
    ):
        return None
    quoted = re.fullmatch(r"\"([^\"]+)\"", stripped)
    return (quoted.group(1) if quoted else stripped)[:200] or None


def _strength(words: str) -> str | None:
    lowered = words.lower()
    if "framework" in lowered:
        return "framework"
    if "memorand" in lowered or "mou" in lowered or "letter" in lowered or "declaration" in lowered:
        return "memorandum"
    if "contract" in lowered:
        return "contract"
    if re.search(r"agreements? (?:on|for|to)\b", lowered):
        return "specific"
    return None


def _parties(paper: _Paper, ribbon: Ribbon, occasion: Occasion) -> tuple[Party, ...]:
    """Who signs: "between A and B", the subject with its "with", or the two sides of the document's event."""
    text = ribbon.text
    for between in _BETWEEN.finditer(text, paper.clause[1], paper.rest[1]):
        named = _spots(ribbon, between.start("list"), between.end("list"))
        if len(_regions(named)) > 1 and _apart(_regions(named)):
            return named
    clause, verb_at = paper.clause
    subject = _subject(ribbon, clause, verb_at, occasion) if paper.mode != "passive" else ()
    rest = text[paper.rest[0] : paper.rest[1]]
    if paper.mode in ("passive", "by"):
        agent = re.search(r"\bby\b", rest)
        if agent:
            subject = _merge(
                subject if paper.mode == "by" else (),
                _subject(ribbon, paper.rest[0] + agent.end(), paper.rest[1], occasion),
            )
    partner = re.search(r"\bwith\b", rest)
    if paper.partner:
        subject = _merge(subject, _subject(ribbon, *paper.partner, occasion))
    elif partner and partner.start() < 80:
        at = paper.rest[0] + partner.end()
        stop = text.find(",", at)
        subject = _merge(
            subject, _subject(ribbon, at, min(paper.rest[1], stop if stop > 0 else paper.rest[1], at + 80), occasion)
        )
    own = _regions(subject)
    if len(own) > 1 and _apart(own):
        return subject
    title = _spots(ribbon, paper.start, paper.end)
    if len(_regions(title)) == 2 and _apart(_regions(title)) and not own:
        return title
    return _from_event(paper, ribbon, occasion, own, bool(partner or paper.partner))


def _from_event(
    paper: _Paper, ribbon: Ribbon, occasion: Occasion, own: tuple[Region, ...], partner: bool
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
    return sides if _SIDES.search(clause) or not own else ()


def _merge(a: tuple[Party, ...], b: tuple[Party, ...]) -> tuple[Party, ...]:
    return tuple(dict.fromkeys((*a, *b)))


def _subject(ribbon: Ribbon, start: int, end: int, occasion: Occasion) -> tuple[Party, ...]:
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
    return tuple(dict.fromkeys(found))


def _spots(ribbon: Ribbon, start: int, end: int) -> tuple[Party, ...]:
    found: list[Party] = []
    for at in range(start, min(end, len(ribbon.text))):
        mark = ribbon.text[at]
        if mark == PLACE:
            found += _party(ribbon, at)
        elif mark in (TITLE, PARTY):
            found += ribbon.value(at).regions[:1]
    return tuple(dict.fromkeys(found))


def _party(ribbon: Ribbon, at: int) -> list[Party]:
    """A region, or an organ of it where the words behind its name are one."""
    spot: Spot = ribbon.value(at)
    if spot.group or len(spot.regions) != 1:
        return list(spot.regions) if spot.group and "-" in spot.surface and " " not in spot.surface else []
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


def _regions(parties: tuple[Party, ...]) -> tuple[Region, ...]:
    found = []
    for party in parties:
        region = party.region if isinstance(party, Organ) else party
        if region is not None:
            found.append(region)
    return tuple(dict.fromkeys(found))


def _apart(regions: tuple[Region, ...]) -> bool:
    """At least two of the regions lie apart."""
    return any(not contains(a, b) and not contains(b, a) for a in regions for b in regions)


def _listed(ribbon: Ribbon, occasion: Occasion) -> list[Agreement]:
    """Papers listed after "papers signed include"; the parties are those of the event."""
    text = ribbon.text
    opening = _INCLUDE.search(text)
    if opening is None:
        return []
    at, found = opening.end(), []
    separator = ";" if ";" in text[at:] else ","
    parties, group = _sides(occasion)
    if not parties and not group:
        return []
    for piece in re.finditer(rf"[^{separator}]+", text[at:].rstrip(".")):
        words = piece.group()
        lead = len(words) - len(re.sub(r"^ ?(?:and )?", "", words))
        if not _ITEMS_NOUN.search(words):
            continue
        start, end = at + piece.start() + lead, at + piece.end()
        named = _spots(ribbon, start, end)
        own = named if "between" in words and len(_regions(named)) > 1 else parties
        dated = date_of(occasion, ribbon, start, end)
        planned = bool(PLANNED.search(opening.group()))
        found.append(
            _agreement(
                (start, end),
                (start, end),
                ribbon,
                occasion,
                own,
                dated,
                planned=planned,
                recalled=False,
                group=None if own else group,
            )
        )
    return found if len(found) > 1 else []


def _sides(occasion: Occasion) -> tuple[tuple[Party, ...], str | None]:
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


def _once(found: list[Agreement]) -> list[Agreement]:
    """One record a paper: a later mention without a title of its own adds nothing."""
    kept: list[Agreement] = []
    for agreement in found:
        same = next((k for k in kept if _is_same(k, agreement)), None)
        if same is None:
            kept.append(agreement)
        elif same.title is None and agreement.title is not None:
            kept[kept.index(same)] = agreement
    return kept


def _is_same(a: Agreement, b: Agreement) -> bool:
    if set(_regions(a.parties)) != set(_regions(b.parties)):
        return False
    return (
        a.title is None or b.title is None or a.title.lower() in b.title.lower() or b.title.lower() in a.title.lower()
    )
