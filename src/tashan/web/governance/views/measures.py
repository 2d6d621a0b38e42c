"""What came of it: fade-out measures with their denominators, and score cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from tashan.governance.fadeout import FadeOut
from tashan.governance.scorecards import Scorecard
from tashan.pictures.series import time_series
from tashan.records.codes import Stage, Theme, TypologyLead
from tashan.web.governance import queries
from tashan.web.governance.measured import Measured, fade_out_for, scores_for
from tashan.web.governance.models import Body
from tashan.web.governance.told import in_words
from tashan.web.governance.views.board import wanted_of
from tashan.web.governance.views.common import day_of
from tashan.web.pages.access import public
from tashan.web.pages.downloads import Column, Picture, Table, page
from tashan.web.pages.numbers import percentage
from tashan.web.pages.places import place_name
from tashan.web.pages.words import label, language, say, spoken


@public
def measures(request: HttpRequest) -> HttpResponse:
    """Conversion, time, slip, silence, agreements without project …, from matters here and from published records."""
    day = day_of(request)
    wanted = wanted_of(request)
    source = request.GET.get("from", "all")
    measured = fade_out_for(request.user, wanted, day, source)
    found = measured.found
    choices = queries.choices(queries.visible_to(request.user))
    return page(
        request,
        "governance/measures.html",
        {
            "section": "governance",
            "wanted": wanted,
            "choices": {**choices, "bodies": _bodies(request)},
            "day": day,
            "kind": source,
            "count": measured.matters,
            "records": measured.records,
            "undated": measured.undated,
            "sample": measured.sample,
            "measures": _by_measure(found),
            "late": _share(found, "done_late"),
            "sessions": measured.sessions,
            "ratio": _ratio(measured),
            "longest": max(measured.intervals, key=lambda one: one.value or 0, default=None),
        },
        tables=[_figures(found), _curves(found)],
        pictures=_picture(found),
    )


def _ratio(measured: Measured) -> str:
    """The longest interval as a multiple of the promised one."""
    longest = max((one.value or 0 for one in measured.intervals), default=0)
    return f"{float(longest):.1f}"


def _bodies(request: HttpRequest) -> list[tuple[str, str]]:
    """All bodies that the reader may see: measures of sessions need no matter."""
    rows = Body.objects.all()
    return [(one.place, one.name) for one in rows if request.user.has_perm("governance.see", one)]


def _share(found: FadeOut, key: str) -> Any:
    return next((one for one in found.figures if one.key == key), None)


@dataclass(frozen=True, slots=True)
class OneMeasure:
    """
    A measure with all that was counted for it.

    Attributes:
        card: its definition.
        name: in the reader's language.
        figures: those with something to count, each with its group in words and its value as people read it.
        value: of all together; of several groups from the lowest to the highest; empty where nothing was counted.
        whole: the figure of all together, where there is one.
    """

    card: Any
    name: str
    figures: Sequence[tuple[str, str | None, Any]]
    value: str
    whole: Any


def _by_measure(found: FadeOut) -> list[OneMeasure]:
    """Every measure once, those first for which something was counted."""
    measures = []
    for key, card in found.cards.items():
        figures = [one for one in found.figures if one.key == key and (one.denominator or one.value is not None)]
        known = sorted((one for one in figures if one.value is not None), key=lambda one: one.value or 0)
        whole = next((one for one in figures if not one.group), figures[0] if len(figures) == 1 else None)
        if whole is not None:
            words = value(whole) or ""
        elif known and value(known[0]) == value(known[-1]):
            words = value(known[0]) or ""
        else:
            words = f"{value(known[0])}–{value(known[-1])}" if known else ""
        rows = [(group_name(one.group), value(one), one) for one in figures]
        measures.append(OneMeasure(card, spoken(card.zh, card.en), rows, words, whole))
    return sorted(measures, key=lambda one: not one.value)


def _figures(found: FadeOut) -> Table:
    return Table(
        key="figures",
        title=say("指标", "Measures"),
        columns=[
            Column(say("指标", "Measure")), Column(say("组", "Group")), Column(say("值", "Value"), number=True),
            Column(say("分子", "Numerator"), number=True), Column(say("分母", "Denominator"), number=True),
            Column(say("无证据", "No evidence"), number=True), Column(say("说明", "Note")),
        ],
        rows=[
            [
                spoken(found.cards[one.key].zh, found.cards[one.key].en), group_name(one.group), value(one), one.numerator,
                one.denominator, None if one.no_evidence_share is None else percentage(one.no_evidence_share), spoken(one.note_zh, one.note) or None,
            ]
            for one in found.figures
            if one.denominator or one.value is not None
        ],
        source=say("本站事项与已公布记录，{day}", "matters kept here and published records, {day}", day=found.day),
        empty=say("还没有可数的事项。", "There is nothing to count yet."),
        most=80,
    )  # fmt: skip


def group_name(group: str) -> str:
    """The group of a figure in words: stages in the reader's language, all else as it is."""
    if group.startswith("since "):
        return say("{d} 至今", "since {d}", d=group.removeprefix("since "))
    return " → ".join(" ".join(map(_word, part.split())) for part in group.split("→"))


