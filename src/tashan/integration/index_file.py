"""
A composite index declared in a YAML file: parts, direction, scaling, weights, base year, and figures already published.

The form of the file is in docs/integration.md. It is strict: unknown keys, wrong words and weights that do not fit are problems
with their line, all at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tashan.integration.weighting import SCALINGS, ZERO_RULES
from tashan.rules import RuleError, RuleProblem
from tashan.rules._yaml import Node, parse

WEIGHTS: Final = ("equal", "entropy", "critic", "given")
MEANS: Final = ("arithmetic", "geometric")
STATUSES: Final = ("seen", "back_computed", "implied")
_TOP: Final = (
    "index",
    "name",
    "note",
    "source",
    "cluster",
    "base",
    "scaling",
    "zeros",
    "weights",
    "mean",
    "parts",
    "published",
)
_PART: Final = ("name", "en", "indicator", "direction", "weight", "parts")
_RELEASE: Final = ("year", "base", "total", "parts", "status", "document", "link", "note", "series", "implied")


@dataclass(frozen=True, slots=True)
class IndexPart:
    """A part of an index: a sub-index with parts of its own, or one indicator with its direction."""

    name: str
    english: str
    indicator: str
    up: bool
    weight: float | None
    parts: tuple[IndexPart, ...]
    line: int

    def leaves(self) -> tuple[IndexPart, ...]:
        """The indicators below, in order."""
        return tuple(leaf for part in self.parts for leaf in part.leaves()) if self.parts else (self,)


@dataclass(frozen=True, slots=True)
class Release:
    """Published values of one year: base year, total, parts, and how each came to be known."""

    year: int
    base: int
    total: float | None
    parts: dict[str, float]
    implied: tuple[str, ...]
    status: str
    series: str
    document: str
    link: str
    note: str
    line: int


@dataclass(frozen=True, slots=True)
class IndexFile:
    """A composite index as declared."""

    key: str
    name: str
    english: str
    note: str
    document: str
    link: str
    cluster: str
    base: int | None
    scaling: str
    zeros: str
    weights: str
    mean: str
    parts: tuple[IndexPart, ...]
    published: tuple[Release, ...]
    file: str

    def leaves(self) -> tuple[IndexPart, ...]:
        """The indicators of all parts, in order."""
        return tuple(leaf for part in self.parts for leaf in part.leaves())


def load_index(data: bytes, file: str) -> IndexFile:
    """
    The index that a file declares.

    Raises:
        RuleError: with every problem of the file, each with its line.
    """
    root, problems = parse(data, file)
    reader = _Reader(file, list(problems))
    index = reader.index(root) if root is not None and root.form == "mapping" else None
    if root is not None and root.form != "mapping":
        reader.report("not_an_index", root.line, "The file is no mapping. Begin with `index: name`.")
    if reader.problems or index is None:
        raise RuleError(sorted(reader.problems, key=lambda problem: problem.line))
    return index


@dataclass(slots=True)
class _Reader:
    file: str
    problems: list[RuleProblem]

    def report(self, code: str, line: int, message: str) -> None:
        self.problems.append(RuleProblem(code, message, self.file, line))

    def fields(self, node: Node, known: tuple[str, ...], what: str) -> dict[str, Node]:
        if node.form != "mapping":
            self.report("wrong_form", node.line, f"{what} is a mapping of {', '.join(known)}.")
            return {}
        for key, line, _ in node.entries:
            if key not in known:
                self.report("unknown_key", line, f"`{key}` is no key of {what}. It has {', '.join(known)}.")
        return {key: child for key, _, child in node.entries if key in known}

    def text(self, node: Node | None) -> str:
        return node.text.strip() if node is not None and node.form == "text" else ""

    def number(self, node: Node | None, what: str) -> float | None:
        if node is None:
            return None
        try:
            return float(self.text(node))
        except ValueError:
            self.report("not_a_number", node.line, f"{what} is a number, not `{self.text(node)}`.")
            return None

    def word(self, node: Node | None, words: tuple[str, ...], default: str, what: str) -> str:
        word = self.text(node) or default
        if node is not None and word not in words:
            self.report("unknown_word", node.line, f"{what} is one of {', '.join(words)}, not `{word}`.")
        return word

    def index(self, root: Node) -> IndexFile | None:
        fields = self.fields(root, _TOP, "an index")
        for key in ("index", "parts"):
            if key not in fields:
                self.report("missing_key", root.line, f"`{key}` is missing. Add it.")
        if "index" not in fields or "parts" not in fields:
            return None
        name = self.fields(fields["name"], ("zh", "en"), "`name`") if "name" in fields else {}
        source = self.fields(fields["source"], ("document", "link"), "`source`") if "source" in fields else {}
        weights = self.word(fields.get("weights"), WEIGHTS, "equal", "`weights`")
        parts = self.parts(fields["parts"], given=weights == "given")
        base = self.number(fields.get("base"), "`base`")
        releases = fields["published"].items if "published" in fields else []
        key = self.text(fields["index"])
        return IndexFile(
            key,
            self.text(name.get("zh")) or key,
            self.text(name.get("en")),
            self.text(fields.get("note")),
            self.text(source.get("document")),
            self.text(source.get("link")),
            self.text(fields.get("cluster")),
            None if base is None else int(base),
            self.word(fields.get("scaling"), SCALINGS, "minmax", "`scaling`"),
            self.word(fields.get("zeros"), ZERO_RULES, "zero_is_zero", "`zeros`"),
            weights,
            self.word(fields.get("mean"), MEANS, "arithmetic", "`mean`"),
            parts,
            tuple(self.release(node, parts) for node in releases),
            self.file,
        )

    def parts(self, node: Node, *, given: bool) -> tuple[IndexPart, ...]:
        if node.form != "list" or not node.items:
            self.report("wrong_form", node.line, "`parts` is a list of parts, each with a name.")
            return ()
        parts = tuple(self.part(item, given=given) for item in node.items)
        names = [part.name for part in parts]
        for part in parts:
            if names.count(part.name) > 1:
                self.report(
                    "duplicate_part", part.line, f"`{part.name}` stands twice. Give each part a name of its own."
                )
        return parts

    def part(self, node: Node, *, given: bool) -> IndexPart:
        fields = self.fields(node, _PART, "a part")
        name = self.text(fields.get("name"))
        if not name:
            self.report("missing_key", node.line, "A part has a `name`. Add it.")
        weight = self.number(fields.get("weight"), "`weight`")
        if given and weight is None:
            self.report("missing_weight", node.line, f"`{name}` has no weight, but `weights` is given. Add it.")
        if weight is not None and weight < 0:
            self.report("bad_weights", node.line, f"The weight of `{name}` is below zero. Correct it.")
        inner = self.parts(fields["parts"], given=given) if "parts" in fields else ()
        direction = self.word(fields.get("direction"), ("up", "down"), "up", "`direction`")
        english = self.text(fields.get("en"))
        return IndexPart(name, english, self.text(fields.get("indicator")), direction == "up", weight, inner, node.line)

    def release(self, node: Node, parts: tuple[IndexPart, ...]) -> Release:
        fields = self.fields(node, _RELEASE, "a release")
        names = {part.name for part in parts}
        values: dict[str, float] = {}
        for key, line, child in fields["parts"].entries if "parts" in fields else ():
            if key not in names:
                self.report(
                    "unknown_part", line, f"`{key}` is no part of this index. It has {', '.join(sorted(names))}."
                )
            value = self.number(child, f"`{key}`")
            if value is not None:
                values[key] = value
        year, base = self.number(fields.get("year"), "`year`"), self.number(fields.get("base"), "`base`")
        if year is None or base is None:
            self.report("missing_key", node.line, "A release has a `year` and a `base` year. Add them.")
        implied = tuple(item.text for item in fields["implied"].items) if "implied" in fields else ()
        return Release(
            int(year or 0),
            int(base or 0),
            self.number(fields.get("total"), "`total`"),
            values,
            implied,
            self.word(fields.get("status"), STATUSES, "seen", "`status`"),
            self.text(fields.get("series")),
            self.text(fields.get("document")),
            self.text(fields.get("link")),
            self.text(fields.get("note")),
            node.line,
        )
