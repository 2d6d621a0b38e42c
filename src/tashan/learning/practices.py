"""
The library of practices ("other hills"): what was done where, against what problem, on what ground, with what result.

Entries come from people who read documents (`library`), or from records that reading made and nobody has reviewed;
an entry always says which. Practices answer problems by concepts (`concepts`), not by chance likeness of words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tashan.learning.choosing import at_level
from tashan.learning.concepts import Concept, answers, concepts_in, shipped_concepts
from tashan.records import Matter, Organ, Practice, Record, Replication
from tashan.regions import Region
from tashan.regions.clusters import cluster
from tashan.regions.geometry import contains

SETTINGS: Final = ("one_province", "several_provinces", "one_region")
"""Between whom a practice is: regions of one province, which its government can bring together; of several; one alone."""


@dataclass(frozen=True, slots=True)
class Publication:
    """
    A document that describes practices.

    Attributes:
        key: its name in the file.
        title, author, place, date: of the publication; author and date may be empty.
        grade: evidence grade, "" where nobody graded it.
    """

    key: str
    title: str
    author: str = ""
    place: str = ""
    date: str = ""
    grade: str = ""

    def __str__(self) -> str:
        """Cite it: author, title, where it appeared, date."""
        title = self.title if not self.title or self.title.startswith(("《", "关于")) else f"《{self.title}》"
        return "，".join(part for part in (self.author, title, self.place, self.date) if part)


@dataclass(frozen=True, slots=True)
class Proof:
    """
    A quote word for word, and where it stands; a fact without a quote has the text of the fact instead.

    Attributes:
        text: the quote or fact.
        source: the document.
        quoted: whether the text stands there word for word.
        result: whether the fact says what came of the practice, rather than how it works.
    """

    text: str
    source: str
    quoted: bool = True
    result: bool = False

    def __str__(self) -> str:
        return (
            f"{self.source}：“{self.text}”" if self.quoted and self.text else f"{self.source}：{self.text}".rstrip("：")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryEntry:
    """
    A practice in the library.

    Attributes:
        key: its name; the record's id where it comes from one.
        chinese, english: short names.
        problem: what it answers.
        mechanism: how it works.
        places: divisions where it can be seen.
        cluster: the cluster it belongs to, or "".
        setting: one of `SETTINGS`: between regions of one province, of several, or in one region alone.
        concepts: keys of what it is about.
        themes: by the code list of themes.
        conditions: what it needs.
        results: what came of it.
        proofs: quotes and sourced facts, at least one.
        completion: by the code list of completion; "" where nobody coded it.
        adopters: regions that took it over.
        grade: best evidence grade of its documents; "" where nobody graded them.
        reviewed: True where a person entered or checked it.
    """

    key: str
    chinese: str
    english: str = ""
    problem: str = ""
    mechanism: str = ""
    places: tuple[Region, ...] = ()
    cluster: str = ""
    setting: str = "one_region"
    concepts: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    proofs: tuple[Proof, ...] = ()
    completion: str = ""
    adopters: tuple[Region, ...] = ()
    grade: str = ""
    reviewed: bool = False


def setting_of(places: Sequence[Region]) -> str:
    """Tell whether places lie in one province, in several, or are one region alone (one of `SETTINGS`)."""
    provinces = {above.name for place in places if (above := at_level(place, "province")) is not None}
    if len(provinces) > 1:
        return "several_provinces"
    return "one_province" if len(places) > 1 else "one_region"


_MOST_MEMBERS: Final = 6
"""Members up to which each place of a cluster is one to visit; above it their provinces are."""


def practices_of_records(
    records: Iterable[Record], source: str, concepts: Mapping[str, Concept] | None = None
) -> tuple[LibraryEntry, ...]:
    """
    Turn records of practices into entries that nobody has reviewed yet.

    Args:
        records: practices; replications among them give the adopters (by the id of the practice, or its wording),
            matters the completion (by their wording and region).
        source: title and address of the document.
        concepts: those to look for in the wording; without it the shipped ones.

    Returns:
        One entry a practice, in order; ones without region stay, as they can be completed by a person.
    """
    known = concepts if concepts is not None else shipped_concepts()
    listed = list(records)
    replications = [record for record in listed if isinstance(record, Replication) and record.status == "done"]
    matters = [record for record in listed if isinstance(record, Matter)]
    entries = []
    for record in listed:
        if not isinstance(record, Practice):
            continue
        words = record.mechanism or record.problem or ""
        text = " ".join(filter(None, [record.problem, record.mechanism, *record.results]))
        places = _places(record.region)
        entries.append(
            LibraryEntry(
                key=record.id,
                chinese=words[:40],
                problem=record.problem or "",
                mechanism=record.mechanism or "",
                places=places,
                cluster=record.region.name if record.region is not None and record.region.level == "cluster" else "",
                setting=setting_of(places),
                concepts=concepts_in(text, known),
                conditions=record.conditions,
                results=record.results,
                proofs=tuple(Proof(span.quote, source) for span in record.evidence),
                completion=_completion(record, words, matters),
                adopters=_adopters(record.id, words, replications),
            )
        )
    return tuple(entries)


def _places(region: Region | None) -> tuple[Region, ...]:
    """Where a practice of a region can be seen; of a large cluster its provinces."""
    if region is None:
        return ()
    found = cluster(region.name) if region.level in ("cluster", "other") else None
    if found is None:
        return () if region.level == "cluster" else (region,)
    if len(found.members) <= _MOST_MEMBERS:
        return found.members
    raised = {above.name: above for member in found.members if (above := at_level(member, "province")) is not None}
    return tuple(raised.values())


def _adopters(key: str, words: str, replications: Sequence[Replication]) -> tuple[Region, ...]:
    found = {
        region.name: region
        for each in replications
        if each.practice == key or _same_wording(each.subject, words)
        for region in each.adopters
    }
    return tuple(found.values())


def _completion(record: Practice, words: str, matters: Sequence[Matter]) -> str:
    for matter in matters:
        sides = [matter.owner.region if isinstance(matter.owner, Organ) else matter.owner, *matter.participants]
        here = record.region is not None and any(side is not None and side.name == record.region.name for side in sides)
        if here and _same_wording(matter.title, words):
            return str(matter.completion)
    return ""


def _same_wording(one: str | None, other: str) -> bool:
    return bool(one) and len(one or "") >= 4 and ((one or "") in other or (len(other) >= 4 and other in (one or "")))


_SAME_QUOTE: Final = 10


def merged(entries: Iterable[LibraryEntry]) -> tuple[LibraryEntry, ...]:
    """
    Leave out entries that stand in the library twice, in order.

    An entry that nobody has reviewed gives way to a reviewed one that quotes the same passage, and a key counts once,
    the reviewed one first.
    """
    listed = list(entries)
    quotes = [
        proof.text
        for entry in listed
        if entry.reviewed
        for proof in entry.proofs
        if proof.quoted and len(proof.text) >= _SAME_QUOTE
    ]
    keys = {entry.key: entry for entry in (*listed[::-1], *(entry for entry in listed[::-1] if entry.reviewed))}
    return tuple(
        entry
        for entry in listed
        if keys[entry.key] is entry
        and (
            entry.reviewed
            or not any(
                quote in proof.text or (len(proof.text) >= _SAME_QUOTE and proof.text in quote)
                for proof in entry.proofs
                for quote in quotes
            )
        )
    )


def choose(
    entries: Iterable[LibraryEntry],
    *,
    problem: str = "",
    concept: str = "",
    mechanism: str = "",
    theme: str = "",
    region: Region | str | None = None,
    reviewed: bool | None = None,
) -> tuple[LibraryEntry, ...]:
    """
    Keep the entries that meet every condition given, in order; with a problem those that answer it best first.

    Args:
        entries: of the library.
        problem: in the reader's own words; an entry stays where it shares a concept, or has the words themselves.
        concept: key of a concept.
        mechanism: words that stand in how it works.
        theme: of the code list of themes.
        region: where it can be seen (a region in it or around it counts), or the name of its cluster.
        reviewed: True for those a person has checked, False for the others.
    """
    known = shipped_concepts()
    asked = concepts_in(problem, known)
    kept = [
        entry
        for entry in entries
        if (not concept or concept in entry.concepts)
        and (not mechanism or mechanism in entry.mechanism)
        and (not theme or theme in entry.themes)
        and (region is None or _lies_in(entry, region))
        and (reviewed is None or entry.reviewed == reviewed)
    ]
    if not problem:
        return tuple(kept)
    scored = [(max(answers(asked, entry.concepts, known), float(_says(entry, problem))), entry) for entry in kept]
    return tuple(entry for score, entry in sorted(scored, key=lambda each: -each[0]) if score > 0)


def _says(entry: LibraryEntry, words: str) -> bool:
    return any(words in text for text in (entry.chinese, entry.problem, entry.mechanism, *entry.results))


def _lies_in(entry: LibraryEntry, region: Region | str) -> bool:
    name = region if isinstance(region, str) else region.name
    if name == entry.cluster:
        return True
    if isinstance(region, str):
        return any(place.name.endswith(name) for place in entry.places)
    return any(
        place.name == region.name or contains(place, region) or contains(region, place) for place in entry.places
    )
