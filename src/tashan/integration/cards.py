"""Definition cards: what a measure is, printed with every number it gives."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files

from tashan.rules._yaml import parse


@dataclass(frozen=True, slots=True)
class Card:
    """
    What a measure is.

    Attributes:
        key: its name in commands.
        zh, en: its names.
        formula: as computed here.
        direction: what high and low mean, and the range.
        zeros, isolates, missing: how these are treated.
        counts: what has to be counted and printed beside the figure.
        source: where the measure comes from.
        avoids: which known error of other tools this one does not make.
        direction_zh, heed_zh, formula_zh: direction, what to heed, and the formula in Chinese; the formula only where it has words.
    """

    key: str
    zh: str
    en: str
    formula: str
    direction: str
    zeros: str
    isolates: str
    missing: str
    counts: str
    source: str
    avoids: str
    direction_zh: str
    heed_zh: str
    formula_zh: str = ""

    def to_dict(self) -> dict[str, str]:
        """The card as JSON holds it."""
        return asdict(self)

    def lines(self) -> list[str]:
        """The card as lines to print under a table."""
        return [
            f"{self.zh} · {self.en}: {self.formula}",
            f"Direction: {self.direction}.",
            f"Zeros: {self.zeros}. Isolates: {self.isolates}. Missing: {self.missing}.",
            f"Source: {self.source}. {self.avoids}",
        ]


@cache
def cards() -> dict[str, Card]:
    """All cards by key, in the order of their file."""
    name = "cards.yaml"
    root, problems = parse(files("tashan.integration").joinpath("data").joinpath(name).read_bytes(), name)
    if root is None or problems:
        raise ValueError("; ".join(str(problem) for problem in problems) or f"{name} is empty.")
    return {key: Card(key, **{field: child.text for field, _, child in node.entries}) for key, _, node in root.entries}


def card(key: str) -> Card:
    """The card of a measure; an unknown key lists near ones."""
    try:
        return cards()[key]
    except KeyError:
        from difflib import get_close_matches

        near = get_close_matches(key, cards(), n=3)
        remedy = f"Did you mean {' or '.join(near)}?" if near else f"There are {', '.join(cards())}."
        raise KeyError(f"There is no measure {key}. {remedy}") from None
