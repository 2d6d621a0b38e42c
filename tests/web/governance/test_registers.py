"""Registers: what stands in them on a day, who keeps them, what is refused; investment promotion."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import translation

from tashan.governance.investment import Step
from tashan.web.archive.models import Event
from tashan.web.governance import standing
from tashan.web.governance.entries import SHAPES, as_typed, read_entry
from tashan.web.governance.models import Body, Register
from tashan.web.governance.services import GovernanceError, do_keep_register, do_load_sample

from .conftest import JIAXING, OFFICE, SHA, SUZHOU, TODAY

pytestmark = pytest.mark.django_db
PUBLIC = AnonymousUser()

GOOD: dict[str, dict[str, Any]] = {
    "border": {
        "kind": "river",
        "course": "120.1,31.2 120.6,31.1",
        "duties": [
            {"member": "320500 苏州市", "section": "左岸", "first": "2024-01-01"},
            {"member": "330400", "first": "2024-01-01", "last": "2025-12-31"},
        ],
    },
    "standard": {
        "field": "政务",
        "uses": [{"member": SUZHOU, "version": "2", "first": "2024-01-01", "document": "文号"}],
    },
    "act": {
        "jurisdictions": "320000、330000",
        "texts": [{"jurisdiction": "320000", "title": "条例", "effective": "2024-05-01"}],
    },
    "panel": {
        "presiding": "甲",
        "first": "2026-01-01",
        "members": [
            {"person": "甲", "court": "院一", "region": SUZHOU}, {"person": "乙", "court": "院二", "region": JIAXING},
            {"person": "丙", "court": "院二", "region": JIAXING},
        ],
    },
    "secondment": {
        "cadres": [
            {"senders": SUZHOU, "who": "张某", "role": "协调", "count": "1", "first": "2026-01-01", "last": "2026-12-31"},
            {"senders": [JIAXING], "role": "协调", "count": 3, "first": "2025-01-01", "last": "2025-12-31"},
        ],
    },
    "investment": {
        "origin": "某外资企业",
        "host": SUZHOU,
        "yuan": "1,000,000",
        "steps": [
            {
                "step": "signed", "on": "2026-01-05", "grade": "B", "document": "报", "quote": "签约", "sha256": SHA,
                "published": "2026-01-06",
            },
        ],
    },
}  # fmt: skip


def _keep(actor: Any, body: Any, kind: str, content: Any, version: int | None = None) -> Register:
    return do_keep_register(
        actor=actor, body=body, kind=kind, key=f"{kind}-1", title="名称", content=content, version=version
    )


@pytest.mark.parametrize("kind", sorted(SHAPES))
def test_every_kind_is_kept_and_comes_back_as_it_was_typed(
    kind: str, office: Any, person: Callable[..., Any], log_in: Callable[..., Any]
) -> None:
    """Through the service and through the form, which shows what is kept; the chain has both versions."""
    kept = _keep(person("officer", OFFICE), office, kind, GOOD[kind])
    shape = SHAPES[kind]
    form: dict[str, Any] = {"title": "名称", "version": kept.version}
    for cell in shape.head:
        form[f"head-{cell.key}"] = as_typed(cell, kept.content.get(cell.key))
    for cell in shape.cells:
        form[f"row-{cell.key}"] = [as_typed(cell, row.get(cell.key)) for row in kept.content[shape.rows]] + [""]
    desk = log_in("officer", OFFICE)
    address = f"/governance/bodies/lake.office/register/{kind}/{kind}-1"

    assert desk.get(address).status_code == 200
    assert desk.post(address, form).status_code == 302
    assert (kept.content, 2) == (Register.objects.get().content, Register.objects.get().version)
    assert desk.post(address, form).status_code == 422  # the second editor is told


@pytest.mark.parametrize(
    ("kind", "change", "words"),
    [
        ("border", {"kind": "moon"}, "不在可选之列"),
        ("border", {"course": "here"}, "118.5,31.6"),
        ("border", {"duties": [{"member": "999999", "first": "2024-01-01"}]}, "“责任方”（999999）须为六位区划代码"),
        ("border", {"duties": [{"member": SUZHOU}]}, "第 1 行：请填“起”"),
        ("border", {"duties": [{"member": SUZHOU, "first": "2024-02-30"}]}, "须如 2026-11-22"),
        ("border", {"duties": [{"member": SUZHOU, "first": "2024-02-03", "last": "2024-01-01"}]}, "早于"),
        ("border", {"moon": "full"}, "没有“moon”这一栏"),
        ("border", {"duties": "x"}, "须是不超过 200 行的表"),
        ("border", {"duties": ["x"]}, "第 1 行：须是字段和值"),
        ("standard", {"uses": [{**GOOD["standard"]["uses"][0]}] * 2}, "同时"),
        ("act", {"jurisdictions": "320000 320000"}, "各一次"),
        ("act", {"jurisdictions": "320000"}, "两"),
        ("panel", {"presiding": "丁"}, "主办"),
        ("panel", {"members": GOOD["panel"]["members"][:2]}, "单数"),
        ("secondment", {"cadres": [{**GOOD["secondment"]["cadres"][0], "count": 2}]}, "人数"),
        ("secondment", {"cadres": [{**GOOD["secondment"]["cadres"][0], "count": "-1"}]}, "须为整数"),
        ("investment", {"yuan": "some"}, "须为整数"),
        ("investment", {"steps": GOOD["investment"]["steps"] * 2}, "同一步列了两次"),
        ("investment", {"steps": [{**GOOD["investment"]["steps"][0], "published": "2026-01-01"}]}, "预告"),
        ("investment", {"steps": [{**GOOD["investment"]["steps"][0], "sha256": "x"}]}, "64 位"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_its_row_in_the_readers_language(
    kind: str, change: dict[str, Any], words: str, office: Any, person: Callable[..., Any]
) -> None:
    """Nothing is kept; the reason names row and field, in Chinese without English, in English without Chinese."""
    officer = person("officer", OFFICE)
    with translation.override("zh-hans"), pytest.raises(GovernanceError) as chinese:
        _keep(officer, office, kind, {**GOOD[kind], **change})
    with translation.override("en"), pytest.raises(GovernanceError) as english:
        _keep(officer, office, kind, {**GOOD[kind], **change})

    assert words in str(chinese.value)
    assert not re.search("[a-z]{2}", re.sub("moon|some|here|duties|SHA", "", str(chinese.value)))
    assert not re.search("[。；请须]", str(english.value))
    assert Register.objects.count() == 0


def test_content_that_is_no_mapping_is_refused() -> None:
    """Whatever a program sends."""
    wrong: tuple[Any, ...] = ([], "x", 3, None)
    assert all(read_entry("border", content).reasons for content in wrong)


def test_who_keeps_registers(log_in: Callable[..., Any], office: Any) -> None:
    """The office of the body; a member's officer does not; a kind that is none is nowhere."""
    address = "/governance/bodies/lake.office/register/border"
    data = {"key": "r1", "title": "界河", "head-kind": "river", "row-member": [SUZHOU, JIAXING],
            "row-section": ["", ""], "row-officer": ["", ""], "row-first": ["2024-01-01"] * 2, "row-last": ["", ""]}  # fmt: skip

    assert log_in("officer", SUZHOU).post(address, data).status_code == 403
    desk = log_in("officer", OFFICE)
    assert desk.post(address, {**data, "title": ""}).status_code == 422
    assert desk.post(address, data).status_code == 302
    assert "界河" in desk.get("/governance/borders").content.decode()
    assert desk.get("/governance/bodies/lake.office/register/nothing").status_code == 404


