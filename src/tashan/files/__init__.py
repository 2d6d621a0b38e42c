"""Opens and writes: documents from files, folders and JSON Lines; readings to JSON Lines, JSON, Parquet and tables."""

from __future__ import annotations

from tashan.files.inputs import InputError, Inputs, Item, find_inputs
from tashan.files.output import Output, OutputError, RunKey, open_output
from tashan.files.reader import ReadOptions, crashed_row, read_item, read_text, warm_up

__all__ = [
    "InputError",
    "Inputs",
    "Item",
    "Output",
    "OutputError",
    "ReadOptions",
    "RunKey",
    "crashed_row",
    "find_inputs",
    "open_output",
    "read_item",
    "read_text",
    "warm_up",
]
