"""
Strict YAML: mappings, lists and texts with their lines, and nothing else.

No value is given a type here, so `yes`, `no`, `null` and dates stay what they look like. Keys that stand twice,
anchors, aliases, tags, further documents and deep nesting are problems: readers would not see what they mean.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from tashan.rules.problems import RuleProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Deeper nesting than this is no rule file.
DEEPEST = 24

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Node:
    """
    One value of the file.

    Attributes:
        form: `text`, `list` or `mapping`.
        line: where it begins, counted from 1.
        text: the text of a text.
        items: the items of a list.
        entries: key, line of the key and value of a mapping, in order.
        empty: whether nothing at all stands where a value should.
    """

    form: str
    line: int
    text: str = ""
    items: list[Node] = field(default_factory=list)
    entries: list[tuple[str, int, Node]] = field(default_factory=list)
    empty: bool = False


def parse(data: bytes, file: str) -> tuple[Node | None, tuple[RuleProblem, ...]]:
    """The tree of a file, as far as it can be made, and what is wrong with its form."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, (RuleProblem("encoding", "This is not UTF-8. Save the file in UTF-8.", file, line),)
    builder = _Builder(file)
    try:
        builder.read(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        builder.problems.append(_syntax_problem(error, text, file))
        return None, tuple(builder.problems)
    if builder.root is None and not builder.problems:
        builder.report("empty_file", 0, "The file is empty. Write its keys with their values, one `key: value` a line.")
    return builder.root, tuple(builder.problems)


def _syntax_problem(error: yaml.YAMLError, text: str, file: str) -> RuleProblem:
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        what = str(getattr(error, "problem", None) or error)
        return RuleProblem("syntax", f"YAML cannot be read here: {what}. Check blanks and quotes.", file, mark.line + 1)
    position = int(getattr(error, "position", 0))
    line = text.count("\n", 0, position) + 1
    return RuleProblem("syntax", "A character here cannot stand in YAML. Delete it.", file, line)


class _Builder:
    """Builds the tree from YAML's events, so that depth is bounded and every liberty is seen."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[RuleProblem] = []
        self.root: Node | None = None
        self._open: list[Node] = []
        self._keys: list[tuple[str, int] | None] = []
        self._documents = 0

    def report(self, code: str, line: int, message: str) -> None:
        """Note a problem."""
        self.problems.append(RuleProblem(code, message, self.file, line))

    def read(self, events: Iterator[Any]) -> None:
        """Take all events of a file; stop where nesting is too deep or a second document begins."""
        for event in events:
            line = event.start_mark.line + 1
            if isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    self.report("second_document", line, "A second document begins here. Delete the line `---`.")
                    return
            elif isinstance(event, yaml.CollectionEndEvent):
                self._open.pop()
                self._keys.pop()
            elif isinstance(event, yaml.NodeEvent):
                self._check_liberties(event, line)
                self._add(self._node(event, line))
                if len(self._open) > DEEPEST:
                    self.report("too_deep", line, f"Values are nested more than {DEEPEST} deep. Write them flatter.")
                    return

    def _check_liberties(self, event: Any, line: int) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.report("alias", line, f"`*{event.anchor}` repeats another value. Write the value out.")
        elif event.anchor:
            self.report("anchor", line, f"`&{event.anchor}` names a value for repeating. Delete it.")
        if getattr(event, "tag", None):
            self.report("tag", line, f"`{event.tag}` gives a value a type. Delete it.")

    def _node(self, event: Any, line: int) -> Node:
        if isinstance(event, yaml.MappingStartEvent):
            return Node("mapping", line)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node("list", line)
        text = getattr(event, "value", "")
        plain = not getattr(event, "style", None)  # None in Python's parser, "" in the C one
        return Node("text", line, text=text, empty=plain and text == "")

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
        elif self._open[-1].form == "list":
            self._open[-1].items.append(node)
        else:
            self._add_to_mapping(self._open[-1], node)
        if node.form != "text":
            self._open.append(node)
            self._keys.append(None)

    def _add_to_mapping(self, mapping: Node, node: Node) -> None:
        waiting = self._keys[-1]
        if waiting is not None:
            mapping.entries.append((*waiting, node))
            self._keys[-1] = None
            return
        if node.form != "text" or node.empty:
            self.report("bad_key", node.line, "A key has to be a plain text.")
        twin = next((line for key, line, _ in mapping.entries if key == node.text and node.form == "text"), None)
        if twin is not None:
            self.report("duplicate_key", node.line, f"`{node.text}` stands already in line {twin}. Keep one of them.")
        self._keys[-1] = (node.text, node.line)
