"""Pages of the network: who went to whom, measures with definitions, kinds of city, periods, one region."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Any, Final

import numpy as np

from tashan.learning.events import counts_by, keep, theme_shares
from tashan.learning.groups import persistence
from tashan.learning.kinds import DEFAULT_RULE, RULES, KindRule, sensitivity, standings
from tashan.learning.measures import measures
from tashan.learning.network import Network, network_of_events
from tashan.learning.problems import LearningError
from tashan.learning.structure import density, reciprocities
from tashan.pictures.rankings import Bar, ranking
from tashan.pictures.series import time_series
from tashan.web.learning.asked import (
    Asked,
    Question,
    events_of,
    leader_name,
    level_name,
    network_of,
    period,
    regions_of,
    short,
    theme_name,
    visit_network,
)
from tashan.web.learning.drawn import ego_drawing, network_drawing, tied, view_of
from tashan.web.learning.words import card_note, kind_words, measure_name, problem_words
from tashan.web.pages.answers import Answer
from tashan.web.pages.downloads import Column, Linked, Picture, Table
from tashan.web.pages.words import language, say, spoken

MOST_BARS: Final = 12

MOST_MEASURED: Final = 600
"""Regions up to which all measures are computed while the reader waits."""


def _tongue() -> str:
    return "en" if language() == "en" else "zh"


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
    answer.doubts = _doubts(q)
    way = direction_words(q)
    title = say("考察学习网络：{way}", "Network of visits: {way}", way=way)
    drawing = network_drawing(q, view, _tongue(), title)
    answer.pictures = [
        Picture("network", drawing, say("来源：{note}。", "Source: {note}.", note=q.source.note), "ties")
    ]
    answer.tables = [_ties(asked, network), *([_isolates(q, network)] if q.isolates else [])]
    answer.cards = [card_note("kinds")] if view == "arrows" else []
    answer.settings = settings_words(q)
    answer.sources = (q.source.note,)
    return answer


def direction_words(q: Question) -> str:
    """What the arrow means, always said."""
    if q.direction == "knowledge":
        return say("知识方向（接待方 → 来访方）", "knowledge (host → visitor)")
    return say("来访方向（来访方 → 接待方）", "visits (visitor → host)")


def settings_words(q: Question) -> list[tuple[str, str]]:
    """Every setting that changes a number, in words."""
    lower = say("归入上级", "count for the division that holds them") if q.rollup else say("不计", "left out")
    nodes = (
        say("该级全部区域", "all regions of the level") if q.isolates else say("有往来的区域", "regions with visits")
    )
    every = say("全部", "all")
    return [
        (say("计数单位", "Counted"), say("一个来访方到一个接待方为一次", "one visitor at one host is one visit")),
        (say("期间", "Period"), period(q)),
        (say("层级", "Level"), level_name(q)),
        (say("下级", "Lower levels"), lower),
        (say("主题", "Theme"), theme_name(q.theme) if q.theme else every),
        (say("带队", "Leader"), leader_name(q.leader) if q.leader else every),
        (say("节点", "Nodes"), nodes),
        (say("方向", "Direction"), direction_words(q)),
    ]


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


def _doubts(q: Question) -> list[str]:
    network = network_of(q)
    return list(dict.fromkeys(problem_words(problem) for problem in network.problems if problem.code != "row"))[:6]


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
        caption = say(
            "一次可有多个主题，合计可超过 100%；只算写明主题的。",
            "A visit may have several; of visits that state a theme.",
        )
        found.append(
            Picture("themes", ranking(bars, title=say("学什么", "About what"), numbered=False, width=330), caption)
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


@lru_cache(maxsize=32)
def _measured(q: Question) -> Any:
    return measures(network_of(q))


def measured(asked: Asked) -> Answer:
    """
    Every measure of the network with its definition, and the kinds of region with what hangs on their rule.

    Raises:
        LearningError: fewer than three nodes, or no event.
    """
    q = asked.question
    network = network_of(q)
    if network.size > MOST_MEASURED:
        raise LearningError(
            "too_many_nodes",
            f"{network.size} regions; pages measure up to {MOST_MEASURED}. Use tashan network measures.",
        )
    rule = _rule(asked.settings.get("rule", ""))
    stands = standings(visit_network(q), rule)
    counts = Counter(each.kind for each in stands)
    answer = Answer(
        say(
            "{when}的网络有{n}个区域、{m}条关系，密度{d}；明星型{a}个、海绵型{b}个、学习型{c}个、孤立型{e}个。",
            "The network of {when} has {n} regions and {m} ties, density {d}: {a} stars, {b} sponges, {c} learning, {e} isolated.",
            when=period(q),
            n=network.size,
            m=int(np.count_nonzero(network.weights)),
            d=f"{density(network):.4f}",
            a=counts["star"],
            b=counts["sponge"],
            c=counts["learning"],
            e=counts["isolated"],
        )
    )
    answer.doubts = _doubts(q)
    if not q.isolates:
        answer.doubts.insert(
            0,
            say(
                "节点只含有往来的区域，密度等依赖节点数的度量因此偏高；可把“节点”设为全部。",
                "Only regions with visits are nodes, so density and the like come out high; set “Nodes” to all.",
            ),
        )
    found = _measured(q)
    rows = [
        [
            measure_name(each.card),
            _whole(each.card.name, each.value),
            spoken(each.card.formula_chinese or each.card.formula, each.card.formula),
            spoken(each.card.convention_chinese, each.card.convention) or None,
            each.card.source or None,
        ]
        for each in found
    ]
    heads = [
        say("度量", "Measure"),
        say("数值", "Value"),
        say("公式", "Formula"),
        say("约定", "Convention"),
        say("出处", "After"),
    ]
    columns = [Column(head, number=place == 1, decimals=4 if place == 1 else None) for place, head in enumerate(heads)]
    answer.tables = [
        Table("measures", say("度量（{d}）", "Measures: {d}", d=direction_words(q)), columns, rows, q.source.note),
        _kinds_table(asked, stands, rule),
        _sensitivity(q),
    ]
    answer.cards = [card_note("kinds"), card_note("density"), card_note("reciprocity"), card_note("modularity")]
    answer.settings = [*settings_words(q), (say("类型规则", "Rule of kinds"), str(rule))]
    answer.sources = (q.source.note,)
    return answer


def _whole(name: str, value: float | None) -> float | int | None:
    """Counts without decimals."""
    return int(value) if value is not None and name in ("nodes", "ties", "weight", "isolates") else value


def _rule(text: str) -> KindRule:
    return next((rule for rule in RULES if str(rule) == text), DEFAULT_RULE)


def _kinds_table(asked: Asked, stands: Any, rule: KindRule) -> Table:
    codes = {region.name: region.code for region in regions_of(asked.question)}
    rows = [
        [
            _region_link(asked, each.region, codes),
            kind_words(each.kind),
            int(each.received),
            each.rank_received,
            int(each.made),
            each.rank_made,
        ]
        for each in stands
    ]
    columns = [
        Column(say("区域", "Region")),
        Column(say("类型", "Kind")),
        Column(say("接待", "Received"), number=True),
        Column(say("位次", "Rank"), number=True),
        Column(say("出访", "Made"), number=True),
        Column(say("位次", "Rank"), number=True),
    ]
    mine = frozenset(place for place, each in enumerate(stands) if each.region == asked.mine_name)
    title = say(
        "区域类型（规则 {rule}；类型与位次分开）", "Kinds of region (rule {rule}; rank stands apart)", rule=str(rule)
    )
    return Table("kinds", title, columns, rows, asked.question.source.note, mine, most=40)


def _region_link(asked: Asked, name: str, codes: dict[str, str | None]) -> Any:
    from django.http import QueryDict
    from django.urls import reverse

    code = codes.get(name)
    if not code:
        return short(name)
    query = QueryDict(mutable=True)
    query.update({key: value for key, value in asked.settings.items() if key not in ("get", "mine", "language")})
    query["region"] = code
    return Linked(short(name), f"{reverse('learning-topic', args=['region'])}?{query.urlencode()}")


def _sensitivity(q: Question) -> Table:
    rows = []
    for each in sensitivity(visit_network(q)):
        agrees = None if each.agrees is None else say("相符", "yes") if each.agrees else say("不符", "no")
        rows.append([str(each.rule), *each.counts, each.moved, agrees])
    columns = [
        Column(say("规则", "Rule")),
        *(Column(kind_words(kind), number=True) for kind in ("star", "sponge", "learning", "isolated")),
        Column(say("与默认规则不同", "Differ from the default"), number=True),
        Column(say("与已发表的一例", "Agrees with the published case")),
    ]
    return Table("sensitivity", say("换一条规则会怎样", "What another rule would say"), columns, rows, q.source.note)


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
            ego_drawing(q, node, _tongue(), title),
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


def too_many(q: Question) -> bool:
    """Whether the picture would hold more regions than can be read as arrows."""
    return tied(q) > 100
