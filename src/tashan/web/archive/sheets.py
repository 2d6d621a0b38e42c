"""Spreadsheets that people bring: .csv, .xlsx and .jsonl as rows of texts, with the number that a person sees."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from tashan.reading.decode import decode
from tashan.web.pages.words import Told, told

MOST_ROWS: Final = 50_000


class SheetError(Exception):
    """A spreadsheet cannot be read; the message says why and what to do, `told` in both languages."""

    def __init__(self, said: Told) -> None:
        super().__init__(said)
        self.told = said


@dataclass(frozen=True, slots=True)
class Sheet:
    """
    A spreadsheet.

    Attributes:
        columns: heads of the columns.
        rows: number of the row as a person counts (the head is row 1), and its cells by column; empty rows left out.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


def read_sheet(name: str, data: bytes) -> Sheet:
    """
    The first sheet of a file.

    Raises:
        SheetError: it is damaged, empty, or too long.
    """
    suffix = name.rpartition(".")[2].lower()
    if suffix == "jsonl":
        return _lines(name, data)
    grid = _xlsx(name, data) if suffix == "xlsx" else _csv(data)
    if not grid:
        raise SheetError(told("“{name}”是空的。", "“{name}” is empty.", name=name))
    columns = [_text(cell) or f"#{number}" for number, cell in enumerate(grid[0], 1)]
    rows = []
    for number, cells in enumerate(grid[1:], 2):
        texts = [_text(cell) for cell in cells]
        if any(texts):
            rows.append((number, dict(zip(columns, texts, strict=False))))
    return _bounded(name, Sheet(tuple(columns), tuple(rows)))


def _bounded(name: str, sheet: Sheet) -> Sheet:
    if len(sheet.rows) > MOST_ROWS:
        raise SheetError(
            told(
                "“{name}”有 {n} 行，一次最多 {most} 行。请拆成几个文件。",
                "“{name}” has {n} rows; at most {most} are taken at once. Split it.",
                name=name,
                n=len(sheet.rows),
                most=MOST_ROWS,
            )
        )
    return sheet


def _csv(data: bytes) -> list[list[Any]]:
    text = decode(data).text.lstrip("\ufeff")
    try:
        dialect = csv.Sniffer().sniff(text[:4_000], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    csv.field_size_limit(20_000_000)
    try:
        return list(csv.reader(io.StringIO(text), dialect))
    except csv.Error as error:
        raise SheetError(told("表格读不了：{why}。", "The table cannot be read: {why}.", why=error)) from error


def _xlsx(name: str, data: bytes) -> list[list[Any]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return list(
            CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
        )
    except (CalamineError, OSError, ValueError) as error:
        raise SheetError(
            told("“{name}”已损坏或加密，打不开。", "“{name}” is damaged or encrypted.", name=name)
        ) from error


def _lines(name: str, data: bytes) -> Sheet:
    columns: dict[str, None] = {}
    rows = []
    for number, line in enumerate(decode(data).text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict):
            raise SheetError(
                told(
                    "“{name}”第 {n} 行不是 JSON 对象。每行应为一个对象。",
                    "“{name}”, line {n}, is no JSON object. Write one object a line.",
                    name=name,
                    n=number,
                )
            )
        columns |= dict.fromkeys(map(str, row))
        rows.append((number, {str(key): _text(value) for key, value in row.items()}))
    return _bounded(name, Sheet(tuple(columns), tuple(rows)))


def _text(cell: Any) -> str:
    """A cell as a person sees it."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()
