"""What goes into reading, a document, and what comes out of it, a reading: one object a document."""

# Annotations are read at run time (_shapes), so what they name is imported for real.
from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Final

from tashan.records.codes import Language, Theme
from tashan.records.parts import FullDate, Problem
from tashan.records.record import Agreement, Body, Figure, Meeting, Practice, Record, Signing, Visit

LISTS: Final[Mapping[str, str]] = {
    "visit": "visits",
    "meeting": "meetings",
    "agreement": "agreements",
    "signing": "signings",
    "body": "bodies",
    "figure": "figures",
    "practice": "practices",
}
"""The list of a reading in which the records of each kind stand."""


@dataclass(frozen=True, slots=True)
class Document:
    """
    A text with where it comes from.

    Attributes:
        id: the one given, or the path relative to the input.
        text: the decoded text, nothing normalised.
        url: where it was published.
        title: its title.
        publisher: who published it.
        published: the day of publication as stated by whoever supplies the document.
        home: the official full name of the publisher's home region, where the supplier states it.
        language: language and script.
    """

    KIND: ClassVar[str] = "document"

    id: str
    text: str
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: FullDate | None = None
    home: str | None = None
    language: Annotated[str, Language] | None = None

    @property
    def content_hash(self) -> str:
        """BLAKE2b-128 of the UTF-8 text, 32 hexadecimal digits: equal for equal texts wherever they come from."""
        return hashlib.blake2b(self.text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """
    Everything one document says.

    Attributes:
        id: the document's id.
        language: language and script.
        published: the day of publication, only where the text or its metadata states it.
        home: official full name of the region that 我市, 我省 … stand for.
        visits: delegations that travel.
        meetings: formal meetings between regions.
        agreements: documents between regions.
        signings: projects signed.
        bodies: organs of cooperation.
        figures: numbers stated.
        practices: what others may learn from.
        themes: what the document's cooperation is about.
        problems: what could not be read, and doubts.
        text: the decoded text that all offsets refer to; only where it was asked for.
    """

    KIND: ClassVar[str] = "reading"

    id: str
    language: Annotated[str, Language] | None = None
    published: FullDate | None = None
    home: str | None = None
    visits: tuple[Visit, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    signings: tuple[Signing, ...] = ()
    bodies: tuple[Body, ...] = ()
    figures: tuple[Figure, ...] = ()
    practices: tuple[Practice, ...] = ()
    themes: tuple[Annotated[str, Theme], ...] = ()
    problems: tuple[Problem, ...] = ()
    text: str | None = field(default=None, metadata={"optional": True})

    def records(self) -> tuple[Record, ...]:
        """All records of the reading, kind by kind in the order of the fields."""
        return (
            *self.visits,
            *self.meetings,
            *self.agreements,
            *self.signings,
            *self.bodies,
            *self.figures,
            *self.practices,
        )
