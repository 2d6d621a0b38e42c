"""A change of what the public sees of the archive draws a new number of the edition."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from tashan.web.pages.editions import watch


def follow(apps: Any, editor: Any) -> None:
    """Watch events, documents, and the records of published documents."""
    published = "EXISTS (SELECT 1 FROM archive_document d WHERE d.id = {row}.document_id AND d.state = 'published')"
    watch(editor, "archive_event", "{row}.public")
    watch(editor, "archive_document", "{row}.state = 'published'")
    watch(editor, "archive_record", f"{{row}}.state IN ('accepted', 'corrected') AND {published}")


class Migration(migrations.Migration):
    """Triggers on both databases."""

    dependencies = (("archive", "0006_quick_lists"), ("pages", "0001_editions"))
    operations = (migrations.RunPython(follow, migrations.RunPython.noop),)
