"""
The study-visit planner: for a region and a problem, whom to visit, what to look at, what to ask, and why.

Each place gets a score from stated weights that the user moves, and each part of it a reason with its source. What is
not known counts 0 and is said; it is never guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tashan.learning.asker import Asker, Traits
from tashan.learning.concepts import Concept, concepts_in, shipped_concepts
from tashan.learning.events import EventTable
from tashan.learning.journey import MOST_PLACES, Journey, Season, journey, season
from tashan.learning.planner_parts import Question, answers_directly, fit, inside, judge, strength
from tashan.learning.planner_words import LANGUAGES, listed, place_name, say
from tashan.learning.practices import LibraryEntry, merged
from tashan.learning.problems import LearningError
from tashan.regions import Region

WEIGHTS: Final = {
    "fit": 5.0,
    "results": 2.0,
    "completion": 1.0,
    "adopted": 1.0,
    "similarity": 2.0,
    "overlooked": 1.0,
    "near": 1.0,
}
"""
What a place is judged by; the user moves the weights, which count in proportion to their sum.

fit: how far the practice answers the problem. results: what came of it. completion: how far it is done. adopted: who
took it over. similarity: how alike the conditions are. overlooked: how few have come there. near: distance.
"""


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a score: what it says, what it counts (0 to 1), its weight (all add up to 1), and its source."""

    part: str
    value: float
    weight: float
    sentence: str
    source: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """
    A place to visit.

    Attributes:
        region: the place.
        practices: what to look at there, the best fitting first; the first one gives the score and the questions.
        score: from 0 to 1.
        reasons: one a part, the heaviest first.
        also: other places where the first practice can be seen.
        questions: what to ask there.
        notes: what the reader must know: who of the askers takes part already, what nobody has reviewed.
        visitors: who already came, with the year where it is known, latest first.
        went: years in which the asking region itself went there.
        unknown: parts on which nothing is known.
    """

    region: Region
    practices: tuple[LibraryEntry, ...]
    score: float
    reasons: tuple[Reason, ...]
    also: tuple[Region, ...]
    questions: tuple[str, ...]
    notes: tuple[str, ...]
    visitors: tuple[str, ...]
    went: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """
    A proposed journey.

    Attributes:
        home: who asks.
        problem: about what.
        asked: names of the concepts read out of the problem; empty where it was matched by its wording.
        conditions: whose conditions are compared, and how they are put together; "" for a region that asks alone.
        proposals: best first.
        journey: the proposed places in the shortest order of travel.
        season: months in which fewest delegations travel.
        when: the season as a sentence with its reason.
        weights: of the parts, adding up to 1.
        language: of the sentences.
    """

    home: Asker
    problem: str
    asked: tuple[str, ...]
    conditions: str
    proposals: tuple[Proposal, ...]
    journey: Journey
    season: Season
    when: str
    weights: Mapping[str, float]
    language: str


def plan(
    home: Asker,
    problem: str,
    library: Sequence[LibraryEntry],
    *,
    visits: EventTable | None = None,
    traits: Traits | None = None,
    summed: Collection[str] = (),
    weights: Mapping[str, float] | None = None,
    most: int = 5,
    language: str = "zh",
    concepts: Mapping[str, Concept] | None = None,
) -> Plan:
    """
    Propose places to visit for a problem.

    A place is proposed for the best practice that no better place has shown already; where else it can be seen stands
    beside it. Practices that answer the problem come before those that only come near it, whatever the weights.
    Places of the asking regions themselves are left out.

    Args:
        home: who asks.
        problem: in its own words.
        library: practices with their sources; what stands there twice counts once.
        visits: who has visited whom, for "overlooked", who already came, and the season.
        traits: region's full name to its figures (population, output per head, share of industry …), above 0.
        summed: names of figures of which a cluster has the sum; of the others it has the mean.
        weights: changes to `WEIGHTS`; from 0 up.
        most: places proposed at most, up to `MOST_PLACES`.
        language: zh or en.
        concepts: the thesaurus; without it the shipped one.

    Raises:
        LearningError: no practice answers the problem; the message says what the library has.
        ValueError: a weight that is not known or below 0, an unknown language, too many places.
    """
    if language not in LANGUAGES:
        raise ValueError(f"Language {language} is not known. Choose {' or '.join(LANGUAGES)}.")
    if not 1 <= most <= MOST_PLACES:
        raise ValueError(f"{most} places cannot be proposed. Choose 1 to {MOST_PLACES}.")
    shares = _weights(weights)
    known = concepts if concepts is not None else shipped_concepts()
    question = Question(
        home, problem, concepts_in(problem, known), known, visits or EventTable(()), traits or {}, summed, language
    )
    library = merged(library)
    places, offers = _offers(question, library)
    if not offers:
        raise LearningError("no_practice", _nothing(problem, library, question))
    proposals = _choose(question, places, offers, shares, most)
    found = season(question.table)
    return Plan(
        home,
        problem,
        tuple(known[key].label(language) for key in question.asked),
        _conditions(question),
        proposals,
        journey(home.start, [each.region for each in proposals]),
        found,
        _when(found, language),
        shares,
        language,
    )


