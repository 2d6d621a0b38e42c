"""Topic groups of a body: created, renamed, re-scoped and re-led, each by a session that is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tashan.governance.participants import Participant
from tashan.governance.problems import Problem
from tashan.records.codes import GroupEvent
from tashan.rules import Label, Source

#: `reported`: known to exist, its creation not seen; `closed`: no longer there.
EVENTS = (*GroupEvent.values(), "reported", "closed")


@dataclass(frozen=True, slots=True)
class GroupChange:
    """
    What happened to a topic group.

    Attributes:
        day: when.
        event: one of `EVENTS`.
        decided_by: the session that decided it, as `body/session` or by its name; "" for what was only reported.
        name: the name from then on; None: as before.
        scope: what it deals with from then on; None: as before.
        leads: who leads from then on; None: as before.
        rotating: whether the lead goes round from then on; None: as before.
        source: where it is written.
        place: file, line and field.
    """

    day: str
    event: str
    decided_by: str
    name: Label | None = None
    scope: str | None = None
    leads: tuple[Participant, ...] | None = None
    rotating: bool | None = None
    source: Source | None = None
    place: tuple[str, int, str] = ("", 0, "")


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """A topic group by its key, with all that happened to it."""

    key: str
    changes: tuple[GroupChange, ...]


@dataclass(frozen=True, slots=True)
class GroupState:
    """A topic group on a day: name, scope, leads, whether the lead goes round, and what was decided last, by whom."""

    key: str
    name: Label
    scope: str
    leads: tuple[Participant, ...]
    rotating: bool
    since: str
    decided_by: str


def group_on(group: TopicGroup, day: str) -> GroupState | None:
    """The group as it was on a day; None before anything is known of it and after it was closed."""
    state: GroupState | None = None
    for change in sorted(group.changes, key=lambda each: each.day):
        if change.day <= day:
            state = _changed(group.key, state, change)
    return state


def groups_on(groups: Iterable[TopicGroup], day: str) -> tuple[GroupState, ...]:
    """The groups there were on a day, as given."""
    return tuple(state for group in groups if (state := group_on(group, day)) is not None)


def _changed(key: str, before: GroupState | None, change: GroupChange) -> GroupState | None:
    if change.event == "closed":
        return None
    old = before or GroupState(key, Label("", ""), "", (), rotating=False, since=change.day, decided_by="")
    return GroupState(
        key,
        change.name or old.name,
        old.scope if change.scope is None else change.scope,
        old.leads if change.leads is None else change.leads,
        old.rotating if change.rotating is None else change.rotating,
        old.since,
        change.decided_by,
    )


def check_groups(groups: Iterable[TopicGroup]) -> tuple[Problem, ...]:
    """
    What is wrong with the history of topic groups, each with its place.

    `not_created`: renamed, re-scoped, re-led or closed before it was created or reported; `created_twice`;
    `no_session`: a change that no session is said to
    have decided; `change_without_content`: a renaming without a name, and so on.
    """
    problems = []
    wanted = {"renamed": "name", "rescoped": "scope", "lead_changed": "leads"}
    for group in groups:
        alive = False
        for change in sorted(group.changes, key=lambda each: each.day):
            file, line, field = change.place
            opens = change.event in {"created", "reported"}
            if not opens and not alive:
                message = (
                    f"`{group.key}` is {change.event} on {change.day}, but not there yet. Add when it was created."
                )
                problems.append(Problem("not_created", message, file, line, field))
            if change.event == "created" and alive:
                message = f"`{group.key}` is created on {change.day}, but is there already. Delete one of the entries."
                problems.append(Problem("created_twice", message, file, line, field))
            if change.event != "reported" and not change.decided_by:
                message = f"`{group.key}` is {change.event}, but no session is named. Add `decided_by`."
                problems.append(Problem("no_session", message, file, line, field))
            part = wanted.get(change.event)
            if part == "leads" and change.rotating is not None:
                part = None
            if part and getattr(change, part) is None:
                message = f"`{group.key}` is {change.event}, but there is no `{part}`. Add it."
                problems.append(Problem("change_without_content", message, file, line, field))
            alive = change.event != "closed"
    return tuple(problems)
