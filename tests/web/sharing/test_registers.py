"""Funds and what is kept on moving industry: entries that stay, figures that follow from them, who may do what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from tashan.rules import RuleError
from tashan.sharing.fund_files import read_register
from tashan.sharing.funds import fund_statement
from tashan.web.audit import queries as audit
from tashan.web.sharing import moved
from tashan.web.sharing.fund_files import as_file
from tashan.web.sharing.fund_queries import statement_on
from tashan.web.sharing.keeping import Typed, do_book, do_keep
from tashan.web.sharing.models import Fund, FundEntry, Kept
from tashan.web.sharing.services import SharingError

from .conftest import LIST, NANTONG, ROUND, SUQIAN, SUZHOU

WAN = 1_000_000

# --- funds ---


def test_a_fund_over_two_calls(booked: Fund) -> None:
    """Figures by member, by call and by region follow from the entries; an earlier day knows nothing later."""
    now, before = statement_on(booked, date(2025, 6, 30)), statement_on(booked, date(2024, 12, 31))

    assert (300 * WAN, 90 * WAN, 60 * WAN, 30 * WAN) == (
        now.members[SUQIAN].committed, now.members[SUQIAN].called, now.members[SUQIAN].paid, now.members[SUQIAN].overdue,
    )  # fmt: skip
    assert {SUQIAN: 120 * WAN} == now.uses
    assert (90 * WAN, 40 * WAN) == (now.cash, before.cash)
    assert () == before.overdue


def test_the_file_of_a_register_gives_the_same_figures(booked: Fund) -> None:
    """What the page offers as YAML is what `tashan fund` reads."""
    read = read_register(as_file(booked).encode(), "fund.yaml")
    found = fund_statement(read.entries, "2025-06-30", due_days=read.due_days)
    own = statement_on(booked, date(2025, 6, 30))

    assert list(own.members.values()) == list(found.members.values())
    assert own.cash == found.cash
    assert len(own.overdue) == len(found.overdue) == 1


def test_a_correction_is_an_entry_and_takes_what_it_needs_from_the_old_one(
    booked: Fund, person: Callable[..., Any]
) -> None:
    """Kind, region and member are those of the entry, whatever was typed."""
    made = do_book(
        actor=person("finance", SUZHOU), fund=booked,
        typed=Typed("call", date(2025, 4, 1), "-20", "万元", corrects=6, purpose="退回余款"),
    )  # fmt: skip

    assert ("use", SUQIAN, -20 * WAN, 6) == (made.kind, made.region, made.amount, made.corrects)
    assert {SUQIAN: 100 * WAN} == statement_on(booked, date(2025, 6, 30)).uses
    assert 120 * WAN == booked.entries.get(number=6).amount


@pytest.mark.parametrize("verb", ["change", "delete"])
def test_the_database_refuses_to_touch_an_entry(booked: Fund, verb: str) -> None:
    """Also past the services."""
    rows = FundEntry.objects.filter(fund=booked)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(amount=1) if verb == "change" else rows.delete()

    assert 8 == rows.count()


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (Typed("call", date(2025, 6, 1), "9999", "亿元"), RuleError),
        (Typed("payment", date(2025, 6, 1), "31", "万元", member=SUQIAN, call=7), RuleError),
        (Typed("payment", date(2025, 6, 1), "1", "万元", member=NANTONG, call=7), RuleError),
        (Typed("use", date(2025, 6, 1), "91", "万元", region=SUQIAN, purpose="x"), RuleError),
        (Typed("use", date(2025, 6, 1), "1.005", region=SUQIAN, purpose="x"), RuleError),
        (Typed("use", date(2025, 6, 1), "1", region=SUQIAN), SharingError),
        (Typed("use", date(2025, 6, 1), "1", region="999999", purpose="x"), SharingError),
        (Typed("gift", date(2025, 6, 1), "1"), SharingError),
        (Typed("use", date(2025, 6, 1), "-1", corrects=99), SharingError),
        (Typed("payment", date(2025, 6, 1), "-100", "万元", corrects=4), RuleError),
    ],
)
def test_what_would_make_a_register_unsound_is_refused(
    booked: Fund, person: Callable[..., Any], typed: Typed, error: type[Exception]
) -> None:
    """Nothing is kept then."""
    with pytest.raises(error):
        do_book(actor=person("finance", SUZHOU), fund=booked, typed=typed)

    assert 8 == booked.entries.count()


def test_a_new_member_joins_by_its_commitment(booked: Fund, person: Callable[..., Any]) -> None:
    """And sees the fund from then on."""
    do_book(
        actor=person("finance", SUZHOU), fund=booked, typed=Typed("commitment", date(2025, 4, 1), "1", member=NANTONG)
    )
    booked.refresh_from_db()

    assert NANTONG in booked.members


@pytest.mark.parametrize(
    ("role", "place", "may"),
    [("finance", SUZHOU, True), ("officer", SUZHOU, False), ("finance", SUQIAN, False), ("finance", "320000", True)],
)
def test_the_keepers_finance_officers_enter(
    fund: Fund, person: Callable[..., Any], role: str, place: str, *, may: bool
) -> None:
    """Members see, the keeper keeps."""
    typed = Typed("commitment", date(2024, 1, 1), "1", member=SUZHOU)
    if may:
        assert 1 == do_book(actor=person(role, place), fund=fund, typed=typed).number
        return
    with pytest.raises(PermissionDenied):
        do_book(actor=person(role, place), fund=fund, typed=typed)


def test_every_entry_is_in_the_audit_log(booked: Fund, person: Callable[..., Any]) -> None:
    """With what was entered."""
    thing = f"sharing.fund:{booked.pk}"
    events = audit.events_for(person("administrator", "*"), {"thing": thing})

    assert ["sharing.book_fund"] * 8 + ["sharing.open_fund"] == [each.action for each in events]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_of_a_fund(booked: Fund, log_in: Callable[..., Any], language: str) -> None:
    """Its register, a member's statement, the list; tables as files, exact."""
    client = log_in("reader", SUQIAN)
    at = f"?day=2025-06-30&language={language}"
    whole = client.get(reverse("sharing-fund-page", args=(booked.pk,)) + at).content.decode()
    own = client.get(reverse("sharing-fund-member", args=(booked.pk, SUQIAN)) + at).content.decode()
    listed = client.get(f"{reverse('sharing-funds')}?language={language}").content.decode()
    file = client.get(reverse("sharing-fund-page", args=(booked.pk,)) + at + "&get=members.csv").content.decode()

    assert "900,000.00" in whole
    assert "300,000.00" in own
    assert "100,000.00" not in own.partition("calls-title")[2].partition("</table>")[0]
    assert "示例引导基金" in listed
    assert "3000000.00,900000.00,600000.00,300000.00" in file
    assert 404 == client.get(reverse("sharing-fund-member", args=(booked.pk, NANTONG))).status_code


