"""The pages of joint approvals: what waits for me, one request, in both languages; forged input."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from tashan.web.approvals import kinds, queries
from tashan.web.approvals.models import Approval
from tashan.web.approvals.services import do_open, do_vote
from tashan.web.notices.models import Notice
from tashan.web.notices.work import work_for

from ..conftest import JIANGSU, SUZHOU, ZHEJIANG  # noqa: TID252


@pytest.fixture(autouse=True)
def _kind() -> Iterator[None]:
    kinds.register(kinds.Kind("tests.pages", "合作事项立项", "start of a matter", approved=kinds.nothing))
    yield
    kinds.forget("tests.pages")


@pytest.fixture
def approval(person: Callable[..., Any]) -> Approval:
    """Two provinces vote on a project; an officer of Jiangsu asks."""
    for place in (JIANGSU, ZHEJIANG):
        person("approver", place)
    return do_open(
        actor=person("officer", JIANGSU),
        kind="tests.pages",
        thing="tests.matter:1",
        title="饮用水源应急联通工程二期",
        title_en="Drinking water link, phase two",
        effect="本事项由“提出”转为“议定”。",
        effect_en="the matter moves from proposed to agreed.",
        rule="联席会议章程第9条",
        rule_en="Charter of the joint conference, article 9",
        parties=(JIANGSU, ZHEJIANG),
        due=date(2099, 11, 28),
        facts=({"zh": "出资", "en": "Money", "value": "1,240 万元"},),
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "zh-hans",
            (
                "请代表",
                "浙江省",
                "须各方一致",
                "联席会议章程第9条",
                "出资",
                "1,240 万元",
                "提交人不参加表决",
                "退回补充",
            ),
        ),
        ("en", ("Vote for", "Zhejiang", "all have to approve", "article 9", "Money", "who opens it does not vote")),
    ],
)
def test_the_page_says_what_happens_under_which_rule_and_who_voted(
    log_in: Callable[..., Any], approval: Approval, language: str, words: tuple[str, ...]
) -> None:
    page = log_in("approver", ZHEJIANG).get(f"/approvals/{approval.pk}/?language={language}").content.decode()

    assert [] == [word for word in words if word not in page]
    assert 'name="verdict" value="approve"' in page


def test_the_list_tells_how_many_wait_and_empty_lists_teach(log_in: Callable[..., Any], approval: Approval) -> None:
    waits = log_in("approver", ZHEJIANG).get("/approvals/").content.decode()
    nothing = log_in("approver", "440000").get("/approvals/").content.decode()

    assert "1项请求等您表决" in waits
    assert approval.title in waits
    assert "现在没有等您表决的请求" in nothing
    assert approval.title not in nothing


def test_voting_on_the_page_decides_it(
    log_in: Callable[..., Any], person: Callable[..., Any], approval: Approval
) -> None:
    do_vote(actor=person("approver", JIANGSU), approval=approval, party=JIANGSU, verdict="approve", reason="数据须共享")
    client = log_in("approver", ZHEJIANG)

    before = client.get(f"/approvals/{approval.pk}/").content.decode()
    answer = client.post(
        f"/approvals/{approval.pk}/vote", {"party": ZHEJIANG, "verdict": "approve", "round": "1"}, follow=True
    ).content.decode()

    assert "您同意后立即生效" in before
    assert "数据须共享" in before
    assert "已通过并生效" in answer
    assert 'name="verdict"' not in answer


def test_a_refusal_without_a_reason_keeps_the_page_and_says_what_is_missing(
    log_in: Callable[..., Any], approval: Approval
) -> None:
    answer = log_in("approver", ZHEJIANG).post(
        f"/approvals/{approval.pk}/vote", {"party": ZHEJIANG, "verdict": "reject", "round": "1"}
    )

    assert 422 == answer.status_code
    assert "请写明理由" in answer.content.decode()
    assert 0 == approval.votes.count()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"party": JIANGSU, "verdict": "approve", "round": "1"}, 403),  # another party's vote
        ({"party": "440000", "verdict": "approve", "round": "1"}, 403),
        ({"party": ZHEJIANG, "verdict": "decide", "round": "1"}, 422),
        ({"party": ZHEJIANG, "verdict": "approve", "round": "7"}, 422),
        ({"party": ZHEJIANG, "verdict": "approve", "round": "x"}, 422),
        ({}, 422),
    ],
)
def test_forged_votes_change_nothing(
    log_in: Callable[..., Any], approval: Approval, said: dict[str, str], expected: int
) -> None:
    answer = log_in("approver", ZHEJIANG).post(f"/approvals/{approval.pk}/vote", said)

    assert expected == answer.status_code
    assert 0 == approval.votes.count()


@pytest.mark.parametrize(
    ("role", "place", "expected"),
    [
        ("reader", JIANGSU, 200),
        ("approver", ZHEJIANG, 200),
        ("reader", "*", 200),
        ("reader", SUZHOU, 403),
        ("administrator", "440000", 403),
        (None, JIANGSU, 403),
    ],
)
def test_only_people_of_the_parties_see_it(
    log_in: Callable[..., Any], approval: Approval, role: str | None, place: str, expected: int
) -> None:
    assert expected == log_in(role, place).get(f"/approvals/{approval.pk}/").status_code


def test_who_is_not_logged_in_is_asked_to(client: Any, approval: Approval) -> None:
    answer = client.get(f"/approvals/{approval.pk}/")

    assert (302, True) == (answer.status_code, "/account/login/" in answer["Location"])


def test_the_opener_withdraws_and_opens_again(log_in: Callable[..., Any], approval: Approval) -> None:
    client = log_in("officer", JIANGSU)
    client.post(f"/approvals/{approval.pk}/withdraw", {"reason": "数字有误"})
    approval.refresh_from_db()
    withdrawn = approval.state
    page = client.post(
        f"/approvals/{approval.pk}/reopen", {"reason": "已更正", "due": "2099-12-01"}, follow=True
    ).content.decode()
    approval.refresh_from_db()

    assert ("withdrawn", "open", 2) == (withdrawn, approval.state, approval.round)
    assert "第2次提交" in page
    assert "已更正" in page


def test_votes_stand_in_the_work_of_approvers(person: Callable[..., Any], approval: Approval) -> None:
    titles = {place: [item.title for item in work_for(person("approver", place))] for place in (ZHEJIANG, "440000")}

    assert {ZHEJIANG: [approval.title], "440000": []} == titles
    assert [] == work_for(person("officer", JIANGSU))


def test_what_is_seen_and_what_is_voted_on_follow_the_same_places(
    person: Callable[..., Any], approval: Approval
) -> None:
    """A list never shows what the page would refuse, and hides nothing that it would show."""
    for role, place in (
        ("reader", JIANGSU),
        ("reader", "*"),
        ("approver", ZHEJIANG),
        ("reader", SUZHOU),
        ("finance", "440000"),
    ):
        somebody = person(role, place)
        expected = somebody.has_perm("approvals.see_request", approval)

        assert expected is queries.visible_to(somebody).filter(pk=approval.pk).exists()


def test_approvers_are_told_when_it_opens_and_the_opener_when_it_is_decided(
    person: Callable[..., Any], approval: Approval
) -> None:
    do_vote(
        actor=person("approver", ZHEJIANG), approval=approval, party=ZHEJIANG, verdict="return", reason="补充水量数据"
    )

    told = [(notice.person.username, notice.kind) for notice in Notice.objects.order_by("id")]
    assert [
        (f"approver-{JIANGSU}", "approvals.opened"),
        (f"approver-{ZHEJIANG}", "approvals.opened"),
        (f"officer-{JIANGSU}", "approvals.returned"),
    ] == told


def test_a_hostile_title_is_text(log_in: Callable[..., Any], person: Callable[..., Any]) -> None:
    hostile = do_open(
        actor=person("officer", JIANGSU), kind="tests.pages", thing="tests.matter:2", parties=(JIANGSU, ZHEJIANG),
        title="<script>alert(1)</script>{x}", effect="<b>{0}</b>", rule="<i>",
        facts=({"zh": "<img>", "en": "", "value": "<u>"},),
    )  # fmt: skip

    page = log_in("approver", ZHEJIANG).get(f"/approvals/{hostile.pk}/").content.decode()

    assert "<script>alert" not in page
    assert "<img>" not in page
    assert "&lt;script&gt;" in page
