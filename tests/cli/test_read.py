from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from http.server import HTTPServer
from pathlib import Path
from typing import Any

import jsonschema
import polars as pl
import pytest
from tests.cli.commands import ENGLISH, TRADITIONAL, VISIT, codes, command, rows_of, tashan, write_lines
from tests.files.test_endpoint import FakeModel

from tashan.records import check, schema


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_bytes(VISIT.encode("gb18030"))
    (folder / "b.md").write_text(TRADITIONAL, encoding="utf-8")
    (folder / "sub" / "c.html").write_text(
        f"<html><body><h1>Visit</h1><p>{ENGLISH}</p></body></html>", encoding="utf-8"
    )
    (folder / "sub" / "d.jsonl").write_text(
        json.dumps({"id": "d1", "text": VISIT}) + "\n" + json.dumps({"id": "d2", "path": "../a.txt"}) + "\n",
        encoding="utf-8",
    )
    return folder


def test_a_folder_gives_a_row_a_document_in_a_stable_order(folder: Path) -> None:
    ran = tashan("read", folder)

    assert (0, ["a.txt", "b.md", "sub/c.html", "d1", "d2"]) == (ran.status, [row["id"] for row in ran.rows()])


def test_every_row_follows_the_published_schema_and_its_text(folder: Path) -> None:
    rows = tashan("read", folder, "--with-text").rows()
    for row in rows:
        jsonschema.validate(row, schema("reading"))

    assert [] == [problem for row in rows for problem in check("reading", row, row["text"])]
    assert all(row["visits"] for row in rows)


def test_the_same_document_gives_the_same_records_from_any_file(folder: Path) -> None:
    rows = {row["id"]: row for row in tashan("read", folder).rows()}

    assert rows["a.txt"]["visits"] == rows["d1"]["visits"] == rows["d2"]["visits"]


def test_progress_and_messages_go_to_standard_error_only(folder: Path, tmp_path: Path) -> None:
    ran = tashan("read", folder, "--out", tmp_path / "o.jsonl")

    assert ("", True, True) == (
        ran.out,
        "Read 5 documents in" in ran.err,
        f"Written to {tmp_path / 'o.jsonl'}." in ran.err,
    )


def test_the_json_form_is_one_array(folder: Path, tmp_path: Path) -> None:
    printed = json.loads(tashan("read", folder, "--format", "json").out)
    tashan("read", folder, "--out", tmp_path / "o.json")

    assert printed == json.loads((tmp_path / "o.json").read_text(encoding="utf-8")) == tashan("read", folder).rows()


