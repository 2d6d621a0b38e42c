"""Matters: proposed, and everything that is recorded of them. Whether it may be is asked of the pure room."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tashan.governance.codec import event_to_dict
from tashan.governance.events import (
    KIND_OF,
    Baselined,
    Change,
    Confirmed,
    Declined,
    Event,
    Moved,
    Opened,
    Relation,
    Resumed,
    Role,
    SetAside,
)
from tashan.governance.folding import fold
from tashan.governance.history import append, record
from tashan.governance.problems import Problem
from tashan.regions.divisions import by_code
from tashan.web.audit.services import note
from tashan.web.governance.kept import history, state_of, store
from tashan.web.governance.models import Body, Matter, Visibility
from tashan.web.governance.seats import Seat, seats, stands_for
from tashan.web.governance.told import in_words
from tashan.web.pages.access import check
from tashan.web.pages.words import say


class GovernanceError(Exception):
    """It cannot be done; `reasons` says why, each in the reader's language, with the remedy."""

    def __init__(self, *reasons: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons
        self.problems = tuple(problems)


class StaleError(GovernanceError):
    """Somebody else changed the thing after it was read."""


def refused(problems: Sequence[Problem]) -> GovernanceError:
    """The error that tells all problems of the pure room in the reader's language."""
    return GovernanceError(*dict.fromkeys(map(in_words, problems)), problems=problems)


def stale() -> StaleError:
    """The error of who read an older version."""
    return StaleError(
        say(
            "您打开后，别人已有改动；您填写的内容还在，请看过新情况后再提交。",
            "Somebody else changed this after you opened it. What you typed is kept; look at the new state, then send again.",
        )
    )


@transaction.atomic
def do_propose(
    *,
    actor: Any,
    body: Body,
    opened: Opened,
    day: date,
    due: date | None = None,
    start: date | None = None,
    target: str = "",
    visibility: str = "members",
) -> Matter:
    """
    Propose a matter.

    Args:
        actor: of the body, or of the owner.
        body: under which it runs.
        opened: what is promised; its body is set here.
        day: on which it is proposed.
        due: the last day, where it is fixed already.
        start: the first day.
        target: what is to be reached.
        visibility: who may see it.

    Raises:
        GovernanceError: every reason of the pure room against it; an owner or participant that is no region on that day.
    """
    check(actor, "governance.propose_matter", _At((body.place, opened.owner)))
    known_members((opened.owner, *opened.participants))
    opened = _under(opened, body)
    trial = Matter(body=body, owner=opened.owner, participants=list(opened.participants))
    seat = next((one for one in seats(actor, trial) if one.role is not Role.CODER), None)
    if seat is None:
        raise GovernanceError(
            say("只有牵头方或机构办公室可以提出事项。", "Only the owner or the office of the body proposes a matter.")
        )
    changes: list[Change] = [opened]
    if due is not None:
        changes.append(Baselined(start, due, target, opened.measure))
    return open_matter(
        actor=actor,
        body=body,
        events=[
            Event("new", change, day, timezone.localdate(), _name(actor), seat.role, seat.member) for change in changes
        ],
        visibility=visibility,
    )


def open_matter(
    *, actor: Any, body: Body, events: Sequence[Event], visibility: str, key: str = "", sample: bool = False
) -> Matter:
    """
    Keep a new matter with its first events, in the caller's transaction.

    Args:
        actor: who does; None for the sample.
        body: under which it runs.
        events: its first ones; their id of the matter is replaced by `key`.
        visibility: who may see it.
        key: its id; made here without it.
        sample: whether it is invented.

    Raises:
        GovernanceError: every reason of the pure room against it.
    """
    key = key or _free_key()
    made = record(
        Event(key, one.change, one.day, one.recorded, one.actor, one.role, one.member, one.reason) for one in events
    )
    if made.problems or made.state is None:
        raise refused(made.problems)
    matter = Matter(key=key, body=body, visibility=visibility, sample=sample)
    matter.opened = matter.last_day = made.state.opened
    matter.save()
    store(matter, made.events, made.state, person=actor, at=timezone.now())
    _note(actor, "propose_matter", matter, after={"title": matter.title, "owner": matter.owner})
    return matter


@transaction.atomic
def do_record(
    *,
    actor: Any,
    matter: Matter,
    changes: Sequence[Change],
    day: date | None = None,
    reason: str = "",
    version: int | None = None,
) -> Matter:
    """
    Record what happened to a matter: a report, evidence, a coding, a confirmation, a step, new dates.

    The person acts in the first of their offices that the table of transitions allows.

    Args:
        actor: the person.
        matter: the matter.
        changes: taken together or not at all.
        day: on which it is true; today without it.
        reason: why.
        version: how many events the person saw; with fewer than there are nothing is recorded.

    Raises:
        StaleError: somebody recorded something meanwhile.
        GovernanceError: every reason against it.
    """
    for change in changes:
        check(actor, f"governance.{permission_of(change)}", matter)
    matter = Matter.objects.select_for_update().select_related("body").get(pk=matter.pk)
    if version is not None and version != matter.version:
        raise stale()
    for change in changes:
        if isinstance(change, Confirmed | Declined):
            _second_member(actor, matter)
    today = timezone.localdate()
    problems: list[tuple[Problem, ...]] = []
    for seat in seats(actor, matter):
        events, found = _tried(matter, seat, changes, day or today, today, _name(actor), reason)
        if not found:
            return _kept(actor, matter, events, changes, seat, reason)
        problems.append(found)
    # The reasons of the office that comes closest; "not allowed" only where no other reason is left.
    raise refused(min(problems, key=lambda found: (_barred(found), len(found)), default=()))


def record_for_body(
    *, actor: Any, matter: Matter, changes: Sequence[Change], day: date, reason: str, asked_by: str
) -> Matter:
    """
    Record for the secretariat what the members agreed to jointly, in the caller's transaction.

    Raises:
        GovernanceError: every reason against it.
    """
    matter = Matter.objects.select_for_update().select_related("body").get(pk=matter.pk)
    seat = Seat(Role.SECRETARIAT, matter.body.place, Relation.BODY)
    events, found = _tried(matter, seat, changes, day, timezone.localdate(), asked_by, reason)
    if found:
        raise refused(found)
    return _kept(actor, matter, events, changes, seat, reason)


@transaction.atomic
def do_show(*, actor: Any, matter: Matter, visibility: str, reason: str) -> Matter:
    """
    Show a matter to everybody, or to members only; the body decides.

    Raises:
        GovernanceError: no reason is given.
    """
    check(actor, "governance.show_to_public", matter.body.place)
    if not reason.strip():
        raise GovernanceError(say("请写明理由。", "Please give a reason."))
    before = matter.visibility
    matter.visibility = Visibility(visibility)
    matter.save(update_fields=["visibility"])
    _note(
        actor, "show_matter", matter, why=reason, before={"visibility": before}, after={"visibility": str(visibility)}
    )
    return matter


def permission_of(change: Change) -> str:
    """The permission that a change takes: its kind, or `move` for steps along and beside the chain."""
    if isinstance(change, Moved | SetAside | Resumed):
        return "move"
    return KIND_OF[type(change)]


def _tried(
    matter: Matter, seat: Seat, changes: Sequence[Change], day: date, today: date, name: str, reason: str
) -> tuple[tuple[Event, ...], tuple[Problem, ...]]:
    events = history(matter)
    for change in changes:
        event = Event(matter.key, change, day, today, name, seat.role, seat.member, reason.strip())
        offered = append(events, event)
        if offered.problems:
            return (), offered.problems
        events = offered.events
    return events, ()


def _kept(
    actor: Any, matter: Matter, events: tuple[Event, ...], changes: Sequence[Change], seat: Seat, reason: str
) -> Matter:
    state = fold(events)
    if state is None:
        raise GovernanceError(say("事项没有记录。", "The matter has no history."))
    before = {"stage": matter.position, "completion": matter.completion, "events": matter.version}
    store(matter, events, state, person=actor, at=timezone.now())
    after = {"stage": matter.position, "completion": matter.completion, "events": matter.version}
    written = [_change(event) for event in events[len(events) - len(changes) :]]
    _note(
        actor, permission_of(changes[0]), matter, place=seat.member, why=reason.strip(), before=before,
        after={**after, "recorded": written},
    )  # fmt: skip
    return matter


def _change(event: Event) -> dict[str, Any]:
    head = {"matter", "day", "recorded", "actor", "role", "member", "reason"}
    return {name: value for name, value in event_to_dict(event).items() if name not in head}


def _second_member(actor: Any, matter: Matter) -> None:
    """Who works for the owner or for the coder's member, or for a region around them, is no second member."""
    state = state_of(matter)
    waits = state.pending if state else None
    for member in (matter.owner, waits.member if waits else ""):
        if member and stands_for(actor, member):
            raise GovernanceError(
                say(
                    "您为牵头方或核验方任职，不能确认；须由另一成员的人员确认。",
                    "You work for the owner or for the coder's member; somebody of another member has to confirm.",
                )
            )


def _barred(problems: Sequence[Problem]) -> bool:
    return any(problem.code == "not_allowed" for problem in problems)


def known_members(members: Sequence[str]) -> None:
    """
    Refuse members that are no regions and no bodies.

    Raises:
        GovernanceError: names the first one.
    """
    for member in members:
        if not (member.isdigit() and by_code(member)) and not member.startswith("body:"):
            raise GovernanceError(
                say(
                    "“{name}”不是有代码的区域；请填六位代码。",
                    "{name} is no region with a code; give its six digits.",
                    name=member or "–",
                )
            )


def _under(opened: Opened, body: Body) -> Opened:
    return replace(opened, body=body.place)


def _free_key() -> str:
    return f"m-{secrets.token_hex(5)}"


def _name(actor: Any) -> str:
    return getattr(actor, "username", "") or "system"


class _At:
    """Places that a permission is asked for."""

    def __init__(self, places: tuple[str, ...]) -> None:
        self.places = places


def _note(
    actor: Any, verb: str, matter: Matter, *, place: str = "", why: str = "", before: Any = None, after: Any = None
) -> None:
    note(
        actor=actor,
        action=f"governance.{verb}",
        thing=f"governance.matter:{matter.pk}",
        place=place or matter.body.place,
        why=why,
        before=before,
        after=after,
    )
