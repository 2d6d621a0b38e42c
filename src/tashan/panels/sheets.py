"""
Bytes to sheets of cells: CSV in the encodings offices use, spreadsheets (.xlsx, .xls, .ods), HTML tables named .xls.

Nothing is interpreted here: a cell is a text, a number or None.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Any

from tashan.panels.problems import PanelProblem

Cell = str | float | None
Merged = list[tuple[tuple[int, int], tuple[int, int]]]
"""First and last cell (row, column) of each range that is merged, counted from 0."""
LONGEST_CELL = 100_000
"""Characters in one cell of a CSV file; a longer one stands behind a quotation mark that never ends."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """
    One table of cells.

    Attributes:
        name: name of the sheet; the file's name for CSV.
        rows: cells by row; row 1 of the file is the first.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]


def read_sheets(data: bytes, file: str) -> tuple[tuple[Sheet, ...], tuple[PanelProblem, ...]]:
    """
    Give the sheets of a file, hidden ones included, and what could not be read.

    Args:
        data: the bytes of the file.
        file: its name, for messages.
    """
    head = data[:512].lstrip().lower()
    if not data.strip():
        return (), (PanelProblem("empty", f"{file} is empty. Give the table again once it is complete."),)
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return _spreadsheet(data, file)
    if data.startswith(b"%PDF"):
        message = f"{file} is a PDF. Save the table as .xlsx or .csv and give that."
        return (), (PanelProblem("format_unsupported", message),)
    text, problems = decode_table(data, file)
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<meta")) or "<table" in text[:4000].lower():
        return _html(data, file)
    try:
        return (Sheet(file, _rows_of_csv(text)),), problems
    except csv.Error as error:
        message = (
            f"{file} cannot be read as a table ({error}). Open it in an office program and save it as .xlsx or .csv."
        )
        return (), (*problems, PanelProblem("spreadsheet_damaged", message))


def first_cells(data: bytes, file: str) -> tuple[list[list[Any]], Merged | None, tuple[PanelProblem, ...]]:
    """
    The rows of the first sheet that has any, as they stand: days stay days, and merged cells are told.

    Args:
        data: the bytes of the file.
        file: its name; one that ends in .csv is read as text.

    Returns:
        The rows; the ranges of merged cells, None where the format does not tell them; and what could not be read.
    """
    if file.lower().endswith(".csv"):
        sheets, problems = read_sheets(data, file)
        return ([list(row) for row in sheets[0].rows] if sheets else []), None, problems
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            rows = [[None if cell == "" else cell for cell in row] for row in sheet.to_python(skip_empty_area=False)]
            if rows:
                merged = sheet.merged_cell_ranges
                return rows, None if merged is None else [((a, b), (c, d)) for (a, b), (c, d) in merged], ()
    except (CalamineError, ValueError, OSError) as error:
        return [], None, (_damaged(file, error),)
    return [], None, ()


def decode_table(data: bytes, file: str) -> tuple[str, tuple[PanelProblem, ...]]:
    """Decode the bytes of a CSV: UTF-8, UTF-16 with its mark, else GB18030; damage is named with its row."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("gb18030"), ()
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        message = (
            f"{file} is neither UTF-8 nor GB18030 from row {row} on. Save it again as UTF-8; damaged cells hold U+FFFD."
        )
        return data.decode("gb18030", "replace"), (PanelProblem("encoding_damaged", message, row),)


def _rows_of_csv(text: str) -> tuple[tuple[Cell, ...], ...]:
    sample = text[:8000]
    delimiter = max(",\t;", key=sample.count)
    rows = []
    for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        # The limit of the csv module belongs to the whole process, and other readers raise it: this one is our own.
        if max(map(len, cells), default=0) > LONGEST_CELL:
            raise csv.Error(f"a cell is longer than {LONGEST_CELL:,} characters")
        rows.append(tuple(cell.strip() or None for cell in cells))
    return tuple(rows)


def _spreadsheet(data: bytes, file: str) -> tuple[tuple[Sheet, ...], tuple[PanelProblem, ...]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return tuple(_sheet(book, name) for name in book.sheet_names), ()
    except CalamineError as error:
        return (), (_damaged(file, error),)


def _damaged(file: str, error: Exception) -> PanelProblem:
    message = (
        f"{file} cannot be opened as a spreadsheet ({str(error)[:120]}). "
        "Open it in an office program and save it as .xlsx."
    )
    return PanelProblem("spreadsheet_damaged", message)


def _sheet(book: Any, name: str) -> Sheet:
    cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)  # empty rows above keep their numbers
    return Sheet(name, tuple(tuple(_cell(value) for value in row) for row in cells))


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return float(value)
    text = "" if value is None else str(value).strip()
    return text or None


def _html(data: bytes, file: str) -> tuple[tuple[Sheet, ...], tuple[PanelProblem, ...]]:
    from lxml import etree, html

    try:
        root = html.fromstring(data)
    except (etree.ParserError, ValueError):
        return (), (PanelProblem("spreadsheet_damaged", f"{file} holds no table that can be read. Save it as .xlsx."),)
    found = []
    for number, table in enumerate(root.iter("table"), 1):
        rows = tuple(_html_row(row) for row in table.iter("tr"))
        found.append(Sheet(f"table {number}", rows))
    return tuple(found), ()


def _html_row(row: Any) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for cell in row.iterchildren("td", "th"):
        text = " ".join(cell.text_content().split())
        cells.append(text or None)
        cells.extend([None] * (int(cell.get("colspan", "1")) - 1))
    return tuple(cells)
