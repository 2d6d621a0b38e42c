"""Spreadsheets that people coded by hand come in with their own evidence; rows that cannot are parked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tashan.web.archive import codebook
from tashan.web.archive.columns import KINDS, body_of, columns_of, guess, guess_kind
from tashan.web.archive.lookup import day_from, people_from, region_options, themes_from
from tashan.web.archive.models import Document, Record
from tashan.web.archive.problems import ArchiveError
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
    } == guess("visit", sheet.columns)


def test_rows_are_sorted_into_sources_and_parked_ones() -> None:
    sheet = read_sheet("a.csv", TABLE.encode())

    sources, parked = codebook.sort_out(sheet, guess("visit", sheet.columns))

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
        heads = read_sheet("a.csv", table.encode()).columns
        kind = guess_kind(heads)
        mapping = {f"c-{what}": head for what, head in guess(kind, heads).items()}
        return page, client.post(columns, {**mapping, "kind": kind, "place": "320000", "bring": "1"}), client

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


AGREEMENTS = (
    "协议名称,签约方,签署日期,约束力,领域,原文,来源\n"
    "长三角合作框架协议,江苏;上海,2023年3月17日,框架协议,科技创新,3月17日，江苏、上海签署《长三角合作框架协议》。,新华日报\n"
    "无名协议,鼓楼区,2023-03-17,,,鼓楼区签了一份协议。,新华日报\n"
    "另一份协议,江苏;浙江,2023-03,合同范本,,江苏、浙江签署协议。,新华日报\n"
)
MEETINGS = (
    "会议,届次,日期,地点,参会方,原文,来源\n"
    "长三角主要领导座谈会,3,2023-06-05,安徽省合肥市,江苏;浙江;上海;安徽,6月5日，座谈会在合肥举行。,安徽日报\n"
    "座谈会,第三,2023-06,,江苏,座谈会召开。,安徽日报\n"
)


@pytest.mark.parametrize(
    ("table", "kind", "told", "values"),
    [
        (
            AGREEMENTS, "agreement", "1 行可以导入，来自 1 个来源；2 行暂存待改",
            {"title": "长三角合作框架协议", "date": "2023-03-17", "strength": "framework", "status": "signed"},
        ),
        (
            MEETINGS, "meeting", "1 行可以导入，来自 1 个来源；1 行暂存待改",
            {"name": "长三角主要领导座谈会", "session": 3, "date": "2023-06-05", "status": "done"},
        ),
    ],
)  # fmt: skip
def test_agreements_and_meetings_come_in_by_table_too(
    bring: Callable[..., Any], table: str, kind: str, told: str, values: dict[str, Any]
) -> None:
    page, answer, client = bring(table)

    record = Record.objects.select_related("document", "event").get()
    assert told in page
    assert kind == record.kind
    assert values == {name: record.body[name] for name in values}
    assert record.event is not None
    assert record.body["evidence"][0]["quote"] in record.document.text
    assert "已导入 1 条记录" in client.get(answer["Location"]).content.decode()


def test_two_tables_that_rest_on_the_same_words_both_come_in(bring: Callable[..., Any]) -> None:
    words = "3月17日，江苏、浙江签署协议。"
    bring(f"协议名称,签约方,原文,来源\n合作协议,江苏;浙江,{words},甲\n")
    bring(f"来访方,接待方,日期,原文,来源\n江苏,浙江,2023-03-17,{words},甲\n")
    bring(f"来访方,接待方,日期,原文,来源\n江苏,浙江,2023-03-17,{words},甲\n")

    assert ["agreement", "visit"] == sorted(Record.objects.values_list("kind", flat=True))
    assert 1 == Document.objects.count()


@pytest.mark.parametrize(
    ("kind", "given", "words"),
    [
        ("agreement", {"title": "甲", "parties": ""}, "签约方"),
        ("meeting", {"name": "甲", "session": "三"}, "届次“三”不是数"),
        ("meeting", {"name": "甲", "place": "江苏;浙江"}, "地点只能有一个"),
        ("signing", {"recipients": "江苏", "amount_cny": "很多"}, "不是数"),
        ("signing", {"recipients": "江苏", "amount_cny": "nan"}, "不是数"),
        ("signing", {"recipients": "江苏", "projects": "2.5"}, "不是数"),
        ("body", {"name": "甲", "level": "最高"}, "代码表"),
        ("visit", {"visitors": "江苏", "start": "2023-03-17", "end": "2023-03-16"}, "结束早于开始"),
    ],
)
def test_cells_that_cannot_be_read_say_which_and_why(kind: str, given: dict[str, str], words: str) -> None:
    with pytest.raises(ArchiveError, match=words):
        body_of(kind, given)


def test_amounts_and_counts_are_read_as_people_write_them() -> None:
    body = body_of(
        "signing", {"recipients": "江苏", "projects": "1,234", "amount_cny": "4.5e8", "sectors": "新能源；汽车"}
    )

    assert (1234, 450_000_000, ["新能源", "汽车"]) == (body["projects"], body["amount_cny"], body["sectors"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_with_the_labels_of_a_kind_is_known_as_that_kind(kind: str) -> None:
    heads = [str(label) for label, _ in columns_of(kind).values()]

    assert kind == guess_kind(heads)
    assert set(columns_of(kind)) == set(guess(kind, heads))
