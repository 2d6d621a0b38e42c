"""Cadres sent from a member to a body: who of them works there on a day, in what role, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tashan.governance.days import holds_on
from tashan.governance.participants import Participant
from tashan.governance.problems import Problem
from tashan.rules import Source


@dataclass(frozen=True, slots=True)
class Secondment:
    """
    One cadre, or a batch of them, sent to a body for a time.

    Attributes:
        who: name or internal number of a cadre; "" for a batch that sources only count.
        senders: from whom; several where a source does not split a batch.
        role: what they do there.
        start, end: first and last day; end None while it lasts or is not known.
        count: how many cadres the entry stands for.
        source: where it is written.
        place: file, line and field.
    """

    who: str
    senders: tuple[Participant, ...]
    role: str
    start: str
    end: str | None = None
    count: int = 1
    source: Source | None = None
    place: tuple[str, int, str] = ("", 0, "")


def seconded_on(secondments: Iterable[Secondment], day: str) -> tuple[Secondment, ...]:
    """The secondments that hold on a day, as given."""
    return tuple(each for each in secondments if holds_on(day, each.start, each.end))


def headcount(secondments: Iterable[Secondment], day: str) -> dict[str, int]:
    """How many cadres each sender has there on a day, by name; those of a joint batch under all names joined by 、."""
    found: dict[str, int] = {}
    for each in seconded_on(secondments, day):
        name = "、".join(sender.name for sender in each.senders)
        found[name] = found.get(name, 0) + each.count
    return found


def ending_within(secondments: Iterable[Secondment], first: str, last: str) -> tuple[Secondment, ...]:
    """The secondments whose last day lies between two days, soonest first, so that successors can be asked for."""
    found = [each for each in secondments if each.end is not None and first <= each.end <= last]
    return tuple(sorted(found, key=lambda each: each.end or ""))


def check_secondments(secondments: Iterable[Secondment]) -> tuple[Problem, ...]:
    """`no_sender`: nobody sends them; `bad_count`: a count below 1, or above 1 for a named cadre; `overlap`."""
    problems = []
    known: list[Secondment] = []
    for each in secondments:
        if not each.senders:
            problems.append(Problem("no_sender", "Nobody sends this cadre. Add `senders`.", *each.place))
        if each.count < 1 or (each.who and each.count != 1):
            message = f"A count of {each.count} does not fit. Write 1 for a named cadre, and 1 or more for a batch."
            problems.append(Problem("bad_count", message, *each.place))
        for other in known:
            if (
                each.who
                and each.who == other.who
                and each.start <= (other.end or "9999")
                and other.start <= (each.end or "9999")
            ):
                message = f"{each.who} is sent twice at one time (see line {other.place[1]}). End one of them first."
                problems.append(Problem("overlap", message, *each.place))
        known.append(each)
    return tuple(problems)
