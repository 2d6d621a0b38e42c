"""
May this be recorded? The one door by which an event enters the history of a matter.

An event is taken only if the whole history, with it, still holds at every step: who may do it, in which relation to the
matter, and what has to be there first. What is refused comes back as problems; the history stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tashan.governance import events as happened
from tashan.governance._wrong import wrong
from tashan.governance.events import Event
from tashan.governance.folding import apply, fold, ordered
from tashan.governance.matters import MatterState
from tashan.governance.problems import Problem
from tashan.governance.refusals import not_allowed, refusals
from tashan.governance.transitions import table


@dataclass(frozen=True, slots=True)
class Appended:
    """A history after an event was offered: with it where `problems` is empty, else unchanged."""

    events: tuple[Event, ...]
    state: MatterState | None
    problems: tuple[Problem, ...]


def append(events: Sequence[Event], event: Event) -> Appended:
    """
    Offer an event to a history.

    Args:
        events: the history, itself made by `append`.
        event: what happened.

    Returns:
        The history with the event, or unchanged with every reason why it was refused. An event of an earlier day is
        tried at its day, and refused where what follows would no longer hold.
    """
    before = tuple(events)
    problems = [*_form(before, event), *_retraction(before, event)]
    state: MatterState | None = None
    if not problems:
        after = (*before, event)
        state, problems = _replay(after)
        if not problems and state is not None:
            return Appended(after, state, ())
        if not problems:
            problems.append(wrong("matter_not_open", f"Matter {event.matter} is not open. Its first event opens it."))
    return Appended(before, None, tuple(problems))


def record(events: Iterable[Event]) -> Appended:
    """Offer events one after another to an empty history; refused ones are left out, with their problems."""
    history: tuple[Event, ...] = ()
    problems: list[Problem] = []
    state: MatterState | None = None
    for event in events:
        offered = append(history, event)
        history, problems = offered.events, [*problems, *offered.problems]
        state = offered.state or state
    return Appended(history, state, tuple(problems))


def _replay(events: Sequence[Event]) -> tuple[MatterState | None, list[Problem]]:
    """Play a history in the order of its days; problems where a step does not hold."""
    state: MatterState | None = None
    for number, event in ordered(events):
        problems = list(refusals(state, event))
        if problems:
            return None, problems
        state = apply(state, event, number)
    return state, []


def _form(events: Sequence[Event], event: Event) -> Iterator[Problem]:
    """What is wrong with an event whatever the state."""
    for name in ("matter", "actor", "member"):
        if not str(getattr(event, name)).strip():
            yield wrong("field_missing", f"An event has no {name}. Say which.", field=name)
    if event.recorded < event.day:
        message = (
            f"The event is of {event.day} but was recorded on {event.recorded}, before it. Nothing is recorded ahead."
        )
        yield wrong("recorded_before_day", message, field="recorded")
    if events and event.recorded < events[-1].recorded:
        message = (
            f"The event was recorded on {event.recorded}, the one before it on {events[-1].recorded}. "
            "A history only grows; record it as of today."
        )
        yield wrong("recorded_out_of_order", message, field="recorded")
    if isinstance(event.change, happened.Baselined):
        later = [one.day for _, one in ordered(events) if isinstance(one.change, happened.Baselined)]
        if later and event.day < max(later):
            message = f"Dates were fixed on {max(later)} already; new ones cannot be put before them, on {event.day}."
            yield wrong("baseline_backdated", message, field="day")
    if events and event.matter != events[0].matter:
        message = f"The event is of matter {event.matter}, the history of {events[0].matter}. Add it to its own."
        yield wrong("matter_other", message, field="matter")


def _retraction(events: Sequence[Event], event: Event) -> Iterator[Problem]:
    """A retraction names an event that can be taken back: not the opening, not a retraction, not a later one."""
    change = event.change
    if not isinstance(change, happened.Retracted) or (state := fold(events)) is None:
        return
    relation = state.relation(event.member)
    if (event.role, relation) not in table().acts["retracted"]:
        yield not_allowed("retract an event", event, relation)
    if not 1 < change.event <= len(events) or isinstance(events[change.event - 1].change, happened.Retracted):
        message = f"Event {change.event} cannot be retracted: it is the first, a retraction, or not there."
        yield wrong("retraction_impossible", message, field="event")
    if not event.reason.strip():
        yield wrong("reason_missing", "A retraction needs a reason.", field="reason")
