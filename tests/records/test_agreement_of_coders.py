"""Krippendorff's α, held to the examples he published (Computing Krippendorff's Alpha-Reliability, 2011)."""

from __future__ import annotations

from typing import Any

import pytest

from tashan.records.agreement_of_coders import agreement_by_dimension, agreement_of_coders

# Four observers, twelve units; a dot is a missing value.
FOUR = ("1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 .")


def units(*coders: str) -> list[tuple[Any, ...]]:
    rows = [[None if value == "." else int(value) for value in coder.split()] for coder in coders]
    return list(zip(*rows, strict=True))


@pytest.mark.parametrize(
    ("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_four_observers_with_missing_values(level: str, alpha: float) -> None:
    """The published example C at each level of measurement; the unit with a single value does not count."""
    found = agreement_of_coders(units(*FOUR), level)

    assert alpha == pytest.approx(found.alpha, abs=0.0006)
    assert (11, 40, 1) == (found.units, found.values, found.left_out)


def test_two_observers_binary_and_nominal() -> None:
    """The published examples A (0.095) and B (0.692)."""
    binary = agreement_of_coders(units("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"))
    nominal = agreement_of_coders(list(zip("aabbdcccedda", "babbbccceddd", strict=True)))

    assert 0.095 == pytest.approx(binary.alpha, abs=0.0006)
    assert 0.692 == pytest.approx(nominal.alpha, abs=0.0006)
    assert ("unreliable", "tentative") == (binary.verdict, nominal.verdict)


def test_ordered_words_need_their_order() -> None:
    """Completion runs from none to complete, not by the alphabet."""
    order = ("not_started", "limited", "substantial", "complete")
    rows = [("limited", "substantial"), ("complete", "complete"), ("not_started", "limited"), ("limited", "limited")]
    numbers = [tuple(order.index(value) for value in row) for row in rows]

    assert agreement_of_coders(rows, "ordinal", order).alpha == agreement_of_coders(numbers, "ordinal").alpha
    with pytest.raises(ValueError, match="not among the ordered"):
        agreement_of_coders([("limited", "done"), ("done", "done")], "ordinal", order)


def test_where_nothing_can_be_told() -> None:
    """All the same value, or nobody coded twice: no α, never a 1 by default."""
    assert None is agreement_of_coders([("a", "a"), ("a", "a")]).alpha
    assert "unknown" == agreement_of_coders([("a", None), (None, "b")]).verdict
    with pytest.raises(ValueError, match="Choose nominal"):
        agreement_of_coders([("a", "b")], "hourly")
    with pytest.raises(ValueError, match="no number"):
        agreement_of_coders([("a", "b")], "interval")


def test_two_coders_of_a_typology() -> None:
    """Only records both have coded count; what one coder left open and the other did not is a disagreement."""
    first = {"1": {"lead": "government"}, "2": {"lead": "enterprise"}, "3": {}, "4": {"lead": "government"}}
    second = {"1": {"lead": "government"}, "2": {}, "3": {}, "5": {"lead": "enterprise"}}
    found = agreement_by_dimension(first, second, ("lead", "tie"))

    assert 3 == found["lead"].units
    assert 0 < (found["lead"].alpha or 0) < 1
    assert None is found["tie"].alpha
