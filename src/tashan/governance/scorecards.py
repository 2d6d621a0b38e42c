"""How does it measure up? Score cards by member, matter and year against targets, with what was counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from tashan.governance._wrong import wrong
from tashan.governance.evidence import counted
from tashan.governance.matters import MatterState, polimeter
from tashan.governance.problems import Problem
from tashan.governance.transitions import confirmed
from tashan.records.codes import Code, Completion, EvidenceGrade, SelfReport, Stage


class Indicator(Code):
    """What a score card asks of the matters that a member leads and that fall due in a year."""

    DONE = "done", "完成率", "done"
    DONE_IN_TIME = "done_in_time", "按期完成率", "done in time"
    PROVEN = "proven", "核实率", "proven by a second member"
    EVIDENCE = "evidence", "有证据率", "with independent evidence"
    UPDATED = "updated", "按时报告率", "reported on within 90 days"
    KEPT_DATES = "kept_dates", "首个期限保持率", "first due day kept"
    COPIED = "copied", "复制推广率", "taken over elsewhere"


@dataclass(frozen=True, slots=True)
class Target:
    """A share that is to be reached: of an indicator, by a member ("" for all) in a year (None for every)."""

    indicator: Indicator
    share: Fraction
    member: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """
    One indicator of a card.

    Attributes:
        indicator: what was asked.
        value: numerator ÷ denominator; None where nothing was due.
        numerator, denominator: matters.
        no_evidence: how many of them have no evidence of grade A to C.
        target: the share to be reached, or None.
        met: whether it was; None where there is no target or nothing to count.
    """

    indicator: Indicator
    value: Fraction | None
    numerator: int
    denominator: int
    no_evidence: int
    target: Fraction | None
    met: bool | None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """
    What a member achieved in a year.

    Attributes:
        member: code of the member, or "" for all together.
        year: in which the first due day of the matters falls.
        lines: one for each indicator.
        overclaimed: matters whose owner says done while the coding, as confirmed, says less.
    """

    member: str
    year: int
    lines: tuple[Line, ...]
    overclaimed: tuple[str, ...]

    def line(self, indicator: Indicator) -> Line:
        """The line of an indicator."""
        return next(one for one in self.lines if one.indicator is indicator)


@dataclass(frozen=True, slots=True)
class MatterCard:
    """One matter against what was first promised of it; `kept` is the Polimeter's stricter view."""

    matter: str
    owner: str
    year: int | None
    target: str
    first_due: date | None
    done: date | None
    late_days: int | None
    slip: int | None
    completion: Completion
    proven: bool
    grade: EvidenceGrade
    kept: str


@dataclass(frozen=True, slots=True)
class Scored:
    """
    What of a matter score cards count.

    Attributes:
        id: its name.
        owner: for whom it counts.
        stage: where it stands.
        first_due, due: the first due day and the one in force; None where none was fixed.
        done: the day it was done, as coded and confirmed.
        completion: as confirmed.
        proven: whether a second member confirmed that it is substantially or completely done.
        evidence: whether any evidence of grade A to C is there.
        reported: the last day on which its owner reported.
        claimed: what the owner said then.
        copied: whether a result was taken over elsewhere.
    """

    id: str
    owner: str
    stage: Stage
    first_due: date | None
    due: date | None
    done: date | None
    completion: Completion
    proven: bool
    evidence: bool
    reported: date | None
    claimed: SelfReport | None
    copied: bool


def scored(state: MatterState) -> Scored:
    """Give what of a matter score cards count."""
    return Scored(
        state.id,
        state.owner,
        state.stage,
        state.first.due if state.first else None,
        state.due,
        state.done_on,
        state.completion,
        confirmed(state),
        bool(counted(state.evidence.values())),
        state.reports[-1].day if state.reports else None,
        state.self_report,
        any(result.adoptions for result in state.results.values()),
    )


def _reported(one: Scored, day: date) -> bool:
    """Whether it is closed, or its owner reported within 90 days."""
    if one.stage in (Stage.CLOSED, Stage.REPLICATED):
        return True
    return one.reported is not None and (day - one.reported).days <= 90


