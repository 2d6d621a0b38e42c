"""`tashan restore`: a site from its backup, proved to be the same."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tashan.cli.backup import asked
from tashan.cli.messages import fail, say


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `tashan backup` made.")],
    data: Annotated[Path, typer.Option("--data", help="The folder to make; new or empty.")],
    key: Annotated[
        Path | None, typer.Option(help="The secret.key of the site that was backed up, if it was kept elsewhere.")
    ] = None,
    *,
    without_key: Annotated[
        bool, typer.Option("--without-key", help="Make a new secret key, although the backup holds the old one.")
    ] = False,
) -> None:
    """
    Make a site from a backup in an empty folder; every file and every link of the chain of changes is checked.

    Where the backup holds the secret key it asks for the passphrase, or takes TASHAN_BACKUP_PASSPHRASE.

    Examples:
    - `tashan restore tashan-2026-11-22.zip --data /srv/tashan-restored`

    - `tashan restore tashan-2026-11-22.zip --data /srv/tashan-restored --key /safe/secret.key`
    """
    from tashan.web import entry

    if key is not None and not key.is_file():
        fail(f"--key {key} is no file. Name the copy of secret.key.")
    try:
        wanted = key is None and not without_key and entry.holds_key(file.absolute())
        manifest = entry.restore(
            file.absolute(),
            data.absolute(),
            passphrase=asked() if wanted else None,
            key=key.read_text(encoding="ascii") if key is not None else None,
        )
    except entry.BackupError as error:
        fail(str(error))
    except UnicodeDecodeError:
        fail(f"--key {key} holds no secret key. Name the copy of secret.key.")
    head = manifest["head"]
    say(f"{data} is as it was at {manifest['made_at']}; the chain ends with event {head['number']} {head['hash']}.")
    has_key = (data / "secret.key").exists()
    say(f"Serve it with `tashan serve --data {data}`{'' if has_key else '; everybody logs in anew'}.")
    factors = entry.factors_in(data.absolute())
    if factors and not has_key:
        say(
            f"{factors} second factors are sealed with the secret key of before, which is not here. Put that secret.key "
            f"into {data} before the site starts, or take the second factors away on the people's pages."
        )
