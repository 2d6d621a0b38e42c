"""Figures of English text."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from tashan.reading._figures_frame import NUMERAL, SMALL, Frame

if TYPE_CHECKING:
    from tashan.reading.numbers import Quantity
    from tashan.reading.times import TimeMention
    from tashan.records import Figure


class EnglishFigures(Frame):
    """Figures of English text."""

    _last: tuple[Quantity | None, str | None] = (None, None)  # the amount before, and what it measures

    def figure(self, quantity: Quantity) -> Figure | None:
        if quantity.kind in ("ordinal", "year") or quantity.start >= self.stop:
            return None
        if quantity.kind == "measure" and not self._is_extent(quantity):
            return None
        if quantity.value is None and self.doubt is None:
            return None
        words = self.text[quantity.start : quantity.end]
        if quantity.kind == "count" and self._is_attendance(quantity):
            return None
        if quantity.kind == "count" and not NUMERAL.search(words):
            small = quantity.value is not None and quantity.value < SMALL
            if small or quantity.upper is not None or _SCORES.match(words):
                return None
        if quantity.kind == "count" and _RANKED.search(self.text, max(0, quantity.start - _RANK_REACH), quantity.start):
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

    def period(self, quantity: Quantity, left: int, right: int) -> tuple[str | None, TimeMention | None]:
        """The time that holds for a number: the year right behind it (0.47 percent in 2019), else as everywhere."""
        behind = _IN_YEAR.match(self.text, quantity.end)
        for mention in self.times(behind.end(), behind.end() + 1) if behind is not None else ():
            if (found := self.analysis.dating.period(mention)) is not None:
                return found, mention
        return super().period(quantity, left, right)

    def _is_extent(self, quantity: Quantity) -> bool:
        """385 kilometers of highways, an area of 2,400 square kilometers: how much of something there is."""
        if quantity.unit not in _EXTENTS:
            return False
        return _ENGLISH_OF.match(self.text, quantity.end) is not None or self._measured(quantity) is not None

    def _is_attendance(self, quantity: Quantity) -> bool:
        """How many came, sat in the hall or were on the tour, and which fields were spoken of, are no facts."""
        if quantity.unit in _FIELDS:
            return True
        if quantity.unit not in _PEOPLE and quantity.unit not in _SENT:
            return False
        left, right = self._english_sentence(quantity.start)
        if quantity.unit in _SENT:
            return _CAME.match(self.text, quantity.end, right) is not None
        return _GATHERED.search(self.text, left, right) is not None

    def _measure(self, quantity: Quantity) -> str | None:
        text = self.text
        if quantity.kind == "count":
            words = _HEDGE.sub("", text[quantity.start : quantity.end])
            number = _ENGLISH_COUNTED.match(words)
            counted = words[number.end() :] if number else quantity.unit
            if counted and counted not in _SCALES:
                return counted
            behind = _COUNTED_BEHIND.match(text, quantity.end)
            return behind.group(1) if behind else None
        last, measure = self._last
        if last is not None and quantity.kind == "money" == last.kind and text[last.end : quantity.start] in _BRACKETS:
            return measure  # 43 billion yuan (US$6.15 billion)
        self._last = quantity, (found := self._measured(quantity))
        return found

    def _measured(self, quantity: Quantity) -> str | None:
        """What an amount or a share is of: behind it, before it, or what is done with it."""
        text = self.text
        match = _ENGLISH_OF.match(text, quantity.end)
        if match is not None:
            return match.group(1)
        start = max(0, quantity.start - 80)
        start = text.find(" ", start) + 1 if start else 0  # no word is cut in two
        words = text[start : quantity.start]
        worth = _WORTH.search(words) if quantity.kind == "money" else None
        if worth is not None:
            return worth.group(1)
        before = _ENGLISH_HEAD.search(words) if _ENGLISH_HEADS.search(words) else None
        if before is not None:
            return _LEAD.sub("", before.group(1)) or None
        grown = _GROWN.search(words) if quantity.kind == "percent" else None
        done = grown or (_DONE.search(words) if quantity.kind == "money" else None)
        return done.group(1) if done else None

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
        for pattern in (_ENGLISH_OPENER, _ENGLISH_SAID, _ENGLISH_OPENER):
            match = pattern.match(self.text, left, at)
            left = match.end() if match is not None else left
        verb = _ENGLISH_VERB.search(self.text, left, at)
        if verb is None or not 3 <= verb.start() - left <= _LONGEST_NAME:
            return None
        end = verb.start() - (self.text[verb.start() - 1] == ",")
        return (
            None
            if _ENGLISH_NOBODY.fullmatch(self.text, left, end) or _COUNTED_HEAD.match(self.text, left)
            else (left, end)
        )


_LONGEST_NAME = 90
_SCALES = frozenset({"hundred", "thousand", "million", "billion", "trillion"})
_SCORES = re.compile(r"(?:[Tt]ens|[Dd]ozens|[Hh]undreds|[Tt]housands|[Mm]illions)\b")
_RANKED = re.compile(r"(?:Fortune|[Tt]op|[Aa]mong(?: the)?|[“\"]) ?$")
_RANK_REACH = 12
_FIELDS = frozenset("areas fields aspects categories respects topics issues countries".split())
_IN_YEAR = re.compile(r" in (?=(?:19|20)[0-9]{2}\b)")
_EXTENTS = frozenset(
    "kilometers|kilometres|km|hectares|mu|acres|tons|tonnes|megawatts|kilowatts|"
    "square kilometers|square kilometres|square meters|square metres|square miles".split("|")
)
_PEOPLE = frozenset(
    "people members deputies delegates attendees representatives guests participants journalists reporters entrepreneurs leaders".split()
)
_SENT = frozenset({"officials", "experts", "leaders", "mayors"})
_CAME = re.compile(
    r"[^,;]{0,60}(?:, including [^;]{0,80})? (?:visited|attended|took part|participated|gathered|arrived)\b"
)
_GATHERED = re.compile(
    r"\b(?:[Dd]elegation|[Mm]ission|[Gg]roup|attend|gather|participat|took part|take part|present at|accompan|[Dd]eput|visit|conference|meeting|forum|tour)"
)
_BRACKETS = frozenset(
    (" (", "(", " (about ", " (around ", " (approximately ", " or ", ", or ", ", or about ", " (nearly ", " (over ")
)
# Nobody is called by a number: Over 12,000 projects, A total of eight agreements, About 4.3 billion yuan.
_COUNTED_HEAD = re.compile(
    r"(?:(?:[Aa] total of|[Oo]ver|[Mm]ore than|[Aa]bout|[Nn]early|[Ss]ome|[Aa]lmost|[Aa]round|[Oo]f) )+"
    r"(?:the )?(?:[0-9$¥]|[a-z]+ (?:[a-z]+ )?(?:agreements|projects|deals|documents))|[0-9$¥]"
)
_COUNTED_BEHIND = re.compile(r" ((?:[A-Z][\w-]+ )?(?:[a-z-]+ ){0,2}?(?:[a-z]+(?:s|men)|people))\b")
_NOUNS = r"(?:projects?|deals?|contracts?|agreements?|products?|goods|orders?|investments?|supplies|materials|funds|funding|programs?|programmes?)"
_WORTH = re.compile(
    rf"(?<![\w-])((?:(?!(?:has|have|had|provided|invested|signed|sealed|inked|selling|promoting|"
    rf"of|for|in|on|and|with|a|an|the|[0-9.,]+) )[\w-]+,? (?:and )?){{0,3}}{_NOUNS}),? "
    r"(?:worth|valued at|totall?ing)(?: a)?(?: total| combined)?(?: of)? ?"
    r"(?:more than |over |about |nearly |around |some |US)*$"
)
_LEAD = re.compile(
    r"^(?:[a-z ]*\b(?:with|signed|received|attracted|has|have|had|was|were|sealed|secured|and|an?|the|is|are|of) )+"
)
_GROWN = re.compile(
    r"\b(increased|rose|grew|up|down|fell|decreased|dropped|declined|surged|growth|increase|decrease|rise|drop)"
    r"(?: by| of)?(?: about| over| nearly| more than)? ?$"
)
_DONE = re.compile(
    r"\b(invest(?:ed|ing)?|receiv(?:ed|ing)|donat(?:ed?|ing)|allocat(?:ed|ing)|inject(?:ed|ing)|earmark(?:ed|ing)|contribut(?:ed|ing)|spent|spending|rais(?:ed|ing)"
    r"|provid(?:ed|ing)|appropriat(?:ed|ing)|subsid(?:ies|ised|ized)|poured|put|pouring in funding of)"
    r"(?: in| a total of| an additional)*(?: about| over| nearly| more than| around| some| at least)? ?$"
)
_HEDGE = re.compile(
    r"^(?:(?:a )?total of |more than |less than |than |over |nearly |about |around |some |almost |approximately |at least |"
    r"as many as |up to |an? )+"
)
_ENGLISH_CLAUSE = re.compile(r"(?:, (?:and|while|but)|;) ")
_ENGLISH_SAID = re.compile(
    r"[^,;]{0,50}?\b(?:said|says|added|noted|announced|pointed out|revealed|told [A-Z]\w+|shows?|showed|indicates?|indicated)(?: that)?,? (?=[A-Za-z])"
    r"|[A-Z][^;]{0,120}?\b(?:said|noted|added|announced|pointed out|revealed) that "
)
_ENGLISH_NOBODY = re.compile(
    r"(?:it|he|she|they|there|which|who|this|these|that|those|we)(?: (?:all|also))?", re.IGNORECASE
)
_ENGLISH_WISH = re.compile(r"\b(?:target|aims? to|plans? to|expected to|will (?:be|reach|exceed|have)|hopes? to)\b")
_ENGLISH_OF = re.compile(
    r"\s+(?:\([^)]{2,40}\)\s+)?(?:of|in(?=\s+(?:financial|poverty|government|fiscal|relief|aid|assistance|funds|support)))"
    r"\s+(?:the\s+|its\s+)?(?!whom|which|them)([A-Za-z][\w' -]{2,60}?)"
    r"(?=[,.;(]|\s(?:came|come|comes|was|were|is|are|has|have|in|still|live|who|that|which|to|for|from|by|on|since|last|this)\b)"
)
_ENGLISH_COUNTED = re.compile(r"(?:[0-9][0-9.,]*\+?|[A-Za-z-]+)(?: (?:hundred|thousand|million|billion|trillion))* ")
_MEASURES = (
    "contract value|[Ii]nvestment amount|[Ii]nvestment|amount|value|scale|capital|expenses?|costs?|volume|output|GDP|revenue|"
    "funds?|area|population|proportion|share|loans?|trade|contracts?"
)
_LINKED = (
    r"(?: [\w'-]+){0,4}? (?:of|reached|was|were|totaled|totalled|hit|exceeded|exceeding|amounting to|to)? ?"
    r"(?:a total of |over |around |about |nearly |more than )*$"
)
_ENGLISH_HEADS = re.compile(f"(?:{_MEASURES}){_LINKED}")  # most words hold none: the engine searches for the literals
_ENGLISH_HEAD = re.compile(rf"(?<![\w'])((?:[a-z]+ ){{0,4}}(?:{_MEASURES})){_LINKED}")
_ENGLISH_VERB = re.compile(
    r"(?: (?:also|all|jointly|together|currently|already|now))* (?:has|have|had|was|were|is|are|signed|introduced|"
    r"reached|accounted|accounts|totaled|totalled|hit|exceeded|attracted|invested|"
    r"sealed|sent|created|boasts|injected|promoted|recorded|implemented|arranged|built|completed|"
    r"opened|set up|established|visited|rose|grew|increased|came|held|covers?|includes?|provided|donated|allocated)\b"
)
_ENGLISH_OPENER = re.compile(
    r"(?:[A-Z][A-Z', ]{2,30}(?:, [A-Z][a-z]+\.? [0-9]{1,2})? \([A-Z][a-z]+\)(?: -{1,2}|:) |"
    r"(?:(?:(?i:in|on|by|since|over|as of|from|during|with)|According to|At|For|After|Among|Meanwhile|All-in-all|So far|"
    r"To date|Currently|Additionally|This year|Last year|Of)\b[^,]{0,90}|"
    r"[A-Z][a-z]+ing (?!and |has |have |had |is |was |will |city |[a-z]+ed )[a-z][^,]{0,80}), |"
    r"(?i:in|by|since) (?:19|20)[0-9]{2} )+"
)
