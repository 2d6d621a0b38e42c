"""
How good is the proof? Evidence with its grade and span, and when it is enough to say that something is done.

One item of grade A or B is enough, or two of grade C that do not depend on each other. The owner's own statement (D)
and what has no source (E) never are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tashan.governance._wrong import wrong
from tashan.governance.problems import Problem
from tashan.records.codes import EvidenceGrade
from tashan.records.parts import LONGEST_QUOTE

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_LOOSE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Evidence:
    """
    A passage that proves something of a matter.

    Attributes:
        id: name within the matter.
        grade: A official text or register, B official news, C independent media or research, D owner's statement, E none.
        document: the document's id or address.
        quote: the passage, word for word, 1 to 300 code points.
        sha256: of the document as it was kept, 64 hexadecimal digits.
        published: the document's day.
        publisher: who published it; two items of one publisher are not independent.
    """

    id: str
    grade: EvidenceGrade
    document: str = ""
    quote: str = ""
    sha256: str = ""
    published: date | None = None
    publisher: str = ""


def faults(evidence: Evidence) -> tuple[Problem, ...]:
    """Say what a piece of evidence lacks to be kept: document, quote and hash for grades A to C, a document for D."""
    found: list[Problem] = []

    def lacks(field: str, what: str) -> None:
        message = f"Evidence {evidence.id} of grade {evidence.grade} has {what}. Give it, or grade it E."
        found.append(wrong("evidence_incomplete", message, field=field))

    if not evidence.id.strip():
        found.append(
            wrong("evidence_unnamed", "Evidence has no id. Give one, so that a coding can name it.", field="id")
        )
    if evidence.grade is EvidenceGrade.E:
        return tuple(found)
    if not evidence.document.strip():
        lacks("document", "no document")
    if evidence.grade is EvidenceGrade.D:
        return tuple(found)
    if not 1 <= len(evidence.quote.strip()) <= LONGEST_QUOTE:
        lacks("quote", f"no quote of 1 to {LONGEST_QUOTE} characters")
    if not _SHA256.fullmatch(evidence.sha256):
        lacks("sha256", "no SHA-256 of the document")
    return tuple(found)


def counted(items: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Keep what counts as evidence: grades A to C with document, quote and hash."""
    return tuple(item for item in items if item.grade <= EvidenceGrade.C and not faults(item))


def best_grade(items: Iterable[Evidence]) -> EvidenceGrade:
    """Give the best grade among items that are complete; E where there are none."""
    return min((item.grade for item in items if not faults(item)), default=EvidenceGrade.E)


def independent(items: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """
    Keep the first of each group of items that come from one source.

    Items share a source when publisher, document, hash or the words of the quote are the same: a re-post proves
    nothing anew. Items without a publisher are never taken as independent of each other.
    """
    kept: list[Evidence] = []
    seen: set[tuple[str, str]] = set()
    for item in items:
        marks = {
            ("publisher", _plain(item.publisher)),
            ("document", item.document.strip()),
            ("hash", item.sha256),
            ("quote", _plain(item.quote)),
        }
        if not marks & seen:
            kept.append(item)
        seen |= marks
    return tuple(kept)


def shortfall(items: Iterable[Evidence]) -> str:
    """
    Say what is missing before a matter may be called substantially or completely done; "" where it is enough.

    Enough is one item of grade A or B, or two independent ones of grade C, each with document, quote and hash.
    """
    usable = counted(items)
    if any(item.grade <= EvidenceGrade.B for item in usable):
        return ""
    media = len(independent(usable))
    if media >= 2:
        return ""
    have = "one independent source of grade C" if media else "no counted source"
    return f"one source of grade A or B, or two independent ones of grade C (there is {have})"


def _plain(text: str) -> str:
    return _LOOSE.sub("", unicodedata.normalize("NFKC", text)).casefold()
