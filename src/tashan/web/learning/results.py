"""What came of the visits, and of which type is cooperation?"""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import Any, Final, cast

from tashan.learning.outcomes import outcomes
from tashan.learning.problems import LearningError
from tashan.learning.types import NOT_CODED, table_by_type
from tashan.pictures.rankings import Bar, ranking
from tashan.pictures.series import time_series
from tashan.records.codes import TYPOLOGY
from tashan.web.learning.asked import Asked, events_of, period, short
from tashan.web.learning.in_words import settings_words
from tashan.web.learning.sources import later_events, typed_events
from tashan.web.learning.words import card_note, problem_words
from tashan.web.pages.answers import Answer
from tashan.web.pages.downloads import Column, Linked, Picture, Table
from tashan.web.pages.words import label, say

_KINDS: Final = {"agreement": ("协议", "agreement"), "signing": ("签约", "signing")}
_WITHIN: Final = {"365": 365, "730": 730, "1095": 1095}
DIMENSIONS: Final = {
    "lead": ("谁主导", "Who leads"),
    "spatial": ("空间形态", "Spatial form"),
    "interaction": ("互动", "Interaction"),
    "tie": ("联结", "Tie"),
    "medium": ("媒介", "Medium"),
    "carrier": ("载体", "Carrier"),
}


def followed(asked: Asked) -> Answer:
    """
    Visits and the agreements and signings after them, between the same two regions.

    Raises:
        LearningError: no visit has a date.
    """
    q = asked.question
    within = _WITHIN.get(asked.settings.get("within", ""), 730)
    later = later_events(q.level if q.level in ("province", "prefecture") else None)
    events = events_of(q)
    if not events.events:
        raise LearningError("empty_window", "No event is left.")
    found = outcomes(events, later, within=within)
    shares = "、".join(f"{say(*_KINDS[kind])} {share:.1f}%" for kind, share in found.shares.items())
    answer = Answer(
        say(
            "{when}的{n}次考察中，{years}天内有后续记录的占{some}%；{none}%没有任何后续记录。",
            "Of {n} visits in {when}, {some} % were followed within {years} days by something on record; {none} % were not.",
            when=period(q),
            n=len(found.pairs),
            years=within,
            some=f"{100 - found.without_evidence:.1f}",
            none=f"{found.without_evidence:.1f}",
        )
    )
    answer.lead = (
        say(
            "其中 {shares}。没有记录不等于没有发生，先后也不等于因果。",
            "Of these: {shares}. Not on record is not the same as not done, and what follows is no result.",
            shares=shares,
        )
        if shares
        else say(
            "档案中还没有同一对区域的协议或签约记录。",
            "The archive holds no agreement or signing of the same two regions yet.",
        )
    )
    answer.doubts = list(dict.fromkeys(problem_words(problem) for problem in found.problems))
    if found.by_year:
        points = [(float(year), 100 - silent) for year, (_, silent) in found.by_year.items()]
        name = say("有后续记录 %", "followed, %")
        title = say("按考察年份，有后续记录的比例", "Share followed, by year of the visit")
        answer.pictures = [
            Picture("years", time_series({name: points}, title=title, width=620, height=260), "", "years")
        ]
    years = [[year, count, 100 - silent, silent] for year, (count, silent) in found.by_year.items()]
    columns = [
        Column(say("考察年份", "Year of the visit"), when=True),
        Column(say("考察", "Visits"), number=True),
        Column(say("有后续记录 %", "Followed, %"), number=True, decimals=1),
        Column(say("无记录 %", "Nothing on record, %"), number=True, decimals=1),
    ]
    answer.tables = [
        Table("years", say("按年份", "By year"), columns, years, q.source.note),
        _followed_table(asked, found),
    ]
    answer.cards = [card_note("outcomes")]
    answer.settings = [
        *settings_words(q),
        (say("后续期限", "Within"), say("{n}天", "{n} days", n=within)),
        (
            say("中位天数", "Median days"),
            "、".join(f"{say(*_KINDS[k])} {v if v is not None else '–'}" for k, v in found.median_days.items()) or "–",
        ),
    ]
    answer.sources = (
        q.source.note,
        say("后续：本站档案中已公开的协议与签约", "What followed: public agreements and signings of this archive"),
    )
    return answer


