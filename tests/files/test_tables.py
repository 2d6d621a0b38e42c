from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from tashan.files.tables import readings, write_json, write_parquet
from tashan.records import Problem, Reading, Region, Signing, Span, Visit, from_dict, to_dict, to_json

VISIT = Visit(
    evidence=(Span(0, 3, "代表团"), Span(4, 8, "2023", "year")),
    visitors=(Region("110000", "北京市", "province"),),
    hosts=(Region("120000", "天津市", "province"), Region(None, "河北省雄安新区", "zone")),
    start="2023-03-17",
    flags=("numerals_suspect",),
    candidates=({"start": "2023-03-17"}, {"amount_cny": 5}),
    typology={"lead": "government"},
)
SIGNING = Signing(evidence=(Span(0, 3, "23个"),), projects=23, amount_cny=49310000000)
READINGS = (
    Reading(id="a", language="zh-Hans", visits=(VISIT,), signings=(SIGNING,), themes=("infrastructure_transport",)),
    Reading(id="b", problems=(Problem("empty", "b is empty."),)),
)


def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(f"{to_json(reading)}\n" for reading in READINGS), encoding="utf-8")
    return path


def test_parquet_keeps_every_record_in_nested_columns(tmp_path: Path) -> None:
    write_parquet(rows(tmp_path), tmp_path / "o.parquet")
    frame = pl.read_parquet(tmp_path / "o.parquet")
    visit = frame["visits"][0][0]

    assert ["a", "b"] == frame["id"].to_list()
    assert ["天津市", "河北省雄安新区"] == [host["name"] for host in visit["hosts"]]
    assert (49310000000, 23) == (frame["signings"][0][0]["amount_cny"], frame["signings"][0][0]["projects"])
    assert ['{"start": "2023-03-17"}', '{"amount_cny": 5}'] == visit["candidates"]
    assert [{"code": "empty", "message": "b is empty.", "start": None, "end": None}] == frame["problems"][1].to_list()


def test_a_record_comes_back_from_parquet_as_it_was(tmp_path: Path) -> None:
    write_parquet(rows(tmp_path), tmp_path / "o.parquet")
    row = pl.read_parquet(tmp_path / "o.parquet")["visits"].to_list()[0][0]
    row["candidates"] = [json.loads(candidate) for candidate in row["candidates"]]
    row["typology"] = {key: value for key, value in row["typology"].items() if value}

    assert from_dict("visit", row) == VISIT


def test_nested_columns_can_be_asked_without_unpacking(tmp_path: Path) -> None:
    write_parquet(rows(tmp_path), tmp_path / "o.parquet")
    found = pl.scan_parquet(tmp_path / "o.parquet").explode("visits").select(pl.col("visits").struct["start"]).collect()

    assert "2023-03-17" in found["start"].to_list()


def test_no_documents_make_an_empty_table_with_all_columns(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    write_parquet(tmp_path / "none.jsonl", tmp_path / "o.parquet")

    assert (0, True) == (len(frame := pl.read_parquet(tmp_path / "o.parquet")), "visits" in frame.columns)


def test_the_json_array_holds_the_same_objects(tmp_path: Path) -> None:
    write_json(rows(tmp_path), tmp_path / "o.json")

    assert [to_dict(reading) for reading in READINGS] == json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))


def test_readings_are_given_one_by_one(tmp_path: Path) -> None:
    assert ["a", "b"] == [reading["id"] for reading in readings(rows(tmp_path))]
