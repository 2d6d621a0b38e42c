"""Figures of English text."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from tashan.reading._figures_frame import NUMERAL, SMALL, Frame

if TYPE_CHECKING:
    from tashan.reading.numbers import Quantity
    from tashan.records import Figure


class EnglishFigures(Frame):
    """Figures of English text."""

    def figure(self, quantity: Quantity) -> Figure | None:
        if quantity.kind in ("ordinal", "year", "measure") or quantity.start >= self.stop:
            return None
        if quantity.value is None and self.doubt is None:
            return None
        words = self.text[quantity.start : quantity.end]
        if quantity.kind == "count" and not NUMERAL.search(words):
            small = quantity.value is not None and quantity.value < SMALL
            if small or quantity.upper is not None or _SCORES.match(words):
                return None
        if quantity.kind == "count" and _RANKED.search(self.text, max(0, quantity.start - 9), quantity.start):
            return None
        left, right = self._english_sentence(quantity.start)
        if self._furniture(left, right) or _ENGLISH_WISH.search(self.text, left, quantity.start):
            return None
        subject = self._subject(left, quantity.start)
        return self.made(quantity, subject, self._measure(quantity), left, right)

    def _english_sentence(self, at: int) -> tuple[int, int]:
        sentences = self.analysis.source.sentences
        index = bisect_right(sentences, (at, len(self.text))) - 1
        return sentences[index] if index >= 0 and sentences[index][1] > at else (at, min(len(self.text), at + 200))

    def _measure(self, quantity: Quantity) -> str | None:
        if quantity.kind == "count":
            words = _HEDGE.sub("", self.text[quantity.start : quantity.end])
            number = _ENGLISH_COUNTED.match(words)
            counted = words[number.end() :] if number else quantity.unit
            return None if counted in _SCALES else counted
        match = _ENGLISH_OF.match(self.text, quantity.end)
        if match is not None:
            return match.group(1)
        words = self.text[max(0, quantity.start - 80) : quantity.start]
        before = _ENGLISH_HEAD.search(words) if _ENGLISH_HEADS.search(words) else None
        return re.sub(r"^(?:with |and |an? |the )+", "", before.group(1)) if before else None

    def _subject(self, left: int, at: int) -> tuple[int, int] | None:
        """Who or what the clause of a number is about; of a clause without a verb of its own, the clause before it."""
        own = [
            mark.end()
            for mark in _ENGLISH_CLAUSE.finditer(self.text, left, at)
            if _ENGLISH_VERB.search(self.text, left, mark.start())  # else the last of a list: A, B, and C signed
        ]
        for start in (*reversed(own), left):
            found = self._before_verb(start, at)
            if found is not None:
                return found
        return None

    def _before_verb(self, left: int, at: int) -> tuple[int, int] | None:
        for pattern in (_ENGLISH_OPENER, _ENGLISH_SAID):
            match = pattern.match(self.text, left, at)
            left = match.end() if match is not None else left
        verb = _ENGLISH_VERB.search(self.text, left, at)
        if verb is None or not 3 <= verb.start() - left <= _LONGEST_NAME:
            return None
        return None if _ENGLISH_NOBODY.fullmatch(self.text, left, verb.start()) else (left, verb.start())


_LONGEST_NAME = 90
_SCALES = frozenset({"hundred", "thousand", "million", "billion", "trillion"})
_SCORES = re.compile(r"(?:[Tt]ens|[Dd]ozens|[Hh]undreds|[Tt]housands|[Mm]illions)\b")
_RANKED = re.compile(r"(?:Fortune|[Tt]op|[“\"]) ?$")
_HEDGE = re.compile(
    r"^(?:(?:a )?total of |more than |less than |than |over |nearly |about |around |some |almost |approximately |at least |"
    r"as many as |up to |an? )+"
)
_ENGLISH_CLAUSE = re.compile(r"(?:, (?:and|while|but)|;) ")
_ENGLISH_SAID = re.compile(
    r"[^,;]{0,50}?\b(?:said|says|added|noted|announced|pointed out|revealed)(?: that)? (?=[A-Za-z])"
)
_ENGLISH_NOBODY = re.compile(
    r"(?:it|he|she|they|there|which|who|this|these|that|those|we)(?: (?:all|also))?", re.IGNORECASE
)
_ENGLISH_WISH = re.compile(r"\b(?:target|aims? to|plans? to|expected to|will (?:be|reach|exceed|have)|hopes? to)\b")
_ENGLISH_OF = re.compile(
    r"\s+of\s+(?:the\s+|its\s+)?([A-Za-z][\w' -]{2,60}?)(?=[,.;]|\s(?:came|come|comes|was|were|is|are|has|have|in)\b)"
)
_ENGLISH_COUNTED = re.compile(r"(?:[0-9][0-9.,]*\+?|[A-Za-z-]+)(?: (?:hundred|thousand|million|billion|trillion))* ")
_MEASURES = (
    "investment|amount|value|volume|output|GDP|revenue|funds?|area|population|proportion|share|loans?|trade|contracts?"
)
_LINKED = r"(?: \w+){0,3} (?:of|reached|was|were|totaled|totalled|hit|exceeded|to)? ?$"
_ENGLISH_HEADS = re.compile(f"(?:{_MEASURES}){_LINKED}")  # most words hold none: the engine searches for the literals
_ENGLISH_HEAD = re.compile(f"((?:[a-z]+ ){{0,4}}(?:{_MEASURES})){_LINKED}")
_ENGLISH_VERB = re.compile(
    r"(?: (?:also|all|jointly|together|currently|already|now))* (?:has|have|had|was|were|is|are|signed|introduced|"
    r"reached|accounted|accounts|totaled|totalled|hit|exceeded|attracted|invested|"
    r"sealed|sent|created|boasts|injected|promoted|recorded|implemented|arranged|built|completed|"
    r"opened|set up|established|visited|rose|grew|increased|came|held|covers?|includes?|provided|donated|allocated)\b"
)
_ENGLISH_OPENER = re.compile(
    r"(?:(?:(?:In|On|By|Since|From|As of|According to|During|At|For|After|Meanwhile|All-in-all|So far|"
    r"To date|Currently|Additionally|This year|Last year|Of)\b[^,]{0,90}|"
    r"[A-Z][a-z]+ing (?!and |has |have |had |is |was |will |city |[a-z]+ed )[a-z][^,]{0,80}), |"
    r"(?:In|By|Since) (?:19|20)[0-9]{2} )+"
)
