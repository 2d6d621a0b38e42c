"""
Kinds of request, and what each does when it is decided.

A room registers its kinds when the site starts (in `apps.py`, `ready`). What a kind does runs in the transaction of the
deciding vote: when it fails, the vote is not kept either.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Act = Callable[[Any, Any], None]
"""`act(approval, actor)`: changes what the request is about, by calling the room's own services."""


def nothing(approval: Any, actor: Any) -> None:
    """Leave the thing as it is."""


@dataclass(frozen=True, slots=True)
class Kind:
    """
    A kind of request.

    Attributes:
        key: `room.verb_noun`.
        zh, en: its name.
        approved: what is done when the parties have approved; applies `approval.content`.
        closed: what is done when it is returned, rejected or withdrawn (see `approval.state`).
        reopened: what is done when it is opened again.
    """

    key: str
    zh: str
    en: str
    approved: Act
    closed: Act = nothing
    reopened: Act = nothing


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """
    Make a kind known.

    Raises:
        ValueError: another kind has its key.
    """
    if _KINDS.get(kind.key, kind) != kind:
        raise ValueError(f"Two kinds of approval are called {kind.key}; rename one of them.")
    _KINDS[kind.key] = kind


def forget(key: str) -> None:
    """Take a kind out again; for tests."""
    _KINDS.pop(key, None)


def find(key: str) -> Kind | None:
    """The kind of a key, or None where the room that knew it is not installed."""
    return _KINDS.get(key)
