"""Imported once by the process from which workers of in-process commands are forked: what readers load is there."""

from __future__ import annotations

from tests.cli.commands import ENGLISH, TRADITIONAL, VISIT

from tashan.files import warm_up
from tashan.reading import read
from tashan.reading.formats import to_text

warm_up()
to_text(f"<html><body><p>{VISIT}</p></body></html>".encode(), "a.html")
for text in (VISIT, TRADITIONAL, ENGLISH):
    read(text, id="loaded")
