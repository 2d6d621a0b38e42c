"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class IntegrationConfig(AppConfig):
    """Tables of figures, indices, diagnosis."""

    name = "tashan.web.integration"
    label = "integration"

    def ready(self) -> None:
        """Tell the chain of changes what its things are called."""
        from tashan.web.integration import things

        things.register_things()
