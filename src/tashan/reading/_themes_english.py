"""Fields of cooperation in English reports: the same rules as in themes.py with the words of English offices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import ahocorasick_rs

from tashan.reading._patterns import any_of
from tashan.reading._theme_terms import ECONOMY, INVESTMENT, OPEN, PAIRED, THEMES
from tashan.reading._theme_words_english import NEUTRAL, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

# In small letters: a pattern that looks for both is several times as slow.
_TOPIC = any_of(
    r"""
    cooperat collaborat exchange agreement memorandum framework sign fields? areas?_of sectors? discuss talks
    focus theme propos hope said say stress urge call strengthen deepen promot learn experience joint together
    closer_ties coordinat integrat purpose aim support cover include advance expand boost seminar forum
    conference symposium fair partnership welcome investigat inspection_tour look(?:ing|ed)?_into alliance
    launched unveil consensus naming
"""
)
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
    to_learn learn(?:ed|ing|t)?_(?:about|from) to_study stud(?:y|ied|ying)
    on_(?:the_)?(?:cooperation|development) naming propos(?:ed|ing) hop(?:ed|ing) said held to_discuss
    focus(?:ed|ing)?_on for_(?:cooperation|talks) covering experience
""",
    around=r"\b{}\b",
    flags=re.IGNORECASE,
)
_NAME = any_of(
    r"""
    Bureau Department Commission Office Ministry Company Co\.? Corp\w* Group Park Center Centre Museum
    University College School Hospital Institute Village Base Garden Zone Association Hall Factory Plant Station
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
    sentence = _Sentence(0, 0, "", 0.0)
    ends: dict[str, int] = {}  # where each field was named last: "culture and tourism" names it once
    for named, start, end in _mentions(text):
        theme = named
        if (
            offshore
            and theme == ECONOMY
            and (text[start:end].lower().startswith(_TRADE) or _AND_TRADE.match(text, end))
        ):
            theme = OPEN
        if scores.get(theme, 0.0) >= 1.0:
            continue
        if whole:
            scores[theme] = 1.0
            continue
        if not sentence.start <= start < sentence.end:
            sentence = _sentence_at(text, start)
        if sentence.counts(text, start, end):
            if theme != INVESTMENT and sentence.lists_projects:
                theme = ECONOMY
            close = start - ends.get(theme, -_CLOSE) < _CLOSE
            ends[theme] = end
            if close:
                continue
            scores[theme] = scores.get(theme, 0.0) + (1.0 if theme == PAIRED else sentence.weight)
    return tuple(theme for theme in THEMES if scores.get(theme, 0.0) >= 1.0)


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
    """A sentence: its bounds, its text, and what a mention in it weighs."""

    start: int
    end: int
    body: str
    weight: float

    @property
    def lists_projects(self) -> bool:
        """Whether the sentence lists projects that were signed, with their sums."""
        body = self.body
        return _SUM.search(body) is not None and _PROJECTS.search(body) is not None and _PAPER.search(body) is None

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
        if text[start:end] == "Ai" or (text[start].isupper() and _OFFICE.search(text, max(0, start - 90), start)):
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
    return _Sentence(left, right, body, 1.0 if _TOPIC.search(body.lower()) else 0.5)
