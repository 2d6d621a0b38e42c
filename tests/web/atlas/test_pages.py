"""The pages say what is known, in every language, and every value leads to its quote."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

MARCH = "/?period=2023-03"


@pytest.fixture
def world(standing_world: Any) -> Any:
    """All tests here look at the same small world."""
    return standing_world


def _text(page: Any) -> str:
    """What a reader reads of a page, without marks and doubled spaces."""
    main = page.content.decode().split("<main", 1)[-1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", main))


@pytest.mark.parametrize(
    ("address", "language", "words"),
    [
        (MARCH, "zh-hans", ["2023年3月，1 个省份的代表团走访 2 个省份，共考察学习 2 次", "谁出访", "还不知道什么", "方法说明"]),
        (MARCH, "zh-hant", ["代表團走訪", "還不知道什麼"]),
        (MARCH, "en", ["In Mar 2023, delegations from 1 province went to learn in 2 provinces, 2 visits in all", "Jiangsu"]),
        (f"{MARCH}&direction=knowledge", "zh-hans", ["经验从谁流向谁"]),
        ("/?period=2019", "zh-hans", ["2019年，没有符合这些条件的考察学习记录", "没有记录不等于没有发生"]),
        ("/records", "zh-hans", ["共有 2 条公开记录", "江苏 → 上海、浙江", "长三角合作框架协议"]),
        ("/records?theme=science_technology", "en", ["Records that meet these conditions: 1 of 2", "Jiangsu → Shanghai"]),
        ("/records?year=1999", "zh-hans", ["没有符合这些条件的记录"]),
        ("/timeline?period=2023", "zh-hans", ["2023年，有 2 条记录", "考察学习 1，会议 0，协议 1"]),
        ("/regions", "zh-hans", ["2 条公开记录", "江苏省", "粤港澳大湾区"]),
        ("/regions", "en", ["Jiangsu", "Yangtze River Delta"]),
        ("/regions/320000", "zh-hans", ["江苏省外出考察学习 2 次，接待 0 次", "下属区域", "框架协议"]),
        ("/regions/320000", "en", ["Jiangsu went to learn elsewhere 2 times and received 0 visits", "Divisions in it"]),
        ("/regions/310000?year=2023", "en", ["In 2023, Shanghai went to learn elsewhere 0 times and received 1 visit"]),
        ("/regions/320500", "zh-hans", ["还没有读到苏州市的考察学习"]),
        ("/clusters/national.yangtze_delta", "zh-hans", ["另有 2 次在长三角内部", "成员依据"]),
        ("/data", "zh-hans", ["整库文件还没有生成", "列名"]),
        (f"/people/{quote('张三')}", "zh-hans", ["以公职身份带队 1 次：张三", "江苏省委书记"]),
    ],
)  # fmt: skip
def test_a_page_answers_in_the_readers_language(
    world: Any, client: Any, address: str, language: str, words: list[str]
) -> None:
    page = client.get(address, headers={"Accept-Language": language})
    text = _text(page)

    assert 200 == page.status_code
    assert [] == [word for word in words if word not in text]


@pytest.mark.parametrize(
    ("address", "language", "words"),
    [
        ("/events/{0.visit.key}", "zh-hans", ["江苏 → 上海、浙江", "2023年3月20日至23日", "同一行程，以周刊为准", "2023年3月24日", "≠", "年份系推断"]),
        ("/events/{0.visit.key}", "en", ["Value taken", "Record health", "differs"]),
        ("/events/{0.agreement.key}", "zh-hans", ["长三角合作框架协议", "框架协议", "2023年3月"]),
        ("/sources/{0.news.pk}", "zh-hans", ["周刊", "读出 2 条记录", "不显示全文"]),
        ("/sources/{0.english.pk}", "en", ["Daily", "It was raining"]),
        ("/evidence/{0.record.pk}/end", "zh-hans", ["结束日期：2023年3月23日", "另有来源不同", "未采用", "周刊"]),
        ("/evidence/{0.record.pk}/end", "en", ["last day: 23 Mar 2023", "Another source differs", "not used"]),
        ("/evidence/{0.record.pk}/all", "zh-hans", ["整条记录"]),
    ],
)  # fmt: skip
def test_a_thing_has_its_page(world: Any, client: Any, address: str, language: str, words: list[str]) -> None:
    page = client.get(address.format(world), headers={"Accept-Language": language})
    text = _text(page).replace("≠", "≠") + page.content.decode().count("differs") * "≠"

    assert 200 == page.status_code
    assert [] == [word for word in words if word not in text]


def test_every_value_of_a_table_leads_to_its_quote(world: Any, client: Any) -> None:
    page = client.get(MARCH).content.decode()
    links = set(re.findall(r'<a class="sourced" data-sheet href="([^"]+)"', page))

    assert f"/evidence/{world.record.pk}/themes" in links
    assert len(links) >= 4
    for link in links:
        answer = client.get(link, headers={"HX-Request": "true"})
        assert 200 == answer.status_code
        assert "<mark>" in answer.content.decode()
        assert "<html" not in answer.content.decode()


def test_the_sheet_is_a_whole_page_without_scripts(world: Any, client: Any) -> None:
    page = client.get(f"/evidence/{world.record.pk}/hosts")

    assert "<html" in page.content.decode()
    assert "HX-Request" in page["Vary"]


@pytest.mark.parametrize(
    "address",
    [
        "/events/nothing",
        "/sources/nothing",
        "/regions/999999",
        "/regions/abc",
        "/clusters/nowhere",
        "/people/nobody",
        "/evidence/1/nothing",
        "/evidence/99999/all",
        "/records.exe",
        "/data/secret.key",
        "/data/..%2Fsecret.key",
        "/cite/events/nothing.bib",
    ],
)
def test_what_is_not_there_is_said_to_be_missing(world: Any, client: Any, address: str) -> None:
    assert 404 == client.get(address).status_code


@pytest.mark.parametrize(
    "query",
    [
        "period=%01&theme=<script>&place=../../&page=-9&sort=evil&scope='",
        "period=9999&page=99999999999999999999",
        "period=0000..9999&year=12345",
        "kind=visit,visit,x&grade=AA&mine=<b data-forged>",
        "place=%F0%9F%98%80&direction=up&base=map",
    ],
)
@pytest.mark.parametrize("page", ["/", "/records", "/timeline", "/regions/320000", "/records.csv", "/search"])
def test_forged_settings_are_passed_over(world: Any, client: Any, page: str, query: str) -> None:
    answer = client.get(f"{page}?{query}")

    assert 200 == answer.status_code
    if not answer.streaming:
        assert "<script>&" not in answer.content.decode()
        assert "<b data-forged>" not in answer.content.decode()


def test_a_merged_event_leads_to_the_one_that_stays(world: Any, client: Any) -> None:
    from tashan.web.archive.models import Event

    merged = Event.objects.get(merged_into=world.visit)

    assert f"/events/{world.visit.key}" == client.get(f"/events/{merged.key}")["Location"]


@pytest.mark.parametrize(("form", "words"), [("bib", "@online{tashan-"), ("ris", "TY  - ELEC\r\n")])
def test_a_citation_comes_as_a_file(world: Any, client: Any, form: str, words: str) -> None:
    answer = client.get(f"/cite/events/{world.visit.key}.{form}")

    assert answer.content.decode().startswith(words)
    assert f"/events/{world.visit.key}" in answer.content.decode()
    assert "attachment" in answer["Content-Disposition"]


def test_the_readers_region_is_marked(world: Any, client: Any, log_in: Callable[..., Any]) -> None:
    assert "我的区域</span>" not in client.get(MARCH).content.decode()
    assert "我的区域</span>" in client.get(f"{MARCH}&mine=320000").content.decode()
    assert "我的区域</span>" in log_in("analyst", "320000").get(MARCH).content.decode()


def test_boundaries_need_a_review_number_or_work_here(
    world: Any, client: Any, log_in: Callable[..., Any], settings: Any
) -> None:
    address = f"{MARCH}&base=map"
    assert "审图号" not in client.get(address).content.decode()

    inside = log_in("analyst", "320000").get(address).content.decode()
    assert "无审图号，仅供内部查看" in inside

    client.logout()
    settings.MAP_REVIEW_NUMBER = "GS(2024)0650号"
    assert "审图号：GS(2024)0650号" in client.get(address).content.decode()


def test_people_who_work_here_see_what_waits_for_them(world: Any, client: Any, log_in: Callable[..., Any]) -> None:
    assert "等我处理" not in client.get("/").content.decode()
    assert "等我处理" not in log_in(None).get("/").content.decode()

    page = _text(log_in("analyst", "320000").get("/"))

    assert "等我处理" in page
    assert "1 待审文献" in page
    assert "0 待审文献" in _text(log_in("analyst", "330000").get("/"))


def test_no_page_carries_more_than_its_weight(world: Any, client: Any) -> None:
    """The first load without the boundary map: page, styles, scripts and icon below 400 KB."""
    from django.contrib.staticfiles import finders

    page = client.get(MARCH).content.decode()
    assets = re.findall(r'(?:href|src)="/static/([^"]+)"', page)
    weight = len(page.encode()) + sum(_size(finders.find(asset)) for asset in assets)

    assert len(assets) >= 4
    assert weight < 400_000


def _size(path: str) -> int:
    from pathlib import Path

    return Path(path).stat().st_size


def test_pages_ask_nothing_of_other_sites_and_hold_no_inline_code(world: Any, client: Any) -> None:
    for address in (MARCH, "/records", "/regions/320000", f"/events/{world.visit.key}", "/data"):
        page = client.get(address).content.decode()
        assert [] == re.findall(r'(?:src|srcset|action)="(?:https?:)?//', page)
        assert [] == re.findall(r'\sstyle="|\son\w+="|<style', page)
        assert [] == [script for script in re.findall(r"<script([^>]*)>", page) if "src=" not in script]


@pytest.mark.parametrize(
    "address",
    ["/records?year=²²²²", "/regions/320000?year=²²²²", "/?period=²²²²", "/records?province=²²²²²²", "/?mine=²²²²²²"],
)
def test_a_number_in_other_digits_is_no_setting(client: Any, db: None, address: str) -> None:
    """Superscripts are digits to Python, and no number."""
    assert 200 == client.get(address).status_code
