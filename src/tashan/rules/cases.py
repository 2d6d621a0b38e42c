"""
Test cases that a lawyer or an economist can read and write: what is asked, and what the answer has to be.

A case asks a parameter of a rule book, or hands facts to a function of another room. docs/rules.md describes the files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tashan.rules._reader import Reader
from tashan.rules._yaml import Node, parse
from tashan.rules.problems import RuleError, RuleProblem
from tashan.rules.values import parse_fraction, parse_integer

if TYPE_CHECKING:
    from tashan.rules.book import RuleBook
    from tashan.rules.scenario import Scenario

_FILE_KEYS = ("cases", "note", "test")
_CASE_KEYS = (
    "name",
    "note",
    "parameter",
    "on",
    "scenario",
    "allow_unconfirmed",
    "given",
    "value",
    "members",
    "count",
    "includes",
    "excludes",
    "status",
    "error",
)
_EXPECTATIONS = ("value", "members", "count", "includes", "excludes", "status", "error")

#: The function that answers the cases with `given`: facts as texts, lists and mappings of texts in, an answer out.
Answer = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class CaseReport:
    """
    What came of a file of cases.

    Attributes:
        passed: how many cases hold.
        problems: cases that do not hold, and what is wrong with the file, in the order of its lines.
    """

    passed: int
    problems: tuple[RuleProblem, ...]


def check_cases(
    data: bytes,
    file: str,
    *,
    book: RuleBook | None = None,
    scenarios: Sequence[Scenario] = (),
    answer: Answer | None = None,
) -> CaseReport:
    """
    Whether the cases of a file hold; raises nothing.

    Args:
        data: the bytes of the file.
        file: its name, as messages show it.
        book: the rules that cases with `parameter` ask.
        scenarios: those that a case may lay over the book by name.
        answer: the function that cases with `given` ask. What it raises as RuleError is compared with `error`.
    """
    root, problems = parse(data, file)
    checking = _Checking(Reader(file, list(problems)), book, {each.name: each for each in scenarios}, answer)
    passed = checking.file(root) if root is not None else 0
    return CaseReport(passed, tuple(sorted(checking.reader.problems, key=lambda problem: problem.line)))


@dataclass(slots=True)
class _Checking:
    """A file of cases being held against a book; what does not hold is a problem of the reader."""

    reader: Reader
    book: RuleBook | None
    scenarios: Mapping[str, Scenario]
    answer: Answer | None

    def file(self, root: Node) -> int:
        """How many cases of the file hold."""
        fields = self.reader.mapping(root, _FILE_KEYS, "a file of cases")
        if self.reader.missing(fields, ("cases", "test"), root, "The file"):
            return 0
        passed = 0
        for node in self.reader.items(fields["test"], "`test`"):
            before = len(self.reader.problems)
            self._case(node)
            passed += len(self.reader.problems) == before
        return passed

    def _case(self, node: Node) -> None:
        before = len(self.reader.problems)
        fields = self.reader.mapping(node, _CASE_KEYS, "a case")
        if self.reader.missing(fields, ("name",), node, "The case") or len(self.reader.problems) > before:
            return
        if not fields.keys() & set(_EXPECTATIONS):
            message = f"The case expects nothing. Add one of: {', '.join(_EXPECTATIONS)}."
            self.reader.report("no_expectation", node.line, message)
            return
        try:
            found = self._ask(fields, node)
        except RuleError as error:
            self._compare_error(fields, node, error)
            return
        if found is not None:
            self._compare(fields, node, *found)

    def _ask(self, fields: Mapping[str, Node], node: Node) -> tuple[Any, str | None] | None:
        """The answer to a case and its status; None, with a problem, where it cannot be asked."""
        if "given" in fields and self.answer is not None:
            return self.answer(_plain(fields["given"])), None
        if "parameter" in fields and "on" in fields and self.book is not None:
            return self._ask_book(self.book, fields)
        message = "The case asks nothing that can be asked here. Give `parameter` and `on`, or `given`."
        self.reader.report("not_askable", node.line, message)
        return None

    def _ask_book(self, book: RuleBook, fields: Mapping[str, Node]) -> tuple[Any, str | None] | None:
        for name in _texts(fields.get("scenario")):
            scenario = self.scenarios.get(name)
            if scenario is None:
                message = f"There is no scenario `{name}`. Known are: {', '.join(self.scenarios) or 'none'}."
                self.reader.report("unknown_scenario", fields["scenario"].line, message)
                return None
            book = book.with_scenario(scenario)
        path, day = fields["parameter"].text, fields["on"].text
        allow = "allow_unconfirmed" in fields and self._yes(fields["allow_unconfirmed"])
        value = book.value(path, on=day, allow_unconfirmed=allow)
        if isinstance(value.value, tuple):
            return book.members(path, on=day, allow_unconfirmed=allow), value.status
        return value.value, value.status

    def _yes(self, node: Node) -> bool:
        if node.text not in ("yes", "no"):
            self.reader.report("bad_value", node.line, f"`{node.text}` is neither yes nor no. Write one of them.")
        return node.text == "yes"

    def _compare_error(self, fields: Mapping[str, Node], node: Node, error: RuleError) -> None:
        expected = fields["error"].text if "error" in fields else None
        if expected is None:
            self._fails(fields, node, f"an answer is expected, but: {error}")
        elif expected != error.code:
            self._fails(fields, node, f"the error `{expected}` is expected, but it is `{error.code}`: {error}")

    def _compare(self, fields: Mapping[str, Node], node: Node, found: Any, status: str | None) -> None:
        if "error" in fields:
            self._fails(
                fields, node, f"the error `{fields['error'].text}` is expected, but the answer is {_shown(found)}"
            )
        if "value" in fields and not _same(_plain(fields["value"]), found):
            self._fails(
                fields, node, f"{_shown(_plain(fields['value']))} is expected, but the answer is {_shown(found)}"
            )
        if "status" in fields and fields["status"].text != status:
            self._fails(fields, node, f"the status {fields['status'].text} is expected, but it is {status}")
        if fields.keys() & {"members", "count", "includes", "excludes"}:
            self._compare_members(fields, node, found)

    def _compare_members(self, fields: Mapping[str, Node], node: Node, found: Any) -> None:
        if not isinstance(found, list | tuple):
            self._fails(fields, node, f"members are expected, but the answer is {_shown(found)}")
            return
        there = {str(each) for each in found}
        expected = set(_texts(fields.get("members"))) if "members" in fields else there
        lacking = sorted((expected | set(_texts(fields.get("includes")))) - there)
        beyond = sorted((there - expected) | (there & set(_texts(fields.get("excludes")))))
        if lacking:
            self._fails(fields, node, f"not among the members: {', '.join(lacking)}")
        if beyond:
            self._fails(fields, node, f"should not be among the members: {', '.join(beyond)}")
        if "count" in fields and fields["count"].text != str(len(found)):
            self._fails(fields, node, f"{fields['count'].text} members are expected, but there are {len(found)}")

    def _fails(self, fields: Mapping[str, Node], node: Node, what: str) -> None:
        self.reader.report("case_fails", node.line, f"{fields['name'].text}: {what}")


def _plain(node: Node) -> Any:
    """A node as texts, lists and mappings."""
    if node.form == "list":
        return [_plain(item) for item in node.items]
    if node.form == "mapping":
        return {key: _plain(value) for key, _, value in node.entries}
    return node.text


def _texts(node: Node | None) -> list[str]:
    """The texts of a list, or the one text that stands there instead."""
    if node is None:
        return []
    return [item.text for item in node.items] if node.form == "list" else [node.text]


def _same(expected: Any, found: Any) -> bool:
    """Whether an answer is what the case writes: numbers as numbers, lists item by item, all else as texts."""
    if isinstance(expected, dict):
        return (
            isinstance(found, Mapping)
            and expected.keys() == {str(key) for key in found}
            and all(_same(expected[str(key)], value) for key, value in found.items())
        )
    if isinstance(expected, list):
        return (
            isinstance(found, list | tuple)
            and len(expected) == len(found)
            and all(_same(one, other) for one, other in zip(expected, found, strict=True))
        )
    if isinstance(found, bool) or found is None:
        return bool(expected == {True: "yes", False: "no", None: "none"}[found])
    if isinstance(found, int | Fraction):
        return found in (parse_integer(expected), parse_fraction(expected))
    return bool(str(found) == expected)


def _shown(content: Any) -> str:
    """An answer in words."""
    if isinstance(content, list | tuple):
        return ", ".join(_shown(each) for each in content) or "an empty list"
    return str(content)
