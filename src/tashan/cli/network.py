"""`tashan network`: measures, kinds of city, why regions visit each other, and what came of it."""

from __future__ import annotations

import typer

from tashan.cli.network_followed import outcomes, types
from tashan.cli.network_models import ergm, gravity, mrqap, qap
from tashan.cli.network_shown import export, kinds, measures

network = typer.Typer(no_args_is_help=True, help="Networks of visits: measures, kinds of city, and why.")

for command in (measures, kinds, qap, mrqap, gravity, ergm, outcomes, types, export):
    network.command()(command)