# The sample, which has one of each


@pytest.fixture
def sample(db: None) -> None:
    do_load_sample(day=TODAY)


def test_one_river_with_four_parties_and_three_joint_tasks_one_late(client: Any, sample: None) -> None:
    """On the map, with the mark of the late one; in the list, with its light."""
    (river,) = standing.borders_on(PUBLIC, TODAY)
    text = client.get("/governance/borders").content.decode()
    drawn = text[text.index("<svg xmlns") : text.index("</figure>")]

    assert (4, 3, 1) == (len(river.joint.parties), len(river.joint.tasks.rows), river.joint.tasks.by_light["red"])
    assert 4 == drawn.count("<circle")
    assert "示例界河: 1 项逾期" in drawn
    assert "4 方共管，3 项联合任务中 1 项逾期" in text


def test_a_river_before_anybody_answered_for_it(sample: None) -> None:
    """On that day nobody is responsible, and that is said."""
    (river,) = standing.borders_on(PUBLIC, date(2020, 1, 1))

    assert ((), "border_parties") == (river.joint.parties, river.joint.problems[0].code)


def test_one_act_three_texts_one_day(sample: None, client: Any) -> None:
    """2024-05-01 everywhere; the day before it holds nowhere."""
    (act,) = standing.acts_on(PUBLIC, date(2024, 5, 1))
    (before,) = standing.acts_on(PUBLIC, date(2024, 4, 30))

    assert (3, date(2024, 5, 1), 3, 0) == (
        len(act.act.texts),
        act.act.effective,
        len(act.in_force),
        len(before.in_force),
    )
    assert "当日无效" in client.get("/governance/acts?day=2024-04-30").content.decode()


