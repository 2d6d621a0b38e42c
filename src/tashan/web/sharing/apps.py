"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """Contracts, bases, statements."""

    name = "tashan.web.sharing"
    label = "sharing"

    def ready(self) -> None:
        """Tell approvals what to do once all parties agree, and notices what this room says."""
        from tashan.web.sharing import decided, telling, things

        decided.register()
        telling.register_kinds()
        things.register_things()
