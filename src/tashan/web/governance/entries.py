"""
What stands in an entry of each register: the fields of its head, and the columns of its rows.

The same description draws the form, reads what was typed, and checks what a program sends, so that all three agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from tashan.governance.borders import BorderKind
from tashan.governance.investment import Step
from tashan.records.codes import Code, EvidenceGrade
from tashan.regions.divisions import by_code
from tashan.web.pages.words import label, say, spoken

Form = Literal["text", "day", "region", "regions", "choice", "whole", "points", "sha256"]

MOST_ROWS: Final = 200
MOST_TEXT: Final = 500


@dataclass(frozen=True, slots=True)
class Cell:
    """
    One field: its name in the entry, its two labels, what may stand there.

    Attributes:
        form: `region` is a code or, where `free`, a name; `points` are longitude and latitude pairs along a line.
        codes: the values of a choice.
        needed: whether it may be empty.
        free: whether a name will do where there is no code.
    """

    key: str
    zh: str
    en: str
    form: Form = "text"
    codes: type[Code] | None = None
    needed: bool = False
    free: bool = False

    @property
    def label(self) -> str:
        """Its label in the reader's language."""
        return spoken(self.zh, self.en)

    @property
    def options(self) -> list[tuple[str, str]]:
        """The values of a choice with their names."""
        return [(one.value, label(one)) for one in self.codes or ()]


@dataclass(frozen=True, slots=True)
class Shape:
    """An entry: the fields of its head, the name of its list, what a row of that is, and the columns."""

    head: tuple[Cell, ...]
    rows: str
    row: tuple[str, str]
    cells: tuple[Cell, ...]
    note: tuple[str, str]

    @property
    def row_name(self) -> str:
        """What one row is, in the reader's language."""
        return spoken(*self.row)

    @property
    def explained(self) -> str:
        """What to know before typing."""
        return spoken(*self.note)


_FIRST = Cell("first", "起", "From", "day", needed=True)
_LAST = Cell("last", "止", "Until", "day")
_DOCUMENT = Cell("document", "出处（文号或网址）", "Where it stands")

