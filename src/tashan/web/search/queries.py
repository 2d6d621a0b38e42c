"""Finding: what holds all words of a query, the best first, for one person's eyes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import starmap
from typing import Any, Final, NamedTuple

from django.db import connection

from tashan.web.accounts.predicates import grants
from tashan.web.pages.places import EVERYWHERE, covers
from tashan.web.search.models import Entry
from tashan.web.search.tokens import Word, normal, words

MOST: Final = 2_000
"""How many things are ranked; of more, the ones that came in last among those that fit what is chosen."""

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
    held = tuple(grant.place for grant in grants(person))
    wanted = {name: value for name, value in (chosen or {}).items() if value and name in FACETS}
    seen, more = _seen(asked, held, {})
    said = _said(seen)
    facets = {name: _counted(name, said, wanted) for name in FACETS}
    kept = [row for row, fits in zip(seen, _fitting(said, wanted, len(seen)), strict=True) if fits]
    if more and wanted:  # what was chosen may lie beyond the newest; the facets chosen are left as they were, to change
        kept, more = _seen(asked, held, wanted)
        said = _said(kept)
        facets |= {name: _counted(name, said, {}) for name in FACETS if name not in wanted}
    named = _named(kept, normal(query.strip()))
    order = sorted(range(len(kept)), key=lambda at: (not named[at], kept[at].rank))
    once: dict[str, int] = {}
    for at in order:
        once.setdefault(kept[at].address, kept[at].id)
    return Found(asked, tuple(once.values()), more, facets)


def entries(rows: Sequence[int]) -> list[Entry]:
    """Some entries in the order of their numbers given."""
    found = {entry.pk: entry for entry in Entry.objects.filter(pk__in=rows).defer("bigrams")}
    return [found[row] for row in rows if row in found]


class _Row(NamedTuple):
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


@lru_cache(maxsize=20_000)
def _provinces(places: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{code[:2]}0000" for code in places.split()))


def _itself(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


_FACET: Final[Mapping[str, tuple[Callable[[_Row], str], Callable[[str], tuple[str, ...]]]]] = {
    "kind": (lambda row: row.kind, _itself),
    "year": (lambda row: row.day[:4], _itself),
    "province": (lambda row: row.places, _provinces),
    "theme": (lambda row: row.themes, lambda text: tuple(text.split())),
}
"""Of each facet what a row says of it as text, and the values in such a text; many rows say the same."""


def _said(rows: Sequence[_Row]) -> dict[str, list[str]]:
    return {name: [told(row) for row in rows] for name, (told, _) in _FACET.items()}


def _fitting(said: Mapping[str, Sequence[str]], wanted: Mapping[str, str], length: int) -> list[bool]:
    """Which rows have all the values that are wanted."""
    fits = [True] * length
    for name, value in wanted.items():
        having = {text for text in set(said[name]) if value in _FACET[name][1](text)}
        fits = [fit and text in having for fit, text in zip(fits, said[name], strict=True)]
    return fits


def _named(rows: Sequence[_Row], plain: str) -> list[bool]:
    """Which rows are called so; all titles are brought into one form at once, which is much quicker than one by one."""
    titles = normal("\n".join(row.title.replace("\n", " ") for row in rows)).split("\n")
    return [plain in title for title in titles]


def _owned(owners: str, held: Sequence[str]) -> bool:
    return any(holder == EVERYWHERE or covers(holder, owner) for holder in held for owner in owners.split())


def _counted(facet: str, said: Mapping[str, Sequence[str]], wanted: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    others = {name: value for name, value in wanted.items() if name != facet}
    texts = said[facet]
    if others:
        texts = [text for text, fits in zip(texts, _fitting(said, others, len(texts)), strict=True) if fits]
    counts: Counter[str] = Counter()
    for text, number in Counter(texts).items():
        for value in _FACET[facet][1](text):
            counts[value] += number
    if facet == "year":
        return tuple(sorted(counts.items(), reverse=True))
    return tuple(counts.most_common(34))


_COLUMNS: Final = "e.id, e.kind, e.day, e.places, e.themes, e.public, e.owners, e.title, e.address"


def _seen(asked: Sequence[Word], held: Sequence[str], wanted: Mapping[str, str]) -> tuple[list[_Row], bool]:
    """What holds all words, fits what is wanted and may be seen; and whether there is more."""
    rows, more = _candidates(asked, wanted, public=not held)
    return [row for row in rows if row.public or _owned(row.owners, held)], more


def _candidates(asked: Sequence[Word], wanted: Mapping[str, str], *, public: bool) -> tuple[list[_Row], bool]:
    query = _for_postgresql(asked) if connection.vendor == "postgresql" else _for_sqlite(asked)
    newest, ranked = _STATEMENTS[connection.vendor]
    conditions = [_WHERE[name] for name in wanted] + (["e.public"] if public else [])
    given = [_GIVEN[name](value) for name, value in wanted.items()]
    where = "".join(f" AND {condition}" for condition in conditions)
    with connection.cursor() as cursor:
        cursor.execute(newest.format(where=where), [query, *given, MOST + 1])
        numbers = [row[0] for row in cursor.fetchall()]
        if not numbers:
            return [], False
        more = len(numbers) > MOST
        last = numbers[MOST - 1] if more else numbers[-1]
        cursor.execute(ranked.format(where=where), [*([query] * (ranked.count("%s") - 1)), last, *given])
        return list(starmap(_Row, cursor.fetchall())), more


_WHERE: Final[Mapping[str, str]] = {
    "kind": "e.kind = %s",
    "year": "e.day LIKE %s",
    "province": "e.places LIKE %s",
    "theme": "e.themes LIKE %s",
}
_GIVEN: Final[Mapping[str, Callable[[str], str]]] = {
    "kind": lambda value: value,
    "year": lambda value: f"{value}%",
    "province": lambda value: f"% {value[:2]}%",
    "theme": lambda value: f"% {value} %",
}
"""The same facets as conditions on entries, and what is put into them."""

_IN_POSTGRESQL: Final = "to_tsvector('simple', e.bigrams) @@ to_tsquery('simple', %s)"
_STATEMENTS: Final = {
    "sqlite": (
        """SELECT w.rowid FROM search_words w CROSS JOIN search_entry e ON e.id = w.rowid
            WHERE search_words MATCH %s{where} ORDER BY w.rowid DESC LIMIT %s""",
        f"""SELECT {_COLUMNS}, w.rank FROM search_words w CROSS JOIN search_entry e ON e.id = w.rowid
            WHERE search_words MATCH %s AND w.rowid >= %s{{where}}""",  # noqa: S608 - constants
    ),
    "postgresql": (
        f"SELECT e.id FROM search_entry e WHERE {_IN_POSTGRESQL}{{where}} ORDER BY e.id DESC LIMIT %s",  # noqa: S608 - constants
        f"""SELECT {_COLUMNS}, -ts_rank(to_tsvector('simple', e.bigrams), to_tsquery('simple', %s), 1) AS rank
            FROM search_entry e WHERE {_IN_POSTGRESQL} AND e.id >= %s{{where}}""",  # noqa: S608 - constants
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
