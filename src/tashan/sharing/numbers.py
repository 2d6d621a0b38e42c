"""
Where the numbers of a contract come from: rule books on the day, or the record of an old statement.

A value that was not confirmed at the issuing body is refused unless the contract accepts it by name, and one that
exists without a value is refused unless the contract assumes one; both are shown on the statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from tashan.clearing import UNITS
from tashan.rules import RuleBook, RuleError
from tashan.sharing._sheet import Quantity, Ref
from tashan.sharing.problems import ShareError, failure


@dataclass(frozen=True, slots=True)
class UsedRule:
    """
    A value that a split used, with all that is needed to see where it came from and to use it again.

    Attributes:
        rule: `book.path`.
        value: the exact number as text, in `unit`.
        start, end: first and last day on which it holds; end None: until further notice.
        status: seen, unconfirmed or assumption.
        reason: why the contract accepts or assumes it.
    """

    rule: str
    value: str
    unit: str
    start: str
    end: str | None
    status: str
    document: str = ""
    article: str = ""
    link: str = ""
    reason: str = ""

    def to_dict(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)

    def number(self, *, money: bool) -> Fraction:
        """The exact number; money in fen."""
        return Fraction(self.value) * (UNITS[self.unit] if money else 1)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a contract says on one parameter: it accepts the value although unconfirmed, or assumes one."""

    reason: str
    value: Fraction | None = None


class Numbers:
    """The numbers of one run; remembers which rules were used."""

    def __init__(
        self,
        books: Mapping[str, RuleBook],
        accepted: Mapping[str, Accepted],
        recorded: Iterable[UsedRule] | None = None,
    ) -> None:
        """
        Take what numbers come from.

        Args:
            books: rule books by name.
            accepted: what the contract accepts and assumes, by `book.path`.
            recorded: for a replay, the values that are used instead of the books.
        """
        self.books = books
        self.accepted = accepted
        self.recorded = None if recorded is None else tuple(recorded)
        self.used: dict[tuple[str, str], UsedRule] = {}

    def get(self, quantity: Quantity, period: tuple[str, str]) -> Fraction:
        """
        The number that holds throughout a period; money in fen.

        Raises:
            ShareError: no such rule, no value, one that changes within the period, or one that nobody accepted.
        """
        if not isinstance(quantity, Ref):
            return quantity
        used = self._find(quantity, period)
        if quantity.money and used.unit not in UNITS:
            message = (
                f"`@{used.rule}` is counted in {used.unit}, and an amount is needed. Use a rule with a unit of money."
            )
            raise failure("wrong_unit", message, quantity.file, quantity.line)
        self.used[used.rule, used.start] = used
        return used.number(money=quantity.money)

    def _find(self, ref: Ref, period: tuple[str, str]) -> UsedRule:
        rule = f"{ref.book}.{ref.path}"
        if self.recorded is not None:
            for used in self.recorded:
                if used.rule == rule and used.start <= period[0] and period[1] <= (used.end or period[1]):
                    return used
            raise failure("not_recorded", f"The statement holds no value of `{rule}` for {period[0]}. It is damaged.")
        accepted = self.accepted.get(rule)
        if accepted is not None and accepted.value is not None:
            return UsedRule(
                rule,
                str(accepted.value),
                "元" if ref.money else "",
                period[0],
                None,
                "assumption",
                reason=accepted.reason,
            )
        book = self.books.get(ref.book)
        if book is None:
            message = f"There are no rules `{ref.book}`. Known are: {', '.join(sorted(self.books)) or 'none'}."
            raise failure("unknown_rules", message, ref.file, ref.line)
        self._refuse_without_value(book, ref, rule)
        return self._from_book(book, ref, rule, period, accepted)

    def _refuse_without_value(self, book: RuleBook, ref: Ref, rule: str) -> None:
        known = book.parameters.get("not_found")
        listed = [path for value in known.values for path in value.value] if known is not None else []  # type: ignore[union-attr]  # it is of type texts
        if ref.path in listed and ref.path not in book.parameters:
            message = (
                f"`{rule}` exists, but its value was not found in any public text, so nothing can be computed with it. "
                f"Add a dated value with its source to {book.file}, or let the contract state one under `assumes`."
            )
            raise failure("no_value", message, ref.file, ref.line)

    @staticmethod
    def _from_book(book: RuleBook, ref: Ref, rule: str, period: tuple[str, str], accepted: Accepted | None) -> UsedRule:
        try:
            value = book.value(ref.path, on=period[0], allow_unconfirmed=accepted is not None)
        except RuleError as error:
            if error.code == "unconfirmed":
                message = (
                    f"`{rule}` on {period[0]} was not confirmed at the issuing body. Confirm it in {book.file}, or let the "
                    "contract name it under `accepts` with the parties' reason."
                )
                raise failure("unconfirmed", message, ref.file, ref.line) from error
            raise ShareError(error.problems) from error
        if not isinstance(value.value, int | Fraction):
            raise failure("wrong_type", f"`{rule}` is no number. Name a rule that is one.", ref.file, ref.line)
        if period[1] > value.last:
            message = (
                f"`{rule}` changes within the period: this value ends on {value.end}. Give a base for each part of it."
            )
            raise failure("changes_within", message, ref.file, ref.line)
        source = value.source
        return UsedRule(
            rule,
            str(value.value),
            value.unit or "",
            value.start,
            value.end,
            value.status,
            (source.document if source else "") or "",
            (source.article if source else "") or "",
            (source.link if source else "") or "",
            accepted.reason if accepted is not None and value.status == "unconfirmed" else "",
        )
