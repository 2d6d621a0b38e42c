"""A spreadsheet that somebody hands in, as rows, with its merged cells where the format tells them."""

from __future__ import annotations

from typing import Any

from tashan.panels.sheets import Merged, first_cells
from tashan.web.governance.services.matters import GovernanceError
from tashan.web.pages.words import say

MOST_BYTES = 5_000_000
MOST_ROWS = 5_000


def cells(data: bytes, name: str) -> tuple[list[list[Any]], Merged | None]:
    """
    The rows of the first sheet that is not empty, and its merged cells.

    Raises:
        GovernanceError: it is too large, empty, or no spreadsheet.
    """
    if len(data) > MOST_BYTES:
        raise GovernanceError(say("文件超过5 MB。", "The file is larger than 5 MB."))
    rows, merged, problems = first_cells(data, name)
    if any(problem.code == "spreadsheet_damaged" for problem in problems):
        raise GovernanceError(
            say("“{name}”打不开；请另存为 .xlsx 后再交。", "{name} cannot be opened; save it as .xlsx.", name=name)
        )
    if not rows:
        raise GovernanceError(say("表中没有内容。", "The sheet is empty."))
    if len(rows) > MOST_ROWS:
        raise GovernanceError(say("超过{n}行。", "More than {n} rows.", n=MOST_ROWS))
    return rows, merged
