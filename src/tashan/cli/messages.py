"""How commands speak: results to standard output, everything else to standard error, errors with what to do."""

from __future__ import annotations

import sys
from typing import NoReturn

import typer


def say(text: str) -> None:
    """Write a message to standard error."""
    typer.echo(text, err=True)


def fail(text: str, *, status: int = 2) -> NoReturn:
    """
    End the command with an error.

    Args:
        text: what happened, where, and what to do.
        status: exit status; 2 for a command that cannot be carried out as given.
    """
    typer.secho(f"Error: {text}", err=True, fg="red" if sys.stderr.isatty() else None)
    raise typer.Exit(status)


def for_people() -> bool:
    """Whether a person looks at standard output, so that tables are the better default."""
    return sys.stdout.isatty()


def chosen(form: str | None, known: tuple[str, ...], default: str) -> str:
    """The form asked for, or the default; an unknown one is an error that lists them."""
    if form is None:
        return default
    if form not in known:
        fail(f"--format {form} is not known. Choose {', '.join(known[:-1])} or {known[-1]}.")
    return form
