"""docs/sharing.md: its files can be read, its snippets run, its keys and shapes are those of the program."""

from __future__ import annotations

import re
from pathlib import Path

from tashan.sharing import bases, contracts, shipped_contracts, shipped_rules
from tashan.sharing._read_shapes import ShapeReader
from tashan.sharing._sheet import Sheet
from tashan.sharing.industry import read_list

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "sharing.md").read_text(encoding="utf-8")
PARK, BASE, GAME, LIST = (block.encode() for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))


def test_the_snippets_run_on_the_files_of_the_page() -> None:
    """Every assertion on the page holds."""
    names: dict[str, object] = {"park_data": PARK, "base_data": BASE, "game_data": GAME}
    snippets = re.findall(r"```{code-block} python\n(.*?)```", PAGE, re.DOTALL)
    for snippet in snippets:
        exec(snippet, names)

    assert 2 == len(snippets)
    assert 2 == len(read_list(LIST, "list.yaml"))


def test_every_key_and_shape_is_on_the_page() -> None:
    """What a file may say is explained."""
    shapes = ShapeReader(Sheet(b"a: b", "x"), (), "元")
    words = {
        *bases._NEEDED,
        *bases._OPTIONAL,
        *contracts._NEEDED,
        *contracts._OPTIONAL,
        *shapes._shares_of,
        *shapes._pays,
    }

    assert set() == {word for word in words - {"note"} if f"`{word}`" not in PAGE}


def test_every_shipped_book_and_contract_is_on_the_page() -> None:
    """Nothing comes along unnamed."""
    assert set() == {name for name in {*shipped_rules(), *shipped_contracts()} if f"`{name}`" not in PAGE}
