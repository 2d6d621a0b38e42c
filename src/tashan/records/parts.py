"""What records are made of: spans, problems, people and parties, and the marks that tell what a text field holds."""

# Annotations are read at run time (_shapes), so what they name is imported for real.
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as _field
from typing import Annotated

from tashan.records.codes import ActorKind
from tashan.regions.making import quickly_made
from tashan.regions.region import Region

#: The longest quote a span may have, in Unicode code points.
LONGEST_QUOTE = 300


@dataclass(frozen=True, slots=True)
class Pattern:
    """A mark on a text field: what its text looks like, as a regular expression of JSON Schema and in words."""

    regex: str
    meaning: str


PARTIAL_DATE = Pattern(r"^\d{4}(-\d{2}(-\d{2})?)?$", "date as YYYY-MM-DD, YYYY-MM or YYYY")
FULL_DATE = Pattern(r"^\d{4}-\d{2}-\d{2}$", "date as YYYY-MM-DD")
PERIOD = Pattern(
    r"^(\d{4}(-\d{2}(-\d{2})?)?|(\d{4}(-\d{2}(-\d{2})?)?|\.\.)/(\d{4}(-\d{2}(-\d{2})?)?|\.\.))$",
    "one date, or first/last date joined by a slash, either of them `..` where it is open",
)
CODE = Pattern(r"^[a-z][a-z0-9_]*$", "lower-case code")

PartialDate = Annotated[str, PARTIAL_DATE]
FullDate = Annotated[str, FULL_DATE]
Period = Annotated[str, PERIOD]

Scalar = str | int | float | bool | None
#: What could stand in a field but is not certain enough: `{field: value}`.
Candidate = Annotated[Mapping[str, Scalar], "candidate"]
#: Dimension of the typology of cooperation to its value.
Typology = Annotated[Mapping[str, str], "typology"]


@quickly_made
@dataclass(frozen=True, slots=True)
class Span:
    """
    The place in a document that proves a record, word for word.

    Attributes:
        start: first code point of the quote in the decoded text, counted from 0.
        end: code point after the last one of the quote.
        quote: the words themselves; `text[start:end] == quote`, 1 to 300 code points.
        field: the field of the record that this span proves (`year`: where a year comes from); null for all of it.
    """

    start: int
    end: int
    quote: str
    field: str | None = _field(default=None, metadata={"optional": True})


@dataclass(frozen=True, slots=True)
class Problem:
    """
    Something that could not be read, or a doubt, with its place; collected, never raised.

    Attributes:
        code: what kind of problem, for programs.
        message: what happened, where, and what to do, for people.
        start: first code point concerned, or null where the whole document is.
        end: code point after the last one concerned, or null.
    """

    code: Annotated[str, CODE]
    message: str
    start: int | None = None
    end: int | None = None


@quickly_made
@dataclass(frozen=True, slots=True)
class Person:
    """
    Someone who leads, as the text spells the name.

    Attributes:
        name: as spelled in the text.
        title: the offices the text gives, as spelled there, or null.
    """

    name: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """
    Someone beside governments who takes part.

    Attributes:
        name: as spelled in the text.
        kind: what the actor is.
        region: where the actor is at home, where the text says so.
    """

    name: str
    kind: Annotated[str, ActorKind] = "other"
    region: Region | None = None


@dataclass(frozen=True, slots=True)
class Organ:
    """
    An organ of a region that signs in its own name (厦门市旅游局).

    Attributes:
        name: as spelled in the text.
        region: the region it belongs to, or null where it is not known.
        kind: always `organ`; tells an organ from a region.
    """

    name: str
    region: Region | None = None
    kind: str = "organ"


#: Who may be party to an agreement.
Party = Region | Organ
