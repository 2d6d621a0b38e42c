"""A study visit planned: who asks, about what, by which weights; whom to visit, what to ask, why, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from tashan.learning.asker import Asker, asker
from tashan.learning.planner import WEIGHTS, Plan, plan
from tashan.learning.planner_words import part_name, place_name
from tashan.pictures.drawing import Drawing, length
from tashan.pictures.rankings import Bar, ranking
from tashan.regions import Region
from tashan.web.learning.entries import library
from tashan.web.learning.sources import archive_source, table_of
from tashan.web.pages.downloads import Column, Picture, Table
from tashan.web.pages.words import language, say, spoken

MOST_WEIGHT: Final = 10.0


@dataclass(frozen=True, slots=True)
class Wish:
    """
    What the form asks.

    Attributes:
        region: as typed.
        home: who that is; None where the name is not known.
        problem: as typed.
        weights: of the parts, 0 to 10.
        most: places at most.
    """

    region: str
    home: Asker | None
    problem: str
    weights: Mapping[str, float]
    most: int


def wish_of(query: Mapping[str, str]) -> Wish:
    """What an address asks; weights that are no numbers stay as they are by default."""
    region, problem = query.get("region", "").strip()[:80], query.get("problem", "").strip()[:200]
    weights = {}
    for part, usual in WEIGHTS.items():
        try:
            value = float(query.get(f"w-{part}", usual))
        except ValueError:
            value = usual
        weights[part] = value if 0 <= value <= MOST_WEIGHT else usual
    most = query.get("most", "")
    return Wish(
        region, asker(region) if region else None, problem, weights, int(most) if most in {"3", "5", "8"} else 5
    )


def made(wish: Wish, person: Any) -> Plan:
    """
    The plan, from the whole library that the person may read and the archive's visits.

    Raises:
        LearningError: no practice answers the problem.
        ValueError: all weights are zero.
    """
    if wish.home is None:
        raise ValueError(say("认不出“{name}”。", "“{name}” is not known.", name=wish.region))
    entries = [entry for entry, _ in library(person)]
    tongue = "en" if language() == "en" else "zh"
    return plan(
        wish.home,
        wish.problem,
        entries,
        visits=table_of(archive_source()),
        weights=wish.weights,
        most=wish.most,
        language=tongue,
    )


def weight_rows(wish: Wish) -> list[dict[str, Any]]:
    """Each weight with its name, for the form."""
    tongue = "en" if language() == "en" else "zh"
    return [
        {"key": f"w-{part}", "name": part_name(part, tongue), "value": f"{value:g}"}
        for part, value in wish.weights.items()
    ]


def sentence(found: Plan) -> str:
    """The one sentence that answers."""
    first = found.proposals[0]
    return say(
        "{home}学习“{problem}”，建议先去{name}看“{what}”；共{n}处，行程约{far}公里。",
        "For “{problem}” {home} should first visit {name} to see “{what}”; {n} places, about {far} km.",
        home=spoken(found.home.label("zh"), found.home.label("en")),
        problem=found.problem,
        name=region_name(first.region),
        what=practice_name(first.practices[0]),
        n=len(found.proposals),
        far="–" if found.journey.kilometres is None else f"{found.journey.kilometres + (found.journey.back or 0):.0f}",
    )


def practice_name(entry: Any) -> str:
    """A practice's name in the reader's language."""
    return entry.english or entry.chinese if language() == "en" else entry.chinese


def region_name(region: Region) -> str:
    """A region by its full name, in the reader's language."""
    return spoken(place_name(region, "zh"), place_name(region, "en"))


def scores(found: Plan) -> Picture:
    """The proposals by score."""
    bars = [
        Bar(region_name(each.region), each.score, f"{each.score:.2f}", number == 0)
        for number, each in enumerate(found.proposals)
    ]
    title = say("得分", "Scores")
    caption = say(
        "得分是各项得分按权重的平均；未知的项计 0 分。直接回答所问者在前。",
        "Weighted means; what is not known counts 0. What answers directly comes first.",
    )
    return Picture("scores", ranking(bars, title=title, width=520), caption, "reasons")


def route(found: Plan) -> Picture:
    """The way as stops on a line, in the order of travel."""
    stops = [found.journey.start, *found.journey.order]
    names = [region_name(stop) for stop in stops]
    high = 34
    drawing = Drawing(max(length(name) for name in names) + 90, high * len(names) + 8, say("行程", "Way"))
    for place, name in enumerate(names):
        y = high * place + 18
        if place:
            drawing.line((14, y - high + 6), (14, y - 6), "jade-soft", thick=2)
        drawing.circle(14, y, 6, "jade" if place else "paper", stroke="jade", thick=2)
        drawing.text(34, y, name, weight=500 if place else 400)
        drawing.text(14, y, str(place) if place else "", anchor="middle", size=9, colour="on-jade")
    return Picture("route", drawing, found.when)


def reasons(found: Plan) -> Table:
    """Every reason with its source."""
    tongue = "en" if language() == "en" else "zh"
    rows = [
        [
            region_name(place.region),
            part_name(reason.part, tongue),
            reason.value,
            reason.weight,
            reason.sentence,
            reason.source,
        ]
        for place in found.proposals
        for reason in place.reasons
    ]
    columns = [
        Column(say("去处", "Place")),
        Column(say("项", "Part")),
        Column(say("得分", "Score"), number=True, decimals=2),
        Column(say("权重", "Weight"), number=True, decimals=2),
        Column(say("理由", "Reason")),
        Column(say("出处", "Source")),
    ]
    return Table("reasons", say("全部理由", "All reasons"), columns, rows)
