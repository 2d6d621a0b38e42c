"""Events say whose archives report them, as the second wall and a quick look at permissions need it."""

from collections import defaultdict
from typing import Any

from django.db import migrations, models


def fill(apps: Any, schema_editor: Any) -> None:
    """Name the archives of the events that are there already."""
    Event, Record = apps.get_model("archive", "Event"), apps.get_model("archive", "Record")
    owners: dict[int, list[str]] = defaultdict(list)
    told = Record.objects.filter(event__isnull=False).order_by("document__place").distinct()
    for row, place in told.values_list("event_id", "document__place"):
        owners[row].append(place)
    some = []
    for event in Event.objects.only("pk").iterator(chunk_size=500):
        event.owners = f" {' '.join(owners[event.pk])} " if event.pk in owners else ""
        some.append(event)
        if len(some) == 500:
            Event.objects.bulk_update(some, ["owners"])
            some = []
    Event.objects.bulk_update(some, ["owners"])


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0004_counts"),
    ]

    operations = [
        migrations.AddField(
            model_name="event",
            name="owners",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
