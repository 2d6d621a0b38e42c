"""Telling people what is due and what is late, from dates alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation

from tashan.web.accounts.models import Person
from tashan.web.accounts.queries import holders
from tashan.web.notices import kinds, work
from tashan.web.notices.ladder import Step, step_of
from tashan.web.notices.services import do_notify


def register_kinds() -> None:
    """The two kinds of notice that come from dates alone."""
    kinds.register(
        kinds.Kind("notices.due_soon", "将到期", "due soon", "{title}：{due}到期。", "{title}: due on {due}.")
    )
    kinds.register(
        kinds.Kind(
            "notices.late", "逾期", "late", "{title}：应于{due}完成，已逾期。", "{title}: was due on {due} and is late."
        )
    )
    kinds.register(
        kinds.Kind(
            "notices.escalated",
            "逾期上报",
            "escalated",
            "{title}：应于{due}完成，已逾期；经办：{who}。",
            "{title}: was due on {due} and is late; with {who}.",
        )
    )


def remind(now: datetime) -> int:
    """
    Tell everybody whose work is due soon or late, and those above them as it grows later.

    Each step of the ladder is said once a person and thing, however often this runs.

    Args:
        now: the present, local.

    Returns:
        How many notices were made.
    """
    made = 0
    for person in Person.objects.filter(is_active=True, grants__withdrawn_at=None, grants__isnull=False).distinct():
        for item, title in _late_work(person):
            step = step_of(item.days_late(now.date()))
            if step:
                made += _say(person, item, title, step, now)
    return made


def _late_work(person: Any) -> list[tuple[work.Item, dict[str, str]]]:
    """A person's work with due dates, its titles in both languages."""
    titles: dict[str, dict[str, str]] = {}
    items: dict[str, work.Item] = {}
    for code in ("zh-hans", "en"):
        with translation.override(code):
            for item in work.work_for(person):
                if item.due and item.key:
                    titles.setdefault(item.key, {})[code[:2]] = item.title
                    items.setdefault(item.key, item)
    return [(items[key], titles[key]) for key in items]


@transaction.atomic
def _say(person: Any, item: work.Item, title: dict[str, str], step: Step, now: datetime) -> int:
    values = {"title": title, "due": str(item.due)}
    common: dict[str, Any] = {"address": item.address, "thing": item.key, "level": step.level, "at": now}
    # A new due date is a new promise: its reminders start again.
    key = f"{item.key}@{item.due}/{step.level}"
    kind = "notices.late" if step.level else "notices.due_soon"
    made = do_notify(kind=kind, people=[person], values=values, key=key, **common)
    if step.roles and item.place:
        above = [other for other in holders(step.roles, item.place, now.date()) if other.pk != person.pk]
        made += do_notify(
            kind="notices.escalated", people=above, values={**values, "who": str(person)}, key=f"{key}+", **common
        )
    return made
