"""What a place is judged by: each part with its value from 0 to 1, a sentence and a source."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from tashan.learning.asker import Asker, Traits
from tashan.learning.concepts import Concept, answers, concepts_in
from tashan.learning.events import EventTable
from tashan.learning.pairs import rank_of
from tashan.learning.planner_words import listed, place_name, say
from tashan.learning.practices import LibraryEntry, Proof
from tashan.records.codes import Completion
from tashan.regions import Region
from tashan.regions.geometry import contains, distance_km

HALF_DISTANCE: Final = 500.0
"""Kilometres at which nearness has fallen to a half: about a day's return by fast train."""

LEAST_WORDING: Final = 0.15
"""Share of a problem's wording that a practice must have where the problem names no concept."""

COMPLETION: Final = {"complete": 1.0, "substantial": 0.75, "limited": 0.4, "not_started": 0.0, "no_evidence": 0.0}
"""What each code of completion counts."""

BESIDE: Final = 0.8
"""What a practice counts that answers the problem beside what it is mainly about, its first concept."""

SETTINGS: Final = {"same": 1.0, "one_region": 0.5, "other": 0.25}
"""What it counts whether both are cooperation inside one province, one is a region alone, or they differ."""


@dataclass(frozen=True, slots=True)
class Question:
    """
    What is asked, and on what ground.

    Attributes:
        home: who asks.
        problem: its words.
        asked: concepts found in them; empty where none is known.
        concepts: the thesaurus.
        table: visits; empty where none are given.
        traits: region's full name to its figures.
        summed: names of figures that a cluster adds up rather than averages.
        language: of the sentences, zh or en.
    """

    home: Asker
    problem: str
    asked: tuple[str, ...]
    concepts: Mapping[str, Concept]
    table: EventTable
    traits: Traits
    summed: Collection[str]
    language: str

    def say(self, key: str, **parts: object) -> str:
        """Give a sentence in the question's language."""
        return say(key, self.language, **parts)

    def labels(self, keys: Collection[str]) -> str:
        """Give the names of concepts."""
        return listed([self.concepts[key].label(self.language) for key in keys if key in self.concepts], self.language)


@dataclass(frozen=True, slots=True)
class Judged:
    """A part of a score: its value (None where nothing is known), a sentence and its source."""

    value: float | None
    sentence: str
    source: str


def fit(question: Question, entry: LibraryEntry) -> float:
    """Tell how far an entry answers the problem: by concepts; where none is known, by the share of its wording."""
    if question.asked:
        value = answers(question.asked, entry.concepts, question.concepts)
        return value * BESIDE if _answers_beside(question, entry) else value
    wanted = _pieces(question.problem)
    text = " ".join((entry.chinese, entry.english, entry.problem, entry.mechanism, *entry.results))
    share = len(wanted & _pieces(text)) / len(wanted) if wanted else 0.0
    return share if share >= LEAST_WORDING else 0.0


def _answers_beside(question: Question, entry: LibraryEntry) -> bool:
    """Whether a person entered it mainly for something else; the order of concepts read from text means nothing."""
    return entry.reviewed and answers_directly(question, entry) and entry.concepts[0] not in question.asked


def _pieces(text: str) -> set[str]:
    """Pairs of Chinese characters, and words of four letters and more of other scripts."""
    chinese = re.findall(r"[\u4e00-\u9fff]+", text)
    pairs = {run[start : start + 2] for run in chinese for start in range(max(len(run) - 1, 1))}
    return pairs | {word.lower() for word in re.findall(r"[A-Za-z0-9]{4,}", text)}


def strength(entry: LibraryEntry) -> float:
    """Tell how good the results are that an entry states: any a half, a second a quarter, one with a number a quarter."""
    found = results_of(entry)
    if not found:
        return 0.0
    return 0.5 + 0.25 * (len(found) > 1) + 0.25 * any(re.search(r"\d", result) for result in found)


def results_of(entry: LibraryEntry) -> tuple[str, ...]:
    """Give what came of a practice: its results, and what other sources add to them."""
    return (*entry.results, *(proof.text for proof in entry.proofs if proof.result))


def answers_directly(question: Question, entry: LibraryEntry) -> bool:
    """Whether an entry has a concept that is asked; where none is known, every entry that fits counts."""
    return not question.asked or any(key in entry.concepts for key in question.asked)


def judge(question: Question, place: Region, entry: LibraryEntry) -> dict[str, Judged]:
    """Judge a place that offers an entry, part by part."""
    cited = str(entry.proofs[0]) if entry.proofs else entry.key
    answering = next((str(proof) for proof in entry.proofs if _speaks_of(question, proof.text)), cited)
    facts = [proof.source for proof in entry.proofs[1:] if proof.result]
    rules = [proof.source for proof in _rules(entry) if str(proof) != answering]
    return {
        "fit": Judged(fit(question, entry), _fits(question, entry), "；".join([answering, *rules])),
        "results": Judged(strength(entry), _results(question, entry), "；".join([cited, *facts])),
        "completion": _completion(question, entry, cited),
        "adopted": _adopted(question, entry, cited),
        "similarity": _similar(question, place, entry),
        "overlooked": _overlooked(question, place),
        "near": _near(question, place),
    }


