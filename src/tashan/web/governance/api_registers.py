"""What programs get of the registers: each entry with how it stands on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from tashan.governance.investment import proven_steps
from tashan.web.governance import standing
from tashan.web.governance.models import Register


def entries_on(person: Any, kind: str, day: date) -> list[dict[str, Any]]:
    """The entries of a register that somebody may read; the names of cadres for members alone."""
    told = _STANDINGS[kind](person, day)
    names = kind != "secondment"
    return [
        entry_row(row, told.get(row.key, {}), names=names or person.has_perm("governance.see_inside", row.body))
        for row in standing.entries(person, kind)
    ]


def entry_row(row: Register, told: dict[str, Any], *, names: bool) -> dict[str, Any]:
    """An entry with what is told of it; without `names`, cadres are nameless."""
    content = dict(row.content)
    if not names:
        content["cadres"] = [{**one, "who": ""} for one in content.get("cadres", ())]
    return {
        "kind": row.kind, "key": row.key, "title": row.title, "body": row.body.place, "sample": row.sample,
        "version": row.version, "content": content, "standing": told,
    }  # fmt: skip


def _borders(person: Any, day: date) -> dict[str, dict[str, Any]]:
    return {
        one.row.key: {
            "parties": list(one.joint.parties),
            "worst": one.joint.worst,
            "tasks": [
                {"matter": task.matter, "owner": task.owner, "light": task.light} for task in one.joint.tasks.rows
            ],
        }
        for one in standing.borders_on(person, day)
    }


def _standards(person: Any, day: date) -> dict[str, dict[str, Any]]:
    return {
        one.row.key: {
            "versions": one.standing.versions,
            "without": list(one.standing.without),
            "unified": one.standing.unified,
            "since": one.standing.since,
        }
        for one in standing.standards_on(person, day)
    }


def _acts(person: Any, day: date) -> dict[str, dict[str, Any]]:
    return {
        one.row.key: {"effective": one.act.effective, "in_force": list(one.in_force), "missing": list(one.missing)}
        for one in standing.acts_on(person, day)
    }


def _panels(person: Any, day: date) -> dict[str, dict[str, Any]]:
    return {one.row.key: {"sits": one.sits} for one in standing.panels_on(person, day)}


def _cadres(person: Any, day: date) -> dict[str, dict[str, Any]]:
    at = {one.body.pk: one for one in standing.cadres_on(person, day)}
    rows = [row for row in standing.entries(person, "secondment") if row.body_id in at]
    return {row.key: {"at_work": at[row.body_id].count, "by_sender": _senders(at[row.body_id])} for row in rows}


def _senders(at: standing.CadresAt) -> dict[str, int]:
    """How many each member sent, by its code or name; those of a joint batch under all of them."""
    return {" ".join(sender.key for sender in senders): count for senders, count in at.by_sender}


def _projects(person: Any, day: date) -> dict[str, dict[str, Any]]:
    found = standing.promotion_on(person, day).projects
    return {row.key: {"proven": [step.value for step in proven_steps(one, day)]} for row, one in found}


_STANDINGS = {
    "border": _borders, "standard": _standards, "act": _acts, "panel": _panels, "secondment": _cadres, "investment": _projects,
}  # fmt: skip
