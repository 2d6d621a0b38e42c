#!/usr/bin/env python3
"""
Set up, run, test, check, document and measure Tashan.

    python3 dev.py run             set up, read examples/, and serve the site with them; --no-serve makes one page only
    python3 dev.py test [ARGS]     set up, check the code and run the tests; ARGS go to pytest (then only pytest runs)
    python3 dev.py setup [EXTRA]   make .venv from requirements.lock; EXTRA: cluster, bench
    python3 dev.py lint            ruff, mypy and the borders between rooms
    python3 dev.py docs            build the documentation into out/docs
    python3 dev.py bench [NAME]    run benchmarks/NAME.py; without NAME, list them
    python3 dev.py lock            write the lock files anew from pyproject.toml

Needs Python 3.11 or newer and nothing else: no pip, venv or make.
"""

from __future__ import annotations

import ast
import configparser
import hashlib
import importlib.util
import io
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Command = Sequence[str | Path]

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
STAMP = VENV / "tashan-setup.json"
PAGE = ROOT / "out" / "tashan.html"
SITE = ROOT / "out" / "site"

LOCKS = {"": "requirements.lock", "cluster": "requirements-cluster.lock", "bench": "requirements-bench.lock"}
LOCK_INPUTS = {
    "": ["pyproject.toml", "--group", "dev"],
    "cluster": ["pyproject.toml", "--extra", "cluster", "--no-config", "--constraints", LOCKS[""]],
    "bench": ["--group", "bench", "--no-config", "--constraints", LOCKS[""]],
}
LOCK_FLAGS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]

CHECKS = {
    "borders between rooms": ["lint-imports", "--no-logo"],
    "ruff rules": ["ruff", "check", "--output-format", "concise", "."],
    "ruff format": ["ruff", "format", "--check", "--output-format", "concise", "."],
    "mypy": ["mypy"],
}

