"""
Who is told as a thing grows late, step by step. Pure.

A step is reached once its day has come and is said once. Days count from the due date; negative days lie before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Step:
    """
    One step of the ladder.

    Attributes:
        days: days late from which on it holds.
        level: how loud it is.
        roles: who else is told beside the person whose work it is: holders of these roles for the place.
    """

    days: int
    level: int
    roles: tuple[str, ...] = ()


LADDER: Final = (
    Step(-3, 0),
    Step(1, 1),
    Step(7, 2, ("approver",)),
    Step(30, 3, ("approver", "administrator")),
)


def step_of(days_late: int | None, ladder: tuple[Step, ...] = LADDER) -> Step | None:
    """The step that a thing has reached; None while there is time, or without a due date."""
    if days_late is None:
        return None
    return max((step for step in ladder if days_late >= step.days), key=lambda step: step.days, default=None)
