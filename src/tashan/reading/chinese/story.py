"""
What is known of a document while its sentences are read: home, persons, dates, the trip being told.

One story a document; the readers of visits, meetings, agreements and signings share it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import lru_cache
from typing import Any, Final

from tashan.reading._once import once
from tashan.reading.chinese.home import find_home
from tashan.reading.chinese.homes import Home
from tashan.reading.chinese.publishers import find_publisher
from tashan.reading.chinese.skeleton import event_sentences, tokenize
from tashan.reading.chinese.tokens import Person, Sentence, Token
from tashan.reading.chinese.trips import Trip, When
from tashan.reading.source import Analysis
from tashan.records import Problem
from tashan.regions import Region
from tashan.regions.geometry import parent

_TOWN: Final = re.compile(r"([\u4e00-\u9fff]{2,4}(?:镇|乡|街道))(?:党委|人大|镇长|乡长|党政|政府|办事处|副)")
_COMMITTEE: Final = re.compile("[省市县区州盟旗](?:委|政府|人民政府|人大|政协)|.(?:省|市)?(?:党委|政府|人大|政协)")
_OFFICES: Final = re.compile(r"书记|[省市县区州]长|主席|行政长官")
_LEVEL_OF_WORD: Final = {
    "省": ("province",), "自治区": ("province",), "市": ("prefecture", "province", "county"), "州": ("prefecture",),
    "盟": ("prefecture",), "县": ("county",), "区": ("county", "zone"), "旗": ("county",), "镇": ("township",), "乡": ("township",),
}  # fmt: skip


def fits_level(region: Region, word: str | None) -> bool:
    """Whether a region can be called 省, 市, 县 …."""
    if word is None:
        return True
    if word in ("自治区", "省"):
        return region.level == "province" and region.name.endswith(word)
    if word == "市":
        return region.level == "prefecture" or region.name.endswith("市")
    if word == "区" and region.level == "province":
        return region.name.endswith("自治区")
    return region.level in _LEVEL_OF_WORD.get(word, ())


@lru_cache(maxsize=20_000)
def _simplified(name: str) -> str:
    """A name in Simplified characters; the same people are named again and again."""
    from tashan.reading.normal import simplified

    return simplified(name)


class Story:
    """Shared state of the Chinese event readers for one document."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.problems: list[Problem] = []
        self.known: dict[str, Person] = {}
        self.sentences: list[Sentence] = []
        self.attended: list[Trip] = []
        self.sites: dict[int, list[str]] = {}  # what a sentence names as toured; several trips ask for the same
        self.promoted: list[tuple[int, int]] = []  # where one side's own promotion events are told
        for start, end, number in event_sentences(analysis):
            sentence = tokenize(analysis, start, end, number)
            for person in sentence.persons:
                self._learn(person)
            self.sentences.append(sentence)
        for sentence in self.sentences:
            self._name_again(sentence)
            if "N.P" in sentence.skeleton:
                self._speaks_for(sentence)

    def around(self, first: int, last: int) -> list[Sentence]:
        """Sentences by number, those without a trigger too."""
        known = {s.number: s for s in self.sentences}
        found = []
        spans = self.analysis.source.sentences
        for number in range(max(0, first), min(len(spans), last + 1)):
            sentence = known.get(number)
            if sentence is None and _OFFICES.search(self.text, *spans[number]):
                sentence = tokenize(self.analysis, *spans[number], number)
            if sentence is not None:
                found.append(sentence)
        return found

    def _learn(self, person: Person) -> None:
        """Keep the titled mention of a person; a later bare name refers to it."""
        if not person.name:
            return
        known = self.known.get(person.name)
        if known is None or (person.place is not None and known.place is None) or (not known.title and person.title):
            self.known[person.name] = person

    def _name_again(self, sentence: Sentence) -> None:
        """Mark names that another sentence introduced with a title."""
        names = [t for t in sentence.tokens if t.kind == "N"] if "N" in sentence.skeleton else []
        for token in names:
            if not token.item.title:
                token.item = self.known.get(token.item.name, token.item)
        if not self._named_at:
            return
        text = self.text
        fresh: list[Token] = []
        at = sentence.start
        for n in range(bisect_left(self._named_at, (at, "")), len(self._named_at)):
            start, name = self._named_at[n]
            end = start + len(name)
            if start >= sentence.end:
                break
            if start < at or end > sentence.end:
                continue
            at = end
            if any(t.start < end and start < t.end for t in names):
                continue
            fresh.append(Token("N", start, end, self._simple_names[name]))
        if not fresh:
            return
        tokens: list[Token] = []
        for token in sentence.tokens:
            inside = [f for f in fresh if token.start < f.end and f.start < token.end]
            if not inside:
                tokens.append(token)
                continue
            if token.kind == ".":
                at = token.start
                for f in inside:
                    if f.start > at:
                        tokens.append(Token(".", at, f.start, text[at : f.start]))
                    at = f.end
                if at < token.end:
                    tokens.append(Token(".", at, token.end, text[at : token.end]))
            elif not any(f.start <= token.start and token.end <= f.end for f in inside):
                tokens.append(token)
        sentence.tokens = sorted(tokens + fresh, key=lambda t: t.start)
        sentence.finish()

    def _speaks_for(self, sentence: Sentence) -> None:
        """汪洋代表广东省委表示欢迎: whose 省委书记 he is stands in what he speaks for."""
        for name, word, place in zip(sentence.tokens, sentence.tokens[1:], sentence.tokens[2:], strict=False):
            if (name.kind, word.kind, place.kind) != ("N", ".", "P") or word.item != "代表":
                continue
            if name.item.place is None and name.item.level and _COMMITTEE.match(self.text, place.end - 1):
                name.item.place = place.item

    @once
    def _simple_names(self) -> dict[str, Person]:
        return {_simplified(name): person for name, person in self.known.items() if len(name) > 1}

    @once
    def _named_at(self) -> list[tuple[int, str]]:
        """Where the text writes a known name, in order; of two that begin together the longer comes first."""
        found = []
        for name in self._simple_names:
            at = self.text.find(name)
            while at >= 0:
                found.append((at, name))
                at = self.text.find(name, at + 1)
        return sorted(found, key=lambda spot: (spot[0], -len(spot[1])))

    @once
    def surfaces(self) -> frozenset[str]:
        """The names of places as the text writes them."""
        return frozenset(m.surface for m in self.analysis.places.mentions)

    # ---- regions -------------------------------------------------------------------------------------------

    def regions(self, mention: Any) -> tuple[Region, ...]:
        """The regions of a place mention."""
        return self.analysis.regions(mention)

    @once
    def home(self) -> Home:
        """The region that 我市 means, with what shows it."""
        return find_home(self)

    @once
    def publisher(self) -> Region | None:
        """The region whose paper or site prints the text."""
        return self.analysis.home or find_publisher(self)

    def home_region(self, level: str | None = None) -> Region | None:
        """The home region, or its ancestor of the asked level (我省 said by a city's paper)."""
        region = self.home.region
        while region is not None and level is not None and not fits_level(region, level):
            region = parent(region)
        return region

    def person_region(self, person: Person) -> Region | None:
        """The region a person's office belongs to, if the text shows it."""
        if person.place is not None:
            found = self.regions(person.place)
            if len(found) == 1:
                return found[0]
            return None
        town = _TOWN.match(person.title)
        above = (self.publisher or self.home_region(None)) if town else None
        if town and above is not None and above.level in ("county", "prefecture"):
            return Region(None, above.name + town.group(1), "township")
        known = self.known.get(person.name)
        if known is not None and known is not person and known.place is not None:
            return self.person_region(known)
        return None

    @once
    def weights(self) -> Counter[Region]:
        """How often the document names each region (groups not counted)."""
        counter: Counter[Region] = Counter()
        for mention in self.analysis.places.mentions:
            if mention.form == "group":
                continue
            found = self.regions(mention)
            if len(found) == 1:
                counter[found[0]] += 1
        return counter

    # ---- dates ---------------------------------------------------------------------------------------------

    def when(self, mentions: list[Any], governing: Any | None = None) -> When:
        """Resolve the dates of a leg: one mention, or several days of one stay."""
        if not mentions:
            return When()
        begin = mentions[0].first
        if begin is not None and begin.month is not None:  # a full date needs nobody's month
            governing = None
        first = self.analysis.dating.resolve(mentions[0], governing=governing)
        when = When(
            first.start, first.end, tuple(first.flags), tuple(first.candidates), first.year_evidence,
            (mentions[0].start, mentions[-1].end),
        )  # fmt: skip
        day = mentions[0].first
        last = mentions[0].last
        if day is not None and day.day is not None:
            when.stated = True
            when.key = (day.month, day.day, last.day if last else None)
        elif first.start and len(first.start) == 10:
            when.stated = True
        elif day is not None and day.month is not None:
            when.stated = bool(first.start)
        if len(mentions) > 1:
            final = self.analysis.dating.resolve(mentions[-1], governing=mentions[0])
            if first.start and final.end and len(final.end) == 10 and final.end >= first.start:
                when.end = final.end
            if when.key and mentions[-1].last is not None:
                when.key = (when.key[0], when.key[1], mentions[-1].last.day)
        return when
