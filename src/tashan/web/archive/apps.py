"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Documents, records, events."""

    name = "tashan.web.archive"
    label = "archive"

    def ready(self) -> None:
        """Make the room's background work, what waits in it and what it tells people known to the rooms below."""
        from tashan.web.archive import things, waiting, work
        from tashan.web.jobs.kinds import register
        from tashan.web.notices import kinds
        from tashan.web.notices.work import register as register_work

        for kind in work.KINDS:
            register(kind)
        kinds.register(waiting.RECEIVED)
        register_work(waiting.work_for)
        things.register_things()
