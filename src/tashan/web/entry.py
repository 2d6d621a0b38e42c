"""
The only door to the site: what the command line asks of it.

Nothing here is imported before it is needed; each function sets Django up with the data folder it is given.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tashan.web.backup import BackupError, back_up, factors_in, holds_key
from tashan.web.backup import restore as restore_from

__all__ = [
    "BackupError", "NoSiteError", "audit_head", "backup", "factors_in", "holds_key", "load_examples", "manage", "open_site", "prepare", "restore", "serve",
    "verify_audit",
]  # fmt: skip


class NoSiteError(Exception):
    """A data folder without the tables of a site; the message says which, and what to do."""


@contextmanager
def _of_a_site(data: Path) -> Iterator[None]:
    """Django set up on a data folder that must hold a site already."""
    open_site(data)
    from django.db import DatabaseError

    try:
        yield
    except DatabaseError as error:
        raise NoSiteError(
            f"There is no site of this version in {data}. Name its folder with --data; `tashan serve` makes one there."
        ) from error


def open_site(data: Path) -> None:
    """Set Django up on a data folder, which is made where it is missing."""
    os.environ["TASHAN_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tashan.web.settings")
    import django

    django.setup()


def prepare(data: Path) -> None:
    """Bring the database and the static files of a data folder up to date with this version."""
    open_site(data)
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    from tashan.web.pages.database import look_at_tables
    from tashan.web.pages.kept import forget_pages

    look_at_tables()
    forget_pages()


def serve(data: Path, *, host: str, port: int, workers: int, threads: int) -> int:
    """
    Serve the site until it is stopped, with a worker for background jobs beside it, which is replaced if it dies.

    Returns:
        The exit status of the server.
    """
    environment = {**os.environ, "TASHAN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "tashan.web.settings"}
    if host not in ("127.0.0.1", "localhost", "::1"):
        environment.setdefault("TASHAN_HOSTS", f"{host},localhost,127.0.0.1")
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    if host not in ("0.0.0.0", "::"):  # noqa: S104 - every address of the machine is none that links could name
        environment.setdefault("TASHAN_ADDRESS", f"http://{bind}")
    server = [
        sys.executable, "-m", "gunicorn", "tashan.web.wsgi:application", "--bind", bind,
        "--workers", str(workers), "--threads", str(threads), "--worker-class", "gthread", "--preload",
        "--worker-tmp-dir", str(data), "--timeout", "120", "--graceful-timeout", "10", "--keep-alive", "15", "--log-level", "warning",
        "--no-control-socket",
    ]  # fmt: skip
    worker = [sys.executable, "-m", "django", "worker"]
    running = [subprocess.Popen(command, env=environment) for command in (server, worker)]  # noqa: S603 - our own
    ending = False

    def stop(*_: object) -> None:
        nonlocal ending
        ending = True
        for process in running:
            with suppress(ProcessLookupError):
                process.terminate()

    signal.signal(signal.SIGTERM, stop)
    try:
        while True:
            with suppress(subprocess.TimeoutExpired):
                return running[0].wait(timeout=2)
            if running[1].poll() is not None and not ending:  # killed: another one picks its work up
                running[1] = subprocess.Popen(worker, env=environment)  # noqa: S603 - our own
    except KeyboardInterrupt:
        return 0
    finally:
        stop()
        for process in running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=15)


def load_examples(data: Path, folder: Path, told: Callable[[int, int], None] | None = None) -> list[dict[str, str]]:
    """
    Fill a site with the documents of a folder, read, accepted and published, and with an account for every role.

    Args:
        data: the data folder, prepared.
        folder: documents, with their register of sources beside them.
        told: is told how many documents of how many are in.

    Returns:
        The accounts that were made: username, password, role, place. None where the site has people already.
    """
    open_site(data)
    from dataclasses import asdict

    from tashan.web import examples

    return [asdict(account) for account in examples.load(folder, told)]


def manage(data: Path, arguments: Sequence[str]) -> None:
    """Run a management command of Django on a data folder."""
    open_site(data)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["tashan manage", *arguments])


def verify_audit(data: Path) -> Any:
    """The first broken link of the chain of changes, or None; see `tashan.web.audit.queries.verify`."""
    with _of_a_site(data):
        from tashan.web.audit import queries

        return queries.verify()


def audit_head(data: Path) -> dict[str, Any]:
    """The head of the chain of changes, to be published or signed."""
    with _of_a_site(data):
        from tashan.web.audit import queries

        return queries.head()


def backup(data: Path, out: Path, passphrase: str | None = None) -> dict[str, Any]:
    """Write a site into one file; see `tashan.web.backup.back_up`."""
    return back_up(data, out, passphrase)


def restore(file: Path, data: Path, *, passphrase: str | None = None, key: str | None = None) -> dict[str, Any]:
    """Make a site from a backup in an empty folder; see `tashan.web.backup.restore`."""
    return restore_from(file, data, passphrase=passphrase, key=key)
