"""Fold a document's sentences: places and times, offices and names, then those who travel."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tashan.reading.english.counties import Counties
from tashan.reading.english.datelines import behind_dateline, doubt_numerals, is_stamp, read_dateline
from tashan.reading.english.delegations import fold_travellers
from tashan.reading.english.gate import may_add
from tashan.reading.english.marks import PERSON, PLACE, QUOTE, TIME, Ribbon
from tashan.reading.english.people import Someone, fold_offices, fold_people
from tashan.reading.english.placing import fold_places
from tashan.reading.english.scene import Scene
from tashan.reading.english.timing import joined
from tashan.reading.english.words import HONORIFIC, SURNAMES

if TYPE_CHECKING:
    from tashan.reading.english.spots import Spot
    from tashan.reading.source import Analysis


_WIDE = re.compile(" {2,}")
_QUOTED = re.compile(r"\"[^\"\n]{45,600}\"")


_PAPER_NAME = re.compile(
    r"(?i)^\"[^.,]*\b(?:conference|meeting|forum|symposium|seminar|panel|summit|agreement|memorandum|declaration|plan|protocol|"
    r"charter|opinions|initiative)\b[^.,]*[.,]?\"$"
)


_LISTED_NAME = re.compile(
    r"^\"(?:[A-Z][\w'/-]*,? |and |of |the |for |on |in |to |with |& ){2,}"
    r"(?:Agreement|Memorandum|Declaration|Pact|Protocol|Initiative|Conference|Meeting|Forum|Symposium|Summit)\"$"
)


def see(analysis: Analysis) -> Scene:
    """Fold all sentences of a document, in two passes: offices and names first, then those who travel."""
    scene = Scene(analysis)
    doubt_numerals(scene)
    read_dateline(scene)
    stated = analysis.dating.published_evidence or scene.stamp
    lowered = analysis.text.lower()
    counties = Counties(analysis)
    for sentence, end in _passages(analysis):
        start = behind_dateline(scene, sentence, end)
        if not may_add(lowered[start:end]):
            continue
        ribbon = Ribbon(analysis.text[start:end].replace("\n", " "), start)
        if "  " in ribbon.text:
            ribbon.replace(" ", [(*gap.span(), None) for gap in _WIDE.finditer(ribbon.text)])
        _fold_quotes(ribbon)
        fold_places(ribbon, analysis, counties)
        times = _outside(ribbon, analysis.between(analysis.times, start, end))
        times = joined([t for t in times if not is_stamp(analysis.text, t, stated)], analysis.text)
        ribbon.fold_spans(TIME, [(t.start, t.end, t) for t in times])
        scene.ribbons.append(ribbon)
        if ribbon.holds(_OFFICES):
            fold_offices(ribbon)
            people = fold_people(ribbon)
            _inherit(people, analysis.text)
            for person in people:
                _remember(scene, person)
    _welcomes(scene)
    again = _names_again(scene)
    for ribbon in scene.ribbons:
        if again is not None:
            ribbon.fold(again, PERSON, lambda match, _: _recall(scene, match))
        fold_travellers(ribbon)
    return scene


_OTHER_SIDE = re.compile(r"\b(?:led|headed) by\b|\bdelegation\b|\bmet\b")


def _inherit(people: list[Someone], text: str) -> None:
    """In a list of people "the Municipal Party Committee" is that of the one named before, where his place fits."""
    for before, person in pairwise(people):
        if not person.regions and len(before.regions) == 1 and not person.abroad:
            if _OTHER_SIDE.search(text, before.end, person.start):
                continue
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


_STAMP_LINE = re.compile(
    r"(?:Updated?|Published|Posted|Date|Time|Release|Source|By)\b|"
    r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*),? "
    r"(?:19|20)\d\d *(?:\n|$)"
)


def _goes_on(text: str, before: tuple[int, int], start: int) -> bool:
    """Whether a piece of text continues the sentence before it."""
    last = text[before[1] - 1]
    if last == ";":
        return True
    if _STAMP_LINE.match(text, start):
        return False
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


def _remember(scene: Scene, person: Someone) -> None:
    person.title = " ".join(scene.analysis.text[slice(*map(int, (person.title or "0:0").split(":")))].split())
    known = scene.people.get(person.name)
    if known is None:
        scene.people[person.name] = person
        words = person.name.split()
        for word in (words[0], words[-1], *(w for w in words[1:] if w in SURNAMES)):
            scene.surnames.setdefault(word, person)
        if _SHORTENED.match(person.title):
            scene.surnames.setdefault("".join(re.findall(r"\b[A-Z]", person.title)), person)
    elif person.regions and not known.regions:
        known.regions = person.regions


# Posts that the press releases of Hong Kong shorten: SCMA, STL.
_SHORTENED = re.compile(r"Secretary for \w+(?:,? (?:\w+|&)){2,}$")


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
