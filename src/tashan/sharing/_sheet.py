"""
Read contracts, bases and lists out of strict YAML: every problem is collected with its line, none stops the reading.

After a problem a placeholder is returned, so that reading can go on; `Sheet.finish` then refuses the whole file.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tashan.clearing import MoneyError, parse_amount
from tashan.rules import RuleProblem
from tashan.rules._reader import Reader
from tashan.rules._yaml import Node, parse
from tashan.rules.values import parse_fraction, parse_integer
from tashan.sharing.problems import ShareError

NO_DAYS = ("0001-01-01", "0001-01-01")


@dataclass(frozen=True, slots=True)
class Ref:
    """A number that stands in a rule book: `@book.path`, with the unit it is wanted in (None: a plain number)."""

    book: str
    path: str
    money: bool
    file: str
    line: int


#: A number of a contract: exact, or in a rule book. Money is in fen.
Quantity = Fraction | Ref


class Sheet:
    """One file being read."""

    def __init__(self, data: bytes, file: str) -> None:
        """
        Parse the file; problems of its form are kept like all others.

        Raises:
            ShareError: nothing in it can be read.
        """
        node, problems = parse(data, file)
        self.file = file
        self.reader = Reader(file, list(problems))
        self.root = node or Node("mapping", 0)
        if node is None:
            self.finish()

    def finish(self) -> None:
        """
        Refuse the file if anything is wrong with it.

        Raises:
            ShareError: with every problem, in the order of the lines.
        """
        if self.reader.problems:
            raise ShareError(sorted(self.reader.problems, key=lambda problem: problem.line))

    def report(self, code: str, node: Node, message: str) -> None:
        """Note a problem at a node."""
        self.reader.problems.append(RuleProblem(code, message, self.file, node.line))

    def fields(self, node: Node, needed: Sequence[str], optional: Sequence[str], what: str) -> Mapping[str, Node]:
        """The entries of a mapping; unknown, empty and missing keys are problems. Missing ones come as `empty`."""
        found = self.reader.mapping(node, (*needed, *optional), what)
        self.reader.missing(found, needed, node, what[0].upper() + what[1:])
        return {**{key: Node("text", node.line, empty=True) for key in needed}, **found}

    def entries(self, node: Node, what: str, known: Collection[str] | None = None) -> Mapping[str, Node]:
        """The entries of a mapping whose keys are names; where `known` is given, each has to be one of them."""
        return self.reader.mapping(node, None if known is None else tuple(known), what)

    def text(self, node: Node | None, what: str, known: Sequence[str] = ()) -> str:
        """A text; where `known` is given, one of these."""
        if node is None or node.empty:
            return ""
        text = self.reader.text(node, what) or ""
        if known and text and text not in known:
            self.report("unknown_word", node, f"{what} is `{text}`. Write {' or '.join(known)}.")
        return text

    def texts(self, node: Node | None, what: str, known: Sequence[str] = ()) -> tuple[str, ...]:
        """A list of texts."""
        if node is None:
            return ()
        items = self.reader.items(node, what)
        for item in items:
            if item.empty:
                self.report("empty_value", item, f"An item of {what} is empty. Write it, or delete its `- `.")
        return tuple(self.text(item, what, known) for item in items)

    def days(self, node: Node | None, what: str) -> tuple[str, str]:
        """The first and last day of a date or period."""
        if node is None or node.empty:
            return NO_DAYS
        return self.reader.date(node, what) or NO_DAYS

    def whole(self, node: Node | None, what: str, default: int = 0) -> int:
        """A whole number."""
        if node is None or node.empty:
            return default
        found = parse_integer(node.text) if node.form == "text" else None
        if found is None:
            self.report("bad_number", node, f"{what} is no whole number. Write it like 12.")
            return default
        return found

    def number(self, node: Node) -> Fraction:
        """An exact number: `1/2`, `12.5%`, `0.4` or `3`."""
        found = parse_fraction(node.text) if node.form == "text" else None
        if found is None:
            if not node.empty:
                self.report("bad_number", node, f"`{node.text}` is no exact number. Write it like 1/2, 12.5% or 0.4.")
            return Fraction(0)
        return found

    def money(self, node: Node, unit: str) -> int:
        """An amount in fen, written as an exact number in a unit."""
        if node.form != "text" or node.empty:
            if not node.empty:
                self.report("bad_amount", node, "An amount has to be one number. Write it like 1,234.56.")
            return 0
        try:
            return parse_amount(node.text, unit)
        except MoneyError as error:
            self.report(error.code, node, error.message)
            return 0

    def quantity(self, node: Node, *, unit: str | None = None) -> Quantity:
        """A number of a contract: written out (money with `unit`), or `@book.path` in a rule book."""
        if node.form == "text" and node.text.startswith("@"):
            book, dot, path = node.text[1:].partition(".")
            if not (book and dot and path):
                self.report("bad_reference", node, f"`{node.text}` names no rule. Write it like @book.group.parameter.")
            return Ref(book, path, unit is not None, self.file, node.line)
        return self.number(node) if unit is None else Fraction(self.money(node, unit))
