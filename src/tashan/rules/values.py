"""The values of rules: what they hold, since when, and where it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from tashan.rules.days import LAST_DAY

#: What a value may be; `texts` is a list of texts.
TYPES = ("integer", "fraction", "text", "texts")

Content = int | Fraction | str | tuple[str, ...]

_INTEGER = re.compile(r"-?\d+(?:_\d+)*", re.ASCII)
_RATIO = re.compile(r"(-?\d+)/(\d+)", re.ASCII)
_DECIMAL = re.compile(r"(-?\d+(?:\.\d+)?)(%?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Label:
    """A name in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Group:
    """What a group of parameters, or a whole book, is called, and a remark on it."""

    label: Label | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """
    Where a value is written.

    Attributes:
        document: title, with the document's number.
        article: article, section, page or table.
        link: public address.
        seen: the day on which somebody read it there, `YYYY-MM-DD`.
    """

    document: str
    article: str | None = None
    link: str | None = None
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """
    One dated value of a parameter.

    Attributes:
        value: whole number, fraction, text or texts (texts as written: `@` not yet replaced by members).
        unit: what it is counted in.
        start: first day on which it holds, `YYYY-MM-DD`.
        end: last day on which it holds, that day included; None: until further notice.
        source: where it is written; None for the assumption of a scenario.
        status: `seen`, `unconfirmed`, or `assumption` in a scenario.
        note: a remark of whoever wrote the file.
        reason: why a scenario assumes it.
        scenario: the scenario it comes from; None in the rules themselves.
        file: the file it stands in.
        line: the line there.
    """

    value: Content
    unit: str | None
    start: str
    end: str | None
    source: Source | None
    status: str
    note: str | None = None
    reason: str | None = None
    scenario: str | None = None
    file: str = ""
    line: int = 0

    @property
    def last(self) -> str:
        """The last day as a text that can be compared: 9999-12-31 where it holds until further notice."""
        return self.end or LAST_DAY


@dataclass(frozen=True, slots=True)
class Parameter:
    """
    A named rule with its values through time.

    Attributes:
        path: names of its groups and its own, joined by dots.
        type: integer, fraction, text or texts.
        unit: what its values are counted in.
        values: in the order of their dates, without overlaps.
        label: its name in both languages.
        note: a remark.
        file: the file it stands in.
        line: the line there.
    """

    path: str
    type: str
    unit: str | None
    values: tuple[Value, ...]
    label: Label | None = None
    note: str | None = None
    file: str = ""
    line: int = 0


def parse_integer(text: str) -> int | None:
    """The whole number a text writes; None where it writes none."""
    return int(text) if _INTEGER.fullmatch(text) else None


def parse_fraction(text: str) -> Fraction | None:
    """
    The exact number that `1/2`, `12.5%`, `0.4` or `3` writes; None where the text writes none.

    >>> parse_fraction("12.5%")
    Fraction(1, 8)
    """
    ratio = _RATIO.fullmatch(text)
    if ratio is not None:
        below = int(ratio[2])
        return Fraction(int(ratio[1]), below) if below else None
    decimal = _DECIMAL.fullmatch(text)
    if decimal is None:
        return None
    return Fraction(decimal[1]) / (100 if decimal[2] else 1)
