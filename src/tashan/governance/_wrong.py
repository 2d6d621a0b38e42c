"""Problems of values that come from no file."""

from __future__ import annotations

from tashan.governance.problems import Problem


def wrong(code: str, message: str, *, field: str = "", file: str = "", line: int = 0) -> Problem:
    """Give a problem: what happened and what to do, with its field, and its place where there is one."""
    return Problem(code, message, file, line, field)
