"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Bodies, sessions, agreements, plans, matters."""

    name = "tashan.web.governance"
    label = "governance"

    def ready(self) -> None:
        """Tell approvals what to do once members agree; let matters stand in work, calendars, notices, and the work of a day."""
        from tashan.web.governance import daily, decided, telling, things, waiting
        from tashan.web.notices import calendar, work

        daily.register()
        decided.register()
        telling.register_kinds()
        work.register(waiting.work_for)
        calendar.register(waiting.occasions_for)
        things.register_things()
