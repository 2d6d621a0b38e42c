"""The cheap tests before reading: what may hold events, and what is a novel."""

from __future__ import annotations

from tashan.reading.english import read_english
from tashan.reading.english.gate import may_hold_events, reads_like_fiction
from tashan.reading.source import Analysis, Source

NOVEL = (
    '"You are late," the governor said. Old Chen smiled. A Hubei delegation led by the governor visited Hunan on May 3. '
    '"I will go too," she said, and nodded. "Tomorrow," he whispered.'
)


def test_plain_prose_is_let_pass() -> None:
    assert not may_hold_events("The river lay still under the bridge, and she counted the boats along the bank.")


def test_a_visit_is_not_let_pass() -> None:
    assert may_hold_events("Officials from Wuxi were in Haidong.")


def test_a_novel_gives_a_problem_and_no_records() -> None:
    records = read_english(Analysis(Source(NOVEL, "en")))

    assert reads_like_fiction(NOVEL)
    assert ["fiction_suspected"] == [problem.code for problem in records.problems]
    assert [] == records.visits


def test_a_report_with_speech_is_no_novel() -> None:
    assert not reads_like_fiction('"We will learn from Wuxi," Li said on May 3, 2019. He smiled, nodded and laughed.')


def test_an_ambiguous_destination_is_a_problem() -> None:
    text = "(2018-05-05) A delegation from Shanghai led by vice mayor Xu Kunlin visited Suzhou on May 3."

    records = read_english(Analysis(Source(text, "en")))

    assert ["place_ambiguous"] == [problem.code for problem in records.problems]
    assert [] == records.visits