def test_standards_as_of_a_day(sample: None) -> None:
    """Two versions of three members are not one; before the first use nobody has any."""
    (now,) = standing.standards_on(PUBLIC, TODAY)
    (then,) = standing.standards_on(PUBLIC, date(2020, 1, 1))

    assert ({"310000": "2.0", "320000": "2.0", "340000": "1.0"}, "") == (now.standing.versions, now.standing.unified)
    assert {} == then.standing.versions


def test_cadres_of_the_delta_office(sample: None, person: Callable[..., Any], log_in: Callable[..., Any]) -> None:
    """17 of the batch that a source counts, which no source splits; those on the register beside them, with names for members alone."""
    body = Body.objects.get(place="body:yangtze_delta.regional_office")
    cadres = [
        {"senders": ["310000"], "who": "张某", "role": "协调", "count": 1, "first": "2026-01-01", "last": "2026-12-31"}
    ]
    do_keep_register(
        actor=person("officer", body.place),
        body=body,
        kind="secondment",
        key="s",
        title="名册",
        content={"cadres": cadres},
    )
    at = {one.body.key: one for one in standing.cadres_on(PUBLIC, TODAY)}["regional_office"]
    then = {one.body.key: one for one in standing.cadres_on(PUBLIC, date(2018, 6, 1))}["regional_office"]

    assert (18, 1, 17) == (at.count, len(at.ending), then.count)
    assert [(4, 17), (1, 1)] == [(len(senders), count) for senders, count in at.by_sender]
    page = Client().get("/governance/cadres?language=en").content.decode()
    assert ("张某" in page, "Shanghai, Jiangsu, Zhejiang, Anhui" in page) == (False, True)
    assert "张某" in log_in("reader", "320000").get("/governance/cadres").content.decode()


def test_the_funnel_of_projects(sample: None) -> None:
    """Seven signed, four contracted, three started, one delivered; shares of origin add up to one, the unknown stays."""
    found = standing.promotion_on(PUBLIC, TODAY)

    assert [7, 4, 3, 1] == [one.projects for one in found.reached]
    assert {"310000": 2, "320000": 2, "330000": 2, "": 1} == {one.origin: one.projects for one in found.origins}
    assert 1 == sum(one.share for one in found.origins)
    assert [0, 0, 0, 0] == [one.projects for one in standing.promotion_on(PUBLIC, date(2020, 1, 1)).reached]
    assert {"310000"} == {one.origin for _, one in standing.promotion_on(PUBLIC, TODAY, origin="310000").projects}


def test_signings_of_reports_count_once_and_are_no_projects(db: None, client: Any) -> None:
    """23 projects and 49.31 bn yuan of Guizhou and Guangdong: typed in, and read from another report of those days."""
    body = {
        "id": "s", "projects": 23, "amount_cny": 49_310_000_000, "date": "2023-03-24", "status": "signed",
        "investors": [{"code": "440000", "name": "广东省"}], "recipients": [{"code": "520000", "name": "贵州省"}],
    }  # fmt: skip
    Event.objects.create(
        key="signing-1", kind="signing", body=body, day="2023-03-24", grade="B", public=True,
        created_at="2026-01-01T00:00Z", changed_at="2026-01-01T00:00Z",
    )  # fmt: skip
    found = standing.promotion_on(PUBLIC, TODAY)
    text = client.get("/governance/investment?host=520000").content.decode()

    assert (1, 23, 49_310_000_000, 2) == (
        len(found.signings), found.announced, found.amount_yuan, len(found.signings[0].reports),
    )  # fmt: skip
    assert [(one.step, 0) for one in found.reached] == [(step, 0) for step in Step]
    assert all(words in text for words in ("493.1亿元", "41.0%", "约1590", "还没有证据", "/events/signing-1"))
    assert () == standing.promotion_on(PUBLIC, TODAY, host="320000").signings


@pytest.mark.parametrize(
    "address", ["sample-project-1/evidence/closed", "sample-project-7/evidence/started", "none/evidence/signed"]
)
def test_evidence_that_is_not_there(client: Any, sample: None, address: str) -> None:
    """Has no page."""
    assert client.get(f"/governance/investment/{address}").status_code == 404
