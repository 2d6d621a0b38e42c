"""What a shape works with while it splits one base, and the steps it leaves for the trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Protocol

from tashan.clearing import Remainder, yuan
from tashan.sharing._sheet import Quantity
from tashan.sharing.bases import Base, Fact
from tashan.sharing.measures import Series
from tashan.sharing.numbers import Numbers
from tashan.sharing.problems import ShareError, failure


@dataclass(frozen=True, slots=True)
class Step:
    """
    One step of a split, for people who check it.

    Attributes:
        path: where in the contract, as `tax.cap.ratio`.
        amount: fen that came into the step.
        parts: fen by party that came out.
        note: what decided, in words.
    """

    path: str
    amount: int
    parts: Mapping[str, int]
    note: str = ""

    def to_dict(self) -> dict[str, Any]:
        """As plain values."""
        return {"path": self.path, "amount": self.amount, "parts": dict(self.parts), "note": self.note}


class Shape(Protocol):
    """One way to share, as a contract states it; shapes hold shapes."""

    def split(self, amount: int, work: Work, path: str) -> dict[str, int]:
        """Fen by party: they add up to the amount, or to 0 for payments between the parties."""


@dataclass(slots=True)
class Work:
    """
    The surroundings of one split.

    Attributes:
        parties: all parties of the contract.
        start: first day of the contract.
        remainder: the contract's rule for left-over fen.
        base: what is shared.
        facts: those of the contract and of the bases so far.
        numbers: where numbers come from.
        before: fen by party in all earlier periods of this split.
        state: what shapes remember between periods, by path.
        caps: the cap of a party on its cumulative share, where a shape set one.
        steps: the trace.
    """

    parties: tuple[str, ...]
    start: str
    remainder: Remainder
    base: Base
    facts: Mapping[str, Fact]
    numbers: Numbers
    before: Mapping[str, int]
    state: dict[str, int]
    caps: dict[str, int] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)

    def number(self, quantity: Quantity) -> Fraction:
        """A number of the contract on the days of this base."""
        return self.numbers.get(quantity, self.base.period)

    def money(self, quantity: Quantity, what: str) -> int:
        """An amount of the contract in whole fen."""
        exact = self.number(quantity)
        if exact.denominator != 1:
            raise self.failure("below_fen", f"{what} is {exact} fen, no whole number. State a whole amount.")
        return exact.numerator

    def whole(self, quantity: Quantity, what: str) -> int:
        """A whole number of the contract, 0 or more, as a count of years."""
        exact = self.number(quantity)
        if exact.denominator != 1 or exact < 0:
            raise self.failure("bad_number", f"{what} is {exact}, no whole number from 0. State one.")
        return exact.numerator

    def positive(self, quantity: Quantity, what: str) -> Fraction:
        """A number of the contract above 0, as one that something is divided by."""
        exact = self.number(quantity)
        if exact <= 0:
            raise self.failure(
                "bad_number", f"{what} is {exact}, and nothing can be measured by it. State one above 0."
            )
        return exact

    def fact(self, name: str) -> Fact:
        """A fact that the contract needs."""
        found = self.facts.get(name)
        if found is None:
            known = ", ".join(self.facts) or "none"
            raise self.failure(
                "missing_fact", f"The contract needs the fact `{name}`. Add it under `facts` (there: {known})."
            )
        return found

    def series(self, section: str, indicator: str) -> Series:
        """What was measured at a section."""
        found = self.base.measured.get(section, {}).get(indicator)
        if found is None:
            message = f"The contract needs `{indicator}` at `{section}`. Add it under `measured`."
            raise self.failure("missing_measurement", message)
        return found

    def note(self, path: str, amount: int, parts: Mapping[str, int], note: str = "") -> dict[str, int]:
        """Leave a step in the trace; gives the parts back."""
        kept = {party: part for party, part in parts.items() if part}
        self.steps.append(Step(path, amount, kept, note))
        return dict(parts)

    def failure(self, code: str, message: str) -> ShareError:
        """An error about this base."""
        return failure(code, f"{self.base.name}: {message}", self.base.file)


def shown(parts: Mapping[str, int]) -> str:
    """Parts in words, in yuan."""
    return ", ".join(f"{party} {yuan(part)}" for party, part in parts.items())
