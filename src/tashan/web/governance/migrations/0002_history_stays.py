"""Events of matters can be added, never changed or deleted."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from tashan.web.audit.written_once import protect


def stay(apps: Any, editor: Any) -> None:
    """Protect the history."""
    protect(editor, ("governance_matterevent",))


class Migration(migrations.Migration):
    """Triggers on both databases."""

    dependencies = (("governance", "0001_initial"), ("audit", "0002_events_stay"))
    operations = (migrations.RunPython(stay, migrations.RunPython.noop),)
