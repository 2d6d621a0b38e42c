"""
What people bring: files, zip archives, spreadsheets of links with pasted text; each becomes a document or a refusal.

Nothing here trusts what it is given: a zip is looked at before it is opened, and no name of it becomes a path.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Final

from tashan.reading.formats import kind_of
from tashan.web.archive.sheets import SheetError, read_sheet
from tashan.web.pages.words import Told, told

MOST_FILES: Final = 2_000
"""Files of one upload, those in zip archives included."""
LARGEST_FILE: Final = 50 * 2**20
LARGEST_TOGETHER: Final = 500 * 2**20
GREATEST_RATIO: Final = 200
"""How much larger than its packed form a member of a zip may be; text packs to a tenth, a bomb to a thousandth."""

_SHEETS: Final = ("csv", "xlsx", "jsonl")
_COLUMNS: Final = {
    "title": ("title", "标题", "题名"),
    "url": ("url", "link", "网址", "链接"),
    "publisher": ("publisher", "source", "发布者", "来源", "媒体"),
    "published": ("published", "date", "发布日期", "日期"),
    "text": ("text", "正文", "全文", "内容"),
    "licence": ("licence", "license", "许可", "授权"),
}
_FORMULA: Final = ("=", "@", "+")


@dataclass(frozen=True, slots=True)
class Part:
    """One document that was brought: its name, its bytes or pasted text, and what is said about it."""

    name: str
    data: bytes | None = None
    text: str | None = None
    source: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that was brought and cannot be taken, and why; the rest goes on."""

    name: str
    message: Told


def parts_of(name: str, data: bytes, *, budget: int = MOST_FILES) -> Iterator[Part | Refusal]:
    """
    The documents in a file that a person brought.

    Args:
        name: its name.
        data: its bytes.
        budget: how many files may still come.
    """
    name = PurePosixPath(name.replace("\\", "/")).name or told("未命名", "unnamed")
    suffix = PurePosixPath(name).suffix.lower().lstrip(".")
    if len(data) > LARGEST_FILE and suffix != "zip":
        yield Refusal(name, too_big(name))
    elif suffix in _SHEETS:
        yield from _rows(name, data)
    elif suffix == "zip" or (data.startswith(b"PK\x03\x04") and kind_of(data, name)[0] != "docx" and suffix == ""):
        yield from _members(name, data, budget)
    else:
        yield _file(name, data)


def _file(name: str, data: bytes) -> Part | Refusal:
    if bomb := _package_bomb(name, data):
        return Refusal(name, bomb)
    kind, remark = kind_of(data, name)
    if kind == "empty":
        return Refusal(name, told("“{name}”是空的。", "“{name}” is empty.", name=name))
    if kind == "unsupported":
        zh = "“{name}”的格式读不了。请给出 .txt、.md、.html、.docx、.pdf；图片和扫描件请先做文字识别（OCR），旧版 .doc 或 .wps 请另存为 .docx。"
        return Refusal(name, told(zh, "{remark}", name=name, remark=remark))
    return Part(name, data)


def too_big(name: str) -> Told:
    """What to say of a file beyond the limit."""
    return told(
        "“{name}”超过 {n} MB。请拆成一文一件。",
        "“{name}” is larger than {n} MB. Split it into one file a document.",
        name=name,
        n=LARGEST_FILE // 2**20,
    )


def _package_bomb(name: str, data: bytes) -> Told | None:
    """Why a .docx or .xlsx, which is a zip itself, is not opened."""
    if not data.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return None  # damaged: its reader says so
    return _bomb(name, members)


def _bomb(name: str, members: list[zipfile.ZipInfo]) -> Told | None:
    total = sum(member.file_size for member in members)
    worst = max(
        (member.file_size / max(1, member.compress_size) for member in members if member.file_size > 2**20), default=0
    )
    if total > LARGEST_TOGETHER or worst > GREATEST_RATIO:
        return told(
            "“{name}”解开后过大（{n} MB），疑似压缩炸弹，没有打开。",
            "“{name}” would unpack to {n} MB, like a zip bomb; it was not opened.",
            name=name,
            n=f"{total / 2**20:,.0f}",
        )
    return None


