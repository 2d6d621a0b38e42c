"""One region: who came, and where it went."""

from __future__ import annotations

from typing import Any

from tashan.learning.kinds import standings
from tashan.web.learning.asked import (
    Asked,
    Question,
    events_of,
    leader_name,
    period,
    regions_of,
    short,
    theme_name,
    visit_network,
)
from tashan.web.learning.drawn import ego_drawing
from tashan.web.learning.in_words import settings_words, tongue
from tashan.web.learning.words import card_note, kind_words
from tashan.web.pages.answers import Answer
from tashan.web.pages.downloads import Column, Linked, Picture, Table
from tashan.web.pages.words import language, say


def region(asked: Asked, code: str) -> Answer:
    """
    One region: who came, where it went, its kind and ranks.

    Raises:
        LearningError: no event is left, or the region has none.
    """
    q = asked.question
    network = visit_network(q)
    names = {each.code: each.name for each in regions_of(q) if each.code}
    node = (
        names.get(code)
        or names.get(asked.mine)
        or network.nodes[int((network.weights.sum(0) + network.weights.sum(1)).argmax())]
    )
    stand = next(each for each in standings(network) if each.region == node)
    answer = Answer(
        say(
            "{when}，{name}出访{a}次（第{x}位），接待{b}次（第{y}位），属{kind}。",
            "{when}: {name} made {a} visits (rank {x}) and received {b} (rank {y}); its kind is {kind}.",
            when=period(q),
            name=short(node),
            a=int(stand.made),
            x=stand.rank_made,
            b=int(stand.received),
            y=stand.rank_received,
            kind=kind_words(stand.kind),
        )
    )
    title = say("{name}的往来（左：来访；右：出访）", "Visits of {name} (left: came; right: went)", name=short(node))
    answer.pictures = [
        Picture(
            "ego",
            ego_drawing(q, node, tongue(), title),
            say("来源：{note}。", "Source: {note}.", note=q.source.note),
            "visits",
        )
    ]
    rows = []
    for event in events_of(q).events:
        if node not in (event.visitor.name, event.host.name):
            continue
        way = say("出访", "went to") if event.visitor.name == node else say("来访", "came from")
        other = event.host.name if event.visitor.name == node else event.visitor.name
        themes = ("、" if language() != "en" else ", ").join(theme_name(theme) for theme in event.themes)
        rows.append([event.start, way, short(other), themes or None, leader_name(event.leader), event_link(q, event)])
    rows.sort(key=lambda row: str(row[0] or ""), reverse=True)
    columns = [
        Column(say("日期", "Date"), when=True),
        Column(say("方向", "Direction")),
        Column(say("对方", "Other")),
        Column(say("主题", "Themes")),
        Column(say("带队", "Leader")),
        Column(say("出处", "Source")),
    ]
    answer.tables = [
        Table(
            "visits", say("逐次（{n}）", "Visits, one by one ({n})", n=len(rows)), columns, rows, q.source.note, most=60
        )
    ]
    answer.cards = [card_note("kinds")]
    answer.settings = settings_words(q)
    answer.sources = (q.source.note,)
    return answer


def event_link(q: Question, event: Any) -> Any:
    """Where a visit stands: its page in the archive, or the row of the table."""
    if q.source.key != "archive":
        return event.source or None
    from django.urls import NoReverseMatch, reverse

    try:
        return Linked(say("查看", "see"), reverse("archive-event", args=[event.visit]))
    except NoReverseMatch:
        return event.visit
