"""The library of practices: shipped ones with their quotes, strict files, entries from records, and how they are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tashan.learning.concepts import answers, concepts_in, load_concepts, shipped_concepts
from tashan.learning.library import load_library, shipped_practices
from tashan.learning.practices import LibraryEntry, Proof, choose, merged, practices_of_records, setting_of
from tashan.records import Matter, Practice, Region, Replication, Span
from tashan.regions import resolve_home
from tashan.rules import RuleError

SEEDS = Path(__file__).resolve().parents[2] / "../shared/seeds"


def place(name: str) -> Region:
    found = resolve_home(name)
    assert found is not None
    return found


def test_shipped_practices_are_whole() -> None:
    """Seventy and more, each with places by code, a concept, a coded completion and a source."""
    found = shipped_practices()

    assert len(found) >= 70
    assert len(found) == len({entry.key for entry in found})
    for entry in found:
        assert entry.reviewed
        assert all((entry.problem, entry.mechanism, entry.english, entry.completion, entry.concepts, entry.themes))
        assert all(region.code for region in (*entry.places, *entry.adopters)), entry.key
        assert entry.places, entry.key
        assert entry.proofs, entry.key
        assert all(proof.source and len(proof.text) <= 300 for proof in entry.proofs)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the source documents (../shared/seeds) are not here")
def test_quotes_stand_in_their_documents_word_for_word() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    quotes = [proof.text for entry in shipped_practices() for proof in entry.proofs if proof.quoted]

    assert len(quotes) >= 70
    assert [] == [quote for quote in quotes if quote not in text]


def test_every_concept_has_a_practice_and_can_be_asked_for() -> None:
    """Its own name leads to it, and somewhere something is done about it."""
    used = {key for entry in shipped_practices() for key in entry.concepts}

    for key, concept in shipped_concepts().items():
        assert key in used
        assert key in concepts_in(concept.chinese, shipped_concepts()), concept.chinese


@pytest.mark.parametrize(
    ("problem", "concepts"),
    [
        ("跨市收入分享", ("tax_sharing",)),
        ("企业搬到隔壁市，税收分成怎么办", ("tax_sharing",)),
        ("创新券到外地用不了", ("vouchers",)),
        ("公积金异地贷款", ("provident_fund",)),
        ("界河没人管，想请联合河长", ("rivers",)),
        ("协议签了很多，落地很少", ("matters",)),
        ("How to share revenue? Tax sharing in an enclave", ("tax_sharing", "joint_park")),
        ("A report on exports and support", ()),
        ("water pollution in our rivers", ("rivers",)),
        ("天气", ()),
    ],
)
def test_problems_in_plain_words(problem: str, concepts: tuple[str, ...]) -> None:
    assert concepts == concepts_in(problem, shipped_concepts())


def test_near_concepts_count_half() -> None:
    known = shipped_concepts()

    assert 1.0 == answers(["tax_sharing"], ["tax_sharing"], known)
    assert 0.5 == answers(["tax_sharing"], ["joint_park"], known)
    assert 0.25 == answers(["tax_sharing", "tourism"], ["joint_park"], known)
    assert 0.0 == answers([], ["joint_park"], known)


def test_entries_are_found_by_problem_mechanism_theme_and_region() -> None:
    library = shipped_practices()

    assert "innovation_vouchers" == choose(library, problem="创新券")[0].key
    assert {"demonstration_zone"} == {entry.key for entry in choose(library, mechanism="理事会")}
    assert all("ecology_environment" in entry.themes for entry in choose(library, theme="ecology_environment"))
    assert "jiaxing_court" in {entry.key for entry in choose(library, region=place("浙江省嘉兴市"))}
    assert "joint_border_rivers" in {entry.key for entry in choose(library, region=place("浙江省嘉兴市"))}
    assert all("京津冀" == entry.cluster for entry in choose(library, region="京津冀"))
    assert () == choose(library, reviewed=False)
    assert () == choose(library, problem="天气")
    assert {"tax_sharing"} <= set(choose(library, concept="tax_sharing")[0].concepts)


HEAD = """documents:
  one: {title: 一文, publication: 某刊, grade: C}
practices:
"""
GOOD = """  - key: a
    name: {zh: 甲, en: A}
    problem: 问题
    mechanism: 做法
    places: ["430100 长沙市"]
    concepts: [talent]
    themes: [urbanisation]
    completion: limited
    evidence: [{document: one, quote: 原文}]
