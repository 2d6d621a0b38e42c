"""A small world: three provinces, two documents that tell of one visit, an agreement, a document kept back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from types import SimpleNamespace
from typing import Any

import pytest

from tashan.web.atlas import columns

from ..conftest import make_person  # noqa: TID252

PROVINCES = {"320000": "江苏省", "310000": "上海市", "330000": "浙江省"}
SUZHOU = {"code": "320500", "name": "江苏省苏州市", "level": "prefecture"}
TEXT = (
    "江苏省党政代表团考察记\n2023年3月20日至23日，江苏省党政代表团赴上海、浙江学习考察科技创新。这一句与考察无关。\n"
    "两地签署了《长三角合作框架协议》。\n"
)
ENGLISH = "The Jiangsu delegation toured Shanghai and Zhejiang from March 20 to 24, 2023. It was raining.\n"


def region(code: str) -> dict[str, Any]:
    """A province as records write it."""
    return {"code": code, "name": PROVINCES[code], "level": "province"}


def span(text: str, words: str, field: str | None = None) -> dict[str, Any]:
    """The place of some words, as evidence."""
    start = text.index(words)
    found: dict[str, Any] = {"start": start, "end": start + len(words), "quote": words}
    return found | ({"field": field} if field else {})


def record(kind: str, /, **values: Any) -> dict[str, Any]:
    """A record as reading writes it."""
    from tashan.records import from_dict, to_dict

    return dict(to_dict(from_dict(kind, values)))


@pytest.fixture(autouse=True)
def _fresh_columns() -> Iterator[None]:
    """Each test reads its own database."""
    columns.forget()
    yield
    columns.forget()


def bring(text: str, *, place: str = "320000", publish: bool = True, **given: Any) -> Any:
    """Bring a text with records into an archive, accept all of them, and publish it unless told otherwise."""
    from django.db import transaction
    from django.utils import timezone

    from tashan.web.archive.events import follow
    from tashan.web.archive.models import Record
    from tashan.web.archive.services import do_add_document, do_publish, do_store_reading

    kinds = {name: given.pop(name) for name in list(given) if name.endswith("s") and isinstance(given[name], list)}
    document, _ = do_add_document(actor=None, place=place, text=text, **given)
    reading = {"id": "t", "language": "zh-Hans", "published": given.get("published"), **kinds}
    document = do_store_reading(document=document, reading=reading, text=text, actor=None)
    with transaction.atomic():
        records = list(Record.objects.filter(document=document).select_related("document"))
        for each in records:
            each.state, each.reviewed_at = Record.State.ACCEPTED, timezone.now()
            each.save()
        follow(records)
    return do_publish(document=document, actor=None) if publish else document


@pytest.fixture
def keep(db: None, settings: Any, tmp_path: Any) -> Callable[..., Any]:
    """Bring a text with records into an archive, with uploads of this test alone: see `bring`."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return bring


@pytest.fixture
def world(keep: Callable[..., Any]) -> Any:
    """The small world, by name."""
    return small_world()


@pytest.fixture(scope="module")
def world_of_the_module(module_db: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The small world, built once for a module whose tests all stand in it, and the folder of its uploads."""
    from django.test import override_settings

    uploads = tmp_path_factory.mktemp("world") / "uploads"
    with module_db(), override_settings(MEDIA_ROOT=uploads):
        return small_world(), uploads


@pytest.fixture
def standing_world(world_of_the_module: Any, db: None, settings: Any) -> Any:
    """The world of the module, as it was before the test of before: give it to the tests as `world`."""
    made, settings.MEDIA_ROOT = world_of_the_module
    return deepcopy(made)


def small_world() -> Any:
    """Make the small world."""
    from tashan.web.archive.models import Event, Record
    from tashan.web.archive.services import do_merge

    visit = {
        "visitors": [region("320000")],
        "hosts": [region("310000"), region("330000")],
        "start": "2023-03-20",
        "end": "2023-03-23",
        "leaders": [{"name": "张三", "title": "江苏省委书记"}],
        "kind": "party_government",
        "themes": ["science_technology"],
        "flags": ["year_inferred"],
        "evidence": [span(TEXT, "江苏省党政代表团赴上海、浙江学习考察科技创新")],
    }
    agreement = {
        "title": "长三角合作框架协议",
        "parties": [region("320000"), region("310000")],
        "date": "2023-03",
        "strength": "framework",
        "evidence": [span(TEXT, "签署了《长三角合作框架协议》")],
    }
    news = bring(
        TEXT, name="news.txt", title="=考察记", publisher="周刊", published="2023-04-10", grade="C",
        visits=[record("visit", **visit)], agreements=[record("agreement", **agreement)],
    )  # fmt: skip
    told = {
        "visitors": [region("320000")],
        "hosts": [region("310000"), region("330000")],
        "start": "2023-03-20",
        "end": "2023-03-24",
        "kind": "party_government",
        "evidence": [span(ENGLISH, "toured Shanghai and Zhejiang from March 20 to 24, 2023")],
    }
    english = bring(
        ENGLISH, name="en.txt", title="Jiangsu tours", publisher="Daily", published="2023-03-28", grade="B",
        text_public=True, visits=[record("visit", **told)],
    )  # fmt: skip
    secret = "2024年5月6日，浙江省代表团赴江苏省苏州市考察。"
    held = {
        "visitors": [region("330000")],
        "hosts": [SUZHOU],
        "start": "2024-05-06",
        "end": "2024-05-06",
        "evidence": [span(secret, "浙江省代表团赴江苏省苏州市考察")],
    }
    kept = bring(secret, name="kept.txt", title="内部", publish=False, visits=[record("visit", **held)])
    first = Record.objects.get(document=news, kind="visit")
    second = Record.objects.get(document=english)
    do_merge(
        into=Event.objects.get(pk=first.event_id),
        other=Event.objects.get(pk=second.event_id),
        actor=make_person("officer", "320000"),
        why="同一行程，以周刊为准",
        chosen={"end": first},
    )
    first.refresh_from_db()
    return SimpleNamespace(
        news=news,
        english=english,
        kept=kept,
        visit=Event.objects.get(pk=first.event_id),
        agreement=Event.objects.get(kind="agreement"),
        hidden=Event.objects.get(records__document=kept),
        record=first,
        second=second,
        hidden_record=Record.objects.get(document=kept),
    )
