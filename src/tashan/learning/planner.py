"""
The study-visit planner: for a region and a problem, whom to visit, what to look at, and why.

Each place gets a score from stated weights that the user moves, and each part of it a reason with its source. What is
not known counts 0 and is said; it is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Final

from tashan.learning.events import EventTable
from tashan.learning.problems import LearningError
from tashan.records import Practice
from tashan.regions import Region
from tashan.regions.geometry import distance_km

WEIGHTS: Final = {"practice": 0.4, "fit": 0.2, "similarity": 0.2, "overlooked": 0.1, "near": 0.1}
"""
What a place is judged by; the user moves the weights.

practice: how strong the practice is by its evidence. fit: how much of the problem's wording the practice answers.
similarity: how alike the two regions are in what is given of them. overlooked: how few have come there. near: distance.
"""

_HALF_DISTANCE = 500.0
"""Kilometres at which nearness has fallen to a half: about a day's return by fast train."""


@dataclass(frozen=True, slots=True)
class Library:
    """
    A practice in the library, with where it stands.

    Attributes:
        practice: the record.
        source: title and address of the document.
        adopters: names of regions that took it over.
        completion: how far it is done where it is done, by the code list of completion; "" where nobody coded it.
    """

    practice: Practice
    source: str
    adopters: tuple[str, ...] = ()
    completion: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a score: what it says, what it counts (0 to 1), its weight, and its source."""

    part: str
    value: float
    weight: float
    sentence: str
    source: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """
    A place to visit.

    Attributes:
        region: the place.
        practices: what to look at there, the best fitting first.
        score: from 0 to 1.
        reasons: one a part, the heaviest first.
        visitors: who already came, with the year where it is known, latest first.
        went: years in which the asking region itself went there.
        unknown: parts on which nothing is known.
    """

    region: Region
    practices: tuple[Library, ...]
    score: float
    reasons: tuple[Reason, ...]
    visitors: tuple[str, ...]
    went: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """
    A proposed journey.

    Attributes:
        home: who asks.
        problem: about what.
        proposals: best first.
        order: the proposed places in order of travel from home, each time the nearest next.
        kilometres: of the round trip, or None where a place has no point.
        season: months in which fewest delegations travel, with the reason.
    """

    home: Region
    problem: str
    proposals: tuple[Proposal, ...]
    order: tuple[Region, ...]
    kilometres: float | None
    season: str


def plan(
    home: Region,
    problem: str,
    library: Sequence[Library],
    *,
    visits: EventTable | None = None,
    traits: Mapping[str, Mapping[str, float]] | None = None,
    weights: Mapping[str, float] | None = None,
    most: int = 5,
) -> Plan:
    """
    Propose places to visit for a problem.

    Args:
        home: the region that asks.
        problem: in its own words.
        library: practices with their sources; those of the home region, of what holds it, and without a region
            are left out.
        visits: who has visited whom, for "overlooked", who already came, and the season.
        traits: region's full name to its traits (population, output per head, share of industry …), positive
            numbers; similarity is the mean over the traits known of both.
        weights: changes to `WEIGHTS`; from 0 up.
        most: places proposed at most.

    Raises:
        LearningError: no practice answers the problem; the message says what the library has.
    """
    shares = _weights(weights)
    by_place: dict[str, list[tuple[float, Library]]] = {}
    regions: dict[str, Region] = {}
    for item in library:
        where = item.practice.region
        fit = _fit(problem, item.practice)
        if where is not None and not home.name.startswith(where.name) and fit > 0:
            regions[where.name] = where
            by_place.setdefault(where.name, []).append((fit, item))
    if not by_place:
        known = "、".join(sorted({item.practice.problem or "" for item in library} - {""})[:8]) or "nothing"
        raise LearningError(
            "no_practice",
            f"No practice elsewhere answers {problem}. Say it in other words; the library knows: {known}.",
        )
    table = visits or EventTable(())
    found = [_proposal(home, regions[name], items, table, traits or {}, shares) for name, items in by_place.items()]
    chosen = sorted(found, key=lambda each: (-each.score, each.region.name))[:most]
    order, kilometres = _journey(home, [each.region for each in chosen])
    return Plan(home, problem, tuple(chosen), order, kilometres, _season(table))


def _weights(changes: Mapping[str, float] | None) -> dict[str, float]:
    if unknown := [name for name in changes or {} if name not in WEIGHTS]:
        raise ValueError(f"There is no weight {unknown[0]}. Choose {', '.join(WEIGHTS)}.")
    merged = {**WEIGHTS, **(changes or {})}
    total = sum(merged.values())
    if min(merged.values()) < 0 or total <= 0:
        raise ValueError("Weights are numbers from 0 up, at least one of them above 0.")
    return {name: weight / total for name, weight in merged.items()}


def _pieces(text: str) -> set[str]:
    """Pairs of Chinese characters, and words of other scripts."""
    chinese = re.findall(r"[\u4e00-\u9fff]+", text)
    pairs = {run[start : start + 2] for run in chinese for start in range(max(len(run) - 1, 1))}
    return pairs | {word.lower() for word in re.findall(r"[A-Za-z0-9]+", text)}


def _fit(problem: str, practice: Practice) -> float:
    """Share of the problem's wording that stands in the practice."""
    wanted = _pieces(problem)
    text = " ".join(filter(None, [practice.problem, practice.mechanism, *practice.results]))
    return len(wanted & _pieces(text)) / len(wanted) if wanted else 0.0


