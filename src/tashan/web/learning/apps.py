"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """Networks, practices, plans."""

    name = "tashan.web.learning"
    label = "learning"
