"""Keep what measures need of each matter with its columns, and fill it in from the histories that are there."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from tashan.governance.codec import event_from_dict
from tashan.governance.folding import fold
from tashan.web.governance.watched import watched_of


def fill(apps: Any, _editor: Any) -> None:
    """Fold every history once; one that is damaged is left, and `check_governance` names it."""
    for matter in apps.get_model("governance", "Matter").objects.iterator():
        read = [event_from_dict(row.content)[0] for row in matter.events.order_by("number")]
        state = fold([event for event in read if event is not None])
        if state is not None and None not in read:
            matter.watched = watched_of(state)
            matter.save(update_fields=["watched"])


class Migration(migrations.Migration):
    """One column, and its values."""

    dependencies = [("governance", "0003_register_kinds")]

    operations = [
        migrations.AddField(model_name="matter", name="watched", field=models.JSONField(default=dict)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
