"""A document seen as folded sentences, with what holds for all of it: dateline, people, home, suspicion of its numerals."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tashan.reading.dating import date_document
from tashan.reading.english.counties import Counties
from tashan.reading.english.delegations import fold_travellers
from tashan.reading.english.gate import may_add
from tashan.reading.english.marks import PARTY, PERSON, PLACE, QUOTE, TIME, Ribbon
from tashan.reading.english.people import Office, Someone, fold_offices, fold_people
from tashan.reading.english.placing import fold_places
from tashan.reading.english.spots import Spot, contains, province_of
from tashan.reading.english.timing import joined
from tashan.reading.english.words import HONORIFIC, SURNAMES
from tashan.reading.suspect import judge
from tashan.records import Problem
from tashan.regions import resolve_home

if TYPE_CHECKING:
    from tashan.reading.source import Analysis
    from tashan.regions import Region

_QUOTED = re.compile(r"\"[^\"\n]{45,600}\"")
_PAPER_NAME = re.compile(
    r"(?i)^\"[^.,]*\b(?:conference|meeting|forum|symposium|seminar|agreement|memorandum|declaration|plan|protocol|charter|opinions|"
    r"initiative)\b[^.,]*\"$"
)
_LISTED_NAME = re.compile(
    r"^\"(?:[A-Z][\w'/-]*,? |and |of |the |for |on |in |to |with |& ){2,}"
    r"(?:Agreement|Memorandum|Declaration|Pact|Protocol|Initiative|Conference|Meeting|Forum|Symposium|Summit)\"$"
)
_DATELINE = re.compile(
    r"(?:^|[\n.)\d] ?|[a-z] )(?P<place>(?!(?:On|In|From|At|By|Since|Until|Between|During|After|Before)\b)[A-Z][A-Za-z']+"
    r"(?: [A-Z][A-Za-z']+)?)(?:, (?:[A-Z][a-z]+ ?)+)?(?:, |,| "
    r")(?P<date>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}"
    r"|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?)(?:, \d{4})?(?: \([A-Z][\w ]+\))? "
    r"?(?:--?|—|:)(?!\d)"
)
_BARE_DATELINE = re.compile(
    r"(?:^|\n)(?P<place>[A-Z][A-Z']+(?: [A-Z][A-Z']+)?)(?:, [A-Z][a-z]+)? ?(?:--?|—) (?P<date>)"
)
_DATE_FIRST = re.compile(  # "29th May 2023 - (Hong Kong)"
    r"(?:^|\n)(?P<date>\d{1,2}(?:st|nd|rd|th)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{4}) ?[-—–]+ ?"
    r"\((?P<place>[A-Z][A-Za-z']+(?: [A-Z][A-Za-z']+)?)\)"
)
_LATIN_OFFICES = {  # Who speaks as "the Chief Executive" without a place: public office holders since 1997 and 1999.
    "Hong Kong": (
        "Tung Chee-hwa",
        "Donald Tsang",
        "C Y Leung",
        "CY Leung",
        "Leung Chun-ying",
        "Carrie Lam",
        "John Lee",
    ),
    "Macao": ("Edmund Ho", "Chui Sai On", "Fernando Chui", "Ho Iat Seng", "Sam Hou Fai"),
}
_HONG_KONG_POSTS = re.compile(
    r"chief secretary|financial secretary|secretary for (?:justice|constitutional|home|commerce|financial "
    r"services|innovation|development|education|housing|labour|food|health|the environment|environment|"
    r"culture|civil service)"
)
_MACAO_POSTS = re.compile(
    r"secretary for (?:economy and finance|administration and justice|social affairs and culture|transport "
    r"and public works)"
)


@dataclass(slots=True)
class Scene:
    """
    What the sentences of a document share.

    Attributes:
        analysis: the document.
        ribbons: its sentences, folded; a list broken by semicolons is one sentence.
        people: everyone with an office, by full name.
        surnames: the same by first and by last word of the name.
        seat: the place of the dateline.
        seat_time: the time mention of the dateline.
        dateline: where the dateline stands in the normal text.
        suspicion: which of its numerals are machine-translated or damaged.
        stamp: a date that stands alone at its head.
        dating: its calendar, which gives doubtful dates as candidates only.
        problems: what could not be settled.
        welcomed: where those hold office who welcomed somebody to a place, by name.
        named: see `seen`.
    """

    analysis: Analysis
    ribbons: list[Ribbon] = field(default_factory=list)
    people: dict[str, Someone] = field(default_factory=dict)
    surnames: dict[str, Someone] = field(default_factory=dict)
    seat: Region | None = None
    seat_time: Any = None
    dateline: tuple[int, int] | None = None
    suspicion: Any = None
    dating: Any = None
    stamp: tuple[int, int] | None = None
    problems: list[Problem] = field(default_factory=list)
    welcomed: dict[str, Region] = field(default_factory=dict)
    named: list[Region] | None = None

    @property
    def seen(self) -> list[Region]:
        """Every region the document names, in order; groupings left out."""
        if self.named is None:
            analysis = self.analysis
            found = (r for m in analysis.places.mentions if m.form != "group" for r in analysis.regions(m))
            self.named = list(dict.fromkeys(found))
        return self.named

    @property
    def senders(self) -> frozenset[Region]:
        """The regions whose delegations the document names."""
        parties = [party for ribbon in self.ribbons for party in ribbon.values(PARTY)]
        return frozenset(r for party in parties if not party.weak for r in party.regions)

    def doubts(self, start: int, end: int) -> bool:
        """Whether the numerals between two offsets may not be given as plain values."""
        return bool(self.suspicion) and self.suspicion.covers(start, end)

    def region_of(self, person: Someone | Office) -> Region | None:
        """Where someone holds office: as said here, elsewhere in the text, or as the document's home allows."""
        if person.regions:
            return innermost(person.regions)
        if getattr(person, "abroad", False) or getattr(person, "foreign", False):
            return None
        name = getattr(person, "name", "")
        if name:
            known = self.people.get(name) or self.surnames.get(name.split()[-1]) or self.surnames.get(name.split()[0])
            if known and known.regions:
                return innermost(known.regions)
            for word in (name, name.split()[0], name.split()[-1]):
                if word in self.welcomed:
                    return self.welcomed[word]
        return self._by_home(person)

    def _by_home(self, person: Someone | Office) -> Region | None:
        title = person.text.lower() if isinstance(person, Office) else (person.title or "").lower()
        if _HONG_KONG_POSTS.search(title):
            return _named("香港特别行政区")
        if _MACAO_POSTS.search(title):
            return _named("澳门特别行政区")
        if "chief executive" in title:
            return self._chief_executive(getattr(person, "name", ""))
        home = self.analysis.home or self.seat
        if home is None:
            return None
        return _at_level(home, person.level)

    def _chief_executive(self, name: str) -> Region | None:
        for place, names in _LATIN_OFFICES.items():
            if any(known in name for known in names):
                return _named("香港特别行政区" if place == "Hong Kong" else "澳门特别行政区")
        here = {r.name for r in (*self.seen, *([self.seat] if self.seat else []))} & {
            "香港特别行政区",
            "澳门特别行政区",
        }
        return _named(here.pop()) if len(here) == 1 else None


