"""
What do its events make of a matter? The state folded from a history, as of any day and as it was known on any other.

Folding asks nothing: whether an event may be added is asked once, by `tashan.governance.history.append`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tashan.governance import events as happened
from tashan.governance.approval import Approval, Given, answered, asked_again
from tashan.governance.events import Event, Fact
from tashan.governance.matters import (
    STAGES,
    Adoption,
    Baseline,
    Coding,
    FactDate,
    MatterState,
    Money,
    Objection,
    Report,
    Result,
)
from tashan.records.codes import (
    Completion,
    ResultLevel,
    Stage,
)

_HIGH = (Completion.SUBSTANTIAL, Completion.COMPLETE)


def ordered(
    events: Sequence[Event], *, day: date | None = None, known_on: date | None = None
) -> list[tuple[int, Event]]:
    """
    Give the events that count, with their numbers (from 1), in the order in which they are true.

    Args:
        events: the history, in the order in which it was recorded.
        day: leave out what is true only later.
        known_on: leave out what was recorded only later; a retraction counts from the day it was recorded.
    """
    known = [(number, one) for number, one in enumerate(events, 1) if known_on is None or one.recorded <= known_on]
    gone = {one.change.event for _, one in known if isinstance(one.change, happened.Retracted)}
    kept = [
        (number, one)
        for number, one in known
        if number not in gone and (day is None or one.day <= day) and not isinstance(one.change, happened.Retracted)
    ]
    kept.sort(key=lambda pair: (pair[1].day, pair[0]))
    return kept


def fold(events: Sequence[Event], *, day: date | None = None, known_on: date | None = None) -> MatterState | None:
    """
    Give the state that a history makes, as of a day and as known on a day; None where it was not opened by then.

    Args:
        events: the history of one matter, in the order in which it was recorded.
        day: leave out what is true only later.
        known_on: leave out what was recorded only later.
    """
    return folded(ordered(events, day=day, known_on=known_on))


def folded(numbered: Iterable[tuple[int, Event]]) -> MatterState | None:
    """Give the state that numbered events make, in the order given."""
    state: MatterState | None = None
    for number, event in numbered:
        state = apply(state, event, number)
    return state


def as_of(histories: Iterable[Sequence[Event]], day: date, known_on: date | None = None) -> tuple[MatterState, ...]:
    """Give the states of many matters as of a day; those not opened by then are left out."""
    states = (fold(history, day=day, known_on=known_on) for history in histories)
    return tuple(state for state in states if state is not None)


def apply(state: MatterState | None, event: Event, number: int) -> MatterState | None:
    """Carry out one event on a state (in place, but for the first one) and give it back."""
    change = event.change
    if state is None:
        return _opened(change, event) if isinstance(change, happened.Opened) else None
    state.last_update = event.day
    state.number += 1
    apply_change(state, change, event, number)
    return state


def _opened(change: happened.Opened, event: Event) -> MatterState:
    return MatterState(
        event.matter,
        change.title,
        change.owner,
        change.participants,
        change.body,
        change.measure,
        change.parent,
        change.themes,
        change.lead,
        change.borders,
        change.quote,
        event.day,
        event.day,
        since=event.day,
        reached={Stage.PROPOSED: event.day},
        number=1,
    )


def apply_change(state: MatterState, change: happened.Change, event: Event, number: int) -> None:
    """Carry out one change; `event` says when, by whom and why."""
    match change:
        case happened.Baselined(start, due, target, measure):
            state.baselines.append(
                Baseline(start, due, target, measure, event.day, event.actor, event.member, event.reason)
            )
        case happened.Moved(to):
            _move(state, to, event.day)
        case happened.SetAside(to, other):
            state.side_state, state.other, state.since = to, other, event.day
        case happened.Resumed():
            state.side_state, state.other, state.since = None, "", event.day
        case happened.Reported(status, note):
            state.reports.append(Report(status, note, event.day, event.actor, event.member))
        case happened.Evidenced(evidence):
            state.evidence[evidence.id] = evidence
        case happened.Dated(fact, on, evidence_id):
            state.facts[fact] = FactDate(on, evidence_id)
        case happened.Coded(completion, evidence_ids, achieved):
            coding = Coding(completion, evidence_ids, achieved, event.day, event.actor, event.member)
            if completion in _HIGH:
                state.pending = coding
            else:
                state.pending, state.coding, state.completion = None, coding, completion
        case happened.Confirmed():
            _confirm(state, event)
        case happened.Declined():
            state.pending = None
        case happened.Linked(node):
            if node not in state.links:
                state.links.append(node)
        case happened.Funded(source, amount, kind):
            state.money.append(Money(source, amount, kind, event.day))
        case happened.Resulted(result, title, type_, level, evidence_ids):
            state.results[result] = Result(result, title, type_, level, evidence_ids)
        case happened.Adopted(result, member, on, evidence_id):
            found = state.results.get(result)
            if found is not None:
                adoptions = (*found.adoptions, Adoption(member, on, evidence_id))
                state.results[result] = Result(
                    found.id, found.title, found.type, ResultLevel.REPLICATED, found.evidence, adoptions
                )
        case happened.Assessed(assessment):
            state.assessment = assessment
        case happened.Asked():
            _ask(state, change, event)
        case happened.Answered(approval, answer):
            _answer(state, approval, Given(event.member, event.actor, answer, event.day, event.reason), event, number)
        case happened.Objected(text):
            state.objections[number] = Objection(number, text, event.day)
        case happened.Settled(objection, upheld):
            one = state.objections.get(objection)
            if one is not None:
                state.objections[objection] = Objection(one.number, one.text, one.day, upheld, event.reason)
        case _:
            pass


def _move(state: MatterState, to: Stage, day: date) -> None:
    """Go to a stage; going back to work takes back what said that the work was done."""
    back = STAGES.index(to) < STAGES.index(state.stage)
    state.stage, state.since = to, day
    state.reached.setdefault(to, day)
    if back and to is Stage.STARTED:
        state.pending = None
        state.facts.pop(Fact.IN_USE, None)
        state.assessment = None
        if state.completion in _HIGH:
            state.completion, state.coding = Completion.LIMITED, None


def _confirm(state: MatterState, event: Event) -> None:
    waits = state.pending
    if waits is None:
        return
    state.coding = Coding(
        waits.completion,
        waits.evidence,
        waits.achieved,
        waits.day,
        waits.actor,
        waits.member,
        event.actor,
        event.member,
    )
    state.completion, state.pending = waits.completion, None


def _ask(state: MatterState, change: happened.Asked, event: Event) -> None:
    earlier = state.approvals.get(change.approval)
    state.approvals[change.approval] = (
        Approval(change.approval, change.changes, change.members, change.needed, event.actor, event.day)
        if earlier is None
        else asked_again(earlier, change.changes, event.actor, event.day)
    )


def _answer(state: MatterState, approval: str, given: Given, event: Event, number: int) -> None:
    """Take an answer; the one that grants the approval carries out all its changes."""
    before = state.approvals.get(approval)
    if before is None:
        return
    after = answered(before, given)
    state.approvals[approval] = after
    for change in after.effect or ():
        apply_change(state, change, event, number)
