from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.commands import tashan, tashan_process

from tashan import __version__
from tashan.cli.reading_run import TROUBLES

COMMANDS = ("read", "reconcile", "regions", "demo")


def test_the_version() -> None:
    ran = tashan_process("--version")

    assert (0, f"tashan {__version__}\n") == (ran.status, ran.out)


PEAKS = """
def peak():
    lines = open("/proc/self/status").read().splitlines()
    return next(line.split()[1] for line in lines if line.startswith("VmHWM"))
import atexit, os, sys
atexit.register(lambda: print(peak(), sum(os.times()[:2]), file=sys.stderr))
from tashan.cli import main
main()
"""


def measured(*arguments: str) -> tuple[float, float]:
    """Peak memory in MB and processor seconds of a command, told by itself at its end."""
    if not Path("/proc/self/status").exists():
        pytest.skip("peak memory is read from /proc")
    done = subprocess.run([sys.executable, "-c", PEAKS, *arguments], check=True, capture_output=True, text=True)
    memory, seconds = done.stderr.splitlines()[-1].split()
    return int(memory) / 1024, float(seconds)


def test_it_starts_quickly_and_in_little_memory() -> None:
    """Under 0.4 s of processor time, whatever else runs on the cores, and under 150 MB."""
    memory, seconds = measured("--version")

    assert (True, True) == (memory < 150, seconds < 0.4), (memory, seconds)


def test_reading_takes_little_memory(tmp_path: Path) -> None:
    """The tables are loaded in the process that starts the workers, and shared with them."""
    (tmp_path / "a.txt").write_text("2023年3月17日，苏州市党政代表团赴铜仁市考察。" * 200, encoding="utf-8")
    memory, _ = measured("read", str(tmp_path / "a.txt"), "--out", str(tmp_path / "o.jsonl"))

    assert memory < 150, memory


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(name: str) -> None:
    out = tashan(name, "--help").out

    assert (True, True) == ("Examples" in out, f"tashan {name}" in out)


def test_help_lists_the_commands() -> None:
    out = tashan("--help").out

    assert all(re.search(rf"^│ {name}\b", out, re.MULTILINE) for name in COMMANDS)


def test_an_unknown_command_is_an_error() -> None:
    ran = tashan_process("sing")

    assert (2, True) == (ran.status, "sing" in ran.err)


def test_every_command_and_option_stands_in_the_manual() -> None:
    """docs/commands.md has a heading for each command and names each of its options."""
    manual = (Path(__file__).resolve().parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"\n## tashan {name}\n" in manual
        options = set(re.findall(r"--[a-z][a-z-]+", tashan(name, "--help").out)) - {"--help"}
        missing = {option for option in options if option not in manual}

        assert missing == set()


def test_every_problem_with_documents_stands_in_the_manual() -> None:
    """What makes --strict fail is explained, and nothing else is said to."""
    manual = (Path(__file__).resolve().parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    table = manual[manual.index("### Problems with documents") : manual.index("With `--strict` any of these")]
    explained = {
        code for cell in re.findall(r"^\| (.+?) \|", table, re.MULTILINE) for code in re.findall(r"`(\w+)`", cell)
    }

    assert explained == TROUBLES
