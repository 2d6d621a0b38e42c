"""What the room says when something cannot be answered: a stated error, never a silent NaN."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LearningProblem:
    """
    A doubt or a loss that the reader of a result must see; collected, never raised.

    Attributes:
        code: what kind of problem, for programs.
        message: what happened, where, and what to do.
    """

    code: str
    message: str


class LearningError(ValueError):
    """
    A question that cannot be answered from what was given.

    Attributes:
        code: what kind of problem, for programs.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
