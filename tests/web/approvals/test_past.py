"""What was done with a request is told in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation

from tashan.web.approvals.past import Step, told
from tashan.web.audit.models import Event

pytestmark = pytest.mark.django_db


def test_a_change_is_told_with_the_name_of_who_made_it(person: Callable[..., Any]) -> None:
    """People by their names, actions by words; who is not known here keeps the name of the chain."""
    made = person("officer", "320000", name="li")
    made.display_name = "李"
    made.save()
    events = [
        Event(at="2026-01-02T03:04:05Z", actor=made.username, action="approvals.open_request", why=""),
        Event(at="2026-01-03T03:04:05Z", actor="elsewhere", action="approvals.returned", why="缺附件"),
    ]

    with translation.override("zh-hans"):
        steps = told(events)

    assert steps == [
        Step("2026-01-02T03:04:05Z", "李", "提交表决", ""),
        Step("2026-01-03T03:04:05Z", "elsewhere", "退回", "缺附件"),
    ]
