"""Accuracy on the labelled documents, by the scorer that comes with them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tashan.reading import read
from tashan.records import to_json, validate

GOLD = Path(__file__).resolve().parents[2].parent / "shared" / "gold"

pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="the labelled documents (../shared/gold) are not here")

LEAST = {
    "visit_pairs": 0.92, "visit_records": 0.88, "visit_dates": 0.92, "visit_leaders": 0.92, "meetings": 0.88,
    "agreements": 0.82, "signings": 0.83, "themes": 0.75,
}  # fmt: skip
WHOLE = ("language", "silent_on_negatives", "evidence_quotes_hold", "published")


def test_accuracy_on_the_labelled_documents(tmp_path: Path) -> None:
    """Every measure reaches its mark, negatives stay silent, every quote stands in its text, every record is valid."""
    documents = [json.loads(line) for line in (GOLD / "documents.jsonl").read_text(encoding="utf-8").splitlines()]
    readings = [read(d["text"], id=d["id"]) for d in documents]
    out = tmp_path / "read.jsonl"
    out.write_text("".join(to_json(r) + "\n" for r in readings), encoding="utf-8")
    command = [
        sys.executable,
        str(GOLD / "score.py"),
        str(GOLD / "gold.jsonl"),
        str(out),
        "--documents",
        str(GOLD / "documents.jsonl"),
    ]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures: dict[str, float] = {}
    for line in printed.splitlines():
        name, *words = line.split()
        figures[name] = float(words[words.index("F1") + 1] if "F1" in words else words[0])

    assert {n: figures[n] for n, least in LEAST.items() if figures[n] < least} == {}
    assert {n: figures[n] for n in WHOLE if figures[n] < 1} == {}
    assert [p for d, r in zip(documents, readings, strict=True) for p in validate(r, d["text"])] == []
