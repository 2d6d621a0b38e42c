"""
Files to text: what a file is by its content, and its text with every date that stands on the page.

`to_text` is the door. It never raises: what cannot be read is a `Problem` that says what to do. Each format has a
module of its own below it, imported only when such a file comes.
"""

from __future__ import annotations

import re
from typing import Literal

from tashan.reading.decode import decode, likeness, noise
from tashan.records.parts import Problem

TEXT_LIMIT = 20_000_000
"""Bytes of a text or HTML file, and characters of any document: about a hundred books. A larger one is `too_large`."""

PACKAGE_LIMIT = 200_000_000
"""Bytes of a .docx or .pdf file, most of which are pictures."""

DEEPEST_NESTING = 100
"""Brackets inside brackets up to which a text counts as prose."""

LONGEST_STRETCH = 10_000
"""Characters without a line break or the end of a sentence up to which a text counts as prose; more is passed over."""

Kind = Literal["empty", "text", "html", "docx", "pdf", "unsupported"]

_SIGNATURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"RIFF", "a picture, sound or video"),
    (b"ID3", "a sound file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet table"),
)
_OFFICE = {
    "doc": "a Word document of the old binary format",
    "wps": "a WPS document",
    "wpt": "a WPS document",
    "xls": "a spreadsheet",
    "et": "a WPS spreadsheet",
    "ppt": "a presentation",
    "dps": "a WPS presentation",
    "docx": "an encrypted Word document",
}
_REMEDIES = {
    "picture": "Run text recognition (OCR) over it and give the text as .txt, .docx or a searchable .pdf.",
    "document": "Open it in Word, WPS or LibreOffice and save it as .docx or .pdf.",
    "spreadsheet": "Save the sheet with the texts as .jsonl, one document a line.",
    "archive": "Unpack it and give the folder as INPUT.",
    "other": "Give the document as .txt, .md, .html, .docx, .pdf or .jsonl.",
}
_HTML_HEAD = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_HTML_TAG = re.compile(r"<(?:p|div|br|table|span|h[1-6]|meta|title|article)\b[^>]*>", re.IGNORECASE)
_BRACKET = re.compile(r"[(\[{（［｛【〔「『《〈<]|[)\]}）］｝】〕」』》〉>]")
_OPENING = frozenset("([{（［｛【〔「『《〈<")
_STRETCH_END = re.compile(r"[\n\r。！？!?；;．.]")


def to_text(data: bytes, name: str) -> tuple[str | None, tuple[Problem, ...]]:
    """
    The text of a file.

    Args:
        data: the whole file.
        name: its name; the suffix decides only where the content does not.

    Returns:
        The decoded text that all offsets refer to (for .html, .docx and .pdf: what is to be read, in page order), or
        None where there is none; and the problems met: `empty`, `binary`, `too_large`, `format_unsupported` (also a
        PDF without text), `docx_damaged`, `pdf_damaged`, `pdf_encrypted`, `html_damaged`, `encoding_damaged`,
        `nesting_deep`, `line_endless`. Only the last three (and a PDF with some unreadable pages) leave a text.
    """
    kind, remark = kind_of(data, name)
    if kind == "empty":
        return None, (Problem("empty", f"{name} is empty. Give the file again once it is complete."),)
    if kind == "unsupported":
        return None, (Problem("format_unsupported", remark),)
    limit = PACKAGE_LIMIT if kind in ("docx", "pdf") else TEXT_LIMIT
    if len(data) > limit:
        return None, (too_large(name, len(data), limit),)
    text, problems = _TEXT_OF[kind](data, name)
    if text is None:
        return None, problems
    if not text.strip():
        return None, (*problems, Problem("empty", f"{name} holds no text. Give the file again once it is complete."))
    if len(text) > TEXT_LIMIT:
        return None, (*problems, too_large(name, len(text), TEXT_LIMIT))
    return text, (*problems, *oddities(text))


def too_large(name: str, size: int, limit: int) -> Problem:
    """The problem of a file beyond the limit."""
    message = (
        f"{name} has {size:,} bytes or characters; a document may have {limit:,}. "
        "Split it into one file a document, or into .jsonl with one document a line."
    )
    return Problem("too_large", message)


def kind_of(data: bytes, name: str) -> tuple[Kind, str]:
    """
    What a file is, by its content first.

    Returns:
        The kind, and for an unsupported one the message with its remedy.
    """
    head = data[:2048]
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    if not head.strip(b"\x00 \t\r\n") and not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        return "empty", ""
    if b"%PDF-" in head[:1024]:
        return "pdf", ""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(data, name, suffix)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        what = _OFFICE.get(suffix, "an office document of the old binary format")
        return "unsupported", _unsupported(name, what, "spreadsheet" if suffix in ("xls", "et") else "document")
    for signature, what in _SIGNATURES:
        if head.startswith(signature) and (len(signature) > 2 or noise(decode(head).text) > 0.02):
            return "unsupported", _unsupported(name, what, _remedy_for(what))
    if head[4:8] == b"ftyp":
        return "unsupported", _unsupported(name, "a video or picture", "picture")
    page = suffix in ("html", "htm", "xhtml", "shtml") or (b"<" in head and _looks_html(head))
    return ("html" if page else "text"), ""


