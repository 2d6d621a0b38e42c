"""Statements can be issued, never changed or deleted."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from tashan.web.audit.written_once import protect


def stay(apps: Any, editor: Any) -> None:
    """Protect what was issued."""
    protect(editor, ("sharing_statement",))


class Migration(migrations.Migration):
    """Triggers on both databases."""

    dependencies = (("sharing", "0001_initial"), ("audit", "0002_events_stay"))
    operations = (migrations.RunPython(stay, migrations.RunPython.noop),)
