"""What a second coder codes, what still waits for one, and how far coders agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from tashan.records.agreement_of_coders import CoderAgreement, agreement_of_coders
from tashan.records.codes import TYPOLOGY, Code, Theme
from tashan.web.archive.models import Coding, Record
from tashan.web.archive.queries import COUNTING, own_places
from tashan.web.archive.shapes import FIELDS
from tashan.web.pages.words import label, say, spoken

_DIMENSIONS: Final = {
    "lead": ("主导", "who leads"),
    "spatial": ("空间形态", "spatial form"),
    "interaction": ("互动", "complement"),
    "tie": ("联结", "tie"),
    "medium": ("媒介", "medium"),
    "carrier": ("载体", "carrier"),
}
CODED: Final = ("visit", "meeting", "agreement", "signing", "body")
"""Kinds of record that have something to be coded."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """
    One thing that coders code.

    Attributes:
        key: its name among codings: a field, `typology.DIMENSION`, or `theme:THEME` (yes or empty).
        label: its name in the reader's language.
        codes: the code list, or None for a theme.
    """

    key: str
    label: str
    codes: type[Code] | None

    @property
    def values(self) -> tuple[str, ...]:
        """The values it may take beside none."""
        return self.codes.values() if self.codes else ("yes",)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Values with their names."""
        return [(code.value, label(code)) for code in self.codes or ()]


def dimensions(kind: str) -> list[Dimension]:
    """What is coded of a kind of record: coded fields, each theme, and the typology of cooperation."""
    found = [Dimension(field.name, field.label, field.codes) for field in FIELDS[kind] if field.codes is not None]
    if any(field.holds == "themes" for field in FIELDS[kind]):
        found += [Dimension(f"theme:{theme.value}", label(theme), None) for theme in Theme]
    if kind in CODED:
        found += [Dimension(f"typology.{name}", spoken(*_DIMENSIONS[name]), codes) for name, codes in TYPOLOGY.items()]
    return found


def standing_value(kind: str, body: Mapping[str, Any], key: str) -> str:
    """The value that a record itself gives a dimension; empty for none."""
    if key.startswith("theme:"):
        themes = [theme for field in FIELDS[kind] if field.holds == "themes" for theme in body.get(field.name) or ()]
        return "yes" if key.removeprefix("theme:") in themes else ""
    if key.startswith("typology."):
        return (body.get("typology") or {}).get(key.removeprefix("typology.")) or ""
    return body.get(key) or ""


def waiting_for(person: Any) -> QuerySet[Record]:
    """The records that a person may code blind: reviewed by somebody else, in an archive where they are analyst."""
    return (
        Record.objects.filter(state__in=COUNTING, kind__in=CODED)
        .filter(own_places("document__place", person, roles=("analyst",)))
        .exclude(reviews__person=person)
        .exclude(codings__coder=person)
        .order_by("pk")
    )


@dataclass(frozen=True, slots=True)
class Row:
    """
    How far coders agree on one dimension.

    Attributes:
        label: its name.
        agreement: Krippendorff's α with what it rests on.
        without: of all values given, how many are none.
        given: how many were given.
    """

    label: str
    agreement: CoderAgreement
    without: int
    given: int


def agreement(person: Any) -> list[Row]:
    """
    How far the first coder (who reviewed a record) and those who coded it blind agree, dimension by dimension.

    Themes are one row: every theme of every record is a unit, present or not. "None" is a value like any other; how
    often it was given stands beside α, since agreement on nothing is agreement too.

    Args:
        person: who asks; counted are records of archives where they hold a role.
    """
    codings: dict[tuple[int, str], list[str]] = defaultdict(list)
    found = Coding.objects.filter(own_places("record__document__place", person))
    for record, key, value in found.values_list("record_id", "field", "value"):
        codings[record, key].append(value)
    records = Record.objects.in_bulk({record for record, _ in codings})
    units: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
    for (row, key), values in codings.items():
        record = records[row]
        first = [standing_value(record.kind, record.body, key)] if record.counts else []
        name = "theme" if key.startswith("theme:") else key
        units[record.kind if name in ("kind", "status", "level", "strength") else "", name].append([*first, *values])
    return [_row(kind, name, found) for (kind, name), found in sorted(units.items())]


def _row(kind: str, name: str, units: Iterable[list[str]]) -> Row:
    units = list(units)
    values = [value for unit in units for value in unit]
    return Row(_name(kind, name), agreement_of_coders(units), values.count(""), len(values))


def _name(kind: str, name: str) -> str:
    if name == "theme":
        return say("主题", "themes")
    if name.startswith("typology."):
        return spoken(*_DIMENSIONS[name.removeprefix("typology.")])
    field = next(field for field in FIELDS[kind] if field.name == name)
    from tashan.web.archive.shapes import kind_label

    return f"{kind_label(kind)} · {field.label}"
