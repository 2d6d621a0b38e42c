"""Formal meetings between regions: sessions, joint conferences, forums, symposia with a name of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tashan.reading.english.marks import PERSON, PLACE, TIME, TITLE, Ribbon, frame, words_before
from tashan.reading.english.occasions import PLANNED, RECALLED, Dated, Occasion, date_of, fallback_date, is_old
from tashan.reading.english.spots import contains
from tashan.records import Meeting

if TYPE_CHECKING:
    from tashan.reading.english.scene import Scene
    from tashan.reading.english.spots import Spot
    from tashan.records import Visit
    from tashan.regions import Region

_ORDINALS = {
    w: n for n, w in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth "
        "seventeenth eighteenth nineteenth twentieth".split(), 1)
}  # fmt: skip
_ORDINAL = re.compile(
    rf"\b(?:({'|'.join(_ORDINALS)})|(\d{{1,2}})(?:st|nd|rd|th))\b(?! (?:in-person|face|such|ever|time|half|"
    rf"batch|round|day|phase|offline))",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"\b(?:(?:joint|working|liaison|coordination|co-ordination|consultation|high-level|leaders'|plenary|"
    r"exchange|work|mayors'|ministerial|annual|regular|thematic|special|preparatory|inaugural) )*"
    r"(?:plenary sessions?|sessions?|conferences?|symposium|symposia|forum|summit|round ?table|colloquium|"
    r"meeting|dialogue|seminar|assembly|plenary|joint session)\b",
    re.IGNORECASE,
)
_HEADS = (
    "session", "conference", "sympos", "forum", "summit", "table", "colloqui", "meeting", "dialogue", "seminar",
    "assembl", "plenary",
)  # fmt: skip
_NAME_WORDS = (
    "cooperation co-operation collaboration joint regional economic high-level plenary session leaders "
    "leaders' main annual working integration development "
    "integrated coordinated coordination liaison consultation mayors mayors' party secretaries government "
    "governments senior officials trade and of the on for key major "
    "chief chiefs executive executives heads principal symposium meeting conference work exchange "
    "inter-provincial cross-provincial inter-regional city cities provinces "
    "province region regions cum first second third fourth fifth sixth seventh eighth ninth tenth in-person "
    "municipal provincial administrative joint-conference "
    "poverty alleviation paired pairing pairing-off paired-up assistance counterpart east-west collaboration forum summit economy "
    "industrial industry innovation science technology tourism "
    "culture cultural ecological environmental water transport health care medical legal talent youth "
    "financial promotion new annual people's congress cppcc "
    "alliance committee council strategic comprehensive bilateral friendship construction urban metropolitan "
    "circle area belt corridor zone cluster commercial consultative"
).split()
_NAME_SET = frozenset(_NAME_WORDS)
_NAME_WORD = frame(
    r"(?:\"?<place>(?:'s?)?(?:[/-]<place>)*(?:'s?)?[,/-]?|[A-Z][\w'/&-]*|\d{4}|\d{1,2}(?:st|nd|rd|th)|<time>|&|/|-|"
    r"\([A-Z]+\)|\"[^\"]{1,60}\")",
    0,
)


def _in_name(word: str) -> bool:
    """Whether a word before a meeting's head can belong to its name."""
    return (word in _NAME_SET and word not in ("for", "on")) or _NAME_WORD.fullmatch(word) is not None


