"""Nets sum to zero, few payments settle them, late items wait for the next batch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.clearing import (
    ClearingItem,
    Difference,
    MoneyError,
    Payment,
    freeze,
    positions,
    reconcile,
    settle,
    settlement,
)

PARTIES = st.sampled_from("abcdefg")
ITEMS = st.lists(
    st.builds(
        ClearingItem, PARTIES, st.sampled_from("tuvw"), st.integers(1, 10**12), st.just("2026-01-31"), st.just("x")
    ),
    max_size=30,
)


@given(ITEMS)
def test_nets_sum_to_zero(items: list[ClearingItem]) -> None:
    """Whatever is owed, nothing is made or lost."""
    assert 0 == sum(position.net for position in positions(items))


@given(ITEMS)
def test_payments_settle_every_net_with_fewer_payments_than_parties(items: list[ClearingItem]) -> None:
    """After the payments everybody is even; there are at most n-1 of them."""
    nets = {position.party: position.net for position in positions(items)}
    payments = settle(nets)
    for payment in payments:
        nets[payment.payer] += payment.amount
        nets[payment.payee] -= payment.amount

    assert not any(nets.values())
    assert len(payments) <= max(len(nets) - 1, 0)


def test_chishui_is_settled_by_two_payments() -> None:
    """+40, -20, -20 million: two provinces pay the third."""
    million = 100_000_000
    payments = settle({"云南": 40 * million, "贵州": -20 * million, "四川": -20 * million})

    assert {("四川", "云南", 20 * million), ("贵州", "云南", 20 * million)} == {
        (payment.payer, payment.payee, payment.amount) for payment in payments
    }


def test_nets_that_do_not_sum_need_an_outside_party() -> None:
    """Tuohu: +200 and -1800 leave 1600 with somebody who is not named."""
    with pytest.raises(MoneyError, match="outside party") as caught:
        settle({"宿州": 200, "蚌埠": -1800})

    assert caught.value.code == "unbalanced"
    assert (Payment("蚌埠", "安徽省", 1600), Payment("蚌埠", "宿州", 200)) == settle(
        {"宿州": 200, "蚌埠": -1800, "安徽省": 1600}
    )


def _item(day: str, amount: int = 5, line: str = "") -> ClearingItem:
    return ClearingItem("a", "b", amount, day, "statement:1", line)


def test_the_same_items_give_the_same_batch() -> None:
    """Order and repetition do not matter; the id says so."""
    items = [_item("2026-01-05"), _item("2026-01-06", 7)]

    assert freeze("2026-01", "2026-01-31", items).id == freeze("2026-01", "2026-01-31", [*items[::-1], items[0]]).id


def test_a_late_item_goes_to_the_next_batch() -> None:
    """Once frozen, a batch takes nothing more; the next one does."""
    january = freeze("2026-01", "2026-01-31", [_item("2026-01-05")])
    late = _item("2026-01-20", 9)
    february = freeze("2026-02", "2026-02-28", [_item("2026-01-05"), late, _item("2026-03-01")], [january])

    assert (late,) == february.items


def test_lines_tell_equal_items_apart() -> None:
    """Two lines of one statement may owe the same amount."""
    assert 2 == len(freeze("c", "2026-12-31", [_item("2026-01-05", line="1"), _item("2026-01-05", line="2")]).items)


@pytest.mark.parametrize(("payee", "amount"), [("b", 0), ("b", -5), ("a", 5)])
def test_items_that_owe_nothing_are_refused(payee: str, amount: int) -> None:
    """Nothing, less than nothing, or oneself."""
    with pytest.raises(MoneyError) as caught:
        ClearingItem("a", payee, amount, "2026-01-01", "x")

    assert caught.value.code == "bad_item"


def test_reconciliation_names_what_did_not_come() -> None:
    """Payments in parts are fine; too little, too much and unexpected ones are named."""
    expected = settlement([_item("2026-01-05", 10), ClearingItem("c", "d", 4, "2026-01-05", "x")])

    assert () == reconcile(expected, [Payment("a", "b", 6), Payment("a", "b", 4), Payment("c", "d", 4)])
    assert (Difference("c", "d", 4, 3),) == reconcile(expected, [Payment("a", "b", 10), Payment("c", "d", 3)])
