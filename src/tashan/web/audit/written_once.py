"""Tables whose rows can be added and never changed or deleted: the database itself refuses, whoever asks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

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


def protect(editor: Any, tables: Iterable[str]) -> None:
    """Add the triggers to tables, in the words of the database; for migrations."""
    postgres = editor.connection.vendor == "postgresql"
    if postgres:
        editor.execute(POSTGRES_FUNCTION, params=None)
    for table in tables:
        for verb in ("UPDATE", "DELETE"):
            statement = POSTGRES if postgres else SQLITE
            editor.execute(statement.format(table=table, verb=verb, each="ROW"))
        if postgres:
            editor.execute(POSTGRES.format(table=table, verb="TRUNCATE", each="STATEMENT"))
