"""What does the text say? Text becomes records that quote it; nothing here opens a file or knows the time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tashan.reading.pipeline import read

__all__ = ["read"]


def __getattr__(name: str) -> object:
    """Load the readers, with their tables, only when a text is read."""
    if name == "read":
        from tashan.reading.pipeline import read

        return read
    raise AttributeError(name)
