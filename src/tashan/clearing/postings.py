"""
Postings: who was debited and credited for what. Every entry sums to zero; a book is append-only and chained.

A mistake is never changed: a correction is a new entry that names the old one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from tashan.clearing.amounts import fen
from tashan.clearing.problems import MoneyError

#: What the first entry of a book is chained to.
START = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One entry of a book.

    Attributes:
        id: made by whoever asks for the entry, so that asking twice books once.
        day: the day it counts for, YYYY-MM-DD.
        legs: fen by account; plus is owed to it, minus is owed by it. They sum to zero.
        cause: what it comes from: the id of a statement, a claim, a call.
        corrects: the id of the entry it corrects.
    """

    id: str
    day: str
    legs: Mapping[str, int]
    cause: str
    corrects: str | None = None

    def __post_init__(self) -> None:
        """
        Refuse an entry that makes money.

        Raises:
            MoneyError: `unbalanced` with the sum, `float_amount`, or `bad_entry` without id, day or legs.
        """
        if not (self.id and self.day and self.legs and self.cause):
            raise MoneyError(
                "bad_entry", "An entry needs an id, a day, a cause and at least two legs. Add what is missing."
            )
        total = sum(fen(amount) for amount in self.legs.values())
        if total:
            raise MoneyError("unbalanced", f"The legs of {self.id} add up to {total} fen, not to 0. Correct them.")
        object.__setattr__(self, "legs", MappingProxyType(dict(self.legs)))


@dataclass(frozen=True, slots=True)
class Booked:
    """An entry in its place: its number from 1, and the digest that chains it to all before it."""

    number: int
    entry: Entry
    digest: str


@dataclass(frozen=True, slots=True)
class Book:
    """A book of entries; adding one gives another book."""

    booked: tuple[Booked, ...] = ()

    def add(self, entry: Entry) -> Book:
        """
        The book with one more entry; the same book where this very entry is booked already.

        Raises:
            MoneyError: `exists_with_other_content` for an id that was used for another entry (names the field),
                `unknown_entry` or `corrected_already` for a correction.
        """
        for old in self.booked:
            if old.entry.id == entry.id:
                if _content(old.entry) == _content(entry):
                    return self
                field = next(key for key, value in _content(old.entry).items() if _content(entry)[key] != value)
                message = f"{entry.id} is booked already with another `{field}`. Give the new entry an id of its own."
                raise MoneyError("exists_with_other_content", message)
        if entry.corrects is not None:
            self._check_correction(entry.corrects)
        number, before = len(self.booked) + 1, self.booked[-1].digest if self.booked else START
        return Book((*self.booked, Booked(number, entry, digest(before, number, entry))))

    def reverse(self, entry_id: str, *, new_id: str, day: str, cause: str) -> Book:
        """The book with the mirror image of an entry; an entry can be corrected once, its correction again."""
        old = next((each.entry for each in self.booked if each.entry.id == entry_id), None)
        if old is None:
            raise MoneyError("unknown_entry", f"There is no entry {entry_id} in this book. Check the id.")
        mirror = {account: -amount for account, amount in old.legs.items()}
        return self.add(Entry(new_id, day, mirror, cause, corrects=entry_id))

    def balances(self) -> dict[str, int]:
        """Fen by account, derived from the entries alone; they sum to zero."""
        found: dict[str, int] = {}
        for each in self.booked:
            for account, amount in each.entry.legs.items():
                found[account] = found.get(account, 0) + amount
        return found

    def _check_correction(self, corrects: str) -> None:
        if all(each.entry.id != corrects for each in self.booked):
            raise MoneyError("unknown_entry", f"There is no entry {corrects} to correct in this book. Check the id.")
        if any(each.entry.corrects == corrects for each in self.booked):
            raise MoneyError("corrected_already", f"{corrects} was corrected already. Correct its correction instead.")


def digest(before: str, number: int, entry: Entry) -> str:
    """The digest that chains an entry to the one before it."""
    content = json.dumps([before, number, _content(entry)], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()


def check_chain(booked: Sequence[Booked]) -> int | None:
    """The number of the first entry that was changed, lost or put in between; None where the chain is whole."""
    before = START
    for number, each in enumerate(booked, 1):
        if each.number != number or each.digest != digest(before, number, each.entry):
            return number
        before = each.digest
    return None


def transfer(entry_id: str, day: str, payer: str, payee: str, amount: int, cause: str) -> Entry:
    """An entry that moves an amount from one account to another."""
    return Entry(entry_id, day, {payer: -fen(amount), payee: amount}, cause)


def _content(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "day": entry.day,
        "legs": dict(sorted(entry.legs.items())),
        "cause": entry.cause,
        "corrects": entry.corrects,
    }
