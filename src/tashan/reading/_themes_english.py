"""Fields of cooperation in English reports: the same rules as in themes.py with the words of English offices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import ahocorasick_rs

from tashan.reading._patterns import any_of, holds_any
from tashan.reading._theme_terms import (
    CULTURE,
    ECOLOGY,
    ECONOMY,
    INVESTMENT,
    OPEN,
    PAIRED,
    PARTY,
    RURAL,
    SCIENCE,
    SOCIAL,
    THEMES,
    TRANSPORT,
)
from tashan.reading._theme_words_english import NEUTRAL, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

# In small letters: a pattern that looks for both is several times as slow.
_TOPIC_WORDS = (
    "cooperat collaborat exchange agreement memorandum framework sign field sector discuss talks "
    "focus theme propos hope said say stress urge call strengthen deepen promot learn experience joint together "
    "coordinat integrat purpose aim support cover include advance expand boost seminar forum "
    "conference symposium fair partnership welcome investigat alliance "
    "launched unveil consensus naming examin agreed"
).split()
_TOPIC = any_of("areas?_of closer_ties inspection_tour look(?:ing|ed)?_into developments?_in")
_SEE = any_of(
    r"""
    toured visited paid_visits?_to inspected saw went_to_see viewed stopped_(?:at|by) walked_through took_in
    called_at w(?:ere|as)_shown looked_(?:at|around) visits?_to explored_(?:various|several|many|different)
""",
    around=r"\b{}\b",
    flags=re.IGNORECASE,
)
_LEARN = any_of(
    r"""
    to_learn(?!_about_its) learn(?:ed|ing|t)?_(?:about|from)(?!_its) to_study stud(?:y|ied|ying)
    on_(?:the_)?(?:cooperation|development) naming propos(?:ed|ing) hop(?:ed|ing) said held to_discuss
    focus(?:ed|ing)?_on for_(?:cooperation|talks) covering experience developments?_in
""",
    around=r"\b{}\b",
    flags=re.IGNORECASE,
)
_NAME = any_of(
    r"""
    Bureau Department Commission Office Ministry Company Co\.? Corp\w* Group Park Center Centre Museum
    University College School Hospital Institute Village Base Garden Zone Association Hall Factory Plant Station
    Secretary Minister Commissioner commissions?
    Port Works Ltd Daily News Steel Bank Area City Federation Chamber Committee
