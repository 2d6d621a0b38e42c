"""
What the votes of a round amount to. Pure.

All parties weigh the same. A request is approved when as many have approved as are needed, rejected as soon as so many
are against it that this can no longer happen, and returned at once when one party returns it: what is to be completed
first is not voted on.
"""

from __future__ import annotations

from collections.abc import Iterable


def outcome(verdicts: Iterable[str], *, needed: int, parties: int) -> str:
    """
    The state of a round after these votes: open, approved, returned or rejected.

    Args:
        verdicts: `approve`, `return` or `reject`, one a party that has voted.
        needed: how many have to approve.
        parties: how many there are.
    """
    said = list(verdicts)
    if said.count("approve") >= needed:
        return "approved"
    if "return" in said:
        return "returned"
    return "rejected" if parties - said.count("reject") < needed else "open"


def still_needed(verdicts: Iterable[str], *, needed: int) -> int:
    """How many parties still have to approve."""
    return max(0, needed - list(verdicts).count("approve"))