_RIGHT = frame(
    r"(?: (?:on|for|of|to|among) (?:(?:\d{1,2}(?:st|nd|rd|th)|main|major|principal|leaders|mayors|governors|secretaries|"
    r"executives|officials|(?:the )?<place>(?:[/-]<place>)*(?:'s)?|paired-up|pairing|paired|between|work|exchanges|talent|"
    r"co-operation|co-ordination|collaboration|mechanism|east-west|-(?= <place>)|[A-Z][\w-]*|\"[^\"]{1,60}\"|the|and|of|for|on|promoting|"
    r"deepening|strengthening|advancing|economic|social|regional|development|cooperation|integrated|"
    r"coordinated|construction|comprehensive|integration|paired|assistance|industrial|poverty|alleviation|"
    r"(?:[a-z]+ (?=cooperation|development|integration|assistance|construction|collaboration|"
    r"alleviation)))(?: |(?=[,.;)]|$)))+)?(?:(?<= )(?:in|of|between) (?:the )?<place>(?: \(<place>\))?(?: and <place>(?: \(<place>\))?)+)?",
    0,
)
_ATTENDED = re.compile(r"\b(?:for|at|to|in|attend\w*|during|after) the (?=.*(?:session|meeting|conference|forum))")
_LEAD = re.compile(
    r"^(?:(?:[Aa]t|[Tt]he|[Aa]n?|[Oo]f|[Aa]nd|[Oo]n|[Ff]or|[Ii]t|[Dd]uring|[Aa]fter|[Ii]n|[Ff]ollowing|"
    r"[Aa]ttended|[Tt]o|[Bb]y|[Oo]nline)?[ ,]+)+"
)
_LATER = frame(
    r" of (?:the )?[^.;,]{0,140}?(?:joint conference|joint meeting|conference|meeting|forum|symposium|summit|"
    r"mechanism)s?\b"
)
_CUM = frame(
    r" (?:(?:cum|&) (?:the )?[^.;,]{0,140}?(?:conference|meeting|session|summit|symposium|forum)s?|"
    r"and (?:the )?[^.;,]{0,140}?(?:conference|meeting|session)s?)\b(?: of the "
    r"[^.;,]{0,100}?(?:conference|meeting))?"
)
_FORMAL = re.compile(
    r"co-?operation|collaboration|joint|forum|summit|plenary|session|liaison|coordination|round ?table|dialogue|leaders|mayors|conference|"
    r"high-level",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:held|opened|opens|took place|takes place|convened|convenes|kicked off|kicks off|concluded|closed|"
    r"hosted|hosts|staged|started|began|launched|gathered|attended|attend|co-chaired|co-chair|chaired|"
    r"presided|wrapped up|organi[sz]ed|"
    r"to be held|will be held|met for|sat down|met (?:on|in|at)|gathered|joined|addressed|unveiled|it was|at the|will meet|during the|after the|following "
    r"the|after a|(?:visit\w*|depart\w*|leave|left|go|went|travel\w*|arriv\w*)[^.;]{1,80} for the|scheduled for)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"national congress|people's congress$|central (?:work|economic|working|urban|rural)|party congress|press "
    r"conference|news conference|work conference of the (?:cpc|central)|state council|consultative conference|"
    r"world|boao|international|global|"
    r"plenary session of the .*(?:central|committee)|standing committee|china-|apec|asean|investment "
    r"promotion|promotion (?:conference|meeting)|enlarged meeting|mobili[sz]ation|teleconference|video "
    r"conference|executive meeting|people's political|tourism promotion|trade fair",
    re.IGNORECASE,
)
_BRIEFING = re.compile(r"\b(?:introduction|introductory|briefing|welcome|press)\s*$", re.IGNORECASE)  # part of a visit
_WAS_HELD = re.compile(
    r"\b(?:was|were) (?:\w+ )?(?:held|convened|opened|hosted)\b|(?<!\bbe )\b(?:opened|concluded|took place|kicked off|"
    r"co-chaired|attended)\b"
)
_WILL = re.compile(r"\b(?:will|is to|to visit|to attend|is scheduled)\b")
_MET = re.compile(r"\b(?:sat down|met|gathered|convened|opened|took place)\b")
_IS_HELD = re.compile(
    r"(?: (?:Is|Was|Are|Were))?(?: (?:Held|Opens|Opened|Convened|Convenes|Concludes|Concluded|Kicks|Kicked|Begins|Starts|Closes|Wraps|Takes|Took))+\s*$"
)
_BOTH_HOLD = frame(
    r"<place>(?:,? (?:and|with) <place>)+ (?:jointly |together |also )?(?:held|hold|convened|staged|co-hosted|hosted) [\w -]*$"
)
# What stands before or behind the name of a meeting where the text speaks of the institution, not of a sitting.
_FOUNDED = re.compile(r"(?i)\b(?:establishment|founding|inception|creation|setting up|anniversary) of (?:the )?$")
_SUCH = re.compile(r"\bsuch $")  # of another one of its kind
_MECHANISM = re.compile(r" (?:mechanism|system|office|secretariat|framework)\b")
# The rest of a list of places whose first one ends a name, and a year behind it.
_MORE_PLACES = frame(r"(?:, <place>)*,? and <place>(?!'s)")
_YEAR_BEHIND = frame(r" (?P<year><time>)(?![\w-])")
_HERE = re.compile(r"\bhere\b")
_IN = frame(r"\b(?:in|at) (?:the )?(?P<place><place>)(?!'s)")
_LIST = frame(r"<place>(?:, (?:and )?<place>| and <place>|,? as well as <place>)+")
_BETWEEN = frame(r"\b(?:between|of|by|from|among) (?:the )?(?P<list><place>(?:,? (?:and )?(?:the )?<place>)+)")


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(slots=True)
class _Draft:
    name: str
    words: str
    session: int | None
    named: list[Region]
    group: str | None
    head: str
    spans: list[tuple[int, int]] = field(default_factory=list)
    year: str | None = None
    place: Region | None = None
    dated: Any = None
    participants: list[Region] = field(default_factory=list)
    both: bool = False
    planned: bool = False
    background: bool = False


