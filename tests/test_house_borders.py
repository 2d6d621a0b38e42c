"""The borders between rooms: who may know whom, and what pure rooms never do."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "tashan"
ROOMS = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
# `files` and what stands above it may open paths and read the clock.
PURE_ROOMS = [room for room in ROOMS if room not in ("briefs", "cli", "engine", "files", "web")]
CLOCK = {"now", "today", "utcnow", "time_ns", "monotonic", "perf_counter", "localtime", "gmtime"}


def _contracts() -> list[dict[str, object]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return list(settings["tool"]["importlinter"]["contracts"])


def test_contracts_hold() -> None:
    """Every import contract of pyproject.toml is kept by the code as it stands."""
    linter = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run([linter, "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert 0 == done.returncode, done.stdout + done.stderr


def test_every_room_has_its_layer() -> None:
    """A room that is not in the order of layers would escape it."""
    layers = next(contract["layers"] for contract in _contracts() if contract["type"] == "layers")
    assert isinstance(layers, list)
    placed = {name.strip(" ()") for layer in layers for name in layer.split("|")}

    assert set() == set(ROOMS) - placed


@pytest.mark.parametrize("name", ["Typer", "Django", "Daft", "renderer", "opens a path"])
def test_each_kept_door_has_its_contract(name: str) -> None:
    """The borders that the documentation promises are among the contracts."""
    names = [str(contract["name"]) for contract in _contracts()]

    assert 1 == sum(name in other for other in names)


@pytest.mark.parametrize("room", PURE_ROOMS)
def test_pure_rooms_open_no_file_and_read_no_clock(room: str) -> None:
    """Rooms below `files` take bytes and values; dates come in as arguments."""
    found = [
        f"{path.relative_to(ROOT)}:{line} {what}"
        for path in sorted((PACKAGE / room).rglob("*.py"))
        for line, what in _impurities(path.read_text(encoding="utf-8"))
    ]

    assert [] == found


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("open('a')", [(1, "open")]),
        ("import datetime\ndatetime.date.today()", [(2, "today")]),
        ("from time import monotonic\nmonotonic()", [(2, "monotonic")]),
        ("import time\ntime.time()", [(2, "time")]),
        ("import urllib.request", [(1, "urllib.request")]),
        ("from urllib import request", [(1, "urllib.request")]),
        ("today = 3\nprint(record.time)", []),
    ],
)
def test_impurities_are_found(code: str, expected: list[tuple[int, str]]) -> None:
    """The search itself: it finds calls and imports, and leaves names alone."""
    assert expected == list(_impurities(code))


def _impurities(code: str) -> list[tuple[int, str]]:
    """Lines that open a file, read the clock or reach the network, with the word that does it."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id in {"open", "input"} | CLOCK:
                found.append((node.lineno, called.id))
            elif isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name | ast.Attribute):
                owner = called.value.id if isinstance(called.value, ast.Name) else called.value.attr
                if called.attr in CLOCK or (owner, called.attr) in (("time", "time"), ("io", "open")):
                    found.append((node.lineno, called.attr))
        elif isinstance(node, ast.Import):
            found += [(node.lineno, name.name) for name in node.names if name.name == "urllib.request"]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [
                (node.lineno, "urllib.request")
                for name in node.names
                if f"{node.module}.{name.name}".startswith("urllib.request")
            ]
    return found


def test_commands_reach_the_site_through_its_entry_alone_and_late() -> None:
    """Start-up stays short, and the site has one door: `from tashan.web import entry` inside a function."""
    wrong = []
    for path in sorted((PACKAGE / "cli").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        wrong += [f"{path.name}: {ast.unparse(node)}" for node in tree.body if "tashan.web" in _imported(node)]
        wrong += [
            f"{path.name}: {ast.unparse(node)}"
            for node in ast.walk(tree)
            if "tashan.web" in _imported(node) and ast.unparse(node) != "from tashan.web import entry"
        ]

    assert [] == wrong


def _imported(node: ast.AST) -> str:
    """The modules that a statement imports, as one text."""
    return ast.unparse(node) if isinstance(node, ast.Import | ast.ImportFrom) else ""