"""


def test_a_file_of_ones_own() -> None:
    (found,) = load_library((HEAD + GOOD).encode(), "mine.yaml")

    assert ("a", "甲", "C", "one_region") == (found.key, found.chinese, found.grade, found.setting)
    assert "《一文》，某刊：“原文”" == str(found.proofs[0])


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("430100 长沙市", "430100 株洲市", 8, "code 430100 is 长沙市"),
        ("430100 长沙市", "999999 长沙市", 8, "there is no code 999999"),
        ("    concepts: [talent]\n", "    concepts: [luck]\n", 9, "a concept is one of"),
        ("themes: [urbanisation]", "themes: [weather]", 10, "a theme is one of"),
        ("completion: limited", "completion: soon", 11, "completion is one of"),
        ("document: one", "document: two", 12, "no document `two`"),
        ("    evidence: [{document: one, quote: 原文}]\n", "", 4, "neither evidence nor facts"),
        ("原文", "长" * 301, 12, "301 characters"),
        ("    problem: 问题\n", "", 4, "has no `problem`"),
        ("    problem: 问题\n", "    problem: 问题\n    weather: 好\n", 7, "`weather` is no key"),
        ("    problem: 问题\n", "    problem: 问题\n    cluster: 火星圈\n", 7, "no known cluster"),
        ("    problem: 问题\n", "    problem: [问题]\n", 6, "stands a text"),
        ("name: {zh: 甲, en: A}", "name: {zh: 甲}", 5, "has no `en`"),
        ("completion: limited", 'completion: limited\n    adopters: ["430100 长沙市"]', 4, "adopts nothing"),
        (GOOD, GOOD + GOOD, 13, "two practices `a`"),
        (GOOD, "  a: b\n", 4, "Practices has to be a list"),
    ],
)
def test_wrong_files_are_told_with_file_and_line(old: str, new: str, line: int, words: str) -> None:
    with pytest.raises(RuleError, match=words) as caught:
        load_library((HEAD + GOOD.replace(old, new)).encode(), "mine.yaml")

    assert ("mine.yaml", line) == (caught.value.problems[0].file, caught.value.problems[0].line)


def test_wrong_concepts_are_told() -> None:
    data = "concepts:\n  a:\n    name: {zh: 甲, en: A}\n    words: []\n    near: [b]\n"
    with pytest.raises(RuleError) as caught:
        load_concepts(data.encode(), "c.yaml")

    assert ["no_words", "unknown_concept"] == [problem.code for problem in caught.value.problems]
    with pytest.raises(RuleError, match="empty"):
        load_library(b"", "empty.yaml")


def practice(region: Region | None, mechanism: str = "设立园区，税收分成五五开") -> Practice:
    return Practice(evidence=(Span(0, 4, "税收分成"),), mechanism=mechanism, region=region, results=("五五分成",))


def test_records_become_entries_that_nobody_has_reviewed() -> None:
    """Adopters from replications, completion from a matter of the same region and wording."""
    record = practice(place("江苏省苏州市"))
    others = [
        Replication(evidence=record.evidence, adopters=(place("浙江省嘉兴市"),), practice=record.id),
        Replication(evidence=record.evidence, adopters=(place("浙江省湖州市"),), subject="税收分成五五开"),
        Replication(evidence=record.evidence, adopters=(place("浙江省衢州市"),), practice=record.id, status="planned"),
        Matter(evidence=record.evidence, title="设立园区", owner=place("江苏省苏州市"), completion="complete"),
        Matter(evidence=record.evidence, title="设立园区", owner=place("浙江省嘉兴市"), completion="limited"),
    ]
    (found,) = practices_of_records([record, *others], "某文")

    assert (False, "complete") == (found.reviewed, found.completion)
    assert ["浙江省嘉兴市", "浙江省湖州市"] == [region.name for region in found.adopters]
    assert ("tax_sharing",) == found.concepts
    assert "某文：“税收分成”" == str(found.proofs[0])


def test_practices_of_clusters_can_be_visited() -> None:
    """Of a small cluster its members, of a large one their provinces; without a region nowhere."""

    def places(region: Region | None) -> list[str]:
        (found,) = practices_of_records([practice(region)], "某文")
        return [each.name for each in found.places]

    assert ["北京市", "天津市", "河北省"] == places(Region(None, "京津冀", "cluster"))
    assert {"湖北省", "湖南省", "江西省"} == set(places(Region(None, "长江中游城市群", "cluster")))
    assert [] == places(None)
    assert [] == places(Region(None, "无此城市群", "cluster"))


def test_settings() -> None:
    """One province, several, or one region alone."""
    one, two, other = place("江苏省苏州市"), place("江苏省宿迁市"), place("浙江省温州市")

    assert "one_province" == setting_of((one, two))
    assert "several_provinces" == setting_of((one, other))
    assert "one_region" == setting_of((one,)) == LibraryEntry(key="a", chinese="甲").setting


def test_what_stands_in_the_library_twice_counts_once() -> None:
    """A reviewed entry stands for what was read from the passage it quotes; of one key the reviewed entry counts."""
    passage = "成立京津冀众创空间联盟,至2016年底共建众创空间200余家。"
    reviewed = LibraryEntry(key="a", chinese="甲", proofs=(Proof(passage, "文"),), reviewed=True)
    read = LibraryEntry(key="b", chinese="乙", proofs=(Proof("其中," + passage, "文"),))
    part = LibraryEntry(key="c", chinese="丙", proofs=(Proof(passage[4:20], "文"),))
    other = LibraryEntry(key="d", chinese="丁", proofs=(Proof("另一段完全不同的原文文字", "文"),))
    twin = LibraryEntry(key="a", chinese="未复核的甲", proofs=(Proof("又一段完全不同的原文文字", "文"),))

    assert (reviewed, other) == merged([read, twin, reviewed, part, other])
    assert (other,) == merged([other])
