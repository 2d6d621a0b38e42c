"""
The gate in the second wall through which the whole chain is seen.

Behind PostgreSQL's row-level security a person sees the changes of their own places (`walls.py`). A chain can only grow
at its end, be verified link by link and hand its head out if all of it is seen, whoever asks. This is the one way to do
so, and it opens nothing but the chain. Who opens it decides what of it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection

SETTING: Final = "tashan.chain"
_OPEN: Final = "whole"
CONDITION: Final = f"current_setting('{SETTING}', true) = '{_OPEN}'"
"""The SQL condition under which the gate is open."""


@contextmanager
def whole_chain() -> Iterator[None]:
    """Let the connection see the whole chain; on SQLite it always does. Queries have to be answered inside."""
    if connection.vendor != "postgresql":
        yield
        return
    before = _set(_OPEN)
    try:
        yield
    finally:
        if not _is_broken():  # else the end of the transaction takes it back
            _set(before)


def _set(value: str) -> str:
    """Open or close the gate; gives how it stood."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(current_setting('{SETTING}', true), '')")
        before = str(cursor.fetchone()[0])
        cursor.execute("SELECT set_config(%s, %s, false)", [SETTING, value])
    return before


def _is_broken() -> bool:
    """Whether an error has ended the transaction, so that it takes nothing but its end."""
    from psycopg.pq import TransactionStatus

    inner = connection.connection
    return inner is None or inner.info.transaction_status == TransactionStatus.INERROR
