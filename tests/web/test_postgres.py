"""The site on PostgreSQL: every test of the site that needs no browser, on a server of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _programs() -> Path:
    """The folder of the newest PostgreSQL of this machine."""
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))


def _run(*command: str | Path) -> None:
    """Run a program of PostgreSQL, which refuses to be root: then as its own user."""
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*as_user, *map(str, command)], capture_output=True, text=True, check=False, cwd="/")
    assert done.returncode == 0, f"{command[0]}: {done.stdout}{done.stderr}"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server: the one that is named, or one made for these tests and taken down again."""
    named = os.environ.get("TASHAN_DATABASE_URL")
    if named:
        yield named
        return
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="tashan-pg-", dir="/tmp"))  # sockets want short paths
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
    data, log = folder / "data", folder / "log"
    _run(programs / "initdb", "-D", data, "-U", "tashan", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    settings = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c full_page_writes=off"
    _run(programs / "pg_ctl", "-D", data, "-l", log, "-w", "-o", settings, "start")
    try:
        yield f"postgres://tashan@{quote(str(folder), safe='')}/postgres"
    finally:
        _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.postgres
@pytest.mark.slow
def test_the_site_works_on_postgresql(server: str) -> None:
    """The same tests as on SQLite, and those of the second wall, which only PostgreSQL has."""
    with tempfile.TemporaryDirectory() as data:
        done = subprocess.run(
            [
                sys.executable, "-m", "pytest", "tests/web", "-q", "-m", "not browser and not postgres and not slow",
                "-p", "no:cacheprovider", "--create-db", "-x",
            ],
            env={**os.environ, "TASHAN_DATABASE_URL": server, "TASHAN_DATA": data},
            capture_output=True, text=True, check=False, cwd=ROOT,
        )  # fmt: skip

    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
