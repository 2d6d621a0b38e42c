"""Who works by the same standard? The register of standards: who adopted which version, when, as of any day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tashan.governance._wrong import wrong
from tashan.governance.problems import Problem


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard, and for what field: skills, finance, contracts, access, …."""

    id: str
    title: str
    field: str


@dataclass(frozen=True, slots=True)
class StandardUse:
    """
    A member applies a version of a standard.

    Attributes:
        standard: its id.
        member: code of the region.
        version: number or year of the version.
        first: from when.
        last: until when; None: still.
        document: where that stands.
    """

    standard: str
    member: str
    version: str
    first: date
    last: date | None = None
    document: str = ""

    def holds(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Standing:
    """
    A standard on a day.

    Attributes:
        standard: which.
        versions: version by member that applies it.
        without: members that do not.
        share: members that apply any version ÷ all members asked for.
        unified: the version that all members apply, or "".
        since: from when all of them do, where it is unified.
    """

    standard: Standard
    versions: dict[str, str]
    without: tuple[str, ...]
    share: Fraction
    unified: str
    since: date | None


def register(
    standards: Iterable[Standard], uses: Sequence[StandardUse], members: Sequence[str], day: date
) -> tuple[Standing, ...]:
    """Give the register as of a day for a list of members, in the order of the standards."""
    return tuple(_standing(standard, uses, members, day) for standard in standards)


def use_faults(standards: Iterable[Standard], uses: Sequence[StandardUse]) -> tuple[Problem, ...]:
    """Say what is wrong with the register: unknown standards, no document, dates turned round, two versions at a time."""
    known = {standard.id for standard in standards}
    found = []
    for number, use in enumerate(uses, 1):
        place = f"uses[{number}]"
        if use.standard not in known:
            message = f"{use.member} applies {use.standard}, which is not in the list of standards. Add it."
            found.append(wrong("standard_unknown", message, field=place))
        if not use.document.strip():
            message = f"That {use.member} applies {use.standard} has no document. Name it."
            found.append(wrong("document_missing", message, field=place))
        if use.last is not None and use.last < use.first:
            message = f"{use.member} applies {use.standard} until {use.last}, before {use.first}. Correct one."
            found.append(wrong("use_dates", message, field=place))
        for other in uses[: number - 1]:
            same = (other.standard, other.member) == (use.standard, use.member)
            if same and other.first <= (use.last or date.max) and use.first <= (other.last or date.max):
                message = (
                    f"{use.member} applies versions {other.version} and {use.version} of {use.standard} at a time."
                )
                found.append(wrong("use_overlap", message, field=place))
    return tuple(found)


def _standing(standard: Standard, uses: Sequence[StandardUse], members: Sequence[str], day: date) -> Standing:
    now = {use.member: use for use in uses if use.standard == standard.id and use.member in members and use.holds(day)}
    versions = {use.version for use in now.values()}
    unified = versions.pop() if members and len(now) == len(set(members)) and len(versions) == 1 else ""
    return Standing(
        standard,
        {member: now[member].version for member in members if member in now},
        tuple(member for member in members if member not in now),
        Fraction(len(now), len(set(members))) if members else Fraction(0),
        unified,
        max(use.first for use in now.values()) if unified else None,
    )
