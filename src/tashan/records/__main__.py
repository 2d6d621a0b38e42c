"""`python -m tashan.records manual` prints docs/records.md, `… schema` the package's schema.json."""

from __future__ import annotations

import sys

from tashan.records.manual import manual
from tashan.records.schema import schema_text


def main(arguments: list[str]) -> int:
    """Print what is asked for; 2 where it is neither `manual` nor `schema`."""
    writers = {"manual": manual, "schema": schema_text}
    if len(arguments) != 1 or arguments[0] not in writers:
        sys.stderr.write("Say what to print: python -m tashan.records manual|schema\n")
        return 2
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(writers[arguments[0]]())
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
