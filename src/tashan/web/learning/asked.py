"""What a page of a network is asked, all from its address; and the network that follows, made once a setting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from tashan.learning.choosing import at_level, keep, roll_up
from tashan.learning.events import LEADERS, EventTable
from tashan.learning.network import Network, network_of_events, nodes_of_level
from tashan.records.codes import Theme, VisitKind
from tashan.regions import Region
from tashan.regions.divisions import by_code
from tashan.web.learning.sources import Source, sources, table_of
from tashan.web.pages.words import label, language, say, spoken

LEVELS: Final = {
    "province": ("省级", "provinces"),
    "prefecture": ("地级", "prefectures"),
    "county": ("县级", "counties"),
    "any": ("各级", "regions of any level"),
}
WITH_ISOLATES: Final = ("province", "prefecture")
"""Levels whose regions are few enough to be nodes even without a visit."""

_LEADER_WORDS: Final = {
    "joint": ("书记和行政首长同行", "secretary and head of government"),
    "secretary": ("书记", "party secretary"),
    "governor": ("行政首长", "head of government"),
    "deputy": ("副职", "a deputy"),
    "other": ("其他", "someone else"),
    "unknown": ("不详", "not known"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """
    A question about visits; equal ones have the same network.

    Attributes:
        source: of the visits.
        first, last: years, both included; 0 for no bound.
        level: province, prefecture, county or any.
        rollup: whether lower divisions count for the one of this level that holds them.
        theme, kind, leader: filters; "" for all.
        isolates: whether all regions of the level are nodes.
        direction: visit or knowledge.
    """

    source: Source
    first: int
    last: int
    level: str
    rollup: bool
    theme: str
    kind: str
    leader: str
    isolates: bool
    direction: str


@dataclass(frozen=True)
class Asked:
    """A question with what there is to choose, and the reader's region."""

    question: Question
    sources: tuple[Source, ...]
    years: tuple[int, ...]
    mine: str
    settings: Mapping[str, str]

    @property
    def mine_name(self) -> str:
        """The official name of the reader's region."""
        unit = by_code(self.mine) if self.mine.isdecimal() else None
        from tashan.regions.divisions import region_of

        return region_of(unit).name if unit else ""


def asked_of(person: Any, query: Mapping[str, str]) -> Asked:
    """The question that an address asks; what it leaves open is filled in from the visits themselves."""
    known = tuple(sources(person))
    source = next((each for each in known if each.key == query.get("source")), None)
    if source is None:
        source = next((each for each in known if table_of(each).events), known[0])
    table = table_of(source)
    years = tuple(sorted({event.year for event in table.events if event.year}))
    level = query.get("level", "")
    question = Question(
        source,
        _year(query.get("from", ""), years, 0),
        _year(query.get("to", ""), years, -1),
        level if level in LEVELS else usual_level(table),
        query.get("rollup", "1") != "0",
        query.get("theme", "")
        if query.get("theme") in Theme.values() or _has_theme(table, query.get("theme", ""))
        else "",
        query.get("kind", "") if query.get("kind") in VisitKind.values() else "",
        query.get("leader", "") if query.get("leader") in LEADERS else "",
        query.get("isolates", "") == "1" and (level if level in LEVELS else usual_level(table)) in WITH_ISOLATES,
        "knowledge" if query.get("direction") == "knowledge" else "visit",
    )
    place = getattr(person, "place", "") or ""
    mine = query.get("mine") or (place if place.isdecimal() else "")
    return Asked(question, known, years, mine, query)


def _year(text: str, years: tuple[int, ...], end: int) -> int:
    if text.isdecimal() and int(text) in years:
        return int(text)
    return years[end] if years else 0


def _has_theme(table: EventTable, theme: str) -> bool:
    return bool(theme) and any(theme in event.themes for event in table.events)


def usual_level(table: EventTable) -> str:
    """The level of most sides of the events; prefecture where there are none."""
    counts = Counter(side.level for event in table.events for side in (event.visitor, event.host))
    best = [level for level, _ in counts.most_common() if level in ("province", "prefecture", "county")]
    return best[0] if best else "prefecture"


@lru_cache(maxsize=64)
def events_of(question: Question) -> EventTable:
    """The events that a question is about."""
    table = table_of(question.source)
    if question.level in ("province", "prefecture") and question.rollup:
        table = roll_up(table, question.level)
    elif question.level in ("province", "prefecture"):
        own = tuple(
            event for event in table.events if all(_is_of(side, question.level) for side in (event.visitor, event.host))
        )
        table = replace(table, events=own)
    only = "county" if question.level == "county" else None
    years = (question.first, question.last) if question.first else None
    return keep(
        table,
        years=years,
        theme=question.theme or None,
        leader=question.leader or None,
        kind=question.kind or None,
        level=only,
    )