def _weights(changes: Mapping[str, float] | None) -> dict[str, float]:
    if unknown := [name for name in changes or {} if name not in WEIGHTS]:
        raise ValueError(f"There is no weight {unknown[0]}. Choose {', '.join(WEIGHTS)}.")
    merged = {**WEIGHTS, **(changes or {})}
    total = sum(merged.values())
    if not (min(merged.values()) >= 0 and 0 < total < float("inf")):
        raise ValueError("Weights are numbers from 0 up, at least one of them above 0.")
    return {name: weight / total for name, weight in merged.items()}


Offers = dict[str, list[LibraryEntry]]


def _offers(question: Question, library: Sequence[LibraryEntry]) -> tuple[dict[str, Region], Offers]:
    """Places elsewhere, and what each offers for the problem, best fitting first."""
    places: dict[str, Region] = {}
    offers: Offers = {}
    for entry in library:
        if fit(question, entry) <= 0:
            continue
        for place in entry.places:
            if not question.home.owns(place):
                places[place.name] = place
                offers.setdefault(place.name, []).append(entry)
    for entries in offers.values():
        entries.sort(key=lambda entry: (-fit(question, entry), -strength(entry), entry.key))
    return places, offers


def _nothing(problem: str, library: Sequence[LibraryEntry], question: Question) -> str:
    keys = dict.fromkeys(key for entry in library for key in entry.concepts)
    known = listed([question.concepts[key].chinese for key in keys if key in question.concepts], "zh", most=12)
    return f"No practice elsewhere answers {problem}. Say it in other words; the library knows: {known or 'nothing'}."


def _choose(
    question: Question, places: Mapping[str, Region], offers: Offers, shares: Mapping[str, float], most: int
) -> tuple[Proposal, ...]:
    """The best place for what has not been shown yet, again and again; a practice is shown once."""

    def order(each: Proposal) -> tuple[bool, float, str]:
        return not answers_directly(question, each.practices[0]), -each.score, each.region.name

    shown: set[str] = set()
    chosen: list[Proposal] = []
    while len(chosen) < most:
        found = [
            _proposal(question, places[name], left, shares)
            for name, entries in offers.items()
            if (left := [entry for entry in entries if entry.key not in shown])
            and all(each.region.name != name for each in chosen)
        ]
        if not found:
            break
        best = min(found, key=order)
        shown.update(entry.key for entry in best.practices)
        chosen.append(best)
    return tuple(sorted(chosen, key=order))


def _proposal(
    question: Question, place: Region, entries: Sequence[LibraryEntry], shares: Mapping[str, float]
) -> Proposal:
    judged = judge(question, place, entries[0])
    reasons = [
        Reason(part, each.value or 0.0, shares[part], each.sentence, each.source) for part, each in judged.items()
    ]
    home, lead = question.home, entries[0]
    guests = [event for event in question.table.events if inside(event.host, place)]
    came = {f"{(event.start or '')[:4]} {event.visitor.name}".strip() for event in guests}
    went = {(event.start or "?")[:4] for event in guests if any(inside(event.visitor, one) for one in home.members)}
    return Proposal(
        place,
        tuple(entries),
        sum(reason.value * reason.weight for reason in reasons),
        tuple(sorted(reasons, key=lambda reason: (-reason.value * reason.weight, reason.part))),
        tuple(other for other in lead.places if other.name != place.name and not home.owns(other)),
        _questions(question, lead),
        _notes(question, lead),
        tuple(sorted(came, reverse=True)),
        tuple(sorted(went)),
        tuple(part for part, each in judged.items() if each.value is None),
    )


def _questions(question: Question, entry: LibraryEntry) -> tuple[str, ...]:
    """What to ask of such a practice, what the library leaves open about this one, and what to check at home."""
    found = [
        each[question.language != "zh"]
        for key in question.asked
        if key in entry.concepts
        for each in question.concepts[key].questions
    ]
    if not entry.results:
        found.append(question.say("ask.results"))
    if entry.completion in ("limited", "not_started", "no_evidence"):
        found.append(question.say("ask.unfinished"))
    elif entry.completion != "complete":
        found.append(question.say("ask.completion"))
    if entry.setting == "several_provinces" and question.home.setting == "one_province":
        found.append(question.say("ask.province"))
    if entry.conditions:
        stop = "；" if question.language == "zh" else "; "
        found.append(question.say("ask.conditions", conditions=stop.join(entry.conditions)))
    return (*found, question.say("ask.rules"))


def _notes(question: Question, entry: LibraryEntry) -> tuple[str, ...]:
    own = [place_name(place, question.language) for place in entry.places if question.home.owns(place)]
    found = [question.say("own", names=listed(own, question.language))] if own else []
    return tuple(found if entry.reviewed else [*found, question.say("unreviewed")])


def _conditions(question: Question) -> str:
    home = question.home
    if home.setting is None:
        return ""
    return question.say(
        "conditions.cluster",
        home=home.label(question.language),
        members=listed([place_name(member, question.language) for member in home.members], question.language, most=12),
        setting=question.say(f"conditions.{home.setting}"),
        sums=question.say("conditions.sums", names=listed(sorted(question.summed), question.language))
        if question.summed
        else "",
    )


def _when(found: Season, language: str) -> str:
    if not found.visits:
        return say("season.published", language)
    months = listed([f"{month}月" if language == "zh" else str(month) for month in found.quiet], language)
    return say("season.counted", language, months=months, total=found.visits)
