"""
A whole site in one file, and back: the database as it stood at one moment, the uploads, and what proves both.

The file is a ZIP: `manifest.json` (format, version, time, head of the chain of changes, SHA-256 and size of every other
entry), `tashan.sqlite3`, and `uploads/…`. The secret key is in it only on demand, sealed under a passphrase in the
manifest (`backup_key`); without it a restored site makes its own, and people log in anew.
Nothing here needs Django, so a backup of a running site is taken without disturbing it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final

from tashan import __version__
from tashan.web.audit.chain import SEALED, first_break
from tashan.web.backup_key import SecretKeyError, check_key, opened, present_key, sealed, sealed_factors

FORMAT: Final = 1
DATABASE: Final = "tashan.sqlite3"
MANIFEST: Final = "manifest.json"
UPLOADS: Final = "uploads"
_PART: Final = 2**20


class BackupError(Exception):
    """A backup cannot be made or restored; says why, where, and what to do."""


def back_up(data: Path, out: Path, passphrase: str | None = None) -> dict[str, Any]:
    """
    Write a site into one file; people may go on working meanwhile.

    Args:
        data: the data folder.
        out: the file, which must not exist; it appears once it is whole.
        passphrase: the site's secret key goes along, sealed under it; without one the key stays here.

    Returns:
        The manifest.

    Raises:
        BackupError: the site keeps its data in PostgreSQL, there is no site in the folder, the file exists, or the
            passphrase is too short.
    """
    _refuse_postgresql()
    if not (data / DATABASE).is_file():
        raise BackupError(f"There is no site in {data}: no {DATABASE}. Name its folder with --data.")
    if out.exists():
        raise BackupError(f"{out} exists. Name a new file; a backup never overwrites another.")
    key = {"key": _sealed_key(data, passphrase)} if passphrase is not None else {}
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".backup-") as folder:
        snapshot, whole = Path(folder) / DATABASE, Path(folder) / "whole.zip"
        _snapshot(data / DATABASE, snapshot)
        manifest: dict[str, Any] = {
            "format": FORMAT,
            "tashan": __version__,
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "head": head_of(snapshot),
            "files": {},
            **key,
        }
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
            # The database first: an upload that it names was written before it, so it is found after it.
            for name, path in ((DATABASE, snapshot), *_uploads(data)):
                manifest["files"][name] = _add(archive, name, path)
            archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        whole.replace(out)
    return manifest


def restore(file: Path, data: Path, *, passphrase: str | None = None, key: str | None = None) -> dict[str, Any]:
    """
    Make a site from a backup in an empty folder, and prove that it is the one that was backed up.

    Every file is compared with its hash, the database is checked, the chain of changes is verified link by link and
    its head compared. The folder appears once all of this holds.

    Args:
        file: the backup.
        data: the folder to make.
        passphrase: opens the secret key in the backup.
        key: the secret key of the site that was backed up, kept elsewhere. With neither the site makes a new one.

    Returns:
        The manifest.

    Raises:
        BackupError: the folder is not empty, the file is damaged or no backup, something differs, the passphrase opens
            nothing, or the key is not the one of that site.
    """
    _refuse_postgresql()
    if data.exists() and (not data.is_dir() or any(data.iterdir())):
        raise BackupError(f"{data} is not empty. Restore into a new folder, then put it in place of the old one.")
    data.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data.parent, prefix=".restore-") as folder:
        made = Path(folder) / "site"
        manifest = _unpack(file, made)
        _prove(made / DATABASE, manifest)
        _put_key(made, manifest, passphrase, key)
        if data.exists():
            data.rmdir()
        made.replace(data)
    return manifest


def holds_key(file: Path) -> bool:
    """
    Whether a backup holds the secret key, so that restoring it asks for a passphrase.

    Raises:
        BackupError: the file is damaged or no backup.
    """
    with _opened(file) as archive:
        return "key" in _manifest(archive, file)


def factors_in(data: Path) -> int:
    """How many second factors the database of a data folder holds sealed."""
    return len(sealed_factors(data / DATABASE))


def _sealed_key(data: Path, passphrase: str) -> dict[str, str]:
    try:
        return sealed(present_key(data), passphrase)
    except SecretKeyError as error:
        raise BackupError(str(error)) from None


def _put_key(made: Path, manifest: dict[str, Any], passphrase: str | None, key: str | None) -> None:
    """Write the secret key into a restored folder, readable by its owner alone, if it is the one of that site."""
    try:
        if key is None and passphrase is not None:
            if "key" not in manifest:
                raise BackupError("The backup holds no secret key, so there is nothing that a passphrase could open.")
            key = opened(manifest["key"], passphrase)
        if key is None:
            return
        check_key(key.strip(), made / DATABASE)
    except SecretKeyError as error:
        raise BackupError(str(error)) from None
    handle = os.open(made / "secret.key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as target:
        target.write(key.strip())


def head_of(database: Path) -> dict[str, Any]:
    """The number and hash of the last event of the chain in a database file; 0 and None before the first."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        row = connection.execute("SELECT number, hash FROM audit_event ORDER BY number DESC LIMIT 1").fetchone()
    return {"number": row[0], "hash": row[1]} if row else {"number": 0, "hash": None}


