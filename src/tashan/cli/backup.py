"""`tashan backup`: the whole site in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tashan.cli.messages import fail, say
from tashan.cli.serve import DATA


def backup(
    out: Annotated[Path, typer.Argument(help="The file to write, such as tashan-2026-11-22.zip.")],
    data: DATA = Path("tashan-data"),
) -> None:
    """
    Write the database and the uploads into one file, as they stand at one moment; the site may go on running.

    Examples:
    - `tashan backup tashan-2026-11-22.zip`

    - `tashan backup /backup/tashan.zip --data /srv/tashan`
    """
    from tashan.web import entry

    try:
        manifest = entry.backup(data.absolute(), out.absolute())
    except entry.BackupError as error:
        fail(str(error))
    head = manifest["head"]
    say(
        f"{len(manifest['files'])} files in {out}; the chain of changes ends with event {head['number']} {head['hash']}."
    )
