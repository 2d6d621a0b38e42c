"""PDF to text, page by page."""

from __future__ import annotations

import io
import logging

from tashan.records.parts import Problem

LEAST_CHARACTERS = 10
"""A PDF with fewer letters than this on all its pages together is taken for scanned pictures."""


def pdf_text(data: bytes, name: str) -> tuple[str | None, tuple[Problem, ...]]:
    """
    The text of a PDF.

    Returns:
        The text of the pages, joined by line breaks; or None with `format_unsupported` (pictures only, with the
        remedy), `pdf_encrypted` or `pdf_damaged`. Single pages that cannot be read are named in `pdf_damaged`.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # damage is told as a problem, not on standard error
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return None, (_encrypted(name),)
        count = len(reader.pages)
    except (FileNotDecryptedError, DependencyError):
        return None, (_encrypted(name),)
    except Exception as error:  # noqa: BLE001 - a damaged file may fail anywhere, with any error
        return None, (_damaged(name, error),)
    texts: list[str] = []
    bad: list[int] = []
    for number in range(count):
        try:
            texts.append(reader.pages[number].extract_text())
        except Exception:  # noqa: BLE001 - the same; the other pages go on
            bad.append(number + 1)
    text = "\n".join(texts).encode("utf-8", "replace").decode("utf-8")  # lone surrogates of broken fonts
    if sum(map(str.isalnum, text)) < LEAST_CHARACTERS:
        if bad:
            return None, (_damaged(name, ValueError(f"pages {bad[0]} to {bad[-1]}")),)
        message = (
            f"{name} is a PDF of {count} pages without text, probably scanned. Run text recognition (OCR) over it and "
            "give the searchable PDF or the text."
        )
        return None, (Problem("format_unsupported", message),)
    if bad:
        pages = ", ".join(map(str, bad[:10]))
        message = f"{name}: {len(bad)} of {count} pages could not be read ({pages}). Save the PDF again."
        return text, (Problem("pdf_damaged", message),)
    return text, ()


def _encrypted(name: str) -> Problem:
    message = f"{name} is a PDF that opens only with a password. Save a copy without one."
    return Problem("pdf_encrypted", message)


def _damaged(name: str, error: Exception) -> Problem:
    message = (
        f"{name} is a PDF that is damaged or was not written to its end ({type(error).__name__}). "
        "Open it in a PDF program and save it again, or get a complete copy."
    )
    return Problem("pdf_damaged", message)