""",
    around=r"(?:\s+(?:of|for|and|&|[A-Z][\w'-]*)){0,6}\s+{}\b",
)
# A house of this kind with a name before it.
_HOUSE = re.compile(r"(?:Hospital|School|College|Museum|Port|Airport|Bridge|Laboratory)\b")
_NAMED_HOUSE = re.compile(r"[A-Z][\w'-]* $")


# Offices are named after fields that the report does not speak of.
_OFFICE = re.compile(
    r"\b(?:Secretary|Minister|Commissioner|Director|Bureau|Department|Panel|Committee) (?:for|of|on) (?:[A-Z][\w-]*,? |and |& |the )*$"
)
# What is looked into as such, not as a site.
_ABSTRACT = re.compile(
    r"(?: [\w-]+){0,3} (?:development|construction|reforms?|mechanisms?|management|integration|work|system)\b"
)
# An age is named after reform and opening up, not a field.
_AGE = re.compile(
    r"(?i)\b(?:since|after|before|anniversary of|years of|course of|history of|pioneers? of|forefront of|frontier of|window of|"
    r"lead in|pace of) (?:(?:the|its|China's|country's|economic) )*$"
)
# A list of projects with their sums is industry, whatever their branch.
_PROJECTS = re.compile(r"\b(?:signed|contracts?|projects?)\b", re.IGNORECASE)
_SUM = re.compile(r"\d(?:\.\d+)? (?:billion|million)\b")
_PAPER = re.compile(r"\b(?:agreements?|memorand\w+|pacts?|fields?|said|cooperat\w+)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[!?;\n.](?:(?<!\.)|(?<!\bMr.)(?<!\bMs.)(?<!\bDr.)(?<!\bNo.)(?=\s))")
_CLOSE = 12  # characters between two names of one field that count as one
_AND_TRADE = re.compile(r"(?i) (?:and|&) (?:trade|trading|commerc|business)")
_BRANCH = re.compile(
    r"(?i)(?:technolog(?:y|ies)|industr(?:y|ies)|enterprises?|business(?:es)?|markets?|sectors?|brands?)\b"
)
_OF = re.compile(r"(?: and \w+)? of (?:the )?(?:\w+ )?")
_ENFORCED = re.compile(r"(?i)(?:law enforcement|supervision|governance)\b")
_BESIDE = 30  # characters between a field and its law enforcement and supervision
_GREEN = re.compile(r"(?i)(?:green|low-carbon),? (?:and [\w-]+ )?(?:industr|manufactur|energy|agricultur)")
_COMPANIES = re.compile(r"(?i) (?:companies|company|firms?|corporations?)\b")
_DEALT_WITH = re.compile(
    r"(?i)(?:with|by|from|young|local|leading|the|and|of|for|to) (?:enterprises?|brand(?:s|ed|ing)?|business(?:es)?|entrepreneurs?)\b"
)
_WITH = re.compile(r"\bwith (?:[\w-]+ ){0,3}$")
_FIELDS = frozenset((CULTURE, ECOLOGY, RURAL, SCIENCE, SOCIAL, TRANSPORT))
_OF_INDUSTRY = frozenset((SCIENCE, SOCIAL))
_INDUSTRIES = re.compile(
    r"\b(?:manufacturing|engineering|energy|aerospace|equipment|electronics?|automobiles?|automotive|chemicals?|materials|"
    r"finance|financial|real estate|vehicles|photovoltaics?|textiles?|biomedicine|semiconductors|petrochemicals?)\b"
)
_OF_PROJECTS = re.compile(
    r"[pdciPDCI](?<!\w.)(?:(?<=[pP])(?i:rojects|romotion)|(?<=[dD])(?i:eals)|(?<=[cC])(?i:ontracts)|(?<=[iI])(?i:nvestors?))\b"
)
_NEAR = 300  # characters before a sentence that tell what "they" are
_ITSELF = re.compile(
    r"(?:\s*[A-Z][\w' ]{2,30} (?:said|introduced|noted|added|pointed out)(?: that)?,? (?:the )?)?"
    r"\s*(?:In addition, |Besides, |Currently, |As of \w+, )?(?:[Ii]t|The (?:city|county|district|province|region|prefecture)|"
    r"(?!They|He|She|We|Both|This|These|Those|There|All|Each|Other)[A-Z][a-z]+"
    r"(?: [A-Z][a-z]+)?)"
    r"(?:'s [\w ,-]{3,40})? (?:also )?(?:is|are|has|have|boasts?|ranks?|ranked|recorded|enjoys?|owns?|features?|accounts?|possesses|saw|received|"
    r"serves as) "
)
_FLOURISHED = re.compile(
    r"\b(?:has|have|had) (?:also |\w+ly )*(?:improved|developed|grown|flourished|boomed|taken shape|become|been (?:named|included|listed|rated))\b"
)
# What single projects are called and what they will have.
_A_PROJECT = re.compile(
    r"\s*(?:They|These|The projects?|Among them) (?:include|are|were) (?:the|an?) (?:[A-Z][\w'-]* )+.*\b(?:project|complex|base|park)\b|"
    r"[^.]*\b(?:project|complex|base|park)s? (?:is|are) (?:on|in) the list\b|\s*The (?:[A-Z][\w'-]* )+project (?:will|is|has) "
)
_OTHERS = re.compile(
    r"(?i)\b(?:cooperat\w+|co-operat\w+|collaborat\w+|exchanges?|hopes?|hoped|will|would|should|jointly|agree[ds]?|sign(?:ed|s)?|strengthen\w*|"
    r"deepen\w*|welcome[sd]?|between|both|two|sides|partner\w*|assist\w*|support\w*|paired|help\w*|with|visit\w*|learn\w*|promot\w+|willing|"
    r"committed|plans?|delegation|visiting)\b"
)
_MANY = 2  # names of industries that make a list of them
_TRADE = ("trade", "trading", "commerc", "business")
_LONGEST = 600


@cache
def _machine() -> tuple[Any, list[tuple[str | None, bool]]]:
    """The search machine over all terms and, by its index, each term's theme (None if neutral) and whether it goes on."""
    meaning: dict[str, tuple[str | None, bool]] = {}
    for theme, words in (*WORDS.items(), (None, NEUTRAL)):
        for entry in words.split(","):
            term = " ".join(entry.split())
            for spelling in {term.replace("?", "s"), term.replace("?", "z")}:
                meaning.setdefault(spelling.rstrip("*"), (theme, spelling.endswith("*")))
    machine = ahocorasick_rs.AhoCorasick(list(meaning), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return machine, list(meaning.values())


def english_themes(text: str, *, offshore: bool = False, whole: bool = False) -> tuple[str, ...]:
    """
    The fields that an English report says cooperation concerns.

    Args:
        text: the report, or a title or list of fields.
        offshore: whether Hong Kong, Macao or Taiwan takes part, which makes trade a matter of opening up.
        whole: take every mention, as in a title.
    """
    scores: dict[str, float] = {}
    sentence = _Sentence(text, 0, 0, "", 0.0)
    ends: dict[str, int] = {}  # where each field was named last: "culture and tourism" names it once
    mentions = list(_mentions(text))
    for at, (named, start, end) in enumerate(mentions):
        theme = _abroad(text, named, start, end) if offshore else named
        if scores.get(theme, 0.0) >= 1.0:
            continue
        if whole:
            scores[theme] = 1.0
            continue
        if _says_of_which(text, mentions, at):
            continue
        if not sentence.start <= start < sentence.end:
            sentence = _sentence_at(text, start)
        if sentence.counts(text, start, end):
            listed = theme != INVESTMENT and sentence.lists_projects
            if listed or (theme in _OF_INDUSTRY and sentence.lists_industries):
                theme = ECONOMY
            close = start - ends.get(theme, -_CLOSE) < _CLOSE
            ends[theme] = end
            if close:
                continue
            scores[theme] = scores.get(theme, 0.0) + _weight(text, theme, start, end, sentence)
    return tuple(theme for theme in THEMES if scores.get(theme, 0.0) >= 1.0)


_RULE_OF_LAW = ("law", "Law", "judicia", "Judicia")


def _weight(text: str, theme: str, start: int, end: int, sentence: _Sentence) -> float:
    """What a mention weighs: half for those one deals with, whole for pairing and campaigns, else as its sentence does."""
    if sentence.weight and (theme == PAIRED or (theme == INVESTMENT and "invest" in text[start:end].lower())):
        return 1.0
    if theme == PARTY and not text.startswith(_RULE_OF_LAW, start):
        return sentence.weight / 2  # legislators and government services stand in many a sentence on something else
    dealt_with = theme == ECONOMY and _DEALT_WITH.match(text, max(0, text.rfind(" ", 0, max(0, start - 1)) + 1))
    return sentence.weight / 2 if dealt_with else sentence.weight


def _abroad(text: str, named: str, start: int, end: int) -> str:
    """With Hong Kong, Macao or Taiwan, trade is a matter of opening up."""
    trade = text[start:end].lower().startswith(_TRADE) or _AND_TRADE.match(text, end)
    return OPEN if named == ECONOMY and trade else named


def _says_of_which(text: str, mentions: list[tuple[str, int, int]], at: int) -> bool:
    """
    Whether a word only belongs to the field beside it: the tourism industry, industries of environmental protection.

    The other way round, green industries are industry.
    """
    named, start, end = mentions[at]
    before = mentions[at - 1] if at else None
    if named == ECONOMY and _BRANCH.match(text, start):
        joined = before and before[0] in _FIELDS and text[before[2] : start] in (" ", " and ")
        if before and joined and not _GREEN.match(text, before[1]):
            return True
    if named in (ECONOMY, SCIENCE) and _BRANCH.match(text, start):
        for other, first, _ in mentions[at + 1 : at + 3]:
            if other in _FIELDS and other != named and _OF.fullmatch(text, end, first):
                return True
    if named == PARTY and _ENFORCED.match(text, start):
        field = next((mention for mention in reversed(mentions[:at]) if mention[0] != PARTY), None)
        return bool(field and field[0] in _FIELDS and start - field[2] < _BESIDE and "," not in text[field[2] : start])
    return bool((named == ECOLOGY and _GREEN.match(text, start)) or _partner(text, start, end))


def _partner(text: str, start: int, end: int) -> bool:
    """Whether a field says which companies someone signed or talked with."""
    return _COMPANIES.match(text, end) is not None and _WITH.search(text, max(0, start - 40), start) is not None


def _mentions(text: str) -> Iterator[tuple[str, int, int]]:
    """Whole words that name a field: theme, start, end."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    machine, meanings = _machine()
    size = len(text)
    for index, start, end in machine.find_matches_as_indexes(lower):
        theme, goes_on = meanings[index]
        if theme is None or (start and lower[start - 1].isalnum()):
            continue
        if end < size and not goes_on and lower[end].isalpha():
            continue
        stop = end
        while stop < size and goes_on and lower[stop].isalpha():
            stop += 1
        yield theme, start, stop


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a text: its bounds, its words, and what a mention in it weighs."""

    text: str
    start: int
    end: int
    body: str
    weight: float

    @property
    def lists_projects(self) -> bool:
        """Whether the sentence lists projects that were signed, with their sums."""
        body = self.body
        return _SUM.search(body) is not None and _PROJECTS.search(body) is not None and _PAPER.search(body) is None

    @property
    def lists_industries(self) -> bool:
        """Whether the sentence lists industries that projects are of: medicine in it is one of them."""
        about = _OF_PROJECTS.search(self.text, max(0, self.start - _NEAR), self.end) is not None
        return about and len({m.group().lower() for m in _INDUSTRIES.finditer(self.body)}) >= _MANY

    def counts(self, text: str, start: int, end: int) -> bool:
        """Whether a mention is a topic: not part of a name, and not merely seen on the tour."""
        if text[start].isupper() and (
            _NAME.match(text, end) or (text[end : end + 4] == " of " and text[end + 4 : end + 5].isupper())
        ):
            return False
        if _HOUSE.match(text, start) and _NAMED_HOUSE.search(text, max(0, start - 20), start):
            return False
        if (
            text[start:end].lower() == "university"
            and text[max(0, start - 2) : start - 1].isalpha()
            and text[start].isupper()
        ):
            return False
        named = text[start].isupper() or text[start + 4 : start + 5].isupper()  # Secretary for the Environment
        if text[start:end] == "Ai" or (named and _OFFICE.search(text, max(0, start - 90), start)):
            return False
        if text[start : start + 10].lower() == "reform and" and _AGE.search(text, max(0, start - 60), start):
            return False
        see = _SEE.search(self.body)
        if see is None or self.start + see.end() > start:
            return True
        if see.group().lower() == "inspected" and _ABSTRACT.match(text, end):
            return True
        learn = _LEARN.search(self.body, see.end())
        return learn is not None and self.start + learn.end() <= start


def _sentence_at(text: str, at: int) -> _Sentence:
    floor = max(0, at - _LONGEST)
    left = floor
    for match in _SENTENCE_END.finditer(text, floor, at):
        left = match.end()
    stop = _SENTENCE_END.search(text, at, at + _LONGEST)
    right = stop.start() if stop else min(len(text), at + _LONGEST)
    body = text[left:right]
    lower = body.lower()
    weight = 1.0 if holds_any(lower, _TOPIC_WORDS) or _TOPIC.search(lower) else 0.5
    idle = _praises_itself(body) or _A_PROJECT.match(body)
    return _Sentence(text, left, right, body, 0.0 if idle else weight)


def _praises_itself(body: str) -> bool:
    """Whether a sentence only says what its place is, has or is known for, and nothing of cooperation."""
    return (_ITSELF.match(body) is not None or _FLOURISHED.search(body) is not None) and _OTHERS.search(body) is None
