"""Counties named bare ("the Rugao delegation") and names that the company they stand in settles."""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from tashan.reading._patterns import matched_at
from tashan.reading._windows import offsets
from tashan.reading.english.spots import Spot
from tashan.reading.english.words import SURNAMES
from tashan.regions import find_places
from tashan.regions.english import english_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tashan.reading.source import Analysis
    from tashan.regions import Region

_NAME = r"[A-Z][a-z']{3,}"
# Where only a place can stand.
_WANTED = re.compile(
    r"(?:(?:[Mm]ayor|[Ss]ecretary|[Cc]hief|[Hh]ead|[Mm]agistrate|delegation|officials|government|team) (?:of|"
    r"from) |\b(?:visit(?:ed|s|ing)?|tour(?:ed|s|ing)|arriv(?:ed|es|ing) in|reach(?:ed|es)|delegation to|trip "
    r"to|visit to|tour (?:of|to)|went to|came to) )"
    rf"(?P<after>{_NAME}(?: [A-Z][a-z]{{2,}})?)(?=[,.;]| (?:on|from|for|and|in|to|with|last|this|by|led|"
    r"headed)\b)"
    rf"|(?P<before>{_NAME}) (?P<hint>(?:(?:[Pp]arty|[Gg]overnment|[Mm]unicipal|and|[Cc]ity|[Cc]ounty|[Dd]istrict|"
    r"[Pp]arty-government) )*)(?:[Dd]elegations?|[Oo]fficials|[Pp]arty (?:[Ss]ecretary|[Cc]hief)|(?:vice |deputy )?[Mm]ayor|"
    r"(?:county |district )?[Hh]ead|[Mm]agistrate)\b"
    rf"|(?P<organ>{_NAME}) (?P<seat>[Mm]unicipal) (?:[Pp]arty )?(?:[Cc]ommittee|[Gg]overnment|[Pp]eople's)\b"
    rf"|(?P<beside>{_NAME}),? (?:an? )(?:[\w-]+ ){{0,3}}(?P<kind>county|city|district)\b"
)
# Where it can begin: at a name, or at one of the words before a name.
_CAPITAL = re.compile("[A-Z](?=[a-z']{3,}[ ,])")
_WORDS_BEFORE = (
    "mayor ", "secretary ", "chief ", "head ", "magistrate ", "delegation ", "officials ", "government ", "team ",
    "visit", "tour", "arriv", "reach", "trip to", "went to", "came to",
)  # fmt: skip
_NO_COUNTY = frozenset(
    "Party City County District Chinese China Mayor Vice Deputy Executive Former Acting Municipal Provincial "
    "Government Delegation Central Joint Trade Business Foreign Their This That When After Both Under Local "
    "Senior Also".split()
)
_FULL = re.compile(rf"({_NAME}(?: [A-Z][a-z]+)?) (?:[Cc]ounty|[Dd]istrict|[Cc]ity)$")
# Behind a bare name: nothing that makes it part of another name.
_ENDS = (
    r"\b(?!-)(?!'[a-rt-z])(?! (?!Party|CPC|Municipal|City|County|District|Delegation|Government|CPPCC|Mayor|People's|And\b|To\b|On\b|In\b|"
    r"Visits?|Meets?|Leads?|Signs?)[A-Z][a-z])"
)


def _wanted(text: str) -> Iterator[re.Match[str]]:
    """What `_WANTED.finditer` finds, tried only where it can begin."""
    return matched_at(offsets(text, _CAPITAL, _WORDS_BEFORE), _WANTED, text)


