from __future__ import annotations

import json
from pathlib import Path

import opencc
import pytest

from tashan.reading.language import language

SHARED = Path(__file__).resolve().parents[2] / "../shared"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3月17日，北京市党政代表团到天津考察。", "zh-Hans"),
        ("3月17日，北京市黨政代表團到天津考察。", "zh-Hant"),
        ("The delegation visited Suzhou on 17 March.", "en"),
        ("Suzhou (苏州) and Wuxi (无锡) sent a delegation to Tongren City (铜仁市) last week.", "en"),
        ("市委副主任到任", "zh-Hans"),
        ("代表團到上海", "zh-Hant"),
        ("于后里台干，發展", "zh-Hant"),
        ("在乾县、於陵考察，著名学者", "zh-Hans"),
        ("华为 Mate X5 与 iPhone 15 Pro Max 同台，AI for Science 落地", "zh-Hans"),
        ("2023", "zh-Hans"),
        ("", "zh-Hans"),
    ],
)
def test_language_and_script(text: str, expected: str) -> None:
    assert expected == language(text)


def test_a_chinese_article_with_a_long_english_summary_stays_chinese() -> None:
    chinese = "长江中游城市群建设要学习长三角一体化的经验，完善合作机制。" * 40
    english = "The middle reaches of the Yangtze should learn from the experience of the delta. " * 40

    assert language(chinese + english) == "zh-Hans"


def test_both_scripts_are_told_apart_in_every_standard() -> None:
    """Mainland text converted to the Traditional of Hong Kong, Taiwan and OpenCC's own standard."""
    text = "党政代表团一行考察了开发区的产业园，双方签署合作协议，并就进一步深化对口协作进行了座谈。"
    found = {standard: language(opencc.OpenCC(standard).convert(text)) for standard in ("s2t", "s2hk", "s2tw", "s2twp")}

    assert dict.fromkeys(("s2t", "s2hk", "s2tw", "s2twp"), "zh-Hant") == found


def test_the_labelled_documents_are_all_told_right() -> None:
    folder = SHARED / "gold"
    if not folder.is_dir():
        pytest.skip("the labelled documents are not here")
    documents = [json.loads(line) for line in (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines()]
    labels = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]

    expected = {label["id"]: label["language"] for label in labels}
    actual = {document["id"]: str(language(document["text"])) for document in documents}

    assert expected == actual


@pytest.mark.parametrize(
    ("number", "expected"),
    [("000", "zh-Hans"), ("001", "en"), ("002", "zh-Hans"), ("003", "zh-Hans"), ("004", "zh-Hant")],
)
def test_the_source_documents_are_told_right(number: str, expected: str) -> None:
    paths = sorted((SHARED / "seeds").glob(f"{number}_*"))
    if not paths:
        pytest.skip("the source documents are not here")

    assert expected == language(paths[0].read_text(encoding="utf-8"))