def read_meetings(scene: Scene, visits: list[Visit]) -> list[Meeting]:
    """The formal meetings between regions that a document tells of."""
    drafts: list[_Draft] = []
    for index, ribbon in enumerate(scene.ribbons):
        for draft, start, end in _named(ribbon):
            known = _same(drafts, draft)
            if known is None:
                drafts.append(draft)
                known = draft
            _fill(known, scene, index, start, end, again=known is not draft)
    _join_series(drafts)
    occasion = Occasion(scene, visits)
    return [_record(draft, scene, occasion) for draft in drafts if _counts(draft)]


def _join_series(drafts: list[_Draft]) -> None:
    """Another year's meeting of a series the document reports is of the same group."""
    for draft in drafts:
        if draft.year is None or draft.named or draft.group or _counts(draft):
            continue
        last = draft.words.split()[-3:]
        for other in drafts:
            if other is not draft and other.group and other.words.split()[-3:] == last and _counts(other):
                draft.group = other.group


def ordinal(text: str) -> int | None:
    """The number of a session ("the fifth", "3rd"), or None."""
    match = _ORDINAL.search(text)
    if not match:
        return 1 if "inaugural" in text.lower() else None
    return _ORDINALS[match.group(1).lower()] if match.group(1) else int(match.group(2))


def _named(ribbon: Ribbon) -> list[tuple[_Draft, int, int]]:
    text, found, last = ribbon.text, [], 0
    for match in _HEAD.finditer(text) if ribbon.holds(_HEADS) else ():
        if match.start() < last:
            continue
        start, end = match.start(), match.end()
        start = words_before(text, max(last, start - 200), start, _in_name)
        # The name may run on to a later head ("Second Plenary Session of the … Conference", "High-Level Meeting cum …").
        later = (
            _LATER.match(text, end) if "ession" in match.group() or "lenary" in match.group() else _CUM.match(text, end)
        )
        if later and not re.search(r"\b(?:was|were|held|in|at|who|which|with)\b", later.group()):
            end = later.end()
        right = _RIGHT.match(text, end)
        if right and right.group():
            end += len(re.sub(r"(?: (?:of|for|on|the|and|between))*\s*$", "", _IS_HELD.sub("", right.group())))
        more = _MORE_PLACES.match(text, end) if text[end - 1] == PLACE else None
        end = more.end() if more else end
        year = _YEAR_BEHIND.match(text, end)
        if year and ribbon.value(year.start("year")).kind == "year":
            end = year.end()
        while start < end and text[start] == TIME and ribbon.value(start).kind != "year":
            start += 1
        first = text[start:end]
        cuts = [c.end() for c in _ATTENDED.finditer(first) if start + c.end() < match.start()]
        if cuts:
            start += cuts[-1]
            first = text[start:end]
        start += len(first) - len(_LEAD.sub("", first))
        if start < end and text[start] == TIME and ribbon.value(start).kind != "year":  # On May 11 the first session
            start += 1
            start += end - start - len(_LEAD.sub("", text[start:end]))
        words = text[start:end]
        last = end
        if _NOT.search(words) or _BRIEFING.search(text[:start]):
            continue
        if _FOUNDED.search(text, 0, start) or _SUCH.search(text, 0, match.start()) or _MECHANISM.match(text, end):
            continue
        found.append((_draft(ribbon, start, end), start, end))
    return found