def innermost(regions: tuple[Region, ...]) -> Region:
    """The most specific of several regions that hold each other, else the first."""
    best = regions[0]
    for region in regions[1:]:
        if contains(best, region):
            best = region
    return best


def _named(name: str) -> Region | None:
    return resolve_home(name)


def _at_level(home: Region, level: str | None) -> Region | None:
    """The home, or its province for a provincial post; nothing where the post's level does not fit."""
    rank = {"province": 0, "prefecture": 1, "county": 2}
    wanted = {"province": 0, "city": 1, "county": 2}.get(level or "", -1)
    if wanted == 0:
        return province_of(home)
    if wanted == 1:
        municipality = home.level == "province" and home.name.endswith("市")
        return home if municipality or rank.get(home.level) in (1, 2) else None
    if wanted == 2:
        return home if home.level == "county" else None
    return None


def see(analysis: Analysis) -> Scene:
    """Fold all sentences of a document, in two passes: offices and names first, then those who travel."""
    scene = Scene(analysis)
    _doubt(scene)
    _dateline(scene)
    stated = analysis.dating.published_evidence or scene.stamp
    lowered = analysis.text.lower()
    counties = Counties(analysis)
    for sentence, end in _passages(analysis):
        start = _behind_dateline(scene, sentence, end)
        if not may_add(lowered[start:end]):
            continue
        ribbon = Ribbon(analysis.text[start:end].replace("\n", " "), start)
        _fold_quotes(ribbon)
        fold_places(ribbon, analysis, counties)
        times = _outside(ribbon, analysis.between(analysis.times, start, end))
        times = joined([t for t in times if not _is_stamp(analysis.text, t, stated)], analysis.text)
        ribbon.fold_spans(TIME, [(t.start, t.end, t) for t in times])
        scene.ribbons.append(ribbon)
        if ribbon.holds(_OFFICES):
            fold_offices(ribbon)
            people = fold_people(ribbon)
            _inherit(people)
            for person in people:
                _remember(scene, person)
    _welcomes(scene)
    again = _names_again(scene)
    for ribbon in scene.ribbons:
        if again is not None:
            ribbon.fold(again, PERSON, lambda match, _: _recall(scene, match))
        fold_travellers(ribbon)
    return scene


