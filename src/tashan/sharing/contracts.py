"""
Contracts as data: who shares what with whom, how, from when to when, and what happens to left-over fen.

docs/sharing.md describes the files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tashan.clearing import UNITS, MoneyError, Remainder
from tashan.clearing.allotment import RULES
from tashan.rules import Label
from tashan.rules._yaml import Node
from tashan.rules.days import LAST_DAY
from tashan.sharing._read_shapes import ShapeReader
from tashan.sharing._sheet import Quantity, Sheet
from tashan.sharing.bases import Fact, read_facts
from tashan.sharing.numbers import Accepted
from tashan.sharing.problems import ShareError
from tashan.sharing.shapes import check_caps
from tashan.sharing.work import Shape

_NEEDED = ("contract", "parties", "from", "remainder", "splits")
_OPTIONAL = (
    "name",
    "note",
    "to",
    "period",
    "unit",
    "facts",
    "requires",
    "scope",
    "accepts",
    "assumes",
    "objection_days",
)

#: How long the period of a base may be, where a contract says so.
PERIODS = ("year", "month")


@dataclass(frozen=True, slots=True)
class SplitRule:
    """
    One thing that is shared.

    Attributes:
        name: as `tax`, `output`, `investment`.
        counts: `money`, or `statistics`: attributed for statistics only, never paid.
        items: those items of a base that it shares; empty for payments between the parties.
        collector: who holds the money and pays the others; "" where nobody does.
        shape: how it is shared.
        pays: whether it is a payment between the parties, whose parts add up to 0.
    """

    name: str
    counts: str
    items: tuple[str, ...]
    collector: str
    shape: Shape
    pays: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """Who is within the scope of a contract: the mean of a fact's amounts has to reach a least amount."""

    fact: str
    least_mean: Quantity


@dataclass(frozen=True, slots=True)
class Contract:
    """
    A contract to share.

    Attributes:
        name: by which bases call it.
        label: its name in both languages.
        parties: key → label, in the order of the file.
        start, end: first and last day; end 9999-12-31 where it has none.
        remainder: who gets left-over fen.
        splits: what is shared and how.
        facts: what was stated once and for all.
        requires: facts that have to be `yes`.
        scope: who is within its scope.
        accepted: values it accepts although unconfirmed, or assumes, by `book.path`.
        period: `year` or `month`: how long the period of every base is; "" where each base says it.
        objection_days: working days within which a party may object to a statement; None where nothing is said.
        file: where it was read.
        text: the file itself, kept for the trace.
    """

    name: str
    label: Label | None
    parties: Mapping[str, Label]
    start: str
    end: str
    remainder: Remainder
    splits: tuple[SplitRule, ...]
    facts: Mapping[str, Fact]
    requires: tuple[str, ...]
    scope: Scope | None
    accepted: Mapping[str, Accepted]
    period: str = ""
    objection_days: Quantity | None = None
    file: str = ""
    text: str = field(default="", repr=False)


def read_contract(data: bytes, file: str) -> Contract:
    """
    The contract that a file holds.

    Raises:
        ShareError: with every problem of the file, each with its line and what to do: unknown or misplaced keys, shares
            that do not sum, gaps between bands of years, amounts that are no whole fen, unknown parties.
    """
    sheet = Sheet(data, file)
    fields = sheet.fields(sheet.root, _NEEDED, _OPTIONAL, "a contract")
    unit = sheet.text(fields.get("unit"), "`unit`", tuple(UNITS)) or "元"
    unit = unit if unit in UNITS else "元"
    parties = _parties(sheet, fields["parties"])
    start = sheet.days(fields["from"], "from")[0]
    end = sheet.days(fields["to"], "to")[1] if "to" in fields else LAST_DAY
    if end < start:
        sheet.report("date_order", fields["to"], f"`to` ({end}) is before `from` ({start}). Correct one of them.")
    contract = Contract(
        name=sheet.text(fields["contract"], "`contract`"),
        label=sheet.reader.label(fields.get("name")),
        parties=parties,
        start=start,
        end=end,
        remainder=_remainder(sheet, fields["remainder"], tuple(parties)),
        splits=_splits(sheet, fields["splits"], ShapeReader(sheet, tuple(parties), unit)),
        facts=read_facts(sheet, fields.get("facts"), unit),
        requires=sheet.texts(fields.get("requires"), "`requires`"),
        scope=_scope(sheet, fields.get("scope"), unit),
        accepted=_accepted(sheet, fields),
        period=sheet.text(fields.get("period"), "`period`", PERIODS),
        objection_days=sheet.quantity(fields["objection_days"]) if "objection_days" in fields else None,
        file=file,
        text=data.decode("utf-8-sig", errors="replace"),
    )
    sheet.finish()
    return contract