def _draft(ribbon: Ribbon, start: int, end: int) -> _Draft:
    words = ribbon.text[start:end]
    spots: list[Spot] = ribbon.values(PLACE, start, end)
    named = list(dict.fromkeys(r for s in spots if not s.group for r in s.regions))
    group = next((s.surface for s in spots if s.group), None)
    for spot in spots:  # "the Beijing-Tianjin-Hebei Symposium" names its members
        if spot.group and 1 < len(spot.regions) == spot.surface.count("-") + 1:
            named += [r for r in spot.regions if r not in named]
    span = ribbon.span(start, end)
    head = words.split()[-1].lower()
    for match in _HEAD.finditer(words):
        head = match.group().split()[-1].lower()
        break
    years = [str(t.first.year) for t in ribbon.values(TIME, start, end) if t.kind == "year"] + _YEAR.findall(words)
    return _Draft("", words, ordinal(words), named, group, head, [span], year=years[0] if years else None)


def _same(drafts: list[_Draft], new: _Draft) -> _Draft | None:
    """An earlier mention of this meeting: same sort, and nothing that tells them apart."""
    for draft in reversed(drafts):
        if draft.session and new.session and draft.session != new.session:
            continue
        if draft.year and new.year and draft.year != new.year:
            continue
        plain = not new.named and not new.group
        if (draft.head == new.head or _sits(draft, new)) and (
            plain
            or _nested(new.named, draft.named)
            or (new.group and new.group == draft.group)
            or (not draft.named and not draft.group and draft.head == new.head)
        ):
            if not plain and not draft.named and not draft.group:
                draft.words, draft.named, draft.group = new.words, new.named, new.group
                draft.session = draft.session or new.session
                draft.spans.insert(0, new.spans[0])
            elif not plain and ((new.year and not draft.year) or (new.session and not draft.session)):
                draft.words, draft.session, draft.year = new.words, new.session or draft.session, new.year or draft.year
                draft.spans.insert(0, new.spans[0])  # the headline left out which one it was
                draft.head = new.head
            return draft
    return None


def _sits(a: _Draft, b: _Draft) -> bool:
    """Whether one is the sitting of the other: "24th Plenary of the A/B Conference" and "A/B Conference"."""
    one, other = a.words.lower(), b.words.lower()
    return bool(a.named) and set(a.named) == set(b.named) and (one.endswith(other) or other.endswith(one))


def _nested(a: list[Region], b: list[Region]) -> bool:
    """One list of regions holds the other; neither is empty."""
    return bool(a and b) and (set(a) <= set(b) or set(b) <= set(a))


def _fill(draft: _Draft, scene: Scene, index: int, start: int, end: int, *, again: bool) -> None:
    ribbon = scene.ribbons[index]
    text = ribbon.text
    held = _HELD.search(text)
    if again:
        draft.spans.append(ribbon.span(start, end))
    if held is None and index > 0:
        return
    draft.spans.append(ribbon.span(0, len(text)))
    if _WAS_HELD.search(text):
        draft.planned = False
    elif PLANNED.search(text[max(0, start - 40) : end + 60]) or (
        not again and (will := _WILL.search(text[:start])) and not _MET.search(text, will.end(), start)
    ):
        draft.planned = True
    if (RECALLED.search(text) or text[:start].lower().endswith((" since ", " since the "))) and not again:
        draft.background = True
    if _BOTH_HOLD.search(text[:start]):
        draft.both = True
    if draft.place is None:
        draft.place = _place(scene, index, start, end)
    if draft.dated is None or draft.dated.value is None:
        dated = date_of(Occasion(scene), ribbon, start, end, own_only=True, inside=False)
        if dated.value or dated.candidates:
            draft.dated = dated
    _take_part(draft, scene, index, start, end)


def _place(scene: Scene, index: int, start: int, end: int) -> Region | None:
    ribbon = scene.ribbons[index]
    text = ribbon.text
    found: list[tuple[bool, int, Region]] = []
    for match in _IN.finditer(text):
        spot = ribbon.value(match.start("place"))
        if not start <= match.start("place") < end and not spot.group and len(spot.regions) == 1:
            found.append((match.start() < end, match.start(), spot.regions[0]))
    if found:
        return min(found, key=lambda place: place[:2])[2]  # the first one behind the name, else the first one before it
    if _HERE.search(text) or (index and _HERE.search(scene.ribbons[index - 1].text)) or scene.seat is not None:
        return scene.seat
    return None


