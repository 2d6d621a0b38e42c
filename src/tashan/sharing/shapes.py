"""
Shapes of sharing: ratio, equity, several factors, bands of years, repay first, stock and increment, floor, cap.

Each shape works on whole fen and holds the shapes within it, so that a cap of bands of ratios is read as it is written.
Left-over fen are given out where a ratio is applied, so a cap or floor is never missed by a fen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tashan.clearing import MoneyError, allot, apportion, check_shares, yuan
from tashan.sharing._sheet import Quantity
from tashan.sharing.problems import failure
from tashan.sharing.work import Shape, Work

#: How the years of a contract are counted.
YEAR_COUNTS = ("anniversary", "calendar", "next_calendar")


@dataclass(frozen=True, slots=True)
class Ratio:
    """Fixed shares."""

    shares: Mapping[str, Quantity]

    def split(self, amount: int, work: Work, path: str) -> dict[str, int]:
        """By the shares, left-over fen by the contract's rule."""
        shares = {party: work.number(share) for party, share in self.shares.items()}
        parts = allot(amount, shares, work.remainder)
        return work.note(path, amount, parts, ", ".join(f"{party} {share}" for party, share in shares.items()))


@dataclass(frozen=True, slots=True)
class Equity:
    """By what each party paid in: a factor of the base, or amounts of the contract."""

    factor: str
    paid: Mapping[str, int]

    def split(self, amount: int, work: Work, path: str) -> dict[str, int]:
        """In proportion to what was paid in."""
        paid = self.paid or _factor(self.factor, work)
        parts = apportion(amount, paid, work.remainder)
        return work.note(path, amount, parts, "paid in: " + ", ".join(f"{party} {own}" for party, own in paid.items()))


@dataclass(frozen=True, slots=True)
class Factors:
    """By several factors with weights: capital, responsibility, energy, emissions."""

    weights: Mapping[str, Quantity]

    def shares(self, work: Work) -> dict[str, Fraction]:
        """Each party's share: its part of each factor, weighted."""
        weights = {factor: work.number(weight) for factor, weight in self.weights.items()}
        try:
            check_shares(weights)
        except MoneyError as error:
            raise work.failure(error.code, f"Weights of factors: {error.message}") from error
        found: dict[str, Fraction] = {}
        for factor, weight in weights.items():
            values = _factor(factor, work)
            total = sum(values.values(), Fraction(0))
            for party, value in values.items():
                found[party] = found.get(party, Fraction(0)) + weight * value / total
        return found

    def split(self, amount: int, work: Work, path: str) -> dict[str, int]:
        """By the weighted shares."""
        shares = self.shares(work)
        parts = allot(amount, shares, work.remainder)
        return work.note(path, amount, parts, ", ".join(f"{party} {share}" for party, share in shares.items()))


@dataclass(frozen=True, slots=True)
class HeadAndBranches:
    """
    Head office and branches: a part to the head, the rest to the branches by factors (国家税务总局公告2012年57号).

    With `income` the base is income: it is split first, each slice is taxed at its party's own rate (factor `rate`),
    and the sum of the taxes, in whole fen, is split again by the same shares.
    """

    head: str
    head_share: Quantity
    branches: Factors
    income: bool

    def split(self, amount: int, work: Work, path: str) -> dict[str, int]:
        """The tax by party."""
        head = work.number(self.head_share)
        shares = {self.head: head}
        for party, share in self.branches.shares(work).items():
            if party == self.head:
                raise work.failure("bad_factor", f"{party} is the head office and has no branch factors. Delete them.")
            shares[party] = share * (1 - head)
        tax = self._tax(amount, shares, work, path) if self.income else amount
        parts = allot(tax, shares, work.remainder)
        return work.note(path, tax, parts, ", ".join(f"{party} {share}" for party, share in shares.items()))

    def _tax(self, income: int, shares: Mapping[str, Fraction], work: Work, path: str) -> int:
        rates = _factor("rate", work, some=False)
        missing = [party for party in shares if party not in rates]
        if missing:
            raise work.failure("missing_factor", f"No tax rate of {', '.join(missing)}. Add it under `factors: rate`.")
        above = [party for party, rate in rates.items() if rate > 1]
        if above:
            raise work.failure("bad_factor", f"The rate of {', '.join(above)} is above 100 %. Write it like 25%.")
        slices = allot(income, shares, work.remainder)
        exact = sum((slices[party] * rates[party] for party in shares), Fraction(0))
        tax = int(exact + Fraction(1, 2)) if exact >= 0 else -int(-exact + Fraction(1, 2))
        work.note(f"{path}.income", income, slices, f"tax {yuan(tax)}")
        return tax


