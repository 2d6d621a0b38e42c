"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class IntegrationConfig(AppConfig):
    """Tables of figures, indices, diagnosis."""

    name = "tashan.web.integration"
    label = "integration"
