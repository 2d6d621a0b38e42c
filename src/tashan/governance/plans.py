"""
What do the plans say? Trees of plans: outline → action plan → yearly list → special plan, one blueprint from many (1+N).

A plan may be fixed anew; the first version is kept, and every change is measured against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tashan.governance._wrong import wrong
from tashan.governance.problems import Problem
from tashan.records.codes import Code


class PlanKind(Code):
    """What a plan is, from the widest to the narrowest."""

    OUTLINE = "outline", "规划纲要", "outline"
    ACTION_PLAN = "action_plan", "行动计划", "action plan"
    YEARLY_LIST = "yearly_list", "年度清单", "yearly list"
    SPECIAL_PLAN = "special_plan", "专项规划", "special plan"


@dataclass(frozen=True, slots=True)
class Item:
    """
    One item of a plan.

    Attributes:
        id: within the plan.
        text: in the plan's words.
        subject: the road, river, project or region it is about.
        indicator: what is measured; "" for an item that is a project only.
        value: the target, exact.
        unit: of the value.
        year: for which the target holds.
        start: when the project begins.
        due: when it is to be done.
        owner: code of the member that leads.
        counterparts: codes of members that have to have it in their plans too.
        matter: the matter that came of it, or "".
    """

    id: str
    text: str
    subject: str = ""
    indicator: str = ""
    value: Fraction | None = None
    unit: str = ""
    year: int | None = None
    start: date | None = None
    due: date | None = None
    owner: str = ""
    counterparts: tuple[str, ...] = ()
    matter: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A plan as fixed on a day, by whom and why."""

    day: date
    decided_by: str
    reason: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """
    A plan with all its versions.

    Attributes:
        id: its name in the tree.
        title: as published.
        kind: outline, action plan, yearly list or special plan.
        members: whose plan it is; one member's own, or several jointly.
        first: first day of its period.
        last: last day of its period.
        versions: the first one first.
        parent: the plan of which it is a part, or "".
    """

    id: str
    title: str
    kind: PlanKind
    members: tuple[str, ...]
    first: date
    last: date
    versions: tuple[Version, ...]
    parent: str = ""

    def as_of(self, day: date) -> tuple[Item, ...]:
        """The items in force on a day; none before the first version."""
        return next((version.items for version in reversed(self.versions) if version.day <= day), ())


@dataclass(frozen=True, slots=True)
class Changed:
    """
    How an item moved since the first version that has it.

    Attributes:
        plan: whose item.
        item: its id.
        field: `due`, `value`, `added` or `dropped`.
        first: the value at first.
        now: the value in force.
        days: for `due`, by how many days it moved.
        reason: of the version that changed it last.
    """

    plan: str
    item: str
    field: str
    first: str
    now: str
    days: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Tree:
    """Plans that hold together: by id, with the parts of each, and the roots."""

    plans: Mapping[str, Plan]
    parts: Mapping[str, tuple[str, ...]]
    roots: tuple[str, ...]


def tree(plans: Iterable[Plan]) -> tuple[Tree, tuple[Problem, ...]]:
    """
    Put plans together.

    Returns:
        The tree of those plans that can stand, and what is wrong: an id twice, a parent that is not there, a circle (no
        plan of the circle is in the tree, and nothing below it), a narrower plan above a wider one, a part that lasts
        longer than its whole, versions out of order, a deadline before its start.
    """
    found: dict[str, Plan] = {}
    problems: list[Problem] = []
    for plan in plans:
        if plan.id in found:
            problems.append(
                wrong("plan_twice", f"Plan {plan.id} stands twice. Give each an id of its own.", field="id")
            )
        else:
            found[plan.id] = plan
    sound: dict[str, Plan] = {}
    for plan in found.values():
        faults = [*_place(plan, found), *_content(plan)]
        problems += faults
        if not {"plan_circular", "plan_parent_unknown"} & {one.code for one in faults}:
            sound[plan.id] = plan
    parts: dict[str, list[str]] = {name: [] for name in sound}
    for plan in sound.values():
        if plan.parent:
            parts[plan.parent].append(plan.id)
    roots = tuple(plan.id for plan in sound.values() if not plan.parent)
    return Tree(sound, {name: tuple(ids) for name, ids in parts.items()}, roots), tuple(problems)


def above(one: Tree, plan: str) -> tuple[str, ...]:
    """Give the plans above a plan, nearest first."""
    found: list[str] = []
    at = one.plans[plan].parent
    while at:
        found.append(at)
        at = one.plans[at].parent
    return tuple(found)


def below(one: Tree, plan: str) -> tuple[str, ...]:
    """Give all plans below a plan, in the order of a reading from top to bottom."""
    found: list[str] = []
    for part in one.parts[plan]:
        found += [part, *below(one, part)]
    return tuple(found)


