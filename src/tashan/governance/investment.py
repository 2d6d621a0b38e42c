"""
What became of the signed projects? Signing → contract → started → delivered, each with a day and evidence of its own.

Shares are by number and by amount; what has no amount is said. What reports tell of signings is in `signings`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from tashan.governance._wrong import wrong
from tashan.governance.evidence import Evidence, faults
from tashan.governance.problems import Problem
from tashan.records.codes import Code, EvidenceGrade


class Step(Code):
    """How far an investment has come."""

    SIGNED = "signed", "签约", "signed"
    CONTRACT = "contract", "正式合同", "contract"
    STARTED = "started", "开工", "started"
    DELIVERED = "delivered", "投产", "delivered"


@dataclass(frozen=True, slots=True)
class Proven:
    """The day of a step, and its evidence."""

    on: date
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Investment:
    """
    One project of investment promotion.

    Attributes:
        id: its name in the register.
        title: as signed.
        origin: code of the region the money comes from; "" where unknown.
        host: code of the region it goes to.
        amount: in fen; None where it was not published.
        steps: the steps that were taken.
    """

    id: str
    title: str
    origin: str
    host: str
    amount: int | None
    steps: dict[Step, Proven]


@dataclass(frozen=True, slots=True)
class Reached:
    """How many projects reached a step, their amount in fen, and how many of them have no amount."""

    step: Step
    projects: int
    amount: int
    without_amount: int


@dataclass(frozen=True, slots=True)
class Share:
    """One origin's part of the projects: by number, and by the amounts that are known (None where none is)."""

    origin: str
    projects: int
    share: Fraction
    amount: int
    amount_share: Fraction | None


def investment_faults(projects: Iterable[Investment]) -> tuple[Problem, ...]:
    """Say what is wrong: a step without usable evidence, one passage for two steps, steps out of order, a bad amount."""
    found = []
    for project in projects:
        seen: dict[tuple[str, str], Step] = {}
        for step, proven in project.steps.items():
            place = f"{project.id}.{step}"
            found += [
                wrong(one.code, f"{project.title}, {step}: {one.message}", field=f"{place}.{one.field}")
                for one in faults(proven.evidence)
            ]
            if proven.evidence.grade is EvidenceGrade.E:
                message = f"{project.title}: that it is {step} has no source. Give evidence, or leave the step out."
                found.append(wrong("evidence_missing", message, field=place))
            if proven.evidence.published is not None and proven.evidence.published < proven.on:
                message = f"{project.title}: the evidence for {step} is older than {proven.on}; it only announces."
                found.append(wrong("evidence_announces", message, field=place))
            passage = (proven.evidence.document, proven.evidence.quote)
            if proven.evidence.document and passage in seen:
                message = f"{project.title}: one passage is given for {seen[passage]} and {step}. Each needs its own."
                found.append(wrong("evidence_of_other_fact", message, field=place))
            seen[passage] = step
        taken = [(step, project.steps[step].on) for step in Step if step in project.steps]
        for (before, first), (after, second) in pairwise(taken):
            if second < first:
                message = f"{project.title} is {after} on {second}, before it is {before} on {first}. Check the days."
                found.append(wrong("steps_out_of_order", message, field=f"{project.id}.{after}"))
        if project.amount is not None and (type(project.amount) is not int or project.amount < 0):
            message = f"{project.title} has the amount {project.amount!r}. Give whole fen, or None where not published."
            found.append(wrong("bad_amount", message, field=f"{project.id}.amount"))
    return tuple(found)


def proven_steps(project: Investment, day: date) -> tuple[Step, ...]:
    """Give the steps that are proven by a day: with evidence that counts, published not before the fact."""
    return tuple(
        step
        for step in Step
        if (proven := project.steps.get(step)) is not None
        and proven.on <= day
        and proven.evidence.grade <= EvidenceGrade.C
        and not faults(proven.evidence)
    )


def funnel(projects: Sequence[Investment], day: date) -> tuple[Reached, ...]:
    """Count the projects that have each step proven by a day."""
    found = []
    for step in Step:
        reached = [project for project in projects if step in proven_steps(project, day)]
        amounts = [project.amount for project in reached if project.amount is not None]
        found.append(Reached(step, len(reached), sum(amounts), len(reached) - len(amounts)))
    return tuple(found)


def by_origin(projects: Sequence[Investment], step: Step, day: date) -> tuple[Share, ...]:
    """Give each origin's share of the projects that have a step proven by a day, the largest first; "" is unknown."""
    groups: dict[str, list[Investment]] = defaultdict(list)
    for project in projects:
        if step in proven_steps(project, day):
            groups[project.origin].append(project)
    count = sum(map(len, groups.values()))
    total = sum(project.amount or 0 for group in groups.values() for project in group)
    shares = []
    for origin, group in groups.items():
        amount = sum(project.amount or 0 for project in group)
        shares.append(
            Share(origin, len(group), Fraction(len(group), count), amount, Fraction(amount, total) if total else None)
        )
    return tuple(sorted(shares, key=lambda one: (-one.projects, -one.amount, one.origin)))
