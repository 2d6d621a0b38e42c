from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.commands import tashan, tashan_process

from tashan import __version__
from tashan.cli.app import COMMANDS, GROUPS
from tashan.cli.reading_run import TROUBLES

PARTS = {
    "panel": ("check", "load", "shipped"),
    "network": ("measures", "kinds", "qap", "mrqap", "gravity", "ergm", "outcomes", "types", "export"),
    "audit": ("verify", "head"),
}
"""Commands that are groups, with their parts."""
LEAVES = [(name, *part) for name in COMMANDS for part in ([(one,) for one in PARTS[name]] if name in PARTS else [()])]


def test_the_version() -> None:
    ran = tashan_process("--version")

    assert (0, f"tashan {__version__}\n") == (ran.status, ran.out)


PEAKS = """
def peak():
    lines = open("/proc/self/status").read().splitlines()
    return next(line.split()[1] for line in lines if line.startswith("VmHWM"))
import atexit, sys
atexit.register(lambda: print(peak(), *sys.modules, file=sys.stderr))
from tashan.cli import main
main()
"""


def measured(*arguments: str) -> tuple[float, set[str]]:
    """Peak memory in MB and the loaded modules of a command, told by itself at its end."""
    if not Path("/proc/self/status").exists():
        pytest.skip("peak memory is read from /proc")
    done = subprocess.run([sys.executable, "-c", PEAKS, *arguments], check=True, capture_output=True, text=True)
    memory, *modules = done.stderr.splitlines()[-1].split()
    return int(memory) / 1024, set(modules)


def test_it_starts_with_few_modules_and_in_little_memory() -> None:
    """Nothing that reads, measures or serves is loaded before it is needed; `dev.py bench startup` says how long it takes."""
    memory, modules = measured("--version")
    heavy = {"django", "lxml", "networkx", "numpy", "polars", "pydantic", "scipy", "tashan.reading", "tashan.web"}

    assert (True, set()) == (memory < 150, heavy & modules), memory


def test_reading_takes_little_memory(tmp_path: Path) -> None:
    """The tables are loaded in the process that starts the workers, and shared with them."""
    (tmp_path / "a.txt").write_text("2023年3月17日，苏州市党政代表团赴铜仁市考察。" * 200, encoding="utf-8")
    memory, _ = measured("read", str(tmp_path / "a.txt"), "--out", str(tmp_path / "o.jsonl"))

    assert memory < 150, memory


@pytest.mark.parametrize("words", LEAVES, ids=" ".join)
def test_every_command_has_help_with_examples(words: tuple[str, ...]) -> None:
    out = tashan(*words, "--help").out

    assert (True, True, False) == ("Examples" in out, f"• tashan {' '.join(words)}" in out, "...}" in out)


@pytest.mark.parametrize("name", PARTS)
def test_a_group_lists_its_parts(name: str) -> None:
    out = tashan(name, "--help").out

    assert list(PARTS[name]) == re.findall(r"^│ ([a-z]+) ", out, re.MULTILINE)


def test_help_lists_the_commands_under_their_headings() -> None:
    out = tashan("--help").out

    assert ["Options", *GROUPS] == re.findall(r"^╭─ (.+?) ─", out, re.MULTILINE)
    assert list(COMMANDS) == re.findall(r"^│ ([a-z][a-z-]*) ", out, re.MULTILINE)


def test_an_unknown_command_is_an_error() -> None:
    ran = tashan_process("sing")

    assert (2, True) == (ran.status, "sing" in ran.err)


@pytest.mark.parametrize("part", PARTS["audit"])
def test_the_chain_of_no_site_is_an_error(part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE", raising=False)
    ran = tashan_process("audit", part, "--data", tmp_path / "none")

    assert (2, "", True) == (
        ran.status,
        ran.out,
        f"There is no site of this version in {tmp_path / 'none'}." in ran.err,
    )


def test_every_command_and_option_stands_in_the_manual() -> None:
    """docs/commands.md has a heading for each command and names each of its options."""
    manual = (Path(__file__).resolve().parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    for words in LEAVES:
        assert f"\n## tashan {words[0]}\n" in manual
        options = set(re.findall(r"--[a-z][a-z-]+", tashan(*words, "--help", env={"COLUMNS": "200"}).out)) - {"--help"}

        assert {option for option in options if option not in manual} == set(), words


def test_every_problem_with_documents_stands_in_the_manual() -> None:
    """What makes --strict fail is explained, and nothing else is said to."""
    manual = (Path(__file__).resolve().parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    table = manual[manual.index("### Problems with documents") : manual.index("With `--strict` any of these")]
    explained = {
        code for cell in re.findall(r"^\| (.+?) \|", table, re.MULTILINE) for code in re.findall(r"`(\w+)`", cell)
    }

    assert explained == TROUBLES
