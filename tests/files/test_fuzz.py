from __future__ import annotations

import pytest
from benchmarks._fuzz import complaint, document


@pytest.mark.parametrize("hundred", range(10))
def test_a_hundred_spoiled_documents_are_read(hundred: int) -> None:
    """No crash, no false quote, no date that does not exist; benchmarks/reading_fuzz.py tries a million."""
    complaints = [answer for number in range(100 * hundred, 100 * hundred + 100) if (answer := complaint(number))]

    assert complaints == []


def test_the_documents_differ_and_can_be_made_again() -> None:
    documents = [document(number) for number in range(200)]

    assert (True, documents) == (len(set(documents)) > 190, [document(number) for number in range(200)])


def test_meetings_under_damaged_dates() -> None:
    """Documents that once failed: what their damaged dates may have been stands under a field that meetings have."""
    assert [complaint(number) for number in (28_407, 38_915)] == ["", ""]
