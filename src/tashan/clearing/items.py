"""Clearing items: one party owes another an amount for a cause; and the batches in which they are cleared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from tashan.clearing.amounts import fen
from tashan.clearing.problems import MoneyError


@dataclass(frozen=True, slots=True)
class ClearingItem:
    """
    What one party owes another.

    Attributes:
        payer, payee: the parties; different ones.
        amount: fen above 0.
        day: the day of the service or the last day of the period, YYYY-MM-DD; it decides which rules hold.
        cause: what it comes from, as `statement:…`, `claim:…`.
        line: which line of the cause, so that two lines may owe the same amount.
    """

    payer: str
    payee: str
    amount: int
    day: str
    cause: str
    line: str = ""

    def __post_init__(self) -> None:
        """Refuse an item that owes nothing, owes oneself or owes less than nothing."""
        if fen(self.amount) <= 0:
            raise MoneyError("bad_item", f"An item owes more than 0 fen, not {self.amount}. Swap payer and payee.")
        if self.payer == self.payee:
            raise MoneyError("bad_item", f"{self.payer} cannot owe itself. Leave the item out.")

    @property
    def id(self) -> str:
        """Derived from the content, so that the same item made twice is cleared once."""
        content = "\x1f".join((self.payer, self.payee, str(self.amount), self.day, self.cause, self.line))
        return hashlib.sha256(content.encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Batch:
    """The items of one cycle, frozen: in the order of their ids, so the same items give the same batch."""

    cycle: str
    items: tuple[ClearingItem, ...]

    @property
    def id(self) -> str:
        """Derived from cycle and items."""
        content = "\x1f".join((self.cycle, *(item.id for item in self.items)))
        return hashlib.sha256(content.encode()).hexdigest()[:24]


def freeze(cycle: str, last_day: str, items: Iterable[ClearingItem], cleared: Iterable[Batch] = ()) -> Batch:
    """
    The batch of a cycle: every item up to its last day that no earlier batch holds.

    An item that came too late for its own cycle is taken by the next one.

    Args:
        cycle: name of the cycle, as 2026-03.
        last_day: last day of service it clears, YYYY-MM-DD.
        items: all items known, in any order; one given twice counts once.
        cleared: the batches frozen before.
    """
    done = {item.id for batch in cleared for item in batch.items}
    open_items = {item.id: item for item in items if item.day <= last_day and item.id not in done}
    return Batch(cycle, tuple(open_items[key] for key in sorted(open_items)))
