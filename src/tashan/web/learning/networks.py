"""Who went to whom: the network, and the rankings beside it."""

from __future__ import annotations

from typing import Final

import numpy as np

from tashan.learning.choosing import counts_by, theme_shares
from tashan.learning.network import Network
from tashan.pictures.rankings import Bar, ranking
from tashan.web.learning.asked import (
    Asked,
    Question,
    events_of,
    level_name,
    period,
    short,
    theme_name,
    visit_network,
)
from tashan.web.learning.drawn import network_drawing, view_of
from tashan.web.learning.in_words import direction_words, doubts_of, settings_words, tongue
from tashan.web.learning.words import card_note
from tashan.web.pages.answers import Answer
from tashan.web.pages.downloads import Column, Picture, Table
from tashan.web.pages.words import language, say

MOST_BARS: Final = 12
_THEMES_WIDTH: Final = {"zh-hans": 330, "zh-hant": 330, "en": 470}
"""Pixels for the bars of themes, whose names are long in English."""


def overview(asked: Asked) -> Answer:
    """
    Who went to whom.

    Raises:
        LearningError: no event is left, or there are too many nodes.
    """
    q = asked.question
    network, events = visit_network(q), events_of(q)
    view = view_of(q, asked.settings.get("view", ""))
    answer = Answer(_sentence(q, network, events.visits))
    answer.lead = _lead(q, network)
    answer.doubts = doubts_of(q)
    way = direction_words(q)
    title = say("考察学习网络：{way}", "Network of visits: {way}", way=way)
    drawing = network_drawing(q, view, tongue(), title)
    answer.pictures = [
        Picture("network", drawing, say("来源：{note}。", "Source: {note}.", note=q.source.note), "ties")
    ]
    answer.tables = [_ties(asked, network), *([_isolates(q, network)] if q.isolates else [])]
    answer.cards = [card_note("kinds")] if view == "arrows" else []
    answer.settings = settings_words(q)
    answer.sources = (q.source.note,)
    return answer


def _sentence(q: Question, network: Network, visits: int) -> str:
    out, received = network.ties.any(axis=1).sum(), network.ties.any(axis=0).sum()
    return say(
        "{when}，{a}个{level}区域出访，{b}个接待，共考察学习{n}次。",
        "{when}: {a} {level} travelled, {b} received them, {n} visits in all.",
        when=period(q),
        a=int(out),
        b=int(received),
        level=level_name(q),
        n=f"{network.weights.sum():.0f}",
    )


def _lead(q: Question, network: Network) -> str:
    i, j = np.unravel_index(int(network.weights.argmax()), network.weights.shape)
    hosts = network.weights.sum(axis=0)
    best = int(hosts.argmax())
    return say(
        "往来最多的是{a} → {b}（{n}次）；接待最多的是{c}，{m}次。按已发生的考察学习计，只宣布而未见报道的不算。",
        "The most frequent visits: {a} → {b} ({n}). The most visited: {c}, {m} times. Visits that were only announced do not count.",
        a=short(network.nodes[int(i)]),
        b=short(network.nodes[int(j)]),
        n=f"{network.weights[i, j]:g}",
        c=short(network.nodes[best]),
        m=f"{hosts[best]:g}",
    )


def _ties(asked: Asked, network: Network) -> Table:
    q = asked.question
    rows = []
    order = np.argwhere(network.weights > 0)
    weights = network.weights[order[:, 0], order[:, 1]]
    for place in np.argsort(-weights, kind="stable").tolist():
        i, j = (int(each) for each in order[place])
        back = float(network.weights[j, i])
        rows.append([short(network.nodes[i]), short(network.nodes[j]), int(weights[place]), int(back)])
    columns = [
        Column(say("来访方（学习）", "Visitor (learns)")),
        Column(say("接待方（被学习）", "Host (is learned from)")),
        Column(say("次数", "Visits"), number=True),
        Column(say("反向次数", "Visits back"), number=True),
    ]
    title = say("往来（{n}条，{d}）", "Ties ({n}; {d})", n=len(rows), d=say("来访方 → 接待方", "visitor → host"))
    return Table("ties", title, columns, rows, q.source.note, most=30)


def _isolates(q: Question, network: Network) -> Table:
    free = ~(network.ties.any(axis=0) | network.ties.any(axis=1))
    rows = [[short(network.nodes[place]), network.nodes[place]] for place in np.flatnonzero(free).tolist()]
    title = say("没有往来的区域（{n}）", "Regions without a visit ({n})", n=len(rows))
    empty = say(
        "所示节点都有往来；把“节点”设为全部，可列出没有往来的区域。",
        "All nodes shown have a visit; set “Nodes” to all to list those without.",
    )
    return Table(
        "isolates",
        title,
        [Column(say("区域", "Region")), Column(say("全称", "Full name"))],
        rows,
        q.source.note,
        most=20,
        empty=empty,
    )


def sides(asked: Asked) -> list[Picture]:
    """Who travelled, who received, about what, and when, as rankings beside the network."""
    q = asked.question
    network, events = visit_network(q), events_of(q)
    mine, own = asked.mine_name, say("我的区域", "my region")
    found = []
    for key, title, totals in (
        ("out", say("谁出访", "Who travelled"), network.weights.sum(axis=1)),
        ("in", say("谁接待", "Who received"), network.weights.sum(axis=0)),
    ):
        order = [place for place in np.argsort(-totals, kind="stable").tolist() if totals[place] > 0]
        shown = order[:MOST_BARS]
        shown += [place for place in order[MOST_BARS:] if network.nodes[place] == mine]
        bars = [
            Bar(short(network.nodes[place]), float(totals[place]), f"{totals[place]:g}", network.nodes[place] == mine)
            for place in shown
        ]
        found.append(Picture(key, ranking(bars, title=title, own=own, numbered=False, width=330), "", "ties"))
    shares = list(theme_shares(events).items())[:MOST_BARS]
    if shares:
        bars = [Bar(theme_name(theme), share, f"{share:.1f}%") for theme, share in shares]
        title = say("学什么", "About what")
        caption = say(
            "一次可有多个主题，合计可超过 100%；只算写明主题的。",
            "A visit may have several; of visits that state a theme.",
        )
        found.append(
            Picture("themes", ranking(bars, title=title, numbered=False, width=_THEMES_WIDTH[language()]), caption)
        )
    months = {int(month): count for month, count in counts_by(events, "month").items() if str(month).isdigit()}
    if len(months) > 1:
        bars = [
            Bar(say("{m}月", "{m}", m=month), float(months.get(month, 0)), str(months.get(month, 0)))
            for month in range(1, 13)
        ]
        found.append(
            Picture("months", ranking(bars, title=say("几月", "In which month"), numbered=False, width=330), "")
        )
    return found