# A process a core; the tests of a file stay together, with what they share. tests/conftest.py puts the long files first:
# xdist would start with the files of many tests, and end with one long test and a process that has nothing to do.
TESTS = ["python", "-m", "pytest", "-q", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
DOCS = ["sphinx-build", "-q", "-W", "--keep-going", "docs", "out/docs"]

# What tests with a marker need from the machine: the Debian package, and where to see that it is there.
MACHINE = {
    "browser": ("chromium", ["/usr/bin/chromium", "/usr/bin/google-chrome"]),
    "postgres": ("postgresql", ["/usr/lib/postgresql"]),
}


class StepError(Exception):
    """A step did not work; the message says what happened and what to do."""


# --- steps -----------------------------------------------------------------------------------------------------------


class Steps:
    """Numbered steps with their seconds, on one line each."""

    def __init__(self, total: int, env: dict[str, str] | None = None) -> None:
        self.total = total
        self.env = env
        self.done = 0
        self.began = time.monotonic()

    def run(self, title: str, command: Command) -> None:
        """Run a command as the next step, quietly; raise StepError with its output when it does not end well."""
        self.done += 1
        label = f"[{self.done}/{self.total}] {title} "
        live = sys.stdout.isatty()
        print(label, end="", flush=True)
        began = time.monotonic()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        while True:
            try:
                output, _ = process.communicate(timeout=1)
                break
            except subprocess.TimeoutExpired:
                if live:
                    print(f"\r{label}… {time.monotonic() - began:.0f} s", end="", flush=True)
            except KeyboardInterrupt:
                process.kill()
                raise
        seconds = time.monotonic() - began
        print(f"{chr(13) + label if live else ''}{'.' * max(3, 60 - len(label))} {seconds:.1f} s", flush=True)
        if process.returncode:
            raise StepError(f"{title}: exit status {process.returncode}\n{output.strip()}")

    def seconds(self) -> float:
        """Seconds since the first step began."""
        return time.monotonic() - self.began


# --- set-up ----------------------------------------------------------------------------------------------------------


def setup(*extras: str) -> None:
    """Make .venv hold what the lock files say, and the package itself; no more than a look when it already does."""
    unknown = sorted(set(extras) - set(LOCKS))
    if unknown:
        raise StepError(f"No extra called {', '.join(unknown)}; there are: cluster, bench.")
    stamp = _read_stamp()
    # What was once asked for stays: `run` after `test` takes nothing away.
    wanted = [extra for extra in LOCKS if extra == "" or extra in extras or extra in stamp.get("extras", [])]
    goal = {"extras": wanted, "root": str(ROOT), "hashes": _hashes(wanted)}
    if stamp == goal and (BIN / "tashan").exists():
        return

    STAMP.unlink(missing_ok=True)
    steps = Steps(4, _environment())
    version = ".".join(map(str, sys.version_info[:3]))
    usable = PYTHON.exists() and subprocess.run([PYTHON, "-c", ""], capture_output=True, check=False).returncode == 0
    if usable:
        steps.run("Keep .venv", [PYTHON, "--version"])
    else:
        make: Command = [sys.executable, "-m", "venv", "--without-pip", "--clear", str(VENV)]
        steps.run(f"Make .venv with Python {version}", make)
    _get_uv(steps)
    locks = [LOCKS[extra] for extra in wanted]
    uv = [str(BIN / "uv"), "pip"]
    python = ["--python", str(PYTHON)]
    count = len({line.split("==")[0] for lock in locks for line in _lines(lock) if line[:1].isalnum()})
    steps.run(f"Install {count} locked packages", [*uv, "sync", *python, "--require-hashes", *locks])
    itself = ["install", *python, "--no-deps", "--no-build-isolation", "--editable", "."]
    steps.run("Install tashan itself", [*uv, *itself])
    STAMP.write_text(json.dumps(goal, indent=1))
    print(f"Set up in {steps.seconds():.1f} s: {BIN.relative_to(ROOT)}/tashan")


def _get_uv(steps: Steps) -> None:
    """Install the locked uv into .venv, by the first installer that works here."""
    requirement = _locked("uv")
    version = requirement.split()[0].partition("==")[2]
    uv = BIN / "uv"
    if uv.exists() and version in subprocess.run([uv, "--version"], capture_output=True, text=True, check=False).stdout:
        steps.run(f"Keep uv {version}", [uv, "--version"])
        return
    failures = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        only_uv = folder / "uv.lock"
        only_uv.write_text(requirement)
        for way, find in (
            ("uv on PATH", _uv_on_path),
            ("ensurepip", _pip_of_ensurepip),
            ("pip of this Python", _pip_of_this_python),
            ("pip wheel of Debian", _pip_of_debian),
        ):
            before = steps.done
            try:
                installer = find(folder, steps)
                command = [*installer, "--require-hashes", "--no-deps", "-r", only_uv]
                steps.run(f"Get uv {version} by {way}", command)
            except StepError as failure:
                failures.append(f"- {way}: {failure}")
                steps.done = before
            else:
                return
    raise StepError(
        "No way was found to install uv, which installs everything else:\n"
        + "\n".join(failures)
        + "\nOn Debian or Ubuntu install pip (as root: apt-get install python3-pip), or make a package index reachable."
        + "\nThen run the same command again."
    )


def _uv_on_path(_folder: Path, _steps: Steps) -> list[str | Path]:
    uv = shutil.which("uv")
    # A version manager's shim may be there without a uv behind it.
    if uv is None or subprocess.run([uv, "--version"], capture_output=True, check=False).returncode:
        raise StepError("none there")
    return [uv, "pip", "install", "--python", PYTHON]


def _pip_of_ensurepip(_folder: Path, _steps: Steps) -> list[str | Path]:
    """Run the bundled wheel as it is: installing it first, as `python -m ensurepip` does, takes twice as long."""
    spec = importlib.util.find_spec("ensurepip")
    if spec is None or spec.origin is None:
        raise StepError("this Python comes without it")
    folders = [Path(sysconfig.get_config_var("WHEEL_PKG_DIR") or ""), Path(spec.origin).parent / "_bundled"]
    folders.append(Path("/usr/share/python-wheels"))
    wheels = [wheel for folder in folders if folder.is_absolute() for wheel in sorted(folder.glob("pip-*.whl"))]
    if not wheels:
        raise StepError("its wheel of pip is not installed")
    return [PYTHON, wheels[0] / "pip", "install"]


def _pip_of_this_python(_folder: Path, _steps: Steps) -> list[str | Path]:
    if importlib.util.find_spec("pip") is None:
        raise StepError("this Python comes without pip")
    return [sys.executable, "-m", "pip", "--python", PYTHON, "install"]


def _pip_of_debian(folder: Path, steps: Steps) -> list[str | Path]:
    """Unpack Debian's pip wheel beside us: needs neither root nor any change to the system."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        raise StepError("this is not a Debian")
    lists, cache = folder / "lists", folder / "cache"
    for made in (lists / "partial", cache / "archives" / "partial"):
        made.mkdir(parents=True)
    own = ["-o", f"Dir::State::Lists={lists}", "-o", f"Dir::Cache={cache}", "-o", "APT::Sandbox::User="]
    download = ["download", "python3-pip-whl"]
    done = subprocess.run(["apt-get", *download], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        # The machine's package lists are missing (containers) or stale: fetch fresh ones into a folder of our own.
        steps.total += 1
        steps.run("Fetch Debian's package lists", ["apt-get", *own, "update"])
        done = subprocess.run(["apt-get", *own, *download], cwd=folder, capture_output=True, text=True, check=False)
    packages = list(folder.glob("python3-pip-whl*.deb"))
    if not packages:
        raise StepError(_last_line(done.stderr))
    subprocess.run(["dpkg-deb", "-x", packages[0], folder / "pip"], check=True)
    wheel = next((folder / "pip").rglob("pip-*.whl"))
    return [PYTHON, wheel / "pip", "install"]


def _environment() -> dict[str, str]:
    """The environment for uv: the package index that is set for pip on this machine counts for uv too."""
    env = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    env.pop("VIRTUAL_ENV", None)
    config = configparser.RawConfigParser()
    home = Path.home()
    files = [Path("/etc/pip.conf"), home / ".pip/pip.conf", home / ".config/pip/pip.conf"]
    with suppress(configparser.Error):
        config.read([*files, os.environ.get("PIP_CONFIG_FILE", os.devnull)])
    for pip, setting, uv in (
        ("PIP_INDEX_URL", "index-url", "UV_DEFAULT_INDEX"),
        ("PIP_CERT", "cert", "SSL_CERT_FILE"),
    ):
        value = os.environ.get(pip) or config.get("global", setting, fallback="")
        if value:
            env.setdefault(uv, value)
    return env


def _read_stamp() -> dict[str, Any]:
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def _hashes(extras: list[str]) -> dict[str, str]:
    names = ["pyproject.toml", *(LOCKS[extra] for extra in extras)]
    return {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in names}


def _lines(lock: str) -> list[str]:
    return (ROOT / lock).read_text(encoding="utf-8").splitlines()


def _locked(name: str) -> str:
    """The lock's entry for one package, with its hashes."""
    lines = _lines(LOCKS[""])
    first = next(number for number, line in enumerate(lines) if line.startswith(f"{name}=="))
    last = first + 1
    while last < len(lines) and lines[last].startswith(" "):
        last += 1
    return "\n".join(lines[first:last]) + "\n"


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else "no message"


# --- commands --------------------------------------------------------------------------------------------------------


def run(*options: str) -> int:
    """Do the main job: read examples/, write them as one page, and serve the site with them until it is stopped."""
    setup()
    PAGE.parent.mkdir(exist_ok=True)
    serve = "--no-serve" not in options
    show = [] if _display() and not serve else ["--no-show"]
    status = _call([str(BIN / "tashan"), "demo", "examples", "--out", str(PAGE), *show])
    if status or not serve:
        return status
    if _display():
        threading.Timer(8, webbrowser.open, ["http://127.0.0.1:8000/"]).start()
    return _call([str(BIN / "tashan"), "serve", "--data", str(SITE), "--examples", "examples", *options])


def _display() -> bool:
    """Whether there is a screen on which a browser can open."""
    return bool(sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def test(*options: str) -> int:
    """Check the code and run the tests; with options, only pytest with them."""
    setup("cluster")
    if options:
        return _call([PYTHON, "-m", "pytest", *options])
    _prepare_machine()
    return _check({**CHECKS, "documentation": DOCS, "tests": TESTS})


def lint() -> int:
    """Check the code without running it."""
    setup()
    return _check(CHECKS)


def docs() -> int:
    """Build the documentation; a warning is an error."""
    setup()
    target = ROOT / DOCS[-1]
    status = _call(
        [PYTHON, "-m", "sphinx", "-q", "-W", "--keep-going", "-d", ROOT / "out" / ".doctrees", "docs", target]
    )
    if status == 0:
        print(f"The documentation: {target / 'index.html'}")
    return status


def bench(name: str = "", *options: str) -> int:
    """Run one benchmark; without a name, list them."""
    found = {path.stem: path for path in sorted((ROOT / "benchmarks").glob("*.py")) if not path.stem.startswith("_")}
    if name in found:
        setup("bench")
        return _call([str(PYTHON), "-m", f"benchmarks.{name}", *options])
    if name:
        print(f"No benchmark called {name}.", file=sys.stderr)
    for stem, path in found.items():
        summary = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n")[0]
        print(f"{stem:12} {summary}")
    return 2 if name else 0


def lock() -> int:
    """Write the lock files anew; options of uv such as --upgrade come from UV_* settings."""
    setup()
    for extra, inputs in LOCK_INPUTS.items():
        command = [str(BIN / "uv"), "pip", "compile", *inputs, *LOCK_FLAGS, "--output-file", LOCKS[extra]]
        if _call(command, stdout=subprocess.DEVNULL):
            raise StepError(f"{LOCKS[extra]} could not be written.")
        print(LOCKS[extra])
    return 0


def _check(checks: Mapping[str, Sequence[str]]) -> int:
    """Run all checks at once, each to its end, and say which failed; the last one is shown as it goes."""
    began = time.monotonic()
    statuses: dict[str, int] = {}
    said = threading.Lock()

    def run_one(title: str, command: Sequence[str]) -> None:
        last = title == list(checks)[-1]
        program: Command = [BIN / command[0], *command[1:]]
        statuses[title], output = (_call(program), "") if last else _call_quietly(program)
        verdict = "failed" if statuses[title] else "ok"
        with said:
            print(f"\n{output}[{len(statuses)}/{len(checks)}] {title}: {verdict}, {time.monotonic() - began:.1f} s")

    # mypy and the documentation keep one core busy; the tests take what is left of the others.
    threads = [threading.Thread(target=run_one, args=item, daemon=True) for item in checks.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    failed = [title for title in checks if statuses.get(title, 1)]
    print(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


def _prepare_machine() -> None:
    """Install what marked tests need from Debian where we may; otherwise say which tests will be skipped."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    for marker, (package, places) in MACHINE.items():
        if f"pytest.mark.{marker}" not in text or any(Path(place).exists() for place in places):
            continue
        if os.geteuid() == 0 and shutil.which("apt-get"):
            steps = Steps(2)
            with suppress(StepError):
                steps.run("Refresh Debian's package lists", ["apt-get", "update"])
                steps.run(
                    f"Install {package} for tests", ["apt-get", "install", "-y", "--no-install-recommends", package]
                )
                continue
        print(f"Tests marked {marker} will be skipped: {package} is missing (as root: apt-get install {package}).")


def _call_quietly(command: Command) -> tuple[int, str]:
    """The exit status of a program and what it printed, which is nothing where all is well."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout if done.returncode else ""


def _call(command: Command, stdout: int | None = None) -> int:
    return subprocess.run([str(part) for part in command], cwd=ROOT, stdout=stdout, check=False).returncode


COMMANDS: dict[str, Callable[..., int | None]] = {
    "setup": setup,
    "run": run,
    "test": test,
    "lint": lint,
    "docs": docs,
    "bench": bench,
    "lock": lock,
}


def main(arguments: list[str]) -> int:
    """Do the command that the arguments name; the exit status is its answer."""
    if not arguments or arguments[0] in ("-h", "--help", "help") or arguments[0] not in COMMANDS:
        print((__doc__ or "").strip())
        return 0 if arguments and arguments[0] in ("-h", "--help", "help") else 2
    if sys.version_info < (3, 11):
        return _with_newer_python(arguments)
    # Tests start Python hundreds of times: without kept byte code, which images of containers often switch off, each
    # start compiles every module again, and every process of pytest each test file.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)  # keeps our lines among those of the programs we start
    try:
        return COMMANDS[arguments[0]](*arguments[1:]) or 0
    except StepError as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130


def _with_newer_python(arguments: list[str]) -> int:
    for minor in range(14, 10, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            return subprocess.run([newer, __file__, *arguments], check=False).returncode
    print(f"Tashan needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
