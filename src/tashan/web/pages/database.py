"""What the database has to be told so that it finds the quick way to an answer."""

from __future__ import annotations

from django.db import connection


def look_at_tables() -> None:
    """
    Let SQLite count a sample of each table, as PostgreSQL does by itself.

    Without it SQLite takes every index for a good one: asked for fifty published documents by their keys, it reads all
    published documents. A thousand rows of each index are enough to know better, and take a tenth of a second.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("ANALYZE")