def _members(name: str, data: bytes, budget: int) -> Iterator[Part | Refusal]:
    """The files of a zip archive, each only after its own look."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        yield Refusal(
            name,
            told(
                "“{name}”已损坏，打不开。请重新压缩。",
                "“{name}” is damaged and cannot be opened. Pack it anew.",
                name=name,
            ),
        )
        return
    with archive:
        members = [member for member in archive.infolist() if not member.is_dir() and not _is_litter(member.filename)]
        if bomb := _bomb(name, members):
            yield Refusal(name, bomb)
            return
        if len(members) > budget:
            yield Refusal(
                name,
                told(
                    "“{name}”有 {n} 个文件，一次最多 {most} 个。请分几次上传。",
                    "“{name}” holds {n} files; one upload may have {most}. Bring them in several.",
                    name=name,
                    n=len(members),
                    most=budget,
                ),
            )
            return
        for member in members:
            yield from _member(archive, member)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[Part | Refusal]:
    path = _name_of(member)
    pure = PurePosixPath(path.replace("\\", "/"))
    if pure.is_absolute() or ".." in pure.parts or ":" in pure.parts[0]:
        yield Refusal(
            path,
            told(
                "“{name}”的路径指向压缩包之外，没有打开。",
                "“{name}” points outside the archive; it was not opened.",
                name=path,
            ),
        )
    elif member.flag_bits & 1:
        yield Refusal(path, told("“{name}”已加密，打不开。", "“{name}” is encrypted.", name=path))
    elif member.file_size > LARGEST_FILE:
        yield Refusal(path, too_big(path))
    elif pure.suffix.lower() == ".zip":
        yield Refusal(
            path,
            told(
                "“{name}”是压缩包里的压缩包，请先解开。",
                "“{name}” is an archive inside an archive; unpack it first.",
                name=path,
            ),
        )
    else:
        try:
            with archive.open(member) as stream:
                data = stream.read(member.file_size + 1)
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
            yield Refusal(path, told("“{name}”已损坏，打不开。", "“{name}” is damaged.", name=path))
            return
        if len(data) > member.file_size:
            yield Refusal(
                path,
                told(
                    "“{name}”比它声称的大，没有打开。",
                    "“{name}” is larger than it claims; it was not opened.",
                    name=path,
                ),
            )
        elif pure.suffix.lower().lstrip(".") in _SHEETS:
            yield from _rows(path, data)
        else:
            yield _file(path, data)


def _name_of(member: zipfile.ZipInfo) -> str:
    """The name of a member; Windows in Chinese writes it in GBK without saying so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gbk")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return member.filename


def _is_litter(path: str) -> bool:
    return path.startswith("__MACOSX/") or PurePosixPath(path).name in (".DS_Store", "Thumbs.db", "desktop.ini")


def _rows(name: str, data: bytes) -> Iterator[Part | Refusal]:
    """A spreadsheet with one document a row: its address, its description, its text."""
    if bomb := _package_bomb(name, data):
        yield Refusal(name, bomb)
        return
    try:
        sheet = read_sheet(name, data)
    except SheetError as error:
        yield Refusal(name, error.told)
        return
    columns = {
        wanted: next((column for column in sheet.columns if column.strip().lower() in names), None)
        for wanted, names in _COLUMNS.items()
    }
    if columns["text"] is None:
        yield Refusal(
            name,
            told(
                "“{name}”没有正文一列。列名应为 title、url、publisher、published、text、licence（或 标题、网址、发布者、发布日期、正文、许可）。",
                "“{name}” has no column “text”. Its columns should be title, url, publisher, published, text, licence.",
                name=name,
            ),
        )
        return
    for number, row in sheet.rows:
        given = {wanted: (row.get(column) or "").strip() for wanted, column in columns.items() if column}
        yield _row(name, number, given)


def _row(name: str, number: int, given: dict[str, str]) -> Part | Refusal:
    where = told("{name} 第 {n} 行", "{name}, row {n}", name=name, n=number)
    text = given.pop("text", "")
    if not text:
        return Refusal(
            where,
            told(
                "没有正文；本系统不代为下载，请把正文粘贴到表中。",
                "There is no text; nothing is fetched from elsewhere, so paste the text into the table.",
            ),
        )
    for column, value in given.items():
        if value.startswith(_FORMULA):
            return Refusal(
                where,
                told(
                    "“{column}”以“{mark}”开头，像是公式；请改成文字。",
                    "“{column}” begins with “{mark}” like a formula; write it as text.",
                    column=column,
                    mark=value[0],
                ),
            )
    return Part(given.get("title") or where, text=text, source=given)
