"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Background work with heartbeat, progress and stop."""

    name = "tashan.web.jobs"
    label = "jobs"
