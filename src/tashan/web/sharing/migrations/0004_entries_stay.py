"""Entries of funds and what is kept on moving industry can be added, never changed or deleted."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from tashan.web.audit.written_once import protect


def stay(apps: Any, editor: Any) -> None:
    """Protect what was entered."""
    protect(editor, ("sharing_fundentry", "sharing_kept"))


class Migration(migrations.Migration):
    """Triggers on both databases."""

    dependencies = (("sharing", "0003_funds_and_kept"), ("audit", "0002_events_stay"))
    operations = (migrations.RunPython(stay, migrations.RunPython.noop),)