def _inherit(people: list[Someone]) -> None:
    """In a list of people "the Municipal Party Committee" is that of the one named before, where his place fits."""
    for before, person in pairwise(people):
        if not person.regions and len(before.regions) == 1 and not person.abroad:
            own = before.regions[0]
            city = own.level == "prefecture" or (own.level == "province" and own.name.endswith("市"))
            if (person.level == "city" and city) or (
                person.level == "province" and own.level == "province" and not city
            ):
                person.regions = before.regions


_OFFICES = (
    "secretar", "mayor", "governor", "magistrate", "chair", "chief", "commissioner", "premier", "director", "head", "president", "leader",
    "member", "commander", "minister",
)  # fmt: skip


def _passages(analysis: Analysis) -> list[tuple[int, int]]:
    """Sentences; pieces parted by semicolons, or by the line ends of hard-wrapped text, stay together."""
    found: list[tuple[int, int]] = []
    text = analysis.text
    for start, end in analysis.source.sentences:
        if found and end - found[-1][0] < 2000 and _goes_on(text, found[-1], start):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _goes_on(text: str, before: tuple[int, int], start: int) -> bool:
    """Whether a piece of text continues the sentence before it."""
    last = text[before[1] - 1]
    if last == ";":
        return True
    if text[before[1] : start].count("\n") != 1 or last in ".!?:\"')":
        return False
    line = before[1] - max(before[0], text.rfind("\n", before[0], before[1]) + 1)
    if text[start].islower() or re.search(
        r"(?:\b(?:of|the|and|for|to|in|by|with|an?|on|at|from)|,)$", text[max(0, before[1] - 5) : before[1]]
    ):
        return True
    next_end = text.find("\n", start)
    wrapped = (len(text) if next_end < 0 else next_end) - start < 120  # a long line below is no wrapped text but a body
    return 40 < line < 95 and wrapped and text[start].isalpha()


def _fold_quotes(ribbon: Ribbon) -> None:
    """Direct speech tells of wishes: it is folded away, with nothing inside."""
    if '"' in ribbon.text:
        ribbon.fold(_QUOTED, QUOTE, lambda match, _: None if _is_name(match.group()) else match.group())


def _is_name(quoted: str) -> bool:
    """Whether words in quotation marks are the name of a paper or meeting."""
    return _PAPER_NAME.search(quoted) is not None or _LISTED_NAME.search(quoted) is not None


def _outside(ribbon: Ribbon, mentions: list[Any]) -> list[Any]:
    """The mentions that do not lie in folded speech or inside a place."""
    kept = []
    for mention in mentions:
        at = ribbon.position(mention.start)
        if ribbon.text[at] not in (QUOTE, PLACE):
            kept.append(mention)
    return kept


def _doubt(scene: Scene) -> None:
    """The document's suspicion and a calendar that heeds it."""
    analysis = scene.analysis
    given = getattr(analysis, "suspicion", None)
    scene.suspicion = given if given is not None else judge(analysis.text, analysis.times, "en", analysis.signs)
    scene.dating = analysis.dating
    stamp = _stamp(analysis) if scene.dating.published is None else None
    if stamp is not None and not scene.suspicion:
        scene.stamp = (stamp.start, stamp.end)
        day = stamp.first
        scene.dating = date_document(
            analysis.text, analysis.times, published=f"{day.year:04d}-{day.month:02d}-{day.day:02d}", language="en"
        )
    if given is None and scene.suspicion:
        scene.dating = date_document(
            analysis.text, analysis.times, published=analysis.given_published, language="en", doubt=scene.suspicion
        )


def _stamp(analysis: Analysis) -> Any:
    """A full date that stands alone at the head of the text."""
    for mention in analysis.times[:1]:
        day = mention.first
        alone = re.match(r"[.)\]|:,]? ?(?:\n|[A-Z(]|-|$)", analysis.text[mention.end : mention.end + 4])
        bracketed = analysis.text[max(0, mention.start - 1) : mention.start] == "("
        if (
            mention.start < (140 if bracketed else 40)
            and mention.kind == "day"
            and day.year
            and day.month
            and day.day
            and (alone or bracketed)
        ):
            lead = analysis.text[: mention.start].strip(" (")
            if not lead or bracketed or re.search(r"(?i)(?:date|news|updated:?|published:?|time:?|[|:.])$", lead):
                return mention
    return None


