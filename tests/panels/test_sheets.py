from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest

from tashan.panels.sheets import first_cells


def _book() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "空"
    sheet = book.create_sheet("清单")
    sheet.append(["事项", "期限", "牵头"])
    sheet.append(["水质监测", datetime(2024, 6, 30), None])  # noqa: DTZ001 - a day of a cell has no zone
    sheet.append([None, None, "苏州市"])
    sheet.merge_cells("A2:A3")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_the_first_sheet_with_rows_is_given_with_its_merged_cells() -> None:
    rows, merged, problems = first_cells(_book(), "清单.xlsx")

    assert [["事项", "期限", "牵头"], ["水质监测", date(2024, 6, 30), None], [None, None, "苏州市"]] == rows
    assert ([((1, 0), (2, 0))], ()) == (merged, problems)


def test_a_csv_tells_of_no_merged_cells() -> None:
    found = first_cells("事项,期限\n水质监测,2024-06-30\n".encode("gb18030"), "清单.CSV")

    assert ([["事项", "期限"], ["水质监测", "2024-06-30"]], None, ()) == found


@pytest.mark.parametrize(
    ("data", "name", "codes"),
    [
        (b"", "a.csv", ["empty"]),
        (b"", "a.xlsx", ["spreadsheet_damaged"]),
        (b"PK\x03\x04broken", "a.xlsx", ["spreadsheet_damaged"]),
        (b"only words", "a.ods", ["spreadsheet_damaged"]),
    ],
)
def test_what_is_no_table_is_a_problem(data: bytes, name: str, codes: list[str]) -> None:
    rows, merged, problems = first_cells(data, name)

    assert ([], None, codes) == (rows, merged, [problem.code for problem in problems])
    assert all(name in problem.message for problem in problems)
