"""docs/rules.md: its files can be loaded, its snippets run, its keys and codes are those of the program."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

from tashan.rules import _reader as reader
from tashan.rules import load_rules, read_rules
from tashan.rules.cases import _CASE_KEYS
from tashan.rules.loading import _BOOK_KEYS, _PARAMETER_KEYS
from tashan.rules.scenario import _KEYS
from tashan.rules.values import TYPES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
BOOK, SCENARIO, CASES = (block.encode() for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))


def test_the_example_is_a_sound_file() -> None:
    """The rule file of the page loads without a problem."""
    assert () == read_rules(BOOK, "joint_park.yaml")[1]


def test_the_snippets_run() -> None:
    """Every assertion on the page holds, one snippet after the other."""
    names: dict[str, object] = {"data": BOOK, "scenario_data": SCENARIO, "case_data": CASES, "Fraction": Fraction}
    snippets = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    for snippet in snippets:
        exec(snippet, names)

    assert 3 == len(snippets)


def test_the_message_on_the_page_is_the_real_one() -> None:
    """What the page shows as a message is what users see."""
    (shown,) = re.findall(r"^> (.*)$", PAGE, re.MULTILINE)

    assert shown == str(load_rules(BOOK, "joint_park.yaml").find("origin.years", on="2014"))


def test_every_key_is_on_the_page() -> None:
    """A key that a file may have is explained."""
    keys = {
        *_BOOK_KEYS,
        *_PARAMETER_KEYS,
        *_KEYS,
        *_CASE_KEYS,
        *reader.SCENARIO_VALUE_KEYS,
        *reader.SOURCE_KEYS,
        *TYPES,
    }

    assert set() == {key for key in keys if f"`{key}`" not in PAGE and f"`{key}:`" not in PAGE}
