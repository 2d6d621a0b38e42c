"""How far are the goals? Score cards by region and indicator with baseline, target and evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tashan.integration.scorecards import Goal, Score, no_evidence_share, score
from tashan.pictures.rankings import Bar, ranking
from tashan.web.integration.choices import source_of
from tashan.web.integration.models import Target
from tashan.web.integration.stored import panel_of_data
from tashan.web.pages.answers import Answer
from tashan.web.pages.downloads import Column, Picture, Table
from tashan.web.pages.words import say, spoken

VERDICTS = {
    "reached": ("blue", "已达到", "reached"),
    "on_track": ("green", "进度正常", "on track"),
    "behind": ("yellow", "落后", "behind"),
    "away": ("red", "背离", "moving away"),
    "no_evidence": ("", "没有数据", "no figure"),
}
"""Light and word of each verdict."""


def scored(targets: Sequence[Target], until: int) -> list[tuple[Target, Score]]:
    """Each goal judged by the latest figure up to a year."""
    found = []
    for target in targets:
        frame = panel_of_data(target.data).frame
        rows = frame.filter((frame["region"] == target.region) & (frame["indicator"] == target.indicator))
        series = {year: value for year, value in rows.select("year", "value").iter_rows() if value is not None}
        goal = Goal(
            target.indicator, target.baseline, target.baseline_year, target.target, target.target_year, target.document
        )
        found.append((target, score(goal, series, until=until)))
    return found


def scores(targets: Sequence[Target], until: int) -> Answer:
    """The score card of goals."""
    found = scored(targets, until)
    count = {verdict: sum(each.verdict == verdict for _, each in found) for verdict in VERDICTS}
    share = no_evidence_share(tuple(each for _, each in found))
    answer = Answer(
        say(
            "{n}项目标中，{reached}项已达到，{on}项进度正常，{behind}项落后，{away}项背离；{share}没有数据。",
            "Of {n} goals {reached} are reached, {on} on track, {behind} behind and {away} moving away; {share} have no figure.",
            n=len(found),
            reached=count["reached"],
            on=count["on_track"],
            behind=count["behind"],
            away=count["away"],
            share=f"{100 * share:.0f}%",
        )
    )
    if not found:
        answer.sentence = say("还没有设定目标。", "No goals are set yet.")
        answer.lead = say(
            "目标由基线、目标值、两个年份和出处组成；有了它，这里会说明走了多远、是否按时。",
            "A goal has a baseline, a target, their years and a document; with it this page says how far and whether in time.",
        )
    bars = [
        Bar(f"{each.goal.indicator}", each.attained, f"{100 * each.attained:.0f}%" if each.attained is not None else "")
        for _, each in found
    ]
    if bars:
        title = say("走完的路程", "Way attained")
        caption = say(
            "基线到目标为 100%；负数表示离目标更远。", "From baseline to target is 100 %; below zero it moved away."
        )
        unknown = say("没有数据", "no figure")
        drawing = ranking(bars, title=title, line=(1.0, "100%"), unknown=unknown, numbered=False, width=720)
        answer.pictures = [Picture("attained", drawing, caption, "scores")]
    answer.tables = [_table(found)]
    answer.settings = [
        (
            say("判断", "Verdict"),
            say(
                "走完的路程不少于走过的时间为进度正常；标尺是从基线到目标的直线。",
                "On track where the way attained is at least the time passed; the yardstick is a straight line.",
            ),
        ),
        *([(say("截至", "Until"), str(until))] if until else []),
    ]
    answer.sources = tuple(dict.fromkeys(source_of(target.data) for target in targets))
    return answer


def _table(found: Sequence[tuple[Target, Score]]) -> Table:
    rows: list[list[Any]] = []
    for target, each in found:
        _, zh, en = VERDICTS[each.verdict]
        rows.append(
            [
                spoken(target.region, target.region),
                target.indicator,
                target.baseline,
                target.baseline_year,
                target.target,
                target.target_year,
                each.value,
                each.year,
                None if each.attained is None else 100 * each.attained,
                None if each.due is None else 100 * each.due,
                say(zh, en),
                target.document,
            ]
        )
    columns = [
        Column(say("地区", "Region")),
        Column(say("指标", "Indicator")),
        Column(say("基线", "Baseline"), number=True),
        Column(say("基线年", "Year"), when=True),
        Column(say("目标", "Target"), number=True),
        Column(say("目标年", "Year"), when=True),
        Column(say("最新值", "Latest"), number=True),
        Column(say("年份", "Year"), when=True),
        Column(say("走完 %", "Attained, %"), number=True, decimals=0),
        Column(say("时间 %", "Time, %"), number=True, decimals=0),
        Column(say("判断", "Verdict")),
        Column(say("出处", "Document")),
    ]
    return Table("scores", say("评分卡", "Score card"), columns, rows, empty=say("还没有目标。", "No goals yet."))
