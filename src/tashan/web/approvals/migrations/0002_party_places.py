"""Requests say themselves who their parties are, as the second wall needs it: tables must not ask each other."""

from typing import Any

from django.db import migrations, models


def fill(apps: Any, schema_editor: Any) -> None:
    """Name the parties of the requests that are there already."""
    for approval in apps.get_model("approvals", "Approval").objects.prefetch_related("parties"):
        approval.party_places = f" {' '.join(party.place for party in approval.parties.all())} "
        approval.save(update_fields=["party_places"])


class Migration(migrations.Migration):
    dependencies = (("approvals", "0001_initial"),)

    operations = (
        migrations.AddField(
            model_name="approval",
            name="party_places",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    )
