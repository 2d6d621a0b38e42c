"""How formal meetings are named in a sentence, and which names mean the same one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tashan.reading._patterns import ignoring_case
from tashan.reading.english.marks import PLACE, TIME, Ribbon, frame, words_before

if TYPE_CHECKING:
    from tashan.reading.english.spots import Spot
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


_HEAD = ignoring_case(
    r"\b(?:(?:joint|working|liaison|coordination|co-ordination|consultation|high-level|leaders'|plenary|"
    r"exchange|work|mayors'|ministerial|annual|regular|thematic|special|preparatory|inaugural) )*"
    r"(?:plenary sessions?|sessions?|conferences?|symposium|symposia|forum|summit|round ?table|colloquium|"
    r"meeting|dialogue|seminar|assembly|plenary|joint session|discussion panel|panel discussion)\b"
)


_HEADS = (
    "session", "conference", "sympos", "forum", "summit", "table", "colloqui", "meeting", "dialogue", "seminar",
    "assembl", "plenary", "panel",
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
    "circle area belt corridor zone cluster commercial consultative party-government party-and-government"
).split()


_NAME_SET = frozenset(_NAME_WORDS)


_NAME_WORD = frame(
    r"(?:(?:Economic|Trade|Tourism|Cultural|Culture|Science|Technology|Investment|Industrial|Financial|Education|Transport),|\"?<place>(?:'s?)?(?:[/-]<place>)*(?:'s?)?[,/-]?|[A-Z][\w'/&-]*|\"?\d{4}|\"?\d{1,2}(?:st|nd|rd|th)|<time>|&|/|-|"
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
    r"deepening|strengthening|advancing|counterpart|support|aid|economic|social|regional|development|cooperation|integrated|"
    r"coordinated|construction|comprehensive|integration|paired|assistance|industrial|poverty|alleviation|"
    r"[a-z]+(?= (?:co-?operation|development|integration|assistance|construction|collaboration|alleviation|"
    r"support|control|protection|governance|exchanges?|security)\b)|control|protection|governance)"
    r"(?: |(?=[,.;)]|$)))+)?(?:(?<= )(?:in|of|between) (?:the )?<place>(?:(?= [Rr]egion\b)|(?: \(<place>\))?(?: and <place>(?: \(<place>\))?)+))?",
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


_NUMBERED = re.compile(rf"(?i)\b(?:{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th)) (?:\w+ )?$")


_CUM = frame(
    r" (?:(?:cum|&) (?:the )?[^.;,]{0,140}?(?:conference|meeting|session|summit|symposium|forum)s?|"
    r"and (?:the )?[^.;,]{0,140}?(?:conference|meeting|session)s?)\b(?: of the "
    r"[^.;,]{0,100}?(?:conference|meeting))?"
)


_NOT = ignoring_case(
    r"national congress|people's congress$|central (?:work|economic|working|urban|rural)|party congress|press "
    r"conference|news conference|work conference of the (?:cpc|central)|state council|consultative conference|"
    r"world|boao|international|global|"
    r"plenary session of the .*(?:central|committee)|standing committee|china-|apec|asean|investment "
    r"promotion|promotion (?:conference|meeting)|enlarged meeting|mobili[sz]ation|teleconference|video "
    r"conference|executive meeting|people's political|tourism promotion|trade fair"
)


_BRIEFING = re.compile(
    r"\b(?:introduction|introductory|briefing|welcome|press|promotional)\s*$", re.IGNORECASE
)  # part of a visit


_IS_HELD = re.compile(
    r"(?: (?:Is|Was|Are|Were))?(?: (?:Held|Opens|Opened|Convened|Convenes|Concludes|Concluded|Kicks|Kicked|Begins|Starts|Closes|Wraps|Takes|Took))+\s*$"
)


# What stands before or behind the name of a meeting where the text speaks of the institution, not of a sitting.
_FOUNDED = re.compile(r"(?i)\b(?:establishment|founding|inception|creation|setting up|anniversary) of (?:the )?$")


_SUCH = re.compile(r"\bsuch $")  # of another one of its kind


_MECHANISM = re.compile(r" (?:mechanism|system|office|secretariat|framework)\b")


# The rest of a list of places whose first one ends a name, and a year behind it.
_MORE_PLACES = frame(r"(?:, <place>)*,? and <place>(?!'s)")


_YEAR_BEHIND = frame(r" (?P<year><time>)(?![\w-])")


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(slots=True)
class Draft:
    """
    A meeting while the document is being read.

    Attributes:
        words: its name in folded text.
        session: its number.
        named: the regions its name holds.
        group: the grouping its name holds.
        head: the word for its kind.
        spans: where it is spoken of, its name first.
        year: the year in its name.
        place: where it was held.
        dated: when it was held.
        participants: who took part.
        both: both sides are said to hold it.
        planned: still to come.
        background: only recalled.
    """

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


def ordinal(text: str) -> int | None:
    """The number of a session ("the fifth", "3rd"), or None."""
    match = _ORDINAL.search(text)
    if not match:
        return 1 if "inaugural" in text.lower() else None
    return _ORDINALS[match.group(1).lower()] if match.group(1) else int(match.group(2))


_FIELD_OF = re.compile(
    rf"{PLACE}(?:'s)? (?P<field>(?!(?:and|on|in|at|of|for|the|to|signed|held|new|with|their|its)\b)(?:[a-z-]+ ){{1,2}})$"
)


def named_in(ribbon: Ribbon) -> list[tuple[Draft, int, int]]:
    """The meetings that a sentence names, each with where its name begins and ends in the folded text."""
    text, found, last = ribbon.text, [], 0
    for match in _HEAD.finditer(text) if ribbon.holds(_HEADS) else ():
        if match.start() < last:
            continue
        start, end = match.start(), match.end()
        start = words_before(text, max(last, start - 200), start, _in_name)
        if text.startswith(
            ("cooperation", "co-operation", "collaboration"), start
        ):  # "the 10th A-B marine cooperation meeting"
            field_of = _FIELD_OF.search(text, max(last, start - 40), start)
            if field_of:
                start = words_before(text, max(last, start - 200), field_of.start("field"), _in_name)
        # The name may run on to a later head ("Second Plenary Session of the … Conference", "High-Level Meeting cum …").
        sits = re.search("ession|lenary", match.group()) or _NUMBERED.search(text, start, match.start())
        later = (_LATER.match(text, end) if sits else None) or (_CUM.match(text, end) if not sits else None)
        if later and later.group().startswith(" and the ") and PLACE in later.group() and PLACE in text[start:end]:
            later = None  # another one beside it
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


def _draft(ribbon: Ribbon, start: int, end: int) -> Draft:
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
    return Draft(words, ordinal(words), named, group, head, [span], year=years[0] if years else None)


def same_meeting(drafts: list[Draft], new: Draft) -> Draft | None:
    """An earlier mention of this meeting: same sort, and nothing that tells them apart."""
    for draft in reversed(drafts):
        if draft.session and new.session and draft.session != new.session:
            continue
        if draft.year and new.year and draft.year != new.year:
            continue
        plain = not new.named and not new.group
        if new.group and new.group == draft.group and "meeting" in (new.head, draft.head) and _bare(draft, new):
            if draft.head == "meeting":
                draft.words, draft.head, draft.year = new.words, new.head, new.year or draft.year
                draft.session = draft.session or new.session
                draft.spans.insert(0, new.spans[0])
            return draft
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
            elif not plain and (
                (new.year and not draft.year)
                or (new.session and not draft.session)
                or (len(draft.spans) < 3 and draft.words.lower() != new.words.lower() and _fuller(new, draft))
            ):
                draft.words, draft.session, draft.year = new.words, new.session or draft.session, new.year or draft.year
                draft.spans.insert(0, new.spans[0])  # the headline left out which one it was
                draft.head = new.head
            return draft
    return None


def _fuller(new: Draft, draft: Draft) -> bool:
    """Whether a mention names the same meeting with more words than the headline."""
    return len(new.words) > len(draft.words) and set(new.named) >= set(draft.named) and new.head == draft.head


def _bare(a: Draft, b: Draft) -> bool:
    """Whether one of two mentions is nothing but "the … meeting", as headlines have it."""
    return any(draft.head == "meeting" and len(draft.words.split()) <= 2 for draft in (a, b))


def _sits(a: Draft, b: Draft) -> bool:
    """Whether one is the sitting of the other: "24th Plenary of the A/B Conference" and "A/B Conference"."""
    one, other = a.words.lower(), b.words.lower()
    return bool(a.named) and set(a.named) == set(b.named) and (one.endswith(other) or other.endswith(one))


def _nested(a: list[Region], b: list[Region]) -> bool:
    """One list of regions holds the other; neither is empty."""
    return bool(a and b) and (set(a) <= set(b) or set(b) <= set(a))
