"""Has anything that the public sees changed? One number answers, for all processes and both databases."""

from __future__ import annotations

from typing import Any, Final

from django.db import connection

from tashan.web.pages.models import Edition

_WRITE: Final = (
    "INSERT INTO pages_edition (id, number) VALUES (1, {draw}) ON CONFLICT (id) DO UPDATE SET number = excluded.number"
)
_DRAW: Final = {"sqlite": "random()", "postgresql": "(random() * 9e15)::bigint"}
_ROWS: Final = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}

_SQLITE: Final = "CREATE TRIGGER {table}_edition_{verb} AFTER {verb} ON {table} WHEN {shown} BEGIN {write}; END"
# In PostgreSQL the lock of the chain of changes comes first (tashan.web.audit.services): whoever holds the row of the
# edition then holds that lock too, and two changes never wait for each other.
_POSTGRESQL: Final = """
CREATE OR REPLACE FUNCTION {table}_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {shown} THEN
    PERFORM pg_advisory_xact_lock(7303014);
    {write};
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER {table}_edition AFTER INSERT OR UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_edition();
"""


def edition() -> int | None:
    """The number of the present edition; None before anything was ever shown."""
    return Edition.objects.values_list("number", flat=True).first()


def renew() -> None:
    """Draw a new number, for what changes pages without changing a table that is watched; within a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_WRITE.format(draw=_DRAW[connection.vendor]))


def watch(editor: Any, table: str, shown: str) -> None:
    """
    Let every change of a table's rows that the public sees or saw draw a new number; for migrations.

    Args:
        editor: the schema editor of the migration.
        table: its name.
        shown: the SQL condition under which the public sees anything of a row, which it calls `{row}`.
    """
    vendor = editor.connection.vendor
    write = _WRITE.format(draw=_DRAW[vendor])
    editor.execute(write, params=None)
    if vendor == "postgresql":
        either = " OR ".join(f"coalesce({shown.format(row=row)}, false)" for row in ("OLD", "NEW"))
        editor.execute(_POSTGRESQL.format(table=table, shown=either, write=write), params=None)
        return
    for verb, rows in _ROWS.items():
        either = " OR ".join(f"({shown.format(row=row)})" for row in rows)
        editor.execute(_SQLITE.format(table=table, verb=verb, shown=either, write=write), params=None)
