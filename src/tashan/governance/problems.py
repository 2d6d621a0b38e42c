"""What is wrong with a body, a session, a matter or a plan: values with file, line and field, and their exception."""

from __future__ import annotations

from dataclasses import dataclass

from tashan.rules import RuleError, RuleProblem


@dataclass(frozen=True, slots=True)
class Problem(RuleProblem):
    """
    One thing that is wrong: what happened and what to do, with its place.

    Attributes:
        field: the field concerned (`members.chizhou.from`), or "" where the whole is meant.
    """

    field: str = ""

    def __str__(self) -> str:
        """The problem as one line: file, line, field, message; what is not known is left out."""
        place = f"{self.file}:{self.line}" if self.file and self.line else self.file
        return ": ".join(part for part in (place, self.field, self.message) if part)


class GovernanceError(RuleError):
    """Something cannot be used or answered; carries every problem that was found."""


def failure(code: str, message: str, file: str = "", line: int = 0, field: str = "") -> GovernanceError:
    """An error with one problem: what happened where, and what to do."""
    return GovernanceError([Problem(code, message, file, line, field)])
