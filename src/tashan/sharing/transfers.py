"""
Payments between parties along rivers and for air: index, steps, per unit, beyond a target, pools, stated amounts.

What one party gets another pays, so every shape here adds up to 0. Plus: the party gets money.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from tashan.clearing import allot, apportion, round_fen, yuan
from tashan.sharing._sheet import Quantity
from tashan.sharing.measures import Handling, mean, monthly
from tashan.sharing.work import Shape, Work, shown

#: Classes of surface water, the best first.
CLASSES = ("I", "II", "III", "IV", "V", "VI")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of an index: its weight, the value it is compared with, and the unit of that."""

    weight: Quantity
    base: Quantity
    unit: str


@dataclass(frozen=True, slots=True)
class Index:
    """
    A compensation index: P = stability · Σ weight · mean / base. Below the threshold downstream pays, else upstream.

    Attributes:
        upstream, downstream: the parties.
        amount: fen.
        threshold: at or above it the water is not good enough.
        section: where is measured; with `indicators` and `stability`; or
        fact: the fact that states the index itself.
        handling: of gaps in the series.
    """

    upstream: str
    downstream: str
    amount: Quantity
    threshold: Quantity
    section: str
    indicators: Mapping[str, Indicator]
    stability: Quantity
    fact: str
    handling: Handling

    def split(self, amount: int, work: Work, path: str) -> dict[str, int]:
        """The payment that the index decides."""
        index = work.fact(self.fact).number() if self.fact else self._measured(work)
        good = index < work.number(self.threshold)
        pays, gets = (self.downstream, self.upstream) if good else (self.upstream, self.downstream)
        fen = work.money(self.amount, "The payment")
        return work.note(
            path, amount, {gets: fen, pays: -fen}, f"index {_decimal(index)}: {pays} pays {gets} {yuan(fen)}"
        )

    def _measured(self, work: Work) -> Fraction:
        total = Fraction(0)
        weights = {name: work.number(indicator.weight) for name, indicator in self.indicators.items()}
        if sum(weights.values()) != 1:
            raise work.failure(
                "shares_sum", f"The weights of the indicators add up to {sum(weights.values())}, not to 1."
            )
        for name, indicator in self.indicators.items():
            value = mean(work.series(self.section, name), work.base.period, self.handling, indicator.unit)
            total += weights[name] * value / work.positive(indicator.base, f"The base of `{name}`")
        return work.number(self.stability) * total


@dataclass(frozen=True, slots=True)
class Steps:
    """
    An amount for each step better or worse: classes of water against a reference, or points of an index.

    Attributes:
        upstream, downstream: downstream pays for better, upstream for worse.
        amount: fen a step.
        fact: states the class (with `reference`) or the points (plus is better).
        reference: the class that pays nothing; "" where points are counted.
        most: fen that are never exceeded either way; None: no limit.
    """

    upstream: str
    downstream: str
    amount: Quantity
    fact: str
    reference: str
    most: Quantity | None

    def split(self, amount: int, work: Work, path: str) -> dict[str, int]:
        """The payment for the steps."""
        steps = self._classes(work) if self.reference else work.fact(self.fact).number()
        exact = steps * work.number(self.amount)
        fen = round_fen(exact)
        if self.most is not None:
            most = work.money(self.most, "The limit")
            fen = max(-most, min(most, fen))
        return work.note(
            path, amount, {self.upstream: fen, self.downstream: -fen}, f"{_decimal(steps)} steps: {yuan(fen)}"
        )

    def _classes(self, work: Work) -> Fraction:
        fact = work.fact(self.fact)
        if len(fact.texts) != 1 or fact.texts[0] not in CLASSES:
            message = f"Fact `{fact.name}` is `{', '.join(fact.texts)}`. Write one class: {', '.join(CLASSES)} (VI: worse than V)."
            raise work.failure("bad_fact", message)
        return Fraction(CLASSES.index(self.reference) - CLASSES.index(fact.texts[0]))


@dataclass(frozen=True, slots=True)
class PerUnit:
    """
    An amount per tonne beyond the target (with a flow), or per unit of concentration (without).

    (measured − target) · flow · rate for each month; months below the target count as nothing unless `rewards`.

    Attributes:
        payers, payees: shares of who pays and who gets for what goes beyond; they sum to 1 each.
        section: where is measured.
        rates: indicator → fen a tonne, or a unit.
        targets: indicator → target in the unit.
        unit: of the indicators.
        flow: the indicator that holds the flow, in 万m³; "" without.
        rewards: whether a month better than the target is paid the other way.
        handling: of gaps in the series.
    """

    payers: Mapping[str, Quantity]
    payees: Mapping[str, Quantity]
    section: str
    rates: Mapping[str, Quantity]
    targets: Mapping[str, Quantity]
    unit: str
    flow: str
    rewards: bool
    handling: Handling

    def split(self, amount: int, work: Work, path: str) -> dict[str, int]:
        """The payment for all months and indicators, rounded once for each indicator and month."""
        total, notes = 0, []
        period, flows = work.base.period, {}
        if self.flow:
            flows = monthly(work.series(self.section, self.flow), period, Handling(), "万m³")
        for name, rate in self.rates.items():
            values = monthly(work.series(self.section, name), period, self.handling, self.unit)
            target, fen = work.number(self.targets[name]), 0
            for month, value in values.items():
                # 1 mg/L in 10,000 m³ is 10 kg, a hundredth of a tonne.
                size = flows[month] / 100 if self.flow else Fraction(1)
                beyond = (value - target) * size
                if beyond > 0 or self.rewards:
                    fen += round_fen(beyond * work.number(rate))
            notes.append(f"{name} {yuan(fen)}")
            total += fen
        parts = _between(self.payers, self.payees, total, work)
        return work.note(path, amount, parts, "; ".join(notes))


