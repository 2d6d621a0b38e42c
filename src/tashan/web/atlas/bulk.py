"""
The bulk files: all that is public, in every form, with checksums, so that anybody can keep and check a copy.

They are made once a day by the worker, by `tashan manage build_data`, or by an administrator's button; a download never
waits for them. Files appear only when all of them are complete.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from tashan.records import LISTS
from tashan.records.schema import schema_text
from tashan.web.atlas.columns import current
from tashan.web.atlas.exports import STREAMED, WRITTEN, in_parts
from tashan.web.atlas.records import ordered
from tashan.web.atlas.selection import Selection, matching

MANIFEST: Final = "manifest.json"
_DAY: Final = 86_400.0


def folder() -> Path:
    """Where the bulk files lie."""
    return Path(settings.MEDIA_ROOT).parent / "bulk"


def manifest() -> dict[str, Any] | None:
    """What the bulk files hold, or None while there are none."""
    try:
        found: dict[str, Any] = json.loads((folder() / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def path_of(name: str) -> Path | None:
    """The path of a bulk file; None for a name that the manifest does not have."""
    known = manifest()
    names = {MANIFEST, *(each["name"] for each in known["files"])} if known else set()
    found = folder() / name
    return found if name in names and found.is_file() else None


def build(site: str) -> dict[str, Any]:
    """
    Make all bulk files anew.

    Args:
        site: the address of the site, before its paths, as the files name it.

    Returns:
        The manifest: when it was made, and for each file its name, rows, bytes and SHA-256.
    """
    columns = current()
    target = folder()
    target.parent.mkdir(parents=True, exist_ok=True)
    _clear_up(target.parent)
    fresh = Path(tempfile.mkdtemp(prefix="bulk-", dir=target.parent))
    files = []
    plans = [("events", form, Selection()) for form in (*STREAMED, *WRITTEN) if form != "xlsx"]
    plans += [(name, "jsonl", Selection(kind=kind)) for kind, name in LISTS.items()]
    for name, form, chosen in plans:
        rows = ordered(columns, matching(columns, chosen), "day").tolist()
        if not rows and name != "events":
            continue
        path = fresh / f"{name}.{form}"
        _write(path, form, rows, site)
        files.append(_described(path, len(rows)))
    (fresh / "records-schema.json").write_text(schema_text(), encoding="utf-8")
    files.append(_described(fresh / "records-schema.json", None))
    made = {"made": timezone.now().isoformat(timespec="seconds"), "events": len(columns), "site": site, "files": files}
    (fresh / MANIFEST).write_text(json.dumps(made, ensure_ascii=False, indent=1), encoding="utf-8")
    fresh.chmod(0o755)
    _replace(fresh, target)
    return made


def _write(path: Path, form: str, rows: list[int], site: str) -> None:
    if form in WRITTEN:
        with path.open("wb") as stream:
            WRITTEN[form][0](in_parts(rows), site, stream)
        return
    with path.open("w", encoding="utf-8", newline="") as text:
        text.writelines(STREAMED[form][0](in_parts(rows), site))


def _described(path: Path, rows: int | None) -> dict[str, Any]:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {"name": path.name, "rows": rows, "bytes": path.stat().st_size, "sha256": digest}


def _clear_up(where: Path) -> None:
    """Remove what processes left behind that were killed while they made files, a day ago or more."""
    for left in where.glob("bulk-*"):
        if time.time() - left.stat().st_mtime > _DAY:
            shutil.rmtree(left, ignore_errors=True)


def _replace(fresh: Path, target: Path) -> None:
    """The new folder takes the place of the old one; a reader of an open file keeps what it has."""
    old = target.with_name(f"{target.name}-old-{os.getpid()}")
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)
