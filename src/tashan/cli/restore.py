"""`tashan restore`: a site from its backup, proved to be the same."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tashan.cli.messages import fail, say


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `tashan backup` made.")],
    data: Annotated[Path, typer.Option("--data", help="The folder to make; new or empty.")],
) -> None:
    """
    Make a site from a backup in an empty folder; every file and every link of the chain of changes is checked.

    Examples:
    - `tashan restore tashan-2026-11-22.zip --data /srv/tashan-restored`
    """
    from tashan.web import entry

    try:
        manifest = entry.restore(file.absolute(), data.absolute())
    except entry.BackupError as error:
        fail(str(error))
    head = manifest["head"]
    say(f"{data} is as it was at {manifest['made_at']}; the chain ends with event {head['number']} {head['hash']}.")
    say(f"Serve it with `tashan serve --data {data}`; everybody logs in anew.")
