"""`tashan demo`: documents on one page: map, timeline, table, and each record at its quote."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from tashan.cli.messages import fail, say

if TYPE_CHECKING:
    from tashan.briefs.papers import Paper, Source
    from tashan.files import Item

REGISTER: Final = ".sources.yaml"
"""The name of a folder's register of sources; hidden, so that it is never read as a document."""


def demo(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="INPUT", help="Files and folders. [examples/]", show_default=False),
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
    given = inputs or ["examples"]
    if not inputs and not Path("examples").is_dir():
        fail("There is no folder examples here. Name the documents to read, as in `tashan demo news/`.")
    _write(given, out)
    say(f"The page is at {out.absolute()}")
    if show:
        import webbrowser

        webbrowser.open(out.absolute().as_uri())


def _write(given: Sequence[str], out: Path) -> None:
    """Read and write; while documents are read, the renderer starts."""
    from tashan.briefs.page import write_page
    from tashan.briefs.papers import RegisterError
    from tashan.files import InputError
    from tashan.pictures import BoundaryError
    from tashan.pictures.render import FontError, warm_up

    try:
        with ThreadPoolExecutor(1) as beside:
            ready = beside.submit(warm_up)
            papers = load(given)
            ready.result()
        write_page(papers, out)
    except (InputError, RegisterError, FontError, BoundaryError) as error:
        fail(str(error))
    except OSError as error:
        fail(f"--out {out} cannot be written: {error.strerror}. Choose another file.")


def load(inputs: Sequence[str | Path]) -> tuple[Paper, ...]:
    """
    Read all documents of the inputs, each with its source.

    Args:
        inputs: files and folders as for `tashan read`. A folder may hold a register of sources, `.sources.yaml`; it
            says where documents come from and which are held against each other. Reading itself never sees it.

    Raises:
        InputError: one of the paths does not exist.
        RegisterError: a register cannot be used.
    """
    from tashan.briefs.papers import Paper, register
    from tashan.files import ReadOptions, find_inputs, read_text

    found = find_inputs(list(inputs))
    known: dict[str, Source] = {}
    for folder in map(Path, inputs):
        if (folder / REGISTER).is_file():
            known |= register((folder / REGISTER).read_bytes())
    papers = []
    for item in found.items():
        reading, text = read_text(item, ReadOptions())
        papers.append(Paper(reading, text, known.get(reading.id) or _stated(item)))
    return tuple(papers)


def _stated(item: Item) -> Source:
    """What a line of a .jsonl file says of its document."""
    from tashan.briefs.papers import Source, source_of

    try:
        row = json.loads(item.line or b"null")
    except (ValueError, RecursionError):
        row = None
    return source_of(row) if isinstance(row, dict) else Source()