_COMPLETION: Final = {"complete": 1.0, "substantial": 0.75, "limited": 0.4, "not_started": 0.0, "no_evidence": 0.0}


def _strength(item: Library) -> tuple[float, str]:
    """How well a practice is proven: it says results (half), others took it over (a quarter), it was done (a quarter)."""
    results, adopters = len(item.practice.results), len(item.adopters)
    value = 0.5 * min(results, 2) / 2 + 0.25 * min(adopters, 2) / 2 + 0.25 * _COMPLETION.get(item.completion, 0.0)
    parts = [
        f"{results} 项成效" if results else "未见成效记载",
        f"{adopters} 地复制" if adopters else "未见复制",
        f"完成度 {item.completion}" if item.completion else "完成度未核",
    ]
    return value, f"{item.practice.mechanism or item.practice.problem}：{'，'.join(parts)}"


def _proposal(
    home: Region,
    place: Region,
    items: list[tuple[float, Library]],
    table: EventTable,
    traits: Mapping[str, Mapping[str, float]],
    shares: Mapping[str, float],
) -> Proposal:
    items = sorted(items, key=lambda each: (-each[0], -_strength(each[1])[0], each[1].practice.id))
    fit, best = items[0]
    strength, proof = _strength(best)
    quote = best.practice.evidence[0].quote if best.practice.evidence else ""
    cited = f"{best.source}：“{quote}”" if quote else best.source
    likeness, alike = _similarity(home, place, traits)
    guests = [event for event in table.events if _inside(event.host, place)]
    overlooked = 1 / (1 + len({event.visit for event in guests}) / 5) if table.events else None
    far = distance_km(home, place)
    values: dict[str, tuple[float | None, str, str]] = {
        "practice": (strength, proof, cited),
        "fit": (fit, f"所提问题的用词有 {fit:.0%} 见于该做法", cited),
        "similarity": (likeness, alike, "traits given"),
        "overlooked": (
            overlooked,
            f"已有 {len({event.visit for event in guests})} 批考察团到访" if table.events else "没有考察记录可比",
            "event table",
        ),
        "near": (
            None if far is None else exp(-far / _HALF_DISTANCE * 0.6931471805599453),
            "距离未知" if far is None else f"相距约 {far:.0f} 公里",
            "table of divisions",
        ),
    }
    reasons = [
        Reason(part, value or 0.0, shares[part], sentence, source) for part, (value, sentence, source) in values.items()
    ]
    came = sorted({(event.start or "")[:4] + " " + event.visitor.name for event in guests}, reverse=True)
    went = sorted({(event.start or "?")[:4] for event in guests if event.visitor.name == home.name})
    return Proposal(
        place,
        tuple(item for _, item in items),
        sum(reason.value * reason.weight for reason in reasons),
        tuple(sorted(reasons, key=lambda reason: (-reason.value * reason.weight, reason.part))),
        tuple(each.strip() for each in came),
        tuple(went),
        tuple(part for part, (value, _, _) in values.items() if value is None),
    )


def _inside(region: Region, place: Region) -> bool:
    return region.name == place.name or region.name.startswith(place.name)


def _similarity(home: Region, place: Region, traits: Mapping[str, Mapping[str, float]]) -> tuple[float | None, str]:
    """Mean over common traits of smaller/larger; the level of the two regions stands beside it."""
    ours, theirs = traits.get(home.name, {}), traits.get(place.name, {})
    common = [name for name in ours if name in theirs and ours[name] > 0 and theirs[name] > 0]
    if not common:
        return None, "两地条件没有可比的数据"
    parts = {name: min(ours[name], theirs[name]) / max(ours[name], theirs[name]) for name in common}
    shown = "，".join(f"{name} {ours[name]:g} 对 {theirs[name]:g}" for name in common)
    return sum(parts.values()) / len(parts), f"条件相近程度 {sum(parts.values()) / len(parts):.0%}（{shown}）"


def _journey(home: Region, places: list[Region]) -> tuple[tuple[Region, ...], float | None]:
    """The nearest next, from home and back; places without a point come last and leave the length open."""
    order: list[Region] = []
    here, length, rest = home, 0.0, list(places)
    whole = True
    while rest:
        steps = [(distance_km(here, place), place.name, place) for place in rest]
        step, _, nearest = min(steps, key=lambda each: (each[0] is None, each[0] or 0.0, each[1]))
        whole &= step is not None
        length += step or 0.0
        order.append(nearest)
        rest.remove(nearest)
        here = nearest
    back = distance_km(here, home)
    return tuple(order), length + back if whole and back is not None else None


def _season(table: EventTable) -> str:
    counts = dict.fromkeys(range(1, 13), 0)
    for month in {event.visit: event.month for event in table.events}.values():
        if month is not None:
            counts[month] += 1
    total = sum(counts.values())
    if total < 12:
        return "考察记录不足，无法判断月份"
    quiet = sorted(counts, key=lambda month: (counts[month], month))[:3]
    return f"{'、'.join(f'{month}月' for month in sorted(quiet))}考察团最少（共 {total} 批有月份的记录）"
