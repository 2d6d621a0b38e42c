"""`tashan manage second_wall ROLE`: let PostgreSQL itself hide other regions' unpublished rows from the site's role."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from tashan.web.accounts.wall import statements, walls

_FIND = "SELECT rolsuper, rolbypassrls, rolname = current_user FROM pg_roles WHERE rolname = %s"
_OWNS = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = %s"


class Command(BaseCommand):
    """Run by the owner of the tables after every migration; the site itself connects with the role."""

    help = "PostgreSQL only: gives a role what the site needs, and hides other regions' unpublished rows from it."

    def add_arguments(self, parser: CommandParser) -> None:
        """The role, and whether only to print."""
        parser.add_argument("role", help="the role with which the site connects; owns no table, is no superuser")
        parser.add_argument("--show", action="store_true", help="print the statements instead of running them")

    def handle(self, *_: Any, **options: Any) -> None:
        """Check the role, then build the wall whole or not at all."""
        role = options["role"]
        if connection.vendor != "postgresql":
            raise CommandError("SQLite has no row-level security. Set TASHAN_DATABASE_URL to a PostgreSQL database.")
        made = list(statements(connection.ops.quote_name(role)))
        if options["show"]:
            self.stdout.write(";\n".join(made) + ";")
            return
        with transaction.atomic(), connection.cursor() as cursor:
            _check(cursor, role)
            for statement in made:
                cursor.execute(statement)
        names = ", ".join(wall.table for wall in walls())
        self.stdout.write(f"{role} sees of {names} only what tashan.places covers.")


def _check(cursor: Any, role: str) -> None:
    cursor.execute(_FIND, [role])
    found = cursor.fetchone()
    if found is None:
        raise CommandError(f"There is no role {role}. Make it: CREATE ROLE {role} LOGIN PASSWORD '…';")
    superuser, bypasses, is_me = found
    if superuser or bypasses:
        raise CommandError(f"{role} is a superuser or has BYPASSRLS, so no wall holds for it. Name an ordinary role.")
    cursor.execute(_OWNS, [role])
    if is_me or cursor.fetchone()[0]:
        raise CommandError(f"{role} owns the tables and could take the wall down. Name a role that owns none.")
