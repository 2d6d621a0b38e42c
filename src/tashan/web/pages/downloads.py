"""
Tables and pictures of a page, each also as a file: `?get=ranks.csv`, `?get=ranks.xlsx`, `?get=map.svg`, `?get=map.png`.

The address of a page holds all its settings, so the file is of the page as it stands. Templates show a table by
`{% include "pages/table.html" with table=tables.ranks %}` and a picture by `pages/picture.html`. A page with an `answer`
is a brief as well: `?get=report.docx`, `.pdf`, `.html` or `.md`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import isfinite
from typing import Any, Final
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tashan.briefs.brief import TYPES
from tashan.pictures.drawing import Drawing
from tashan.pictures.render import png_of_drawing
from tashan.web.pages.words import say

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Column:
    """
    A column of a table.

    Attributes:
        head: its heading in the reader's language.
        number: whether it holds numbers, which stand to the right.
        decimals: of numbers as shown; files have them exact.
        when: whether it holds days, which never break.
    """

    head: str
    number: bool = False
    decimals: int | None = None
    when: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """A cell that leads somewhere; a file has its text."""

    text: Any
    href: str
    sheet: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """
    A table of a page.

    Attributes:
        key: its name in addresses and files.
        title: above it, in the reader's language.
        columns: in order.
        rows: one value a column; None is shown as –.
        source: where the numbers come from; stands in every file.
        mine: numbers of the rows that are the reader's own.
        empty: what to say where there are no rows.
        most: rows shown on the page; files have all. 0 shows all.
    """

    key: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    source: str = ""
    mine: frozenset[int] = field(default_factory=frozenset)
    empty: str = ""
    most: int = 0

    @property
    def hidden(self) -> int:
        """How many rows the page leaves to the files."""
        return max(0, len(self.rows) - self.most) if self.most else 0

    def shown(self) -> list[dict[str, Any]]:
        """The rows as pages show them: numbers rounded, what is missing as –."""
        return [
            {
                "mine": place in self.mine,
                "cells": [
                    {
                        "column": column,
                        "text": _text(value.text if isinstance(value, Linked) else value, column),
                        "href": value.href if isinstance(value, Linked) else "",
                        "sheet": isinstance(value, Linked) and value.sheet,
                        "missing": _missing(value.text if isinstance(value, Linked) else value),
                    }
                    for column, value in zip(self.columns, row, strict=True)
                ],
            }
            for place, row in enumerate(self.rows[: self.most or None])
        ]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page: its drawing, what stands under it, and the table behind it."""

    key: str
    drawing: Drawing
    caption: str = ""
    table: str = ""

    def markup(self) -> str:
        """The picture in the page's colours."""
        return self.drawing.page()


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    tables: Sequence[Table] = (),
    pictures: Sequence[Picture] = (),
    status: int = 200,
) -> HttpResponse:
    """
    A page with its tables and pictures, or the one of them, or the brief, that `?get=` asks for as a file.

    Raises:
        Http404: the page has no table or picture of that name, or not in that form.
    """
    wanted = request.GET.get("get", "")
    if wanted.startswith("report.") and "answer" in context:
        return _report(request, wanted.removeprefix("report."), context, pictures)
    if wanted:
        return _file(wanted, tables, pictures)
    named = {
        "tables": {table.key: table for table in tables},
        "pictures": {picture.key: picture for picture in pictures},
    }
    return render(request, template, {**named, **context}, status=status)


def _report(request: HttpRequest, form: str, context: Mapping[str, Any], pictures: Sequence[Picture]) -> HttpResponse:
    """The page's answer as a brief."""
    from tashan.briefs.writers import WRITERS  # the typesetter and Word are loaded by who asks for them
    from tashan.web.pages.reports import brief_of

    if form not in WRITERS:
        raise Http404(f"This page has no report.{form}.")
    settings = request.GET.copy()
    settings.pop("get")
    address = request.build_absolute_uri(f"{request.path}?{settings.urlencode()}" if settings else request.path)
    title = str(context.get("title") or context["answer"].sentence)
    brief = brief_of(context["answer"], title, pictures=pictures, address=address, day=timezone.localdate())
    return _attached(WRITERS[form](brief), TYPES[form], f"report.{form}")


def _file(wanted: str, tables: Sequence[Table], pictures: Sequence[Picture]) -> HttpResponse:
    key, _, form = wanted.rpartition(".")
    table = next((table for table in tables if table.key == key), None)
    picture = next((picture for picture in pictures if picture.key == key), None)
    if table is not None and form == "csv":
        return _attached(_csv(table), "text/csv; charset=utf-8", wanted)
    if table is not None and form == "xlsx":
        return _attached(_xlsx(table), _XLSX, wanted)
    if picture is not None and form == "svg":
        return _attached(picture.drawing.svg().encode(), "image/svg+xml", wanted)
    if picture is not None and form == "png":
        return _attached(png_of_drawing(picture.drawing.svg()), "image/png", wanted)
    raise Http404(f"This page has no {wanted}.")


def _attached(data: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer


def _plain(row: Sequence[Any]) -> list[Any]:
    return [_safe(value.text if isinstance(value, Linked) else value) for value in row]


def _safe(value: Any) -> Any:
    """A value for a spreadsheet: a text never begins as a formula, a number that is none is empty."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float | Decimal):
        return value if isfinite(value) else None
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _csv(table: Table) -> bytes:
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow([column.head for column in table.columns])
    writer.writerows(_plain(row) for row in table.rows)
    if table.source:
        writer.writerows([[], [_safe(say("来源：{source}", "Source: {source}", source=table.source))]])
    return b"\xef\xbb\xbf" + sheet.getvalue().encode()


def _xlsx(table: Table) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = "".join(sign for sign in table.title if sign not in "[]:*?/\\")[:31] or "1"
    sheet.append([column.head for column in table.columns])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in table.rows:
        sheet.append(_plain(row))
    for number, column in enumerate(table.columns, 1):
        texts = [column.head, *(str(row[number - 1]) for row in _first(table.rows))]
        sheet.column_dimensions[get_column_letter(number)].width = min(60, 4 + max(map(len, texts)) * 1.6)
    sheet.freeze_panes = "A2"
    if table.source:
        note = book.create_sheet(say("来源", "Source"))
        note.append([table.title])
        note.append([_safe(table.source)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _first(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    return [_plain(row) for row in rows[:200]]


def _missing(value: Any) -> bool:
    return value is None or value == "" or (isinstance(value, float) and not isfinite(value))


def _text(value: Any, column: Column) -> str:
    if _missing(value):
        return "–"
    if isinstance(value, Decimal) and column.decimals is not None:
        return f"{value:,.{column.decimals}f}".replace("-", "−", 1)
    if isinstance(value, float):
        if column.decimals is None:
            return f"{value:,.6g}".replace("-", "−", 1) if value < 0 else f"{value:,.6g}"
        text = f"{abs(value):,.{column.decimals}f}"
        return f"−{text}" if value < 0 and float(text.replace(",", "")) else text
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) and column.number else str(value)
