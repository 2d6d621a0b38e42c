"""Sources that disagree, kept side by side, each with its citation; and figures whose parts have to add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from tashan.governance.problems import Problem
from tashan.rules import Label, Source

#: Where nothing is remarked.
UNSAID: Final = Label("", "")


@dataclass(frozen=True, slots=True)
class Side:
    """What one source, or several, say; where none is named, the note tells how it is known."""

    value: str
    sources: tuple[Source, ...]
    note: Label = UNSAID


@dataclass(frozen=True, slots=True)
class Conflict:
    """
    Sources that say different things about one fact.

    Attributes:
        key: its name in the file.
        about: what it is about, in both languages.
        sides: two or more values, none of them dropped.
        chosen: the value that is used; "" where none is.
        reason: why this one, or why none.
        of: the key of the body it is about; "" for the whole mechanism.
        place: file, line and field.
    """

    key: str
    about: Label
    sides: tuple[Side, ...]
    chosen: str
    reason: Label
    of: str = ""
    place: tuple[str, int, str] = ("", 0, "")


@dataclass(frozen=True, slots=True)
class Figure:
    """
    A number that a body or a session reported.

    Attributes:
        key: its name in the file.
        label: what it counts, in both languages.
        day: the day or month it was reported for, as far as known.
        value: the number.
        parts: what it is made of; they add up to it.
        source: where it is written.
        place: file, line and field.
    """

    key: str
    label: Label
    day: str
    value: int
    parts: Mapping[str, int] = field(default_factory=dict, hash=False)
    source: Source | None = None
    place: tuple[str, int, str] = ("", 0, "")


def check_conflicts(conflicts: Iterable[Conflict]) -> tuple[Problem, ...]:
    """`one_side`: fewer than two different values; `not_a_side`: the chosen value is none of them; `no_reason`."""
    problems = []
    for each in conflicts:
        values = {side.value for side in each.sides}
        if len(values) < 2:
            message = f"`{each.key}` has one value only. Add what the other source says, or delete the conflict."
            problems.append(Problem("one_side", message, *each.place))
        if each.chosen and each.chosen not in values:
            message = f"`{each.key}`: {each.chosen} is none of {', '.join(sorted(values))}. Choose one of them."
            problems.append(Problem("not_a_side", message, *each.place))
        if not (each.reason.en or each.reason.zh):
            problems.append(Problem("no_reason", f"`{each.key}` has no `reason`. Say why.", *each.place))
    return tuple(problems)


def check_figures(figures: Iterable[Figure]) -> tuple[Problem, ...]:
    """`parts_differ`: the parts of a figure do not add up to it."""
    return tuple(
        Problem(
            "parts_differ",
            f"The parts of `{each.key}` add up to {sum(each.parts.values())}, not {each.value}. Correct one of them.",
            *each.place,
        )
        for each in figures
        if each.parts and sum(each.parts.values()) != each.value
    )
