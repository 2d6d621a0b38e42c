"""Pages of the archive, in both languages, for those who may see them and for those who may not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tashan.web.archive.models import Document, Event, Record, Request
from tashan.web.archive.services import do_accept, do_accept_all, do_add_document, do_publish

from ..conftest import JIANGSU, SUZHOU, ZHEJIANG  # noqa: TID252
from .conftest import TEXT, visit

OTHER = "新华社杭州电 2023年3月17日，江苏省党政代表团赴浙江省杭州市学习考察，由李四率领。\n"
LANGUAGES = ("zh-hans", "zh-hant", "en")


@pytest.fixture
def read(document: Callable[..., Any]) -> Any:
    """A document that waits for review."""
    return document(
        TEXT, JIANGSU, visit(), visit(words="安徽省代表团到江苏省南京市考察"), title="走访", publisher="新华日报"
    )


@pytest.fixture
def published(read: Any) -> Any:
    """A document that the public may see."""
    do_accept_all(document=read, actor=None)
    return do_publish(document=read, actor=None)


def _get(client: Any, address: str, language: str = "zh-hans", **query: str) -> Any:
    return client.get(address, {"language": language, **query})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "address",
    [
        "/archive/",
        "/archive/upload",
        "/archive/documents/{document}",
        "/archive/records/{record}",
        "/archive/records/{record}/edit",
        "/archive/records/{record}/same",
        "/archive/documents/{document}/add",
        "/archive/coders",
        "/archive/import",
    ],
)
def test_every_page_of_an_analyst_is_shown(read: Any, log_in: Callable[..., Any], address: str, language: str) -> None:
    record = read.records.first()

    answer = _get(log_in("analyst"), address.format(document=read.pk, record=record.pk), language)

    assert 200 == answer.status_code
    assert "<h1" in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "档案里有 1 篇文献，2 条记录等人审核"), ("en", "Documents in the archive: 1; records to review: 2")],
)
def test_the_list_says_what_waits(read: Any, log_in: Callable[..., Any], language: str, words: str) -> None:
    assert words in _get(log_in("analyst"), "/archive/", language).content.decode()


def test_the_list_is_narrowed_by_its_address(
    read: Any, document: Callable[..., Any], log_in: Callable[..., Any]
) -> None:
    document(OTHER, SUZHOU, visit(OTHER), title="另一篇")
    client = log_in("analyst")

    for query, titles in (
        ({}, {"走访", "另一篇"}),
        ({"q": "另一"}, {"另一篇"}),
        ({"place": SUZHOU}, {"另一篇"}),
        ({"state": "published"}, set()),
        ({"sort": "day", "page": "99"}, {"走访", "另一篇"}),
    ):
        page = client.get("/archive/", query).content.decode()
        assert titles == {title for title in ("走访", "另一篇") if title in page}


def test_nobody_sees_unpublished_documents_of_another_region(read: Any, log_in: Callable[..., Any]) -> None:
    client = log_in("analyst", ZHEJIANG)

    assert "走访" not in client.get("/archive/").content.decode()
    for address in (f"/archive/documents/{read.pk}", f"/archive/records/{read.records.first().pk}"):
        assert 403 == client.get(address).status_code


def test_who_is_not_logged_in_is_asked_to(read: Any, client: Any) -> None:
    for address in ("/archive/", f"/archive/documents/{read.pk}", "/archive/upload"):
        assert "/account/login/" in client.get(address)["Location"]


def test_what_is_not_there_is_missing(log_in: Callable[..., Any]) -> None:
    client = log_in("analyst")

    for address in ("/archive/documents/none", "/archive/records/99", "/archive/events/none", "/archive/uploads/99"):
        assert 404 == client.get(address).status_code


def test_every_record_is_marked_in_the_text(read: Any, log_in: Callable[..., Any]) -> None:
    page = log_in("analyst").get(f"/archive/documents/{read.pk}").content.decode()

    for record in read.records.all():
        assert f'id="m-{record.pk}-0"' in page
        assert f'href="#r-{record.pk}"' in page


def test_html_of_a_document_is_never_markup_of_ours(document: Callable[..., Any], log_in: Callable[..., Any]) -> None:
    text = "<script>alert(1)</script>江苏省党政代表团赴浙江省杭州市学习考察<img src=x onerror=alert(2)>\n"
    read = document(text, JIANGSU, visit(text), title="<b>题</b>")

    page = log_in("analyst").get(f"/archive/documents/{read.pk}").content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>题" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_accepting_leads_to_the_next_record(read: Any, log_in: Callable[..., Any]) -> None:
    first, second = read.records.order_by("start")
    client = log_in("analyst")
    assert f"/archive/records/{first.pk}" == client.get(f"/archive/documents/{read.pk}/review")["Location"]

    answer = client.post(f"/archive/records/{first.pk}/accept", {"version": first.version})

    assert f"/archive/records/{second.pk}" == answer["Location"]
    assert "accepted" == Record.objects.get(pk=first.pk).state


def test_rejecting_and_undoing(read: Any, log_in: Callable[..., Any]) -> None:
    record = read.records.first()
    client = log_in("analyst")

    client.post(f"/archive/records/{record.pk}/reject", {"version": record.version})
    assert "rejected" == Record.objects.get(pk=record.pk).state

    client.post(f"/archive/records/{record.pk}/undo")
    assert "proposed" == Record.objects.get(pk=record.pk).state


def _typed(**changes: Any) -> dict[str, Any]:
    return {
        "f-visitors": "江苏省",
        "f-hosts": "浙江省杭州市",
        "f-start": "2023年3月17日",
        "f-end": "2023-03-18",
        "f-leaders": "张三（省委书记）",
        "f-kind": "party_government",
        "f-status": "done",
        "f-sites": "城西科创大走廊",
        "f-themes": ["science_technology"],
        "f-actors": "",
    } | changes


def test_a_correction_is_typed_as_people_write(read: Any, log_in: Callable[..., Any]) -> None:
    record = read.records.order_by("start").first()

    answer = log_in("analyst").post(f"/archive/records/{record.pk}/edit", _typed(version=record.version))

    assert 302 == answer.status_code
    record.refresh_from_db()
    assert ("corrected", "2023-03-17", "330100", "省委书记") == (
        record.state,
        record.body["start"],
        record.body["hosts"][0]["code"],
        record.body["leaders"][0]["title"],
    )


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("f-hosts", "鼓楼区", "可能是"),
        ("f-hosts", "没有这个地方", "没有找到"),
        ("f-start", "三月", "2023-03-17"),
        ("f-start", "2023-02-31", "2023-02-31"),
        ("f-actors", "甲公司 | 公司", "类型"),
        ("f-kind", "royal", "royal"),
    ],
)
def test_what_cannot_be_understood_is_told_and_kept(
    read: Any, log_in: Callable[..., Any], field: str, typed: str, words: str
) -> None:
    record = read.records.first()

    answer = log_in("analyst").post(
        f"/archive/records/{record.pk}/edit", _typed(version=record.version, **{field: typed})
    )

    page = answer.content.decode()
    assert 422 == answer.status_code
    assert words in page
    assert typed in page or field == "f-kind"
    assert "proposed" == Record.objects.get(pk=record.pk).state


def test_the_second_editor_sees_both_values_and_loses_nothing(read: Any, log_in: Callable[..., Any]) -> None:
    record = read.records.order_by("start").first()
    client = log_in("analyst")
    client.post(f"/archive/records/{record.pk}/edit", _typed(version=record.version))

    mine = _typed(version=record.version, **{"f-end": "2023-03-20", "f-sites": "梦想小镇"})
    answer = client.post(f"/archive/records/{record.pk}/edit", mine)

    page = answer.content.decode()
    assert 409 == answer.status_code
    assert "已被他人修改" in page
    assert "2023-03-20" in page
    assert "梦想小镇" in page
    assert "现存的值：2023-03-18" in page
    record.refresh_from_db()
    assert "2023-03-18" == record.body["end"]
    assert f'name="version" value="{record.version}"' in page


def test_two_editors_of_a_description(read: Any, log_in: Callable[..., Any]) -> None:
    client = log_in("analyst")
    said = {"title": "甲", "grade": "B", "version": read.version}
    assert 302 == client.post(f"/archive/documents/{read.pk}/edit", said).status_code

    answer = client.post(f"/archive/documents/{read.pk}/edit", said | {"title": "乙"})

    assert 409 == answer.status_code
    assert "现存的值：甲" in answer.content.decode()
    assert "甲" == Document.objects.get(pk=read.pk).title


def test_a_record_is_added_from_selected_words(read: Any, log_in: Callable[..., Any]) -> None:
    client = log_in("analyst")
    start = TEXT.index("双方签署")
    page = client.get(f"/archive/documents/{read.pk}/add", {"start": start, "end": start + 14}).content.decode()
    assert "双方签署《深化合作框架协议" in page

    typed = {
        "f-title": "深化合作框架协议",
        "f-parties": "江苏省\n浙江省",
        "f-status": "signed",
        "f-strength": "framework",
    }
    answer = client.post(
        f"/archive/documents/{read.pk}/add",
        {"kind": "agreement", "quote": "双方签署《深化合作框架协议》", "start": start, "save": "1", **typed},
    )

    record = Record.objects.get(kind="agreement")
    assert f"/archive/records/{record.pk}" == answer["Location"]
    assert (start, "accepted", "framework") == (record.start, record.state, record.body["strength"])


def test_words_that_the_text_does_not_say_prove_nothing(read: Any, log_in: Callable[..., Any]) -> None:
    answer = log_in("analyst").post(
        f"/archive/documents/{read.pk}/add", {"kind": "visit", "quote": "原文没有的话", "save": "1", **_typed()}
    )

    assert 422 == answer.status_code
    assert "原文里没有这段文字" in answer.content.decode()


def test_publishing_and_taking_down_from_the_page(read: Any, log_in: Callable[..., Any]) -> None:
    do_accept_all(document=read, actor=None)
    assert 403 == log_in("analyst").post(f"/archive/documents/{read.pk}/publish").status_code

    log_in("officer").post(f"/archive/documents/{read.pk}/publish")
    assert "published" == Document.objects.get(pk=read.pk).state

    client = log_in("administrator")
    client.post(f"/archive/documents/{read.pk}/withdraw", {"why": ""})
    assert "published" == Document.objects.get(pk=read.pk).state
    client.post(f"/archive/documents/{read.pk}/withdraw", {"why": "发布者要求"})
    assert "withdrawn" == Document.objects.get(pk=read.pk).state


def test_merging_from_the_review_page(read: Any, document: Callable[..., Any], log_in: Callable[..., Any]) -> None:
    event = do_accept(record=read.records.order_by("start").first(), actor=None).event
    other = document(OTHER, JIANGSU, visit(OTHER, start="2023-03-18", end="2023-03-18"), title="另一篇").records.get()
    client = log_in("analyst")

    page = client.get(f"/archive/records/{other.pk}").content.decode()
    assert f"/archive/records/{other.pk}/merge/{event.key}" in page

    side = client.get(f"/archive/records/{other.pk}/merge/{event.key}").content.decode()
    assert "2023-03-18" in side
    assert "有 2 处说法不一" in side

    answer = client.post(
        f"/archive/records/{other.pk}/merge/{event.key}", {"why": "同一次考察", "choose-start": str(other.pk)}
    )

    assert f"/archive/events/{event.key}" == answer["Location"]
    event.refresh_from_db()
    assert (2, "2023-03-18") == (event.sources, event.day)
    whole = client.get(f"/archive/events/{event.key}").content.decode()
    assert "走访" in whole
    assert "另一篇" in whole
    gone = Event.objects.get(merged_into=event)
    assert f"/archive/events/{event.key}" == client.get(f"/archive/events/{gone.key}")["Location"]


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "请求更正或撤下"), ("en", "Ask for a correction")])
def test_the_public_asks_for_a_correction(published: Any, client: Any, language: str, words: str) -> None:
    key = Event.objects.first().key

    for address in (f"/events/{key}/request", f"/sources/{published.pk}/request"):
        assert words in _get(client, address, language).content.decode()
        answer = client.post(address, {"kind": "correction", "text": "日期应为18日"})
        assert 200 == answer.status_code

    assert 2 == Request.objects.count()


def test_a_machine_that_fills_the_hidden_field_asks_for_nothing(published: Any, client: Any) -> None:
    client.post(f"/sources/{published.pk}/request", {"kind": "correction", "text": "spam", "website": "http://x"})

    assert 0 == Request.objects.count()


def test_a_flood_of_requests_is_stopped(published: Any, client: Any) -> None:
    asked = {"kind": "correction", "text": "日期应为18日"}
    states = [client.post(f"/sources/{published.pk}/request", asked).status_code for _ in range(7)]

    assert [200] * 5 + [429] * 2 == states


def test_nothing_can_be_asked_about_what_is_not_public(read: Any, client: Any) -> None:
    do_accept_all(document=read, actor=None)

    assert 404 == client.get(f"/sources/{read.pk}/request").status_code
    assert 404 == client.get(f"/events/{Event.objects.first().key}/request").status_code


def test_an_answer_stands_on_the_public_form_and_a_take_down_takes_down(
    published: Any, client: Any, log_in: Callable[..., Any]
) -> None:
    address = f"/sources/{published.pk}/request"
    client.post(address, {"kind": "correction", "text": "日期应为18日", "contact": "a@b.cn"})
    client.post(address, {"kind": "take_down", "text": "请撤下"})
    correction, take_down = Request.objects.order_by("pk")

    officer = log_in("officer")
    page = officer.get("/archive/requests").content.decode()
    assert "有 2 件公众请求等待答复" in page
    assert "a@b.cn" in page
    officer.post(f"/archive/requests/{correction.pk}", {"answer": "原文写17日，不改", "verdict": "refused"})
    public = Client().get(address).content.decode()
    assert "原文写17日，不改" in public
    assert "a@b.cn" not in public

    assert 403 == officer.post(f"/archive/requests/{take_down.pk}", {"answer": "撤", "verdict": "accepted"}).status_code
    assert "open" == Request.objects.get(pk=take_down.pk).state

    log_in("administrator").post(f"/archive/requests/{take_down.pk}", {"answer": "撤下", "verdict": "accepted"})
    assert "withdrawn" == Document.objects.get(pk=published.pk).state
    assert not Event.objects.filter(public=True).exists()


def test_blind_coding_hides_what_others_gave(
    published: Any, person: Callable[..., Any], log_in: Callable[..., Any]
) -> None:
    record = published.records.order_by("start").first()
    client = log_in("analyst")

    assert f"/archive/coding/{record.pk}" == client.get("/archive/coding")["Location"]
    page = client.get(f"/archive/coding/{record.pk}").content.decode()
    assert "2023-03-17" in page
    form = page.partition('<form method="post">')[2].partition("</form>")[0]
    assert form.count(" selected>") == form.count('value="" selected>') > 0
    assert "checked" not in page

    given = {"kind": "party_government", "status": "done", "themes": ["theme:science_technology"]}
    client.post(f"/archive/coding/{record.pk}", given)

    assert {"party_government"} == set(record.codings.filter(field="kind").values_list("value", flat=True))
    assert "yes" == record.codings.get(field="theme:science_technology").value
    assert 200 == client.get("/archive/coders").status_code


def test_a_form_without_its_token_is_refused(read: Any, person: Callable[..., Any]) -> None:
    forger = Client(enforce_csrf_checks=True)
    forger.force_login(person("analyst"), backend="allauth.account.auth_backends.AuthenticationBackend")
    record = read.records.first()

    for address in (
        f"/archive/records/{record.pk}/accept",
        f"/archive/records/{record.pk}/edit",
        f"/archive/documents/{read.pk}/edit",
        "/archive/upload",
    ):
        assert 403 == forger.post(address, {"version": record.version}).status_code

    assert "proposed" == Record.objects.get(pk=record.pk).state


def test_a_get_changes_nothing(read: Any, log_in: Callable[..., Any]) -> None:
    record = read.records.first()
    client = log_in("analyst")

    for verb in ("accept", "reject", "undo"):
        assert 405 == client.get(f"/archive/records/{record.pk}/{verb}").status_code


def _upload(client: Any, *files: SimpleUploadedFile, **said: str) -> Any:
    given = {"place": JIANGSU, "grade": "B", "declaration": "on", "text": ""} | said
    return client.post("/archive/upload", given | {"files": list(files)})


def test_an_upload_is_read_in_the_background(db: None, uploads: Any, log_in: Callable[..., Any]) -> None:
    client = log_in("analyst")
    pdf = SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50)

    answer = _upload(
        client, SimpleUploadedFile("走访.txt", TEXT.encode()), pdf, publisher="新华日报", published="2023-04-10"
    )

    page = client.get(answer["Location"]).content.decode()
    assert "新收 1 篇，已有 0 篇，未收 1 件" in page
    assert "a.png" in page
    assert "OCR" in page
    read = Document.objects.get()
    assert ("read", "新华日报", "B") == (read.state, read.publisher, read.grade)
    assert {"江苏省"} <= {
        visitor["name"] for record in read.records.filter(kind="visit") for visitor in record.body["visitors"]
    }

    again = client.get(_upload(client, SimpleUploadedFile("走访.txt", TEXT.encode()))["Location"]).content.decode()
    assert "新收 0 篇，已有 1 篇" in again
    assert 1 == Document.objects.count()


def test_without_the_declaration_nothing_is_taken(db: None, uploads: Any, log_in: Callable[..., Any]) -> None:
    answer = _upload(log_in("analyst"), SimpleUploadedFile("a.txt", TEXT.encode()), declaration="")

    assert 422 == answer.status_code
    assert "不含涉密内容" in answer.content.decode()
    assert 0 == Document.objects.count()


def test_a_pasted_text_is_kept_and_read(db: None, uploads: Any, log_in: Callable[..., Any]) -> None:
    _upload(log_in("analyst"), text=TEXT, title="粘贴")

    assert ("粘贴", "read") == Document.objects.values_list("title", "state").get()


def test_nobody_uploads_into_another_region(db: None, uploads: Any, log_in: Callable[..., Any]) -> None:
    answer = _upload(log_in("analyst", ZHEJIANG), text=TEXT)

    assert 422 == answer.status_code
    assert 0 == Document.objects.count()


def test_a_document_with_marks_of_secrecy_is_refused(db: None, uploads: Any, log_in: Callable[..., Any]) -> None:
    client = log_in("analyst")

    page = client.get(_upload(client, text="秘密★1年\n" + TEXT)["Location"]).content.decode()

    assert "秘密★" in page
    assert "未收 1 件" in page
    assert 0 == Document.objects.count()


def test_names_of_regions_are_offered(db: None, log_in: Callable[..., Any]) -> None:
    found = log_in("analyst").get("/archive/regions", {"q": "杭州"}).json()["regions"]

    assert {"name": "浙江省杭州市", "code": "330100"} in found


def test_an_upload_that_was_cut_off_is_read_when_it_comes_again(
    db: None, uploads: Any, log_in: Callable[..., Any]
) -> None:
    do_add_document(actor=None, place=JIANGSU, data=TEXT.encode(), name="走访.txt")

    _upload(log_in("analyst"), SimpleUploadedFile("走访.txt", TEXT.encode()))

    assert "read" == Document.objects.get().state
