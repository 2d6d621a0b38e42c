"""dev.py: what a newcomer runs first, on a machine that has nothing but Python."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "dev.py"
PYTHON = Path(sys.executable)


@pytest.fixture
def dev() -> ModuleType:
    """dev.py as a module of its own, so that a test may bend it."""
    spec = importlib.util.spec_from_file_location("dev_under_test", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def no_programs(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any attempt to start a program fails the test."""

    def refuse(*command: object, **_: object) -> None:
        pytest.fail(f"started {command}")

    monkeypatch.setattr(dev.subprocess, "run", refuse)
    monkeypatch.setattr(dev.subprocess, "Popen", refuse)


def test_needs_nothing_but_the_standard_library() -> None:
    """It runs before anything is installed."""
    imported = set()
    for node in ast.walk(ast.parse(SCRIPT.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").partition(".")[0])

    assert set() == imported - set(sys.stdlib_module_names)


def test_starts_on_older_pythons() -> None:
    """An older Python can read the file, so that it can say which one is needed."""
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8))

    assert tree.body


def test_older_python_is_told_what_is_needed(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a newer Python on PATH it says which version it wants."""
    monkeypatch.setattr(dev.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(dev.shutil, "which", lambda _: None)

    assert 1 == dev.main(["run"])
    assert "needs Python 3.11 or newer" in capsys.readouterr().err


@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["--help"], 0), (["instal"], 2)])
def test_usage(arguments: list[str], status: int) -> None:
    """Without a known command it prints what there is."""
    done = subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False)

    assert status == done.returncode
    assert "python3 dev.py run" in done.stdout


def test_ci_runs_the_tests_and_nothing_else() -> None:
    """What CI runs is what a developer runs."""
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]

    assert ["exec python3 dev.py test"] == commands


def _pretend_set_up(dev: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch, *extras: str) -> None:
    (folder / "tashan").touch()
    monkeypatch.setattr(dev, "BIN", folder)
    monkeypatch.setattr(dev, "STAMP", folder / "stamp.json")
    goal = {"extras": list(extras), "root": str(dev.ROOT), "hashes": dev._hashes(list(extras))}
    dev.STAMP.write_text(json.dumps(goal))


@pytest.mark.usefixtures("no_programs")
@pytest.mark.parametrize("extras", [[""], ["", "cluster"]])
def test_second_setup_does_nothing(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extras: list[str]
) -> None:
    """An unchanged lock needs a look, not an installation; what an earlier command added stays."""
    _pretend_set_up(dev, tmp_path, monkeypatch, *extras)

    assert 0 == dev.main(["setup"])


@pytest.mark.usefixtures("no_programs")
def test_changed_lock_is_installed(dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once a lock file's hash differs the steps begin."""
    _pretend_set_up(dev, tmp_path, monkeypatch, "")
    stamp = json.loads(dev.STAMP.read_text())
    stamp["hashes"]["requirements.lock"] = "another"
    dev.STAMP.write_text(json.dumps(stamp))

    with pytest.raises(pytest.fail.Exception, match="started"):
        dev.main(["setup"])
    assert not dev.STAMP.exists()


def test_unknown_extra_is_explained(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """The message names what there is."""
    assert 1 == dev.main(["setup", "clutser"])
    assert "No extra called clutser; there are: cluster, bench." in capsys.readouterr().err


def test_uv_is_installed_by_its_hashes(dev: ModuleType) -> None:
    """The lock's own entry for uv, nothing looser."""
    lines = dev._locked("uv").splitlines()

    assert lines[0].startswith("uv==")
    assert lines[1:]
    assert all("--hash=sha256:" in line for line in lines[1:])


def test_no_way_to_install_is_explained(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each way that was tried is named, with why it failed and what to do."""
    monkeypatch.setattr(dev, "BIN", tmp_path)
    monkeypatch.setattr(dev.shutil, "which", lambda _: None)
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda _: None)

    with pytest.raises(dev.StepError) as raised:
        dev._get_uv(dev.Steps(4))

    message = str(raised.value)
    for reason in ("none there", "this Python comes without it", "this Python comes without pip", "not a Debian"):
        assert reason in message
    assert "apt-get install python3-pip" in message


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, None),
        ({"PIP_INDEX_URL": "https://a.example/simple"}, "https://a.example/simple"),
        ({"PIP_INDEX_URL": "https://a.example/simple", "UV_DEFAULT_INDEX": "https://b.example"}, "https://b.example"),
        ({"PIP_CONFIG_FILE": "pip.conf"}, "https://c.example/simple"),
    ],
)
def test_index_set_for_pip_counts_for_uv(
    dev: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    given: dict[str, str],
    expected: str | None,
) -> None:
    """One setting on the machine is enough, and uv's own goes first."""
    (tmp_path / "pip.conf").write_text("[global]\nindex-url = https://c.example/simple\n")
    monkeypatch.setattr(dev.Path, "home", lambda: tmp_path / "nowhere")
    for name in ("PIP_INDEX_URL", "UV_DEFAULT_INDEX", "PIP_CONFIG_FILE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, str(tmp_path / value) if name == "PIP_CONFIG_FILE" else value)
    if expected is None and Path("/etc/pip.conf").exists():
        monkeypatch.setattr(dev.configparser.RawConfigParser, "read", lambda *_: [])

    assert expected == dev._environment().get("UV_DEFAULT_INDEX")


def test_steps_are_numbered_and_timed(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """Each step is one line: its number, what it does, how long it took."""
    dev.Steps(3).run("Say hello", [sys.executable, "-c", "print('hello')"])

    line = capsys.readouterr().out

    assert line.startswith("[1/3] Say hello ...")
    assert line.endswith(" s\n")
    assert "hello'" not in line


def test_failing_step_shows_its_output(dev: ModuleType) -> None:
    """Quiet while all is well; the whole output when it is not."""
    with pytest.raises(dev.StepError, match=r"(?s)Break: exit status 3.*why it broke"):
        dev.Steps(1).run("Break", [sys.executable, "-c", "import sys; print('why it broke'); sys.exit(3)"])


def _check(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, **codes: str) -> int:
    """The status of checks that are lines of Python, by their names."""
    monkeypatch.setattr(dev, "BIN", PYTHON.parent)
    return int(dev._check({title: [PYTHON.name, "-c", code] for title, code in codes.items()}))


def test_every_check_runs_even_after_one_fails(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """One failure does not hide the next; each is shown with what was printed, and the end names them."""
    codes = {"first": "exit('this broke')", "second": "print('all is well')", "third": "exit(2)"}

    assert 1 == _check(dev, monkeypatch, **codes)

    shown = capfd.readouterr().out
    assert "this broke" in shown
    assert "all is well" not in shown
    assert "second: ok" in shown
    assert shown.endswith("Failed: first, third\n")


def test_the_last_check_is_shown_as_it_goes(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The tests take minutes: their dots are seen."""
    assert 0 == _check(dev, monkeypatch, lint="print('all is well')", tests="print('.....')")
    assert ".....\n" in capfd.readouterr().out


def test_checks_run_beside_each_other(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each waits for a file that another writes: one after the other they would never end."""
    code = """
import pathlib, time
pathlib.Path({own!r}).touch()
limit = time.monotonic() + 60
while not pathlib.Path({other!r}).exists():
    assert time.monotonic() < limit
    time.sleep(0.01)
"""
    one, two = str(tmp_path / "one"), str(tmp_path / "two")
    codes = {"lint": code.format(own=one, other=two), "tests": code.format(own=two, other=one)}

    assert 0 == _check(dev, monkeypatch, **codes)


def test_python_keeps_its_byte_code(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a machine switches it off, hundreds of starts of Python would compile every module again."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    seen: list[bool] = []
    monkeypatch.setitem(dev.COMMANDS, "test", lambda: seen.append("PYTHONDONTWRITEBYTECODE" in os.environ))

    assert 0 == dev.main(["test"])
    assert [False] == seen


def test_test_options_go_to_pytest(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """`dev.py test -k name` runs just those tests."""
    called: list[list[str]] = []

    def record(command: list[str | Path]) -> int:
        called.append([str(part) for part in command])
        return 0

    monkeypatch.setattr(dev, "setup", lambda *_: None)
    monkeypatch.setattr(dev, "_call", record)

    assert 0 == dev.main(["test", "-k", "name"])
    assert [[str(dev.PYTHON), "-m", "pytest", "-k", "name"]] == called


def test_benchmarks_are_listed(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a name, each benchmark with its first line; helpers are not among them."""
    assert 0 == dev.main(["bench"])

    listed = capsys.readouterr().out

    assert "startup" in listed
    assert "_measure" not in listed


@pytest.mark.usefixtures("no_programs")
def test_unknown_benchmark(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong name installs nothing and shows the right ones."""
    assert 2 == dev.main(["bench", "raeding"])
    assert "No benchmark called raeding." in capsys.readouterr().err
