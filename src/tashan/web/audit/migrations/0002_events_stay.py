"""Events can be added, never changed or deleted: the database itself refuses, whoever asks."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("audit_event", "audit_countersignature")

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table}: written once, never changed'); END;
"""

POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION tashan_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%: written once, never changed', TG_TABLE_NAME; END $$;
"""

POSTGRES = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH {each} EXECUTE FUNCTION tashan_written_once();
"""


def protect(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Add the triggers in the words of the database."""
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRES_FUNCTION)
    for table in TABLES:
        for verb in ("UPDATE", "DELETE"):
            if editor.connection.vendor == "sqlite":
                editor.execute(SQLITE.format(table=table, verb=verb))
            else:
                editor.execute(POSTGRES.format(table=table, verb=verb, each="ROW"))
        if editor.connection.vendor == "postgresql":
            editor.execute(POSTGRES.format(table=table, verb="TRUNCATE", each="STATEMENT"))


class Migration(migrations.Migration):
    """Triggers on both databases."""

    dependencies = (("audit", "0001_initial"),)
    operations = (migrations.RunPython(protect, migrations.RunPython.noop),)
