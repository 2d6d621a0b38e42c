"""What the votes of a round amount to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.web.approvals.tally import outcome, still_needed


@pytest.mark.parametrize(
    ("verdicts", "needed", "parties", "expected"),
    [
        ([], 4, 4, "open"),
        (["approve"] * 3, 4, 4, "open"),
        (["approve"] * 4, 4, 4, "approved"),
        (["reject"], 4, 4, "rejected"),
        (["reject"], 3, 4, "open"),
        (["reject", "reject"], 3, 4, "rejected"),
        (["approve", "return"], 3, 4, "returned"),
        (["approve", "reject", "approve", "approve"], 3, 4, "approved"),
    ],
)
def test_the_outcome_of_a_round(verdicts: list[str], needed: int, parties: int, expected: str) -> None:
    assert expected == outcome(verdicts, needed=needed, parties=parties)


@given(verdicts=st.lists(st.sampled_from(["approve", "reject"]), max_size=9), needed=st.integers(1, 9))
def test_once_everybody_has_voted_nothing_stays_open(verdicts: list[str], needed: int) -> None:
    """With all votes in, it is approved exactly when enough approve, else rejected; order plays no part."""
    parties = max(len(verdicts), 1)
    needed = min(needed, parties)
    votes = verdicts or ["approve"]

    expected = "approved" if votes.count("approve") >= needed else "rejected"

    assert expected == outcome(votes, needed=needed, parties=parties)
    assert expected == outcome(sorted(votes), needed=needed, parties=parties)
    assert (still_needed(votes, needed=needed) == 0) == (expected == "approved")
