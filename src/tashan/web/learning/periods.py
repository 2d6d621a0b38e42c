"""The network year by year."""

from __future__ import annotations

from typing import Any

import numpy as np

from tashan.learning.choosing import counts_by, keep
from tashan.learning.groups import persistence
from tashan.learning.network import Network, network_of_events
from tashan.learning.problems import LearningError
from tashan.learning.structure import density, reciprocities
from tashan.pictures.rankings import Bar, ranking
from tashan.pictures.series import time_series
from tashan.web.learning.asked import (
    Asked,
    events_of,
    leader_name,
    period,
    regions_of,
)
from tashan.web.learning.in_words import settings_words
from tashan.web.learning.words import card_note
from tashan.web.pages.answers import Answer
from tashan.web.pages.downloads import Column, Picture, Table
from tashan.web.pages.words import say


def periods(asked: Asked) -> Answer:
    """
    The network year by year on the same regions: how it grows, and how far ties last.

    Raises:
        LearningError: no event is left.
    """
    q = asked.question
    regions, events = regions_of(q), events_of(q)
    years = sorted({event.year for event in events.events if event.year})
    if not years:
        raise LearningError("empty_window", "No event has a year.")
    rows: list[list[Any]] = []
    before: Network | None = None
    for year in range(years[0], years[-1] + 1):
        window = keep(events, years=(year, year))
        if not window.events:
            rows.append([str(year), 0, 0, 0, 0, None, None, None, None])
            before = None
            continue
        network = network_of_events(window, regions)
        lasting = persistence(before, network) if before is not None else None
        out, received = int(network.ties.any(axis=1).sum()), int(network.ties.any(axis=0).sum())
        rows.append(
            [
                str(year),
                int(network.weights.sum()),
                out,
                received,
                int(np.count_nonzero(network.weights)),
                density(network),
                reciprocities(network)["edgewise"],
                lasting["births"] if lasting else None,
                lasting["jaccard"] if lasting else None,
            ]
        )
        before = network
    busiest = max(rows, key=lambda row: row[1])
    answer = Answer(
        say(
            "{when}，考察学习最多的是{year}年（{n}次）；最后一年{last}次。",
            "{when}: most visits in {year} ({n}); {last} in the last year.",
            when=period(q),
            year=busiest[0],
            n=busiest[1],
            last=rows[-1][1],
        )
    )
    points = [(float(row[0]), float(row[1])) for row in rows]
    ties = [(float(row[0]), float(row[4])) for row in rows]
    title = say("次数与关系数，逐年", "Visits and ties by year")
    drawing = time_series(
        {say("次数", "visits"): points, say("关系", "ties"): ties},
        title=title,
        mine=say("次数", "visits"),
        width=720,
        decimals=0,
    )
    answer.pictures = [Picture("years", drawing, "", "years")]
    for what, title in (
        ("season", say("季节", "Seasons")),
        ("leader", say("谁带队", "Who led")),
        ("days", say("几天", "How many days")),
    ):
        counts = counts_by(events, what)
        bars = [Bar(_count_name(what, key), float(count), str(count)) for key, count in counts.items()]
        if len(bars) > 1:
            answer.pictures.append(
                Picture(
                    what,
                    ranking(bars[:10], title=title, numbered=False, width=330),
                    say("按次（一次出访可到多地）计。", "By visit; one may go to several places."),
                )
            )
    columns = [
        Column(say("年份", "Year"), when=True),
        Column(say("次数", "Visits"), number=True),
        Column(say("出访区域", "Travelling"), number=True),
        Column(say("接待区域", "Receiving"), number=True),
        Column(say("关系", "Ties"), number=True),
        Column(say("密度", "Density"), number=True, decimals=4),
        Column(say("互惠性", "Reciprocity"), number=True, decimals=3),
        Column(say("新关系", "New ties"), number=True),
        Column(say("与上年重合（杰卡德）", "Shared with the year before (Jaccard)"), number=True, decimals=3),
    ]
    answer.tables = [Table("years", say("逐年", "Year by year"), columns, rows, q.source.note)]
    answer.cards = [card_note("density"), card_note("reciprocity"), card_note("persistence")]
    answer.settings = settings_words(q)
    answer.sources = (q.source.note,)
    return answer


def _count_name(what: str, key: str) -> str:
    if key == "unknown":
        return say("不详", "not known")
    if what == "leader":
        return leader_name(key)
    if what == "days":
        return say("{n} 天", "{n} days", n=key)
    seasons = {
        "spring": ("春（3–5月）", "spring"),
        "summer": ("夏（6–8月）", "summer"),
        "autumn": ("秋（9–11月）", "autumn"),
        "winter": ("冬（12–2月）", "winter"),
    }
    return say(*seasons.get(key, (key, key)))