class Counties:
    """
    The counties, county-level cities and districts of one document that nothing but their bare name tells.

    Args:
        analysis: the document.
    """

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._year = (analysis.dating.published or "2020")[:4]

    @cached_property
    def _named(self) -> tuple[Region, ...]:
        """The prefectures, then the provinces, that the document names beyond doubt."""
        analysis = self._analysis
        found = dict.fromkeys(
            r for m in analysis.places.mentions for r in analysis.regions(m) if r.level in ("prefecture", "province")
        )
        return tuple(sorted(found, key=lambda r: r.level))

    def company(self, options: tuple[Region, ...]) -> tuple[Region, ...]:
        """The one reading of an ambiguous name that lies in a prefecture, or else a province, the document names."""
        for level in ("prefecture", "province"):
            around = [r.name for r in self._named if r.level == level]
            found = [o for o in options if any(o.name.startswith(name) and o.name != name for name in around)]
            if len(found) == 1:
                return (found[0],)
        return ()

    @cached_property
    def _known(self) -> dict[str, Region]:
        """Bare names with their meaning: those that stand elsewhere in full, or where only a place can stand."""
        analysis, known = self._analysis, {}
        taken = [(m.start, m.end) for m in analysis.places.mentions]
        for mention in analysis.places.mentions:
            full = _FULL.match(mention.surface)
            if full and full.group(1) not in SURNAMES and full.group(1) not in _NO_COUNTY:
                regions = analysis.regions(mention) or self.company(analysis.places.options(mention))
                if len(regions) == 1 and regions[0].level == "county":
                    known[full.group(1)] = regions[0]
        if not _may_stand_bare(analysis.text, taken):
            return known
        for match in _wanted(analysis.text):
            group = next(g for g in ("after", "before", "organ", "beside") if match.group(g))
            word, (start, end) = match.group(group), match.span(group)
            if any(a < end and start < b for a, b in taken) or word in SURNAMES or word.split()[0] in _NO_COUNTY:
                continue
            hint = (match.group("hint") or match.group("seat") or match.group("kind") or "").lower()
            region = self._county(word, hint)
            if region is not None:
                known.setdefault(word, region)
        return known

    def _county(self, word: str, hint: str) -> Region | None:
        """What a bare name means: of the kind that the words beside it tell, else the only one, else by company."""
        kinds = ("city",) if "municipal" in hint or "city" in hint else tuple(k for k in _KINDS if k in hint)
        for wanted in (kinds, _KINDS):
            options = tuple(dict.fromkeys(r for kind in wanted for r in _options(word, kind, self._year)))
            if len(options) == 1:
                return options[0]
        company = self.company(options)
        return company[0] if company else None

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        words = sorted(self._known, key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))}){_ENDS}") if words else None

    @cached_property
    def _short(self) -> dict[str, tuple[str, tuple[Region, ...]]]:
        """Abbreviations with the name they stand for: "Pan-Pearl River Delta (PPRD)"."""
        analysis, known = self._analysis, {}
        for mention in analysis.places.mentions:
            match = _IN_BRACKETS.match(analysis.text, mention.end)
            if match and analysis.regions(mention):
                known[match.group(1)] = (mention.surface, analysis.regions(mention))
        return known

    def abbreviated(self, start: int, end: int, taken: list[tuple[int, int, Spot]]) -> Iterator[tuple[int, int, Spot]]:
        """The abbreviations of places between two offsets of the text, as (start, end, spot), outside what is taken."""
        text = self._analysis.text
        for short, (surface, regions) in self._short.items():
            at = text.find(short, start, end)
            while at >= 0:
                last = at + len(short)
                alone = not text[at - 1 : at].isalnum() and not text[last : last + 1].isalnum()
                if alone and text[last : last + 1] != ")" and not any(a < last and at < b for a, b, _ in taken):
                    yield at, last, Spot(regions, surface, at, last, group=len(regions) > 1)
                at = text.find(short, last, end)

    def bare(self, start: int, end: int, taken: list[tuple[int, int, Spot]]) -> Iterator[tuple[int, int, Spot]]:
        """The bare counties between two offsets of the text, as (start, end, spot), outside what is taken already."""
        text = self._analysis.text
        for match in self._pattern.finditer(text, start, end) if self._pattern else ():
            first, last = match.span()
            before = text[max(0, first - 20) : first].split()
            if any(a < last and first < b for a, b, _ in taken) or (before and before[-1] in SURNAMES):
                continue
            yield first, last, Spot((self._known[match.group()],), match.group(), first, last)


_IN_BRACKETS = re.compile(r"(?: (?:[Pp]rovince|[Cc]ity|[Rr]egion|[Mm]unicipality))? \(([A-Z]{3,5})\)")
_KINDS = ("county", "city", "district")


@lru_cache(maxsize=4096)
def _options(word: str, kind: str, year: str) -> tuple[Region, ...]:
    """The counties, county-level cities or districts that bore a name in a year."""
    places = find_places(f"{word} {kind}", language="en", date=year)
    found: list[Any] = []
    for mention in places.mentions:
        if mention.start == 0 and mention.end == len(word) + len(kind) + 1:
            found += places.regions(mention) or places.options(mention)
    return tuple(found)


def _may_stand_bare(text: str, taken: list[tuple[int, int]]) -> bool:
    """Whether a word with a capital that no place has taken is one that names of places begin with."""
    firsts = _first_words()
    return any(
        match.group() in firsts and not any(a < match.end() and match.start() < b for a, b in taken)
        for match in _CAPITALISED.finditer(text)
    )


_CAPITALISED = re.compile(_NAME)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(entry.text.split(" ")[0] for entry in english_gazetteer().entries)


def may_be_first_name(word: str) -> bool:
    """Whether a word behind a surname can be a given name: it is none of the words of offices."""
    return word not in _NO_COUNTY
