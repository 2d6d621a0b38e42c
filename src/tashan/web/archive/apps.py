"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Documents, records, events."""

    name = "tashan.web.archive"
    label = "archive"
