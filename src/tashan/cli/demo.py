"""`tashan demo`: documents on one page: map, timeline, table, and each record at its quote."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tashan.cli.messages import fail, say


def demo(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[INPUT...]", help="Files and folders. [examples/]", show_default=False),
    ] = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="Where the page is written.")] = Path("tashan.html"),
    show: Annotated[
        bool, typer.Option("--show/--no-show", help="Open the page in a browser where there is one.")
    ] = True,
) -> None:
    """
    Read documents and make one self-contained page: map with arcs, timeline and table, each row at its quote.

    Examples:
    - `tashan demo`

    - `tashan demo news/ --out news.html --no-show`
    """
    from tashan.briefs.page import write_page
    from tashan.files import InputError
    from tashan.pictures.render import FontError

    given = inputs or ["examples"]
    if not inputs and not Path("examples").is_dir():
        fail("There is no folder examples here. Name the documents to read, as in `tashan demo news/`.")
    try:
        write_page(given, out)
    except (InputError, FontError) as error:
        fail(str(error))
    except OSError as error:
        fail(f"--out {out} cannot be written: {error.strerror}. Choose another file.")
    say(f"The page is at {out.absolute()}")
    if show:
        import webbrowser

        webbrowser.open(out.absolute().as_uri())
