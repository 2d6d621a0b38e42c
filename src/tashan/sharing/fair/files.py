"""Games as files: players, what coalitions gain, and the split a contract gives. docs/sharing.md describes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tashan.rules._yaml import Node
from tashan.sharing._sheet import Sheet
from tashan.sharing.fair.games import Game

#: More players than this are no file that people write.
MOST_PLAYERS = 12


@dataclass(frozen=True, slots=True)
class GameFile:
    """A game as a file holds it: its name, the unit of its values, the game, and the split to judge, if any."""

    name: str
    unit: str
    game: Game
    split: Mapping[str, Fraction] | None


def read_game(data: bytes, file: str) -> GameFile:
    """
    The game that a file holds.

    Raises:
        ShareError: with every problem of the file: coalitions without a value or with two, unknown players, inexact
            numbers.
    """
    sheet = Sheet(data, file)
    fields = sheet.fields(sheet.root, ("game", "players", "values"), ("unit", "note", "split"), "a game")
    players = sheet.texts(fields["players"], "`players`") if fields["players"].form == "list" else ()
    if not 1 <= len(set(players)) == len(players) <= MOST_PLAYERS:
        message = f"A game has 1 to {MOST_PLAYERS} players, each named once. Correct the list."
        sheet.report("bad_players", fields["players"], message)
        sheet.finish()  # without players nothing can be said of coalitions
    values = _values(sheet, fields["values"], players)
    split = None
    if "split" in fields:
        parts = sheet.entries(fields["split"], "`split`", players)
        split = {player: sheet.number(value) for player, value in parts.items()}
    sheet.finish()
    game = Game(players, values)
    return GameFile(sheet.text(fields["game"], "`game`"), sheet.text(fields.get("unit"), "`unit`"), game, split)


def _values(sheet: Sheet, node: Node, players: tuple[str, ...]) -> list[Fraction]:
    """The values by bit mask; every coalition has to be there."""
    found: dict[int, Fraction] = {0: Fraction(0)}
    for coalition, value in (sheet.entries(node, "`values`") if node.entries else {}).items():
        names = [name.strip() for name in coalition.split("+")]
        unknown = [name for name in names if name not in players]
        if unknown:
            sheet.report("unknown_player", value, f"{', '.join(unknown)} does not play. Players: {', '.join(players)}.")
            continue
        mask = sum(1 << players.index(name) for name in set(names))
        if mask in found:
            sheet.report("duplicate_key", value, f"`{coalition}` has a value already. Keep one of them.")
        found[mask] = sheet.number(value)
    missing = [mask for mask in range(1 << len(players)) if mask not in found]
    if missing:
        shown = ", ".join(
            "+".join(players[index] for index in range(len(players)) if mask >> index & 1) for mask in missing[:5]
        )
        sheet.report(
            "missing_value", node, f"{len(missing)} coalitions have no value, as {shown}. Add each under `values`."
        )
    return [found.get(mask, Fraction(0)) for mask in range(1 << len(players))]
