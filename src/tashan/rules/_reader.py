"""Read values, citations and labels out of the strict tree, collecting every problem instead of stopping at one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from tashan.rules.days import covered
from tashan.rules.problems import RuleProblem
from tashan.rules.values import Content, Label, Source, Value, parse_fraction, parse_integer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tashan.rules._yaml import Node

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_LINK = re.compile(r"https?://[^\s/]+\.[^\s]+")

VALUE_KEYS = ("from", "to", "value", "source", "status", "note")
SCENARIO_VALUE_KEYS = (*VALUE_KEYS, "reason")
SOURCE_KEYS = ("document", "article", "link", "seen")


@dataclass(slots=True)
class Reader:
    """
    Reads one file.

    Attributes:
        file: its name, for messages.
        problems: what was found to be wrong so far.
        sources: the citations that the file names once, with the line of each.
        scenario: the scenario the file describes; None for a file of rules.
    """

    file: str
    problems: list[RuleProblem] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    scenario: str | None = None

    def report(self, code: str, line: int, message: str) -> None:
        """Note a problem."""
        self.problems.append(RuleProblem(code, message, self.file, line))

    # --- forms ---

    def mapping(self, node: Node, known: Sequence[str] | None, what: str) -> dict[str, Node]:
        """The entries of a mapping by key; keys that are not among `known` (None: all are) are problems."""
        if node.form != "mapping":
            self.report(
                "wrong_form",
                node.line,
                f"{what[0].upper()}{what[1:]} has to be keys with values, one `key: value` a line.",
            )
            return {}
        found: dict[str, Node] = {}
        for key, line, value in node.entries:
            if known is not None and key not in known:
                near = get_close_matches(key, known, n=1)
                remedy = f"Did you mean `{near[0]}`?" if near else f"Allowed here: {', '.join(known)}."
                self.report("unknown_key", line, f"`{key}` is no key of {what}. {remedy}")
            elif value.empty:
                self.report("empty_value", line, f"`{key}` has no value. Write one, or delete the key.")
            else:
                found.setdefault(key, value)
        return found

    def text(self, node: Node | None, what: str) -> str | None:
        """The text of a node; a problem where it is a list or has keys."""
        if node is None:
            return None
        if node.form != "text" or not node.text.strip():
            self.report("wrong_form", node.line, f"{what} has to be a text.")
            return None
        return node.text

    def items(self, node: Node, what: str) -> list[Node]:
        """The items of a list; a problem where it is none or has none."""
        if node.form != "list" or not node.items:
            self.report("wrong_form", node.line, f"{what} has to be a list with at least one item, each after `- `.")
            return []
        return node.items

    def name(self, key: str, line: int, reserved: Sequence[str] = ()) -> bool:
        """Whether a key may name a parameter, group or source; a problem where not."""
        if _NAME.fullmatch(key) and key not in reserved:
            return True
        message = f"`{key}` cannot be a name. Use lower-case letters, digits and _, beginning with a letter"
        self.report("bad_name", line, message + (f"; not {', '.join(reserved)}." if reserved else "."))
        return False

    def missing(self, fields: Mapping[str, Node], needed: Sequence[str], node: Node, what: str) -> bool:
        """Whether a needed key of a mapping has no value; a problem for each that is not even named."""
        named = {key for key, _, _ in node.entries}
        for key in needed:
            if node.form == "mapping" and key not in named:
                self.report("missing_key", node.line, f"{what} has no `{key}`. Add it.")
        return not fields.keys() >= set(needed)

    # --- parts ---

    def label(self, node: Node | None) -> Label | None:
        """A label in both languages."""
        if node is None:
            return None
        fields = self.mapping(node, ("zh", "en"), "a name")
        if self.missing(fields, ("zh", "en"), node, "The name"):
            return None
        zh, en = self.text(fields["zh"], "`zh`"), self.text(fields["en"], "`en`")
        return Label(zh, en) if zh is not None and en is not None else None

    def read_sources(self, node: Node | None) -> None:
        """The citations that a file names once."""
        if node is None:
            return
        lines = {key: line for key, line, _ in node.entries}
        for key, entry in self.mapping(node, None, "`sources`").items():
            if self.name(key, lines[key]):
                source = self.source(entry)
                if source is not None:
                    self.sources[key] = source

    def source(self, node: Node) -> Source | None:
        """A citation, written out or by name."""
        if node.form == "text":
            named = self.sources.get(node.text)
            if named is None:
                near = get_close_matches(node.text, self.sources, n=1)
                remedy = f"Did you mean `{near[0]}`?" if near else "Add it to `sources`, or write the citation out."
                self.report("unknown_source", node.line, f"There is no source `{node.text}`. {remedy}")
            return named
        fields = self.mapping(node, SOURCE_KEYS, "a source")
        if self.missing(fields, ("document",), node, "The source"):
            return None
        document = self.text(fields["document"], "`document`")
        seen = self.date(fields.get("seen"), "seen")
        return Source(
            document=document or "",
            article=self.text(fields.get("article"), "`article`"),
            link=self._link(fields.get("link")),
            seen=seen[1] if seen else None,
        )

    def _link(self, node: Node | None) -> str | None:
        link = self.text(node, "`link`")
        if node is not None and link is not None and not _LINK.fullmatch(link):
            self.report("bad_link", node.line, f"`{link}` is no public address. Write it with http:// or https://.")
        return link

    def date(self, node: Node | None, key: str) -> tuple[str, str] | None:
        """The first and last day a date covers."""
        text = self.text(node, f"`{key}`")
        if node is None or text is None:
            return None
        days = covered(text)
        if days is None:
            self.report("bad_date", node.line, f"`{key}: {text}` is no date. Write 2015-06-03, 2015-06 or 2015.")
        return days

    # --- values ---

    def values(self, node: Node, kind: str, unit: str | None) -> tuple[Value, ...]:
        """The dated values of a parameter of type `kind`, by date; overlaps are problems."""
        found = [each for item in self.items(node, "`values`") if (each := self.value(item, kind, unit)) is not None]
        found.sort(key=lambda value: (value.start, value.line))
        longest: Value | None = None
        for value in found:
            if longest is not None and value.start <= longest.last:
                self.report("overlap", value.line, _overlap(longest, value))
            longest = value if longest is None else max(longest, value, key=lambda each: each.last)
        return tuple(found)

    def value(self, node: Node, kind: str, unit: str | None) -> Value | None:
        """One dated value; None where it cannot be used."""
        before = len(self.problems)
        fields = self.mapping(node, SCENARIO_VALUE_KEYS if self.scenario else VALUE_KEYS, "a value")
        self.missing(fields, ("from", "value", "status"), node, "The value")
        status = self._status(fields, node.line)
        source = self.source(fields["source"]) if "source" in fields else None
        self._check_source(fields, source, status, node.line)
        start, end = self.date(fields.get("from"), "from"), self.date(fields.get("to"), "to")
        if start and end and end[1] < start[0]:
            self.report("date_order", node.line, f"`to` ({end[1]}) is before `from` ({start[0]}). Correct one of them.")
        content = self.content(fields["value"], kind) if "value" in fields else None
        note, reason = self.text(fields.get("note"), "`note`"), self.text(fields.get("reason"), "`reason`")
        if len(self.problems) > before or start is None or content is None or status is None:
            return None
        return Value(
            value=content,
            unit=unit,
            start=start[0],
            end=end[1] if end else None,
            source=source,
            status=status,
            note=note,
            reason=reason,
            scenario=self.scenario,
            file=self.file,
            line=node.line,
        )

    def _status(self, fields: Mapping[str, Node], line: int) -> str | None:
        allowed = ("seen", "unconfirmed", "assumption") if self.scenario else ("seen", "unconfirmed")
        status = self.text(fields.get("status"), "`status`")
        if status is not None and status not in allowed:
            self.report("bad_status", line, f"`status: {status}` is not known. Write {' or '.join(allowed)}.")
            return None
        return status

    def _check_source(self, fields: Mapping[str, Node], source: Source | None, status: str | None, line: int) -> None:
        """Whether the value says where it comes from as its status demands."""
        if status == "assumption":
            if "source" in fields:
                self.report("misplaced_source", line, "An assumption has no source. Delete it, or change the status.")
            if "reason" not in fields:
                self.report("missing_key", line, "The assumption has no `reason`. Say why it is made.")
            return
        if "reason" in fields:
            self.report("misplaced_reason", line, "Only an assumption has a `reason`. Write a `note` instead.")
        if "source" not in fields:
            message = "The value has no source. Add `source` with document, link and the day it was seen."
            self.report("missing_source", line, message)
        elif status == "seen" and source is not None and not (source.link and source.seen):
            message = "The value is `seen`, but its source lacks `link` or `seen`. Add them, or write `unconfirmed`."
            self.report("missing_source", line, message)

    def content(self, node: Node, kind: str) -> Content | None:
        """The content of a value of type `kind`; None, with a problem, where it is not of that type."""
        if kind == "texts":
            texts = [self.text(item, "A member") for item in self.items(node, "`value`")]
            self._check_twins(texts, node.line)
            return tuple(text for text in texts if text is not None)
        text = self.text(node, "`value`")
        if text is None or kind == "text":
            return text
        parse: Callable[[str], Content | None] = parse_integer if kind == "integer" else parse_fraction
        content = parse(text)
        if content is None:
            example = "12 or 1_000" if kind == "integer" else "1/2, 12.5% or 0.4"
            self.report("bad_value", node.line, f"`{text}` is not of type {kind}. Write it like {example}.")
        return content

    def _check_twins(self, texts: Sequence[str | None], line: int) -> None:
        twins = sorted({text for text in texts if text is not None and texts.count(text) > 1})
        if twins:
            self.report("duplicate_member", line, f"{', '.join(twins)}: listed twice. Keep one.")


def _overlap(earlier: Value, later: Value) -> str:
    if earlier.end is None:
        return (
            f"The value from {earlier.start} (line {earlier.line}) holds until further notice, so it overlaps this one "
            f"from {later.start}. Write the last day of the earlier one as `to`."
        )
    return (
        f"This value begins on {later.start}, but the one in line {earlier.line} holds until {earlier.end}. "
        f"Let one end before the other begins."
    )
