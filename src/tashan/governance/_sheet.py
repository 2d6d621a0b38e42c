"""
Read bodies, sessions and agreements out of strict YAML: every problem is collected with line and field, none stops it.

After a problem a placeholder is returned, so that reading can go on; `Sheet.finish` then refuses the whole file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from tashan.governance.days import UNKNOWN, When
from tashan.governance.problems import GovernanceError, Problem
from tashan.rules import Label, RuleProblem, Source
from tashan.rules._reader import Reader
from tashan.rules._yaml import Node, parse
from tashan.rules.values import parse_fraction, parse_integer


class Sheet:
    """One file being read."""

    def __init__(self, data: bytes, file: str) -> None:
        """Parse the file; problems of its form are kept like all others."""
        node, problems = parse(data, file)
        self.file = file
        self.reader = Reader(file, list(problems))
        self.root = node or Node("mapping", 0)
        self.readable = node is not None
        self._fields: dict[int, str] = {}
        self._lines: dict[int, str] = {}
        self._index(self.root, "")

    def _index(self, node: Node, path: str) -> None:
        """Remember the field of each node, and of the first node of each line."""
        self._fields[id(node)] = path
        self._lines.setdefault(node.line, path)
        for number, item in enumerate(node.items, 1):
            self._index(item, f"{path}[{number}]")
        for key, line, value in node.entries:
            inner = f"{path}.{key}" if path else key
            self._lines.setdefault(line, inner)
            self._index(value, inner)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found to be wrong so far, each with its field, in the order of the lines."""
        found = [
            each
            if isinstance(each, Problem)
            else Problem(each.code, each.message, each.file, each.line, self._lines.get(each.line, ""))
            for each in self.reader.problems
        ]
        return tuple(sorted(found, key=lambda problem: problem.line))

    def finish(self) -> None:
        """
        Refuse the file if anything is wrong with it.

        Raises:
            GovernanceError: with every problem, in the order of the lines.
        """
        if self.reader.problems:
            raise GovernanceError(self.problems)

    def report(self, code: str, node: Node, message: str) -> None:
        """Note a problem at a node."""
        field = self._fields.get(id(node), "")
        self.reader.problems.append(Problem(code, message, self.file, node.line, field))

    def place(self, node: Node) -> tuple[str, int, str]:
        """File, line and field of a node, for what is checked later."""
        return self.file, node.line, self._fields.get(id(node), "")

    def fields(self, node: Node, needed: Sequence[str], optional: Sequence[str], what: str) -> Mapping[str, Node]:
        """The entries of a mapping; unknown, empty and missing keys are problems. Missing ones come as empty texts."""
        found = self.reader.mapping(node, (*needed, *optional), what) if self.readable else {}
        if self.readable:
            self.reader.missing(found, needed, node, what[0].upper() + what[1:])
        return {**{key: Node("text", node.line) for key in needed}, **found}

    def entries(self, node: Node | None, what: str) -> Mapping[str, Node]:
        """The entries of a mapping whose keys are names of their own."""
        if node is None or _blank(node):
            return {}
        lines = {key: line for key, line, _ in node.entries}
        found = self.reader.mapping(node, None, what)
        return {key: value for key, value in found.items() if self.reader.name(key, lines[key])}

    def items(self, node: Node | None, what: str) -> Sequence[Node]:
        """The items of a list; none where it is not there."""
        return () if node is None or _blank(node) else self.reader.items(node, what)

    def text(self, node: Node | None, what: str, known: Sequence[str] = ()) -> str:
        """A text; where `known` is given, one of these; "" where there is none."""
        if node is None or _blank(node):
            return ""
        text = self.reader.text(node, what) or ""
        if known and text and text not in known:
            self.report("unknown_word", node, f"{what} is `{text}`. Write {' or '.join(known)}.")
            return ""
        return text

    def texts(self, node: Node | None, what: str, known: Sequence[str] = ()) -> tuple[str, ...]:
        """A list of texts."""
        found = [self.text(item, what, known) for item in self.items(node, what)]
        return tuple(text for text in found if text)

    def label(self, node: Node | None) -> Label:
        """A name in both languages."""
        if node is None or _blank(node):
            return Label("", "")
        return self.reader.label(node) or Label("", "")

    def words(self, node: Node | None, what: str) -> Label:
        """A remark in both languages; one that is a plain text is the same in both."""
        if node is not None and node.form == "mapping":
            return self.label(node)
        text = self.text(node, what)
        return Label(text, text)

    def source(self, node: Node | None) -> Source | None:
        """A citation, by its name in `sources` or written out."""
        return None if node is None or _blank(node) else self.reader.source(node)

    def when(self, node: Node | None, what: str) -> When:
        """The days a date covers: `2021-10-27`, `2021-10`, `2021`, or `{from: …, to: …}` for "some day between"."""
        if node is None or _blank(node):
            return UNKNOWN
        if node.form == "mapping":
            fields = self.fields(node, ("from", "to"), (), what)
            first, last = self.when(fields["from"], "from").first, self.when(fields["to"], "to").last
            if first and last and last < first:
                self.report("date_order", node, f"`to` ({last}) is before `from` ({first}). Correct one of them.")
                return UNKNOWN
            return When(first, last)
        found = self.reader.date(node, what)
        return When(*found) if found else UNKNOWN

    def period(self, fields: Mapping[str, Node]) -> tuple[str, str | None]:
        """The first and last day of `from` and `to`; the last is None where it is open; a wrong order is a problem."""
        start, end = self.when(fields.get("from"), "from").first, self.when(fields.get("to"), "to").last or None
        if end and start and end < start:
            message = f"`to` ({end}) is before `from` ({start}). Correct one of them."
            self.report("date_order", fields["to"], message)
            return start, None
        return start, end

    def whole(self, node: Node | None, what: str) -> int | None:
        """A whole number; None where there is none."""
        if node is None or _blank(node):
            return None
        found = parse_integer(node.text) if node.form == "text" else None
        if found is None:
            self.report("bad_number", node, f"{what} is no whole number. Write it like 12.")
        return found

    def share(self, node: Node | None, what: str) -> Fraction | None:
        """An exact number: `2/3`, `50%`, `0.4` or `3`; None where there is none."""
        if node is None or _blank(node):
            return None
        found = parse_fraction(node.text) if node.form == "text" else None
        if found is None:
            self.report("bad_number", node, f"{what} is no exact number. Write it like 2/3, 50% or 12.5.")
        return found

    def note(self, problems: Sequence[RuleProblem]) -> None:
        """Take in problems that a check found."""
        self.reader.problems.extend(problems)


def _blank(node: Node) -> bool:
    """Whether a node stands for a key that is missing."""
    return node.form == "text" and not node.text
