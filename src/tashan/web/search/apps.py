"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Search."""

    name = "tashan.web.search"
    label = "search"
