"""Tables in the forms people have become panels; what cannot be placed is named with its row, nothing is lost."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from tashan.panels import PanelError, load_panel, merged

SHARED = Path(__file__).resolve().parents[2] / "../shared/data"


def _bytes(*lines: str, encoding: str = "utf-8") -> bytes:
    return "\n".join(lines).encode(encoding)


def _values(panel: object) -> list[tuple[object, ...]]:
    return panel.frame.select("region", "year", "indicator", "value", "unit").rows()  # type: ignore[attr-defined,no-any-return]


NBS = _bytes(
    "数据库：分省年度数据,,",
    "指标：地区生产总值(亿元),,",
    "时间：2022-2023,,",
    "地区,2023年,2022年",
    "北京市,43760.7,41540.9",
    "天津市,16737.3,",
    "数据来源：国家统计局,,",
)


def test_a_download_of_the_bureau_says_indicator_unit_and_source_once() -> None:
    """Indicator in the first cells, three header rows, 年 behind the years, source below."""
    panel = load_panel(NBS, "分省年度数据.csv")

    assert [
        ("北京市", 2023, "地区生产总值", 43760.7, "亿元"),
        ("北京市", 2022, "地区生产总值", 41540.9, "亿元"),
        ("天津市", 2023, "地区生产总值", 16737.3, "亿元"),
        ("天津市", 2022, "地区生产总值", None, "亿元"),
    ] == _values(panel)
    assert ("国家统计局",) == panel.sources()
    assert [5, 5, 6, 6] == panel.frame["row"].to_list()


def test_gb18030_gives_the_same_panel() -> None:
    """Encodings change nothing."""
    again = load_panel(NBS.decode().encode("gb18030"), "x.csv", source="国家统计局")

    assert _values(load_panel(NBS, "x.csv")) == _values(again)


def test_a_download_of_one_region_has_indicators_down() -> None:
    """地区：北京市 stands above, indicators with their units stand in the first column."""
    panel = load_panel(
        _bytes("地区：北京市,", "指标,2023年", "第一产业增加值(亿元),105.5", "年末常住人口(万人),2185.8"), "x.csv"
    )

    assert [
        ("北京市", 2023, "第一产业增加值", 105.5, "亿元"),
        ("北京市", 2023, "年末常住人口", 2185.8, "万人"),
    ] == _values(panel)


def test_a_yearbook_sheet_has_blanks_in_names_and_english_beside_them() -> None:
    """Title with the year, unit line, two header rows, 全 国 as a total, a note below."""
    panel = load_panel(
        _bytes(
            "3-9 地区生产总值(2023年),,,",
            "单位：亿元,,,",
            "地 区 Region,地区生产总值,第一产业 Primary Industry,第二产业 Secondary Industry",
            "全 国 National Total,1260582,89755,482589",
            "北 京 Beijing,43760.7,105.5,6525.6",
            "内 蒙 古 Inner Mongolia,24627.0,2737.3,11703.6",
            "注：本表按当年价格计算。,,,",
        ),
        "3-9.csv",
    )

    assert ("地区生产总值", "第一产业", "第二产业") == panel.indicators()
    assert ("北京市", "内蒙古自治区") == panel.regions()
    assert {("current prices", "亿元", 2023)} == set(panel.frame.select("basis", "unit", "year").rows())
    assert {"total_row"} == set(panel.aside["reason"])


def test_years_down_and_regions_across() -> None:
    """A wide table in English, with a stray comma in a name."""
    panel = load_panel(
        _bytes(',Beijing,Shanxi,Shaanxi,"Guangxi,"', "2019,35445.1,16961.6,25793.2,21237.1"),
        "wide.csv",
        indicator="GDP",
        unit="亿元",
    )

    assert ["北京市", "山西省", "陕西省", "广西壮族自治区"] == panel.frame["region"].to_list()


def test_a_text_column_is_a_category_or_describes_the_region() -> None:
    """行业 varies within a region, 区域 does not."""
    panel = load_panel(
        _bytes("行业,区域,地区,年份,就业人数(人)", "制造业,东部,北京,2023,10", "金融业,东部,北京,2023,20"), "long.csv"
    )

    assert ("就业人数·制造业", "就业人数·金融业") == panel.sectors("就业人数")
    assert {"区域": {"北京市": "东部"}} == panel.attributes


def test_mixed_units_in_a_column_are_converted_with_a_record() -> None:
    """万元 among 亿元: by a factor of 1/10000; money among people: not at all."""
    lines = [
        "地区,年份,指标,数值,单位",
        "北京,2022,GDP,41540.9,亿元",
        "天津,2022,GDP,163113400,万元",
        "河北,2022,GDP,42370.4,亿元",
    ]
    panel = load_panel(_bytes(*lines), "x.csv")

    assert pytest.approx([41540.9, 16311.34, 42370.4]) == panel.frame["value"].to_list()
    assert [("万元", "亿元", 1)] == [(each.before, each.after, each.rows) for each in panel.conversions]
    mixed = load_panel(_bytes(*lines, "山西,2022,GDP,3480,万人"), "x.csv")
    assert [5] == [problem.row for problem in mixed.problems if problem.code == "mixed_units"]
    with pytest.raises(PanelError, match="亿元"):
        mixed.unit("GDP")


def test_duplicates_are_named_with_both_rows_and_kept_aside() -> None:
    """The first stays; whether the second says the same is told."""
    panel = load_panel(_bytes("地区,年份,GDP_亿元", "北京,2022,1", "北京市,2022,1", "Beijing,2022,2"), "x.csv")

    assert [1.0] == panel.frame["value"].to_list()
    assert [("duplicate_row", 3), ("duplicate_conflict", 4)] == [
        (problem.code, problem.row) for problem in panel.problems
    ]
    assert all("row 2" in problem.message for problem in panel.problems)
    assert 2 == panel.aside.height


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("毫州,2022,5", "region_unknown"),
        ("全国,2022,5", "total_row"),
        ("北京,去年,5", "year_unknown"),
        ("北京,2022,约五", "not_a_number"),
    ],
)
def test_what_cannot_be_placed_is_aside_with_its_row(line: str, code: str) -> None:
    """Row, remedy, and the cell as it stands."""
    panel = load_panel(_bytes("地区,年份,GDP_亿元", "上海,2022,1", line), "x.csv")

    assert [(3, code)] == panel.aside.select("row", "reason").rows()
    assert [(3, code)] == [(problem.row, problem.code) for problem in panel.problems]
    assert 1 == panel.frame.height


@pytest.mark.parametrize("mark", ["", "…", "－", "—", "..", "NA", "#N/A"])
def test_missing_stays_missing(mark: str) -> None:
    """No zero, no neighbour's value: null, with the mark as typed."""
    panel = load_panel(_bytes("地区,年份,GDP_亿元,x_元", f"上海,2022,{mark},1"), "x.csv")

    assert (None, 1.0) == tuple(panel.frame["value"])