@dataclass(frozen=True, slots=True)
class Years:
    """
    Which year of the contract a period belongs to.

    Attributes:
        since: the fact that holds the first day; "" for the contract's own first day.
        count: `anniversary` (year 1 ends the day before the first anniversary), `calendar` (year 1 is the calendar
            year of the first day) or `next_calendar` (the one after it).
    """

    since: str = ""
    count: str = "anniversary"

    def number(self, work: Work) -> int:
        """The year of the base's period, from 1; 0 or less before it began."""
        start = work.fact(self.since).day() if self.since else work.start
        first, last = (self._of(day, start) for day in work.base.period)
        if first != last:
            message = (
                f"The period {work.base.period[0]} to {work.base.period[1]} lies in years {first} and {last} of the "
                f"contract, which began on {start}. Give a base for each, or let the contract state `count: calendar`."
            )
            raise work.failure("crosses_years", message)
        return first

    def _of(self, day: str, start: str) -> int:
        if self.count != "anniversary":
            return int(day[:4]) - int(start[:4]) + (self.count == "calendar")
        now, then = date.fromisoformat(day), date.fromisoformat(start)
        return now.year - then.year - ((now.month, now.day) < (then.month, then.day)) + 1


@dataclass(frozen=True, slots=True)
class Band:
    """A band of years, both included; `last` None: for good."""

    first: int
    last: int | None
    share: Shape


@dataclass(frozen=True, slots=True)
class Bands:
    """Another shape in each band of years; a year in no band is an error, never a guess."""

    years: Years
    bands: tuple[Band, ...]

    def split(self, amount: int, work: Work, path: str) -> dict[str, int]:
        """By the shape of the year's band."""
        year = self.years.number(work)
        for band in self.bands:
            if band.first <= year and (band.last is None or year <= band.last):
                return band.share.split(amount, work, f"{path}.year_{year}")
        spans = ", ".join(f"{band.first}-{band.last or ''}" for band in self.bands)
        message = f"Year {year} of the contract is in none of its bands ({spans}). Add a band, or check the dates."
        raise work.failure("no_band", message)


@dataclass(frozen=True, slots=True)
class RepayFirst:
    """All to one party until what it put in is repaid, then another shape."""

    party: str
    amount: Quantity
    then: Shape

    def split(self, amount: int, work: Work, path: str) -> dict[str, int]:
        """Repay what is open; share the rest. A negative amount is taken back from what was shared."""
        key = f"{path}.repaid"
        repaid = work.state.get(key, 0)
        due = max(work.money(self.amount, "What is repaid first") - repaid, 0)
        repay = min(max(amount, 0), due) if due else 0
        if amount < 0 and due:
            repay = max(amount, -repaid)
        work.state[key] = repaid + repay
        parts = self.then.split(amount - repay, work, f"{path}.then") if amount != repay else {}
        parts[self.party] = parts.get(self.party, 0) + repay
        return work.note(path, amount, parts, f"{yuan(repay)} repaid to {self.party}, {yuan(due - repay)} still open")


@dataclass(frozen=True, slots=True)
class StockAndIncrement:
    """To each what it had before (a year's stock); what exceeds it is shared. Below the stock: in its proportion."""

    stock: Mapping[str, Quantity]
    increment: Shape

    def split(self, amount: int, work: Work, path: str) -> dict[str, int]:
        """Stock first, then the increment."""
        stock = {party: work.money(value, f"The stock of {party}") for party, value in self.stock.items()}
        total = sum(stock.values())
        if amount <= total:
            parts = apportion(amount, stock, work.remainder) if total else {}
            if not total and amount:
                parts = self.increment.split(amount, work, f"{path}.increment")
            return work.note(path, amount, parts, f"no increment over {yuan(total)}")
        parts = self.increment.split(amount - total, work, f"{path}.increment")
        for party, own in stock.items():
            parts[party] = parts.get(party, 0) + own
        return work.note(path, amount, parts, f"stock {yuan(total)}, increment {yuan(amount - total)}")


@dataclass(frozen=True, slots=True)
class Floor:
    """
    A party gets at least an amount a period; the other one bears what is lacking.

    Attributes:
        party, bearer: who gets it, who makes it up.
        amount: fen a period.
        since: fact with the first day from which it holds; "" always.
        pays: whether the bearer adds own money where the amount shared is smaller than the floor.
        of: what would be shared without the floor.
    """

    party: str
    bearer: str
    amount: Quantity
    since: str
    pays: bool
    of: Shape

    def split(self, amount: int, work: Work, path: str) -> dict[str, int]:
        """The inner shape, lifted to the floor."""
        parts = self.of.split(amount, work, f"{path}.of")
        if self.since and work.base.period[0] < work.fact(self.since).day():
            return work.note(path, amount, parts, "the floor does not hold yet")
        floor = work.money(self.amount, "The floor")
        own, other = parts.get(self.party, 0), parts.get(self.bearer, 0)
        lacking = max(floor - own, 0)
        if not self.pays:
            lacking = min(lacking, max(other, 0))
        parts[self.party], parts[self.bearer] = own + lacking, other - lacking
        return work.note(path, amount, parts, f"floor {yuan(floor)}, {yuan(lacking)} from {self.bearer}")


