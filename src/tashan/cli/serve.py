"""`tashan serve`: the site, on a production server, with its background worker."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tashan.cli.messages import fail, say

DATA = Annotated[
    Path, typer.Option("--data", help="Folder of the database, uploads and the secret key.", envvar="TASHAN_DATA")
]


def serve(
    data: DATA = Path("tashan-data"),
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="Processes that answer requests.", min=1)] = 2,
    threads: Annotated[int, typer.Option(help="Threads of each process.", min=1)] = 8,
    examples: Annotated[
        Path | None,
        typer.Option(help="Load the documents of a folder and make an account for every role, to try the site."),
    ] = None,
) -> None:
    """
    Serve the site; stop it with Ctrl-C.

    Everything lives in the data folder unless TASHAN_DATABASE_URL names a PostgreSQL database.

    Examples:
    - `tashan serve`

    - `tashan serve --data /srv/tashan --host 0.0.0.0 --port 8080`

    - `tashan serve --data trial --examples examples`
    """
    from tashan.web import entry

    entry.prepare(data.absolute())
    if examples is not None:
        _load(data.absolute(), examples)
    say(f"The site is at http://{host}:{port}/ (data in {data}). Ctrl-C stops it.")
    raise typer.Exit(entry.serve(data.absolute(), host=host, port=port, workers=workers, threads=threads))


def _load(data: Path, folder: Path) -> None:
    """Load examples with a progress bar, and print the accounts that were made; they are kept in the data folder too."""
    from tashan.cli.progress import counted
    from tashan.web import entry

    if not folder.is_dir():
        fail(f"--examples {folder} is no folder. Name the one that holds the documents.")
    with counted("documents read and published") as told:
        accounts = entry.load_examples(data, folder, told)
    kept = data / "accounts.txt"
    if accounts:
        lines = [f"{each['username']:16} {each['password']:16} {each['role']} · {each['place']}" for each in accounts]
        kept.touch(mode=0o600)
        kept.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if kept.exists():
        say(f"Accounts to try (username, password, role), also in {kept}:\n{kept.read_text(encoding='utf-8')}")
