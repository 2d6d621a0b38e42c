"""
What to do on the page instead of what an option of a command does.

The rooms below the site name the options of commands in what they advise (`Give --unit, or write it in the heading.`).
A page has none: it says where the same is told here. Every sentence of theirs that names an option or a command stands
in this table; a test finds those that do not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

OPTIONS: Final[Mapping[str, str]] = {
    "Give --home.": "Fill in the region in the record.",
    "Name an indicator of population (--weights).": "Choose an indicator of population as weight.",
    "Name them (--groups COLUMN, or clusters).": "Choose a grouping.",
    "or leave it out (--regions).": "or leave it out.",
    "Name one (--variable).": "Choose one.",
    "Name the indicator (--weights GDP).": "Choose an indicator of output, such as GDP.",
    "Say which release it is (--vintage),": "Say which release it is when you upload,",
    "Give --unit, or write it in the heading.": "Write it in the heading, or give it when you upload.",
    "or --year for the whole table.": "or the year of the whole table when you upload.",
    "Give --indicator, or head the column.": "Head the column, or name the indicator when you upload.",
    "or choose regions (--cluster).": "or choose one level when you upload.",
    "give --indicator or --year.": "give the indicator or the year when you upload.",
    "or give --level.": "or choose the level when you upload.",
    "or see with `tashan panel load` what there is.": "or look at the page of the table for what there is.",
    "`tashan regions NAME` gives the code of a name.": "The page of a region shows its code.",
    "Give a file that `tashan statement` wrote.": "Give a statement as it was issued.",
    "`tashan panel check` lists the gaps.": "The page of the table lists the gaps.",
}
"""What the rooms say, and what a page says instead."""


def on_a_page(message: str) -> str:
    """A message of the rooms as it is right on a page: no option of a command, but where the same is told here."""
    for option, instead in OPTIONS.items():
        message = message.replace(option, instead)
    return message


__all__ = ["OPTIONS", "on_a_page"]
