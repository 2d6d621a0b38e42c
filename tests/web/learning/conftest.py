"""Invented visits, in tables and in the archive."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

VISITS = """来访方,接待方,日期,主题,领队
江苏省苏州市,广东省深圳市；浙江省杭州市,2016-05-03,science_technology,市委书记
江苏省苏州市,上海市,2017-03-01,economy/industry,市长
湖南省湘潭市,广东省深圳市,2016-06-11,economy/industry,市长
湖南省长沙市,广东省深圳市,2017-06-11,economy/industry；urbanisation,joint
安徽省合肥市,江苏省苏州市,2018-09-01,,副市长
浙江省杭州市,广东省深圳市,2018,urbanisation,
江西省婺源县,浙江省杭州市,2016-08-01,culture_tourism,
"""
BAD = "来访方,接待方,日期\n某地,浙江省杭州市,2016\n浙江省杭州市,浙江省杭州市,2016\n浙江省杭州市,上海市,昨天\n"


@pytest.fixture
def add_visits(person: Callable[..., Any]) -> Callable[..., Any]:
    """Keep a table of visits for a place: `add_visits(VISITS)`."""
    from tashan.web.learning.services import do_add_visits

    def add(text: str = VISITS, place: str = "320000", *, public: bool = True) -> Any:
        return do_add_visits(
            actor=person("analyst", place),
            place=place,
            name="示例表",
            source="示例来源",
            file_name="v.csv",
            content=text.encode(),
            public=public,
        )

    return add


@pytest.fixture
def archived(db: None) -> Callable[..., Any]:
    """Put an event into the archive: `archived("visit", start="2020-01-01", visitors=["江苏省"], hosts=["浙江省"])`."""
    from django.utils import timezone

    from tashan.regions import resolve_home
    from tashan.web.archive.models import Event

    def regions(names: list[str]) -> list[dict[str, Any]]:
        found = [resolve_home(name) for name in names]
        return [{"code": each.code, "name": each.name, "level": each.level} for each in found if each]

    def put(kind: str, *, public: bool = True, **fields: Any) -> Any:
        number = Event.objects.count() + 1
        body = {
            key: regions(value) if key in ("visitors", "hosts", "parties", "investors", "recipients") else value
            for key, value in fields.items()
        }
        day = body.get("start") or body.get("date") or ""
        now = timezone.now()
        return Event.objects.create(
            key=f"event{number}", kind=kind, body=body, day=day, public=public, created_at=now, changed_at=now
        )

    return put


@pytest.fixture
def body() -> dict[str, Any]:
    """A practice that may be entered."""
    return {
        "chinese": "示例做法",
        "english": "",
        "problem": "税收怎么分",
        "mechanism": "两地对半分",
        "places": ["320500"],
        "concepts": ["tax_sharing"],
        "themes": ["economy/industry"],
        "conditions": ["同一省内"],
        "results": [],
        "completion": "limited",
        "adopters": [],
        "grade": "C",
        "proofs": [{"text": "税收对半分。", "source": "示例文献，2020", "quoted": True}],
    }
