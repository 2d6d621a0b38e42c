"""`tashan backup`: the whole site in one file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from tashan.cli.messages import fail, say
from tashan.cli.serve import DATA

PASSPHRASE = "TASHAN_BACKUP_PASSPHRASE"  # noqa: S105 - the name of the variable


def backup(
    out: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, such as tashan-2026-11-22.zip.")],
    data: DATA = Path("tashan-data"),
    *,
    with_key: Annotated[
        bool,
        typer.Option(
            "--with-key", help=f"Put the secret key in, sealed under a passphrase; asks, or takes {PASSPHRASE}."
        ),
    ] = False,
) -> None:
    """
    Write the database and the uploads into one file, as they stand at one moment; the site may go on running.

    Second factors are sealed with the secret key: bring it along with --with-key, or keep a copy of it elsewhere.

    Examples:
    - `tashan backup tashan-2026-11-22.zip --with-key`

    - `tashan backup /backup/tashan.zip --data /srv/tashan`
    """
    from tashan.web import entry

    passphrase = asked(twice=True) if with_key else None
    try:
        manifest = entry.backup(data.absolute(), out.absolute(), passphrase)
    except entry.BackupError as error:
        fail(str(error))
    head = manifest["head"]
    say(
        f"{len(manifest['files'])} files in {out}; the chain of changes ends with event {head['number']} {head['hash']}."
    )
    if with_key:
        say("The secret key is in it, sealed. Keep the passphrase apart from the file; nobody can find it out again.")
    else:
        say(
            f"The secret key is not in it. Keep a copy of {data / 'secret.key'} apart from the file, for "
            "`tashan restore --key`; without it people set their second factors up anew."
        )


def asked(*, twice: bool = False) -> str:
    """The passphrase, from the environment or from whoever sits there."""
    named = os.environ.get(PASSPHRASE)
    if named:
        return named
    if not sys.stdin.isatty():
        fail(f"Nobody is here to type the passphrase. Set {PASSPHRASE}.")
    return str(typer.prompt("Passphrase of the secret key", hide_input=True, confirmation_prompt=twice, err=True))