def test_strangers_see_no_fund_and_members_enter_nothing(booked: Fund, log_in: Callable[..., Any]) -> None:
    """Not even its name."""
    pages = [reverse("sharing-fund-page", args=(booked.pk,)), reverse("sharing-fund-book", args=(booked.pk, "call"))]

    assert [200, 403] == [log_in("finance", SUQIAN).get(page).status_code for page in pages]
    assert [403, 403] == [log_in("finance", NANTONG).get(page).status_code for page in pages]
    assert "示例引导基金" not in log_in("finance", NANTONG).get(reverse("sharing-funds")).content.decode()


@pytest.mark.parametrize("kind", FundEntry.Kind.values)
def test_every_kind_of_entry_has_its_form(booked: Fund, log_in: Callable[..., Any], kind: str) -> None:
    """What is wrong is said, in Chinese too, and what was typed stays."""
    client, page = log_in("finance", SUZHOU), reverse("sharing-fund-book", args=(booked.pk, kind))
    typed = {
        "day": "2025-06-01", "amount": "99999999", "unit": "亿元", "member": SUQIAN, "call": "7", "region": SUQIAN,
        "purpose": "x",
    }  # fmt: skip

    assert 200 == client.get(page).status_code
    answer = client.post(page, {**typed, "amount": "a lot"})
    assert 422 == answer.status_code
    assert "不是金额" in answer.content.decode()
    assert "a lot" in answer.content.decode()
    assert 8 == booked.entries.count()