def rebaselined(plan: Plan, version: Version) -> tuple[Plan, tuple[Problem, ...]]:
    """Fix a plan anew; refused without a reason or with a day before the last version. Earlier versions are kept."""
    after = Plan(
        plan.id, plan.title, plan.kind, plan.members, plan.first, plan.last, (*plan.versions, version), plan.parent
    )
    problems = list(_content(after))
    if not version.reason.strip():
        message = f"The new version of plan {plan.id} has no reason. Say why it was changed."
        problems.append(wrong("reason_missing", message, field="reason"))
    return (plan, tuple(problems)) if problems else (after, ())


def changes(plan: Plan, day: date) -> tuple[Changed, ...]:
    """Say how the items in force on a day differ from what was first promised of each."""
    known = [version for version in plan.versions if version.day <= day]
    if not known:
        return ()
    first: dict[str, Item] = {}
    for version in known:
        for item in version.items:
            first.setdefault(item.id, item)
    now = {item.id: item for item in known[-1].items}
    reason = known[-1].reason
    original = {item.id for item in known[0].items}
    found = [
        Changed(plan.id, name, "added", "", item.text, None, reason)
        for name, item in now.items()
        if name not in original
    ]
    for name, item in first.items():
        if name not in now:
            found.append(Changed(plan.id, name, "dropped", item.text, "", None, reason))
            continue
        found += _moved(plan.id, item, now[name], _why(name, known))
    return tuple(found)


def _moved(plan: str, first: Item, now: Item, reason: str) -> Iterable[Changed]:
    if first.due != now.due:
        days = (now.due - first.due).days if now.due and first.due else None
        yield Changed(plan, first.id, "due", str(first.due or ""), str(now.due or ""), days, reason)
    if (first.value, first.unit) != (now.value, now.unit):
        yield Changed(plan, first.id, "value", _amount(first), _amount(now), None, reason)


def _why(item: str, versions: Sequence[Version]) -> str:
    """The reason of the last version that changed an item."""
    last, reason = None, ""
    for version in versions:
        current = next((one for one in version.items if one.id == item), None)
        if current != last:
            last, reason = current, version.reason
    return reason


def _amount(item: Item) -> str:
    return "" if item.value is None else f"{item.value}{item.unit}"


def _place(plan: Plan, plans: Mapping[str, Plan]) -> Iterable[Problem]:
    """What is wrong with where a plan stands."""
    seen, at = {plan.id}, plan.parent
    while at:
        if at in seen:
            message = f"Plan {plan.id} stands in a circle: {' → '.join(sorted(seen))}. Correct a parent."
            yield wrong("plan_circular", message, field="parent")
            return
        if at not in plans:
            message = f"Above plan {plan.id} stands {at}, which is not there. Add it, or correct the parent."
            yield wrong("plan_parent_unknown", message, field="parent")
            return
        seen.add(at)
        at = plans[at].parent
    if not plan.parent:
        return
    whole, kinds = plans[plan.parent], list(PlanKind)
    if kinds.index(whole.kind) > kinds.index(plan.kind):
        message = f"Plan {plan.id} ({plan.kind}) stands below {whole.id} ({whole.kind}). A wider plan is no part."
        yield wrong("plan_order", message, field="parent")
    if plan.first < whole.first or plan.last > whole.last:
        message = (
            f"Plan {plan.id} runs {plan.first} to {plan.last}, beyond {whole.id} ({whole.first} to {whole.last}). "
            "Check the periods."
        )
        yield wrong("plan_period", message, field="last")


def _content(plan: Plan) -> Iterable[Problem]:
    """What is wrong within a plan."""
    if plan.last < plan.first:
        yield wrong("plan_period", f"Plan {plan.id} ends {plan.last}, before {plan.first}. Correct one.", field="last")
    for before, after in zip(plan.versions, plan.versions[1:], strict=False):
        if after.day <= before.day:
            message = f"Plan {plan.id} has a version of {after.day} after that of {before.day}. Put them in order."
            yield wrong("plan_versions", message, field="versions")
    for version in plan.versions:
        seen: set[str] = set()
        for item in version.items:
            place = f"{plan.id}.{item.id}"
            if item.id in seen:
                yield wrong("item_twice", f"Item {place} stands twice. Give each an id of its own.", field=place)
            seen.add(item.id)
            if item.start and item.due and item.due < item.start:
                message = f"Item {place} is due {item.due}, before its start {item.start}. Correct one."
                yield wrong("due_before_start", message, field=f"{place}.due")
            if item.value is not None and not item.indicator:
                message = f"Item {place} has a target without an indicator. Say what is measured."
                yield wrong("indicator_missing", message, field=f"{place}.indicator")
