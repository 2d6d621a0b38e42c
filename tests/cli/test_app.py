from __future__ import annotations

import re
import resource
import subprocess
import time
from pathlib import Path

import pytest
from tests.cli.commands import command, tashan

from tashan import __version__

COMMANDS = ("read", "reconcile", "regions", "demo")


def test_the_version() -> None:
    ran = tashan("--version")

    assert (0, f"tashan {__version__}\n") == (ran.status, ran.out)


def test_it_starts_quickly_and_in_little_memory() -> None:
    """The best of three, because other work may have the cores: under 0.4 s, and under 150 MB at any time."""
    best = 9.0
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run(command("--version"), check=True, stdout=subprocess.DEVNULL)
        best = min(best, time.perf_counter() - started)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024

    assert best < 0.4
    assert peak < 1000  # of all children of this test process; what reading takes is measured below


def test_reading_takes_little_memory(tmp_path: Path) -> None:
    """One worker and the process that feeds it, each under 150 MB."""
    (tmp_path / "a.txt").write_text("2023年3月17日，苏州市党政代表团赴铜仁市考察。" * 200, encoding="utf-8")
    code = (
        "import resource, sys; sys.argv = ['tashan', 'read', sys.argv[1], '--out', sys.argv[2]]\n"
        "from tashan.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN): print(resource.getrusage(who).ru_maxrss)"
    )
    arguments = [*command()[:1], "-c", code, str(tmp_path / "a.txt"), str(tmp_path / "o.jsonl")]
    told = subprocess.run(arguments, check=True, capture_output=True, text=True).stdout
    parent, worker = (int(line) / 1024 for line in told.split())

    assert (True, True) == (parent < 150, worker < 150), (parent, worker)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(name: str) -> None:
    out = tashan(name, "--help").out

    assert (True, True) == ("Examples" in out, f"tashan {name}" in out)


def test_help_lists_the_commands() -> None:
    out = tashan("--help").out

    assert all(re.search(rf"^│ {name}\b", out, re.MULTILINE) for name in COMMANDS)


def test_an_unknown_command_is_an_error() -> None:
    ran = tashan("sing")

    assert (2, True) == (ran.status, "sing" in ran.err)


def test_every_command_and_option_stands_in_the_manual() -> None:
    """docs/commands.md has a heading for each command and names each of its options."""
    manual = (Path(__file__).resolve().parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"\n## tashan {name}\n" in manual
        options = set(re.findall(r"--[a-z][a-z-]+", tashan(name, "--help").out)) - {"--help"}
        missing = {option for option in options if option not in manual}

        assert missing == set()
