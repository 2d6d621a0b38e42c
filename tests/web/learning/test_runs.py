"""Models fitted in the background: who may start them, that parts are fitted once, and that the result stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from tashan.web.audit.queries import verify
from tashan.web.jobs.services import do_resume
from tashan.web.learning import fitting, runs, services
from tashan.web.learning.asked import asked_of
from tashan.web.learning.models import ModelRun

from ..conftest import JIANGSU, ZHEJIANG  # noqa: TID252

NAMES = "北京 天津 河北 山西 辽宁 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东".split()
PAIRS = [(a, b) for i, a in enumerate(NAMES) for j, b in enumerate(NAMES) if a != b and (i * 7 + j * 5) % 4 == 0]
MANY = "来访方,接待方,日期\n" + "\n".join(f"{a},{b},2020" for a, b in PAIRS)


@pytest.fixture
def start(add_visits: Callable[..., Any], person: Callable[..., Any]) -> Callable[..., ModelRun]:
    """Start a run of a table of invented visits."""

    def do(text: str = MANY, *, public: bool = True, role: str = "analyst", place: str = JIANGSU) -> ModelRun:
        table = add_visits(text, public=public)
        actor = person(role, place)
        asked = asked_of(person("analyst"), {"level": "province", "source": str(table.pk)})
        run = services.do_start_run(
            actor=actor, place=place, question=asked.question, model="poisson", permutations=199
        )
        return ModelRun.objects.get(pk=run.pk)

    return do


def test_a_finished_run_is_a_page_with_the_numbers_of_the_page_that_is_computed_at_once(
    client: Any, start: Callable[..., ModelRun]
) -> None:
    run = start()
    query = {"language": "zh-hans", "level": "province", "source": str(run.table_id)}
    live = client.get(reverse("learning-topic", args=["why"]), {**query, "get": "gravity.csv"}).content.decode()

    answer = client.get(reverse("learning-run", args=[run.key]), {"language": "zh-hans"}).content.decode()
    file = client.get(reverse("learning-run", args=[run.key]), {"language": "zh-hans", "get": "gravity.csv"})

    assert run.finished_at is not None
    assert set(fitting.parts(199, split=True)) == set(run.parts)
    assert live == file.content.decode()
    assert "表2　MRQAP（泊松，双重半偏，199次置换）" in answer
    assert "表3　与考察网络的 QAP 相关" in answer
    assert "以后数据增减，本页数字不变" in answer
    assert verify() is None


def test_a_run_keeps_its_numbers_when_visits_change(
    client: Any, start: Callable[..., ModelRun], archived: Callable[..., Any], person: Callable[..., Any]
) -> None:
    for a, b in PAIRS:
        archived("visit", start="2020-03-01", visitors=[a], hosts=[b])
    asked = asked_of(person("analyst"), {"level": "province", "source": "archive"})
    run = services.do_start_run(
        actor=person("analyst"), place=JIANGSU, question=asked.question, model="linear", permutations=199
    )
    where = reverse("learning-run", args=[run.key])
    before = client.get(where, {"get": "mrqap.csv"}).content
    archived("visit", start="2020-05-01", visitors=["云南"], hosts=["北京"])
    runs._case.cache_clear()

    assert before == client.get(where, {"get": "mrqap.csv"}).content
    assert runs.run_of(asked.question, "linear", 199, person("analyst")) == run
    now = asked_of(person("analyst"), {"level": "province", "source": "archive"})
    assert runs.run_of(now.question, "linear", 199, person("analyst")) is None


def test_after_a_stop_only_what_is_left_is_fitted(
    start: Callable[..., ModelRun], person: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = start()
    kept = run.parts.pop("gravity")
    run.parts = {"gravity": kept}
    run.finished_at = None
    run.save()
    assert run.job is not None
    run.job.state = "stopped"
    run.job.save()
    seen: list[str] = []

    def seen_fitted(case: fitting.Case, part: str, **how: Any) -> fitting.Part:
        seen.append(part)
        return fitting.fitted(case, part, **how)

    monkeypatch.setattr(runs, "fitted", seen_fitted)

    do_resume(job=run.job, actor=person("analyst"))

    assert list(fitting.parts(199, split=True))[1:] == seen
    run.refresh_from_db()
    assert run.finished_at is not None


@pytest.mark.parametrize(
    ("role", "place", "allowed"),
    [
        ("analyst", JIANGSU, True),
        ("analyst", ZHEJIANG, False),
        ("reader", JIANGSU, False),
        ("officer", JIANGSU, False),
        ("administrator", JIANGSU, False),
        (None, JIANGSU, False),
    ],
)
def test_who_may_start_a_run_of_a_private_table(
    role: str | None, place: str, allowed: bool, start: Callable[..., ModelRun]
) -> None:
    if allowed:
        assert start(public=False, role=role, place=place).finished_at is not None
    else:
        with pytest.raises(PermissionDenied):
            start(public=False, role=role, place=place)
        assert 0 == ModelRun.objects.count()


@pytest.mark.parametrize(
    ("role", "place", "status"),
    [(None, JIANGSU, 404), ("analyst", ZHEJIANG, 404), ("reader", JIANGSU, 200)],
)
def test_a_run_is_read_by_those_who_may_read_its_visits(
    role: str | None, place: str, status: int, start: Callable[..., ModelRun], log_in: Callable[..., Any]
) -> None:
    run = start(public=False)

    answer = log_in(role, place).get(reverse("learning-run", args=[run.key]))

    assert status == answer.status_code


def test_too_few_regions_are_refused_with_what_to_do(start: Callable[..., ModelRun]) -> None:
    with pytest.raises(ValidationError, match="tashan network mrqap"):
        start("来访方,接待方,日期\n江苏,浙江,2020\n")


def test_a_run_under_way_shows_how_far_it_is_and_an_early_end_says_so(
    client: Any, start: Callable[..., ModelRun]
) -> None:
    run = start()
    ModelRun.objects.update(finished_at=None, parts={"gravity": run.parts["gravity"]})
    assert run.job is not None
    where = reverse("learning-run", args=[run.key])
    run.job.state = "running"
    run.job.save()

    assert "正在计算：1/16。" in client.get(where, {"language": "zh-hans"}).content.decode()
    run.job.state = "failed"
    run.job.save()
    assert "没有算完：1/16。" in client.get(where, {"language": "zh-hans"}).content.decode()


def test_the_page_of_models_starts_a_run_and_then_leads_to_it(
    add_visits: Callable[..., Any], log_in: Callable[..., Any], client: Any
) -> None:
    table = add_visits(MANY)
    analyst = log_in("analyst", JIANGSU)
    query = {"level": "province", "source": str(table.pk), "language": "zh-hans"}
    page = reverse("learning-topic", args=["why"])
    assert "开始计算" in analyst.get(page, query).content.decode()

    sent = analyst.post(reverse("learning-start-run"), {**query, "model": "logit"})

    run = ModelRun.objects.get()
    assert reverse("learning-run", args=[run.key]) == sent["Location"]
    assert "logit" == run.model
    assert reverse("learning-run", args=[run.key]) in analyst.get(page, {**query, "model": "logit"}).content.decode()
    assert "存下1次模型估计" in analyst.get(reverse("learning-runs"), query).content.decode()
    assert 403 == log_in("reader", JIANGSU).post(reverse("learning-start-run"), query).status_code


def test_more_regions_than_are_permuted_at_once_have_gravity_and_the_offer(
    add_visits: Callable[..., Any], client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tashan.web.learning import why

    monkeypatch.setattr(why, "MOST_PERMUTED", 10)
    table = add_visits(MANY)

    answer = client.get(
        reverse("learning-topic", args=["why"]),
        {"level": "province", "source": str(table.pk), "language": "zh-hans"},
    ).content.decode()

    assert "表1　引力模型" in answer
    assert "表2" not in answer
    assert "可以在后台计算，算完存成一页" in answer
    assert "分析员登录后可以在后台计算" in answer
