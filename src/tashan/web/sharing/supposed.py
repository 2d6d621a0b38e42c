"""What would be if values of the rule books were others: found in a contract, and laid over the books as a scenario."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from tashan.rules import RuleBook, RuleError, load_scenario
from tashan.sharing import Contract as ContractFile
from tashan.sharing import read_base, shipped_rules, split_base
from tashan.sharing.shapes import HeadAndBranches, Ratio
from tashan.sharing.transfers import Together
from tashan.web.pages.words import say
from tashan.web.sharing.texts import Trial, contract_of, percent_of


@dataclass(frozen=True, slots=True)
class RuleRatio:
    """
    A percentage that a contract takes from a rule book, where it can be moved.

    Attributes:
        index: its number on the page.
        rule, other: `book.path` of the percentage, and of the one that takes the rest; "" where nothing does.
        first, second: the parties that get them.
        percent: what the book says for the period.
    """

    index: int
    rule: str
    other: str
    first: str
    second: str
    percent: str


def rule_ratios(contract_text: str, figures: str) -> tuple[RuleRatio, ...]:
    """The percentages that a contract takes from rule books for the period of some figures; none where it cannot be read."""
    try:
        contract, base = contract_of(contract_text), read_base(figures.encode(), "base.yaml")
    except RuleError:
        return ()
    found: dict[str, RuleRatio] = {}
    for first, rule, second, other in _pairs(contract):
        value = _value(rule, base.period[0])
        if value is not None and 0 <= value <= 1 and rule not in found:
            found[rule] = RuleRatio(len(found), rule, other, first, second, percent_of(value * 100).rstrip("%"))
    return tuple(found.values())


def supposing(contract_text: str, figures: str, moved: Mapping[str, Fraction], scale: int = 100) -> Trial:
    """
    Split figures under a contract as if rules had other values.

    Args:
        contract_text: the contract.
        figures: the base.
        moved: `book.path` → the value that is supposed, for good.
        scale: percent of every amount and refund, by whole fen.
    """
    try:
        base = read_base(figures.encode(), "base.yaml")
        if scale != 100:
            amounts, refunds = (
                {item: fen * scale // 100 for item, fen in sums.items()} for sums in (base.amounts, base.refunds)
            )
            base = replace(base, amounts=amounts, refunds=refunds)
        return Trial(split_base(contract_of(contract_text), base, _books(moved)), ())
    except RuleError as error:
        return Trial(None, tuple(error.problems))


def _books(moved: Mapping[str, Fraction]) -> Mapping[str, RuleBook]:
    """The rule books with a scenario laid over those that are changed; the books themselves stay as they are."""
    books = dict(shipped_rules())
    by_book: dict[str, dict[str, Fraction]] = {}
    for rule, value in moved.items():
        book, _, path = rule.partition(".")
        by_book.setdefault(book, {})[path] = value
    for name, values in by_book.items():
        lines = [f"scenario: what_if\nfor: {name}\nchanges:"]
        for path, value in values.items():
            first = books[name].parameters[path].values[0].start
            reason = say("假设", "supposed on the what-if page")
            lines.append(
                f'  {path}:\n    - {{from: {first}, value: "{value}", status: assumption, reason: "{reason}"}}'
            )
        books[name] = books[name].with_scenario(load_scenario("\n".join(lines).encode(), "what-if", books[name]))
    return books


def _pairs(contract: ContractFile) -> Iterator[tuple[str, str, str, str]]:
    """Party, rule, other party and its rule, wherever two parties share by two rules; a head office and its branches."""
    for rule in contract.splits:
        for shape in shapes_of(rule.shape):
            if isinstance(shape, Ratio):
                refs = {party: _rule(share) for party, share in shape.shares.items()}
                names = list(refs)
                if len(names) == 2 and all(refs.values()) and refs[names[0]] != refs[names[1]]:
                    yield names[0], refs[names[0]], names[1], refs[names[1]]
            elif isinstance(shape, HeadAndBranches) and _rule(shape.head_share):
                yield shape.head, _rule(shape.head_share), "", ""


def shapes_of(shape: Any) -> Iterator[Any]:
    """A shape of a contract and all shapes within it, outer ones first."""
    yield shape
    for name in ("of", "then", "increment", "branches"):
        inner = getattr(shape, name, None)
        if inner is not None:
            yield from shapes_of(inner)
    for band in getattr(shape, "bands", ()):
        yield from shapes_of(band.share)
    if isinstance(shape, Together):
        for part in shape.parts:
            yield from shapes_of(part)


def _rule(quantity: Any) -> str:
    return f"{quantity.book}.{quantity.path}" if hasattr(quantity, "book") else ""


def _value(rule: str, day: str) -> Fraction | None:
    book, _, path = rule.partition(".")
    if book not in shipped_rules():
        return None
    try:
        return shipped_rules()[book].fraction(path, on=day, allow_unconfirmed=True)
    except RuleError:
        return None
