"""The index over the tokens: FTS5 that follows the table by triggers on SQLite, a GIN index on PostgreSQL."""

from __future__ import annotations

from typing import Any

from django.db import migrations

_SQLITE = (
    """CREATE VIRTUAL TABLE search_words USING fts5(bigrams, content='search_entry', content_rowid='id',
    tokenize='unicode61 remove_diacritics 0')""",
    """CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
    INSERT INTO search_words(rowid, bigrams) VALUES (new.id, new.bigrams); END""",
    """CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN
    INSERT INTO search_words(search_words, rowid, bigrams) VALUES ('delete', old.id, old.bigrams); END""",
    """CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_entry BEGIN
    INSERT INTO search_words(search_words, rowid, bigrams) VALUES ('delete', old.id, old.bigrams);
    INSERT INTO search_words(rowid, bigrams) VALUES (new.id, new.bigrams); END""",
)
_POSTGRESQL = ("CREATE INDEX search_entry_words ON search_entry USING gin (to_tsvector('simple', bigrams))",)
_UNDO_SQLITE = (
    "DROP TRIGGER search_entry_added",
    "DROP TRIGGER search_entry_removed",
    "DROP TRIGGER search_entry_changed",
    "DROP TABLE search_words",
)
_UNDO_POSTGRESQL = ("DROP INDEX search_entry_words",)


def _run(editor: Any, sqlite: tuple[str, ...], postgresql: tuple[str, ...]) -> None:
    statements = {"sqlite": sqlite, "postgresql": postgresql}[editor.connection.vendor]
    with editor.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def make(apps: Any, schema_editor: Any) -> None:
    """Make the index of the database in use."""
    _run(schema_editor, _SQLITE, _POSTGRESQL)


def undo(apps: Any, schema_editor: Any) -> None:
    """Take it away."""
    _run(schema_editor, _UNDO_SQLITE, _UNDO_POSTGRESQL)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make, undo)]
