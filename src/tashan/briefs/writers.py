"""The forms in which a brief can be passed on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from tashan.briefs.as_html import html
from tashan.briefs.as_markdown import markdown
from tashan.briefs.as_pdf import pdf
from tashan.briefs.as_word import word
from tashan.briefs.brief import Brief

WRITERS: Final[Mapping[str, Callable[[Brief], bytes]]] = {
    "docx": word,
    "pdf": pdf,
    "html": lambda brief: html(brief).encode(),
    "md": lambda brief: markdown(brief).encode(),
}
"""A brief as bytes, by the ending of the file."""
