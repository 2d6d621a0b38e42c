"""Kinds of background work; rooms above register theirs when they are ready."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tashan.web.pages.words import Told, spoken


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Work that is to be done and for which no job was queued, because a process was killed before it could."""

    arguments: Mapping[str, Any]
    place: str
    person: Any


@dataclass(frozen=True, slots=True)
class Kind:
    """
    A kind of work.

    Attributes:
        key: its name in the database.
        zh, en: its name on pages.
        todo: the steps still to do, from the job's arguments and from what is there already; asked anew after a
            restart, so what was done does not come again.
        do: does one step in one transaction of its own; a message where the step went wrong in a way that does not
            concern the others, else None. Done twice it gives what it gives once.
        address: name of the address of the page to which a person goes afterwards, and its arguments, from the job.
        forgotten: the work of this kind that is to be done since some time before a moment, and that no job does.
    """

    key: str
    zh: str
    en: str
    todo: Callable[[Any], Sequence[Any]]
    do: Callable[[Any, Any], Told | None]
    address: Callable[[Any], str] | None = None
    forgotten: Callable[[datetime], Iterable[Forgotten]] | None = None

    @property
    def label(self) -> str:
        """Its name in the reader's language."""
        return spoken(self.zh, self.en)


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind of work known; a second one of the same key takes the place of the first."""
    _KINDS[kind.key] = kind


def kind_of(key: str) -> Kind | None:
    """The kind of this key, or None where the room that knew it is gone."""
    return _KINDS.get(key)


def kinds() -> tuple[Kind, ...]:
    """All kinds that are known."""
    return tuple(_KINDS.values())


Quiet = Callable[[Callable[[], bool]], None]
"""What a worker does while no job waits: it is given how to ask whether it has to end early, and asks between steps."""

_QUIET: list[Quiet] = []


def register_quiet(work: Quiet) -> None:
    """Make known what a worker does while no job waits; once, also where an app gets ready twice."""
    if work not in _QUIET:
        _QUIET.append(work)


def quiet_work() -> tuple[Quiet, ...]:
    """What a worker does while no job waits."""
    return tuple(_QUIET)