def _speaks_of(question: Question, text: str) -> bool:
    return any(key in question.asked for key in concepts_in(text, question.concepts))


def _rules(entry: LibraryEntry) -> list[Proof]:
    """Facts of how it works."""
    return [proof for proof in entry.proofs if not proof.quoted and not proof.result]


def _fits(question: Question, entry: LibraryEntry) -> str:
    asked = [key for key in question.asked if key in entry.concepts]
    if not question.asked:
        return question.say("fit.words", share=fit(question, entry))
    rules = "；".join(proof.text for proof in _rules(entry))
    how = (question.say("fit.how", rules=rules)) if rules else ""
    if asked and _answers_beside(question, entry):
        main = question.labels(entry.concepts[:1])
        return question.say("fit.beside", asked=question.labels(asked), main=main) + how
    if asked:
        return question.say("fit.answers", asked=question.labels(asked)) + how
    near = [key for key in entry.concepts if any(key in question.concepts[one].near for one in question.asked)]
    return question.say("fit.near", asked=question.labels(question.asked), has=question.labels(near))


def _results(question: Question, entry: LibraryEntry) -> str:
    found = results_of(entry)
    return "；".join(found) if found else question.say("results.none")


def _completion(question: Question, entry: LibraryEntry, cited: str) -> Judged:
    if not entry.completion:
        return Judged(None, question.say("completion.none"), cited)
    code = Completion(entry.completion)
    label = code.zh if question.language == "zh" else code.en
    return Judged(COMPLETION[entry.completion], question.say("completion.known", value=label), cited)


def _adopted(question: Question, entry: LibraryEntry, cited: str) -> Judged:
    if not entry.adopters:
        return Judged(0.0, question.say("adopted.none"), question.say("source.library"))
    names = listed([place_name(region, question.language) for region in entry.adopters], question.language)
    return Judged(min(len(entry.adopters), 2) / 2, question.say("adopted.some", names=names), cited)


def _similar(question: Question, place: Region, entry: LibraryEntry) -> Judged:
    """Mean over what is known of both sides: kind of cooperation, rank, and each figure (smaller over larger)."""
    home = question.home
    values, said = [], []
    if home.setting is not None:
        same = entry.setting == home.setting
        values.append(SETTINGS["same" if same else "one_region" if entry.setting == "one_region" else "other"])
        said.append(_setting(question, entry, same=same))
    gap = rank_of(place) - home.rank
    values.append(1 - abs(gap) / 4)
    kind = "same" if gap == 0 else "close" if abs(gap) <= 1 else "higher" if gap > 0 else "lower"
    said.append(question.say("similarity.rank", words=question.say(f"rank.{kind}", home=home.label(question.language))))
    for name in dict.fromkeys(name for traits in question.traits.values() for name in traits):
        ours = home.trait(name, question.traits, question.summed)
        theirs = question.traits.get(place.name, {}).get(name)
        if ours is not None and theirs is not None and ours > 0 and theirs > 0:
            values.append(min(ours, theirs) / max(ours, theirs))
            said.append(question.say("similarity.trait", name=name, ours=ours, theirs=theirs))
    stop = "；" if question.language == "zh" else "; "
    source = question.say("source.traits" if question.traits else "source.divisions")
    return Judged(sum(values) / len(values), stop.join(said), source)


def _setting(question: Question, entry: LibraryEntry, *, same: bool) -> str:
    home = question.home
    if entry.setting == "one_region":
        return question.say("similarity.single")
    if same:
        return question.say("similarity.same_province" if home.setting == "one_province" else "similarity.both_across")
    if home.setting == "one_province":
        return question.say("similarity.other_province", home=home.label(question.language))
    return question.say("similarity.same_province")


def inside(region: Region, place: Region) -> bool:
    """Whether a region is a place or lies in it."""
    return region.name == place.name or contains(place, region)


def _overlooked(question: Question, place: Region) -> Judged:
    """How few have come: 1 for nobody, ½ at five visits."""
    if not question.table.events:
        return Judged(None, question.say("overlooked.none"), question.say("source.visits"))
    here = len({event.visit for event in question.table.events if inside(event.host, place)})
    sentence = question.say("overlooked.some", total=question.table.visits, here=here)
    return Judged(1 / (1 + here / 5), sentence, question.say("source.visits"))


def _near(question: Question, place: Region) -> Judged:
    start = question.home.start
    far = distance_km(start, place)
    source = question.say("source.divisions")
    if far is None:
        return Judged(None, question.say("near.none"), source)
    return Judged(
        0.5 ** (far / HALF_DISTANCE),
        question.say("near.some", start=place_name(start, question.language), far=far),
        source,
    )