def test_months_are_refused_with_the_remedy() -> None:
    """A monthly download is no panel of years."""
    panel = load_panel(_bytes("指标：工业增加值(亿元),,", "地区,2023年12月,2022年", "北京市,1,2"), "x.csv")

    assert ["not_annual"] == [problem.code for problem in panel.problems]
    assert [2022] == panel.frame["year"].to_list()


def test_names_count_in_their_years() -> None:
    """襄樊 became 襄阳 in 2010: one series; 巢湖 ended in 2010 and is told with its heirs."""
    panel = load_panel(_bytes("城市,年份,GDP_亿元", "襄樊市,2008,1", "襄阳市,2011,2", "巢湖市,2012,3"), "x.csv")

    assert {"420600", "341400"} == set(panel.frame["code"])
    codes = {problem.code: problem for problem in panel.problems}
    assert {"renamed", "not_in_force"} == set(codes)
    assert "合肥市" in codes["not_in_force"].message
    assert 4 == codes["not_in_force"].row


def test_files_that_are_no_tables_say_what_to_do() -> None:
    """Empty, PDF, a broken spreadsheet, words only."""
    for data, code in (
        (b"", "empty"),
        (b"%PDF-1.7", "format_unsupported"),
        (b"PK\x03\x04broken", "spreadsheet_damaged"),
        (b"GDP," + b"9" * 200_000, "spreadsheet_damaged"),
        ("只是文字".encode(), "layout_unknown"),
    ):
        assert [code] == [problem.code for problem in load_panel(data, "x").problems]


def test_a_cell_without_end_is_damage_whatever_limit_the_process_has() -> None:
    """The csv module keeps one limit for the process, and readers of pasted pages raise it."""
    before = csv.field_size_limit(20_000_000)
    try:
        problems = load_panel(b"GDP," + b"9" * 200_000, "x").problems
    finally:
        csv.field_size_limit(before)

    assert ["spreadsheet_damaged"] == [problem.code for problem in problems]


def test_lines_may_end_as_anywhere() -> None:
    """Old programs end a line with a carriage return alone; such bytes inside a line stop nothing either."""
    rows = ("地区,年份,GDP_亿元", "北京市,2022,5", "天津市,2022,3")
    panels = [load_panel(end.join(rows).encode(), "x.csv") for end in ("\n", "\r\n", "\r")]

    assert [_values(panels[0])] * 3 == list(map(_values, panels))
    assert load_panel(bytes(range(256)) * 20, "x.csv").frame.is_empty()


