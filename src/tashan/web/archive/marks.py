"""
A text with the places that prove its records, as HTML.

Spans may overlap: the text is cut where any of them begins or ends, and every piece carries all that cover it. All text
is escaped; nothing of a document is ever markup of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from tashan.regions.divisions import by_code
from tashan.web.archive.shapes import FIELDS, Field

LONGEST_SHOWN: Final = 120_000
"""Characters of a text that one page shows; of a longer one the part around what is looked at."""

_LINE: Final = re.compile(r"[^\n]+")
_MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """
    A stretch of a text to be marked.

    Attributes:
        start, end: its place.
        key: what its elements are called by: `id` is `m-KEY`, and pieces carry it as `data-mark`.
        looks: classes of its pieces.
        number: a number set behind it, 0 for none.
        address: where a click on it leads.
        title: what it is, for hover and for those who hear the page.
    """

    start: int
    end: int
    key: str
    looks: str = ""
    number: int = 0
    address: str = ""
    title: str = ""


def marked(text: str, marks: Iterable[Mark], *, around: int = 0) -> tuple[SafeString, bool]:
    """
    A text with marks, paragraph by paragraph; and whether only a part of it is shown.

    Args:
        text: the decoded text that spans count in.
        marks: what to mark; those outside the text are passed over.
        around: the place that has to be shown of a text longer than `LONGEST_SHOWN`.
    """
    first, last = _window(text, around)
    kept = sorted(
        (mark for mark in marks if first <= mark.start < mark.end <= last), key=lambda mark: (mark.start, -mark.end)
    )
    seen: set[str] = set()
    paragraphs = (
        _paragraph(text, first + line.start(), first + line.end(), kept, seen)
        for line in _LINE.finditer(text[first:last])
        if line[0].strip()
    )
    return format_html_join("\n", "<p>{}</p>", ((paragraph,) for paragraph in paragraphs)), last - first < len(text)


def _window(text: str, around: int) -> tuple[int, int]:
    if len(text) <= LONGEST_SHOWN:
        return 0, len(text)
    first = max(0, min(around - LONGEST_SHOWN // 2, len(text) - LONGEST_SHOWN))
    return first, first + LONGEST_SHOWN


def _paragraph(text: str, start: int, end: int, marks: Sequence[Mark], seen: set[str]) -> SafeString:
    while text[start].isspace():
        start += 1
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = sorted({start, end, *(at for mark in here for at in (mark.start, mark.end) if start < at < end)})
    pieces = [
        _piece(text[a:b], a, b, [mark for mark in here if mark.start <= a and b <= mark.end], seen)
        for a, b in pairwise(cuts)
    ]
    return mark_safe("".join(pieces))  # noqa: S308 - every piece was escaped


def _piece(words: str, start: int, end: int, over: list[Mark], seen: set[str]) -> SafeString:
    if not over:
        return format_html('<span data-at="{}">{}</span>', start, words)
    inner = over[-1]  # the shortest that begins last: what a click means
    anchors = [mark for mark in over if mark.key not in seen]
    seen.update(mark.key for mark in anchors)
    others = format_html_join("", '<span id="m-{}"></span>', ((mark.key,) for mark in anchors if mark is not inner))
    identity = format_html(' id="m-{}"', inner.key) if inner in anchors else ""
    looks = " ".join(dict.fromkeys(look for mark in over for look in mark.looks.split()))
    keys = " ".join(mark.key for mark in over)
    shown: Any = words
    if inner.address:
        shown = format_html('<a href="{}" title="{}">{}</a>', inner.address, inner.title, words)
    numbers = format_html_join(
        "",
        '<sup data-mark="{}">{}</sup>',
        ((mark.key, mark.number) for mark in over if mark.number and mark.end == end),
    )
    return format_html(
        '{}<mark{} class="{}" data-mark="{}" data-at="{}">{}</mark>{}',
        others,
        identity,
        looks,
        keys,
        start,
        shown,
        numbers,
    )


@dataclass(frozen=True, slots=True)
class Proof:
    """Where the text shows a field of a record: its number on the page, and the place."""

    field: str
    number: int
    start: int
    end: int


def proofs(kind: str, body: Mapping[str, Any], text: str) -> list[Proof]:
    """
    The places that show the fields of a record, numbered as they stand in the text.

    A span that names its field is that field's place; within the others, values are looked for as the text may spell
    them: names as they are, regions by their official and short names, days without their year.
    """
    found: dict[tuple[int, int], str] = {}
    whole = []
    for span in body.get("evidence") or ():
        if span.get("field"):
            found.setdefault((span["start"], span["end"]), span["field"])
        else:
            whole.append((span["start"], span["end"]))
    for field in FIELDS[kind]:
        for spelling in sorted(set(_spellings(field, body.get(field.name))), key=len, reverse=True):
            for start, end in whole:
                at = text.find(spelling, start, end)
                if at >= 0 and not any(a < at + len(spelling) and at < b for a, b in found if (a, b) not in whole):
                    found[at, at + len(spelling)] = field.name
                    break
    return [
        Proof(field, number, start, end) for number, ((start, end), field) in enumerate(sorted(found.items()), start=1)
    ]


def _spellings(field: Field, value: Any) -> Iterator[str]:
    if not value:
        return
    if field.holds == "date":
        yield from _days(value)
    elif field.holds in ("regions", "region", "parties"):
        for region in value if isinstance(value, list) else [value]:
            yield from _names(region)
    elif field.holds in ("people", "actors"):
        yield from (each["name"] for each in value if len(each["name"]) > 1)
    elif field.holds == "texts":
        yield from (each for each in value if len(each) > 1)
    elif field.holds == "text" and len(value) > 1:
        yield value


def _days(day: str) -> Iterator[str]:
    year, month, date = ([*(int(part) for part in day.split("-")), 0, 0])[:3]
    if not month:
        yield f"{year}年"
        return
    name = _MONTHS[month - 1] if 1 <= month <= 12 else ""
    if not date:
        yield from (f"{year}年{month}月", f"{month}月", f"{name} {year}")
        return
    yield from (f"{year}年{month}月{date}日", f"{month}月{date}日", f"{name} {date}", f"{date} {name}")


def _names(region: Mapping[str, Any]) -> Iterator[str]:
    if region.get("kind") == "organ" or not region.get("level"):
        yield region["name"]
        return
    yield region["name"]
    unit = by_code(region["code"]) if region.get("code") else None
    if unit is not None:
        yield from (name for name in (unit.name, unit.short, unit.english) if name and len(name) > 1)
