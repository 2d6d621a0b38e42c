"""What a change changed, as people read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from tashan.web.audit.differences import Difference, Line, differences
from tashan.web.audit.models import Event
from tashan.web.audit.services import note
from tashan.web.examples import load

from ..conftest import JIANGSU  # noqa: TID252


def told(language: str, kind: str, before: Any, after: Any) -> list[Difference]:
    """The differences in a language, whatever the test runs in."""
    with translation.override(language):
        return list(differences(kind, before, after))


@pytest.mark.parametrize(
    ("kind", "before", "after", "zh", "en"),
    [
        ("archive.document", {"state": "read"}, {"state": "published"},
         ("状态", "待审", "已公开"), ("state", "read, to be reviewed", "published")),
        ("archive.record", {"state": "proposed"}, {"state": "accepted"},
         ("状态", "未审", "接受"), ("state", "not reviewed", "accepted")),
        ("accounts.person", None, {"role": "analyst"}, ("角色", "", "分析员"), ("role", "", "analyst")),
        ("accounts.person", {"active": True}, {"active": False}, ("启用", "是", "否"), ("active", "yes", "no")),
        ("governance.matter", None, {"owner": "320000"}, ("牵头方", "", "江苏省"), ("owner", "", "Jiangsu")),
        ("approvals.approval", None, {"parties": ["320000", "340000"]},
         ("各方", "", "江苏省、安徽省"), ("parties", "", "Jiangsu, Anhui")),
        ("sharing.fund", None, {"fen": 120051}, ("金额", "", "1,200.51元"), ("amount", "", "¥1,200.51")),
        ("archive.record", {"leaders": [{"name": "张三", "title": "书记"}]}, {"leaders": [{"name": "李四", "title": ""}]},
         ("带队领导", "张三 书记", "李四"), ("leaders", "张三 书记", "李四")),
        ("archive.record", {"themes": []}, {"themes": ["culture_tourism"]},
         ("主题", "", "文化旅游"), ("themes", "", "culture and tourism")),
        ("tests.thing", {"shade": "red"}, {"shade": "blue"}, ("shade", "red", "blue"), ("shade", "red", "blue")),
    ],
)  # fmt: skip
def test_fields_and_values_have_words_in_both_languages(
    kind: str, before: Any, after: Any, zh: tuple[str, str, str], en: tuple[str, str, str]
) -> None:
    assert [Difference(*zh)] == told("zh-hans", kind, before, after)
    assert [Difference(*en)] == told("en", kind, before, after)


def test_only_what_changed_is_told_also_within_what_is_nested() -> None:
    before = {"title": "x", "content": {"kind": "river", "duties": [{"member": "320000", "officer": "甲"}]}}
    after = {"title": "x", "content": {"kind": "river", "duties": [{"member": "320000", "officer": "乙"}]}}

    assert [Difference("内容 › 职责 › 第1项 › 负责人", "甲", "乙")] == told(
        "zh-hans", "governance.register", before, after
    )


@pytest.mark.parametrize(
    ("before", "after"), [(None, None), ({}, {"why": ""}), ({"a": 1}, {"a": 1}), ({"a": None}, {})]
)
def test_nothing_is_told_where_nothing_changed(before: Any, after: Any) -> None:
    assert [] == told("en", "tests.thing", before, after)


def test_a_long_text_is_told_by_its_lines() -> None:
    lines = [f"line {number}: {'word ' * 5}" for number in range(9)]
    before, after = "\n".join(lines), "\n".join([*lines[:4], "line 4: other", *lines[5:]])

    (only,) = told("en", "sharing.contract", {"text": before}, {"text": after})

    assert ("text", "", "") == (only.field, only.old, only.new)
    assert (Line(lines[4], added=False), Line("line 4: other", added=True)) == only.lines


def test_numbers_and_values_that_are_no_objects_are_told(db: None) -> None:
    assert [Difference("value", "1", "2")] == told("en", "tests.thing", 1, 2)


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", ("<b>可见范围</b>", "<del>成员可见</del> → <ins>公开</ins>", "全部内容")),
     ("en", ("<b>visible to</b>", "<del>members</del> → <ins>public</ins>", "All of it"))],
)  # fmt: skip
def test_the_page_tells_what_changed_and_keeps_the_whole_to_open(
    log_in: Callable[..., Any], db: None, language: str, words: tuple[str, ...]
) -> None:
    with transaction.atomic():
        note(
            actor=None, action="governance.show_matter", thing="governance.matter:1", place=JIANGSU,
            before={"visibility": "members"}, after={"visibility": "public"},
        )  # fmt: skip

    page = log_in("administrator").get(f"/audit/?action=governance&language={language}").content.decode()

    assert [] == [each for each in words if each not in page]
    assert "{&quot;visibility&quot;:&quot;public&quot;}</pre>" in page


def test_every_field_of_the_examples_has_words(tmp_path: Any, db: None) -> None:
    """What the rooms note in the chain has a name in Chinese, all of it; also the bodies and contracts that come along."""
    list(load(tmp_path))

    with translation.override("zh-hans"):
        fields = {each.field for event in Event.objects.all() for each in event.differences}

    assert len(fields) > 30
    assert set() == {field for field in fields if field.isascii()}