SHAPES: Final[Mapping[str, Shape]] = {
    "border": Shape(
        (
            Cell("kind", "类别", "Kind", "choice", BorderKind, needed=True),
            Cell("course", "走向（经度,纬度 依次，选填）", "Course (longitude,latitude in turn; optional)", "points"),
        ),
        "duties",
        ("责任", "Duty"),
        (
            Cell("member", "责任方", "Party", "region", needed=True),
            Cell("section", "区段", "Section"),
            Cell("officer", "责任人（职务）", "Who answers (office)"),
            _FIRST,
            _LAST,
        ),
        (
            "至少两方负责。责任结束请填止日，不要删除。",
            "Two parties at least. Give a duty that ends its last day rather than taking it out.",
        ),
    ),
    "standard": Shape(
        (Cell("field", "领域", "Field", needed=True),),
        "uses",
        ("采用", "Use"),
        (
            Cell("member", "采用方", "Member", "region", needed=True),
            Cell("version", "版本", "Version", needed=True),
            _FIRST,
            _LAST,
            Cell("document", "文件", "Document", needed=True),
        ),
        (
            "换版本时，旧版本填止日，新版本另起一行。",
            "When a version changes, give the old one its last day and the new one a row of its own.",
        ),
    ),
    "act": Shape(
        (Cell("jurisdictions", "应有文本的地区", "Jurisdictions that make it", "regions", needed=True),),
        "texts",
        ("文本", "Text"),
        (
            Cell("jurisdiction", "地区", "Jurisdiction", "region", needed=True),
            Cell("title", "名称", "Title", needed=True),
            Cell("adopted", "通过", "Adopted", "day"),
            Cell("effective", "施行", "In force", "day"),
            Cell("repealed", "废止", "Repealed", "day"),
            _DOCUMENT,
        ),
        (
            "每地一个文本，施行日期须相同；还没有的文本可以后补。",
            "One text each, in force on one day; texts still to come can be added later.",
        ),
    ),
    "panel": Shape(
        (
            Cell("presiding", "审判长或主办", "Presiding", needed=True),
            _FIRST,
            _LAST,
        ),
        "members",
        ("成员", "Member"),
        (
            Cell("person", "姓名", "Person", needed=True),
            Cell("court", "法院或检察院", "Court or procuratorate", needed=True),
            Cell("region", "地区", "Region", "region", needed=True),
        ),
        (
            "至少两地、人数为单数，主办须在成员之中。",
            "Of two regions at least, an odd number, and who presides is one of them.",
        ),
    ),
    "secondment": Shape(
        (),
        "cadres",
        ("派驻", "Secondment"),
        (
            Cell("senders", "派出方", "Sent by", "regions", needed=True),
            Cell("who", "姓名或编号（成批的留空）", "Name or number (empty for a batch)"),
            Cell("role", "岗位", "Role", needed=True),
            Cell("count", "人数", "How many", "whole", needed=True),
            _FIRST,
            _LAST,
            _DOCUMENT,
        ),
        (
            "姓名只有成员单位可见，公众只看到人数和岗位。",
            "Members alone see names; the public sees numbers and roles.",
        ),
    ),
    "investment": Shape(
        (
            Cell("origin", "投资方所在地", "Origin", "region", free=True),
            Cell("host", "落地地区", "Host", "region", needed=True),
            Cell("yuan", "金额（元，未公布留空）", "Amount (yuan; empty where not published)", "whole"),
        ),
        "steps",
        ("进展", "Step"),
        (
            Cell("step", "阶段", "Step", "choice", Step, needed=True),
            Cell("on", "日期", "Day", "day", needed=True),
            Cell("grade", "等级", "Grade", "choice", EvidenceGrade, needed=True),
            Cell("document", "文献", "Document", needed=True),
            Cell("quote", "原文", "Quote"),
            Cell("published", "发布日期", "Published", "day"),
            Cell("publisher", "发布方", "Publisher"),
            Cell("sha256", "SHA-256", "SHA-256", "sha256"),
        ),
        (
            "签约、合同、开工、投产是四个事实，各须有自己的日期和证据；D、E级证据登记但不计数。",
            "Signing, contract, start and delivery are four facts, each with its own day and evidence; grades D and E are kept and not counted.",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Read:
    """The content of an entry as it is kept, and every reason against it in the reader's language."""

    content: dict[str, Any]
    reasons: tuple[str, ...]


def read_entry(kind: str, given: Any) -> Read:
    """
    Read the content of an entry.

    Args:
        kind: of the register.
        given: as a program sends it or as the form gave it: texts, or values as they are kept.
    """
    shape = SHAPES[kind]
    if not isinstance(given, Mapping):
        return Read({}, (say("内容须是字段和值。", "The content has to be fields and values."),))
    reasons = [_strange(key, "") for key in given if key not in {*(one.key for one in shape.head), shape.rows}]
    head, found = _cells(shape.head, given, "")
    reasons += found
    rows = given.get(shape.rows) or []
    if not isinstance(rows, Sequence) or isinstance(rows, str) or len(rows) > MOST_ROWS:
        reasons.append(say("{rows} 须是不超过 {n} 行的表。", "{rows} has to be a list of at most {n} rows.", rows=shape.rows, n=MOST_ROWS))  # fmt: skip
        rows = []
    kept = []
    for number, row in enumerate(rows, 1):
        where = say("第 {n} 行：", "Row {n}: ", n=number)
        if not isinstance(row, Mapping):
            reasons.append(where + say("须是字段和值。", "it has to be fields and values."))
            continue
        reasons += [_strange(key, where) for key in row if key not in {one.key for one in shape.cells}]
        values, found = _cells(shape.cells, row, where)
        kept.append(values)
        reasons += found
    return Read({**head, shape.rows: kept}, tuple(reasons))


def _strange(key: Any, where: str) -> str:
    return where + say("没有“{key}”这一栏。", "there is no field {key}.", key=str(key)[:40])


def _cells(cells: Iterable[Cell], given: Mapping[str, Any], where: str) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    reasons = []
    for cell in cells:
        raw = given.get(cell.key)
        if raw is None or raw in ("", []):
            if cell.needed:
                reasons.append(where + say("请填“{what}”。", "give {what}.", what=cell.label))
            continue
        try:
            values[cell.key] = _READERS[cell.form](cell, raw)
        except (ValueError, TypeError, KeyError):
            reasons.append(where + _wrong(cell, raw))
    return values, reasons


def _text(_cell: Cell, raw: Any) -> str:
    if not isinstance(raw, str) or len(raw) > MOST_TEXT or "\x00" in raw:
        raise ValueError
    return raw.strip()


def _day(_cell: Cell, raw: Any) -> str:
    return date.fromisoformat(str(raw)).isoformat()


def _region(cell: Cell, raw: Any) -> str:
    """A code, also with its name behind it (320000 江苏省); a name where the cell takes one."""
    text = _text(cell, raw)
    code = text.split(maxsplit=1)[0]
    if code.isdecimal() and len(code) == 6 and by_code(code) is not None:
        return code
    if cell.free and not code.isdecimal():
        return text
    raise ValueError


def _regions(cell: Cell, raw: Any) -> list[str]:
    parts = raw.replace("、", " ").replace(",", " ").replace("，", " ").split() if isinstance(raw, str) else raw
    found = [_region(cell, part) for part in parts if not (isinstance(part, str) and not part[:1].isdecimal())]
    if not found or len(found) != len(set(found)):
        raise ValueError
    return found


def _choice(cell: Cell, raw: Any) -> str:
    if cell.codes is None or raw not in cell.codes.values():
        raise ValueError
    return str(raw)


def _whole(_cell: Cell, raw: Any) -> int:
    number = int(str(raw).replace(",", ""))
    if isinstance(raw, bool | float) or not 0 <= number < 10**15:
        raise ValueError
    return number


def _points(_cell: Cell, raw: Any) -> list[list[float]]:
    pairs = [part.replace("，", ",").split(",") for part in raw.split()] if isinstance(raw, str) else raw
    found = [[float(x), float(y)] for x, y in pairs]
    if len(found) > MOST_ROWS or not all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in found):
        raise ValueError
    return found


def _hash(_cell: Cell, raw: Any) -> str:
    text = str(raw).strip().lower()
    if len(text) != 64 or set(text) - set("0123456789abcdef"):
        raise ValueError
    return text


_READERS: Final = {
    "text": _text, "day": _day, "region": _region, "regions": _regions, "choice": _choice, "whole": _whole,
    "points": _points, "sha256": _hash,
}  # fmt: skip


def _wrong(cell: Cell, raw: Any) -> str:
    how = {
        "text": ("须为不超过 500 字的文字", "has to be a text of at most 500 characters"),
        "day": ("须如 2026-11-22", "is written like 2026-11-22"),
        "region": ("须为六位区划代码，如 320000 江苏省", "is the six digits of a region, like 320000 江苏省"),
        "regions": ("须为六位区划代码，以空格分开，各一次", "are six digits each, with blanks between, each once"),
        "choice": ("不在可选之列", "is none of the values"),
        "whole": ("须为整数", "is a whole number"),
        "points": ("须如 118.5,31.6 119.2,31.4", "is written like 118.5,31.6 119.2,31.4"),
        "sha256": ("须为 64 位十六进制数", "is 64 hexadecimal digits"),
    }[cell.form]
    return say(
        "“{what}”（{raw}）{how}。", "{what} ({raw}) {how}.", what=cell.label, raw=str(raw)[:40], how=spoken(*how)
    )


def as_typed(cell: Cell, value: Any) -> str:
    """A kept value as it stands in the form."""
    if value is None:
        return ""
    if cell.form == "points":
        return " ".join(f"{x:g},{y:g}" for x, y in value)
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
