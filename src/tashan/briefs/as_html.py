"""A brief as one HTML file without a request to anywhere; it reads without a script and prints as a handout."""

from __future__ import annotations

from html import escape
from typing import Final

from tashan.briefs.brief import Block, Brief, Figure, Items, Statement, Table, marks, numbered, words
from tashan.pictures.tokens import LIGHT

_STYLE: Final = """
body {{ margin: 0 auto; max-width: 46em; padding: 32px 20px 64px; background: {paper}; color: {ink};
  font: 400 16px/1.75 "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }}
:lang(en) {{ line-height: 1.5; }}
h1 {{ font: 400 28px/1.4 "Noto Serif SC", "Source Han Serif SC", "Songti SC", serif; margin: 0 0 12px; }}
h2 {{ font: 400 20px/1.4 "Noto Serif SC", "Source Han Serif SC", "Songti SC", serif; margin: 36px 0 8px; color: {jade}; }}
p {{ margin: 8px 0; }} .lead {{ font-size: 18px; }}
b {{ color: {jade}; font-weight: 500; }}
dl {{ display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; font-size: 14px; border-top: 1px solid {rule}; padding-top: 12px; }}
dt {{ color: {soft}; }} dd {{ margin: 0; }}
ul {{ padding-left: 1.2em; }} ol {{ font-size: 14px; padding-left: 2em; }}
.scroll {{ overflow-x: auto; }} table {{ border-collapse: collapse; width: 100%; font-size: 14px; line-height: 1.5; }}
caption {{ text-align: left; color: {soft}; padding-bottom: 4px; }}
th, td {{ text-align: left; vertical-align: top; padding: 6px 12px 6px 0; border-bottom: 1px solid {rule}; }}
th {{ font-weight: 400; color: {soft}; }} .number {{ text-align: right; font-variant-numeric: tabular-nums; }}
sup a {{ color: {jade}; text-decoration: none; }} figure {{ margin: 16px 0; }} figure svg {{ max-width: 100%; height: auto; }}
figcaption {{ font-size: 13px; color: {soft}; }}
@media print {{ body {{ max-width: none; padding: 0; background: none; font-size: 10.5pt; }}
  h2 {{ break-after: avoid; }} tr, figure {{ break-inside: avoid; }} }}
"""


def html(brief: Brief) -> str:
    """Write a brief as a page; every mark of a source leads to it, and back."""
    numbers, frame = numbered(brief), words(brief.language)
    lang = {"zh": "zh-Hans", "en": "en"}[brief.language]
    style = _STYLE.format(
        paper=LIGHT["paper"], ink=LIGHT["ink"], soft=LIGHT["ink-3"], jade=LIGHT["jade"], rule=LIGHT["rule"]
    )
    facts = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in brief.facts)
    sections = "".join(
        f"<section><h2>{escape(section.heading)}</h2>{''.join(_block(each, numbers) for each in section.blocks)}</section>"
        for section in brief.sections
    )
    method = "".join(f"<li>{_run((each,), numbers)}</li>" for each in brief.method)
    sources = "".join(f'<li id="s{number}">{escape(text)}</li>' for text, number in numbers.items())
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(brief.title)}</title><style>{style}</style></head><body>"
        f'<h1>{escape(brief.title)}</h1><p class="lead">{_run(brief.lead, numbers)}</p><dl>{facts}</dl>{sections}'
        + (f"<section><h2>{frame['method']}</h2><ul>{method}</ul></section>" if method else "")
        + (f"<section><h2>{frame['sources']}</h2><ol>{sources}</ol></section>" if sources else "")
        + "</body></html>\n"
    )


def _block(block: Block, numbers: dict[str, int]) -> str:
    if isinstance(block, Figure):
        return f"<figure>{block.svg}<figcaption>{escape(block.caption)}</figcaption></figure>"
    if isinstance(block, Table):
        return _table(block, numbers)
    label = f"<b>{escape(block.label)}</b>" if block.label else ""
    if isinstance(block, Items):
        items = "".join(f"<li>{_run((each,), numbers)}</li>" for each in block.statements)
        return f"{f'<p>{label}</p>' if label else ''}<ul>{items}</ul>"
    return f"<p>{label}{' ' if label else ''}{_run(block.statements, numbers)}</p>"


def _table(table: Table, numbers: dict[str, int]) -> str:
    kinds = [' class="number"' if place in table.numbers else "" for place in range(len(table.columns))]
    head = "".join(f"<th{kind}>{escape(name)}</th>" for kind, name in zip(kinds, table.columns, strict=True))
    rows = "".join(
        f"<tr>{''.join(f'<td{kind}>{_run((cell,), numbers)}</td>' for kind, cell in zip(kinds, row, strict=True))}</tr>"
        for row in table.rows
    )
    caption = f"<caption>{escape(table.label)}</caption>" if table.label else ""
    return (
        f'<div class="scroll" tabindex="0"><table>{caption}<thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _run(statements: tuple[Statement, ...], numbers: dict[str, int]) -> str:
    return " ".join(
        escape(each.text) + "".join(f'<sup><a href="#s{mark}">[{mark}]</a></sup>' for mark in marks(each, numbers))
        for each in statements
    )
