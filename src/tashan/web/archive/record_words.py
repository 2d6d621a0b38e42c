"""What is wrong with a record that a person typed or a table holds, in both languages; records themselves say it in English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from tashan.records import Problem, RecordError
from tashan.web.archive.shapes import field_of
from tashan.web.pages.words import Told, told

_CHINESE: Final[Mapping[str, str]] = {
    "date_malformed": "“{0}”不是历法中的日期。请写成 2023-04-10、2023-04 或 2023。",
    "period_malformed": "“{0}”不是一段时期。请写成 2023、2023-04 或 2019/2021。",
    "malformed": "“{0}”的写法不对。请改正。",
    "code_unknown": "“{0}”不在可选的取值里。请从列表中选。",
    "number_not_finite": "这里不是数字。不知道就留空。",
    "span_outside_text": "引文的位置不在正文之内。请重新在正文中选取。",
    "span_too_long": "引文太长。请只选取说明这一项的一两句。",
    "quote_differs": "正文的这一处没有“{0}”。请重新在正文中选取引文。",
    "region_unnamed": "区域没有名称。请写规范的全称。",
    "region_code_malformed": "“{0}”不是六位的区划代码。请改正或留空。",
    "evidence_missing": "没有引文。一条记录至少要有一处原文作证。",
    "candidate_field_unknown": "候选值写在了没有的字段“{0}”上。请去掉。",
    "dates_reversed": "结束日期早于开始日期。请改正其中一个。",
    "record_malformed": "这一项的写法不对。请改正。",
}
"""By code: what it is and what helps; `{0}` is what was typed."""


def problems_told(kind: str, problems: Iterable[Problem]) -> Told:
    """Problems of a record of a kind, one after the other, each with the field that it is about."""
    found = [(_chinese(kind, problem), problem.message) for problem in problems]
    return told("".join(zh for zh, _ in found), " ".join(en for _, en in found))


def error_told(kind: str, error: RecordError) -> Told:
    """Why a dictionary is no record of a kind."""
    return problems_told(kind, [Problem("record_malformed", str(error))])


def _chinese(kind: str, problem: Problem) -> str:
    sentence = _CHINESE.get(problem.code)
    if sentence is None:
        return problem.message
    where, _, rest = problem.message.partition(": ")
    name = re.match(r"\w+\.(\w+)", where)
    field = field_of(kind, name[1]) if name else None
    typed = re.search(r"'([^']*)'", rest)
    if rest.startswith("unknown key") and typed:
        return f"没有“{typed[1]}”这个字段。请去掉。"
    words = sentence.format(typed[1] if typed else "")
    return f"{field.zh}：{words}" if field is not None else words


def known_codes() -> frozenset[str]:
    """The codes that have a Chinese sentence."""
    return frozenset(_CHINESE)


__all__ = ["error_told", "known_codes", "problems_told"]
