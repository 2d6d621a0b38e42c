"""Who looks after what lies between? Rivers, roads and parks on a border: the parties responsible, one joint task list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tashan.governance._wrong import wrong
from tashan.governance.board import Board, board
from tashan.governance.lights import Thresholds
from tashan.governance.matters import MatterState
from tashan.governance.problems import Problem
from tashan.records.codes import Code, Light


class BorderKind(Code):
    """What lies between regions."""

    RIVER = "river", "河流", "river"
    LAKE = "lake", "湖泊", "lake"
    ROAD = "road", "道路", "road"
    RAIL = "rail", "铁路", "railway"
    PARK = "park", "园区", "park"
    AIR = "air", "大气", "air"
    OTHER = "other", "其他", "other"


@dataclass(frozen=True, slots=True)
class Duty:
    """
    One party's responsibility.

    Attributes:
        member: code of the region.
        section: the stretch it answers for (左岸，省界至闸口).
        officer: who answers, by office (河长), as published.
        first: from when.
        last: until when; None: still.
    """

    member: str
    section: str
    officer: str
    first: date
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Border:
    """Something that lies between regions, with who is responsible for which part of it."""

    id: str
    name: str
    kind: BorderKind
    duties: tuple[Duty, ...]

    def parties(self, day: date) -> tuple[str, ...]:
        """The parties responsible on a day, each once."""
        return tuple(dict.fromkeys(duty.member for duty in self.duties if duty.holds(day)))


@dataclass(frozen=True, slots=True)
class Joint:
    """
    A border object on a day.

    Attributes:
        border: the object.
        parties: responsible on that day.
        tasks: its matters and their tasks, the most pressing first.
        by_party: how many of the tasks each party takes part in.
        worst: the most pressing light, for the map; None without tasks.
        problems: parties without a task, tasks of those who are no party, a day on which fewer than two are responsible.
    """

    border: Border
    parties: tuple[str, ...]
    tasks: Board
    by_party: Mapping[str, int]
    worst: Light | None
    problems: tuple[Problem, ...]


def joint(border: Border, states: Iterable[MatterState], day: date, thresholds: Thresholds | None = None) -> Joint:
    """Give the joint task list of a border object on a day."""
    about = [state for state in states if border.id in state.borders]
    tasks = board(about, day, thresholds)
    parties = border.parties(day)
    by_party = {party: sum(party in (one.owner, *one.participants) for one in tasks.rows) for party in parties}
    problems = []
    if len(parties) < 2:
        message = f"For {border.name} {len(parties)} parties are responsible on {day}. Two sides or more are needed."
        problems.append(wrong("border_parties", message, field="duties"))
    for party, count in by_party.items():
        if tasks.rows and not count:
            message = f"{party} answers for a part of {border.name} and takes part in no task."
            problems.append(wrong("border_idle", message, field=party))
    for one in tasks.rows:
        if one.owner not in parties:
            message = f"Task {one.matter} of {border.name} is led by {one.owner}, which answers for no part of it."
            problems.append(wrong("border_stranger", message, field=one.matter))
    problems += duty_faults(border)
    worst = next((one.light for one in tasks.rows if one.light is not None), None)
    return Joint(border, parties, tasks, by_party, worst, tuple(problems))


def duty_faults(border: Border) -> tuple[Problem, ...]:
    """Say which duties end before they begin."""
    return tuple(
        wrong(
            "border_dates",
            f"{duty.member} answers for {duty.section} until {duty.last}, before {duty.first}. Correct one.",
            field=duty.member,
        )
        for duty in border.duties
        if duty.last is not None and duty.last < duty.first
    )