def _followed_table(asked: Asked, found: Any) -> Table:
    from django.urls import reverse

    rows = []
    for pair in found.pairs:
        for kind, (key, least, most) in pair.events.items():
            days = str(least) if least == most else f"{least}–{most}"
            rows.append(
                [
                    pair.day,
                    short(pair.visitor),
                    short(pair.host),
                    say(*_KINDS.get(kind, (kind, kind))),
                    days,
                    Linked(say("查看", "see"), reverse("archive-event", args=[key])),
                ]
            )
    columns = [
        Column(say("考察日期", "Visit"), when=True),
        Column(say("来访方", "Visitor")),
        Column(say("接待方", "Host")),
        Column(say("后续", "What followed")),
        Column(say("隔了几天", "Days later"), when=True),
        Column(say("出处", "Source")),
    ]
    empty = say("没有后续记录。", "Nothing on record.")
    return Table(
        "followed",
        say("有后续记录的考察（{n}）", "Visits that were followed ({n})", n=len(rows)),
        columns,
        rows,
        asked.question.source.note,
        most=60,
        empty=empty,
    )


def within_options() -> list[tuple[str, str]]:
    """For how long what follows is looked at."""
    return [(key, say("{n}天", "{n} days", n=days)) for key, days in _WITHIN.items()]


def types(dimension: str) -> Answer:
    """Public events of the archive by one dimension of the typology, over the years."""
    dimension = dimension if dimension in TYPOLOGY else "lead"
    events = typed_events()
    records = [SimpleNamespace(typology=typology, start=day, kind=kind) for kind, day, typology in events]
    counts = table_by_type(cast("Any", records), dimension)
    codes = TYPOLOGY[dimension]
    values = [code.value for code in codes]
    whole: Counter[str] = Counter()
    for row in counts.values():
        whole.update(row)
    coded = sum(count for value, count in whole.items() if value != NOT_CODED)
    total = sum(whole.values())
    name = say(*DIMENSIONS[dimension])
    words = {code.value: label(code) for code in codes}
    best = max(values, key=lambda value: whole[value])
    answer = Answer(
        say(
            "按“{name}”编码的{n}条记录中，{best}最多（{share}%）；另有{lost}%没有写明，未编码。",
            "Of {n} records coded by “{name}”, {best} is most frequent ({share} %); {lost} % of all are not coded.",
            name=name,
            n=coded,
            best=words[best],
            share=f"{100 * whole[best] / coded:.1f}",
            lost=f"{100 * whole[NOT_CODED] / total:.1f}",
        )
        if coded
        else say("还没有记录按“{name}”编码。", "No record is coded by “{name}” yet.", name=name)
    )
    if not coded:
        answer.lead = say(
            "在档案里审核记录时可以编码；两人各自编码后可算一致性。",
            "Records are coded in the archive; where two people code blind, their agreement is computed.",
        )
    if coded:
        bars = [
            Bar(words[value], float(whole[value]), f"{whole[value]}（{100 * whole[value] / coded:.1f}%）")
            for value in sorted(values, key=lambda value: -whole[value])
        ]
        answer.pictures = [
            Picture(
                "types",
                ranking(bars, title=name, numbered=False, width=480),
                say("占已编码记录的比例。", "Shares of the coded records."),
                "types",
            )
        ]
    rows = [
        [
            year if year != "unknown" else say("不详", "not known"),
            *(row.get(value, 0) for value in values),
            row.get(NOT_CODED, 0),
        ]
        for year, row in counts.items()
    ]
    columns = [
        Column(say("年份", "Year"), when=True),
        *(Column(words[value], number=True) for value in values),
        Column(say("未编码", "Not coded"), number=True),
    ]
    source = say("本站档案中已公开的记录", "public records of this archive")
    answer.tables = [
        Table(
            "types",
            say("{name}，逐年", "{name} by year", name=name),
            columns,
            rows,
            source,
            empty=say("还没有公开的记录。", "No public records yet."),
        )
    ]
    answer.cards = [card_note("types")]
    answer.settings = [(say("维度", "Dimension"), name)]
    answer.sources = (source,)
    return answer
