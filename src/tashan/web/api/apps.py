"""The room's entry in Django; it has templates and no tables."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The API."""

    name = "tashan.web.api"
    label = "api"
