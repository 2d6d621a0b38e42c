"""Needs, offers and criteria as a file in the strict form of docs/sharing.md."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tashan.matching import Criterion, Offer, Requirement
from tashan.matching.scores import COMPARISONS, Attribute
from tashan.rules._yaml import Node
from tashan.rules.values import parse_fraction
from tashan.sharing._sheet import Sheet

_NUMBERS = ("at_least", "at_most", "near")


@dataclass(frozen=True, slots=True)
class MatchFile:
    """What is to be matched: who needs, who offers, and what matters."""

    name: str
    needs: tuple[Requirement, ...]
    offers: tuple[Offer, ...]
    criteria: tuple[Criterion, ...]


def read_match(data: bytes, file: str) -> MatchFile:
    """
    The needs, offers and criteria that a file holds.

    Raises:
        ShareError: with every problem of the file, each with its line: unknown keys or criteria, a text where a criterion
            compares numbers, negative weights, a name that stands twice.
    """
    sheet = Sheet(data, file)
    fields = sheet.fields(sheet.root, ("match", "criteria", "needs", "offers"), ("note",), "a file to match")
    criteria = {one.name: one for one in (_criterion(sheet, node) for node in _items(sheet, fields["criteria"]))}
    needs, offers = [], []
    for node in _items(sheet, fields["needs"]):
        own = sheet.fields(node, ("name", "wants"), (), "a need")
        needs.append(Requirement(sheet.text(own["name"], "`name`"), _attributes(sheet, own["wants"], criteria)))
    for node in _items(sheet, fields["offers"]):
        own = sheet.fields(node, ("name", "has"), ("room", "refused"), "an offer")
        has = _attributes(sheet, own["has"], criteria)
        refused = sheet.texts(own.get("refused"), "`refused`")
        offers.append(
            Offer(sheet.text(own["name"], "`name`"), has, refused, sheet.whole(own.get("room"), "`room`", default=1))
        )
    _once(sheet, fields["needs"], [need.name for need in needs])
    _once(sheet, fields["offers"], [offer.name for offer in offers])
    sheet.finish()
    return MatchFile(sheet.text(fields["match"], "`match`"), tuple(needs), tuple(offers), tuple(criteria.values()))


def _items(sheet: Sheet, node: Node) -> list[Node]:
    return list(sheet.reader.items(node, "a list")) if node.form == "list" else []


def _criterion(sheet: Sheet, node: Node) -> Criterion:
    own = sheet.fields(node, ("name", "compares"), ("weight", "must", "label"), "a criterion")
    compares = sheet.text(own["compares"], "`compares`", COMPARISONS)
    weight = sheet.number(own["weight"]) if "weight" in own else Fraction(1)
    if weight < 0:
        sheet.report("bad_number", own["weight"], "A weight below 0 says nothing. Write 0 or more.")
        weight = Fraction(0)
    must = sheet.text(own.get("must"), "`must`", ("yes", "no")) == "yes"
    known = compares if compares in COMPARISONS else "overlap"
    return Criterion(sheet.text(own["name"], "`name`"), known, weight, must, sheet.text(own.get("label"), "`label`"))


def _attributes(sheet: Sheet, node: Node, criteria: dict[str, Criterion]) -> dict[str, Attribute]:
    found: dict[str, Attribute] = {}
    for name, value in sheet.entries(node, "attributes", tuple(criteria)).items():
        criterion = criteria.get(name)
        if criterion is None:
            continue
        if value.form == "list":
            found[name] = frozenset(sheet.texts(value, f"`{name}`"))
        elif criterion.compares in _NUMBERS:
            found[name] = sheet.number(value)
        else:
            found[name] = sheet.text(value, f"`{name}`")
        if criterion.compares in _NUMBERS and (value.form == "list" or parse_fraction(value.text) is None):
            sheet.report("bad_number", value, f"`{name}` compares numbers. Write one exact number.")
    return found


def _once(sheet: Sheet, node: Node, names: list[str]) -> None:
    for name in sorted({name for name in names if names.count(name) > 1}):
        sheet.report("duplicate_name", node, f"`{name}` stands twice. Give each a name of its own.")