def _is_stamp(text: str, mention: Any, stated: tuple[int, int] | None) -> bool:
    """The day of publication in a header dates no event."""
    if stated is None or not stated[0] <= mention.start < stated[1]:
        return False
    return not re.search(
        r"(?i)\b(?:on|from|between|of|to|and|in)\s(?:the )?$", text[max(0, mention.start - 12) : mention.start]
    )


def _behind_dateline(scene: Scene, start: int, end: int) -> int:
    """Where the first sentence of the report begins: behind its dateline."""
    if scene.dateline is not None and start <= scene.dateline[0] and scene.dateline[1] < end:
        return scene.dateline[1]
    return start


def _dateline(scene: Scene) -> None:
    analysis = scene.analysis
    head = analysis.text[:1500]
    match = _DATELINE.search(head) or _BARE_DATELINE.search(head) or _DATE_FIRST.search(head)
    if not match:
        return
    start, end = match.span("place")
    stop = match.end()
    while stop < len(head) and head[stop] in " -":
        stop += 1
    scene.dateline = (start, stop)
    for mention in analysis.between(analysis.places.mentions, start, end + 40):
        regions = analysis.regions(mention)
        if mention.start == start and len(regions) == 1:
            scene.seat = regions[0]
    for time in analysis.between(analysis.times, match.start("date"), match.end() + 8):
        scene.seat_time = time
        break


def _remember(scene: Scene, person: Someone) -> None:
    person.title = " ".join(scene.analysis.text[slice(*map(int, (person.title or "0:0").split(":")))].split())
    known = scene.people.get(person.name)
    if known is None:
        scene.people[person.name] = person
        words = person.name.split()
        for word in (words[0], words[-1], *(w for w in words[1:] if w in SURNAMES)):
            scene.surnames.setdefault(word, person)
    elif person.regions and not known.regions:
        known.regions = person.regions


_WELCOMED = re.compile(
    rf"\b(?P<host>[A-Z][\w'-]+(?: [A-Z][\w'-]+)*) (?:warmly )?welcom\w+ (?:[^.;]{{1,60}}?) to {PLACE}"
)
_WELCOMED_MARK = re.compile(rf"(?P<mark>{PERSON}),? (?:\w+ )?welcom\w+ (?:[^.;]{{1,60}}?) to {PLACE}")


def _welcomes(scene: Scene) -> None:
    """Learn where someone holds office from "Wang welcomed Xu to Qinghai"."""
    for ribbon in scene.ribbons:
        if "welcom" not in ribbon.text:
            continue
        for match in (*_WELCOMED.finditer(ribbon.text), *_WELCOMED_MARK.finditer(ribbon.text)):
            spot: Spot = ribbon.value(match.end() - 1)
            if len(spot.regions) != 1:
                continue
            if "mark" in match.re.groupindex:
                for person in ribbon.value(match.start("mark")):
                    scene.welcomed.setdefault(person.name, spot.regions[0])
            else:
                for word in match.group("host").split():
                    scene.welcomed.setdefault(word, spot.regions[0])


def _names_again(scene: Scene) -> re.Pattern[str] | None:
    """A pattern for later mentions of the people met: full names, and first or last words of names standing alone."""
    if not scene.people:
        return None
    full = sorted(scene.people, key=len, reverse=True)
    short = sorted((w for w in scene.surnames if len(w) > 1 and w not in _NO_SURNAME), key=len, reverse=True)
    names = "|".join(map(re.escape, full))
    alone = "|".join(map(re.escape, short)) or "(?!)"
    return re.compile(
        rf"\b(?:{HONORIFIC})?(?:(?P<full>{names})|(?P<short>{alone})(?! [A-Z][a-z]))\b(?!'s? [a-z]+ (?:city|"
        rf"province))"
    )


_NO_SURNAME = frozenset(("An", "He", "She", "We", "You", "May", "Long", "Can", "In", "On", "Min", "Sun", "Mo"))


def _recall(scene: Scene, match: re.Match[str]) -> list[Someone] | None:
    person = scene.people.get(match.group("full") or "") or scene.surnames.get(match.group("short") or "")
    if person is None:
        return None
    return [person]
