"""Netting and settlement: what each party has to pay or gets in the end, and with how few payments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tashan.clearing.amounts import fen
from tashan.clearing.items import ClearingItem
from tashan.clearing.problems import MoneyError


@dataclass(frozen=True, slots=True)
class Position:
    """What a party gets from all others and pays to all others, in fen."""

    party: str
    receives: int
    pays: int

    @property
    def net(self) -> int:
        """Plus: it gets money; minus: it pays."""
        return self.receives - self.pays


@dataclass(frozen=True, slots=True)
class Payment:
    """One transfer that settles positions, in fen."""

    payer: str
    payee: str
    amount: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A payment that did not come as it should: fen expected and fen seen."""

    payer: str
    payee: str
    expected: int
    seen: int


def positions(items: Iterable[ClearingItem]) -> tuple[Position, ...]:
    """The position of every party named, by name; their nets sum to zero."""
    receives: dict[str, int] = {}
    pays: dict[str, int] = {}
    for item in items:
        pays[item.payer] = pays.get(item.payer, 0) + item.amount
        receives[item.payee] = receives.get(item.payee, 0) + item.amount
    return tuple(Position(party, receives.get(party, 0), pays.get(party, 0)) for party in sorted({*receives, *pays}))


def settle(nets: Mapping[str, int]) -> tuple[Payment, ...]:
    """
    Payments that bring every net to zero: at most one fewer than there are parties.

    The largest debt meets the largest claim, ties by name, so the same nets always give the same payments.

    Raises:
        MoneyError: `unbalanced` where the nets do not sum to zero: somebody who pays is missing.
    """
    total = sum(fen(net) for net in nets.values())
    if total:
        message = (
            f"The net positions add up to {total} fen, not to 0. Name the outside party that pays or gets the rest."
        )
        raise MoneyError("unbalanced", message)
    open_nets = {party: net for party, net in nets.items() if net}
    payments = []
    while open_nets:
        payer = min(open_nets, key=lambda party: (open_nets[party], party))
        payee = min(open_nets, key=lambda party: (-open_nets[party], party))
        amount = min(-open_nets[payer], open_nets[payee])
        payments.append(Payment(payer, payee, amount))
        open_nets[payer] += amount
        open_nets[payee] -= amount
        open_nets = {party: net for party, net in open_nets.items() if net}
    return tuple(payments)


def settlement(items: Iterable[ClearingItem]) -> tuple[Payment, ...]:
    """The payments that settle items."""
    return settle({position.party: position.net for position in positions(items)})


def reconcile(expected: Iterable[Payment], seen: Iterable[Payment]) -> tuple[Difference, ...]:
    """Where the payments seen differ from those expected, by payer and payee; empty where all came as they should."""
    wanted, found = _sums(expected), _sums(seen)
    return tuple(
        Difference(*pair, wanted.get(pair, 0), found.get(pair, 0))
        for pair in sorted({*wanted, *found})
        if wanted.get(pair, 0) != found.get(pair, 0)
    )


def _sums(payments: Iterable[Payment]) -> dict[tuple[str, str], int]:
    sums: dict[tuple[str, str], int] = {}
    for payment in payments:
        pair = (payment.payer, payment.payee)
        sums[pair] = sums.get(pair, 0) + fen(payment.amount)
    return sums
