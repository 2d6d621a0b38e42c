"""What does an index of one's own say? Its numbers from a table: totals, parts, weights, and what hangs on each choice."""

from __future__ import annotations

from tashan.integration.composite import Composite, compute, sensitivity
from tashan.integration.index_file import IndexFile
from tashan.panels import Panel
from tashan.pictures.rankings import Bar, ranking
from tashan.pictures.series import small_multiples
from tashan.web.integration.choices import source_of
from tashan.web.integration.indices import SCALING, WEIGHTS, name_of, part_name, word
from tashan.web.integration.models import DataSet
from tashan.web.integration.words import card_note
from tashan.web.pages.answers import Answer
from tashan.web.pages.downloads import Column, Picture, Table
from tashan.web.pages.words import language, say, spoken


def computed(index: IndexFile, data: DataSet, panel: Panel, mine: str = "") -> Answer:
    """
    An index computed from a table: ranking, course, weights, and what other weights and scalings would say.

    Raises:
        MeasureError, PanelError: figures it cannot be computed from.
    """
    found = compute(index, panel)
    years = sorted(set(found.frame["year"].to_list()))
    last = years[-1]
    names = _names(panel)
    rows = sorted(found.frame.filter(found.frame["year"] == last).iter_rows(named=True), key=lambda row: -row["total"])
    answer = Answer(
        say(
            "{name}{year}年最高的是{one}（{a}），最低的是{two}（{b}），共{n}个地区。",
            "By the {name} {one} was highest in {year} ({a}) and {two} lowest ({b}), of {n} regions.",
            name=name_of(index),
            year=last,
            one=names[rows[0]["region"]],
            a=f"{rows[0]['total']:.3f}",
            two=names[rows[-1]["region"]],
            b=f"{rows[-1]['total']:.3f}",
            n=len(rows),
        )
    )
    answer.doubts = _left_out(found)
    bars = [
        Bar(names[row["region"]], row["total"], f"{row['total']:.3f}", _is(panel, row["region"], mine))
        for row in rows[:40]
    ]
    title = say("{name}，{year}年", "{name}, {year}", name=name_of(index), year=last)
    answer.pictures = [Picture("ranking", ranking(bars, title=title, own=say("我的区域", "my region")), "", "totals")]
    if len(years) > 1:
        lines = {
            names[row["region"]]: [
                (float(year), total)
                for year, total in found.frame.filter(found.frame["region"] == row["region"])
                .sort("year")
                .select("year", "total")
                .iter_rows()
            ]
            for row in rows[:24]
        }
        own = next((names[row["region"]] for row in rows if _is(panel, row["region"], mine)), "")
        multiples = small_multiples(lines, title=say("逐年得分", "Scores by year"), mine=own, decimals=2, width=760)
        answer.pictures.append(Picture("course", multiples, say("各图同一尺度。", "All on one scale."), "totals"))
    answer.tables = [
        _totals(index, found, panel, data),
        _weights_computed(found, data),
        _sensitivity(index, panel, data),
    ]
    answer.cards = [card_note("composite")]
    answer.settings = [
        (say("标准化", "Scaling"), word(SCALING, str(found.settings["scaling"]))),
        (say("权重", "Weights"), word(WEIGHTS, str(found.settings["weights"]))),
        (say("合成", "Mean"), str(found.settings["mean"])),
        (say("指标数", "Indicators"), str(len(index.leaves()))),
    ]
    answer.sources = (source_of(data),)
    return answer


def _names(panel: Panel) -> dict[str, str]:
    from tashan.regions.divisions import by_code

    found = {}
    for name, code in panel.frame.select("region", "code").unique().iter_rows():
        unit = by_code(code) if code else None
        found[name] = (
            name if unit is None else unit.english or unit.short if language() == "en" else spoken(unit.short, "")
        )
    return found


def _is(panel: Panel, region: str, mine: str) -> bool:
    return bool(mine) and (region, mine) in set(panel.frame.select("region", "code").unique().iter_rows())


def _left_out(found: Composite) -> list[str]:
    if not found.left_out:
        return []
    told = "；".join(f"{region} {year} {what}" for region, year, what in found.left_out[:8])
    more = len(found.left_out) - 8
    return [
        say(
            "缺少指标而未计入：{told}{more}。",
            "Left out for want of an indicator: {told}{more}.",
            told=told,
            more=f" … +{more}" if more > 0 else "",
        )
    ]


def _totals(index: IndexFile, found: Composite, panel: Panel, data: DataSet) -> Table:
    names = _names(panel)
    ordered = found.frame.sort("year", "total", descending=[True, True])
    rows = [
        [names[row["region"]], str(row["year"]), row["total"], *(row[part.name] for part in index.parts)]
        for row in ordered.iter_rows(named=True)
    ]
    parts = [Column(part_name(part), number=True, decimals=3) for part in index.parts]
    columns = [
        Column(say("地区", "Region")),
        Column(say("年份", "Year"), when=True),
        Column(say("总分", "Total"), number=True, decimals=3),
        *parts,
    ]
    return Table("totals", say("得分", "Scores"), columns, rows, source_of(data), most=60)


def _weights_computed(found: Composite, data: DataSet) -> Table:
    rows = [[path, 100 * weight] for path, weight in found.weights.items()]
    columns = [
        Column(say("分项", "Part")),
        Column(say("在上级中的权重 %", "Weight in its part, %"), number=True, decimals=2),
    ]
    return Table("weights", say("权重", "Weights"), columns, rows, source_of(data))


def _sensitivity(index: IndexFile, panel: Panel, data: DataSet) -> Table:
    rows = [
        [
            word(WEIGHTS, row["weights"]),
            word(SCALING, row["scaling"]),
            row["correlation"],
            row["largest_move"],
            _names(panel)[row["region"]] if row["largest_move"] else None,
        ]
        for row in sensitivity(index, panel).iter_rows(named=True)
    ]
    columns = [
        Column(say("权重", "Weights")),
        Column(say("标准化", "Scaling")),
        Column(say("与本指数的位次相关", "Rank correlation with this index"), number=True, decimals=3),
        Column(say("最大位次变动", "Largest move of rank"), number=True, decimals=0),
        Column(say("变动最大的地区", "Region that moves most")),
    ]
    return Table(
        "sensitivity",
        say("换权重、换标准化会怎样", "What other weights and scalings would say"),
        columns,
        rows,
        source_of(data),
    )
