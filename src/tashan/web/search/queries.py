"""Finding: what holds all words of a query, the best first, for one person's eyes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from tashan.web.accounts.predicates import grants
from tashan.web.pages.places import EVERYWHERE, covers
from tashan.web.search.models import Entry
from tashan.web.search.tokens import Word, normal, words

MOST: Final = 3_000
"""How many things are ranked; of more, the ones that came in last."""

FACETS: Final = ("kind", "year", "province", "theme")


@dataclass(frozen=True, slots=True)
class Found:
    """
    What a query found.

    Attributes:
        words: the words of the query.
        rows: numbers of the entries, the best first.
        more: whether there was more than is ranked.
        facets: for each facet its values with how many have them, the most frequent first.
    """

    words: tuple[Word, ...]
    rows: tuple[int, ...]
    more: bool
    facets: Mapping[str, tuple[tuple[str, int], ...]]


def find(query: str, person: Any, chosen: Mapping[str, str] | None = None) -> Found:
    """
    Find what holds all words of a query and may be seen by a person.

    Args:
        query: Chinese, English or both, in any script.
        person: who asks: what is not public is found by those alone who hold a role for whom it belongs to.
        chosen: a value for some of the facets; a facet counts with all others chosen, so that a person can change it.
    """
    asked = words(query)
    if not asked:
        return Found((), (), more=False, facets=dict.fromkeys(FACETS, ()))
    candidates, more = _candidates(asked)
    held = tuple(grant.place for grant in grants(person))
    seen = [row for row in candidates if row.public or _owned(row.owners, held)]
    wanted = {name: value for name, value in (chosen or {}).items() if value and name in FACETS}
    kept = [row for row in seen if all(value in row.values(name) for name, value in wanted.items())]
    facets = {name: _counted(name, seen, wanted) for name in FACETS}
    plain = normal(query.strip())
    kept.sort(key=lambda row: (not _is_named(row, plain), row.rank))
    once: dict[str, int] = {}
    for row in kept:
        once.setdefault(row.address, row.id)
    return Found(asked, tuple(once.values()), more, facets)


def entries(rows: Sequence[int]) -> list[Entry]:
    """Some entries in the order of their numbers given."""
    found = {entry.pk: entry for entry in Entry.objects.filter(pk__in=rows).defer("bigrams")}
    return [found[row] for row in rows if row in found]


@dataclass(frozen=True, slots=True)
class _Row:
    """A candidate: what is needed to filter, count and order it."""

    id: int
    kind: str
    day: str
    places: str
    themes: str
    public: bool
    owners: str
    title: str
    address: str
    rank: float

    def values(self, facet: str) -> tuple[str, ...]:
        """Its values of a facet."""
        if facet == "kind":
            return (self.kind,)
        if facet == "year":
            return (self.day[:4],) if self.day else ()
        if facet == "province":
            return tuple(dict.fromkeys(f"{code[:2]}0000" for code in self.places.split()))
        return tuple(self.themes.split())


def _is_named(row: _Row, plain: str) -> bool:
    return plain in normal(row.title)


def _owned(owners: str, held: Sequence[str]) -> bool:
    return any(holder == EVERYWHERE or covers(holder, owner) for holder in held for owner in owners.split())


def _counted(facet: str, rows: Sequence[_Row], wanted: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    others = {name: value for name, value in wanted.items() if name != facet}
    counts = Counter(
        each
        for row in rows
        if all(value in row.values(name) for name, value in others.items())
        for each in row.values(facet)
    )
    if facet == "year":
        return tuple(sorted(counts.items(), reverse=True))
    return tuple(counts.most_common(34))


_COLUMNS: Final = "e.id, e.kind, e.day, e.places, e.themes, e.public, e.owners, e.title, e.address"


def _candidates(asked: Sequence[Word]) -> tuple[list[_Row], bool]:
    query = _for_postgresql(asked) if connection.vendor == "postgresql" else _for_sqlite(asked)
    newest, ranked = _STATEMENTS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(newest, [query, MOST + 1])
        numbers = [row[0] for row in cursor.fetchall()]
        if not numbers:
            return [], False
        more = len(numbers) > MOST
        cursor.execute(ranked, [*([query] * ranked.count("%s"))[:-1], numbers[MOST - 1] if more else numbers[-1]])
        return [_Row(*row) for row in cursor.fetchall()], more


_IN_POSTGRESQL: Final = "to_tsvector('simple', e.bigrams) @@ to_tsquery('simple', %s)"
_STATEMENTS: Final = {
    "sqlite": (
        "SELECT rowid FROM search_words WHERE search_words MATCH %s ORDER BY rowid DESC LIMIT %s",
        f"""SELECT {_COLUMNS}, w.rank FROM search_words w JOIN search_entry e ON e.id = w.rowid
            WHERE search_words MATCH %s AND w.rowid >= %s ORDER BY w.rank""",  # noqa: S608 - constants
    ),
    "postgresql": (
        f"SELECT e.id FROM search_entry e WHERE {_IN_POSTGRESQL} ORDER BY e.id DESC LIMIT %s",  # noqa: S608 - constants
        f"""SELECT {_COLUMNS}, -ts_rank(to_tsvector('simple', e.bigrams), to_tsquery('simple', %s), 1) AS rank
            FROM search_entry e WHERE {_IN_POSTGRESQL} AND e.id >= %s ORDER BY rank""",  # noqa: S608 - constants
    ),
}
"""For each database: the numbers of what was found, newest first; the found ones from a number on, with their rank."""


def _for_sqlite(asked: Sequence[Word]) -> str:
    """The query of FTS5: phrases of pairs, beginnings with a star; tokens hold nothing that would need escaping."""
    return " AND ".join(f'"{" ".join(word.tokens)}"{"*" if word.is_beginning else ""}' for word in asked)


def _for_postgresql(asked: Sequence[Word]) -> str:
    """The same as a tsquery."""
    return " & ".join(f"({_followed(word)}{':*' if word.is_beginning else ''})" for word in asked)


def _followed(word: Word) -> str:
    return " <-> ".join(f"'{token}'" for token in word.tokens)
