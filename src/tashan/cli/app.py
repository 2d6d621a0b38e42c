"""The commands put together, and what holds for all of them."""

from __future__ import annotations

from typing import Annotated

import typer

from tashan import __version__
from tashan.cli.audit import audit
from tashan.cli.backup import backup
from tashan.cli.carbon import carbon
from tashan.cli.clashes import clashes
from tashan.cli.demo import demo
from tashan.cli.diagnose import diagnose
from tashan.cli.fade_out import fade_out
from tashan.cli.fund import fund
from tashan.cli.game import game
from tashan.cli.index import index
from tashan.cli.industry import industry
from tashan.cli.manage import manage
from tashan.cli.match import match
from tashan.cli.matters import matters
from tashan.cli.network import network
from tashan.cli.panel import panel
from tashan.cli.plan import plan
from tashan.cli.read import read
from tashan.cli.reconcile import reconcile
from tashan.cli.regions import regions
from tashan.cli.replay import replay
from tashan.cli.restore import restore
from tashan.cli.roster import roster
from tashan.cli.serve import serve
from tashan.cli.split import split
from tashan.cli.statement import statement

app = typer.Typer(
    name="tashan",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command()(read)
app.command()(reconcile)
app.command()(regions)
app.command()(demo)
app.command()(split)
app.command()(statement)
app.command()(replay)
app.command()(game)
app.command()(fund)
app.command()(carbon)
app.command()(industry)
app.command()(match)
app.add_typer(panel, name="panel")
app.command()(index)
app.command()(diagnose)
app.add_typer(network, name="network")
app.command()(plan)
app.command()(serve)
app.add_typer(audit, name="audit")
app.command()(backup)
app.command()(restore)
app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(manage)
app.command()(roster)
app.command()(matters)
app.command()(fade_out)
app.command()(clashes)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"tashan {__version__}")
        raise typer.Exit


@app.callback()
def tashan(
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """
    Tashan (他山) reads how regions cooperate: documents become records that quote their source.

    Start with `tashan read FOLDER --out records.jsonl`, or look at the result on a page with `tashan demo`.
    """
