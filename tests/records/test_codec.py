"""Writing records and reading them back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tashan.records import Figure, Problem, Reading, Record, RecordError, Span, Visit, from_dict, to_dict, to_json
from tashan.records.codes import Theme


def test_a_record_comes_back_as_it_was(records: tuple[str, Record]) -> None:
    """Nothing is lost through a dictionary or a line of JSON."""
    kind, record = records

    assert record == from_dict(kind, to_dict(record))
    assert record == from_dict(kind, json.loads(to_json(record)))
    assert to_dict(record) == json.loads(to_json(record))


def test_a_reading_comes_back_as_it_was(a_reading: Reading) -> None:
    """The object of a whole document is lossless too."""
    assert a_reading == from_dict("reading", json.loads(to_json(a_reading)))


def test_keys_of_a_reading_are_those_published(a_reading: Reading) -> None:
    """One object a document, keys in the published order; the text only where asked for."""
    keys = [
        "id", "language", "published", "home", "visits", "meetings", "agreements", "signings", "bodies", "figures",
        "practices", "themes", "problems",
    ]  # fmt: skip

    assert keys == list(to_dict(a_reading))
    assert [*keys, "text"] == list(to_dict(Reading(id="1", text="访")))


def test_keys_of_a_visit_are_those_published(a_visit: Visit) -> None:
    """Own fields first, then what all records share."""
    keys = [
        "id", "visitors", "hosts", "start", "end", "leaders", "kind", "status", "actors", "sites", "themes",
        "evidence", "flags", "candidates", "background", "typology",
    ]  # fmt: skip

    assert keys == list(to_dict(a_visit))


def test_records_within_a_reading_have_their_ids(a_reading: Reading) -> None:
    """Each record in the object of a document carries the id it has on its own."""
    assert a_reading.visits[0].id == to_dict(a_reading)["visits"][0]["id"]
    assert all("id" in each for key in ("meetings", "figures", "practices") for each in to_dict(a_reading)[key])


def test_empty_fields_are_written(text: str) -> None:
    """A key is there with null or an empty list where the text says nothing."""
    written = to_dict(Visit(evidence=(Span(0, 4, text[:4]),)))

    assert written["start"] is None
    assert [] == written["hosts"]
    assert {} == written["typology"]
    assert [{"start": 0, "end": 4, "quote": "2023"}] == written["evidence"]


def test_a_party_is_a_region_or_an_organ(a_reading: Reading) -> None:
    """An organ says so in `kind`; a region has none."""
    region, organ = to_dict(a_reading.agreements[0])["parties"]

    assert {"code": "130000", "name": "河北省", "level": "province"} == region
    assert "organ" == organ["kind"]
    assert "天津市" == organ["region"]["name"]


def test_members_of_code_lists_are_written_as_plain_texts(a_visit: Visit) -> None:
    """A record may be made with members of code lists or with their values: the result is one and the same."""
    coded = Visit(evidence=a_visit.evidence, themes=(Theme.URBANISATION,))
    plain = Visit(evidence=a_visit.evidence, themes=("urbanisation",))

    assert coded.id == plain.id
    assert type(to_dict(coded)["themes"][0]) is str


@pytest.mark.parametrize(
    ("value", "written"), [(41.0, 41), (71.5, 71.5), (3, 3), (float("inf"), None), (float("nan"), None), (None, None)]
)
def test_numbers_are_written_one_way(value: float | None, written: float | None) -> None:
    """A whole number is an integer, so a table that knows only floats gives the same ids; no number is null."""
    assert written == to_dict(Figure(evidence=(), value=value))["value"]
    assert type(written) is type(to_dict(Figure(evidence=(), value=value))["value"])


def test_a_line_is_one_line_and_always_utf_8() -> None:
    """Characters stay as they are; a broken half of a pair, which UTF-8 cannot hold, is escaped."""
    good, broken = to_json(Problem("x", "甲\n乙")), to_json(Problem("x", "甲\ud800"))

    assert '{"code":"x","message":"甲\\n乙","start":null,"end":null}' == good
    assert "甲\ud800" == json.loads(broken.encode())["message"]


def test_missing_keys_take_their_default() -> None:
    """Older files without newer keys can be read."""
    assert Visit(evidence=(), start="2023") == from_dict("visit", {"evidence": [], "start": "2023"})


def test_null_keys_of_the_other_party_kind_are_passed_over() -> None:
    """A table has one column for both kinds of party, with nulls."""
    party = {"code": "130000", "name": "河北省", "level": "province", "kind": None, "region": None}
    agreement = from_dict("agreement", {"evidence": [], "parties": [party], "typology": {"lead": None, "tie": "loose"}})

    assert "河北省" == agreement.parties[0].name
    assert {"tie": "loose"} == agreement.typology


@pytest.mark.parametrize(
    ("kind", "data", "message"),
    [
        ("visits", {}, "There is no kind of record 'visits'. There are: reading, visit, meeting"),
        ("visit", [], "visit: expected an object, found []."),
        ("visit", {}, "visit: 'evidence' is missing."),
        ("visit", {"evidence": [], "host": []}, "visit: unknown key 'host'. Known are: visitors, hosts"),
        ("visit", {"evidence": {}}, "visit.evidence: expected a list, found {}."),
        (
            "visit",
            {"evidence": [{"start": "0", "end": 1, "quote": "x"}]},
            "visit.evidence[0].start: expected a whole number",
        ),
        ("visit", {"evidence": [], "start": 2023}, "visit.start: expected a text, found 2023."),
        ("visit", {"evidence": [], "background": 1}, "visit.background: expected true or false, found 1."),
        ("visit", {"evidence": [], "typology": "x" * 99}, "visit.typology: expected an object, found 'xxx"),
        ("figure", {"evidence": [], "value": True}, "figure.value: expected a number, found True."),
        (
            "agreement",
            {"evidence": [], "parties": ["河北省"]},
            "agreement.parties[0]: expected an object, found '河北省'.",
        ),
        ("agreement", {"evidence": [], "parties": [{"kind": "club"}]}, "agreement.parties[0]: unknown key 'kind'."),
    ],
    ids=lambda value: value[:60] if isinstance(value, str) else None,
)
def test_what_is_no_record_is_named_with_its_place(kind: str, data: Any, message: str) -> None:
    """The message says where, what was expected and what was found, in one short line."""
    with pytest.raises(RecordError) as caught:
        from_dict(kind, data)

    assert str(caught.value).startswith(message)
    assert len(str(caught.value)) < 320
