"""Read plans out of strict YAML: every problem with file, line and field; docs/matters.md describes the form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tashan.governance._sheet import Sheet
from tashan.governance.plans import Item, Plan, PlanKind, Tree, Version, tree
from tashan.governance.problems import GovernanceError
from tashan.rules._yaml import Node
from tashan.rules.values import parse_fraction

_ITEM = "text subject indicator value unit year start due owner counterparts matter".split()


@dataclass(frozen=True, slots=True)
class PlanFile:
    """The plans of a file as a tree, and other names of subjects and indicators to the name that is meant."""

    tree: Tree
    aliases: dict[str, str]

    @property
    def plans(self) -> tuple[Plan, ...]:
        """All plans, in the order of the file."""
        return tuple(self.tree.plans.values())


def read_plans(data: bytes, file: str) -> PlanFile:
    """
    Read the plans of a file.

    Args:
        data: the bytes of the file.
        file: its name, for messages.

    Raises:
        GovernanceError: with every problem: of the form with its line, of the tree with its plan and item.
    """
    sheet = Sheet(data, file)
    fields = sheet.fields(sheet.root, ("plans",), ("aliases",), "the file")
    plans = [_plan(sheet, node) for node in sheet.items(fields["plans"], "`plans`")]
    entries = sheet.reader.mapping(fields["aliases"], None, "aliases") if "aliases" in fields else {}
    aliases = {name: sheet.text(node, "an alias") for name, node in entries.items()}
    sheet.finish()
    found, problems = tree(plans)
    if problems:
        raise GovernanceError(
            type(problem)(problem.code, problem.message, file, problem.line, problem.field) for problem in problems
        )
    return PlanFile(found, aliases)


def _plan(sheet: Sheet, node: Node) -> Plan:
    needed = ("plan", "kind", "members", "from", "to", "versions")
    fields = sheet.fields(node, needed, ("title", "parent"), "a plan")
    name = sheet.text(fields["plan"], "`plan`")
    kind = sheet.text(fields["kind"], "`kind`", PlanKind.values())
    return Plan(
        name,
        sheet.text(fields.get("title"), "`title`") or name,
        PlanKind(kind) if kind else PlanKind.YEARLY_LIST,
        sheet.texts(fields["members"], "`members`"),
        _day(sheet, fields["from"], "from", last=False) or date.min,
        _day(sheet, fields["to"], "to", last=True) or date.max,
        tuple(_version(sheet, one) for one in sheet.items(fields["versions"], "`versions`")),
        sheet.text(fields.get("parent"), "`parent`"),
    )


def _version(sheet: Sheet, node: Node) -> Version:
    fields = sheet.fields(node, ("day",), ("items", "decided_by", "reason"), "a version")
    return Version(
        _day(sheet, fields["day"], "day", last=True) or date.min,
        sheet.text(fields.get("decided_by"), "`decided_by`"),
        sheet.text(fields.get("reason"), "`reason`"),
        tuple(_item(sheet, one) for one in sheet.items(fields.get("items"), "`items`")),
    )


def _item(sheet: Sheet, node: Node) -> Item:
    fields = sheet.fields(node, ("item",), _ITEM, "an item")

    def text(name: str) -> str:
        return sheet.text(fields.get(name), f"`{name}`")

    year = sheet.whole(fields.get("year"), "`year`")
    return Item(
        text("item"),
        text("text") or text("subject") or text("indicator"),
        text("subject"),
        text("indicator"),
        _value(sheet, fields.get("value")),
        text("unit"),
        year,
        _day(sheet, fields.get("start"), "start", last=False),
        _day(sheet, fields.get("due"), "due", last=True),
        text("owner"),
        sheet.texts(fields.get("counterparts"), "`counterparts`"),
        text("matter"),
    )


def _value(sheet: Sheet, node: Node | None) -> Fraction | None:
    text = sheet.text(node, "`value`")
    if node is None or not text:
        return None
    found = parse_fraction(text)
    if found is None:
        sheet.report("bad_number", node, f"`{text}` is no exact number. Write it like 8, 12.5 or 1/2.")
    return found


def _day(sheet: Sheet, node: Node | None, what: str, *, last: bool) -> date | None:
    when = sheet.when(node, what)
    text = when.last if last else when.first
    return date.fromisoformat(text) if text else None
