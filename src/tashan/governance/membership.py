"""
Who belongs to a body: members and observers with the days they belong, and the days on which that was known.

Two times are kept apart. Valid time is when somebody belonged; record time is when the register said so. A correction
closes the wrong entry's record time and adds a right one, so that both "who belonged in 2012" and "what did we believe in
2015 about 2012" have an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from tashan.governance.days import holds_on, overlap
from tashan.governance.participants import Participant
from tashan.governance.problems import Problem
from tashan.rules import Source

ROLES = ("member", "observer")


@dataclass(frozen=True, slots=True)
class Membership:
    """
    That somebody belongs to a body during a period.

    Attributes:
        participant: who.
        role: `member` or `observer`.
        start, end: first and last day of belonging, both included; end None while it lasts.
        known_from: the first day on which the register said so.
        known_to: the last day on which it said so; None while it does.
        order: place in the order of joining, from 1; 0 where none is given.
        source: where it is written.
        place: file, line and field.
    """

    participant: Participant
    role: str
    start: str
    end: str | None = None
    known_from: str = ""
    known_to: str | None = None
    order: int = 0
    source: Source | None = None
    place: tuple[str, int, str] = ("", 0, "")

    def known_on(self, day: str | None) -> bool:
        """Whether the register said so on a day; without a day, whether it says so still."""
        if day is None:
            return self.known_to is None
        return holds_on(day, self.known_from or self.start, self.known_to)


def roll(
    memberships: Iterable[Membership], day: str, known_on: str | None = None, *, role: str = "member"
) -> tuple[Membership, ...]:
    """
    Who belongs on a day, in the order of joining.

    Args:
        memberships: of one body.
        day: valid time, `YYYY-MM-DD`.
        known_on: record time: what the register said on that day; None: what it says now.
        role: `member` or `observer`.

    Returns:
        By `order` (those without one after them, by first day), then as given.
    """
    found = [
        each
        for each in memberships
        if each.role == role and holds_on(day, each.start, each.end) and each.known_on(known_on)
    ]
    return tuple(sorted(found, key=lambda each: (each.order == 0, each.order, each.start)))


def belongs(memberships: Iterable[Membership], key: str, day: str, *, role: str = "member") -> bool:
    """Whether the participant with a key belongs on a day."""
    return any(each.participant.key == key for each in roll(memberships, day, role=role))


def check_memberships(memberships: Sequence[Membership]) -> tuple[Problem, ...]:
    """
    What is wrong with a list of memberships, each with its place.

    Overlaps are `overlap`: one participant twice on one day, as far as both entries are known at the same time. Two
    participants with the same place in the order are `same_order`.
    """
    problems = []
    for one, other in _pairs(memberships, lambda each: each.participant.key):
        if overlap((one.start, one.end), (other.start, other.end)):
            message = (
                f"{other.participant.name} belongs twice from {max(one.start, other.start)} (see line {one.place[1]}). "
                "Let one entry end before the other begins, or close the wrong one with `known_to`."
            )
            problems.append(Problem("overlap", message, *other.place))
    for one, other in _pairs(memberships, lambda each: each.order or None):
        if one.participant.key != other.participant.key:
            message = (
                f"{other.participant.name} has the place {other.order} of {one.participant.name}. "
                "Give each a place of its own."
            )
            problems.append(Problem("same_order", message, *other.place))
    return tuple(problems)


def _pairs(
    memberships: Sequence[Membership], group: Callable[[Membership], Hashable | None]
) -> Iterator[tuple[Membership, Membership]]:
    """Every two memberships of one group that are known at the same time; those of the group None are left out."""
    groups: dict[Hashable, list[Membership]] = {}
    for each in memberships:
        key = group(each)
        if key is not None:
            groups.setdefault(key, []).append(each)
    for members in groups.values():
        for one, other in combinations(members, 2):
            times = [(each.known_from or each.start, each.known_to) for each in (one, other)]
            if overlap(times[0], times[1]):
                yield one, other
