"""`tashan split`, `statement`, `replay` and `game`, as a finance officer uses them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.commands import tashan
from tests.sharing.test_manual import BASE, GAME, PARK


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a contract, two bases and a game."""
    (tmp_path / "park.yaml").write_bytes(PARK)
    (tmp_path / "2020.yaml").write_bytes(BASE)
    (tmp_path / "2021.yaml").write_bytes(BASE.replace(b"2020", b"2021").replace(b"1200.5", b"2200.5"))
    (tmp_path / "game.yaml").write_bytes(GAME)
    return tmp_path


def test_split_as_json_and_as_table(folder: Path) -> None:
    """Fen for programs, yuan and steps for people."""
    found = json.loads(tashan("split", folder / "park.yaml", folder / "2020.yaml").out)
    table = tashan("split", folder / "park.yaml", folder / "2020.yaml", "--format", "table").out

    assert {"origin": 1_200_000_000, "host": 800_000_000} == found["lines"][0]["parts"]
    assert "12000000.00" in table
    assert "tax.of.year_1" in table


def test_statements_follow_each_other_and_replay(folder: Path) -> None:
    """The second one opens with what the first one closed; both are computed again; none is overwritten."""
    first, second = folder / "1.json", folder / "2.json"
    one = tashan("statement", folder / "park.yaml", folder / "2020.yaml", "--issued", "2021-03-01", "--out", first)
    two = tashan(
        "statement",
        folder / "park.yaml",
        folder / "2021.yaml",
        "--issued",
        "2022-03-01",
        "--after",
        first,
        "--out",
        second,
    )
    again = tashan("statement", folder / "park.yaml", folder / "2020.yaml", "--issued", "2021-03-01", "--out", first)
    line = json.loads(second.read_text(encoding="utf-8"))["splits"]["tax"]["parties"]["origin"]

    assert (0, 0, 2) == (one.status, two.status, again.status)
    assert (1_200_000_000, 1_800_000_000, 3_000_000_000) == (line["opening"], line["period"], line["cumulative"])
    assert "never overwritten" in again.err
    assert "every figure was computed again" in tashan("replay", second).out


def test_a_statement_for_people(folder: Path) -> None:
    """Opening, period, cumulative, cap left, and who pays whom."""
    out = tashan(
        "statement", folder / "park.yaml", folder / "2020.yaml", "--issued", "2021-03-01", "--format", "table"
    ).out

    assert "488000000.00" in out
    assert "host pays origin 12000000.00 yuan (tax)" in out


def test_a_changed_statement_fails_its_replay(folder: Path) -> None:
    """Status 1 and the figure that differs; and it cannot be continued."""
    first = folder / "1.json"
    tashan("statement", folder / "park.yaml", folder / "2020.yaml", "--issued", "2021-03-01", "--out", first)
    first.write_text(first.read_text(encoding="utf-8").replace('"period": 1200000000', '"period": 1300000000'))
    replayed = tashan("replay", first)
    continued = tashan(
        "statement", folder / "park.yaml", folder / "2021.yaml", "--issued", "2022-03-01", "--after", first
    )

    assert 1 == replayed.status
    assert "tax, origin: period is 1300000000 fen in the statement, and 1200000000 fen" in replayed.out
    assert "cannot be continued" in continued.err


def test_another_contract_cannot_continue_a_series(folder: Path) -> None:
    """Whoever changes the contract begins a new series."""
    first, other = folder / "1.json", folder / "other.yaml"
    tashan("statement", folder / "park.yaml", folder / "2020.yaml", "--issued", "2021-03-01", "--out", first)
    other.write_bytes(PARK.replace(b"60%", b"70%").replace(b"host: 40%", b"host: 30%"))
    ran = tashan("statement", other, folder / "2021.yaml", "--issued", "2022-03-01", "--after", first)

    assert "not the one the previous statement was made from" in ran.err


