"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The chain of changes."""

    name = "tashan.web.audit"
    label = "audit"
