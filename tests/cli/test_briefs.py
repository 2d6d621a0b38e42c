"""`tashan plan --out` and `tashan diagnose --out` write briefs that people pass on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tashan.cli.app import application

ASKED = ("plan", "长株潭", "跨市收入分享", "--most", "2")


@pytest.fixture
def run() -> CliRunner:
    """A terminal."""
    return CliRunner()


@pytest.mark.parametrize(
    ("name", "start"), [("brief.docx", b"PK"), ("brief.pdf", b"%PDF"), ("brief.html", b"<!doctype html>"), ("brief.md", b"# ")]
)  # fmt: skip
def test_a_brief_is_written_by_the_ending_of_its_file(run: CliRunner, tmp_path: Path, name: str, start: bytes) -> None:
    answer = run.invoke(application({"plan"}), [*ASKED, "--out", str(tmp_path / name)])

    assert 0 == answer.exit_code, answer.output
    assert (tmp_path / name).read_bytes().startswith(start)


def test_json_is_the_same_in_a_file_as_on_the_terminal(run: CliRunner, tmp_path: Path) -> None:
    printed = run.invoke(application({"plan"}), [*ASKED, "--format", "json"])
    run.invoke(application({"plan"}), [*ASKED, "--out", str(tmp_path / "plan.json")])

    assert json.loads(printed.stdout) == json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))


def test_an_unknown_ending_and_a_file_that_stands_are_refused(run: CliRunner, tmp_path: Path) -> None:
    """Before anything is computed, with what to do; nothing is lost."""
    unknown = run.invoke(application({"plan"}), [*ASKED, "--out", str(tmp_path / "brief.odt")])
    (tmp_path / "brief.md").write_text("mine", encoding="utf-8")
    stands = run.invoke(application({"plan"}), [*ASKED, "--out", str(tmp_path / "brief.md")])
    replaced = run.invoke(application({"plan"}), [*ASKED, "--out", str(tmp_path / "brief.md"), "--overwrite"])

    assert 2 == unknown.exit_code
    assert ".docx, .pdf" in unknown.output
    assert 2 == stands.exit_code
    assert "--overwrite" in stands.output
    assert 0 == replaced.exit_code
    assert (tmp_path / "brief.md").read_text(encoding="utf-8").startswith("# 长株潭")


def test_a_diagnosis_is_written_in_the_same_way(run: CliRunner, tmp_path: Path) -> None:
    answer = run.invoke(application({"diagnose"}), ["diagnose", "京津冀", "--out", str(tmp_path / "diagnosis.md")])
    data = run.invoke(application({"diagnose"}), ["diagnose", "京津冀", "--out", str(tmp_path / "diagnosis.json")])

    assert (0, 0) == (answer.exit_code, data.exit_code), answer.output
    assert (tmp_path / "diagnosis.md").read_text(encoding="utf-8").startswith("# 京津冀")
    assert "sentences" in json.loads((tmp_path / "diagnosis.json").read_text(encoding="utf-8"))
