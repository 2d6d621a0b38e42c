"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """Networks, practices, plans."""

    name = "tashan.web.learning"
    label = "learning"

    def ready(self) -> None:
        """Make the room's background work known."""
        from tashan.web.jobs.kinds import register
        from tashan.web.learning import things
        from tashan.web.learning.runs import KIND

        register(KIND)
        things.register_things()
