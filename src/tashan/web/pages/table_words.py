"""What is wrong with a file that is given as a table, in both languages; figures, hours and visits come in this way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tashan.panels import PanelProblem
from tashan.web.pages.option_words import on_a_page
from tashan.web.pages.words import Told, told

FILES: Final[Mapping[str, str]] = {
    "empty": "文件是空的。请补全后再上传。",
    "format_unsupported": "读不了这种文件。请另存为 CSV 或 XLSX。",
    "spreadsheet_damaged": "文件已损坏或没有表格。请用办公软件打开，另存为 XLSX 或 CSV。",
    "encoding_damaged": "有的字符读不出来。请用 UTF-8 或 GB18030 重新保存。",
}
"""By code: what is wrong with the file as such, and what helps, in Chinese; reading itself says it in English."""


def file_problem(problem: PanelProblem) -> Told:
    """What is wrong with a file, with the row where there is one."""
    return at_row(problem.row, FILES.get(problem.code, problem.message), problem.message)


def at_row(row: int | None, zh: str, en: str) -> Told:
    """A problem in both languages, with its row before it; rows are counted from 1 as spreadsheets do."""
    it = told(on_a_page(zh), on_a_page(en))
    return it if row is None else told("第{row}行：{it}", "Row {row}: {it}", row=row, it=it)


__all__ = ["FILES", "at_row", "file_problem"]
