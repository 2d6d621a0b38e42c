"""
A composite index declared in a YAML file: parts, direction, scaling, weights, base year, and figures already published.

The form of the file is in docs/integration.md. It is strict: unknown keys, wrong words and weights that do not fit are problems
with their line, all at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tashan.integration.weighting import SCALINGS, ZERO_RULES
from tashan.rules._yaml import Node
from tashan.rules.sheet import Sheet

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
    reader = _Reader(data, file)
    index = reader.index()
    reader.finish()
    return index


class _Reader(Sheet):
    """An index while its file is read."""

    def number(self, node: Node | None, what: str) -> float | None:
        """A number; None where there is none."""
        if node is None:
            return None
        try:
            return float(self.text(node))
        except ValueError:
            self.report("not_a_number", node.line, f"{what} is a number, not `{self.text(node)}`.")
            return None

    def index(self) -> IndexFile:
        """The whole index; what could not be read is empty in it."""
        fields = self.mapping(self.root, _TOP, "an index", ("index", "parts"))
        name = self.mapping(fields["name"], ("zh", "en"), "`name`") if "name" in fields else {}
        source = self.mapping(fields["source"], ("document", "link"), "`source`") if "source" in fields else {}
        weights = self.word(fields.get("weights"), WEIGHTS, "`weights`", "equal")
        parts = self.parts(fields["parts"], given=weights == "given") if "parts" in fields else ()
        base = self.number(fields.get("base"), "`base`")
        releases = fields["published"].items if parts and "published" in fields else []
        key = self.text(fields.get("index"))
        return IndexFile(
            key,
            self.text(name.get("zh")) or key,
            self.text(name.get("en")),
            self.text(fields.get("note")),
            self.text(source.get("document")),
            self.text(source.get("link")),
            self.text(fields.get("cluster")),
            None if base is None else int(base),
            self.word(fields.get("scaling"), SCALINGS, "`scaling`", "minmax"),
            self.word(fields.get("zeros"), ZERO_RULES, "`zeros`", "zero_is_zero"),
            weights,
            self.word(fields.get("mean"), MEANS, "`mean`", "arithmetic"),
            parts,
            tuple(self.release(node, parts) for node in releases),
            self.file,
        )

    def parts(self, node: Node, *, given: bool) -> tuple[IndexPart, ...]:
        """Parts, each with those that it is made of."""
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
        """One part; with given weights it needs its own."""
        fields = self.mapping(node, _PART, "a part")
        name = self.text(fields.get("name"))
        if not name:
            self.report("missing_key", node.line, "A part has a `name`. Add it.")
        weight = self.number(fields.get("weight"), "`weight`")
        if given and weight is None:
            self.report("missing_weight", node.line, f"`{name}` has no weight, but `weights` is given. Add it.")
        if weight is not None and weight < 0:
            self.report("bad_weights", node.line, f"The weight of `{name}` is below zero. Correct it.")
        inner = self.parts(fields["parts"], given=given) if "parts" in fields else ()
        direction = self.word(fields.get("direction"), ("up", "down"), "`direction`", "up")
        english = self.text(fields.get("en"))
        return IndexPart(name, english, self.text(fields.get("indicator")), direction == "up", weight, inner, node.line)

    def release(self, node: Node, parts: tuple[IndexPart, ...]) -> Release:
        """Figures of one year as they were published."""
        fields = self.mapping(node, _RELEASE, "a release")
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
            self.word(fields.get("status"), STATUSES, "`status`", "seen"),
            self.text(fields.get("series")),
            self.text(fields.get("document")),
            self.text(fields.get("link")),
            self.text(fields.get("note")),
            node.line,
        )