def test_no_documents_give_an_empty_array(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert json.loads(tashan("read", tmp_path / "empty", "--format", "json").out) == []


def test_parquet_holds_the_same_visits(folder: Path, tmp_path: Path) -> None:
    tashan("read", folder, "--out", tmp_path / "o.parquet", "--format", "parquet")
    frame = pl.read_parquet(tmp_path / "o.parquet")

    assert [row["id"] for row in tashan("read", folder).rows()] == frame["id"].to_list()
    assert "2023-03-17" == frame["visits"][0][0]["start"]


def test_the_table_has_a_row_a_record_for_people(folder: Path) -> None:
    out = tashan("read", folder / "a.txt", "--format", "table", env={"COLUMNS": "220"}).out
    heading, *rows = out.splitlines()
    (visit,) = [row for row in rows if " visit " in row]

    assert ["document", "date", "kind", "from", "→", "to", "leader,", "name,", "amount", "quote"] == heading.split()
    for expected in ("a.txt", "2023-03-17…18", "江苏省苏州市 → 贵州省铜仁市", "李志平"):
        assert expected in visit


@pytest.mark.parametrize("form", ["table", "jsonl", "json", "parquet"])
def test_every_form_can_be_written_to_a_file(folder: Path, tmp_path: Path, form: str) -> None:
    ran = tashan("read", folder, "--format", form, "--out", tmp_path / "o")

    assert (0, True, [folder, tmp_path / "o"]) == (
        ran.status,
        (tmp_path / "o").stat().st_size > 100,
        sorted(tmp_path.iterdir()),
    )


def test_jobs_do_not_change_the_rows(tmp_path: Path) -> None:
    """Of nine batches, so that each of three processes has several."""
    lines = write_lines(tmp_path / "d.jsonl", 300)
    one, three = (tashan("read", lines, "--jobs", jobs).out for jobs in ("1", "3"))

    assert (300, True) == (len(one.splitlines()), one == three)


def test_home_and_published_hold_where_a_document_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("3月17日，我市党政代表团赴贵州省铜仁市考察。", encoding="utf-8")
    (row,) = tashan("read", tmp_path / "a.txt", "--home", "苏州市", "--published", "2023-04-01").rows()

    assert ("江苏省苏州市", "2023-03-17", True) == (
        row["home"],
        row["visits"][0]["start"],
        "year_inferred" in row["visits"][0]["flags"],
    )


def test_a_repeated_id_is_kept_and_named(tmp_path: Path) -> None:
    line = json.dumps({"id": "x", "text": VISIT}) + "\n"
    (tmp_path / "d.jsonl").write_text(line * 2, encoding="utf-8")
    first, second = tashan("read", tmp_path / "d.jsonl").rows()

    assert ([], ["id_repeated"], first["visits"]) == (codes(first), codes(second), second["visits"])


class TestStrict:
    @pytest.mark.parametrize(("flags", "status"), [((), 0), (("--strict",), 1)])
    def test_an_unreadable_document_counts_only_when_strict(
        self, tmp_path: Path, flags: tuple[str, ...], status: int
    ) -> None:
        (tmp_path / "a.txt").write_text(VISIT, encoding="utf-8")
        (tmp_path / "b.txt").write_bytes(b"")
        ran = tashan("read", tmp_path, *flags)

        assert (status, [[], ["empty"]]) == (ran.status, [codes(row) for row in ran.rows()])
        assert "1 could not be read whole" in ran.err

    def test_doubts_about_what_a_text_says_do_not_count(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("我市党政代表团赴铜仁市考察。", encoding="utf-8")

        assert tashan("read", tmp_path, "--strict").status == 0


class TestErrors:
    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("nowhere",), "There is no file or folder nowhere. Check the path"),
            ((".", "--format", "xml"), "--format xml is not known. Choose jsonl, json, parquet or table."),
            ((".", "--format", "parquet"), "Parquet cannot go to standard output. Give --out FILE.parquet."),
            ((".", "--home", "汉东省"), "--home 汉东省 is not the name of one region."),
            ((".", "--published", "yesterday"), "--published yesterday is not a day. Write it as 2023-04-10."),
            ((".", "--engine", "abacus"), "No engine is called 'abacus'. Choose local or cluster."),
        ],
    )
    def test_they_say_what_and_what_to_do(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
    ) -> None:
        monkeypatch.chdir(tmp_path)
        ran = tashan("read", *arguments)

        assert (2, "") == (ran.status, ran.out)
        assert f"Error: {message}" in ran.err
        assert "Traceback" not in ran.err

    def test_no_input_shows_the_usage(self) -> None:
        ran = tashan("read")

        assert (2, True) == (ran.status, "Usage" in ran.err)

    def test_a_finished_output_is_not_replaced_unless_asked(self, folder: Path, tmp_path: Path) -> None:
        out = tmp_path / "o.jsonl"
        first, second, third = (tashan("read", folder, "--out", out, *more) for more in ((), (), ("--overwrite",)))

        assert (0, 2, 0) == (first.status, second.status, third.status)
        assert "o.jsonl exists and is not an unfinished run of this input" in second.err

    def test_a_closed_pipe_ends_quietly(self, tmp_path: Path) -> None:
        lines = write_lines(tmp_path / "d.jsonl", 2000)
        process = subprocess.Popen(command("read", lines), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        told = process.stderr.read().decode()
        process.stderr.close()
        process.wait(30)

        assert "Traceback" not in told


class TestExtractor:
    @pytest.fixture
    def model(self) -> Iterator[Any]:
        server: Any = HTTPServer(("127.0.0.1", 0), FakeModel)
        visit = {"kind": "visit", "visitors": ["苏州市"], "hosts": ["铜仁市"], "quotes": ["苏州的同志们到了铜仁"]}
        lie = {"kind": "visit", "visitors": ["无锡市"], "hosts": ["铜仁市"], "quotes": ["无锡的同志们到了铜仁"]}
        server.asked, server.status = [], 200
        server.answer = json.dumps({"records": [visit, lie]})
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
        server.server_close()

    @pytest.mark.parametrize("by_option", [True, False])
    def test_its_records_count_where_their_quotes_stand_in_the_text(
        self, model: Any, tmp_path: Path, by_option: bool
    ) -> None:
        (tmp_path / "a.txt").write_text("那天苏州的同志们到了铜仁。", encoding="utf-8")
        url = f"http://127.0.0.1:{model.server_port}/v1"
        option = ("--extractor", url) if by_option else ()
        env = {} if by_option else {"TASHAN_EXTRACTOR_URL": url}
        (row,) = tashan("read", tmp_path / "a.txt", *option, env=env).rows()

        assert ["江苏省苏州市"] == [region["name"] for visit in row["visits"] for region in visit["visitors"]]
        assert {"extractor_added", "extractor_dropped"} <= set(codes(row))

    def test_one_that_does_not_answer_leaves_the_grammars_records(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(VISIT, encoding="utf-8")
        (row,) = tashan("read", tmp_path / "a.txt", "--extractor", "http://127.0.0.1:9/v1").rows()

        assert (1, ["extractor_failed"]) == (len(row["visits"]), codes(row))


def test_the_cluster_engine_writes_the_same_file(tmp_path: Path) -> None:
    pytest.importorskip("daft", reason="the extra tashan[cluster] is not installed")
    lines = write_lines(tmp_path / "d.jsonl", 400)
    for engine in ("local", "cluster"):
        ran = tashan("read", lines, "--engine", engine, "--jobs", "2", "--out", tmp_path / engine)
        assert ran.status == 0, ran.err

    assert (400, True) == (
        len(rows_of(tmp_path / "local")),
        (tmp_path / "local").read_bytes() == (tmp_path / "cluster").read_bytes(),
    )
