"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices, work and calendars."""

    name = "tashan.web.notices"
    label = "notices"

    def ready(self) -> None:
        """Make the kinds of notice known that come from dates alone."""
        from tashan.web.notices import reminders

        reminders.register_kinds()