def oddities(text: str) -> tuple[Problem, ...]:
    """
    What makes a text unlike prose: endless lines (see `readable`) and brackets without end.

    Returns:
        `line_endless` and `nesting_deep` with their first place.
    """
    return (*_endless(text), *_nested(text))


def readable(text: str) -> str:
    """
    The text with every endless stretch blanked, of the same length, so that offsets stay.

    Grammars read sentence by sentence, and no sentence is as long as that: what stands there is a table, a dump or
    noise, and takes time without end.
    """
    pieces, last = [], 0
    for start, end in _stretches(text):
        pieces += [text[last:start], "\n" * (end - start)]
        last = end
    return "".join([*pieces, text[last:]]) if pieces else text


def _stretches(text: str) -> list[tuple[int, int]]:
    """Where a text runs on without a line break or the end of a sentence for longer than prose does."""
    if len(text) <= LONGEST_STRETCH:
        return []
    ends = [match.start() for match in _STRETCH_END.finditer(text)]
    starts = [0, *(end + 1 for end in ends)]
    return [(a, b) for a, b in zip(starts, [*ends, len(text)], strict=True) if b - a > LONGEST_STRETCH]


def _endless(text: str) -> tuple[Problem, ...]:
    """The first endless stretch, and how many there are."""
    stretches = _stretches(text)
    if not stretches:
        return ()
    start, end = stretches[0]
    more = f" There are {len(stretches) - 1} more such places." if len(stretches) > 1 else ""
    message = (
        f"From character {start} on, {end - start:,} characters have no line break and no end of a sentence; they were "
        f"passed over.{more} Give the text with its paragraphs."
    )
    return (Problem("line_endless", message, start, end),)


def _nested(text: str) -> tuple[Problem, ...]:
    if sum(map(text.count, _OPENING)) <= DEEPEST_NESTING:
        return ()
    depth = 0
    for match in _BRACKET.finditer(text):
        depth = depth + 1 if match[0] in _OPENING else max(0, depth - 1)
        if depth > DEEPEST_NESTING:
            place = match.start()
            message = (
                f"More than {DEEPEST_NESTING} brackets are open at character {place}, so this is hardly prose. "
                "Check the file; what stands there may be missed."
            )
            return (Problem("nesting_deep", message, place, place + 1),)
    return ()


def _looks_html(head: bytes) -> bool:
    text = decode(head).text
    return bool(_HTML_HEAD.match(text)) or len(_HTML_TAG.findall(text)) >= 3


def _kind_of_zip(data: bytes, name: str, suffix: str) -> tuple[Kind, str]:
    """A zip file is a Word document, another office document, or an archive."""
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, UnicodeDecodeError, NotImplementedError):
        members = set()
        if suffix not in ("docx", "docm", "ofd", "xlsx", "pptx", "zip", "odt", "epub"):
            return "unsupported", _unsupported(name, "a damaged archive", "archive")
    if "word/document.xml" in members or (suffix in ("docx", "docm") and not members):
        return "docx", ""
    if "OFD.xml" in members or suffix == "ofd":
        return "unsupported", _unsupported(name, "an OFD document", "document")
    if any(member.startswith("xl/") for member in members) or suffix == "xlsx":
        return "unsupported", _unsupported(name, "a spreadsheet", "spreadsheet")
    if suffix in ("docx", "docm"):
        return "docx", ""
    if any(member.startswith("ppt/") for member in members) or suffix in ("pptx", "odt", "epub"):
        return "unsupported", _unsupported(name, "an office document of another kind", "document")
    return "unsupported", _unsupported(name, "a zip archive", "archive")


def _remedy_for(what: str) -> str:
    for word in ("picture", "archive", "document"):
        if word in what:
            return word
    return "other"


def _unsupported(name: str, what: str, remedy: str) -> str:
    return f"{name} is {what}, which cannot be read. {_REMEDIES[remedy]}"


def _plain(data: bytes, name: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Text and Markdown, as they stand."""
    decoded = decode(data)
    sample = decoded.text[:60_000]
    if noise(sample.rstrip("\x00")) > 0.05 and likeness(sample) < 0.5:
        message = (
            f"{name} holds bytes that are no text in any encoding used for Chinese or English. {_REMEDIES['other']}"
        )
        return None, (Problem("binary", message),)
    return decoded.text, decoded.problems


def _html(data: bytes, name: str) -> tuple[str | None, tuple[Problem, ...]]:
    page, problems = _plain(data, name)
    if page is None:
        return None, problems
    from tashan.reading._html import html_text

    text, more = html_text(page, name)
    return text, (*problems, *more)


def _docx(data: bytes, name: str) -> tuple[str | None, tuple[Problem, ...]]:
    from tashan.reading._docx import docx_text

    return docx_text(data, name)


def _pdf(data: bytes, name: str) -> tuple[str | None, tuple[Problem, ...]]:
    from tashan.reading._pdf import pdf_text

    return pdf_text(data, name)


_TEXT_OF = {"text": _plain, "html": _html, "docx": _docx, "pdf": _pdf}