def _is_of(region: Region, level: str) -> bool:
    """Whether a region is itself of a level; a municipality counts among prefectures too."""
    own = at_level(region, level)
    return own is not None and own.name == region.name


@lru_cache(maxsize=64)
def regions_of(question: Question) -> tuple[Region, ...]:
    """The nodes: all regions of the level in the last year, or those that the events name, by name."""
    if question.isolates:
        return nodes_of_level(question.level, question.last or 2024)
    sides = {side.name: side for event in events_of(question).events for side in (event.visitor, event.host)}
    return tuple(sides[name] for name in sorted(sides))


@lru_cache(maxsize=16)
def network_of(question: Question) -> Network:
    """
    The network of a question, in the direction asked for.

    Raises:
        LearningError: no event is left.
    """
    network = network_of_events(events_of(question), regions_of(question))
    return network.knowledge() if question.direction == "knowledge" else network


def visit_network(question: Question) -> Network:
    """The network of a question with its arrows from visitor to host, whichever way the page shows them."""
    return network_of(replace(question, direction="visit"))


def short(name: str) -> str:
    """A region's short name in the reader's language, from its full chain."""
    from tashan.pictures.network_places import short_name

    found = short_name(name, "en" if language() == "en" else "zh")
    return found if language() == "en" else spoken(found, "")


def theme_name(theme: str) -> str:
    """A theme in the reader's language; a table's own theme as it stands."""
    return label(Theme(theme)) if theme in Theme.values() else theme


def leader_name(leader: str) -> str:
    """Who leads, in words."""
    return say(*_LEADER_WORDS.get(leader, (leader, leader)))


def kind_name(kind: str) -> str:
    """Who sends the delegation, in words."""
    return label(VisitKind(kind)) if kind in VisitKind.values() else kind


def period(question: Question) -> str:
    """The period in words: 2023年, 2014–2018年."""
    if not question.first:
        return say("全部时间", "all years")
    if question.first == question.last:
        return say("{a}年", "{a}", a=question.first)
    return say("{a}–{b}年", "{a}–{b}", a=question.first, b=question.last)


def level_name(question: Question) -> str:
    """The level in words."""
    return say(*LEVELS[question.level])


def settings_of(asked: Asked) -> list[dict[str, Any]]:
    """The settings of a network's page: name, label, options, and which one is chosen."""
    q = asked.question

    def one(key: str, name: str, options: list[tuple[str, str]], chosen: str) -> dict[str, Any]:
        return {"key": key, "label": name, "options": options, "chosen": chosen}

    years = [(str(year), str(year)) for year in asked.years]
    found = []
    if len(asked.sources) > 1:
        found.append(
            one("source", say("来源", "Source"), [(each.key, each.name) for each in asked.sources], q.source.key)
        )
    found += [one("from", say("自", "From"), years, str(q.first)), one("to", say("至", "To"), years, str(q.last))]
    found.append(one("level", say("层级", "Level"), [(key, say(*words)) for key, words in LEVELS.items()], q.level))
    if q.level in ("province", "prefecture"):
        found.append(
            one(
                "rollup",
                say("下级", "Lower levels"),
                [("1", say("归入上级", "count for it")), ("0", say("不计", "left out"))],
                "1" if q.rollup else "0",
            )
        )
    every = ("", say("全部", "all"))
    table = table_of(q.source)
    themes = sorted({theme for event in table.events for theme in event.themes})
    kinds = sorted({event.kind for event in table.events if event.kind in VisitKind.values()})
    leaders = [each for each in LEADERS if any(event.leader == each for event in table.events)]
    found.append(one("theme", say("主题", "Theme"), [every, *((each, theme_name(each)) for each in themes)], q.theme))
    found.append(one("kind", say("类型", "Kind"), [every, *((each, kind_name(each)) for each in kinds)], q.kind))
    found.append(
        one("leader", say("带队", "Leader"), [every, *((each, leader_name(each)) for each in leaders)], q.leader)
    )
    nodes = [("0", say("有往来的", "those with visits"))]
    if q.level in WITH_ISOLATES:
        nodes.append(("1", say("全部{level}", "all {level}", level=level_name(q))))
    found.append(one("isolates", say("节点", "Nodes"), nodes, "1" if q.isolates else "0"))
    sides = sorted(
        {(side.code or "", side.name) for event in events_of(q).events for side in (event.visitor, event.host)}
    )
    mine = [("", say("未选", "none")), *((code, short(name)) for code, name in sides if code)]
    found.append(one("mine", say("我的区域", "My region"), mine, asked.mine))
    return found
