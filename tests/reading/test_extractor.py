from __future__ import annotations

import json
from typing import Any

import pytest

from tashan.reading.extractor import WINDOW, add_records
from tashan.records import Reading, Region, Span, Visit, validate

TEXT = "2023年3月17日，江苏省苏州市组织20余人前往贵州省铜仁市。市委书记李四带着大家看了碧江区。"
EMPTY = Reading(id="a", language="zh-Hans")
QUOTE = "2023年3月17日，江苏省苏州市组织20余人前往贵州省铜仁市"


def answer(**changes: Any) -> str:
    record = {
        "kind": "visit",
        "visitors": ["苏州市"],
        "hosts": ["贵州省铜仁市"],
        "start": "2023-03-17",
        "end": "2023-03-17",
        "leaders": [{"name": "李四", "title": "市委书记"}],
        "visit_kind": "party_government",
        "quotes": [QUOTE, "市委书记李四"],
    }
    return json.dumps({"records": [record | changes]}, ensure_ascii=False)


def added(text: str, reply: str, reading: Reading = EMPTY) -> Reading:
    return add_records(reading, text, lambda _: reply)


def codes(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.problems]


def test_a_record_whose_quotes_stand_in_the_text_counts() -> None:
    reading = added(TEXT, answer())

    expected = Visit(
        evidence=(Span(0, len(QUOTE), QUOTE), Span(32, 38, "市委书记李四")),
        visitors=(Region("320500", "江苏省苏州市", "prefecture"),),
        hosts=(Region("520600", "贵州省铜仁市", "prefecture"),),
        start="2023-03-17",
        end="2023-03-17",
        leaders=reading.visits[0].leaders,
        kind="party_government",
    )

    assert ((expected,), ["extractor_added"]) == (reading.visits, codes(reading))
    assert validate(reading, TEXT) == ()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"quotes": ["2023年3月17日，江苏省苏州市组织20余人前往贵州铜仁市"]}, "its quote does not stand in the text"),
        ({"quotes": [QUOTE, "made up"]}, "its quote does not stand in the text"),
        ({"quotes": []}, "without a quote"),
        ({"quotes": None}, "without a quote"),
        ({"quotes": [5]}, "a quote is no text"),
        ({"quotes": ["x" * 301]}, "a quote is no text"),
        ({"kind": "wedding"}, "of no known kind"),
        ({"visitors": ["汉东省"]}, "no region that is known"),
        ({"visitors": []}, "without visitor or host"),
        ({"leaders": ["王五"]}, "a leader is not spelled as in the text"),
        ({"visit_kind": "royal"}, "royal"),
        ({"start": "17 March"}, "start"),
        ({"start": "2023-02-30"}, "start"),
        ({"sites": "one"}, "sites"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_record_that_does_not_hold_is_dropped_and_named(changes: dict[str, Any], reason: str) -> None:
    reading = added(TEXT, answer(**changes))

    assert ((), ["extractor_dropped"]) == (reading.visits, codes(reading))
    assert reason in reading.problems[0].message


def test_a_year_that_stands_in_no_quote_is_a_candidate_only() -> None:
    reading = added(TEXT, answer(quotes=["江苏省苏州市组织20余人前往贵州省铜仁市"]))
    visit = reading.visits[0]

    assert (None, None, ({"start": "2023-03-17"}, {"end": "2023-03-17"})) == (visit.start, visit.end, visit.candidates)


def test_what_the_grammar_has_read_already_is_not_told_twice() -> None:
    once = added(TEXT, answer())
    twice = added(TEXT, answer(leaders=[], quotes=[QUOTE[:-1]]), once)

    assert once.visits == twice.visits


@pytest.mark.parametrize("reply", ["", "I cannot help.", "{", '{"records": 5}', "[]", '{"other": []}'])
def test_an_answer_of_another_form_changes_nothing(reply: str) -> None:
    reading = added(TEXT, reply)

    assert ([], ["extractor_failed"]) == (list(reading.records()), codes(reading))


def test_an_answer_in_a_fence_is_found() -> None:
    reading = added(TEXT, f"Here it is:\n```json\n{answer()}\n```")

    assert len(reading.visits) == 1


def test_a_server_that_fails_changes_nothing() -> None:
    def complete(_: str) -> str:
        raise OSError("connection refused")

    reading = add_records(EMPTY, TEXT, complete)

    assert (["extractor_failed"], True) == (codes(reading), "connection refused" in reading.problems[0].message)


def test_every_kind_can_be_added() -> None:
    text = "苏州市与铜仁市召开第3次联席会议，签署合作协议，签约23个项目493.1亿元，成立协作办公室，推广“订单工厂”做法。"
    proposals: list[dict[str, Any]] = [
        {"kind": "meeting", "name": "联席会议", "session": 3, "participants": ["苏州市", "铜仁市"], "place": "铜仁市"},
        {"kind": "agreement", "title": "合作协议", "parties": ["苏州市", "铜仁市"]},
        {"kind": "signing", "projects": 23, "amount_cny": 49310000000},
        {"kind": "body", "name": "协作办公室", "level": "coordinate", "members": ["苏州市", "铜仁市"]},
        {"kind": "figure", "measure": "项目", "value": 23, "unit": "个"},
        {"kind": "practice", "mechanism": "订单工厂", "region": "铜仁市"},
    ]
    reply = json.dumps({"records": [{**each, "quotes": [text[:60]]} for each in proposals]}, ensure_ascii=False)
    reading = added(text, reply)

    assert (6, ()) == (len(reading.records()), validate(reading, text))


def test_many_dropped_records_give_few_problems() -> None:
    reply = json.dumps({"records": [{"kind": "visit", "quotes": ["no"]}] * 50})
    reading = added(TEXT, reply)

    assert (11, "40 more records of the extractor do not count.") == (
        len(reading.problems),
        reading.problems[-1].message,
    )


def test_a_long_text_is_asked_about_in_pieces_that_together_are_all_of_it() -> None:
    text = (TEXT + "\n") * 1000
    asked: list[str] = []

    def complete(prompt: str) -> str:
        asked.append(prompt.split("====================")[1])
        return '{"records": []}'

    add_records(EMPTY, text, complete)

    assert text.replace("\n", "") == "".join(asked).replace("\n", "")
    assert max(map(len, asked)) <= WINDOW
