"""The commands put together, and what holds for all of them; only those that are asked for are loaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from tashan import __version__

GROUPS: Final = {
    "Read": ("read", "reconcile", "regions", "demo"),
    "Learn": ("network", "plan", "practices"),
    "Measure": ("panel", "index", "diagnose"),
    "Govern": ("roster", "matters", "clashes", "fade-out"),
    "Share": ("split", "statement", "replay", "game", "fund", "carbon", "industry", "match"),
    "The site": ("serve", "backup", "restore", "audit", "manage"),
}
"""Every command below its heading, in the order of the help; each is a module of this room with a function or group of its name."""

COMMANDS: Final = tuple(name for names in GROUPS.values() for name in names)

_SETTINGS: Final[dict[str, dict[str, Any]]] = {"manage": {"allow_extra_args": True, "ignore_unknown_options": True}}


class _Ordered(TyperGroup):
    """Commands and groups of commands in one order; typer itself puts groups last."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - as typer calls it
        """The names in the order of the help."""
        return [name for name in COMMANDS if name in self.commands]


def application(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The program with some of its commands; loading only what is asked for keeps start-up short."""
    made = typer.Typer(
        name="tashan",
        cls=_Ordered,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="markdown",
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    made.callback()(tashan)
    headings = {name: heading for heading, under in GROUPS.items() for name in under}
    for name in names:
        own = name.replace("-", "_")
        command = getattr(import_module(f"tashan.cli.{own}"), own)
        if isinstance(command, typer.Typer):
            made.add_typer(command, name=name, rich_help_panel=headings[name])
        else:
            made.command(name, context_settings=_SETTINGS.get(name), rich_help_panel=headings[name])(command)
    return made


def wanted(arguments: Sequence[str]) -> tuple[str, ...]:
    """The commands that arguments need: the one they name, none for the version, else all, for the help."""
    first = arguments[0] if arguments else ""
    if first in COMMANDS:
        return (first,)
    return () if first == "--version" else COMMANDS


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"tashan {__version__}")
        raise typer.Exit


def tashan(
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """
    Tashan (他山) reads how regions cooperate: documents become records that quote their source.

    Start with `tashan read FOLDER --out records.jsonl`, or look at the result on a page with `tashan demo`.
    """


def __getattr__(name: str) -> typer.Typer:
    """`app` is the program with all its commands, put together when it is asked for."""
    if name == "app":
        return application()
    raise AttributeError(name)
