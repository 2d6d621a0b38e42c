"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Documents, records, events."""

    name = "tashan.web.archive"
    label = "archive"

    def ready(self) -> None:
        """Make the room's background work and what can be found in it known to the rooms below."""
        from tashan.web.archive import work
        from tashan.web.archive.found import things
        from tashan.web.jobs.kinds import register
        from tashan.web.search import services

        for kind in work.KINDS:
            register(kind)
        services.register("archive", things)
