"""What is wrong with a contract, a base or a statement: values with file and line, and their exception."""

from __future__ import annotations

from tashan.rules import RuleError, RuleProblem


class ShareError(RuleError):
    """A contract or base is not sound, or a split has no answer; carries every problem that was found."""


def failure(code: str, message: str, file: str = "", line: int = 0) -> ShareError:
    """An error with one problem: what happened where, and what to do."""
    return ShareError([RuleProblem(code, message, file, line)])
