"""What does not close in a table is told in the reader's language."""

from __future__ import annotations

import csv
import re

import pytest
from django.utils import translation

from tashan.learning.auditor import check_density, check_path_length, check_shares, check_table
from tashan.learning.problems import LearningProblem
from tashan.web.learning.auditing import problem_sentence, table_of_text

CASES = [
    (check_shares({"甲": 50, "乙": 120}), "乙：120%，不在 0 到 100 之间。"),
    (check_shares({"甲": 50, "乙": 60}), "各项份额相加为 110%，与 100 相差 +10；四舍五入至多差 ±1。是否可以多选？"),
    (check_shares({"甲": 50, "乙": 30}), "各项份额相加为 80%，与 100 相差 -20；四舍五入至多差 ±1。是否漏了一项？"),
    (check_table([{"数": 3}, {"数": 4}], {"数": 9}, names=["甲", "乙"]), "甲 3 + 乙 4 = 7，原表写 9（相差 -2）。"),
    (check_density(3, 99, 0.5), "3 个节点之间不可能有 99 条关系。"),
    (check_density(10, 9, 1.2), "密度 1.2 不在 0 到 1 之间。"),
    (check_density(10, 9, 0.2), "9/(10·9) = 0.100，原文写 0.2。与无向网络的算法相符。"),
    (check_density(10, 9, 0.5), "9/(10·9) = 0.100，原文写 0.5。"),
    (check_path_length(0.9), "平均路径长度 0.9 小于 1"),
    (check_path_length(1.1, density=0.5), "平均路径长度 1.1 小于 2 − 密度 = 1.500"),
]


@pytest.mark.parametrize(("problems", "words"), CASES)
def test_a_problem_is_told_in_chinese_and_in_english_as_it_stands(problems: list[LearningProblem], words: str) -> None:
    with translation.override("zh-hans"):
        told = [problem_sentence(problem) for problem in problems]
    with translation.override("en"):
        assert [problem.message for problem in problems] == [problem_sentence(problem) for problem in problems]

    assert any(words in each for each in told), told
    assert [] == [each for each in told if re.search("[a-z]{3}", each)]


def test_a_quotation_mark_that_never_ends_makes_no_table() -> None:
    """A cell beyond what a table of text may hold is no table, and no error of the site."""
    before = csv.field_size_limit(1_000)
    try:
        assert table_of_text('项目,数\n"' + "甲" * 1_400) == []
    finally:
        csv.field_size_limit(before)