def _word(word: str) -> str:
    for codes in (Stage, Theme, TypologyLead):
        if word in codes.values():
            return label(codes(word))
    return say("未知", "unknown") if word == "unknown" else word


def value(one: Any) -> str | None:
    """A figure as people read it: shares as percentages, days as numbers, nothing where nothing was counted."""
    if one.value is None:
        return None
    return percentage(one.value) if one.unit == "share" else f"{float(one.value):,.1f}".removesuffix(".0")


_MARKS = (90, 180, 365, 730)


def _curves(found: FadeOut) -> Table:
    rows = []
    for stage, curve in found.curves.items():
        at = [curve.at(days) for days in _MARKS]
        cells = [None if point is None else percentage(point.survival) for point in at]
        rows.append([group_name(stage), curve.units, curve.events, curve.censored, curve.median, *cells])
    return Table(
        key="curves",
        title=say("多久到达（Kaplan–Meier）", "How long it takes (Kaplan–Meier)"),
        columns=[
            Column(say("到达", "To")), Column(say("事项", "Matters"), number=True), Column(say("已到达", "Came"), number=True),
            Column(say("未到达", "Not yet"), number=True), Column(say("中位天数", "Median days"), number=True),
            *(Column(say("{n}天仍未到", "not by day {n}", n=days), number=True) for days in _MARKS),
        ],
        rows=rows,
        source=say("本站事项；仍在办的按删失处理", "matters kept here; open ones are censored"),
        empty=say("还没有事项。", "There are no matters yet."),
    )  # fmt: skip


def _picture(found: FadeOut) -> list[Picture]:
    lines = {group_name(stage): _monthly(curve) for stage, curve in found.curves.items() if curve.events > 1}
    if not lines:
        return []
    picked = dict(list(lines.items())[:4])
    title = say("提出后第几个月仍未到达的比例", "Share not yet there, by months since proposed")
    return [Picture("survival", time_series(picked, title=title, unit="%", decimals=0), caption=title, table="curves")]


MONTH = 365.25 / 12


def _monthly(curve: Any) -> list[tuple[float, float]]:
    """A curve at the end of each month, for two years or as long as anything is known."""
    points = [(0.0, 100.0)]
    for month in range(1, 25):
        point = curve.at(round(month * MONTH))
        if point is None and round(month * MONTH) > curve.longest:
            break
        points.append((float(month), float(point.survival) * 100 if point else points[-1][1]))
    return points


@public
def scores(request: HttpRequest) -> HttpResponse:
    """Score cards by member and year, with what was counted; and what leads claim beyond what is proven."""
    day = day_of(request)
    wanted = wanted_of(request)
    cards, problems, titles, count = scores_for(request.user, wanted, day)
    rows = [
        [
            place_name(card.member) if card.member else say("全部", "all"), card.year, label(line.indicator),
            None if line.value is None else percentage(line.value), line.numerator, line.denominator, line.no_evidence,
        ]
        for card in cards
        for line in card.lines
    ]  # fmt: skip
    table = Table(
        key="scores",
        title=say("怎么数出来的", "What was counted"),
        columns=[
            Column(say("成员", "Member")), Column(say("年度", "Year"), when=True), Column(say("指标", "Indicator")),
            Column(say("值", "Value"), number=True), Column(say("分子", "Numerator"), number=True),
            Column(say("分母", "Denominator"), number=True), Column(say("无证据", "No evidence"), number=True),
        ],
        rows=rows,
        source=say("本站事项，{day}", "matters kept here, {day}", day=day),
        empty=say("没有到期的事项。", "No matters fall due."),
        most=140,
    )  # fmt: skip
    claims = [
        (place_name(card.member), card.year, [titles.get(one, one) for one in card.overclaimed])
        for card in cards
        if card.overclaimed and card.member
    ]
    return page(
        request,
        "governance/scores.html",
        {
            "section": "governance", "wanted": wanted, "choices": queries.choices(queries.visible_to(request.user)), "day": day,
            "claims": claims, "problems": [in_words(one) for one in problems], "count": count, "english": language() == "en",
        },
        tables=[_cards_table(cards, table.source, table.empty), table],
    )  # fmt: skip


def _cards_table(cards: Sequence[Scorecard], source: str, empty: str) -> Table:
    """One row a card, one column an indicator, to be compared."""
    indicators = list(dict.fromkeys(line.indicator for card in cards for line in card.lines))
    rows = []
    for card in cards:
        values = {line.indicator: line.value for line in card.lines}
        shown = [None if values.get(each) is None else percentage(values[each]) for each in indicators]
        rows.append([place_name(card.member) if card.member else say("全部", "all"), card.year, *shown])
    columns = [Column(say("成员", "Member")), Column(say("年度", "Year"), when=True)]
    columns += [Column(label(each), number=True) for each in indicators]
    return Table(key="cards", title=say("评价", "Score cards"), columns=columns, rows=rows, source=source, empty=empty)
