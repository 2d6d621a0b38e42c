"""Indexes for the lists that people open first: the newest documents, and what waits."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0005_owners"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("open_records__gt", 0)),
                fields=["place", "open_records"],
                name="archive_open_records",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["-uploaded_at", "id"], name="archive_newest_documents"),
        ),
    ]
