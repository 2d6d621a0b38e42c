"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    """Joint approvals."""

    name = "tashan.web.approvals"
    label = "approvals"