def test_an_html_table_named_xls_is_read() -> None:
    """Some sites give that as Excel."""
    html = "<html><meta charset=utf-8><table><tr><td>地区<td>年份<td>GDP(亿元)<tr><td>北京<td>2022<td>5</table>"

    assert [("北京市", 2022, "GDP", 5.0, "亿元")] == _values(load_panel(html.encode(), "x.xls"))


def _xlsx(rows: list[list[str | float]]) -> bytes:
    """The smallest workbook that spreadsheets open."""
    cells = "".join(
        "<row>"
        + "".join(
            f"<c><v>{cell}</v></c>" if isinstance(cell, float) else f'<c t="inlineStr"><is><t>{cell}</t></is></c>'
            for cell in row
        )
        + "</row>"
        for row in rows
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package_file:
        for name, text in parts.items():
            package_file.writestr(name, text)
    return stream.getvalue()


def test_a_workbook_is_read() -> None:
    """Numbers come as numbers, years too."""
    data = _xlsx([["地区", "年份", "GDP(亿元)"], ["北京", 2022.0, 41540.9]])

    assert [("北京市", 2022, "GDP", 41540.9, "亿元")] == _values(load_panel(data, "x.xlsx"))


def test_panels_join_and_the_first_goes_before() -> None:
    """What the second gives again stands aside."""
    one = load_panel(_bytes("地区,年份,GDP_亿元", "北京,2022,1"), "a.csv")
    two = load_panel(_bytes("地区,年份,GDP_亿元", "北京,2022,9", "天津,2022,2"), "b.csv")
    both = merged([one, two])

    assert [("北京市", 1.0), ("天津市", 2.0)] == both.frame.select("region", "value").rows()
    assert ["already_given"] == both.aside["reason"].to_list()


def test_questions_a_panel_cannot_answer_list_what_there_is() -> None:
    """Indicator, year, region, unit."""
    panel = load_panel(_bytes("地区,年份,GDP_亿元", "北京,2022,1"), "a.csv")

    for ask, code in (
        (lambda: panel.unit("GDPP"), "unknown_indicator"),
        (lambda: panel.matrix(["GDP"], 2021), "unknown_year"),
        (lambda: panel.matrix(["GDP"], 2022, ["上海市"]), "unknown_region"),
        (lambda: panel.converted("GDP", "万人"), "other_dimension"),
    ):
        with pytest.raises(PanelError) as caught:
            ask()
        assert code == caught.value.code
    assert [10000.0] == panel.converted("GDP", "万元").frame["value"].to_list()


@pytest.mark.skipif(not SHARED.exists(), reason="the folder of open data is not beside the project")
@pytest.mark.parametrize(
    ("file", "regions", "values"),
    [
        ("prov_sector_2015_2024/provincial_gdp_by_sector_2015_2024.csv", 31, 1240),
        ("prov_wage_emp_2014_2023/provincial_wages_employment_2014_2023.csv", 31, 4960),
        ("prov_gdp_1992_2020/china_gdp_province_1992_2020.csv", 31, 899),
        ("city_2004_2012/cities_2004_2012.csv", 286, 35784),
    ],
)
def test_real_tables_lose_nothing(file: str, regions: int, values: int) -> None:
    """Every cell stands in the panel or aside."""
    panel = load_panel((SHARED / file).read_bytes(), file, indicator="地区生产总值", unit="亿元")

    assert (regions, values) == (len(panel.regions()), panel.frame.height - panel.frame["value"].null_count())
    if file.startswith("city"):
        assert {"毫州市"} == set(panel.aside["spelled"])


def test_a_unit_in_the_cell_goes_before_the_column() -> None:
    """41540.9亿元 in a column of 万元 is converted with a record."""
    panel = load_panel(
        _bytes("地区,年份,GDP(万元)", "北京,2022,41540.9亿元", "天津,2022,163113000", "河北,2022,423704000"), "x.csv"
    )

    assert pytest.approx([415409000, 163113000, 423704000]) == panel.frame["value"].to_list()
    assert [("亿元", "万元")] == [(each.before, each.after) for each in panel.conversions]


def test_a_city_among_provinces_is_told() -> None:
    """A part beside its whole may be counted twice; a municipality among cities is no such thing."""
    mixed = load_panel(_bytes("地区,年份,GDP_亿元", "广东,2022,1", "浙江,2022,1", "深圳市,2022,1"), "x.csv")
    cities = load_panel(_bytes("城市,年份,GDP_亿元", "北京市,2022,1", "深圳市,2022,1", "杭州市,2022,1"), "x.csv")

    assert [("mixed_levels", 4)] == [(problem.code, problem.row) for problem in mixed.problems]
    assert () == cities.problems
