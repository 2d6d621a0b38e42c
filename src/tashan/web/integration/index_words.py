"""What is wrong with the file of an index, in the reader's language, by the code of the problem."""

from __future__ import annotations

from typing import Final

from tashan.rules import RuleProblem
from tashan.web.pages.problem_words import FORM, Sentences, codes_of, problem_words
from tashan.web.pages.words import language, spoken

_CHINESE: Final[Sentences] = (
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
    *FORM,
)


def told_index_problem(problem: RuleProblem) -> str:
    """One problem in one line: where it stands, what it is and what to do."""
    if language() == "en":
        return str(problem)
    words = problem_words(_CHINESE, problem.code, problem.message)
    return f"{spoken(f'第{problem.line}行：', '')}{words}" if problem.line else words


def known_codes() -> frozenset[str]:
    """The codes that have a Chinese sentence."""
    return codes_of(_CHINESE)


__all__ = ["known_codes", "told_index_problem"]
