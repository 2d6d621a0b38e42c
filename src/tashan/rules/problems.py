"""What is wrong with a rule file or a question to it: values with file and line, and their exception."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class RuleProblem:
    """
    One thing that is wrong.

    Attributes:
        code: what kind of problem, for programs (`overlap`, `unknown_key`, `after_last` …).
        message: what happened and what to do, for people.
        file: the name under which the file was given.
        line: the line in it, counted from 1; 0 where the whole file is meant.
    """

    code: str
    message: str
    file: str
    line: int = 0

    def __str__(self) -> str:
        """The problem as one line: file, line, message; what is not known is left out."""
        place = f"{self.file}:{self.line}" if self.file and self.line else self.file
        return f"{place}: {self.message}" if place else self.message


class RuleError(Exception):
    """
    A rule file is not sound, or a question has no answer; carries every problem that was found.

    Attributes:
        problems: at least one, in the order of the file.
    """

    def __init__(self, problems: Iterable[RuleProblem]) -> None:
        """Keep the problems; the text of the error has one line for each."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @property
    def code(self) -> str:
        """The code of the first problem."""
        return self.problems[0].code