def test_a_fund_is_opened_and_filled_on_pages(log_in: Callable[..., Any]) -> None:
    """Places by name; a correction from its own form."""
    client = log_in("finance", SUZHOU)
    client.post(reverse("sharing-fund-open"), {"name": "新基金", "keeper": "苏州市", "members": "苏州市\n宿迁市"})
    fund = Fund.objects.get(name="新基金")
    book = reverse("sharing-fund-book", args=(fund.pk, "commitment"))
    client.post(book, {"day": "2024-01-01", "amount": "5", "unit": "万元", "member": "宿迁市"})
    correct = reverse("sharing-fund-correct", args=(fund.pk, 1))
    assert 200 == client.get(correct).status_code
    client.post(correct, {"day": "2024-01-02", "amount": "1", "unit": "万元", "direction": "less", "purpose": "误登"})

    assert (SUZHOU, [SUZHOU, SUQIAN]) == (fund.keeper, fund.members)
    assert [(5 * WAN, None), (-WAN, 1)] == [(each.amount, each.corrects) for each in fund.entries.all()]


@pytest.mark.parametrize(("keeper", "status"), [("", 422), ("某某市", 422), ("南京市", 403)])
def test_a_keeper_that_nobody_knows_is_told_and_one_of_others_is_refused(
    log_in: Callable[..., Any], keeper: str, status: int
) -> None:
    """What was typed stays in the form."""
    answer = log_in("finance", SUZHOU).post(
        reverse("sharing-fund-open"), {"name": "新基金", "keeper": keeper, "members": "苏州市"}
    )

    assert status == answer.status_code
    assert (status == 422) == ("新基金" in answer.content.decode())
    assert not Fund.objects.filter(name="新基金").exists()


# --- moving industry ---


@pytest.mark.parametrize(
    ("region", "day", "words"),
    [
        ("宿迁市", "2021-06-01", "属于限制"),
        ("宿迁市", "2022-06-01", "属于禁止"),
        ("321302", "2022-06-01", "属于禁止"),
        ("南通市", "2022-06-01", "没有限制"),
    ],
)
@pytest.mark.usefixtures("registers")
def test_the_registers_answer_by_date_and_place(log_in: Callable[..., Any], region: str, day: str, words: str) -> None:
    """Allowed under conditions the year before, forbidden since; a county follows its city."""
    asked = {"code": "c2611", "region": region, "day": day}
    page = log_in("reader", SUZHOU).get(reverse("sharing-moving"), asked).content.decode()

    assert words in page
    assert ("2 个平台承接" if day < "2022" else "1 个平台承接：西园 (南通市)") in page
    assert ("目录禁止" in page) == (day >= "2022")


@pytest.mark.usefixtures("registers")
def test_a_change_is_a_new_version_and_the_old_one_stays(person: Callable[..., Any]) -> None:
    """The second editor is told; a change without a reason is refused; the database refuses to touch what is kept."""
    officer = person("officer", SUQIAN)
    first = Kept.objects.get(kind="list")
    second = do_keep(
        actor=officer, kind="list", place="", text=LIST.replace("from: 2022", "from: 2023"), key=first.key, version=1,
        why="施行日期以文件为准",
    )  # fmt: skip

    assert [2, 1] == list(Kept.objects.filter(key=first.key).values_list("version", flat=True))
    assert [second.pk] == [each.pk for each in moved.latest("list")]
    for version, why in ((1, "晚了一步"), (2, "")):
        with pytest.raises(SharingError):
            do_keep(actor=officer, kind="list", place="", text=LIST, key=first.key, version=version, why=why)
    with pytest.raises(DatabaseError), transaction.atomic():
        Kept.objects.filter(pk=first.pk).update(text="")
    with pytest.raises(SharingError, match="请在原处修改"):
        do_keep(actor=officer, kind="list", place=SUQIAN, text=LIST)


@pytest.mark.parametrize(
    ("kind", "text", "error"),
    [
        ("list", LIST.replace("forbidden", "forbiden"), RuleError),
        ("platform", "platforms: []\n", RuleError),
        ("round", ROUND.replace("land: 100", "land: much"), RuleError),
        ("round", "x" * 300_000, SharingError),
        ("plan", "x: y", SharingError),
    ],
)
def test_unsound_files_are_not_kept(person: Callable[..., Any], kind: str, text: str, error: type[Exception]) -> None:
    """Each problem with its line."""
    with pytest.raises(error):
        do_keep(actor=person("officer", SUQIAN), kind=kind, place=SUQIAN, text=text)

    assert 0 == Kept.objects.count()


