"""Read a file of rules into a book."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType

from tashan.rules._reader import Reader
from tashan.rules._yaml import Node, parse
from tashan.rules.book import RuleBook, reference_problems
from tashan.rules.problems import RuleError, RuleProblem
from tashan.rules.values import TYPES, Group, Parameter

_BOOK_KEYS = ("rules", "name", "note", "sources", "parameters")
_PARAMETER_KEYS = ("name", "note", "type", "unit", "values")


def load_rules(data: bytes, file: str) -> RuleBook:
    """
    The book of rules that a file holds.

    Args:
        data: the bytes of the file (docs/rules.md describes them).
        file: its name, as messages show it.

    Raises:
        RuleError: with every problem of the file, each with its line.
    """
    book, problems = read_rules(data, file)
    if problems:
        raise RuleError(problems)
    return book


def read_rules(data: bytes, file: str) -> tuple[RuleBook, tuple[RuleProblem, ...]]:
    """The book as far as the file is sound, and every problem of the file in the order of its lines; raises nothing."""
    root, problems = parse(data, file)
    loading = _Loading(Reader(file, list(problems)))
    book = loading.book(root or Node("mapping", 0), file, complete=root is not None)
    found = sorted(loading.reader.problems, key=lambda problem: problem.line)
    return book, tuple(found)


@dataclass(slots=True)
class _Loading:
    """A file of rules being read: what stands in it so far, and which parameters cannot be used."""

    reader: Reader
    parameters: dict[str, Parameter] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    def book(self, root: Node, file: str, *, complete: bool) -> RuleBook:
        """The whole book; where the file could be read (`complete`), a key that is missing is a problem."""
        reader = self.reader
        fields = reader.mapping(root, _BOOK_KEYS, "a file of rules")
        if complete:
            reader.missing(fields, ("rules", "parameters"), root, "The file")
        name = reader.text(fields.get("rules"), "`rules`")
        if name is not None:
            reader.name(name, fields["rules"].line)
        reader.read_sources(fields.get("sources"))
        self.groups[""] = Group(reader.label(fields.get("name")), reader.text(fields.get("note"), "`note`"))
        if "parameters" in fields:
            self._members(fields["parameters"], "", "`parameters`")
        reader.problems.extend(reference_problems(self.parameters, self.broken))
        return RuleBook(name or file, file, MappingProxyType(self.parameters), MappingProxyType(self.groups))

    def _members(self, node: Node, path: str, what: str) -> dict[str, Node]:
        """Read the groups and parameters within a group, whose entries come back; `path` ends with a dot, or is empty."""
        lines = {key: line for key, line, _ in node.entries}
        fields = self.reader.mapping(node, None, what)
        for key, child in fields.items():
            if path and key in ("name", "note"):
                continue
            if self.reader.name(key, lines[key], _PARAMETER_KEYS):
                self._member(child, path + key, lines[key])
        return fields

    def _member(self, node: Node, path: str, line: int) -> None:
        keys = {key for key, _, _ in node.entries}
        if node.form != "mapping" or keys & {"type", "values"}:
            self._parameter(node, path, line)
            return
        fields = self._members(node, f"{path}.", f"group `{path}`")
        note = self.reader.text(fields.get("note"), "`note`")
        self.groups[path] = Group(self.reader.label(fields.get("name")), note)
        if not keys - {"name", "note"}:
            message = f"`{path}` has neither values nor parameters. Add some, or delete it."
            self.reader.report("empty_group", line, message)

    def _parameter(self, node: Node, path: str, line: int) -> None:
        reader = self.reader
        what = f"parameter `{path}`"
        fields = reader.mapping(node, _PARAMETER_KEYS, what)
        self.broken.add(path)
        if reader.missing(fields, ("type", "values"), node, f"P{what[1:]}"):
            return
        kind = reader.text(fields["type"], "`type`")
        unit = reader.text(fields.get("unit"), "`unit`")
        if kind not in TYPES:
            if kind is not None:
                message = f"`type: {kind}` is not known. Write {' or '.join(TYPES)}."
                reader.report("bad_type", fields["type"].line, message)
            return
        if kind in ("integer", "fraction") and "unit" not in fields:
            reader.report("missing_key", line, f"P{what[1:]} has no `unit`. Say what its numbers count.")
        values = reader.values(fields["values"], kind, unit)
        label, note = reader.label(fields.get("name")), reader.text(fields.get("note"), "`note`")
        if values:
            self.parameters[path] = Parameter(path, kind, unit, values, label, note, reader.file, line)
            self.broken.discard(path)
