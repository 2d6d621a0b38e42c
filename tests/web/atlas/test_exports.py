"""Data out: every form can be read back, no cell is a formula, files carry their checksums."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from django.core.management import call_command

from tashan.records.schema import schema
from tashan.web.atlas.exports import COLUMNS, safe


def _bytes(client: Any, address: str) -> bytes:
    answer = client.get(address)
    assert 200 == answer.status_code
    assert "attachment" in answer["Content-Disposition"]
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert f"'{start}SUM(A1)" == safe(f"{start}SUM(A1)")
    assert 7 == safe(7)


def test_csv_is_read_by_spreadsheets(world: Any, client: Any) -> None:
    data = _bytes(client, "/records.csv")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))

    assert data.startswith(b"\xef\xbb\xbf")
    assert list(COLUMNS) == list(rows[0])
    visit = next(row for row in rows if row["kind"] == "visit")
    assert ("江苏省", "320000", "上海市|浙江省", "310000|330000") == (
        visit["who"], visit["who_codes"], visit["whom"], visit["whom_codes"],
    )  # fmt: skip
    assert ("2023-03-20", "2023-03-23", "张三", "science_technology", "year_inferred", "2") == (
        visit["start"], visit["end"], visit["leaders"], visit["themes"], visit["flags"], visit["sources"],
    )  # fmt: skip
    assert visit["address"] == f"http://testserver/events/{world.visit.key}"


def test_data_hold_the_selection_of_the_page(world: Any, client: Any) -> None:
    assert 2 == _bytes(client, "/records.csv?kind=agreement").count(b"\r\n")
    assert 1 == _bytes(client, "/records.csv?year=1999").count(b"\r\n")


def test_json_lines_hold_records_of_the_published_schema(world: Any, client: Any) -> None:
    lines = [json.loads(line) for line in _bytes(client, "/records.jsonl").splitlines()]
    rules = {kind: schema(kind) for kind in ("visit", "agreement")}

    assert {"visit", "agreement"} == {line["kind"] for line in lines}
    for line in lines:
        shape = rules[line["kind"]]
        definition = shape["$defs"][line["kind"]]
        definition["required"] = [name for name in definition["required"] if name not in ("id", "evidence")]
        definition["properties"]["evidence"].pop("minItems", None)  # the quotes stand in the reports
        jsonschema.validate(line["record"], shape)


def test_xlsx_and_parquet_are_read_back(world: Any, client: Any) -> None:
    import polars as pl
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(_bytes(client, "/records.xlsx")), read_only=True)["events"]
    rows = list(sheet.iter_rows(values_only=True))
    assert list(COLUMNS) == list(rows[0])
    assert 3 == len(rows)

    frame = pl.read_parquet(io.BytesIO(_bytes(client, "/records.parquet")))
    assert [*COLUMNS, "record"] == frame.columns
    assert 2 == frame.height
    assert "长三角合作框架协议" in json.loads(frame.filter(pl.col("kind") == "agreement")["record"][0])["title"]


def test_geojson_draws_visits_as_lines(world: Any, client: Any) -> None:
    found = json.loads(_bytes(client, "/records.geojson?kind=visit"))
    (feature,) = found["features"]

    assert "MultiLineString" == feature["geometry"]["type"]
    assert 2 == len(feature["geometry"]["coordinates"])
    for line in feature["geometry"]["coordinates"]:
        assert all(73 < x < 136 and 17 < y < 54 for x, y in line)


def test_gexf_is_a_directed_network_from_visitor_to_host(world: Any, client: Any) -> None:
    root = ET.fromstring(_bytes(client, "/records.gexf"))
    names = {"g": "http://gexf.net/1.3"}
    edges = {(edge.get("source"), edge.get("target"), edge.get("weight")) for edge in root.findall(".//g:edge", names)}

    assert {("320000", "310000", "1"), ("320000", "330000", "1")} == edges
    assert 3 == len(root.findall(".//g:node", names))


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "jsonl", "geojson", "gexf"])
def test_an_empty_selection_is_an_empty_file_of_its_form(db: None, client: Any, form: str) -> None:
    assert len(_bytes(client, f"/records.{form}")) > 0 or form == "jsonl"


def test_bulk_files_carry_checksums_and_hold_only_what_is_public(world: Any, client: Any, capsys: Any) -> None:
    call_command("build_data", site="https://tashan.example")

    manifest = json.loads(_bytes(client, "/data/manifest.json"))
    assert 2 == manifest["events"]
    names = {each["name"] for each in manifest["files"]}
    assert {
        "events.csv",
        "events.parquet",
        "events.gexf",
        "visits.jsonl",
        "agreements.jsonl",
        "records-schema.json",
    } <= names
    for each in manifest["files"]:
        data = _bytes(client, f"/data/{each['name']}")
        assert each["sha256"] == hashlib.sha256(data).hexdigest()
        assert each["bytes"] == len(data)
        assert world.hidden.key.encode() not in data
    assert b"https://tashan.example/events/" in _bytes(client, "/data/events.csv")
    assert "events.csv" in client.get("/data").content.decode()


def test_an_administrator_makes_the_files_from_the_page(world: Any, log_in: Any) -> None:
    person = log_in("administrator", "*")
    assert "重新生成" in person.get("/data").content.decode()

    person.post("/data/build")

    assert "manifest.json" in person.get("/data").content.decode()


def test_the_schema_is_published(client: Any, db: None) -> None:
    assert "visit" in client.get("/data/schema.json").json()["$defs"]
