"""
Compile the divisions table of `tashan.regions` from declared registry packages and hand-entered public facts.

Run in an environment that holds the packages of ``tools/requirements.in``:

    python tools/compile_divisions.py

Reads ``tools/facts/*.csv``; writes ``divisions.csv``, ``uncoded.csv`` and ``aliases.csv`` in the package's
``regions/data``.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from links import Row, Successors, rows_with_parents
from names import romanise, short_name
from points import with_points
from published_lists import corrected_lists, read_facts, spans_of

OUT: Final = Path(__file__).resolve().parents[1] / "src" / "tashan" / "regions" / "data"
HEADER: Final = "code,name,level,start,end,parent,successors,pinyin,english,short,lon,lat"


def named(rows: list[Row]) -> list[Row]:
    """Give every row its short name, pinyin and English name."""
    syllables = {fact["short"]: fact["syllables"] for fact in read_facts("pinyin.csv")}
    english = {fact["name"]: fact["english"] for fact in read_facts("english.csv")}
    result = []
    for row in rows:
        short = short_name(row.name)
        plain, implied = romanise(short, syllables)
        conventional = english.get(row.name) or english.get(short) or implied
        result.append(replace(row, short=short, pinyin=plain, english=conventional))
    return result


def line_of(row: Row) -> str:
    """Write one line; names that follow from pinyin and full name by rule stay empty."""
    english = "" if row.english == row.pinyin.title() else row.english
    short = "" if row.short == row.name[:-1] else row.short
    lon, lat = (f"{row.point[0]:g}", f"{row.point[1]:g}") if row.point else ("", "")
    end, parent, successors = str(row.end or ""), row.parent or "", " ".join(row.successors)
    names = (row.pinyin, english, short)
    return ",".join((row.code, row.name, row.level, str(row.start), end, parent, successors, *names, lon, lat))


def compile_divisions() -> list[Row]:
    """Compile all rows, sorted by code, then by first year."""
    rows = named(sorted(rows_with_parents(spans_of(corrected_lists())), key=lambda row: (row.code, row.start)))
    facts = {
        (fact["code"], int(fact["end"])): tuple(sorted(fact["successors"].split()))
        for fact in read_facts("successors.csv")
    }
    return with_points(Successors(rows, facts).linked())


def uncoded() -> list[Row]:
    """Give the hand-entered units without a code, sorted by parent, then name."""
    syllables = {fact["short"]: fact["syllables"] for fact in read_facts("pinyin.csv")}
    rows = []
    for fact in read_facts("uncoded.csv"):
        short = fact["short"] or short_name(fact["name"])
        end = int(fact["end"]) if fact["end"] else None
        row = Row("", fact["name"], int(fact["start"]), end, fact["level"], fact["parent"], short=short)
        point = (float(fact["lon"]), float(fact["lat"]))
        rows.append(replace(row, pinyin=romanise(short, syllables)[0], english=fact["english"], point=point))
    return sorted(rows, key=lambda row: (row.parent, row.name))


def write(name: str, rows: list[Row]) -> None:
    """Write one table."""
    text = "\n".join([HEADER, *map(line_of, rows)]) + "\n"
    (OUT / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(rows)} rows, {len(text.encode())} bytes")


def main() -> None:
    """Compile the tables and say what is still missing."""
    rows = compile_divisions()
    write("divisions.csv", rows)
    write("uncoded.csv", uncoded())
    aliases = sorted((fact["code"], fact["alias"], fact["language"]) for fact in read_facts("aliases.csv"))
    text = "\n".join(["code,alias,language", *map(",".join, aliases)]) + "\n"
    (OUT / "aliases.csv").write_text(text, encoding="utf-8")
    ended = [row for row in rows if row.end is not None]
    print(f"without successor: {sum(not row.successors for row in ended)} of {len(ended)} ended periods")
    print(f"without point: {sum(row.point is None for row in rows)} of {len(rows)} periods")


if __name__ == "__main__":
    main()
