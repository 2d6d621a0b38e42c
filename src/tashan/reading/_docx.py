"""Word documents to text: paragraphs, tables, text boxes, headers and footers, in page order."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from tashan.records.parts import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

UNPACKED_LIMIT = 200_000_000
"""Bytes that the parts of a document with text may unpack to: beyond it the file is a zip bomb, or no document."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH, _CELL, _ROW = _W + "p", _W + "tc", _W + "tr"
_CHARACTERS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}


def docx_text(data: bytes, name: str) -> tuple[str | None, tuple[Problem, ...]]:
    """
    The text of a Word document.

    Returns:
        One line a paragraph, one line a table row with tabs between its cells, headers first, footers last; or None
        with `docx_damaged` (broken zip or XML) or `too_large` (a zip bomb).
    """
    from docx import Document

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            unpacked = sum(part.file_size for part in package.infolist() if part.filename.endswith((".xml", ".rels")))
        if unpacked > UNPACKED_LIMIT:
            return None, (_bomb(name, unpacked),)
        document = Document(io.BytesIO(data))
        lines = list(_lines(document))
    except (KeyboardInterrupt, SystemExit):
        raise
    except Exception as error:  # noqa: BLE001 - a damaged file may fail anywhere in zip, XML or package
        message = (
            f"{name} is a Word document that is damaged or was not written to its end ({type(error).__name__}). "
            "Open it in Word or WPS, let it be repaired and save it again."
        )
        return None, (Problem("docx_damaged", message),)
    return "\n".join(lines), ()


def _bomb(name: str, unpacked: int) -> Problem:
    message = (
        f"{name} unpacks to {unpacked:,} bytes of text; a document may have {UNPACKED_LIMIT:,}. "
        "Open it in Word or WPS, split it and save the parts."
    )
    return Problem("too_large", message)


def _lines(document: Any) -> Iterator[str]:
    """Lines of the headers, the body and the footers; a header that sections share comes once."""
    seen: set[str] = set()
    for part in ("header", "first_page_header"):
        yield from _margins(document, part, seen)
    yield from _blocks(document.element.body)
    for part in ("first_page_footer", "footer"):
        yield from _margins(document, part, seen)


def _margins(document: Any, part: str, seen: set[str]) -> Iterator[str]:
    """Lines of the headers or footers of all sections that have one of their own."""
    for section in document.sections:
        margin = getattr(section, part)
        if margin.is_linked_to_previous:
            continue
        for line in _blocks(margin._element):  # noqa: SLF001 - python-docx has no public way to the element
            if line.strip() and line not in seen:
                seen.add(line)
                yield line


def _blocks(root: Any) -> Iterator[str]:
    """One line a paragraph outside tables, one a table row; a stack instead of recursion, so depth does not matter."""
    stack = [iter(root)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag == _PARAGRAPH:
            yield _text(element)
            stack.append(iter(_boxes(element)))
        elif element.tag == _ROW:
            cells = (cell for cell in element.iter(_CELL) if next(cell.iterancestors(_ROW)) is element)
            yield "\t".join(map(_cell, cells))
        elif isinstance(element.tag, str):
            stack.append(iter(element))


def _cell(cell: Any) -> str:
    return " ".join(filter(None, (_text(paragraph).strip() for paragraph in cell.iter(_PARAGRAPH))))


def _text(paragraph: Any) -> str:
    """The characters of a paragraph, without those of text boxes anchored in it and without deleted ones."""
    elements = paragraph.iter(_W + "t", *_CHARACTERS)
    return "".join(
        _CHARACTERS.get(element.tag) or element.text or ""
        for element in elements
        if next(element.iterancestors(_PARAGRAPH)) is paragraph
    )


def _boxes(paragraph: Any) -> list[Any]:
    """Paragraphs of the text boxes anchored in a paragraph, without the copies kept for old programs."""
    inner = (box for box in paragraph.iter(_PARAGRAPH) if box is not paragraph)
    return [
        box
        for box in inner
        if next(box.iterancestors(_PARAGRAPH)) is paragraph and next(box.iterancestors(_FALLBACK), None) is None
    ]
