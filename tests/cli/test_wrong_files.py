"""Files and options that are none of what a command asks for end it with a message, never with a trace."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.commands import tashan

WRONG = {
    "bytes": bytes(range(256)) * 20,
    "empty": b"",
    "other_encoding": "名称: 苏州市\n成员: 铜仁\n".encode("gb18030"),
    "list": b"- 1\n- 2\n",
    "number": b"42\n",
    "other_keys": b'{"a": 1}\n',
    "deep": b"[" * 2_000,
}

COMMANDS = (
    ("split {} base.yaml", "yaml"),
    ("split chishui {}", "yaml"),
    ("statement chishui {} --issued 2026-01-01", "yaml"),
    ("replay {}", "json"),
    ("game {}", "yaml"),
    ("fund {} --on 2026-01-01", "yaml"),
    ("industry {} --code C36 --region 安徽省 --on 2026-01-01", "yaml"),
    ("match {}", "yaml"),
    ("panel check {}", "csv"),
    ("panel load {}", "xlsx"),
    ("index {}", "yaml"),
    ("index similarity {}", "csv"),
    ("diagnose 京津冀 {}", "csv"),
    ("plan 长株潭 跨市收入分享 {}", "yaml"),
    ("plan 长株潭 跨市收入分享 --visits {}", "csv"),
    ("practices x {}", "yaml"),
    ("roster {}", "yaml"),
    ("matters {}", "yaml"),
    ("fade-out {}", "yaml"),
    ("clashes {}", "yaml"),
    ("network measures {}", "csv"),
)


@pytest.mark.parametrize(("command", "suffix"), COMMANDS)
def test_a_wrong_file_is_named(command: str, suffix: str, tmp_path: Path) -> None:
    for name, data in WRONG.items():
        path = tmp_path / f"{name}.{suffix}"
        path.write_bytes(data)
        ran = tashan(*(path if part == "{}" else part for part in command.split()))

        assert (2, "") == (ran.status, ran.out), name
        assert str(path) in ran.err or path.name in ran.err, name
        assert "Error: " in ran.err, name


@pytest.mark.parametrize("command", ["network measures", "practices x", "network outcomes"])
def test_lines_that_are_no_readings_are_named(command: str, tmp_path: Path) -> None:
    """Those of another program are JSON too."""
    for name in ("bytes", "list", "number", "other_keys", "deep"):
        path = tmp_path / f"{name}.jsonl"
        path.write_bytes(WRONG[name])
        ran = tashan(*command.split(), path)

        assert (2, "") == (ran.status, ran.out), name
        assert f"{path}:1 is no line of JSON with one reading. Write it with `tashan read" in ran.err


def test_what_cannot_be_read_at_all_is_said_once(tmp_path: Path) -> None:
    """Nothing is said to be missing in a file that is no text."""
    path = tmp_path / "game.yaml"
    path.write_bytes(WRONG["other_encoding"])

    assert f"Error: {path}:1: This is not UTF-8. Save the file in UTF-8.\n" == tashan("game", path).err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("diagnose 京津冀 --date 2020-13", "--date 2020-13 is not a date. Write it as 2019-05-13, 2019-05 or 2019."),
        ("regions 苏州 --date 2020-13", "--date 2020-13 is not a date. Write it as 2019-05-13, 2019-05 or 2019."),
        ("practices --theme luck", "--theme luck is not known. Choose economy/industry, "),
        ("panel shipped --out x.txt", "--out x.txt: a table is written as .csv or .parquet."),
        ("carbon beijing --allowances 5 --on 2015", "Here that is --accept with the reason."),
        ("fade-out x.jsonl --silent-after 0", "'--silent-after'"),
    ],
)
def test_a_wrong_option_says_what_may_stand_there(words: str, told: str) -> None:
    ran = tashan(*words.split(), env={"COLUMNS": "200"})

    assert (2, "", True) == (ran.status, ran.out, told in ran.err)
