"""The package as others install it: version, metadata, and a wheel with its data."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import tashan

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = Path(sys.executable).with_name("tashan")


def test_version_is_the_metadata_version() -> None:
    """One place holds the version; metadata repeats it."""
    assert tashan.__version__ == metadata.version("tashan")


def test_command_prints_its_version() -> None:
    """`tashan --version` prints the version and nothing to standard error."""
    done = subprocess.run([SCRIPT, "--version"], capture_output=True, text=True, check=False)

    assert (0, "") == (done.returncode, done.stderr)
    assert tashan.__version__ in done.stdout


def test_changelog_begins_with_this_version() -> None:
    """The newest heading of the changelog is the version, or what comes after it."""
    headings = [line for line in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines() if line[:3] == "## "]

    assert headings
    assert any(word in headings[0] for word in (tashan.__version__, "Unreleased"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from this checkout."""
    target = tmp_path_factory.mktemp("wheel")
    hatchling = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", target]
    subprocess.run([str(part) for part in hatchling], cwd=ROOT, check=True, capture_output=True)
    return next(target.glob("*.whl"))


@pytest.mark.skipif(
    shutil.which("git") is None or not (ROOT / ".git").exists(), reason="no git checkout to compare with"
)
def test_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    """Rule files, tables and templates travel with the code."""
    files = subprocess.run(["git", "ls-files", "-z", "src/tashan"], cwd=ROOT, capture_output=True, check=True).stdout
    expected = {name.removeprefix("src/") for name in files.decode().split("\0") if name}

    held = set(zipfile.ZipFile(wheel).namelist())

    assert set() == expected - held


def test_wheel_carries_the_licence(wheel: Path) -> None:
    """Apache-2.0 asks that LICENSE and NOTICE go along."""
    held = {Path(name).name for name in zipfile.ZipFile(wheel).namelist() if "dist-info/licenses" in name}

    assert {"LICENSE", "NOTICE"} == held


def test_package_is_typed(wheel: Path) -> None:
    """`py.typed` tells type checkers to read our annotations."""
    assert "tashan/py.typed" in zipfile.ZipFile(wheel).namelist()


@cache
def _imported() -> dict[str, set[str]]:
    """Third-party modules that the package imports, each with the files that do."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names = [node.module]
            for name in names:
                found.setdefault(name.partition(".")[0], set()).add(str(path.relative_to(ROOT)))
    return {name: files for name, files in found.items() if name not in {*sys.stdlib_module_names, "tashan"}}


def _declared() -> set[str]:
    """Distributions that the project declares for its users, extras included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    texts = [*project["dependencies"], *(text for extra in project["optional-dependencies"].values() for text in extra)]
    return {canonicalize_name(Requirement(text).name) for text in texts}


@cache
def _brought() -> Mapping[str, list[str]]:
    """Modules that are installed, each with the distributions that bring it."""
    return metadata.packages_distributions()


def test_every_import_is_a_declared_dependency() -> None:
    """What another package happens to bring along may be gone tomorrow."""
    brought = _brought()
    declared = _declared()

    undeclared = {
        name: files
        for name, files in _imported().items()
        if not {canonicalize_name(owner) for owner in brought.get(name, [name])} & declared
    }

    assert {} == undeclared


def test_every_dependency_is_used() -> None:
    """Nobody installs what nothing imports or, for packages of data, names."""
    brought = _brought()
    used = {canonicalize_name(owner) for name in _imported() for owner in brought.get(name, [name])}
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    used |= {
        canonicalize_name(owner)
        for name, owners in brought.items()
        if re.search(rf'"{name}[".]', code)
        for owner in owners
    }
    # trafilatura fails to import without the first; Django imports the second for PostgreSQL
    indirect = {"lxml-html-clean", "psycopg"}

    assert set() == _declared() - used - indirect
