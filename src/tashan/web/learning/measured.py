"""Every measure of a network with its definition, and the kinds of region with what hangs on their rule."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Any, Final

import numpy as np

from tashan.learning.kinds import DEFAULT_RULE, RULES, KindRule, sensitivity, standings
from tashan.learning.measures import measures
from tashan.learning.problems import LearningError
from tashan.learning.structure import density
from tashan.web.learning.asked import (
    Asked,
    Question,
    network_of,
    period,
    regions_of,
    short,
    visit_network,
)
from tashan.web.learning.in_words import direction_words, doubts_of, settings_words
from tashan.web.learning.words import card_note, kind_words, measure_name, rule_words
from tashan.web.pages.answers import Answer
from tashan.web.pages.downloads import Column, Linked, Table
from tashan.web.pages.words import say, spoken

MOST_MEASURED: Final = 600
"""Regions up to which all measures are computed while the reader waits."""


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
    answer.doubts = doubts_of(q)
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
    answer.settings = [*settings_words(q), (say("类型规则", "Rule of kinds"), rule_words(rule))]
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
        "区域类型（规则 {rule}；类型与位次分开）",
        "Kinds of region (rule {rule}; rank stands apart)",
        rule=rule_words(rule),
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
        rows.append([rule_words(each.rule), *each.counts, each.moved, agrees])
    columns = [
        Column(say("规则", "Rule")),
        *(Column(kind_words(kind), number=True) for kind in ("star", "sponge", "learning", "isolated")),
        Column(say("与默认规则不同", "Differ from the default"), number=True),
        Column(say("与已发表的一例", "Agrees with the published case")),
    ]
    return Table("sensitivity", say("换一条规则会怎样", "What another rule would say"), columns, rows, q.source.note)
