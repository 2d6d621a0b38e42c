"""Citations by their standards."""

from __future__ import annotations

from tashan.web.atlas.citations import Cited, bibtex, gbt, ris

PAGE = Cited(
    key="abc/1",
    title="江苏 → 上海考察学习",
    changed="2026-11-20",
    accessed="2026-11-22",
    address="https://tashan.example/events/abc",
)
NEWS = Cited(
    key="d1",
    title="互访背后 50% & {x}_y",
    author="",
    publisher="周刊",
    published="2023-04",
    accessed="2026-11-22",
    address="https://news.example/1",
    kind="document",
)


def test_gbt_names_type_update_access_and_address() -> None:
    expected = "他山 Tashan. 江苏 → 上海考察学习[DB/OL]. (2026-11-20)[2026-11-22]. https://tashan.example/events/abc."

    assert expected == gbt(PAGE)


def test_gbt_of_a_document_names_its_publisher_and_day() -> None:
    assert "互访背后 50% & {x}_y[EB/OL]. 周刊, 2023-04[2026-11-22]. https://news.example/1." == gbt(NEWS)


def test_bibtex_is_an_entry_that_tex_can_read() -> None:
    expected = (
        "@online{tashan-d1,\n"
        "  title = {{互访背后 50\\% \\& \\{x\\}\\_y}},\n"
        "  publisher = {周刊},\n"
        "  year = {2023},\n"
        "  date = {2023-04},\n"
        "  url = {https://news.example/1},\n"
        "  urldate = {2026-11-22},\n"
        "}"
    )

    assert expected == bibtex(NEWS)


def test_bibtex_keys_hold_plain_letters_only() -> None:
    assert bibtex(PAGE).startswith("@online{tashan-abc-1,\n  author = {{他山 Tashan}},")


def test_ris_is_a_record_of_tagged_lines() -> None:
    expected = [
        "TY  - NEWS",
        "TI  - 互访背后 50% & {x}_y",
        "PB  - 周刊",
        "PY  - 2023",
        "DA  - 2023/04//",
        "Y2  - 2026/11/22/",
        "UR  - https://news.example/1",
        "ID  - tashan-d1",
        "ER  - ",
        "",
    ]

    assert expected == ris(NEWS).split("\r\n")


def test_a_title_of_several_lines_stays_one_field() -> None:
    broken = Cited(key="k", title="a\nER  - \nTY  - EVIL", accessed="2026-01-01", address="x")

    assert 1 == ris(broken).count("\r\nER  - ")
    assert "TI  - a ER - TY - EVIL" in ris(broken)
