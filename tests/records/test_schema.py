"""The published schema and the columns of tables."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from tashan.records import KINDS, Reading, Record, RecordError, Visit, columns, schema, to_dict
from tashan.records.schema import DIALECT, schema_text


def validator(kind: str) -> jsonschema.Draft202012Validator:
    """A checker of records of one kind by the published schema."""
    return jsonschema.Draft202012Validator(schema(kind))


def test_the_package_carries_its_schema() -> None:
    """schema.json is what the types say now: `python -m tashan.records schema` writes it."""
    published = files("tashan.records").joinpath("schema.json").read_text(encoding="utf-8")

    assert schema_text() == published
    assert DIALECT == json.loads(published)["$schema"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_a_schema(kind: str) -> None:
    """Every kind has a schema that any draft 2020-12 tool accepts."""
    jsonschema.Draft202012Validator.check_schema(schema(kind))


def test_written_records_follow_the_schema(records: tuple[str, Record]) -> None:
    """What `to_dict` writes, the schema allows."""
    kind, record = records

    assert [] == list(validator(kind).iter_errors(to_dict(record)))


def test_written_readings_follow_the_schema(a_reading: Reading) -> None:
    """The object of a whole document too."""
    assert [] == list(validator("reading").iter_errors(to_dict(a_reading)))


@pytest.mark.parametrize(
    "change",
    [
        {"start": "2023-3-17"},
        {"start": 2023},
        {"kind": "party"},
        {"evidence": []},
        {"evidence": [{"start": 0, "end": 1, "quote": ""}]},
        {"hosts": [{"code": "13", "name": "河北省", "level": "province"}]},
        {"hosts": ["河北省"]},
        {"typology": {"lead": "nobody"}},
        {"other": 1},
        {"id": "x"},
    ],
    ids=str,
)
def test_the_schema_refuses_what_is_no_record(change: dict[str, Any], a_visit: Visit) -> None:
    """Other tools find the same mistakes."""
    assert [] != list(validator("visit").iter_errors({**to_dict(a_visit), **change}))


def test_every_key_but_the_optional_ones_is_required() -> None:
    """Readers of the files can rely on the keys."""
    meeting = schema("meeting")["$defs"]["meeting"]

    assert ["participants_group"] == [key for key in meeting["properties"] if key not in meeting["required"]]


def test_every_field_is_described() -> None:
    """Each key of the schema says what it holds."""
    silent = [
        f"{name}.{key}"
        for name, definition in json.loads(schema_text())["$defs"].items()
        for key, field in definition["properties"].items()
        if not field.get("description")
    ]

    assert [] == silent


def test_an_unknown_kind_is_named() -> None:
    """Asking for a kind that does not exist lists those that do."""
    with pytest.raises(RecordError, match="There is no kind of record 'visits'"):
        schema("visits")
    with pytest.raises(RecordError, match="There are: reading, visit"):
        columns("visits")


def test_columns_follow_the_keys() -> None:
    """A table has the columns that the dictionaries have as keys, id first."""
    table = dict(columns("visit"))
    region = ("struct", (("code", "string"), ("name", "string"), ("level", "string")))

    assert ["id", "visitors", "hosts", "start"] == list(table)[:4]
    assert ("list", region) == table["hosts"]
    assert "bool" == table["background"]
    assert ("list", "json") == table["candidates"]
    assert ("lead", "string") == table["typology"][1][0]
    assert "float64" == dict(columns("signing"))["amount_cny"]
    assert "int64" == dict(columns("signing"))["projects"]


def test_a_party_column_holds_regions_and_organs() -> None:
    """One struct has the fields of both."""
    (_, (form, fields)) = dict(columns("agreement"))["parties"]

    assert "struct" == form
    assert {"code", "name", "level", "kind", "region"} == {name for name, _ in fields}


def test_a_reading_is_a_table_of_lists() -> None:
    """A reading's id is a plain column of its own, not a second one."""
    names = [name for name, _ in columns("reading")]

    assert names == list(dict.fromkeys(names))
    assert "id" == names[0]
