"""
Whose turn is it? One engine for the order of joining, a fixed cycle and pairs that visit each other in turn.

A round is a queue of turns. Each member of the body stands in it once a round, in order; those who join later go to its
end; those who left drop out. A member that is passed over keeps its turn: it comes next, or at the end of the round, as
the rotation says. A member that defers keeps its place and is waited for. When the queue is empty a new round begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from tashan.governance._queue import Engine
from tashan.governance.days import holds_on
from tashan.governance.membership import Membership
from tashan.governance.problems import failure
from tashan.governance.rotations import Change, Checked, Held, Queue, Rotation, Turn

#: First and last day of a period; the last is None where it is open.
Period = tuple[str, str | None]


def plan(
    rotation: Rotation,
    memberships: Sequence[Membership],
    turns: Sequence[tuple[int, str]],
    changes: Sequence[Change] = (),
) -> tuple[Turn, ...]:
    """
    Who hosts each of the turns by the rule and the decisions that depart from it.

    Args:
        rotation: the rule; without an anchor the first of its order hosts the first turn.
        memberships: of the body.
        turns: number or year, and the day on which members count; they follow each other.
        changes: decisions.

    Returns:
        One turn each, in the order given.
    """
    engine = Engine(rotation, memberships, changes)
    first = Held(*turns[0], None) if turns else None
    queue = engine.opening(first) if first else Queue()
    found = []
    for number, day in turns:
        turn, queue = engine.take(queue, number, day)
        found.append(turn)
    return tuple(found)


def check(
    rotation: Rotation,
    memberships: Sequence[Membership],
    history: Iterable[Held],
    changes: Sequence[Change] = (),
    *,
    complete: Period | None = None,
) -> tuple[Checked, ...]:
    """
    A recorded history held against the rule: one entry a session, and one for each that is missing.

    Args:
        rotation: the rule.
        memberships: of the body.
        history: what was held; the order in which it is given does not matter.
        changes: decisions.
        complete: first and last day between which nothing is missing in the history; other years without a session,
            and numbers that are missing, are `not_on_record`, and their turn is taken to have been used.

    Returns:
        Sessions before the first one whose host is known, or outside the rule's dates, are `no_rule`. Where a host is
        not known the rule is taken to have been followed.
    """
    return _replay(rotation, memberships, history, changes, complete)[0]


def next_turn(
    rotation: Rotation,
    memberships: Sequence[Membership],
    history: Iterable[Held],
    at: tuple[int, str],
    changes: Sequence[Change] = (),
    *,
    complete: Period | None = None,
) -> Turn:
    """
    Who hosts the next session.

    Args:
        rotation: the rule.
        memberships: of the body.
        history: what was held so far.
        at: number or year of the next session, and the day on which members count.
        changes: decisions.
        complete: as for `check`.

    Returns:
        The turn; its explanation begins with the turns that are missing since the last session on record.

    Raises:
        GovernanceError: `no_history`: no session with a known host, and no anchor, from which to count.
    """
    checked, queue = _replay(rotation, memberships, history, changes, complete)
    engine = Engine(rotation, memberships, changes)
    if queue is None:
        if not rotation.anchor:
            raise failure(
                "no_history", "No host is known from which to count. Add `anchor` to the rotation, or a session's host."
            )
        queue = engine.opening(Held(at[0], at[1], None))
    told = []
    for missing in range(checked[-1].turn + 1, at[0]) if checked else ():
        gap, queue = _missing(engine, queue, missing, at[1], complete)
        told.append(gap.explanation)
    turn = engine.take(queue, *at)[0]
    return replace(turn, explanation=" ".join([*told, turn.explanation]))


def _replay(
    rotation: Rotation,
    memberships: Sequence[Membership],
    history: Iterable[Held],
    changes: Sequence[Change],
    complete: Period | None,
) -> tuple[tuple[Checked, ...], Queue | None]:
    engine = Engine(rotation, memberships, changes)
    found: list[Checked] = []
    queue: Queue | None = None
    last = None
    ordered = sorted(history, key=lambda held: (held.turn, held.day))
    for turn, group in groupby(ordered, key=lambda held: held.turn):
        held = [*group]
        if not engine.rules(held[0]) or (queue is None and not engine.opens(held[0])):
            found += [_no_rule(each) for each in held]
            continue
        if queue is None:
            queue = engine.opening(held[0])
        elif last is not None:
            for missing in range(last + 1, turn):
                gap, queue = _missing(engine, queue, missing, held[0].day, complete)
                found.append(gap)
        before = queue
        for each in held:  # a second session of a year has the same chair
            checked, queue = engine.judge(before, each)
            found.append(checked)
        last = turn
    return tuple(found), queue


def _missing(engine: Engine, queue: Queue, turn: int, day: str, complete: Period | None) -> tuple[Checked, Queue]:
    """A year or number without a session: none was held, or none is on record."""
    if engine.rotation.by != "year":
        return engine.idle(queue, turn, day, on_record=False)
    last = f"{turn}-12-31"
    on_record = complete is not None and holds_on(last, *complete)
    return engine.idle(queue, turn, last, on_record=on_record)


def _no_rule(held: Held) -> Checked:
    why = "No rule is known for this session, or no host from which to count."
    return Checked(held.turn, held.day, held.host, None, "no_rule", (), decided=False, explanation=why)