def test_rules_that_changed_since_are_noticed(folder: Path) -> None:
    """A statement is not continued on other values of old periods."""
    rules, contract = folder / "rules.yaml", folder / "ruled.yaml"
    text = """rules: own
parameters:
  origin:
    type: fraction
    unit: tax
    values: [{from: 2020, value: 60%, source: {document: agreement, link: "https://example.org/a", seen: 2020-01-01}, status: seen}]
"""
    rules.write_text(text, encoding="utf-8")
    contract.write_bytes(PARK.replace(b"origin: 60%", b'origin: "@own.origin"'))
    first = folder / "1.json"
    base = ("statement", contract, folder / "2020.yaml", "--issued", "2021-03-01", "--rules", rules, "--out", first)
    assert 0 == tashan(*base).status
    rules.write_text(text.replace("60%", "60.0%"), encoding="utf-8")
    again = ("statement", contract, folder / "2021.yaml", "--issued", "2022-03-01", "--rules", rules, "--after", first)
    assert 0 == tashan(*again).status

    rules.write_text(text.replace("60%", "70%"), encoding="utf-8")
    contract_error = tashan(*again)

    assert "shares add up to 11/10" in contract_error.err


def test_a_game_says_who_would_lose(folder: Path) -> None:
    """As a table and as JSON with exact fractions."""
    table = tashan("game", folder / "game.yaml", "--format", "table").out
    found = json.loads(tashan("game", folder / "game.yaml").out)

    assert "19.67" in table
    assert {"甲市": "59/3", "乙市": "193/6", "丙市": "73/6"} == found["solutions"][1]["payoffs"]
    assert found["superadditive"]


def test_a_game_for_people_shows_objections_and_what_does_not_exist(folder: Path) -> None:
    """A game in which joining hurts: said, not hidden."""
    bad = folder / "bad.yaml"
    bad.write_text("game: g\nplayers: [a, b]\nvalues: {a: 5, b: 5, a+b: 8}\nsplit: {a: 2, b: 6}\n", encoding="utf-8")
    out = tashan("game", bad, "--format", "table").out

    assert "a lacks 3" in out
    assert "not superadditive" in out
    assert "No nucleolus" in out


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ("{a: 5, a+b: 8}", "1 coalitions have no value, as b"),
        ("{a: 5, b: 5, c: 1, a+b: 8}", "c does not play"),
        ("{a: 5, b: 5, a+b: 8, b+a: 9}", "has a value already"),
        ("{a: x, b: 5, a+b: 8}", "no exact number"),
    ],
)
def test_unsound_games_are_refused_with_their_line(folder: Path, values: str, words: str) -> None:
    """Missing, unknown, double and inexact values."""
    bad = folder / "bad.yaml"
    bad.write_text(f"game: g\nplayers: [a, b]\nvalues: {values}\n", encoding="utf-8")
    ran = tashan("game", bad)

    assert 2 == ran.status
    assert words in ran.err
    assert "bad.yaml:3" in ran.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("split", "nowhere.yaml", "b.yaml"), "Shipped are: chishui"),
        (("split", "chishui", "nowhere.yaml"), "nowhere.yaml cannot be read"),
        (("split", "chishui", "2020.yaml"), "is a base of `park`"),
        (("statement", "park.yaml", "2020.yaml", "--issued", "soon"), "--issued soon is no day"),
        (("statement", "park.yaml", "2020.yaml", "--issued", "2021-02-11"), "not confirmed by host on 2021-02-11"),
        (("statement", "park.yaml", "2020.yaml", "--issued", "2021-03-01", "--out", "no/1.json"), "cannot be written"),
        (("replay", "park.yaml"), "is no JSON"),
        (("replay", "list.json"), "holds no statement"),
        (("game", "park.yaml"), "park.yaml:1: `contract` is no key of a game"),
    ],
)
def test_bad_input_is_refused_with_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    """Status 2 and one message, no trace of the program."""
    monkeypatch.chdir(folder)
    (folder / "list.json").write_text("[]", encoding="utf-8")
    ran = tashan(*arguments)

    assert 2 == ran.status
    assert words in ran.err