@pytest.mark.parametrize(("role", "place"), [("reader", SUQIAN), ("officer", NANTONG), ("analyst", SUQIAN)])
def test_a_place_keeps_its_own(person: Callable[..., Any], role: str, place: str) -> None:
    """Officers and finance officers of the place."""
    with pytest.raises(PermissionDenied):
        do_keep(actor=person(role, place), kind="list", place=SUQIAN, text=LIST)


def _placed(one: Kept) -> dict[str, str | None]:
    """Firm → place."""
    choices = [each.choice for each in moved.result_of(one)]
    return {each.need: each.match.offer if each.match else None for each in choices}


@pytest.mark.usefixtures("registers")
def test_a_round_gives_no_firm_a_place_where_it_is_forbidden(person: Callable[..., Any]) -> None:
    """The better place is refused to the chemical firm by the list; later lists do not change an old round."""
    one = do_keep(actor=person("officer", SUZHOU), kind="round", place=SUZHOU, text=ROUND)
    found = _placed(one)
    do_keep(
        actor=person("officer", NANTONG), kind="list", place=NANTONG,
        text=LIST.replace("宿迁市", "南通市").replace("示例市", "南通市"),
    )  # fmt: skip

    assert {"甲公司": "西园", "乙公司": "东园"} == found
    assert found == _placed(one)
    assert ("东园：C2611 自 2022-01-01 起禁止（示例市产业禁止和限制目录 附件二）",) == moved.result_of(one)[0].refused


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.usefixtures("registers")
def test_the_pages_of_moving_industry(log_in: Callable[..., Any], person: Callable[..., Any], language: str) -> None:
    """Registers, an entry of each with its versions, a round with its reasons in the reader's language, as files too."""
    one = do_keep(actor=person("officer", SUZHOU), kind="round", place=SUZHOU, text=ROUND)
    client = log_in("officer", SUZHOU)

    def page(name: str, *args: object, **asked: str) -> str:
        return str(client.get(reverse(name, args=args), {"language": language, **asked}).content.decode())

    assert "东园" in page("sharing-moving")
    assert "首次对接" in page("sharing-rounds")
    for kept in Kept.objects.all():
        assert kept.title in page("sharing-kept", kept.pk)
    result = page("sharing-kept", one.pk)
    assert ("有 100，要不少于 10" if language != "en" else "100, wanted at least 10") in result
    assert "东园" in page("sharing-kept", one.pk, get="pairs.csv")
    assert ROUND == page("sharing-kept", one.pk, format="yaml")
    assert "东园" in page("sharing-keep", "round")


@pytest.mark.usefixtures("registers")
def test_a_platform_is_kept_and_changed_by_its_form(log_in: Callable[..., Any]) -> None:
    """The region by name; the next version begins with what is there."""
    client = log_in("officer", SUQIAN)
    typed = {
        "place": "宿迁市", "name": "北园", "region": "宿迁市", "industries": "c36，C37", "from": "2024-01-01", "land": "7",
        "document": "名单二",
    }  # fmt: skip
    client.post(reverse("sharing-keep", args=("platform",)), typed)
    kept = Kept.objects.get(title="北园")
    change = reverse("sharing-keep-next", args=("platform", kept.pk))
    assert "C36, C37" in client.get(change).content.decode()
    wrong = client.post(change, {**typed, "land": "many", "version": "1", "why": "x"})
    client.post(change, {**typed, "land": "9", "version": "1", "why": "扩地"})

    assert (422, "many" in wrong.content.decode()) == (wrong.status_code, True)
    assert [9] == [each.land for each in moved.platforms() if each.name == "北园"]
    assert SUQIAN == moved.platforms_of(kept.text)[0].region


def test_a_round_is_seen_by_who_keeps_it(log_in: Callable[..., Any], person: Callable[..., Any]) -> None:
    """Firms' needs are nobody else's business; lists and platforms are everybody's who has a role."""
    one = do_keep(actor=person("officer", SUZHOU), kind="round", place=SUZHOU, text=ROUND)
    page = reverse("sharing-kept", args=(one.pk,))

    assert [200, 403] == [log_in("reader", place).get(page).status_code for place in (SUZHOU, NANTONG)]
    assert "首次对接" not in log_in("reader", NANTONG).get(reverse("sharing-rounds")).content.decode()
