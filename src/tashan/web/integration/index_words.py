"""What is wrong with the file of an index, in the reader's language, by the code of the problem."""

from __future__ import annotations

import re
from typing import Final

from tashan.rules import RuleProblem
from tashan.web.pages.words import language, spoken

_CHINESE: Final[tuple[tuple[str, str, str], ...]] = (
    ("not_a_number", r"^`?([^`]+?)`? is a number, not `([^`]*)`", r"“\1”应为数字，写的是“\2”。请改正。"),
    ("wrong_form", r"`parts` is a list", "parts 应是列表，每一部分都有名称。请照文档改正。"),
    ("wrong_form", r"keys with values, of (.+)\.", r"这里应写“键: 值”，可用的键：\1。"),
    ("wrong_form", r"has to be a list", "这里应是列表，每一项前写“- ”。"),
    ("wrong_form", r"", "这里应写文字，不是列表或“键: 值”。"),
    ("duplicate_part", r"`([^`]+)` stands twice", r"“\1”出现了两次。请各用各的名称。"),
    ("missing_key", r"has no `([^`]+)`", r"缺少“\1”。请补上。"),
    ("missing_key", r"A part has a `name`", "有一个部分没有写 name。请补上。"),
    ("missing_key", r"A release", "每一期公布值都要写 year 和 base。请补上。"),
    ("missing_key", r"", "缺少必需的键。请补上。"),
    ("missing_weight", r"`([^`]*)` has no weight", r"“\1”没有写权重，而 weights 是 given。请补上。"),
    ("bad_weights", r"weight of `([^`]*)`", r"“\1”的权重为负。请改正。"),
    ("unknown_part", r"`([^`]+)` is no part of this index\. It has (.+)\.", r"这个指数没有“\1”这一部分。可用的：\2。"),
    ("unknown_key", r"`([^`]+)` is no key of .+\. It has (.+)\.", r"没有“\1”这个键。可用的：\2。"),
    ("unknown_word", r"^`?([^`]+?)`? is one of (.+), not `([^`]*)`", r"“\1”只能写 \2，写的是“\3”。请改正。"),
    ("encoding", r"", "文件不是 UTF-8。请存为 UTF-8。"),
    ("empty_file", r"", "文件是空的。请一行一个地写“键: 值”。"),
    ("syntax", r"", "这里读不出来。请核对缩进、空格和引号。"),
    ("second_document", r"", "这里又开始了一个文件。请删去“---”这一行。"),
    ("too_deep", r"", "层次太多。请写得平一些。"),
    ("alias", r"`([^`]+)` repeats", r"“\1”引用了别处的值。请把值写出来。"),
    ("anchor", r"`([^`]+)` names", r"“\1”给值起了名。请删去。"),
    ("tag", r"`([^`]+)` gives", r"“\1”给值定了类型。请删去。"),
    ("bad_key", r"", "键须是普通文字。"),
    ("duplicate_key", r"`([^`]+)` stands already in line (\d+)", r"“\1”在第 \2 行已经写过。请只留一个。"),
)
"""Code, what its English sentence holds, and the Chinese sentence with it; the first that fits is taken."""


def told_index_problem(problem: RuleProblem) -> str:
    """One problem in one line: where it stands, what it is and what to do."""
    if language() == "en":
        return str(problem)
    return f"{spoken(f'第{problem.line}行：', '')}{_words(problem)}" if problem.line else _words(problem)


def _words(problem: RuleProblem) -> str:
    for code, pattern, chinese in _CHINESE:
        found = re.search(pattern, problem.message) if code == problem.code else None
        if found:
            return spoken(found.expand(chinese), "")
    return problem.message


def known_codes() -> frozenset[str]:
    """The codes that have a Chinese sentence."""
    return frozenset(code for code, _, _ in _CHINESE)


__all__ = ["known_codes", "told_index_problem"]
