"""A text of two visits, and ways to bring it through the archive."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ..conftest import JIANGSU  # noqa: TID252

TEXT = (
    "江苏省党政代表团赴浙江考察\n2023年3月17日，江苏省党政代表团赴浙江省杭州市学习考察。"
    "省委书记张三率团走访了城西科创大走廊，双方签署《深化合作框架协议》。\n"
    "3月22日，安徽省代表团到江苏省南京市考察科技创新工作。\n"
)


def region(code: str | None, name: str, level: str = "province") -> dict[str, Any]:
    """A region as records write it."""
    return {"code": code, "name": name, "level": level}


JS, ZJ, AH = region("320000", "江苏省"), region("330000", "浙江省"), region("340000", "安徽省")


def span(text: str, words: str, field: str | None = None) -> dict[str, Any]:
    """The first place of some words, as evidence."""
    start = text.index(words)
    found: dict[str, Any] = {"start": start, "end": start + len(words), "quote": words}
    return found | ({"field": field} if field else {})


def visit(text: str = TEXT, words: str = "江苏省党政代表团赴浙江省杭州市学习考察", **values: Any) -> dict[str, Any]:
    """A visit that is proved by some words of a text, as reading writes it."""
    from tashan.records import from_dict, to_dict

    body = {
        "visitors": [JS],
        "hosts": [ZJ],
        "start": "2023-03-17",
        "end": "2023-03-17",
        "kind": "party_government",
        "themes": ["science_technology"],
        "evidence": [span(text, words)],
    }
    return dict(to_dict(from_dict("visit", body | values)))


def reading(*visits: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A reading with some visits."""
    return {"id": "t", "language": "zh-Hans", "published": "2023-04-10", "visits": list(visits), **more}


@pytest.fixture
def uploads(settings: Any, tmp_path: Any) -> Any:
    """A folder of uploads of this test alone."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return settings.MEDIA_ROOT


@pytest.fixture
def document(db: None, uploads: Any) -> Callable[..., Any]:
    """Bring a text into an archive and store its reading: one visit unless told otherwise."""
    from tashan.web.archive.services import do_add_document, do_store_reading

    def make(text: str = TEXT, place: str = JIANGSU, *bodies: dict[str, Any], **source: Any) -> Any:
        made, _ = do_add_document(actor=None, place=place, text=text, name="t.txt", **source)
        return do_store_reading(document=made, reading=reading(*(bodies or (visit(text),))), text=text, actor=None)

    return make
