"""A spreadsheet that somebody hands in, as rows, with its merged cells where the format tells them."""

from __future__ import annotations

import io
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from tashan.panels.sheets import read_sheets
from tashan.web.governance.services.matters import GovernanceError
from tashan.web.pages.words import say

MOST_BYTES = 5_000_000
MOST_ROWS = 5_000
Merged = list[tuple[tuple[int, int], tuple[int, int]]] | None


def cells(data: bytes, name: str) -> tuple[list[list[Any]], Merged]:
    """
    The rows of the first sheet that is not empty, and its merged cells.

    Raises:
        GovernanceError: it is too large, empty, or no spreadsheet.
    """
    if len(data) > MOST_BYTES:
        raise GovernanceError(say("文件超过5 MB。", "The file is larger than 5 MB."))
    try:
        rows, merged = _rows(data, name)
    except (CalamineError, ValueError, OSError) as error:
        raise GovernanceError(
            say("“{name}”打不开；请另存为 .xlsx 后再交。", "{name} cannot be opened; save it as .xlsx.", name=name)
        ) from error
    if not rows:
        raise GovernanceError(say("表中没有内容。", "The sheet is empty."))
    if len(rows) > MOST_ROWS:
        raise GovernanceError(say("超过{n}行。", "More than {n} rows.", n=MOST_ROWS))
    return rows, merged


def _rows(data: bytes, name: str) -> tuple[list[list[Any]], Merged]:
    if name.lower().endswith(".csv"):
        sheets, _ = read_sheets(data, name)
        return ([list(row) for row in sheets[0].rows] if sheets else []), None
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for title in book.sheet_names:
        sheet = book.get_sheet_by_name(title)
        rows = [[None if cell == "" else cell for cell in row] for row in sheet.to_python(skip_empty_area=False)]
        if rows:
            merged = sheet.merged_cell_ranges
            return rows, None if merged is None else [((a, b), (c, d)) for (a, b), (c, d) in merged]
    return [], None
