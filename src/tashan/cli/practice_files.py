"""Practices from files: those that come with Tashan, libraries, and readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tashan.cli.messages import fail
from tashan.cli.network_files import read_bytes, readings, records_of

if TYPE_CHECKING:
    from pathlib import Path

    from tashan.learning.practices import LibraryEntry


def read_practices(paths: list[Path], *, shipped: bool) -> list[LibraryEntry]:
    """The shipped practices, those of libraries, and those of readings, which nobody has reviewed."""
    from tashan.learning.library import load_library, shipped_practices
    from tashan.learning.practices import practices_of_records
    from tashan.rules import RuleError

    found = list(shipped_practices()) if shipped else []
    for path in paths:
        if path.suffix in (".yaml", ".yml"):
            try:
                found += load_library(read_bytes(path), str(path))
            except RuleError as error:
                fail(str(error))
            continue
        for reading in readings(path):
            records = [
                record
                for kind in ("practice", "replication", "matter")
                for record in records_of([reading], kind, f"{kind}s")
            ]
            found += practices_of_records(records, str(reading.get("title") or reading.get("id")))
    if not found:
        fail("There are no practices. Name a library or readings, or leave out --no-shipped.")
    return found