def _refuse_postgresql() -> None:
    if os.environ.get("TASHAN_DATABASE_URL"):
        raise BackupError(
            "TASHAN_DATABASE_URL is set, so the data are in PostgreSQL. Use its own tools: pg_dump -Fc and pg_restore "
            "for the database, and a copy of the folder uploads; compare `tashan audit head` before and after."
        )


def _snapshot(source: Path, target: Path) -> None:
    """A copy of the database as it stands at one moment, whoever writes meanwhile."""
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=60)) as live,
        closing(sqlite3.connect(target)) as copy,
    ):
        live.backup(copy)
        # The copy stands alone: no write-ahead log beside it.
        copy.execute("PRAGMA journal_mode=DELETE")


def _uploads(data: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted((data / UPLOADS).rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(data).as_posix(), path


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> dict[str, Any]:
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
        return _copy(source, target.write)


def _copy(source: IO[bytes], write: Callable[[bytes], Any], most: int | None = None) -> dict[str, Any]:
    """Copy in parts and say what was copied; never more than was declared, so that no file grows beyond its word."""
    digest, size = hashlib.sha256(), 0
    while part := source.read(_PART):
        size += len(part)
        if most is not None and size > most:
            break
        digest.update(part)
        write(part)
    return {"sha256": digest.hexdigest(), "bytes": size}


def _unpack(file: Path, made: Path) -> dict[str, Any]:
    with _opened(file) as archive:
        manifest = _manifest(archive, file)
        for name, expected in manifest["files"].items():
            path = made / _inside(name, file)
            path.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as source, path.open("wb") as target:
                found = _copy(source, target.write, most=expected["bytes"])
            if found != expected:
                raise BackupError(f"{name} in {file} is not as it was backed up. Use another backup.")
    return manifest


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    """The archive of a backup; whatever is wrong with it is a clear error."""
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except FileNotFoundError:
        raise BackupError(f"There is no file {file}.") from None
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError, OSError) as error:
        raise BackupError(f"{file} is damaged or no backup of Tashan ({error}). Use another backup.") from error


def _manifest(archive: zipfile.ZipFile, file: Path) -> dict[str, Any]:
    manifest = json.loads(archive.read(MANIFEST))
    if manifest["format"] != FORMAT:
        raise BackupError(f"{file} has format {manifest['format']}; this version reads {FORMAT}. Install a newer one.")
    if set(archive.namelist()) != {MANIFEST, *manifest["files"]} or DATABASE not in manifest["files"]:
        raise BackupError(f"{file} does not hold what its manifest lists. Use another backup.")
    return dict(manifest)


def _inside(name: str, file: Path) -> PurePosixPath:
    """The path of an entry; one that would lead out of the folder is refused."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or (name != DATABASE and path.parts[0] != UPLOADS):
        raise BackupError(f"{file} holds {name!r}, which no backup does. It was tampered with; use another backup.")
    return path


def _prove(database: Path, manifest: dict[str, Any]) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        state = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if state != "ok":
            raise BackupError(f"The database in the backup is damaged: {state}. Use another backup.")
        columns = ", ".join((*SEALED, "hash"))
        rows = connection.execute(f"SELECT {columns} FROM audit_event ORDER BY number")  # noqa: S608 - constants
        broken = first_break(_event(row) for row in rows)
    if broken:
        raise BackupError(f"The chain of changes in the backup is broken: {broken.reason}. Use an earlier backup.")
    found = head_of(database)
    if found != manifest["head"]:
        raise BackupError(
            f"The chain ends with event {found['number']}, the manifest says {manifest['head']['number']}. "
            "Use another backup."
        )


def _event(row: sqlite3.Row) -> dict[str, Any]:
    """An event as the chain sees it: JSON columns read."""
    event = dict(row)
    for name in ("before", "after"):
        event[name] = json.loads(event[name]) if event[name] is not None else None
    return event
