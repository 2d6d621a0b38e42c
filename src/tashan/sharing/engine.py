"""The engine: contract and bases in, splits out. Whatever happens, the parts add up to what is shared, to the fen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tashan.clearing import MoneyError, yuan
from tashan.rules import RuleBook
from tashan.rules.days import covered
from tashan.sharing.bases import Base, Fact
from tashan.sharing.contracts import Contract, SplitRule
from tashan.sharing.numbers import Numbers, UsedRule
from tashan.sharing.problems import failure
from tashan.sharing.work import Step, Work


@dataclass(frozen=True, slots=True)
class Line:
    """
    What one split of a contract gives for one base.

    Attributes:
        split: its name.
        counts: money or statistics.
        base: fen of the base that it shares; 0 for payments.
        shared: fen that the parts add up to: the base, the tax on it, or 0.
        parts: fen by party, every party named.
        caps: fen of the cap on a party's cumulative share.
    """

    split: str
    counts: str
    base: int
    shared: int
    parts: Mapping[str, int]
    caps: Mapping[str, int]

    def to_dict(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "split": self.split,
            "counts": self.counts,
            "base": self.base,
            "shared": self.shared,
            "parts": dict(self.parts),
            "caps": dict(self.caps),
        }


@dataclass(frozen=True, slots=True)
class Split:
    """One base split by a contract: a line a split, the steps, and the rules that were used."""

    contract: str
    base: str
    period: tuple[str, str]
    lines: tuple[Line, ...]
    steps: tuple[Step, ...]
    rules: tuple[UsedRule, ...]

    def to_dict(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "contract": self.contract,
            "base": self.base,
            "period": list(self.period),
            "unit": "fen",
            "lines": [line.to_dict() for line in self.lines],
            "trace": [step.to_dict() for step in self.steps],
            "rules": [rule.to_dict() for rule in self.rules],
        }


def split_base(contract: Contract, base: Base, books: Mapping[str, RuleBook]) -> Split:
    """
    Split one base, as if nothing had been shared before.

    Raises:
        ShareError: as `run`.
    """
    return run(contract, [base], books)[0]


def run(
    contract: Contract,
    bases: Sequence[Base],
    books: Mapping[str, RuleBook],
    recorded: Iterable[UsedRule] | None = None,
) -> list[Split]:
    """
    Split bases in the order of their periods; caps, repayments and years carry on from one to the next.

    Args:
        contract: the contract.
        bases: one a period, without overlaps, in any order.
        books: rule books by name.
        recorded: for a replay, the rules to use instead of the books.

    Raises:
        ShareError: a base of another contract or outside its days, overlapping periods, items or parties that the
            contract does not know, a requirement that does not hold, a number without a value; names the place.
    """
    ordered = sorted(bases, key=lambda base: base.period)
    _check_periods(contract, ordered)
    totals: dict[str, dict[str, int]] = {rule.name: {} for rule in contract.splits}
    state: dict[str, int] = {}
    recorded = None if recorded is None else tuple(recorded)
    found = []
    for base in ordered:
        facts = _facts(contract, base)
        numbers = Numbers(books, contract.accepted, recorded)
        lines, steps = [], []
        for number, rule in enumerate(contract.splits):
            work = Work(
                tuple(contract.parties),
                contract.start,
                contract.remainder,
                base,
                facts,
                numbers,
                totals[rule.name],
                state,
            )
            if not number:
                _check_scope(contract, work)
            line = _line(contract, rule, work)
            lines.append(line)
            steps.extend(work.steps)
            totals[rule.name] = {party: totals[rule.name].get(party, 0) + part for party, part in line.parts.items()}
        _check_items(contract, base)
        found.append(
            Split(contract.name, base.name, base.period, tuple(lines), tuple(steps), tuple(numbers.used.values()))
        )
    return found


def _line(contract: Contract, rule: SplitRule, work: Work) -> Line:
    items = work.base.items
    missing = [item for item in rule.items if item not in items]
    if missing:
        message = f"The contract shares {', '.join(missing)}. Add each under `amounts`, 0 where nothing was paid."
        raise work.failure("missing_item", message)
    amount = sum(items[item] for item in rule.items)
    try:
        parts = rule.shape.split(amount, work, rule.name)
    except MoneyError as error:
        raise work.failure(error.code, f"{rule.name}: {error.message}") from error
    full = {party: parts.get(party, 0) for party in contract.parties}
    shared = sum(full.values())
    if shared != sum(parts.values()) or (rule.pays and shared):  # pragma: no cover - no shape does it
        message = f"The parts of `{rule.name}` do not add up to what is shared. This is a mistake of the program."
        raise work.failure("unbalanced", message)
    return Line(rule.name, rule.counts, amount, shared, full, dict(work.caps))


def _check_periods(contract: Contract, bases: Sequence[Base]) -> None:
    before: Base | None = None
    for base in bases:
        if base.contract != contract.name:
            message = f"{base.name} is a base of `{base.contract}`, not of `{contract.name}`. Take the right contract."
            raise failure("other_contract", message, base.file)
        if base.period[0] < contract.start or base.period[1] > contract.end:
            message = (
                f"{base.name}: the period {base.period[0]} to {base.period[1]} is not within the contract, which runs from "
                f"{contract.start} to {contract.end}. Check the period, or add a contract for these days."
            )
            raise failure("outside_contract", message, base.file)
        if contract.period and not _is_whole(base.period, contract.period):
            message = (
                f"{base.name}: the contract shares by the {contract.period}, and {base.period[0]} to {base.period[1]} is "
                f"no whole {contract.period}. Give a base for each {contract.period}."
            )
            raise failure("other_length", message, base.file)
        if before is not None and base.period[0] <= before.period[1]:
            message = f"{base.name} and {before.name} overlap. Give a correction with `corrects`, or mend the periods."
            raise failure("overlap", message, base.file)
        before = base


def _is_whole(period: tuple[str, str], length: str) -> bool:
    """Whether a period is one whole calendar year or month."""
    return period == covered(period[0][: 4 if length == "year" else 7])


def _check_items(contract: Contract, base: Base) -> None:
    known = {item for rule in contract.splits for item in rule.items}
    paid = {item for rule in contract.splits if rule.counts == "money" for item in rule.items}
    if sum(amount for item, amount in base.items.items() if item in paid) < 0:
        message = (
            f"{base.name}: more money was paid back than was paid in the period. Correct the base of the period in which "
            "it had been paid, with `corrects` and `reason`."
        )
        raise failure("refund_too_large", message, base.file)
    strangers = sorted(base.amounts.keys() - known)
    if strangers:
        message = f"{base.name}: {', '.join(strangers)}: shared by no split of the contract. Known: {', '.join(sorted(known))}."
        raise failure("unknown_item", message, base.file)
    others = sorted(base.confirmed.keys() - contract.parties.keys())
    if others:
        message = f"{base.name}: {', '.join(others)}: no party of the contract, but confirms. Parties: {', '.join(contract.parties)}."
        raise failure("unknown_party", message, base.file)


def _facts(contract: Contract, base: Base) -> dict[str, Fact]:
    """The facts of the contract, which last, and those of the base, which are of its period."""
    for name, fact in base.facts.items():
        fixed = contract.facts.get(name)
        if fixed is not None and fixed.texts != fact.texts:
            message = (
                f"{base.name}: `{name}` is fixed in the contract as {', '.join(fixed.texts)}. Leave it out of the base."
            )
            raise failure("fact_changed", message, fact.file, fact.line)
    return {**contract.facts, **base.facts}


def _check_scope(contract: Contract, work: Work) -> None:
    for name in contract.requires:
        if not work.fact(name).yes():
            message = (
                f"The contract requires `{name}`, and it is `no`: this case is outside its scope. Nothing is shared."
            )
            raise work.failure("excluded", message)
    if contract.scope is not None:
        amounts = work.fact(contract.scope.fact).money()
        least = work.number(contract.scope.least_mean)
        average = Fraction(sum(amounts), len(amounts))
        if average < least:
            message = (
                f"The mean of `{contract.scope.fact}` is {yuan(int(average))} yuan, below the least of "
                f"{yuan(int(least))}: this case is outside the contract's scope. Nothing is shared."
            )
            raise work.failure("excluded", message)
