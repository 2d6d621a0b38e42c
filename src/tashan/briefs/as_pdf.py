"""A brief as PDF, set by Typst with the faces that pictures use; nothing of the machine's own fonts is taken."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, Final

from tashan.briefs.brief import Block, Brief, Figure, Items, Statement, Table, marks, numbered, words
from tashan.pictures.tokens import LIGHT

if TYPE_CHECKING:
    import typst

_FONTS: Final = "pylopdf_fonts_zh_cn"
_SVG_WIDTH: Final = re.compile(r'<svg[^>]*?\b(?:width="|viewBox="[-\d.]+ [-\d.]+ )([\d.]+)')
_SHORT, _LONG = 8, 40  # characters: up to the first a cell does not break, beyond the second a column grows no wider
_UPRIGHT: Final = 8  # columns of a table that an upright page takes
_PAGE_WIDTH: Final = 448  # points between the margins


class SettingError(Exception):
    """A document could not be set; the message says why."""


def pdf(brief: Brief) -> bytes:
    """
    Set a brief as PDF on A4, with marks that lead to their sources.

    Raises:
        SettingError: the typesetter refused; the brief can still be written in another form.
    """
    return typeset("brief.typ", {"brief": json.dumps(_data(brief), ensure_ascii=False)})


def typeset(template: str, inputs: dict[str, str]) -> bytes:
    """
    Set one of the templates in `assets` with the data it asks for.

    Raises:
        SettingError: the typesetter refused.
    """
    import typst

    source = files("tashan.briefs").joinpath("assets", template).read_bytes()
    try:
        made = typst.compile(source, font_paths=_faces(), sys_inputs=inputs)
    except RuntimeError as error:
        raise SettingError(f"The PDF could not be set ({error}). Take Word or HTML instead.") from error
    if not isinstance(made, bytes):  # a template never gives several files
        raise SettingError(f"{template} gave no PDF.")
    return made


@cache
def _faces() -> typst.Fonts:
    """The faces of the fonts' package and no others, read once."""
    import typst

    with as_file(files(_FONTS)) as fonts:
        return typst.Fonts(include_system_fonts=False, font_paths=[str(fonts)])


def _data(brief: Brief) -> dict[str, Any]:
    numbers, frame = numbered(brief), words(brief.language)
    return {
        "title": brief.title,
        "lang": brief.language,
        "lead": [_run(each, numbers) for each in brief.lead],
        "facts": brief.facts,
        "sections": [
            {"heading": section.heading, "blocks": [_block(each, numbers) for each in section.blocks]}
            for section in brief.sections
        ],
        "method": [_run(each, numbers) for each in brief.method],
        "sources": list(numbers),
        "words": frame,
        "page": frame["page"],
        "wide": any(
            isinstance(block, Table) and len(block.columns) > _UPRIGHT
            for section in brief.sections
            for block in section.blocks
        ),
        "made": frame["made"],
        "colours": {"jade": LIGHT["jade"], "soft": LIGHT["ink-3"], "rule": LIGHT["rule"]},
    }


def _run(statement: Statement, numbers: dict[str, int]) -> dict[str, Any]:
    return {"text": statement.text, "marks": marks(statement, numbers)}


def _block(block: Block, numbers: dict[str, int]) -> dict[str, Any]:
    if isinstance(block, Figure):
        width = _SVG_WIDTH.search(block.svg)
        return {
            "kind": "figure",
            "svg": block.svg,
            "caption": block.caption,
            "described": block.described,
            "width": min(float(width[1]) * 0.75 if width else _PAGE_WIDTH, _PAGE_WIDTH),
        }
    if isinstance(block, Table):
        return {
            "kind": "table",
            "label": block.label,
            "columns": block.columns,
            "rows": [[_run(cell, numbers) for cell in row] for row in block.rows],
            "numbers": sorted(block.numbers),
            "widths": _widths(block),
        }
    kind = "items" if isinstance(block, Items) else "paragraph"
    return {"kind": kind, "label": block.label, "runs": [_run(each, numbers) for each in block.statements]}


def _widths(table: Table) -> list[int]:
    """Widths of the columns in proportion to what stands in them; 0 for those that are as wide as their text."""
    longest = [
        max([len(name), *(len(row[place].text) for row in table.rows)]) for place, name in enumerate(table.columns)
    ]
    return [0 if length <= _SHORT else min(length, _LONG) for length in longest]
