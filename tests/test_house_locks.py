"""The lock files: complete, hashed, and without the name of any host."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LOCKS = sorted(path.name for path in ROOT.glob("requirements*.lock"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _text(lock: str) -> str:
    return (ROOT / lock).read_text(encoding="utf-8")


def _entries(lock: str) -> dict[str, list[str]]:
    """Each package's pinned versions: more than one where they differ by Python version."""
    entries: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", _text(lock), re.MULTILINE):
        entries.setdefault(canonicalize_name(name), []).append(version)
    return entries


def _group(name: str) -> list[str]:
    requirements: list[str] = []
    for item in PROJECT["dependency-groups"][name]:
        requirements += _group(item["include-group"]) if isinstance(item, dict) else [item]
    return requirements


DECLARED = [("requirements.lock", text) for text in PROJECT["project"]["dependencies"] + _group("dev")]
DECLARED += [("requirements-cluster.lock", text) for text in PROJECT["project"]["optional-dependencies"]["cluster"]]
DECLARED += [("requirements-bench.lock", text) for text in _group("bench")]


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_host(lock: str) -> None:
    """Which index serves the packages is the machine's affair."""
    hosts = [
        line for line in _text(lock).splitlines() if re.search(r"https?:|file:|//|--(extra-)?index|--find-links", line)
    ]

    assert [] == hosts


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes(lock: str) -> None:
    """A package without a hash could be swapped unseen."""
    entries = re.split(r"\n(?=\S)", _text(lock).strip())

    bare = [entry.split()[0] for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)]

    assert [] == bare


@pytest.mark.parametrize(("lock", "text"), DECLARED)
def test_lock_holds_what_the_project_declares(lock: str, text: str) -> None:
    """A dependency added to pyproject.toml is locked too: `python3 dev.py lock`."""
    requirement = Requirement(text)

    versions = _entries(lock).get(canonicalize_name(requirement.name), [])

    assert versions
    assert [] == [version for version in versions if not requirement.specifier.contains(version, prereleases=True)]


@pytest.mark.parametrize("lock", [lock for lock in LOCKS if lock != "requirements.lock"])
def test_locks_agree(lock: str) -> None:
    """The lock files are installed together, so they pin the same versions."""
    base, extra = _entries("requirements.lock"), _entries(lock)

    different = {name for name in base.keys() & extra.keys() if not set(extra[name]) <= set(base[name])}

    assert set() == different


def test_no_other_lock_is_committed() -> None:
    """Files that uv writes by itself hold host names."""
    assert [] == [name for name in ("pylock.toml", "poetry.lock", "Pipfile.lock") if (ROOT / name).exists()]
    assert "uv.lock" in (ROOT / ".gitignore").read_text(encoding="utf-8").split()