def _take_part(draft: _Draft, scene: Scene, index: int, start: int, end: int) -> None:
    ribbon = scene.ribbons[index]
    text = ribbon.text
    for region in draft.named:
        _add(draft.participants, region)
    if len(draft.named) > 1:
        return
    for match in _LIST.finditer(text):
        if match.start() < end and match.end() > start:
            continue
        if re.search(r"\b(?:in|at|visit\w*)\s(?:the )?$", text[: match.start()]):
            continue
        for spot in ribbon.values(PLACE, match.start(), match.end()):
            if not spot.group:
                for region in spot.regions:
                    _add(draft.participants, region)
    for at in range(index, min(index + 3, len(scene.ribbons))):
        other = scene.ribbons[at]
        if at == index or _ATTENDS.search(other.text):
            _take_people(draft, scene, other)
    if len(draft.participants) < 2 and (draft.session or "annual" in draft.words):
        for other in scene.ribbons[max(0, index - 1) : index + 2]:
            _take_signatories(draft, other)


_ATTENDS = re.compile(
    r"\b(?:attended|attend|delivered|chaired|presided|spoke|addressed|presented|reported|also present|(?:was|were) present)\b"
)
_OFFICIALS_OF = frame(
    r"\b(?:officials|representatives|leaders|mayors|heads|delegations) (?:of|from)(?: the)? [\w ]*(?:-{1,2}|—|:|,)? ?"
    r"(?P<list><place>(?:, <place>)*,? and <place>)[^.;]*\bsigned\b"
)


def _take_people(draft: _Draft, scene: Scene, ribbon: Ribbon) -> None:
    """The regions of the leaders whom a sentence names."""
    for people in ribbon.values(PERSON):
        for person in people:
            office = scene.region_of(person)
            if office is not None and person.kind in ("party", "government", "deputy_party", "standing_committee"):
                _add(draft.participants, office)
    for title in ribbon.values(TITLE):
        for region in title.regions if title.several else title.regions[:1]:
            _add(draft.participants, region)


def _take_signatories(draft: _Draft, ribbon: Ribbon) -> None:
    """The regions whose officials signed something at the meeting, where nothing else says who met."""
    for match in _OFFICIALS_OF.finditer(ribbon.text):
        for spot in ribbon.values(PLACE, match.start("list"), match.end("list")):
            for region in () if spot.group else spot.regions:
                _add(draft.participants, region)
    if _SIGNED.search(ribbon.text):
        for title in ribbon.values(TITLE):
            for region in title.regions if title.several else ():
                _add(draft.participants, region)


_SIGNED = re.compile(r"\b(?:co-?)?signed\b")


def _add(regions: list[Region], region: Region) -> None:
    if region not in regions and not any(contains(r, region) or contains(region, r) for r in regions):
        regions.append(region)


def _counts(draft: _Draft) -> bool:
    """Formal, and between regions: both in its name, or a grouping, or several taking part in a joint event."""
    if len(draft.spans) < 2:
        return False
    words = draft.words
    formal = bool(_FORMAL.search(words))
    if len(draft.named) > 1:
        return formal or (draft.head in ("symposium", "meeting", "seminar") and len(words.split()) > 3)
    if draft.group:
        return formal or draft.head in ("symposium", "meeting", "conference", "forum")
    if (
        len(draft.participants) > 1
        and draft.both
        and re.search(r"co-?operation|collaboration|assistance", words, re.IGNORECASE)
    ):
        return True
    if len(draft.participants) < 2 or (not draft.named and not draft.session and "joint" not in words.lower()):
        return False
    joint = re.search(r"joint (?:conference|meeting|session)|plenary|session", words, re.IGNORECASE)
    return bool(joint) or (bool(draft.session) and (formal or len(draft.participants) > 2))


def _record(draft: _Draft, scene: Scene, occasion: Occasion) -> Meeting:
    source = scene.analysis.source
    text = scene.analysis.text
    first, last = draft.spans[0]
    dated = draft.dated
    if dated is None:
        dated = fallback_date(occasion) if not draft.planned else Dated(None)
    evidence = [source.span(*span) for span in dict.fromkeys(draft.spans)][:3]
    for region in draft.named:
        _add(draft.participants, region)
    if draft.place is not None and len(draft.participants) < 2 and not draft.group:
        _add(draft.participants, draft.place)
    return Meeting(
        evidence=(*evidence, *dated.evidence), flags=dated.flags, candidates=dated.candidates, background=draft.background or is_old(scene, dated.value),
        name=" ".join(text[first:last].split()).lstrip('"'), session=draft.session, date=dated.value, place=draft.place,
        participants=tuple(draft.participants), participants_group=draft.group if len(draft.participants) < 2 else None,
        status="planned" if draft.planned else "done",
    )  # fmt: skip
