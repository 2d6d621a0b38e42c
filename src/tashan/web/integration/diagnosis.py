"""What holds a cluster together, and what holds it back? Sentences with numbers and sources, and their pictures."""

from __future__ import annotations

from typing import Any

from tashan.integration.diagnosis import ClusterDiagnosis
from tashan.integration.diagnosis import diagnose as run
from tashan.integration.diagnosis_figures import Sentence, in_chinese, in_english
from tashan.integration.problems import MeasureError
from tashan.panels import PanelError
from tashan.pictures.rankings import Bar, ranking
from tashan.web.integration.choices import Choice, in_year, with_unit
from tashan.web.integration.circles import circles_picture, rank_pictures
from tashan.web.integration.links import links_of
from tashan.web.integration.structure import granularity, matrix_of
from tashan.web.integration.words import card_note
from tashan.web.pages.answers import Answer
from tashan.web.pages.downloads import Column, Picture, Table
from tashan.web.pages.words import language, say, spoken

_TOPICS = {
    "scope": ("范围", "Scope"),
    "ties": ("联系", "Ties"),
    "structure": ("结构", "Structure"),
    "competition": ("过度竞争", "Over-competition"),
    "gaps": ("差距", "Gaps"),
    "segmentation": ("市场分割", "Segmentation"),
    "primacy": ("首位度", "Primacy"),
}


def diagnosis(choice: Choice) -> Answer:
    """
    The diagnosis of a cluster from one or two tables.

    Raises:
        MeasureError: no cluster is chosen, or fewer than two members have figures.
    """
    if choice.area is None:
        raise MeasureError(
            "no_cluster",
            say("诊断针对一个城市群或都市圈，请先选择区域。", "A diagnosis is of a cluster. Choose one."),
        )
    found = run(choice.area, [panel for _, panel in choice.panels], year=choice.year)
    answer = Answer(_headline(choice, found))
    years = [sentence.numbers["year"] for sentence in found.sentences if sentence.topic == "structure"]
    answer.lead = granularity(in_year(choice, max(years, default=choice.year)))
    answer.doubts = list(dict.fromkeys(doubt for sentence in found.sentences if (doubt := _doubt(sentence))))
    answer.pictures = _pictures(choice, found)
    answer.tables = [_sentences(found)]
    answer.cards = [
        card_note(key) for key in ("similarity", "gravity", "complementarity", "variation", "theil_t", "segmentation")
    ]
    answer.settings = [
        (say("成员", "Members"), "、".join(choice.short(name) for name in found.members)),
        (say("依据", "By"), found.document or say("名称所列", "its name")),
        (say("年份", "Year"), str(choice.year)),
    ]
    answer.sources = choice.sources()
    answer.paragraph = spoken(found.paragraph("zh"), found.paragraph("en"))
    return answer


def _doubt(sentence: Sentence) -> str:
    return spoken(*sentence.doubt) if sentence.doubt[0] else ""


def _headline(choice: Choice, found: ClusterDiagnosis) -> str:
    """The few numbers that matter most, in one sentence."""
    numbers: dict[str, dict[str, Any]] = {}
    for sentence in found.sentences:
        if sentence.numbers:
            numbers[sentence.topic] = sentence.numbers  # the finest set of sectors comes last
    parts = []
    ties = numbers.get("ties")
    if ties and ties["pairs"] > 1:
        one, two, share = ties["strongest"]
        parts.append(
            say(
                "{one}与{two}联系最强，占{share}",
                "{one} and {two} are tied most, {share} of all links",
                one=choice.short(one),
                two=choice.short(two),
                share=f"{100 * share:.1f}%",
            )
        )
    structure = numbers.get("structure")
    if structure:
        parts.append(
            say(
                "{n}个部门平均相似系数{mean}",
                "likeness is {mean} on {n} sectors",
                n=structure["sectors"],
                mean=f"{structure['mean']:.2f}",
            )
        )
    gaps = numbers.get("gaps")
    if gaps:
        parts.append(
            say(
                "{what}最高是最低的{times}倍",
                "the highest {what} is {times} times the lowest",
                what=spoken(in_chinese(gaps["variable"]), in_english(gaps["variable"])),
                times=f"{gaps['times']:.2f}",
            )
        )
    if "segmentation" not in numbers:
        parts.append(say("市场分割没有数据", "segmentation is not known"))
    start = say("{area}：", "{area}: ", area=choice.area_name)
    return start + ("，" if language() != "en" else "; ").join(parts) + say("。", ".")


def _pictures(choice: Choice, found: ClusterDiagnosis) -> list[Picture]:
    """Those of the mock: matrix, change of ranks, circles, ranking per head; each where it can be drawn."""
    drawn: list[Picture] = []
    matrix = matrix_of(choice)
    if matrix:
        drawn.append(matrix)
    try:
        links = links_of(choice)
        drawn += [*rank_pictures(choice, links), circles_picture(choice, links)]
    except (MeasureError, PanelError):
        pass
    drawn += [
        _per_head(choice, sentence) for sentence in found.sentences if sentence.topic == "gaps" and sentence.numbers
    ]
    return [Picture(each.key, each.drawing, each.caption) for each in drawn]


def _per_head(choice: Choice, sentence: Sentence) -> Picture:
    """The figures that the sentence on gaps compares."""
    numbers = sentence.numbers
    values: dict[str, float] = numbers["values"]
    bars = [
        Bar(choice.short(name), value, f"{value:,.0f}", name == choice.mine_name)
        for name, value in sorted(values.items(), key=lambda item: -item[1])
    ]
    mean = sum(values.values()) / len(values)
    title = say(
        "{what}，{year}年",
        "{what}, {year}",
        what=with_unit(numbers["variable"], numbers["unit"]),
        year=max(numbers["variation"]),
    )
    line = (mean, say("等权均值 {mean}", "mean {mean}", mean=f"{mean:,.0f}"))
    caption = spoken(sentence.basis, sentence.basis_en)
    return Picture("per-head", ranking(bars, title=title, line=line, own=say("我的区域", "my region")), caption)


def _sentences(found: ClusterDiagnosis) -> Table:
    rows = []
    for sentence in found.sentences:
        zh, en = _TOPICS.get(sentence.topic, (sentence.topic, sentence.topic))
        rows.append(
            [
                say(zh, en),
                spoken(sentence.zh, sentence.en),
                spoken(sentence.basis, sentence.basis_en or sentence.basis),
                "；".join(sentence.sources) or None,
            ]
        )
    columns = [
        Column(say("方面", "Topic"), when=True),
        Column(say("结论", "Finding")),
        Column(say("依据", "Basis")),
        Column(say("来源", "Source")),
    ]
    return Table("sentences", say("逐条结论", "Findings, one by one"), columns, rows)
