"""`tashan serve`: the site, on a production server, with its background worker."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tashan.cli.messages import say

DATA = Annotated[
    Path, typer.Option("--data", help="Folder of the database, uploads and the secret key.", envvar="TASHAN_DATA")
]


def serve(
    data: DATA = Path("tashan-data"),
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="Processes that answer requests.", min=1)] = 2,
    threads: Annotated[int, typer.Option(help="Threads of each process.", min=1)] = 8,
) -> None:
    """
    Serve the site; stop it with Ctrl-C.

    Everything lives in the data folder unless TASHAN_DATABASE_URL names a PostgreSQL database.

    Examples:
    - `tashan serve`

    - `tashan serve --data /srv/tashan --host 0.0.0.0 --port 8080`
    """
    from tashan.web import entry

    entry.prepare(data.absolute())
    say(f"The site is at http://{host}:{port}/ (data in {data}). Ctrl-C stops it.")
    raise typer.Exit(entry.serve(data.absolute(), host=host, port=port, workers=workers, threads=threads))
