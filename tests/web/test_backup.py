"""Backup and restore: the same site on an empty machine, or a clear refusal; never half a folder, never half a file."""

from __future__ import annotations

import json
import sqlite3
import threading
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.cli.commands import tashan, tashan_process

from tashan.web.audit.chain import SEALED, START, seal
from tashan.web.backup import BackupError, back_up, factors_in, head_of, holds_key, restore

COLUMNS = (*SEALED, "hash")


@pytest.fixture(autouse=True)
def _no_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TASHAN_DATABASE_URL", raising=False)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A data folder with three events and two uploads, and what a backup leaves out."""
    data = tmp_path / "site"
    (data / "uploads" / "documents").mkdir(parents=True)
    (data / "uploads" / "documents" / "纪要.txt").write_text("两市签署协议。", encoding="utf-8")
    (data / "uploads" / "documents" / "empty.pdf").write_bytes(b"")
    (data / "secret.key").write_text("never leaves the machine")
    with closing(sqlite3.connect(data / "tashan.sqlite3")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"CREATE TABLE audit_event ({', '.join(COLUMNS)})")
        connection.commit()
    for _ in range(3):
        _note(data / "tashan.sqlite3")
    return data


def _note(database: Path) -> None:
    with closing(sqlite3.connect(database, timeout=30)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        last = connection.execute("SELECT number, hash FROM audit_event ORDER BY number DESC LIMIT 1").fetchone()
        number, previous = (last[0] + 1, last[1]) if last else (1, START)
        event: dict[str, Any] = {
            "number": number, "at": "2026-01-01T00:00:00.000000+00:00", "actor": "li", "place": "320000",
            "action": "tests.note", "thing": f"tests.thing:{number}", "before": None, "after": {"名": "苏州"}, "why": "",
            "previous": previous,
        }  # fmt: skip
        row = {**event, "hash": seal(event), "after": json.dumps(event["after"], ensure_ascii=False)}
        connection.execute(
            f"INSERT INTO audit_event VALUES ({', '.join('?' * len(COLUMNS))})", [row[name] for name in COLUMNS]
        )
        connection.commit()


def _rewrite(file: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(file) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)


def test_a_restored_site_has_the_same_head_and_the_same_files(site: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    made = back_up(site, file)

    again = restore(file, tmp_path / "new")

    assert made == again
    assert head_of(site / "tashan.sqlite3") == head_of(tmp_path / "new" / "tashan.sqlite3") == made["head"]
    assert "两市签署协议。" == (tmp_path / "new" / "uploads" / "documents" / "纪要.txt").read_text(encoding="utf-8")
    assert b"" == (tmp_path / "new" / "uploads" / "documents" / "empty.pdf").read_bytes()
    assert not (tmp_path / "new" / "secret.key").exists()


def test_a_backup_stands_at_one_moment_while_people_work(site: Path, tmp_path: Path) -> None:
    """Events go on being written; the chain in the backup is whole and its head is the manifest's."""
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            _note(site / "tashan.sqlite3")

    worker = threading.Thread(target=work)
    worker.start()
    try:
        heads = []
        for number in range(3):
            back_up(site, tmp_path / f"{number}.zip")
            heads.append(restore(tmp_path / f"{number}.zip", tmp_path / f"new{number}")["head"]["number"])
    finally:
        stop.set()
        worker.join()

    assert sorted(heads) == heads
    assert heads[0] >= 3


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("not as it was backed up", lambda e: e.update({"uploads/documents/纪要.txt": "改".encode()})),
        ("not as it was backed up", lambda e: e.update({"uploads/documents/empty.pdf": b"x" * 10})),
        ("does not hold what its manifest lists", lambda e: e.pop("uploads/documents/empty.pdf")),
        ("does not hold what its manifest lists", lambda e: e.update({"uploads/more.txt": b"x"})),
        ("no backup", lambda e: e.pop("manifest.json")),
        ("no backup", lambda e: e.update({"manifest.json": b"{"})),
        ("format 2", lambda e: e.update({"manifest.json": e["manifest.json"].replace(b'"format": 1', b'"format": 2')})),
        (
            "The chain ends with event 3",
            lambda e: e.update({"manifest.json": e["manifest.json"].replace(b'"number": 3', b'"number": 4')}),
        ),
    ],
)
def test_a_changed_backup_is_refused_and_leaves_no_folder(
    site: Path, tmp_path: Path, name: str, change: Callable[[dict[str, bytes]], None]
) -> None:
    file = tmp_path / "backup.zip"
    back_up(site, file)
    _rewrite(file, change)

    with pytest.raises(BackupError, match=name):
        restore(file, tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert [] == list(tmp_path.glob(".restore-*"))


def test_a_forged_database_with_a_fitting_manifest_is_refused(site: Path, tmp_path: Path) -> None:
    """Who rewrites one event and all hashes of the file still breaks the chain."""
    with closing(sqlite3.connect(site / "tashan.sqlite3")) as connection:
        connection.execute("UPDATE audit_event SET actor = 'wang' WHERE number = 2")
        connection.commit()
    back_up(site, tmp_path / "backup.zip")

    with pytest.raises(BackupError, match="event 2 was altered"):
        restore(tmp_path / "backup.zip", tmp_path / "new")


@pytest.mark.parametrize("name", ["../outside.txt", "/tmp/outside.txt", "secret.key", "uploads/../../outside.txt"])
def test_an_entry_that_leads_out_of_the_folder_is_refused(site: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / "backup.zip"
    back_up(site, file)

    def add(entries: dict[str, bytes]) -> None:
        manifest = json.loads(entries["manifest.json"])
        manifest["files"][name] = {"sha256": "0" * 64, "bytes": 1}
        entries["manifest.json"] = json.dumps(manifest).encode()
        entries[name] = b"x"

    _rewrite(file, add)

    with pytest.raises(BackupError, match="tampered"):
        restore(file, tmp_path / "new")
    assert not (tmp_path / "outside.txt").exists()


def test_what_exists_is_never_overwritten(site: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    back_up(site, file)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x")
    (tmp_path / "empty").mkdir()

    with pytest.raises(BackupError, match="exists"):
        back_up(site, file)
    with pytest.raises(BackupError, match="not empty"):
        restore(file, tmp_path / "full")
    assert 3 == restore(file, tmp_path / "empty")["head"]["number"]


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all"])
def test_a_file_that_is_no_backup_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(content)

    with pytest.raises(BackupError, match=r"x\.zip is damaged or no backup"):
        restore(tmp_path / "x.zip", tmp_path / "new")
    with pytest.raises(BackupError, match="There is no file"):
        restore(tmp_path / "none.zip", tmp_path / "new")
    with pytest.raises(BackupError, match="There is no site"):
        back_up(tmp_path / "nowhere", tmp_path / "y.zip")


def test_postgresql_has_its_own_tools(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TASHAN_DATABASE_URL", "postgres://tashan@localhost/tashan")

    with pytest.raises(BackupError, match="pg_dump"):
        back_up(site, tmp_path / "backup.zip")
    with pytest.raises(BackupError, match="pg_restore"):
        restore(tmp_path / "backup.zip", tmp_path / "new")


@pytest.mark.slow
def test_a_real_site_by_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set up, backed up, restored on an empty place: the same head, and every link holds."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "tashan.web.settings")
    data, new, file = str(tmp_path / "site"), str(tmp_path / "new"), str(tmp_path / "backup.zip")
    assert 0 == tashan_process("manage", "--data", data, "migrate", "--verbosity", "0").status
    add = (
        "from tashan.web.accounts.services import do_add_organisation as add; "
        "from tashan.web.archive.services import do_add_document as bring; "
        "add(actor=None, name='江苏省合作办', name_en='', kind='bureau', place='320000'); "
        "bring(actor=None, place='320000', data='两市签署协议。'.encode(), name='纪要.txt')"
    )
    assert 0 == tashan_process("manage", "--data", data, "shell", "--command", add).status

    saved = tashan_process("backup", file, "--data", data)
    restored = tashan_process("restore", file, "--data", new)
    again = tashan_process("restore", file, "--data", new)

    heads = [json.loads(tashan_process("audit", "head", "--data", each).out) for each in (data, new)]
    assert (0, 0) == (saved.status, restored.status)
    assert heads[0] == heads[1]
    assert 2 == heads[0]["number"]
    assert ["两市签署协议。"] == [path.read_text("utf-8") for path in (tmp_path / "new" / "uploads").rglob("*.txt")]
    count = "from tashan.web.archive.models import Document; print(Document.objects.get().name)"
    assert "纪要.txt" in tashan_process("manage", "--data", new, "shell", "--command", count).out
    assert 0 == tashan_process("audit", "verify", "--data", new).status
    assert (2, True) == (again.status, "not empty" in again.err)


# --- the secret key -------------------------------------------------------------------------------------------------

KEY, OTHER, WORDS = "the key of the site", "the key of another", "four words of mine"


@pytest.fixture
def with_factors(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same site with two second factors, sealed with its key."""
    from tashan.web.accounts import sealing

    monkeypatch.delenv("TASHAN_SECRET_KEY", raising=False)
    monkeypatch.delenv("TASHAN_BACKUP_PASSPHRASE", raising=False)
    monkeypatch.setattr(sealing, "_keys", lambda: (KEY,))
    (site / "secret.key").write_text(KEY)
    with closing(sqlite3.connect(site / "tashan.sqlite3")) as connection:
        connection.execute("CREATE TABLE mfa_authenticator (id INTEGER, data TEXT)")
        for number in range(2):
            data = json.dumps({"secret": sealing.seal(f"secret {number}")})
            connection.execute("INSERT INTO mfa_authenticator VALUES (?, ?)", (number, data))
        connection.commit()
    return site


def test_the_key_goes_along_sealed_and_comes_back_readable_by_its_owner_alone(
    with_factors: Path, tmp_path: Path
) -> None:
    file, new = tmp_path / "backup.zip", tmp_path / "new"
    back_up(with_factors, file, WORDS)

    restore(file, new, passphrase=WORDS)

    assert holds_key(file)
    assert KEY == (new / "secret.key").read_text()
    assert 0o600 == (new / "secret.key").stat().st_mode & 0o777
    with zipfile.ZipFile(file) as archive:
        assert [] == [name for name in archive.namelist() if KEY.encode() in archive.read(name)]


def test_without_a_passphrase_the_key_stays_where_it_is(with_factors: Path, tmp_path: Path) -> None:
    back_up(with_factors, tmp_path / "backup.zip")

    restore(tmp_path / "backup.zip", tmp_path / "new")

    assert not holds_key(tmp_path / "backup.zip")
    assert not (tmp_path / "new" / "secret.key").exists()
    assert 2 == factors_in(tmp_path / "new")
    with pytest.raises(BackupError, match="holds no secret key"):
        restore(tmp_path / "backup.zip", tmp_path / "again", passphrase=WORDS)


def test_a_key_that_was_kept_elsewhere_is_put_in_and_a_wrong_one_refused(with_factors: Path, tmp_path: Path) -> None:
    back_up(with_factors, tmp_path / "backup.zip")

    with pytest.raises(BackupError, match="opens none of the 2 second factors"):
        restore(tmp_path / "backup.zip", tmp_path / "new", key=OTHER)
    assert not (tmp_path / "new").exists()

    restore(tmp_path / "backup.zip", tmp_path / "new", key=f"{KEY}\n")
    assert KEY == (tmp_path / "new" / "secret.key").read_text()


def test_the_key_of_the_environment_is_the_sites_key(
    with_factors: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (with_factors / "secret.key").unlink()
    with pytest.raises(BackupError, match=r"There is no secret\.key"):
        back_up(with_factors, tmp_path / "backup.zip", WORDS)
    monkeypatch.setenv("TASHAN_SECRET_KEY", KEY)

    back_up(with_factors, tmp_path / "backup.zip", WORDS)
    restore(tmp_path / "backup.zip", tmp_path / "new", passphrase=WORDS)

    assert KEY == (tmp_path / "new" / "secret.key").read_text()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda kept: kept.update(sealed=kept["sealed"][:-4] + "AAAA"), "does not open the key"),
        (lambda kept: kept.update(salt="00"), "does not open the key"),
        (lambda kept: kept.update(salt="no hex"), "does not open the key"),
        (lambda kept: kept.pop("sealed"), "does not open the key"),
        (lambda kept: kept.update(kind="scrypt-1073741824-8-1 fernet"), "does not know"),
    ],
)
def test_a_forged_key_is_refused(
    with_factors: Path, tmp_path: Path, change: Callable[[dict[str, Any]], None], message: str
) -> None:
    back_up(with_factors, tmp_path / "backup.zip", WORDS)

    def forge(entries: dict[str, bytes]) -> None:
        manifest = json.loads(entries["manifest.json"])
        change(manifest["key"])
        entries["manifest.json"] = json.dumps(manifest).encode()

    _rewrite(tmp_path / "backup.zip", forge)

    with pytest.raises(BackupError, match=message):
        restore(tmp_path / "backup.zip", tmp_path / "new", passphrase=WORDS)
    assert not (tmp_path / "new").exists()


def test_wrong_and_short_passphrases_are_refused(with_factors: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="take 12 or more"):
        back_up(with_factors, tmp_path / "backup.zip", "too short")
    assert not (tmp_path / "backup.zip").exists()
    back_up(with_factors, tmp_path / "backup.zip", WORDS)

    with pytest.raises(BackupError, match="does not open the key"):
        restore(tmp_path / "backup.zip", tmp_path / "new", passphrase="four words of theirs")


def test_the_commands_say_what_becomes_of_the_key(
    with_factors: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, whole, key = tmp_path / "plain.zip", tmp_path / "whole.zip", tmp_path / "kept.key"
    key.write_text(KEY)
    data = ("--data", str(with_factors))

    nobody = tashan("backup", str(whole), "--with-key", *data)
    without = tashan("backup", str(plain), *data)
    monkeypatch.setenv("TASHAN_BACKUP_PASSPHRASE", WORDS)
    with_key = tashan("backup", str(whole), "--with-key", *data)
    restored = {
        name: tashan("restore", str(file), "--data", str(tmp_path / name), *more)
        for name, file, more in (
            ("a", plain, ()), ("b", plain, ("--key", str(key))), ("c", whole, ()), ("d", whole, ("--without-key",)),
        )
    }  # fmt: skip

    assert (2, True) == (nobody.status, "Set TASHAN_BACKUP_PASSPHRASE" in nobody.err)
    assert "Keep a copy of" in without.err
    assert "sealed. Keep the passphrase apart" in with_key.err
    assert {"a": 0, "b": 0, "c": 0, "d": 0} == {name: done.status for name, done in restored.items()}
    told = {
        name: "2 second factors are sealed with the secret key of before" in done.err for name, done in restored.items()
    }
    assert {"a": True, "b": False, "c": False, "d": True} == told
