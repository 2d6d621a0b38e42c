"""What is wrong with a file that is given is said in the reader's language, with its row."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

import tashan
from tashan.integration.index_file import load_index
from tashan.panels import load_panel
from tashan.rules import RuleError
from tashan.web.integration.findings import told_problem
from tashan.web.integration.index_words import known_codes, told_index_problem

LATIN = re.compile("[a-z]+ [a-z]+ [a-z]+")
SOURCE = Path(tashan.__file__).parent
INDEX = (SOURCE / "integration/index_file.py", SOURCE / "rules/_yaml.py", SOURCE / "rules/sheet.py")


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        (b"", "文件是空的。请补全后再上传。", "invented.csv is empty. Give the table again once it is complete."),
        (b"%PDF-1.7", "读不了这种文件。请另存为 CSV 或 XLSX。",
         "invented.csv is a PDF. Save the table as .xlsx or .csv and give that."),
        (b"PK\x03\x04zip", "文件已损坏或没有表格。", "invented.csv cannot be opened as a spreadsheet"),
        ("地区,年份,产值(亿元)\n亳毫州,2010,6\n".encode(), "第2行：“亳毫州”，2010年：该年没有这个名称的省、市、县。",
         "Row 2: `亳毫州` is no province, city or county of 2010."),
        ("地区,年份,产值(亿元)\n天津,2010,6\n北京,2010,约六\n".encode(), "第3行：“北京”，2010年：这一格不是数字。", "Row 3: `约六` is no number."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_of_figures_is_told_in_both_languages(text: bytes, zh: str, en: str) -> None:
    problem = load_panel(text, "invented.csv").problems[0]

    with translation.override("zh-hans"):
        assert told_problem(problem).startswith(zh)
    with translation.override("en"):
        assert told_problem(problem).startswith(en)


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        (
            "panel",
            "地区,年份,产值(亿元)\n亳毫州,2010,6\n",
            ("没有读出任何一个地区、年份的数值", "“亳毫州”，2010年：该年没有"),
        ),
        ("panel", "a,b\n1,2\n", ("认不出各列",)),
        ("hours", "起点,终点,小时\n北京,天津,很快\n", ("没有读出任何一对地点的时间", "第2行：这一格不是小时数")),
        ("hours", "a,b\n1,2\n", ("认不出各列。请在第一行写明起点、终点和小时",)),
    ],
)
def test_the_page_says_in_chinese_why_a_file_was_refused(
    log_in: Callable[..., Any], kind: str, text: str, words: tuple[str, ...]
) -> None:
    sent = {
        "kind": kind, "name": "表", "source": "年鉴", "place": "320000",
        "file": SimpleUploadedFile("invented.csv", text.encode()),
    }  # fmt: skip

    page = log_in("analyst", "320000").post("/integration/data/new?language=zh-hans", sent).content.decode()

    assert [] == [each for each in words if each not in page]
    assert not re.search(r"\[[a-z_]+\]|Write its|Correct the", page)


def _codes() -> set[str]:
    """The codes written in the source of what reads an index."""
    found = set()
    for file in INDEX:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in ("report", "RuleProblem"):
                    found.add(str(node.args[0].value))
    return found


def test_every_problem_of_an_index_has_its_sentence() -> None:
    """A new problem needs its Chinese words."""
    assert set() == _codes() - known_codes()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("index: a\nparts:\n- name: x\n- name: x\n", ["第3行：“x”出现了两次", "第4行：“x”出现了两次"]),
        ("index: a\nbase: soon\nparts:\n- name: x\n", ["第2行：“base”应为数字，写的是“soon”"]),
        ("index: a\nweights: heavy\nparts:\n- name: x\n",
         ["第2行：“weights”只能写 equal, entropy, critic, given，写的是“heavy”"]),
        ("index: a\nweights: given\nparts:\n- name: x\n", ["第4行：“x”没有写权重"]),
        ("index: a\nparts:\n- name: x\n  shade: red\n", ["第4行：没有“shade”这个键。可用的：name"]),
        ("index: a\n", ["缺少“parts”"]),
        ("", ["文件是空的"]),
    ],
)  # fmt: skip
def test_a_wrong_index_is_told_in_chinese_with_its_lines(text: str, words: list[str]) -> None:
    with pytest.raises(RuleError) as error, translation.override("zh-hans"):
        load_index(text.encode(), "a.yaml")

    with translation.override("zh-hans"):
        told = [told_index_problem(problem) for problem in error.value.problems]
    assert [] == [each for each in words if not any(each in one for one in told)]
    assert [] == [each for each in told if LATIN.search(each)]
    with translation.override("en"):
        assert [str(problem) for problem in error.value.problems] == [
            told_index_problem(problem) for problem in error.value.problems
        ]
