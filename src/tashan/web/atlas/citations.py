"""
Ready citations of everything that has an address: GB/T 7714-2015, BibTeX and RIS.

Pure: what is cited and the day of access come in as arguments.

Source: GB/T 7714-2015《信息与文献 参考文献著录规则》8.8 (electronic resources: author, title [type/carrier], date of
publication, date of access in brackets, address).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

SITE: Final = "他山 Tashan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """
    What is cited.

    Attributes:
        key: what tells it from all others; the key of its BibTeX entry is made of it.
        title: in the language of the thing itself.
        author: who is responsible for it.
        publisher: where it was published; empty for pages of this site, whose author publishes them.
        published: YYYY, YYYY-MM, YYYY-MM-DD or empty.
        changed: the day on which a page of this site last changed, YYYY-MM-DD or empty.
        accessed: the day on which it was read, YYYY-MM-DD.
        address: its stable address.
        kind: `page` of this site, `document`, or `data`.
    """

    key: str
    title: str
    accessed: str
    address: str
    author: str = SITE
    publisher: str = ""
    published: str = ""
    changed: str = ""
    kind: str = "page"


_TYPES: Final = {"page": "DB/OL", "document": "EB/OL", "data": "DS/OL"}


def gbt(thing: Cited) -> str:
    """The citation by GB/T 7714-2015: 他山 Tashan. 江苏 → 上海考察学习[DB/OL]. (2026-11-20)[2026-11-22]. https://…."""
    source = f"{thing.publisher}, " if thing.publisher else ""
    dated = f"{source}{thing.published}" if thing.published else source.rstrip(", ")
    changed = f"({thing.changed})" if thing.changed else ""
    when = f"{dated}{changed}[{thing.accessed}]"
    author = f"{thing.author}. " if thing.author else ""
    return f"{author}{thing.title}[{_TYPES[thing.kind]}]. {when}. {thing.address}."


def bibtex(thing: Cited) -> str:
    """The citation as an entry of BibTeX; braces keep capitals, and what TeX takes as a command is escaped."""
    fields = {
        "author": f"{{{_tex(thing.author)}}}" if thing.author else "",
        "title": f"{{{_tex(thing.title)}}}",
        "publisher": _tex(thing.publisher),
        "year": (thing.published or thing.changed)[:4],
        "date": thing.published or thing.changed,
        "url": thing.address,
        "urldate": thing.accessed,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    kind = "dataset" if thing.kind == "data" else "online"
    return "\n".join([f"@{kind}{{tashan-{_key(thing.key)},", *lines, "}"])


def ris(thing: Cited) -> str:
    """The citation as a record of RIS, lines ended by CR LF as its readers expect."""
    date = thing.published or thing.changed
    parts = [*date.split("-"), "", ""][:3] if date else []
    rows = [
        ("TY", {"data": "DATA", "document": "NEWS", "page": "ELEC"}[thing.kind]),
        ("AU", thing.author),
        ("TI", thing.title),
        ("PB", thing.publisher),
        ("PY", date[:4]),
        ("DA", f"{'/'.join(parts)}/" if parts else ""),
        ("Y2", f"{thing.accessed.replace('-', '/')}/"),
        ("UR", thing.address),
        ("ID", f"tashan-{_key(thing.key)}"),
    ]
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in rows if value) + "ER  - \r\n"


_TEX: Final = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip


def _tex(text: str) -> str:
    return _one_line(text).translate(_TEX)


def _key(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z]+", "-", text).strip("-") or "thing"


def _one_line(text: str) -> str:
    return " ".join(text.split())
