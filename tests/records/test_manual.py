"""The manual of records is current, and its example runs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tashan.records import KINDS
from tashan.records.__main__ import main
from tashan.records.codes import CODE_LISTS
from tashan.records.manual import manual
from tashan.records.schema import schema_text

PAGE = Path(__file__).resolve().parents[2] / "docs" / "records.md"


def test_the_page_is_current() -> None:
    """docs/records.md is what the types say now: `python -m tashan.records manual` writes it."""
    assert manual() == PAGE.read_text(encoding="utf-8")


def test_every_kind_and_code_list_has_its_heading() -> None:
    """Nothing is missing from the manual, and every link within it leads somewhere."""
    text = manual()
    headings = set(re.findall(r"^### (\S+)$", text, re.MULTILINE))

    assert set(KINDS) | set(CODE_LISTS) <= headings
    assert set(re.findall(r"\]\(#(\w+)\)", text)) <= headings


def test_the_example_runs() -> None:
    """The snippet of the manual does what it says."""
    (snippet,) = re.findall(r"```python\n(.*?)```", manual(), re.DOTALL)
    names: dict[str, object] = {}
    exec(snippet, names)

    assert str(names["line"]).startswith('{"id":"')


@pytest.mark.parametrize(("what", "written"), [("manual", manual), ("schema", schema_text)])
def test_the_command_prints_it(what: str, written: object) -> None:
    """`python -m tashan.records` prints the manual or the schema in UTF-8."""
    assert 0 == main([what])
    command = [sys.executable, "-m", "tashan.records", what]
    done = subprocess.run(command, capture_output=True, check=True)

    assert written() == done.stdout.decode()  # type: ignore[operator]


@pytest.mark.parametrize("arguments", [[], ["x"], ["manual", "schema"]], ids=str)
def test_the_command_says_what_it_can_print(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Anything else ends with 2 and a hint."""
    assert 2 == main(arguments)
    assert "manual|schema" in capsys.readouterr().err
