from typing import Any

from django.db import migrations, models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce


def count(apps: Any, schema_editor: Any) -> None:
    """Count the records of the documents that are there already."""
    Document, Record = apps.get_model("archive", "Document"), apps.get_model("archive", "Record")

    def number(*states: str) -> Any:
        found = Record.objects.filter(document=OuterRef("pk"), state__in=states).order_by()
        return Coalesce(Subquery(found.values("document").annotate(n=Count("pk")).values("n")), 0)

    Document.objects.update(open_records=number("proposed"), standing_records=number("accepted", "corrected"))


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0003_senders"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="open_records",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="document",
            name="standing_records",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
