"""`tashan manage`: a management command of the site's framework, for whoever runs it."""

from __future__ import annotations

from pathlib import Path

import typer  # noqa: TC002 - read at run time

from tashan.cli.serve import DATA


def manage(context: typer.Context, data: DATA = Path("tashan-data")) -> None:
    """
    Run a management command of Django on the data folder.

    Examples:
    - `tashan manage --data /srv/tashan migrate`

    - `tashan manage shell`
    """
    from tashan.web import entry

    entry.manage(data.absolute(), context.args)
