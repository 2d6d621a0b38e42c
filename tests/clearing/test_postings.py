"""A book is append-only: it balances, books once, corrects by new entries, and shows tampering."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tashan.clearing import Book, Entry, MoneyError, check_chain, transfer


def _book() -> Book:
    book = Book().add(transfer("t1", "2026-01-05", "a", "b", 100, "statement:1"))
    return book.add(transfer("t2", "2026-01-06", "b", "c", 30, "statement:2"))


def test_balances_follow_from_the_entries() -> None:
    """Nothing is kept beside the entries, and all balances sum to zero."""
    assert {"a": -100, "b": 70, "c": 30} == _book().balances()


def test_an_entry_that_makes_money_is_refused() -> None:
    """Legs sum to zero, in fen."""
    with pytest.raises(MoneyError, match="add up to 1 fen"):
        Entry("x", "2026-01-01", {"a": -5, "b": 6}, "c")
    with pytest.raises(MoneyError, match="float"):
        Entry("x", "2026-01-01", {"a": -0.5, "b": 0.5}, "c")  # type: ignore[dict-item]  # the point of the test
    with pytest.raises(MoneyError, match="needs an id"):
        Entry("", "2026-01-01", {"a": 0}, "c")


def test_asking_twice_books_once() -> None:
    """The same id and content is the same entry; the same id with other content is refused, and the field named."""
    book = _book()

    assert book is book.add(transfer("t1", "2026-01-05", "a", "b", 100, "statement:1"))
    with pytest.raises(MoneyError, match="another `legs`") as caught:
        book.add(transfer("t1", "2026-01-05", "a", "b", 101, "statement:1"))
    assert caught.value.code == "exists_with_other_content"


def test_a_correction_is_a_new_entry_and_happens_once() -> None:
    """The old entry stays; correcting it again, or what is not there, is refused."""
    book = _book().reverse("t1", new_id="t3", day="2026-02-01", cause="objection:1")

    assert {"a": 0, "b": -30, "c": 30} == book.balances()
    assert ["t1", "t2", "t3"] == [each.entry.id for each in book.booked]
    with pytest.raises(MoneyError, match="corrected already"):
        book.reverse("t1", new_id="t4", day="2026-02-02", cause="objection:1")
    with pytest.raises(MoneyError, match="no entry t9"):
        book.reverse("t9", new_id="t4", day="2026-02-02", cause="objection:1")
    with pytest.raises(MoneyError, match="no entry t9 to correct"):
        book.add(Entry("t5", "2026-02-02", {"a": 1, "b": -1}, "c", corrects="t9"))


def test_the_chain_shows_a_changed_and_a_lost_entry() -> None:
    """Whoever changes an amount or takes an entry out breaks the chain at that place."""
    booked = _book().booked
    changed = replace(booked[0], entry=transfer("t1", "2026-01-05", "a", "b", 99, "statement:1"))

    assert check_chain(booked) is None
    assert 1 == check_chain((changed, booked[1]))
    assert 1 == check_chain(booked[1:])


def test_legs_cannot_be_changed_afterwards() -> None:
    """An entry is a value."""
    legs = {"a": -1, "b": 1}
    entry = Entry("x", "2026-01-01", legs, "c")
    legs["a"] = -5

    assert {"a": -1, "b": 1} == dict(entry.legs)
