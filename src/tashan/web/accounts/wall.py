"""
The second wall: PostgreSQL itself hides other regions' unpublished rows, also where a query forgot to.

The first wall is every room's rules and queries. Behind it stands row-level security: a connection carries the places
(`tashan.places`) and the person (`tashan.person`) on whose behalf it asks, and each table says in a policy which rows
those may see. The policies are forced, and the site connects with a role that owns nothing, so they hold for it always.

Each room names its tables in its `walls.py`; what they share is here, below all of them. The wall keeps a forgotten
filter from leaking; it does not keep out who can send statements of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from django.apps import apps
from django.db import connection

from tashan.web.accounts.predicates import grants
from tashan.web.audit.gate import SETTING as CHAIN
from tashan.web.pages.places import EVERYWHERE


@dataclass(frozen=True, slots=True)
class Wall:
    """
    Who sees and who writes the rows of a table.

    Attributes:
        table: its name.
        sees: the SQL condition on a row to be seen; `tashan_sees(place)` asks for a place, `tashan_sees_one_of(places)`
            for one of several with spaces between them, `tashan_is(person_id)` for the person.
        writes: the SQL condition on a row as it will be after a change; the same as `sees` without it.
    """

    table: str
    sees: str
    writes: str = ""


FUNCTION: Final = r"""
CREATE OR REPLACE FUNCTION tashan_sees(place text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT EXISTS (
    SELECT 1 FROM unnest(string_to_array(current_setting('tashan.places', true), E'\n')) AS held
    WHERE held = '*' OR held = place
       OR (held ~ '^[0-9]{2}0000$' AND place ~ '^[0-9]+$' AND left(place, 2) = left(held, 2))
       OR (held ~ '^[0-9]{4}00$' AND held !~ '0000$' AND place ~ '^[0-9]+$' AND left(place, 4) = left(held, 4))
  )
$$;
CREATE OR REPLACE FUNCTION tashan_sees_one_of(places text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT EXISTS (SELECT 1 FROM unnest(string_to_array(btrim(places), ' ')) AS place WHERE tashan_sees(place))
$$;
CREATE OR REPLACE FUNCTION tashan_is(person bigint) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT person::text = current_setting('tashan.person', true)
$$;
"""
"""The same as `tashan.web.pages.places.covers`, for the places of the connection; a test compares them."""


def walls() -> Iterator[Wall]:
    """The walls of all rooms that are installed."""
    for app in apps.get_app_configs():
        if app.name.startswith("tashan.") and find_spec(f"{app.name}.walls"):
            yield from import_module(f"{app.name}.walls").WALLS


def statements(role: str) -> Iterator[str]:
    """
    What the owner of the tables runs so that a role sees through the wall only what it may; can be run again.

    Args:
        role: the role with which the site connects, quoted for SQL.
    """
    yield FUNCTION
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}"
    yield f"REVOKE UPDATE, DELETE, TRUNCATE ON audit_event, audit_countersignature FROM {role}"
    yield f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}"
    for wall in walls():
        yield f"ALTER TABLE {wall.table} ENABLE ROW LEVEL SECURITY"
        yield f"ALTER TABLE {wall.table} FORCE ROW LEVEL SECURITY"
        yield f"DROP POLICY IF EXISTS tashan_wall ON {wall.table}"
        yield (
            f"CREATE POLICY tashan_wall ON {wall.table} FOR ALL "
            f"USING ({wall.sees}) WITH CHECK ({wall.writes or wall.sees})"
        )


def look_as(person: Any) -> None:
    """
    Let the connection see what a person may see: the public what is public, people also what belongs to their places.

    Called when a request begins and when a key is recognised; each request sets it anew, so that a connection that is
    kept for the next one carries nothing over. Nothing happens on SQLite.
    """
    if connection.vendor != "postgresql":
        return
    places = "\n".join(sorted({grant.place for grant in grants(person)}))
    number = str(getattr(person, "pk", None) or "")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('tashan.places', %s, false), set_config('tashan.person', %s, false), "
            "set_config(%s, '', false)",
            [places, number, CHAIN],
        )


@contextmanager
def as_the_system() -> Iterator[None]:
    """
    Let what is computed from rows of several archives see all of them; afterwards the connection sees what it saw.

    For services, inside their transaction and after they have checked who may do what: `@transaction.atomic`, then
    `@as_the_system()`. An error takes it back with the transaction.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('tashan.places', true)")
        before = cursor.fetchone()[0] or ""
        cursor.execute(_SET_PLACES, [EVERYWHERE])
    yield
    with connection.cursor() as cursor:
        cursor.execute(_SET_PLACES, [before])


_SET_PLACES: Final = "SELECT set_config('tashan.places', %s, false)"


def look_as_the_system() -> None:
    """Let the connection see everything: for background work and commands, which ask on nobody's behalf."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_SET_PLACES, [EVERYWHERE])
