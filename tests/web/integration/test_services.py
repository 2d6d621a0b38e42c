"""Tables, indices and goals: who may change what, what is kept, and what the chain says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tashan.web.audit.models import Event
from tashan.web.audit.queries import verify
from tashan.web.integration import queries, services
from tashan.web.integration.stored import panel_of_data, read_hours

from .conftest import HOURS, INDEX, SECTORS

pytestmark = pytest.mark.django_db
HEBEI, ZHEJIANG = "130000", "330000"


def test_a_table_is_kept_with_its_report_and_comes_back_as_it_was(add_data: Callable[..., Any]) -> None:
    data = add_data(SECTORS + "全国,2023,合计,1,2,3,4,5\n某地,2023,东部,1,2,3,4,5\n")

    panel = panel_of_data(data)
    assert ("北京市", "天津市", "河北省", "山西省", "江苏省") == panel.regions()
    assert [2019, 2023] == data.counts["list_years"]
    assert 10 == data.counts["set_aside"]
    assert {"total_row", "region_unknown"} == {row["reason"] for row in data.aside}
    assert {"河北省": "东部", "山西省": "中部"}.items() <= panel.attributes["区域"].items()
    assert "region_unknown" in [finding["code"] for finding in data.findings]


def test_a_table_without_a_figure_is_refused_with_what_to_do(add_data: Callable[..., Any]) -> None:
    with pytest.raises(ValidationError) as error:
        add_data("名称,值\n甲,1\n")

    assert len(error.value.messages) > 1


def test_hours_hold_both_ways_and_say_what_is_wrong_with_a_row() -> None:
    hours = read_hours(HOURS.encode(), "hours.csv")

    assert (("110000", "120000", 0.5),) == hours.pairs[:1]
    assert [("region_unknown", 6), ("duplicate_conflict", 7)] == [(each.code, each.row) for each in hours.problems]
    assert ("110000", "130100", 1.1) in hours.pairs


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a,b\n1,2\n", "columns_unknown"),
        ("起点,终点,小时\n北京,天津,-1\n", "not_hours"),
        ("起点,终点,小时\n北京,北京,1\n", "same_place"),
    ],
)
def test_hours_that_cannot_be_are_problems(text: str, code: str) -> None:
    assert [code] == [each.code for each in read_hours(text.encode(), "x.csv").problems]


@pytest.mark.parametrize(
    ("role", "place", "allowed"),
    [
        ("analyst", HEBEI, True),
        ("analyst", ZHEJIANG, False),
        ("analyst", "*", True),
        ("officer", HEBEI, False),
        ("reader", HEBEI, False),
        ("approver", HEBEI, False),
        ("finance", HEBEI, False),
        ("administrator", HEBEI, False),
        (None, HEBEI, False),
    ],
)
def test_who_may_change_tables_and_indices_of_a_place(
    role: str | None, place: str, allowed: bool, person: Callable[..., Any], add_data: Callable[..., Any]
) -> None:
    data = add_data(place=HEBEI, public=False)
    actor = person(role, place)
    common = {"actor": actor, "place": HEBEI}
    actions: list[Callable[[], Any]] = [
        lambda: services.do_add_data(
            **common, name="n", source="s", vintage="", file_name="f.csv", content=SECTORS.encode()
        ),
        lambda: services.do_publish_data(actor=actor, data=data, public=True),
        lambda: services.do_withdraw_data(actor=actor, data=data, why="w"),
        lambda: services.do_add_index(**common, key="example", text=INDEX),
    ]
    for action in actions:
        if allowed:
            action()
        else:
            with pytest.raises(PermissionDenied):
                action()
    assert verify() is None


@pytest.mark.parametrize(
    ("role", "place", "allowed"),
    [
        ("analyst", HEBEI, True),
        ("officer", HEBEI, True),
        ("officer", ZHEJIANG, False),
        ("reader", HEBEI, False),
        ("finance", HEBEI, False),
    ],
)
def test_who_may_set_goals(
    role: str, place: str, allowed: bool, person: Callable[..., Any], add_data: Callable[..., Any]
) -> None:
    values = {
        "region": "河北省",
        "indicator": "人均地区生产总值",
        "baseline": 47000.0,
        "baseline_year": 2019,
        "target": 80000.0,
        "target_year": 2025,
        "document": "示例规划",
    }
    data = add_data()

    def run() -> Any:
        return services.do_set_target(actor=person(role, place), place=HEBEI, data=data, **values)

    if allowed:
        services.do_withdraw_target(actor=person(role, place), target=run(), why="错")
    else:
        with pytest.raises(PermissionDenied):
            run()


@pytest.mark.parametrize(
    "changes", [{"target": 47000.0}, {"target_year": 2019}, {"indicator": "没有"}], ids=["same", "earlier", "unknown"]
)
def test_goals_that_make_no_sense_are_refused(
    changes: dict[str, Any], person: Callable[..., Any], add_data: Callable[..., Any]
) -> None:
    values = {
        "region": "河北省",
        "indicator": "人均地区生产总值",
        "baseline": 47000.0,
        "baseline_year": 2019,
        "target": 80000.0,
        "target_year": 2025,
        "document": "示例规划",
    } | changes

    with pytest.raises(ValidationError):
        services.do_set_target(actor=person("analyst", HEBEI), place=HEBEI, data=add_data(), **values)


def test_private_tables_are_read_where_one_holds_a_role(
    person: Callable[..., Any], add_data: Callable[..., Any]
) -> None:
    from django.contrib.auth.models import AnonymousUser

    hidden = add_data(place=HEBEI, public=False)
    shown = add_data(place=ZHEJIANG, name="公开")

    assert {shown} == set(queries.readable_data(AnonymousUser()))
    assert {shown, hidden} == set(queries.readable_data(person("reader", HEBEI)))
    assert {shown} == set(queries.readable_data(person("analyst", ZHEJIANG)))


def test_withdrawn_tables_are_gone_from_pages_and_stay_on_record(
    person: Callable[..., Any], add_data: Callable[..., Any]
) -> None:
    data = add_data(place=HEBEI)
    services.do_withdraw_data(actor=person("analyst", HEBEI), data=data, why="来源有误")

    assert [] == list(queries.readable_data(person("analyst", HEBEI)))
    assert timezone.now() >= data.withdrawn_at
    assert "来源有误" == Event.objects.order_by("-number")[0].why


def test_an_index_file_keeps_its_problems_by_line(person: Callable[..., Any]) -> None:
    with pytest.raises(ValidationError) as error:
        services.do_add_index(
            actor=person("analyst", HEBEI), place=HEBEI, key="example", text=INDEX.replace("minmax", "magic")
        )

    assert any("scaling" in message and "5" in message for message in error.value.messages)


def test_the_same_key_is_the_next_version_of_its_place_alone(person: Callable[..., Any]) -> None:
    first = services.do_add_index(actor=person("analyst", HEBEI), place=HEBEI, key="example", text=INDEX)
    second = services.do_add_index(
        actor=person("analyst", HEBEI), place=HEBEI, key="example", text=INDEX.replace("weight: 3", "weight: 2")
    )

    assert (first.pk, 2) == (second.pk, second.version)
    assert INDEX == Event.objects.order_by("-number")[0].before["text"]
    with pytest.raises(ValidationError):
        services.do_add_index(actor=person("analyst", ZHEJIANG), place=ZHEJIANG, key="example", text=INDEX)


def test_official_indices_are_everybodys(client: Any) -> None:
    from django.contrib.auth.models import AnonymousUser

    found = queries.declared_index("beijing_tianjin_hebei", AnonymousUser())

    assert found is not None
    assert "京津冀区域发展指数" == found.index.name
    assert queries.declared_index("nothing", AnonymousUser()) is None
