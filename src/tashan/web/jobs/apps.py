"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Background work with heartbeat, progress and stop."""

    name = "tashan.web.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Tell the chain of changes what its things are called."""
        from tashan.web.jobs import things

        things.register_things()
