"""What is wrong with a record is said in the reader's language, with the field that it is about."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

import tashan
from tashan.web.archive.problems import ArchiveError
from tashan.web.archive.record_words import known_codes
from tashan.web.archive.services.reviews import checked

TEXT = "2023年3月20日，江苏省党政代表团赴上海学习考察。"
VISIT: dict[str, Any] = {
    "visitors": [{"code": "320000", "name": "江苏省", "level": "province"}],
    "hosts": [{"code": "310000", "name": "上海市", "level": "province"}],
    "start": "2023-03-20",
    "evidence": [{"start": 0, "end": 10, "quote": TEXT[:10]}],
}


@pytest.mark.parametrize(
    ("changes", "zh", "en"),
    [
        ({"start": "2023-02-30"}, "开始日期：“2023-02-30”不是历法中的日期。请写成", "visit.start: '2023-02-30' is no"),
        ({"end": "2023-03-01"}, "结束日期早于开始日期。请改正其中一个。", "ends on 2023-03-01, before it starts on 2023-03-20."),
        ({"kind": "trip"}, "类别：“trip”不在可选的取值里。请从列表中选。", "visit.kind: 'trip' is not in its code list."),
        ({"hosts": [{"code": "31", "name": "上海市", "level": "province"}]},
         "接待方：“31”不是六位的区划代码。请改正或留空。", "'31' is not six digits"),
        ({"evidence": []}, "没有引文。一条记录至少要有一处原文作证。", "no evidence"),
        ({"evidence": [{"start": 0, "end": 4, "quote": "1999"}]},
         "正文的这一处没有“1999”。请重新在正文中选取引文。", "the text does not have '1999' at 0."),
        ({"start": 7}, "开始日期：这一项的写法不对。请改正。", "visit.start: expected"),
    ],
)  # fmt: skip
def test_a_record_that_does_not_hold_is_told_in_both_languages(changes: dict[str, Any], zh: str, en: str) -> None:
    for language, words in (("zh-hans", zh), ("en", en)):
        with translation.override(language), pytest.raises(ArchiveError) as error:
            checked("visit", {**VISIT, **changes}, TEXT)

        assert words in str(error.value)


def test_a_record_that_holds_is_taken() -> None:
    assert "2023-03-20" == checked("visit", VISIT, TEXT)["start"]


def test_every_problem_of_a_record_has_its_sentence() -> None:
    source = Path(tashan.__file__).parent / "records/validation.py"
    codes = {
        str(node.args[0].value)
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "Problem"
        and isinstance(node.args[0], ast.Constant)
    }

    assert set() == codes - known_codes() - {"id_differs"}  # ids are made here, nobody types one
