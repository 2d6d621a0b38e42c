"""What the engine refuses is said in Chinese on Chinese pages: every code it can give is known."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.utils import translation

import tashan
from tashan.rules import RuleProblem
from tashan.web.sharing.problem_words import in_words, known_codes, plain
from tashan.web.sharing.texts import trial

from .conftest import CONTRACT, figures

SOURCE = Path(tashan.__file__).parent
ROOMS = (
    *SOURCE.glob("sharing/*.py"),
    *SOURCE.glob("clearing/a*.py"),
    SOURCE / "rules/_yaml.py",
    SOURCE / "rules/_reader.py",
)
ELSEWHERE = {
    # Of commands, of what only programs do, and of rule books, which pages do not write.
    "bad_unit", "float_share", "scale", "bad_format", "not_recorded", "unbalanced", "bad_rounding", "bad_days",
    "unknown_contract", "no_parties", "unknown_source", "bad_link", "wrong_value", "bad_value", "empty_group", "overlap",
    "bad_type", "bad_status", "missing_source", "misplaced_source", "misplaced_reason", "bad_word", "float_value", "duplicate_member",
}  # fmt: skip
CALLS = {"failure", "report", "_refused", "MoneyError", "RuleProblem"}


def _codes() -> set[str]:
    """The codes written in the source of the engine."""
    found = set()
    for file in ROOMS:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in CALLS:
                    found.add(str(node.args[0].value))
    return found


def test_every_code_has_its_sentence() -> None:
    """A new refusal of the engine needs its Chinese words here."""
    assert set() == _codes() - known_codes() - ELSEWHERE


@pytest.mark.parametrize(
    ("contract", "base", "words"),
    [
        (CONTRACT.replace("60%", "70%"), figures("2020"), "各方比例之和为 11/10，不是 1"),
        (CONTRACT.replace("ratio", "ratoi"), figures("2020"), "是否应为“ratio”"),
        (CONTRACT.replace("unit: 万元", "unit: 美元"), figures("2020"), "“美元”不是这里可用的词"),
        (CONTRACT, figures("2020", vat="1e6"), "“1e6”不是金额"),
        (CONTRACT, figures("2020", vat="0.0000001"), "不是整分"),
        (CONTRACT, figures("2020").replace("income_tax: 800", "income: 800"), "缺少协议要分的项目：income_tax"),
        (CONTRACT, figures("2020").replace("vat: 0.5", "vat: 9000"), "退库超过了当期入库"),
        (CONTRACT, figures("2050"), "期间 2050-01-01 至 2050-12-31 不在协议期内"),
        (CONTRACT, figures("2020").replace("contract: park", "contract: other"), "属于另一份协议文本"),
        (CONTRACT, figures("2020") + "facts: {x: [ }", "这里读不出来"),
    ],
)
def test_a_chinese_page_says_it_in_chinese(contract: str, base: str, words: str) -> None:
    """With the place, the remedy, and what the engine's own sentence names."""
    with translation.override("zh-hans"):
        found = plain(trial(contract, base).problems)

    assert any(words in each["message"] for each in found), found
    assert all(each["original"] and each["original"] != each["message"] for each in found)


def test_an_english_page_has_the_engines_own_sentence() -> None:
    """And an unknown code keeps it everywhere."""
    problem = RuleProblem("shares_sum", "The shares add up to 2, not to 1: a 2. Correct one of them.", "c.yaml", 3)
    with translation.override("en"):
        assert problem.message == in_words(problem)
        assert [{"line": 3, "message": problem.message, "original": ""}] == plain([problem])
    with translation.override("zh-hans"):
        assert "Odd." == in_words(RuleProblem("nobody_knows", "Odd.", "c.yaml"))
