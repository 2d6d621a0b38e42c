"""The command line: `tashan COMMAND`, one module a command. What a command needs it imports when it is called."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command that the arguments name; the entry point `tashan`."""
    from tashan.cli.app import application, wanted

    for stream in (sys.stdout, sys.stderr):  # where the locale says ASCII, Chinese still comes out
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    application(wanted(sys.argv[1:]))()
