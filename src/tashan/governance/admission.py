"""
How somebody comes to belong to a body: applied, observer, under review, admitted, active; or refused, or gone again.

The steps that a body allows, its criteria with their thresholds, and the share of votes that admits, are data of the body.
A case is a list of dated events; its state on any day is what they replay to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from tashan.governance.days import When, add_days, days_between
from tashan.governance.membership import Membership
from tashan.governance.participants import Participant
from tashan.governance.problems import Problem
from tashan.records.codes import MembershipState
from tashan.rules import Label, Source

#: The states of a case; `refused` is none of a member, so the code list of records does not have it.
STATES: Final = (*MembershipState.values(), "refused")

#: Which state may follow which, where a body's file does not say otherwise; "" is before the application.
STEPS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "": ("applied",),
        "applied": ("observer", "under_review", "refused", "withdrawn"),
        "observer": ("under_review", "refused", "withdrawn"),
        "under_review": ("observer", "admitted", "refused", "withdrawn"),
        "admitted": ("active", "withdrawn"),
        "active": ("suspended", "withdrawn"),
        "suspended": ("active", "withdrawn"),
        "refused": ("applied",),
        "withdrawn": ("applied",),
    }
)


@dataclass(frozen=True, slots=True)
class Criterion:
    """
    Something that is examined before admission.

    Attributes:
        key: its name in the file.
        label: its name in both languages.
        least: the least number that will do; None where it is judged, not measured.
        unit: what the number counts.
        source: where it is written.
    """

    key: str
    label: Label
    least: Fraction | None = None
    unit: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class AdmissionRules:
    """
    What a body asks of those who want to join.

    Attributes:
        steps: which state may follow which.
        criteria: what is examined before `admitted`.
        share: the share of members that has to approve; None where it is not known.
        source: where it is written.
    """

    steps: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: STEPS)
    criteria: tuple[Criterion, ...] = ()
    share: Fraction | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """
    One step of a case.

    Attributes:
        when: the day of the step, as far as known.
        state: the state it leads to, one of `STATES`.
        decided_by: the session or body that decided it.
        findings: criterion to number, or to `yes` / `no` where it is judged.
        votes: members in favour, and members who could vote; None where not told.
        reason: why.
        source: where it is written.
        place: file, line and field.
    """

    when: When
    state: str
    decided_by: str = ""
    findings: Mapping[str, Fraction | bool] = field(default_factory=dict, hash=False)
    votes: tuple[int, int] | None = None
    reason: str = ""
    source: Source | None = None
    place: tuple[str, int, str] = ("", 0, "")

    @property
    def day(self) -> str:
        """The earliest day it can have been."""
        return self.when.first


@dataclass(frozen=True, slots=True)
class Case:
    """The case of one applicant."""

    applicant: Participant
    events: tuple[CaseEvent, ...]

    @property
    def history(self) -> tuple[CaseEvent, ...]:
        """Its events by day; those of one day as given."""
        return tuple(sorted(self.events, key=lambda event: event.day))


def step(state: str, event: CaseEvent, rules: AdmissionRules) -> str | Problem:
    """
    The state after one event, or why it cannot follow.

    Problems: `step_not_allowed`; `criterion_not_met`: a threshold is missed or a judgement was no; `criterion_open`: the
    findings name some criteria but not this one; `too_few_votes`.
    """
    allowed = rules.steps.get(state, ())
    file, line, place = event.place
    if event.state not in allowed:
        message = (
            f"`{event.state}` cannot follow `{state or 'nothing'}` (on {event.when}); allowed: "
            f"{', '.join(allowed) or 'nothing'}. Correct the state, or add the step in between."
        )
        return Problem("step_not_allowed", message, file, line, place)
    if event.state == "admitted":
        found = _unmet(event, rules) or _outvoted(event, rules)
        if found is not None:
            return Problem(*found, file, line, place)
    return event.state


def _unmet(event: CaseEvent, rules: AdmissionRules) -> tuple[str, str] | None:
    """Why the findings do not allow an admission; without any findings nothing is known, and nothing is refused."""
    for criterion in rules.criteria if event.findings else ():
        found = event.findings.get(criterion.key)
        name = criterion.label.en or criterion.key
        if found is None:
            return "criterion_open", f"Nothing was found on `{name}`. Add it to `findings`, or decide later."
        if criterion.least is None:
            if not found:
                return "criterion_not_met", f"`{name}` was judged no. Refuse, or correct the finding."
        elif Fraction(found) < criterion.least:
            wanted = f"{_plain(criterion.least)} {criterion.unit}".strip()
            message = f"`{name}` is {_plain(Fraction(found))}, less than {wanted}. Refuse, or correct the finding."
            return "criterion_not_met", message
    return None


def _outvoted(event: CaseEvent, rules: AdmissionRules) -> tuple[str, str] | None:
    if rules.share is None or event.votes is None:
        return None
    votes, of = event.votes
    if of > 0 and Fraction(votes, of) >= rules.share:
        return None
    return "too_few_votes", f"{votes} of {of} approved, less than {rules.share}. Refuse, or correct the votes."


def _plain(number: Fraction) -> str:
    return str(number) if number.denominator == 1 else f"{float(number):g}"


def replay(events: Iterable[CaseEvent], rules: AdmissionRules) -> tuple[str, tuple[Problem, ...]]:
    """The state that events lead to, in their order; steps that cannot follow change nothing and are problems."""
    state, problems = "", []
    for event in events:
        after = step(state, event, rules)
        if isinstance(after, Problem):
            problems.append(after)
        else:
            state = after
    return state, tuple(problems)


def state_on(case: Case, day: str, rules: AdmissionRules) -> str:
    """The state of a case on a day: "" before the application."""
    return replay((event for event in case.history if event.day <= day), rules)[0]


def memberships(case: Case, rules: AdmissionRules) -> tuple[Membership, ...]:
    """The times as observer and as member that a case makes; suspended members do not belong while they are."""
    found: list[Membership] = []
    state = ""
    roles = {"observer": "observer", "active": "member"}
    for event in case.history:
        after = step(state, event, rules)
        if isinstance(after, Problem) or after == state:
            continue
        if state in roles and found:
            found[-1] = _ended(found[-1], event.day)
        if after in roles:
            found.append(Membership(case.applicant, roles[after], event.day, source=event.source, place=event.place))
        state = after
    return tuple(each for each in found if each.end is None or each.start <= each.end)


def _ended(membership: Membership, day: str) -> Membership:
    return Membership(
        membership.participant,
        membership.role,
        membership.start,
        add_days(day, -1),
        source=membership.source,
        place=membership.place,
    )


def lead_time(case: Case, first: str = "applied", last: str = "admitted") -> tuple[int, int] | None:
    """Least and most days from the first event of one state to the first of another after it; None where one is missing."""
    start = next((event for event in case.history if event.state == first), None)
    end = next((event for event in case.history if event.state == last and start and event.day >= start.day), None)
    if start is None or end is None:
        return None
    count = days_between(start.when, end.when)
    return (count.least, count.most) if count else None


def check_cases(cases: Sequence[Case], rules: AdmissionRules) -> tuple[Problem, ...]:
    """Every step of every case that cannot follow, each with its place."""
    return tuple(problem for case in cases for problem in replay(case.history, rules)[1])