def _parties(sheet: Sheet, node: Node) -> dict[str, Label]:
    found = {}
    for key, value in (sheet.entries(node, "`parties`") if node.entries else {}).items():
        sheet.reader.name(key, value.line)
        label = sheet.reader.label(value)
        found[key] = label or Label(key, key)
    if len(found) < 2:
        sheet.report(
            "bad_parties", node, "A contract has two parties or more. Add them, each with a name in zh and en."
        )
    return found


def _remainder(sheet: Sheet, node: Node, parties: tuple[str, ...]) -> Remainder:
    if node.form == "text":
        rule, to = sheet.text(node, "`remainder`", RULES), ""
    else:
        fields = sheet.fields(node, ("rule",), ("to",), "`remainder`")
        rule, to = sheet.text(fields["rule"], "`rule`", RULES), sheet.text(fields.get("to"), "`to`", parties)
    try:
        return Remainder(rule if rule in RULES else RULES[0], to or None)
    except MoneyError as error:
        sheet.report(error.code, node, error.message)
        return Remainder()


def _splits(sheet: Sheet, node: Node, shapes: ShapeReader) -> tuple[SplitRule, ...]:
    found = []
    taken: dict[str, str] = {}
    for name, value in (sheet.entries(node, "`splits`") if node.entries else {}).items():
        fields = sheet.fields(value, (), ("counts", "items", "collector", "share", "pay", "note"), f"split `{name}`")
        pays = "pay" in fields
        if pays == ("share" in fields):
            sheet.report("bad_shape", value, f"Split `{name}` is shared or paid. Give either `share` or `pay`.")
            continue
        if pays == ("items" in fields):
            message = "says which `items` of the base it shares" if not pays else "shares no items: it is a payment"
            sheet.report("bad_shape", value, f"Split `{name}` {message}. Correct its keys.")
        items = sheet.texts(fields.get("items"), "`items`")
        counts = sheet.text(fields.get("counts"), "`counts`", ("money", "statistics")) or "money"
        for item in items:
            other = taken.setdefault(f"{counts} {item}", name)
            if other != name:
                message = f"`{item}` is shared by split `{other}` already. An item is shared once as {counts}."
                sheet.report("item_twice", value, message)
        collector = sheet.text(fields.get("collector"), "`collector`", shapes.parties)
        shape = shapes.pay(fields["pay"]) if pays else shapes.share(fields["share"])
        try:
            check_caps(shape, sheet.file, value.line)
        except ShareError as error:
            sheet.reader.problems.extend(error.problems)
        found.append(SplitRule(name, counts, items, collector, shape, pays))
    if not found:
        sheet.report("bad_shape", node, "The contract shares nothing. Add a split with `items` and `share`, or `pay`.")
    return tuple(found)


def _scope(sheet: Sheet, node: Node | None, unit: str) -> Scope | None:
    if node is None:
        return None
    fields = sheet.fields(node, ("fact", "least_mean"), (), "`scope`")
    return Scope(sheet.text(fields["fact"], "`fact`"), sheet.quantity(fields["least_mean"], unit=unit))


def _accepted(sheet: Sheet, fields: Mapping[str, Node]) -> dict[str, Accepted]:
    found: dict[str, Accepted] = {}
    for key, needed in (("accepts", ("rules", "reason")), ("assumes", ("rule", "value", "reason"))):
        items = sheet.reader.items(fields[key], f"`{key}`") if key in fields else []
        for item in items:
            own = sheet.fields(item, needed, (), f"an entry of `{key}`")
            reason = sheet.text(own["reason"], "`reason`")
            if key == "accepts":
                found.update(dict.fromkeys(sheet.texts(own["rules"], "`rules`"), Accepted(reason)))
            else:
                found[sheet.text(own["rule"], "`rule`")] = Accepted(reason, sheet.number(own["value"]))
    return found
