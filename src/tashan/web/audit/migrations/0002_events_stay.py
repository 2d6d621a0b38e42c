"""Events can be added, never changed or deleted."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from tashan.web.audit.written_once import protect


def stay(apps: Any, editor: Any) -> None:
    """Protect the chain and the signatures under it."""
    protect(editor, ("audit_event", "audit_countersignature"))


class Migration(migrations.Migration):
    """Triggers on both databases."""

    dependencies = (("audit", "0001_initial"),)
    operations = (migrations.RunPython(stay, migrations.RunPython.noop),)
