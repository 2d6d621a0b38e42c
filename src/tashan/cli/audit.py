"""`tashan audit`: check the chain of changes and hand out its head."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from tashan.cli.messages import fail, say
from tashan.cli.serve import DATA

audit = typer.Typer(name="audit", no_args_is_help=True, help="Check the chain of changes, hand out its head.")


@audit.command()
def verify(data: DATA = Path("tashan-data")) -> None:
    """
    Check every link of the chain; exit status 1 names the first that is broken.

    Examples:
    - `tashan audit verify`

    - `tashan audit verify --data /srv/tashan`
    """
    from tashan.web import entry

    try:
        broken = entry.verify_audit(data.absolute())
    except entry.NoSiteError as error:
        fail(str(error))
    if broken:
        fail(
            f"The chain is broken: {broken.reason}. Restore from a backup made before, and ask who had access.",
            status=1,
        )
    say("Every link holds.")


@audit.command()
def head(data: DATA = Path("tashan-data")) -> None:
    """
    Print the head of the chain as JSON: to be published, or signed by another region.

    Examples:
    - `tashan audit head > head.json`
    """
    from tashan.web import entry

    try:
        found = entry.audit_head(data.absolute())
    except entry.NoSiteError as error:
        fail(str(error))
    typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
