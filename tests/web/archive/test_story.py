"""The whole way in a browser, in both languages: upload, read, review by keys, merge, publish, ask for a correction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tashan.web.archive.models import Document, Event, Record, Request

from ..conftest import JIANGSU, ZHEJIANG  # noqa: TID252

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIRST = (
    "2023年3月17日至18日，江苏省党政代表团赴浙江省杭州市学习考察科技创新工作。\n"
    "2023年3月22日，安徽省党政代表团到江苏省南京市考察生态环境治理工作。\n"
)
SECOND = "新华社杭州3月19日电 2023年3月17日，江苏省党政代表团到浙江省杭州市考察科技创新。\n"

WORDS = {
    "zh-hans": {"uploaded": "新收 2 篇，已有 0 篇，未收 0 件", "merged": "已合并", "asked": "已收到您的请求", "refused": "没有做这件事的权限"},
    "en": {"uploaded": "2 new, 0 known already, 0 refused", "merged": "Merged", "asked": "Your request was received", "refused": "You may not do this"},
}  # fmt: skip


@pytest.fixture
def browse(chromium: Any, live_server: Any, person: Callable[..., Any], uploads: Any) -> Iterator[Callable[..., Any]]:
    """A page of a browser, logged in as somebody, or as nobody."""
    opened = []

    def page(role: str | None, place: str = JIANGSU, *, language: str) -> Any:
        context = chromium.new_context(base_url=live_server.url, viewport={"width": 1440, "height": 900})
        opened.append(context)
        cookies: list[Any] = [{"name": "tashan_language", "value": language, "url": live_server.url}]
        if role:
            client = Client()
            client.force_login(person(role, place), backend="allauth.account.auth_backends.AuthenticationBackend")
            cookies.append({"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url})
        context.add_cookies(cookies)
        return context.new_page()

    yield page
    for context in opened:
        context.close()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_from_upload_to_correction(browse: Callable[..., Any], tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    for name, text in (("甲.txt", FIRST), ("乙.txt", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")

    analyst = browse("analyst", language=language)
    analyst.goto("/archive/upload")
    analyst.set_input_files("#files", [tmp_path / "甲.txt", tmp_path / "乙.txt"])
    analyst.check("input[name=declaration]")
    analyst.click("form.upload button.press")
    assert words["uploaded"] in analyst.inner_text("h1")
    first, second = Document.objects.get(name="甲.txt"), Document.objects.get(name="乙.txt")
    assert ["read", "read"] == [first.state, second.state]

    analyst.goto(f"/archive/documents/{first.pk}/review")
    for _ in range(first.records.count()):
        with analyst.expect_navigation():
            analyst.keyboard.press("a")
    assert {"accepted"} == set(first.records.values_list("state", flat=True))
    event = Event.objects.get(kind="visit", day="2023-03-17")

    analyst.goto(f"/archive/documents/{second.pk}/review")
    with analyst.expect_navigation():
        analyst.keyboard.press("m")
    assert event.key in analyst.url
    analyst.fill("#why", "同一次考察")
    analyst.click("form.merging button.press")
    assert words["merged"] in analyst.inner_text(".message")
    event.refresh_from_db()
    assert 2 == event.sources

    officer = browse("officer", language=language)
    for document in (first, second):
        officer.goto(f"/archive/documents/{document.pk}")
        officer.fill("#publish-why", "已审核")
        officer.click(f"form[action$='{document.pk}/publish'] button")
        officer.wait_for_load_state()
    event.refresh_from_db()
    assert (True, 2) == (event.public, event.sources)

    public = browse(None, language=language)
    try:
        answer = public.goto(reverse("event", args=[event.key]))
        assert 200 == answer.status
    except NoReverseMatch:
        pass  # this installation has no public pages
    public.goto(f"/events/{event.key}/request")
    public.fill("#id_text", "结束日期应为17日")
    public.click("form.request button.press")
    assert words["asked"] in public.inner_text("h1")
    assert ("correction", event.pk) == Request.objects.values_list("kind", "event").get()
    officer.goto("/archive/requests")
    assert "结束日期应为17日" in officer.inner_text("main")

    for role, place in (("reader", JIANGSU), ("analyst", ZHEJIANG)):
        other = browse(role, place, language=language)
        answer = other.goto(f"/archive/records/{first.records.earliest('pk').pk}")
        assert 403 == answer.status
        assert words["refused"] in other.inner_text("h1")


def test_a_record_is_added_from_words_selected_in_the_text(browse: Callable[..., Any], uploads: Any) -> None:
    from tashan.web.archive.services import do_add_document, do_store_reading

    text = "𠮷县与江苏省南京市签署《战略合作框架协议》。\n"  # the first character takes two units in a browser
    document, _ = do_add_document(actor=None, place=JIANGSU, text=text)
    do_store_reading(document=document, reading={"language": "zh-Hans"}, text=text, actor=None)
    page = browse("analyst", language="zh-hans")
    page.goto(f"/archive/documents/{document.pk}/add")

    page.evaluate(
        """() => { const node = document.querySelector(".text [data-at]").firstChild;
        const at = node.data.indexOf("江苏省"); getSelection().setBaseAndExtent(node, at, node, at + 6); }"""
    )
    page.wait_for_function("document.querySelector('textarea[name=quote]').value === '江苏省南京市'")
    page.select_option("#id_kind", "agreement")
    page.click("button[name=change]")
    page.fill("#id_f-title", "战略合作框架协议")
    page.click("button[name=save]")

    page.wait_for_url(re.compile("/archive/records/"))
    span = Record.objects.get().body["evidence"][0]
    assert (text.index("江苏省"), "江苏省南京市") == (span["start"], span["quote"])
    assert text[span["start"] : span["end"]] == span["quote"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_have_no_flaw_that_axe_finds(browse: Callable[..., Any], uploads: Any, language: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    from tashan.web.archive.services import do_add_document
    from tashan.web.archive.work import read_document

    document, _ = do_add_document(actor=None, place=JIANGSU, text=FIRST, name="甲.txt", title="走访")
    read_document({}, document.pk)
    record = document.records.earliest("pk")
    page = browse("analyst", language=language)
    found = {}
    for address in (
        "/archive/",
        "/archive/upload",
        f"/archive/documents/{document.pk}",
        f"/archive/records/{record.pk}",
        f"/archive/records/{record.pk}/edit",
        f"/archive/documents/{document.pk}/add",
        f"/archive/records/{record.pk}/same",
        "/archive/coders",
        "/archive/import",
        "/jobs/",
    ):
        page.goto(address)
        for flaw in Axe().run(page).response["violations"]:
            found[address, flaw["id"]] = [node["html"][:160] for node in flaw["nodes"][:3]]

    assert {} == found
