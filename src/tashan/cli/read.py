"""`tashan read`: documents become records, one line a document."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tashan.cli.messages import chosen, fail, for_people, say

if TYPE_CHECKING:
    from tashan.cli.reading_run import Settings

FORMS = ("jsonl", "json", "parquet", "table")
_SUFFIXES = {".parquet": "parquet", ".json": "json"}


def read(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT", help="Files (.txt .md .html .docx .pdf .jsonl) and folders.", show_default=False
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Write to this file; an unfinished run of the same input continues."),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="jsonl, json, parquet or table. [table on a terminal, else jsonl]",
            show_default=False,
        ),
    ] = None,
    home: Annotated[str | None, typer.Option(help="Region that 我市, 我县 … stand for, as 安徽省宣城市宁国市.")] = None,
    published: Annotated[
        str | None, typer.Option(help="Day of publication, YYYY-MM-DD, where documents state none.")
    ] = None,
    engine: Annotated[str, typer.Option(help="local (processes of this machine) or cluster (Daft).")] = "local",
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Processes. [all cores]", show_default=False)
    ] = None,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Give each document's text along with its records.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 if a document could not be read whole.")
    ] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace what stands at --out.")] = False,
    extractor: Annotated[
        str | None,
        typer.Option(help="Address of an OpenAI-compatible model that may add records. [TASHAN_EXTRACTOR_URL]"),
    ] = None,
) -> None:
    """
    Read documents: visits, meetings, agreements, signings, bodies, figures and practices, each with its quote.

    A document that cannot be read becomes a line with `problems`, and the run goes on. Lines of a .jsonl file are
    `{"id", "text" or "path", "url"?, "title"?, "publisher"?, "published"?, "home"?}`.

    Examples:
    - `tashan read news/ --out records.jsonl`

    - `tashan read report.docx --format table --home 宁国市`

    - `tashan read documents.jsonl --out records.parquet --jobs 8`
    """
    from tashan.cli.reading_run import Settings

    default = _SUFFIXES.get(out.suffix.lower(), "jsonl") if out else "table" if for_people() else "jsonl"
    settings = Settings(
        inputs=tuple(inputs),
        out=out,
        form=chosen(form, FORMS, default),
        home=home_name(home),
        published=day(published),
        engine=engine,
        jobs=jobs,
        with_text=with_text,
        overwrite=overwrite,
        extractor=extractor,
    )
    unread = _run(settings)
    if strict and unread:
        raise typer.Exit(1)


def _run(settings: Settings) -> int:
    """Run and report; how many documents could not be read whole."""
    from tashan.cli.reading_run import run
    from tashan.engine import EngineError
    from tashan.files import InputError, OutputError

    if settings.form == "parquet" and settings.out is None:
        fail("Parquet cannot go to standard output. Give --out FILE.parquet.")
    try:
        return run(settings)
    except (InputError, OutputError, EngineError) as error:
        fail(str(error))
    except BrokenPipeError:  # the reader of a pipe has seen enough, as `head` has
        sys.stderr.close()
        raise typer.Exit(0) from None
    except KeyboardInterrupt:
        if settings.out is not None:
            say(f"Stopped. The same command continues {settings.out}.")
        raise typer.Exit(130) from None


def home_name(name: str | None) -> str | None:
    """The official full name of --home."""
    if name is None:
        return None
    from tashan.regions import resolve_home

    region = resolve_home(name)
    if region is None:
        fail(f"--home {name} is not the name of one region. Give the full name, as 安徽省宣城市宁国市.")
    return region.name


def day(text: str | None) -> str | None:
    """--published, if it is a day."""
    from tashan.files.reader import is_day

    if text is not None and not is_day(text):
        fail(f"--published {text} is not a day. Write it as 2023-04-10.")
    return text
