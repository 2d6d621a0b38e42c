"""The brief of a diagnosis: what holds a cluster together and what holds it back, each sentence with its sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from tashan.briefs.brief import Block, Brief, Language, Paragraph, Section, Statement
from tashan.integration.diagnosis_figures import english as in_english
from tashan.regions.clusters import cluster

if TYPE_CHECKING:
    from tashan.integration.diagnosis import ClusterDiagnosis
    from tashan.integration.diagnosis_figures import Sentence

_TOPICS: Final = {
    "scope": ("范围", "Scope"),
    "ties": ("联系", "Ties"),
    "primacy": ("首位度", "Primacy"),
    "structure": ("产业结构", "Structure"),
    "competition": ("过度竞争", "Over-competition"),
    "gaps": ("差距", "Gaps"),
    "segmentation": ("市场分割", "Market segmentation"),
}


def diagnosis_brief(found: ClusterDiagnosis, language: Language) -> Brief:
    """Put a diagnosis into a brief: a section a topic, in the order of the sentences; doubts stand at the end."""
    english = language == "en"
    facts = [("Members" if english else "成员", _listed(found.members, english=english))]
    if found.without:
        facts.append(("Without figures" if english else "无数据", _listed(found.without, english=english)))
    if found.document:
        facts.append(("Membership after" if english else "成员依据", found.document))
    topics = dict.fromkeys(each.topic for each in found.sentences if each.topic != "scope")
    sections = tuple(
        Section(
            _TOPICS[topic][english] if topic in _TOPICS else topic, _blocks(found.sentences, topic, english=english)
        )
        for topic in topics
    )
    scope = [each for each in found.sentences if each.topic == "scope"]
    doubts = dict.fromkeys(each.doubt[english] for each in found.sentences if each.doubt[english])
    area = cluster(found.cluster)
    name = (area and area.english) or found.cluster
    title = f"Diagnosis of {name}" if english else f"{found.cluster}一体化诊断"
    return Brief(
        title, language, tuple(_told(each, english=english) for each in scope), tuple(facts), sections,
        tuple(map(Statement, doubts)),
    )  # fmt: skip


def _listed(names: Sequence[str], *, english: bool) -> str:
    return ", ".join(map(in_english, names)) if english else "、".join(names)


def _blocks(sentences: Sequence[Sentence], topic: str, *, english: bool) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for each in sentences:
        if each.topic == topic:
            blocks.append(Paragraph((_told(each, english=english),)))
            if each.basis:
                told = (each.basis_en or each.basis) if english else each.basis
                blocks.append(Paragraph((Statement(told),), "Figures" if english else "数据"))
    return tuple(blocks)


def _told(sentence: Sentence, *, english: bool) -> Statement:
    return Statement(sentence.en if english else sentence.zh, tuple(sentence.sources))
