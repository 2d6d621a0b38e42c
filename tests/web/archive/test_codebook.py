"""Spreadsheets that people coded by hand come in with their own evidence; rows that cannot are parked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tashan.web.archive import codebook
from tashan.web.archive.lookup import day_from, people_from, region_options, themes_from
from tashan.web.archive.models import Document, Record
from tashan.web.archive.sheets import read_sheet
from tashan.web.jobs.models import Job

TABLE = (
    "日期,来访方,接待方,领导,主题,原文,来源,网址\n"
    "2023/3/17,江苏省,浙江省杭州市,张三（省委书记）,科技创新,3月17日，江苏省党政代表团赴杭州考察。,新华日报,https://a.cn/1\n"
    "2023年3月22日,安徽省,江苏;浙江,,经济产业;生态环境,3月22日，安徽省代表团到江苏、浙江考察。,新华日报,https://a.cn/1\n"
    "三月初,江苏,浙江,,,江苏赴浙江。,甲报,https://a.cn/2\n"
    "2023-03-01,鼓楼区,浙江,,,鼓楼区赴浙江。,甲报,https://a.cn/2\n"
    "2023-03-01,江苏,浙江,,,,甲报,https://a.cn/2\n"
    "2023-03-01,江苏,浙江,,足球,江苏赴浙江。,甲报,https://a.cn/2\n"
    "2023-05,Suzhou,上海市,,,苏州赴上海。,乙报,javascript:alert(1)\n"
    "2023-05,江苏省苏州市,上海市,,,苏州市党政代表团赴上海考察。,乙报,\n"
)


def test_columns_are_guessed_by_their_heads() -> None:
    sheet = read_sheet("a.csv", TABLE.encode())

    assert {
        "start": "日期",
        "visitors": "来访方",
        "hosts": "接待方",
        "leaders": "领导",
        "themes": "主题",
        "evidence": "原文",
        "source": "来源",
        "url": "网址",
    } == codebook.guess(sheet.columns)


def test_rows_are_sorted_into_sources_and_parked_ones() -> None:
    sheet = read_sheet("a.csv", TABLE.encode())

    sources, parked = codebook.sort_out(sheet, codebook.guess(sheet.columns))

    assert [("https://a.cn/1", [2, 3]), ("乙报", [9])] == [
        (each.key, [row.number for row in each.rows]) for each in sources
    ]
    assert [4, 5, 6, 7, 8] == [each.number for each in parked]
    for each, words in zip(parked, ("三月初", "鼓楼区", "出处", "足球", "javascript"), strict=True):
        assert words in each.reason


@pytest.fixture
def bring(uploads: Any, log_in: Callable[..., Any]) -> Callable[..., Any]:
    """Bring a table in through the pages and give the client and the last answer."""

    def do(table: str = TABLE) -> Any:
        client = log_in("analyst")
        file = SimpleUploadedFile("编码.csv", table.encode())
        columns = client.post("/archive/import", {"file": file, "declaration": "1"})["Location"]
        page = client.get(columns).content.decode()
        mapping = {
            f"c-{what}": head for what, head in codebook.guess(read_sheet("a.csv", table.encode()).columns).items()
        }
        return page, client.post(columns, {**mapping, "place": "320000", "bring": "1"}), client

    return do


def test_a_codebook_comes_in_with_its_evidence(bring: Callable[..., Any]) -> None:
    page, answer, client = bring()
    assert "3 行可以导入，来自 2 个来源；5 行暂存待改" in page

    told = client.get(answer["Location"]).content.decode()

    assert "已导入 3 条记录，来自 2 个来源；5 行暂存" in told
    assert 2 == Document.objects.count()
    records = list(Record.objects.select_related("document"))
    assert {"accepted"} == {record.state for record in records}
    assert {"analyst-320000"} == {record.reviewed_by.username for record in records if record.reviewed_by}
    for record in records:
        for span in record.body["evidence"]:
            assert record.document.text[span["start"] : span["end"]] == span["quote"]
    first = records[0] if records[0].body["start"] == "2023-03-17" else records[1]
    assert ("330100", "张三", ["science_technology"]) == (
        first.body["hosts"][0]["code"],
        first.body["leaders"][0]["name"],
        first.body["themes"],
    )
    assert all(record.event is not None for record in records)


def test_brought_in_twice_it_is_there_once(bring: Callable[..., Any]) -> None:
    bring()
    bring()

    assert (2, 3, 2) == (Document.objects.count(), Record.objects.count(), Job.objects.count())


def test_mended_rows_come_in_later(bring: Callable[..., Any]) -> None:
    bring()
    bring(TABLE.replace("三月初", "2023-03-05"))

    assert 4 == Record.objects.count()


@pytest.mark.parametrize("name", ["../../secret.csv", "x.csv", "0" * 32 + ".txt"])
def test_only_codebooks_that_were_kept_are_opened(uploads: Any, log_in: Callable[..., Any], name: str) -> None:
    assert 404 == log_in("analyst").get(f"/archive/import/{name}").status_code


def test_a_mark_of_secrecy_in_the_evidence_keeps_its_source_out(bring: Callable[..., Any]) -> None:
    _, answer, client = bring(
        "日期,来访方,原文,来源\n2023-03-17,江苏,机密★江苏赴浙江,甲\n2023-03-17,江苏,江苏赴浙江,乙\n"
    )

    assert ["乙"] == list(Document.objects.values_list("name", flat=True))
    assert "机密★" in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2023-03-17", "2023-03-17"),
        ("2023/3/17", "2023-03-17"),
        ("2023.3.7", "2023-03-07"),
        ("2023年3月17日", "2023-03-17"),
        ("2023年3月", "2023-03"),
        ("2023", "2023"),
        ("2023年", "2023"),
        ("2023-03-17 00:00:00", "2023-03-17"),
        ("17/3/2023", None),
        ("2023-13", None),
        ("三月", None),
    ],
)
def test_days_as_people_write_them(cell: str, day: str | None) -> None:
    assert day == day_from(cell)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("江苏", ["320000"]),
        ("江苏省党政代表团", ["320000"]),
        ("江苏省南京市", ["320100"]),
        ("330100", ["330100"]),
        ("Hangzhou", ["330100"]),
        ("没有这个地方", []),
    ],
)
def test_regions_as_people_name_them(name: str, codes: list[str]) -> None:
    assert codes == [region.code for region in region_options(name)]


def test_an_ambiguous_name_is_never_guessed() -> None:
    assert len(region_options("鼓楼区")) > 1


def test_people_and_themes() -> None:
    assert [{"name": "张三", "title": "省委书记"}, {"name": "李四", "title": None}] == people_from(
        "张三（省委书记）；李四"
    )
    assert (["economy/industry", "science_technology"], ["足球"]) == themes_from("经济产业；science_technology；足球")