@dataclass(frozen=True, slots=True)
class Exceedance:
    """
    An amount for each step over the target, up to a limit for each indicator.

    Attributes:
        payer, payee: who pays whom.
        section: where is measured.
        targets: indicator → target in the unit.
        unit: of the indicators.
        step: how far over the target a step is, as part of it (1/2: half over).
        amount: fen a step.
        most: fen for each indicator; None: no limit.
        started: whether a step counts once it is begun, or only when it is full.
        handling: of gaps in the series.
    """

    payer: str
    payee: str
    section: str
    targets: Mapping[str, Quantity]
    unit: str
    step: Quantity
    amount: Quantity
    most: Quantity | None
    started: bool
    handling: Handling

    def split(self, amount: int, work: Work, path: str) -> dict[str, int]:
        """The payment for all indicators."""
        total, notes = 0, []
        for name, target in self.targets.items():
            limit = work.positive(target, f"The target of `{name}`")
            value = mean(work.series(self.section, name), work.base.period, self.handling, self.unit)
            over = max((value - limit) / limit, Fraction(0)) / work.positive(self.step, "The step")
            fen = (ceil(over) if self.started else floor(over)) * work.money(self.amount, "The amount a step")
            if self.most is not None:
                fen = min(fen, work.money(self.most, "The limit"))
            notes.append(f"{name} {yuan(fen)}")
            total += fen
        return work.note(path, amount, {self.payer: -total, self.payee: total}, "; ".join(notes))


@dataclass(frozen=True, slots=True)
class Miss:
    """What a missed section does: a party loses part of what it takes out, and others get it."""

    party: str
    to: Mapping[str, Quantity]


@dataclass(frozen=True, slots=True)
class Pool:
    """
    Several parties pay in by one ratio and take out by another; who misses its section loses to the others.

    Attributes:
        amount: fen in the pool.
        pay, take: weights of paying in and taking out, as 1:5:4.
        misses: section → what happens.
        deducts: which part of its taking the party loses.
        fact: the fact that lists the missed sections.
    """

    amount: Quantity
    pay: Mapping[str, Quantity]
    take: Mapping[str, Quantity]
    misses: Mapping[str, Miss]
    deducts: Quantity
    fact: str

    def split(self, amount: int, work: Work, path: str) -> dict[str, int]:
        """What each takes out less what it pays in."""
        pool = work.money(self.amount, "The pool")
        paid = apportion(pool, {party: work.number(weight) for party, weight in self.pay.items()}, work.remainder)
        taken = apportion(pool, {party: work.number(weight) for party, weight in self.take.items()}, work.remainder)
        due, missed = dict(taken), [text for text in work.fact(self.fact).texts if text != "none"]
        for section in missed:
            miss = self.misses.get(section)
            if miss is None:
                message = (
                    f"`{section}` is no section of the contract. Sections: {', '.join(self.misses)}; or write none."
                )
                raise work.failure("unknown_section", message)
            lost = min(round_fen(due[miss.party] * work.number(self.deducts)), taken[miss.party])
            shares = {party: work.number(share) for party, share in miss.to.items()}
            for party, part in allot(lost, shares, work.remainder).items():
                taken[party] = taken.get(party, 0) + part
            taken[miss.party] -= lost
        nets = {party: taken.get(party, 0) - paid.get(party, 0) for party in {**paid, **taken}}
        return work.note(path, amount, nets, f"pay in: {shown(paid)}; take out: {shown(taken)}")


@dataclass(frozen=True, slots=True)
class Stated:
    """Amounts by party that an authority stated for each month; an outside party pays or gets the balance."""

    outside: str
    fact: str

    def split(self, amount: int, work: Work, path: str) -> dict[str, int]:
        """The stated amounts, added up, and their balance."""
        parts: dict[str, int] = {}
        for party in work.parties:
            if party != self.outside:
                parts[party] = sum(work.fact(f"{self.fact}_{party}").money())
        parts[self.outside] = -sum(parts.values())
        return work.note(path, amount, parts, f"{self.outside} balances {yuan(parts[self.outside])}")


@dataclass(frozen=True, slots=True)
class Together:
    """Several payments added up."""

    parts: tuple[Shape, ...]

    def split(self, amount: int, work: Work, path: str) -> dict[str, int]:
        """The sum of all."""
        total: dict[str, int] = {}
        for number, shape in enumerate(self.parts, 1):
            for party, part in shape.split(amount, work, f"{path}.{number}").items():
                total[party] = total.get(party, 0) + part
        return work.note(path, amount, total)


def _between(payers: Mapping[str, Quantity], payees: Mapping[str, Quantity], total: int, work: Work) -> dict[str, int]:
    parts: dict[str, int] = {}
    for sign, side in ((-1, payers), (1, payees)):
        shares = {party: work.number(share) for party, share in side.items()}
        for party, part in allot(sign * total, shares, work.remainder).items():
            parts[party] = parts.get(party, 0) + part
    return parts


def _decimal(value: Fraction) -> str:
    """A number to six places, for reading only; exact ones stay short."""
    if value.denominator == 1:
        return str(value.numerator)
    scaled = round(value * 1_000_000)
    sign, size = ("-", -scaled) if scaled < 0 else ("", scaled)
    return f"{sign}{size // 1_000_000}.{size % 1_000_000:06d}".rstrip("0")
