"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The frame of all pages."""

    name = "tashan.web.pages"
    label = "pages"
