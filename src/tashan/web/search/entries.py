"""
Events and documents as things that can be found.

The archive calls `index_events` and `index_documents` where it changes them. Both take its objects as they are: this
room stands below the archive and does not know it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from tashan.records.codes import Theme
from tashan.regions.divisions import by_code
from tashan.web.search.services import Thing, put_all, remove
from tashan.web.search.titles import full_title

SHOWN: Final = 20_000
"""Characters of a document's text that are kept for passages with marks; all of it is looked into."""
_THEMES: Final = frozenset(Theme.values())


def index_events(events: Iterable[Any], owners: Mapping[int, Sequence[str]] | None = None) -> None:
    """
    Let events be found with their present values; one that was merged away or that nobody reports is not.

    Args:
        events: events of the archive.
        owners: whose archives report them, by their row, where the caller knows; else each event is asked.
    """
    kept = []
    for event in events:
        if event.merged_into_id or not event.sources:
            remove(event.kind, event.key)
        else:
            kept.append(event)
    put_all(event_things(kept, owners or {}))


def index_documents(documents: Iterable[Any]) -> None:
    """Let documents be found: their text by everybody where it is public, else by those who keep it."""
    given = list(documents)
    remove("document", *(each.pk for each in given), *(f"{each.pk}/text" for each in given))
    put_all(thing for each in given for thing in document_things(each))


def event_things(events: Iterable[Any], owners: Mapping[int, Sequence[str]]) -> Iterator[Thing]:
    """Events as things that can be found; whose they are is asked for only while they are not public."""
    for event in events:
        title = full_title(event.kind, event.body, event.day)
        regions = list(_regions(event.body))
        themes = [theme for theme in _themes(event.body) if theme in _THEMES]
        words = [*dict.fromkeys(_texts(event.body)), *(Theme(theme).zh for theme in themes)]
        english = [_english(region) for region in regions] + [Theme(theme).en for theme in themes]
        yield Thing(
            kind=event.kind,
            key=event.key,
            title=title.zh,
            title_en=title.en,
            body="；".join(words),
            text=" ".join(english),
            places=[region["code"] for region in regions if region.get("code")],
            themes=themes,
            owners=() if event.public else owners.get(event.pk) or event.places,
            day=event.day,
            address=f"/events/{event.key}",
            public=event.public,
        )


def document_things(document: Any) -> Iterator[Thing]:
    """A document as things that can be found: what the public may see of it, and the rest for those who keep it."""
    common: dict[str, Any] = {
        "kind": "document",
        "title": document.title or document.name,
        "places": [document.place] if document.place.isdigit() else (),
        "themes": [theme for theme in document.themes if theme in _THEMES],
        "day": document.published,
        "address": f"/sources/{document.pk}",
    }
    if document.is_public:
        shown = document.text[:SHOWN] if document.text_public else ""
        whole = document.text if document.text_public else ""
        yield Thing(key=document.pk, public=True, body=shown, text=f"{document.publisher} {whole[SHOWN:]}", **common)
    if not document.is_public or not document.text_public:
        yield Thing(
            key=f"{document.pk}/text",
            public=False,
            owners=document.places,
            body=document.text[:SHOWN],
            text=f"{document.publisher} {document.text[SHOWN:]}",
            **common,
        )


def _regions(value: Any) -> Iterator[Mapping[str, Any]]:
    """All regions in the values of a record."""
    if isinstance(value, Mapping):
        if value.get("level") and value.get("name"):
            yield value
        else:
            for each in value.values():
                yield from _regions(each)
    elif isinstance(value, list):
        for each in value:
            yield from _regions(each)


def _themes(body: Mapping[str, Any]) -> list[str]:
    return [*(body.get("themes") or ()), *(body.get("fields") or ())]


_NOT_WORDS: Final = frozenset(
    "evidence flags candidates typology status strength code level kind themes fields start end date founded period".split()
)


def _texts(value: Any) -> Iterator[str]:
    """Every text among the values of a record that a person may search for."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            if name not in _NOT_WORDS:
                yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _english(region: Mapping[str, Any]) -> str:
    unit = by_code(region["code"]) if region.get("code") else None
    return f"{unit.english} {unit.pinyin}" if unit else ""
