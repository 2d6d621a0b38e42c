"""The room's entry in Django."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The chain of changes."""

    name = "tashan.web.audit"
    label = "audit"

    def ready(self) -> None:
        """Tell what a head of the chain is."""
        from tashan.web.audit import things
        from tashan.web.pages.words import say

        def heads(rows: Iterable[str], _reader: Any) -> dict[str, things.Named]:
            return {row: things.Named(say("第{n}次变更", "change {n}", n=row), f"/audit/{row}") for row in rows}

        things.register(things.Kind("audit.head", "链头", "head of the chain", heads))
