"""Tables and pictures of a page as files."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pytest
from django.http import Http404
from django.test import RequestFactory
from openpyxl import load_workbook

from tashan.pictures.drawing import Drawing
from tashan.web.pages.downloads import Column, Linked, Picture, Table, page

COLUMNS = [Column("名称"), Column("数值", number=True, decimals=2)]
TABLE = Table("ranks", "排序", COLUMNS, [[Linked("甲", "/x"), 1.2345], ["=乙", None]], source="示例")


def get(wanted: str, **parts: Any) -> Any:
    return page(RequestFactory().get("/", {"get": wanted}), "x.html", {}, **parts)


def test_numbers_are_rounded_on_the_page_and_exact_in_files() -> None:
    assert ["甲", "1.23", "=乙", "–"] == [cell["text"] for row in TABLE.shown() for cell in row["cells"]]
    assert "甲,1.2345" in get("ranks.csv", tables=[TABLE]).content.decode()


def test_a_text_never_becomes_a_formula_of_a_spreadsheet() -> None:
    assert "'=乙" in get("ranks.csv", tables=[TABLE]).content.decode()


def test_a_workbook_holds_the_rows_and_their_source() -> None:
    book = load_workbook(io.BytesIO(get("ranks.xlsx", tables=[TABLE]).content))

    assert [("名称", "数值"), ("甲", 1.2345), ("'=乙", None)] == list(book.worksheets[0].values)
    assert "示例" in [cell for row in book.worksheets[1].values for cell in row]


def test_a_picture_comes_as_svg_and_png() -> None:
    drawing = Drawing(20, 20, "t")
    drawing.rect((0, 0, 9, 9), "jade")
    pictures = [Picture("map", drawing)]

    assert b"#17684F" in get("map.svg", pictures=pictures).content
    assert b"\x89PNG" == get("map.png", pictures=pictures).content[:4]


@pytest.mark.parametrize("wanted", ["other.csv", "ranks.exe", "ranks", "../ranks.csv", "ranks.svg"])
def test_what_the_page_does_not_have_is_not_found(wanted: str) -> None:
    with pytest.raises(Http404):
        get(wanted, tables=[TABLE])


def test_minus_signs_are_true_and_zero_has_none() -> None:
    rows = Table("t", "t", [Column("x", number=True, decimals=1)], [[-0.04], [-2.0], [1500]]).shown()

    assert ["0.0", "−2.0", "1,500"] == [row["cells"][0]["text"] for row in rows]


def test_exact_decimals_stay_exact() -> None:
    """Amounts are no floats: the page shows two places, files have every digit as a number."""
    table = Table("sums", "Sums", (Column("yuan", number=True, decimals=2),), [(Decimal("-12345678901234567.05"),)])
    answer = page(RequestFactory().get("/?get=sums.csv"), "x.html", {}, tables=[table])

    assert "−12,345,678,901,234,567.05" == table.shown()[0]["cells"][0]["text"]
    assert "-12345678901234567.05" == answer.content.decode("utf-8-sig").splitlines()[1]
