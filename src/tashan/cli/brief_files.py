"""Briefs as files: the ending says the form; what stands is not lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tashan.cli.messages import fail, say

if TYPE_CHECKING:
    from tashan.briefs.brief import Brief

FILES = (".docx", ".pdf", ".html", ".md", ".json")

Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", help=f"Write a brief to this file: {', '.join(FILES)}.", show_default=False),
]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace what stands at --out.")]


def check_out(out: Path | None, *, overwrite: bool) -> None:
    """Refuse a file that cannot be written before anything is computed."""
    if out is None:
        return
    if out.suffix.lower() not in FILES:
        fail(f"--out {out}: a brief is written as {', '.join(FILES)}. Choose one of these endings.")
    if out.exists() and not overwrite:
        fail(f"--out {out} exists. Choose another file, or add --overwrite.")


def write_brief(out: Path, brief: Callable[[], Brief], as_json: Callable[[], str]) -> None:
    """Write a brief in the form of the file's ending; .json has the answer itself, for programs."""
    from tashan.briefs.as_pdf import SettingError
    from tashan.briefs.writers import WRITERS

    form = out.suffix.lower().removeprefix(".")
    try:
        out.write_bytes(as_json().encode() if form == "json" else WRITERS[form](brief()))
    except SettingError as error:
        fail(str(error))
    except OSError as error:
        fail(f"--out {out} cannot be written: {error.strerror}. Choose another file.")
    say(f"Written to {out}.")
