"""
Putting things where they can be found, and taking them out; rooms call this in the transaction that changes the thing.

What is found follows what is: nothing here is a fact of its own, so nothing is written into the chain of changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from django.db import transaction

from tashan.web.accounts.wall import as_the_system
from tashan.web.pages.editions import renew
from tashan.web.search.models import Entry
from tashan.web.search.tokens import bigrams

_TOGETHER: Final = 500
_TITLES_WEIGH: Final = 3
"""How often the tokens of a title stand in the column, so that what is named so comes before what only mentions it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """
    What a room wants to be found; the fields are those of `Entry`.

    Attributes:
        text: what is looked into beside titles and body, without ever being shown.
    """

    kind: str
    key: str
    title: str
    address: str
    public: bool
    title_en: str = ""
    body: str = ""
    text: str = ""
    places: Sequence[str] = ()
    themes: Sequence[str] = ()
    owners: Sequence[str] = ()
    day: str = ""


def put(thing: Thing) -> None:
    """Let a thing be found, or found with its present words."""
    put_all([thing])


@transaction.atomic
@as_the_system()
def put_all(things: Iterable[Thing]) -> int:
    """Let things be found; a thing that is there already takes its new words. Gives how many there were."""
    following, count = iter(things), 0
    while some := list(islice(following, _TOGETHER)):
        rows = {(each.kind, each.key): _entry(each) for each in some}
        Entry.objects.bulk_create(
            rows.values(),
            update_conflicts=True,
            unique_fields=["kind", "key"],
            update_fields=[
                "title", "title_en", "body", "bigrams", "places", "themes", "owners", "day", "address", "public"
            ],
        )  # fmt: skip
        count += len(some)
    return count


@transaction.atomic
@as_the_system()
def remove(kind: str, *keys: str) -> None:
    """Let things of a kind no longer be found; those that are not there are passed over."""
    Entry.objects.filter(kind=kind, key__in=keys).delete()


def _entry(thing: Thing) -> Entry:
    titles = f"{bigrams(thing.title)} {bigrams(thing.title_en)} " * _TITLES_WEIGH
    return Entry(
        kind=thing.kind,
        key=thing.key,
        title=thing.title[:400],
        title_en=thing.title_en[:400],
        body=thing.body,
        bigrams=f"{titles}{bigrams(thing.body)} {bigrams(thing.text)}".strip(),
        places=_spaced(thing.places),
        themes=_spaced(thing.themes),
        owners=_spaced(thing.owners),
        day=thing.day,
        address=thing.address,
        public=thing.public,
    )


def _spaced(values: Sequence[str]) -> str:
    return f" {' '.join(dict.fromkeys(values))} " if values else ""


_SOURCES: dict[str, Callable[[], Iterator[Thing]]] = {}


def register(name: str, source: Callable[[], Iterator[Thing]]) -> None:
    """Name where a room's things come from, for `rebuild`; called when the room's app is ready."""
    _SOURCES[name] = source


@transaction.atomic
def rebuild() -> dict[str, int]:
    """Make the whole index anew from all rooms that are registered; gives the number of things of each."""
    renew()
    Entry.objects.all().delete()
    return {name: put_all(source()) for name, source in sorted(_SOURCES.items())}
