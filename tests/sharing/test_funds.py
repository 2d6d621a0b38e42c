"""A guidance fund over two calls: commitments, calls, payments, uses; every fen is somewhere."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.sharing import ShareError
from tashan.sharing.funds import FundEntry, fund_statement

YI = 10_000_000_000
"""Fen in 100 million yuan."""


def _register() -> list[FundEntry]:
    return [
        FundEntry("m1", "2024-01-01", "commitment", 5 * YI, member="长沙市"),
        FundEntry("m2", "2024-01-01", "commitment", 3 * YI, member="株洲市"),
        FundEntry("m3", "2024-01-01", "commitment", 2 * YI, member="湘潭市"),
        FundEntry("call 1", "2024-03-01", "call", 2 * YI),
        FundEntry("p1", "2024-03-10", "payment", YI, member="长沙市", call="call 1"),
        FundEntry("p2", "2024-03-11", "payment", 6 * YI // 10, member="株洲市", call="call 1"),
        FundEntry("p3", "2024-03-20", "payment", 4 * YI // 10, member="湘潭市", call="call 1"),
        FundEntry("u1", "2024-06-01", "use", YI, region="株洲市", purpose="轨道交通装备"),
        FundEntry("call 2", "2025-03-01", "call", 1 * YI),
        FundEntry("p4", "2025-03-05", "payment", 5 * YI // 10, member="长沙市", call="call 2"),
        FundEntry("u2", "2025-05-01", "use", 3 * YI // 10, region="湘潭市", purpose="汽车零部件"),
        FundEntry("r1", "2025-06-01", "return", 2 * YI // 10, purpose="轨道交通装备"),
    ]


def test_statement_over_two_calls() -> None:
    """What each committed, was called for, paid, still owes; what was used where; what is left."""
    found = fund_statement(_register(), "2025-06-30", due_days={"call 1": "2024-03-31", "call 2": "2025-03-31"})
    changsha, zhuzhou = found.members["长沙市"], found.members["株洲市"]

    assert (5 * YI, YI + YI // 2, YI + YI // 2, 0, 0) == (
        changsha.committed, changsha.called, changsha.paid, changsha.overdue, changsha.open,
    )  # fmt: skip
    assert (9 * YI // 10, 6 * YI // 10, 3 * YI // 10) == (zhuzhou.called, zhuzhou.paid, zhuzhou.overdue)
    assert Fraction(3, 10) == zhuzhou.share
    assert {"株洲市": YI, "湘潭市": 3 * YI // 10} == found.uses
    assert 2 * YI + 5 * YI // 10 - YI - 3 * YI // 10 + 2 * YI // 10 == found.cash
    assert ["株洲市", "湘潭市"] == [problem.split()[0] for problem in found.problems]


def test_a_statement_of_an_earlier_day_knows_nothing_later() -> None:
    """As of a day between the calls; before its due day nothing is overdue."""
    found = fund_statement(_register(), "2024-03-15", due_days={"call 1": "2024-03-31"})

    assert ["call 1"] == list(found.calls)
    assert (0, 4 * YI // 10) == (found.members["湘潭市"].overdue, found.members["湘潭市"].open)


def test_distributions_follow_what_was_paid_in() -> None:
    """To the fen."""
    found = fund_statement([*_register(), FundEntry("d1", "2025-06-15", "distribution", 100)], "2025-06-30")

    assert 100 == sum(line.received for line in found.members.values())
    assert 60 == found.members["长沙市"].received


def test_a_correction_is_an_entry() -> None:
    """A use booked too high is lowered by another entry that names it."""
    less = FundEntry("u1b", "2024-07-01", "use", -YI // 2, region="株洲市", corrects="u1")

    assert YI // 2 == fund_statement([*_register(), less], "2024-12-31").uses["株洲市"]


@given(st.lists(st.integers(1, 10**12), min_size=1, max_size=5), st.integers(1, 10**12))
def test_calls_are_allotted_to_the_fen(commitments: list[int], amount: int) -> None:
    """The parts of a call sum to it, and nobody is called beyond its commitment without an error."""
    entries = [
        FundEntry(f"m{n}", "2024-01-01", "commitment", each, member=f"m{n}") for n, each in enumerate(commitments)
    ]
    called = min(amount, sum(commitments))
    found = fund_statement([*entries, FundEntry("c", "2024-02-01", "call", called)], "2024-12-31")

    assert called == sum(found.calls["c"].values())
    assert all(line.called <= line.committed for line in found.members.values())


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (FundEntry("m1", "2025-06-02", "call", 1), "duplicate_entry"),
        (FundEntry("x", "2025-06-02", "gift", 1), "unknown_kind"),
        (FundEntry("x", "2025-06-02", "use", -1), "negative_amount"),
        (FundEntry("x", "2025-06-02", "use", 9 * YI), "no_cash"),
        (FundEntry("x", "2025-06-02", "call", 9 * YI), "beyond_commitment"),
        (FundEntry("x", "2025-06-02", "payment", 1, member="长沙市", call="call 9"), "unknown_call"),
        (FundEntry("x", "2025-06-02", "payment", 1, member="长沙市", call="call 2"), "beyond_call"),
        (FundEntry("x", "2023-01-01", "call", 1), "no_commitment"),
    ],
)
def test_unsound_entries_are_refused(entry: FundEntry, code: str) -> None:
    """Each error names the entry and what to do."""
    with pytest.raises(ShareError, match=f"Entry {entry.id} of {entry.day}") as caught:
        fund_statement([*_register(), entry], "2025-12-31")

    assert code == caught.value.code


def _with(*entries: FundEntry) -> list[FundEntry]:
    return [*_register(), *entries]


def test_a_call_that_was_too_high_is_lowered_for_everybody_in_proportion() -> None:
    """Its correction takes from the call itself, so nothing is overdue that nobody owes."""
    less = FundEntry("c2b", "2025-03-02", "call", -YI // 2, corrects="call 2")
    found = fund_statement(
        [each for each in _with(less) if each.id not in ("p4", "u2", "r1")],
        "2025-06-30",
        due_days={"call 2": "2025-03-31"},
    )

    assert {"长沙市": YI // 4, "株洲市": 15 * YI // 100, "湘潭市": YI // 10} == found.calls["call 2"]
    assert YI // 2 == sum(line.open for line in found.overdue)


def test_a_distribution_taken_back_takes_from_each_what_it_got() -> None:
    """Whatever was paid in since."""
    entries = _with(
        FundEntry("d1", "2025-06-15", "distribution", 100),
        FundEntry("p5", "2025-06-16", "payment", 3 * YI // 10, member="株洲市", call="call 2"),
        FundEntry("d1b", "2025-06-17", "distribution", -100, corrects="d1"),
    )

    assert [0, 0, 0] == [line.received for line in fund_statement(entries, "2025-06-30").members.values()]


def test_each_member_sees_each_call() -> None:
    """Called, paid, open and until when."""
    found = fund_statement(_register(), "2025-06-30", due_days={"call 2": "2025-03-31"})
    own = [line for line in found.lines if line.member == "湘潭市"]

    assert [("call 1", 4 * YI // 10, 0, ""), ("call 2", 0, 2 * YI // 10, "2025-03-31")] == [
        (line.call, line.paid, line.open, line.due) for line in own
    ]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (FundEntry("x", "2025-06-02", "use", -1, region="株洲市", corrects="u9"), "unknown_entry"),
        (FundEntry("x", "2025-06-02", "use", -1, region="湘潭市", corrects="u1"), "other_entry"),
        (FundEntry("x", "2025-06-02", "payment", -1, member="长沙市", call="call 2", corrects="p1"), "other_entry"),
        (FundEntry("x", "2025-06-02", "use", -2 * YI, region="株洲市", corrects="u1"), "beyond_entry"),
        (FundEntry("x", "2025-06-02", "commitment", -4 * YI, member="长沙市", corrects="m1"), "beyond_commitment"),
        (FundEntry("x", "2025-06-02", "call", -2 * YI, corrects="call 1"), "beyond_call"),
        (FundEntry("x", "2024-12-02", "payment", -YI, member="长沙市", call="call 1", corrects="p1"), None),
    ],
)
def test_unsound_corrections_are_refused(entry: FundEntry, code: str | None) -> None:
    """Of nothing, of something else, of more than there was, or against what others have paid since."""
    if code is None:
        assert 0 == fund_statement(_with(entry), "2024-12-31").cash
        with pytest.raises(ShareError, match="Call or wait for money first"):
            fund_statement(_with(entry, FundEntry("y", "2024-12-03", "use", 1, region="长沙市")), "2024-12-31")
        return
    with pytest.raises(ShareError) as caught:
        fund_statement(_with(entry), "2025-12-31")

    assert code == caught.value.code