@dataclass(frozen=True, slots=True)
class Cap:
    """
    A party's cumulative share ends at an amount, and after some years; another party gets what goes beyond.

    Attributes:
        party, rest: who is capped, who gets the excess.
        amount: fen over all periods; or
        fact: the fact whose amounts add up to it.
        years: how many years it shares; None: no end.
        extension: how many years more if the cap is not reached by then.
        count: how years are counted.
        of: what would be shared without the cap.
    """

    party: str
    rest: str
    amount: Quantity | None
    fact: str
    years: Quantity | None
    extension: Quantity
    count: Years
    of: Shape

    def split(self, amount: int, work: Work, path: str) -> dict[str, int]:
        """The inner shape, cut at what is left of the cap."""
        cap = sum(work.fact(self.fact).money()) if self.fact else work.money(self.amount or Fraction(0), "The cap")
        work.caps[self.party] = cap
        year, last = (1, None) if self.years is None else (self.count.number(work), work.whole(self.years, "`years`"))
        if year < 1:
            raise work.failure("before_start", "The period lies before the first year of sharing. Check the dates.")
        if last is not None and year > last + work.whole(self.extension, "`extension`"):
            return work.note(path, amount, {self.rest: amount}, f"year {year}: sharing has ended")
        parts = self.of.split(amount, work, f"{path}.of")
        left = max(cap - work.before.get(self.party, 0), 0)
        excess = max(parts.get(self.party, 0) - left, 0)
        parts[self.party] = parts.get(self.party, 0) - excess
        parts[self.rest] = parts.get(self.rest, 0) + excess
        extended = f"year {year}, an extension; " if last is not None and year > last else ""
        return work.note(path, amount, parts, f"{extended}cap {yuan(cap)}, {yuan(left)} left, {yuan(excess)} beyond it")


def check_caps(shape: Shape, file: str, line: int, added: frozenset[str] = frozenset()) -> None:
    """
    Refuse a cap that what stands around it could lift: it has to hold at every instant.

    Args:
        shape: the whole share of a split.
        file: in which it stands.
        line: and where there.
        added: the parties to which the shapes around this one may give more.

    Raises:
        ShareError: `cap_within`, with the party.
    """
    inner: list[tuple[Shape, frozenset[str]]] = []
    if isinstance(shape, Cap):
        if shape.party in added:
            message = (
                f"The cap of {shape.party} stands within a shape that gives {shape.party} more, so it would not hold. "
                "Let the cap stand around that shape."
            )
            raise failure("cap_within", message, file, line)
        inner = [(shape.of, added | {shape.rest})]
    elif isinstance(shape, Floor):
        inner = [(shape.of, added | {shape.party})]
    elif isinstance(shape, RepayFirst):
        inner = [(shape.then, added | {shape.party})]
    elif isinstance(shape, StockAndIncrement):
        inner = [(shape.increment, added | shape.stock.keys())]
    elif isinstance(shape, Bands):
        inner = [(band.share, added) for band in shape.bands]
    for each, lifted in inner:
        check_caps(each, file, line, lifted)


def _factor(name: str, work: Work, *, some: bool = True) -> Mapping[str, Fraction]:
    """The parties' values of a factor in the base."""
    values = work.base.factors.get(name)
    if values is None:
        raise work.failure(
            "missing_factor", f"The contract shares by `{name}`. Add each party's value under `factors`."
        )
    strangers = [party for party in values if party not in work.parties]
    if strangers:
        message = f"{', '.join(strangers)}: no party of the contract, but a value of `{name}`. Parties: {', '.join(work.parties)}."
        raise work.failure("unknown_party", message)
    if any(value < 0 for value in values.values()) or (some and not any(values.values())):
        raise work.failure(
            "bad_factor", f"`{name}` is negative somewhere or 0 for all, so nothing can be shared by it."
        )
    return values


def check_bands(bands: tuple[Band, ...], file: str, line: int) -> None:
    """
    Refuse bands of years that overlap or leave a gap.

    Raises:
        ShareError: `band_gap` or `band_overlap`, with the years.
    """
    expected: int | None = bands[0].first if bands else 1
    for band in bands:
        if expected is None or band.first < expected:
            message = (
                f"The band from year {band.first} overlaps the one before it. Let one end before the other begins."
            )
            raise failure("band_overlap", message, file, line)
        if band.first > expected:
            message = (
                f"No band covers years {expected} to {band.first - 1}. Add one, or let the next begin in {expected}."
            )
            raise failure("band_gap", message, file, line)
        if band.last is not None and band.last < band.first:
            raise failure(
                "band_overlap", f"The band from year {band.first} ends in {band.last}. Correct it.", file, line
            )
        expected = None if band.last is None else band.last + 1
