"""Papers that two or more regions sign: agreements, memoranda, letters of intent, friendship pacts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tashan.reading.english.marks import TIME, frame
from tashan.reading.english.occasions import (
    PLANNED,
    RECALLED,
    Dated,
    Occasion,
    coming_date,
    date_of,
    fallback_date,
    is_old,
)
from tashan.reading.english.papers import NUMBER, Paper, papers_in, plausible
from tashan.reading.english.signatories import (
    BETWEEN,
    SIDES,
    acting,
    apart,
    organs_of,
    parties_of,
    regions_of,
    says_when_signed,
    sides_of,
    spots_in,
)
from tashan.reading.themes import themes_in
from tashan.records import Agreement

if TYPE_CHECKING:
    from tashan.reading.english.marks import Ribbon
    from tashan.records import Party

_INCLUDE = frame(
    r"(?P<verb>(?:documents?|papers?|agreements?|deals?|pacts?)[^.;]{0,40}? (?:signed|"
    r"inked)[^.;:]{0,60}(?:include[sd]?|included|including|are|were|:)|(?:signed|"
    r"inked)[^.;:]{0,80}(?:including|include[sd]?|namely|:)):? "
)
_LISTING = ("includ", "are", "were", "namely", ":")
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
_GENERIC = re.compile(
    r"^(?:(?:an?|the|its|their|\d+|two|three|four|five|six|seven|eight|nine|ten|fifteen|twelve|several|"
    r"multiple|many|both|some|another|further|additional|more|series|slew|number|batch|raft|package|total|of|new|relevant|related|"
    r"bilateral|cooperation|co-operation|cooperative|collaboration|collaborative|formal|important|"
    r"sister|city|sister-city|friendship|friendly|friendship-city|twin|twinning|twin-city|sister-province|"
    r"sister-county|pairing|legal) ?)*(?:(?:sister|friendship|twin) cities|agreements?|deals?|pacts?|documents?|papers?|memoranda|memorandums?|"
    r"MoUs?|relationship|relations|ties|contracts?|accords?)$",
    re.IGNORECASE,
)
# What deals are for, and nothing that names one.
_PURPOSE = re.compile(
    r"(?i)(?<=s) to (?:boost|strengthen|deepen|enhance|expand|promote|advance|further|step up) (?:[\w-]+ ){0,2}?"
    r"(?:co-?operation|ties|collaboration|exchanges|relations)\b.*$"
)
_FOR_MONEY = re.compile(r" (?:worth|valued at|totall?ing|amounting to)\b")  # deals of firms
_NOT_SIGNED = re.compile(
    r"\b(?:under|according to|since|implement\w*|in line with|based on|thanks to|guided by|fulfil\w*|"
    r"following|progress of|carry out|pursuant to|in accordance with|terms of|after) (?:the |a |an |this "
    r")?[^,;.]{0,40}$",
    re.IGNORECASE,
)


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
        beside: Paper | None = None
        for paper in papers_in(ribbon):
            counted = beside is not None and beside.clause == paper.clause and _COUNTED.match(ribbon.text, paper.start)
            beside = paper
            for agreement in _read(paper, ribbon, occasion):
                words, before = ribbon.text[paper.start : paper.end], ribbon.text[: paper.start].lower()
                again = before.endswith(("the ", "these ")) and any(_is_same(agreement, other) for other in further)
                more = agreement.title is None and (
                    counted or again or _FURTHER.search(words) or before.endswith(_BESIDE)
                )
                (further if more else found).append(agreement)
    return [*_once(found), *_once(further)]


_COUNTED = re.compile(
    rf"(?i)(?:{NUMBER}) (?:\w+ )?(?:agreements|memorand|documents|pacts|deals)"
)  # a memorandum and three agreements
_BESIDE = ("in addition to ", "as well as ", "along with ", "together with ", "alongside ")
_FURTHER = re.compile(r"\b(?:more|other|another|further|additional|separate)\b", re.IGNORECASE)
_VERBS = (
    "sign", "ink", "conclud", "reach", "seal", "forg", "establish", "becam", "become", "struck", "clinch", "exchang", "put ", "enter",
    "penned", "finali",
)  # fmt: skip
_NOUN_WORDS = (
    "agreement", "memorand", "mou", "letter", "pact", "accord", "declaration", "protocol", "contract", "document", "deal", "charter", "framework",
    "communiqu", "minutes", "compact", "initiative", "plan", "paper", "arrangement", "sister", "friend", "twin",
)  # fmt: skip


def _read(paper: Paper, ribbon: Ribbon, occasion: Occasion) -> list[Agreement]:
    text = ribbon.text
    words = text[paper.start : paper.end]
    if not plausible(paper.verb, paper.noun, words) or _FOR_MONEY.match(text, paper.end):
        return []
    before = text[paper.clause[0] : paper.clause[1]]
    told = says_when_signed(paper, text)
    if _DENIED.search(text, max(0, paper.start - 90), paper.start):
        return []
    if not told and paper.mode in ("passive", "by") and _NOT_SIGNED.search(text[: paper.start]):
        return []
    parties = parties_of(paper, ribbon, occasion)
    regions = regions_of(parties)
    if len(regions) < 2 or not apart(regions):
        return []
    rest = text[paper.rest[0] : paper.rest[1]]
    partner = re.search(r"\bwith\b[^,.;]{0,60}", rest[:90])
    firm = _FIRM.search(before[-80:] + (partner.group() if partner else ""))
    if firm and not BETWEEN.search(rest) and "government" not in before[-80:].lower() and not SIDES.search(before):
        return []
    planned = (
        bool(PLANNED.search(before[-60:] + " " + paper.verb + " " + words[:40]))
        or "initial" in words.lower()
        or (paper.mode == "passive" and bool(re.search(r"\b(?:will be|to be)\b", text[paper.end : paper.rest[0]])))
    )
    recalled = bool(RECALLED.search(text))
    if _TALLY.match(words) and _OVER_YEARS.search(ribbon.lowered):
        return []  # a sum of many acts
    if planned and not occasion.exists and not re.search(r"\bagreed to\b|\bto be signed\b", text):
        return []
    apart_from_event = bool(_ALREADY.search(before)) and not set(regions) <= set(occasion.regions)
    dated = date_of(
        occasion, ribbon, paper.clause[1], paper.end, own_only=recalled or planned or apart_from_event, inside=False
    )
    if dated.value is None and not dated.candidates and not planned and TIME not in text and SIDES.search(before):
        dated = _date_before(ribbon, occasion)
    if planned and not recalled and dated.value is None and not dated.candidates:
        dated = coming_date(occasion)
    published = occasion.scene.dating.published
    if not planned and published and dated.value and dated.value > published:
        dated = fallback_date(occasion)  # another day that the paper's subject names
    recalled = recalled or is_old(occasion.scene, dated.value)
    whole = (min(paper.clause[1], paper.start), paper.end)
    each = (
        _single(paper, ribbon, occasion)
        and _SEVERAL.search(paper.noun)
        and partner
        and paper.mode == "active"
        and len(parties) > 2
        and not _NUMBERED.search(words)
    )
    return [
        _agreement((paper.start, paper.end), whole, ribbon, occasion, pair, dated, planned=planned, recalled=recalled)
        for pair in ([(parties[0], other) for other in parties[1:]] if each else [parties])
    ]


_DENIED = re.compile(
    r"\b(?:did|does|do|have|has|had|was|were|could|would) (?:not|never) [^,.;]*$|\b(?:without|instead of) [^,.;]{0,30}$"
)
_TALLY = re.compile(
    r"(?i)(?:(?:a total of|over|more than|nearly|about|around|some|altogether) )*(?:\d[\d,]*|dozens of|hundreds of|scores of|many|numerous)\b"
)
_OVER_YEARS = re.compile(
    r"\b(?:(?:over|in|during|for|within) the (?:past|last) [\w-]+ (?:years|decades)|in recent years|since (?:19|20)\d\d|so far|to date|"
    r"cumulative\w*|accumulat\w+|as of)\b"
)


def _date_before(ribbon: Ribbon, occasion: Occasion) -> Dated:
    """The day of the sentence before, which tells when the two sides met."""
    ribbons = occasion.scene.ribbons
    at = ribbons.index(ribbon)
    return date_of(occasion, ribbons[at - 1], 0, 0, own_only=True) if at else Dated(None)


def _single(paper: Paper, ribbon: Ribbon, occasion: Occasion) -> bool:
    """Whether only one party stands before the verb."""
    return len(acting(ribbon, *paper.clause, occasion)) == 1


_ALREADY = re.compile(r"(?i)\b(?:have|has) (?:all |already |also |both |each )*$")  # signed at some time until now
_SEVERAL = re.compile(r"(?i)agreements|memorand(?:a|ums)|mous|pacts|letters")
_NUMBERED = re.compile(rf"(?i)\b(?:{NUMBER}|an?|the)\b")


def _agreement(
    title: tuple[int, int], whole: tuple[int, int], ribbon: Ribbon, occasion: Occasion, parties: tuple[Party, ...], dated: Dated,
    *, planned: bool, recalled: bool, group: str | None = None,
) -> Agreement:  # fmt: skip
    source = occasion.scene.analysis.source
    first, last = ribbon.span(*title)
    spelled = _title(occasion.scene.analysis.text[first:last])
    start, end = ribbon.span(*whole)
    offshore = any(r.name.startswith(("香港", "澳门", "台湾")) for r in regions_of(parties))
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
    if _GENERIC.match(_PURPOSE.sub("", words)):
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


def _listed(ribbon: Ribbon, occasion: Occasion) -> list[Agreement]:
    """Papers listed after "papers signed include"; the parties are those of the event."""
    text = ribbon.text
    opening = _INCLUDE.search(text) if ribbon.holds(("signed", "inked")) and ribbon.holds(_LISTING) else None
    if opening is None:
        return []
    at, found = opening.end(), []
    separator = ";" if ";" in text[at:] else ","
    parties, group = sides_of(occasion)
    if not parties and not group:
        return []
    for piece in re.finditer(rf"[^{separator}]+", text[at:].rstrip(".")):
        words = piece.group()
        lead = len(words) - len(re.sub(r"^ ?(?:and )?", "", words))
        if not _ITEMS_NOUN.search(words):
            continue
        start, end = at + piece.start() + lead, at + piece.end()
        named = spots_in(ribbon, start, end)
        own = named if "between" in words and len(regions_of(named)) > 1 else parties
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


def _once(found: list[Agreement]) -> list[Agreement]:
    """One record a paper: a later mention without a title of its own adds nothing."""
    kept: list[Agreement] = []
    for agreement in found:
        same = next((k for k in kept if _is_same(k, agreement)), None)
        if same is None:
            kept.append(agreement)
        else:
            titled, other = (
                (agreement, same) if same.title is None and agreement.title is not None else (same, agreement)
            )
            kept[kept.index(same)] = titled if titled.date or not other.date else _dated_as(titled, other)
    return kept


def _dated_as(agreement: Agreement, other: Agreement) -> Agreement:
    """The paper with the day that another mention of it tells."""
    years = tuple(span for span in other.evidence if span.field == "year")
    return replace(agreement, date=other.date, flags=other.flags, evidence=(*agreement.evidence, *years))


def _is_same(a: Agreement, b: Agreement) -> bool:
    if set(regions_of(a.parties)) != set(regions_of(b.parties)):
        return False
    if organs_of(a.parties) and organs_of(b.parties) and set(a.parties) != set(b.parties):
        return False
    return (
        a.title is None or b.title is None or a.title.lower() in b.title.lower() or b.title.lower() in a.title.lower()
    )