_ASKS: Mapping[Indicator, Callable[[Scored, date], bool]] = MappingProxyType(
    {
        Indicator.DONE: lambda one, _: one.completion is Completion.COMPLETE,
        Indicator.DONE_IN_TIME: lambda one, _: bool(one.done and one.first_due and one.done <= one.first_due),
        Indicator.PROVEN: lambda one, _: one.proven,
        Indicator.EVIDENCE: lambda one, _: one.evidence,
        Indicator.UPDATED: _reported,
        Indicator.KEPT_DATES: lambda one, _: not (one.due and one.first_due and one.due > one.first_due),
        Indicator.COPIED: lambda one, _: one.copied,
    }
)


def scorecards(
    matters: Iterable[Scored], day: date, targets: Sequence[Target] = ()
) -> tuple[tuple[Scorecard, ...], tuple[Problem, ...]]:
    """
    Give the cards of all members and years, and of all members together.

    Args:
        matters: as of `day`. A matter counts for its owner, in the year of its first due day; one without a due day is
            on no card.
        day: as of when.
        targets: the one that names member and year goes before one that names less.

    Returns:
        Cards by year and member, those of all members ("") first in each year; a problem for each target that stands
        twice, is no share, or is for a card that there is not.
    """
    groups: dict[tuple[int, str], list[Scored]] = {}
    for one in matters:
        if one.first_due is not None:
            for member in ("", one.owner):
                groups.setdefault((one.first_due.year, member), []).append(one)
    cards = tuple(_card(member, year, group, day, targets) for (year, member), group in sorted(groups.items()))
    return cards, tuple(_target_faults(targets, groups))


def matter_card(state: MatterState) -> MatterCard:
    """Give the card of one matter."""
    first = state.first
    return MatterCard(
        state.id,
        state.owner,
        first.due.year if first else None,
        first.target if first else "",
        first.due if first else None,
        state.done_on,
        state.late_days,
        state.slip,
        state.completion,
        confirmed(state),
        state.grade,
        polimeter(state),
    )


def _card(member: str, year: int, matters: Sequence[Scored], day: date, targets: Sequence[Target]) -> Scorecard:
    bare = sum(not one.evidence for one in matters)
    lines = []
    for indicator, asks in _ASKS.items():
        hits = sum(asks(one, day) for one in matters)
        target = _target(targets, indicator, member, year)
        value = Fraction(hits, len(matters))
        lines.append(
            Line(indicator, value, hits, len(matters), bare, target, None if target is None else value >= target)
        )
    claimed = tuple(
        one.id for one in matters if one.claimed is SelfReport.DONE and one.completion is not Completion.COMPLETE
    )
    return Scorecard(member, year, tuple(lines), claimed)


def _target(targets: Sequence[Target], indicator: Indicator, member: str, year: int) -> Fraction | None:
    fitting = [
        one for one in targets if one.indicator is indicator and one.member in ("", member) and one.year in (None, year)
    ]
    fitting.sort(key=lambda one: (bool(one.member), one.year is not None))
    return fitting[-1].share if fitting else None


def _target_faults(targets: Sequence[Target], cards: Iterable[tuple[int, str]]) -> Iterable[Problem]:
    known = set(cards)
    seen: set[tuple[Indicator, str, int | None]] = set()
    for number, one in enumerate(targets, 1):
        name = (one.indicator, one.member, one.year)
        place = f"targets[{number}]"
        if name in seen:
            yield wrong("target_twice", f"The target for {one.indicator} stands twice. Keep one.", field=place)
        seen.add(name)
        if not 0 <= one.share <= 1:
            message = f"The target {one.share} for {one.indicator} is no share. Write it between 0 and 1."
            yield wrong("target_no_share", message, field=place)
        if not any(one.member in ("", member) and one.year in (None, year) for year, member in known):
            message = f"Nothing of {one.member or 'any member'} falls due in {one.year}: the target has no card."
            yield wrong("target_unused", message, field=place)
