"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    """Joint approvals."""

    name = "tashan.web.approvals"
    label = "approvals"

    def ready(self) -> None:
        """Let votes stand in everybody's work, and make the room's notices known."""
        from tashan.web.approvals import queries, telling, things
        from tashan.web.notices import work

        work.register(queries.work_for)
        telling.register_kinds()
        things.register_things()
