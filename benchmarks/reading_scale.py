"""
Scale: 20,000 documents through `tashan read` in one process and in two; the goal is a ratio of 0.55 or less.

The whole command is timed: finding the input, reading, writing, fsync. Both outputs must be the same file.
Options: number of documents (default 20000), runs (default 3).
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from pathlib import Path

from benchmarks._articles import articles
from benchmarks._measure import Process, Timing, process, show

GOAL = 0.55


def main(count: int = 20_000, runs: int = 3) -> int:
    """Time both; exit status 1 where the outputs differ."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "documents.jsonl")
        characters = 0
        with source.open("w", encoding="utf-8") as stream:
            for document in articles(count):
                characters += len(document["text"])
                stream.write(json.dumps(document, ensure_ascii=False) + "\n")
        runs_of: dict[int, list[Process]] = {1: [], 2: []}
        digests = set()
        for _ in range(runs):  # in turns, so that other work on the machine meets both alike
            for jobs, taken in runs_of.items():
                out = Path(folder, f"{jobs}.jsonl")
                taken.append(_run(source, out, jobs))
                digests.add(hashlib.sha256(out.read_bytes()).hexdigest())
    one, two = (Timing.of([run.seconds for run in taken]) for taken in runs_of.values())
    work = [min(run.processor for run in taken) for taken in runs_of.values()]
    show(
        f"tashan read, {count:,} documents of {characters:,} characters, {runs} runs",
        [
            ("one process", f"{one}, {one.rate(characters):,.0f} characters/s"),
            ("two processes", f"{two}, {two.rate(characters):,.0f} characters/s"),
            ("ratio of the best runs", f"{two.least / one.least:.2f} (goal {GOAL})"),
            (
                "processor seconds",
                f"{work[0]:.1f} and {work[1]:.1f}: halves meet {work[1] / work[0] / 2:.2f} on idle cores",
            ),
            ("outputs", "the same" if len(digests) == 1 else "DIFFER"),
        ],
    )
    return int(len(digests) != 1)


def _run(source: Path, out: Path, jobs: int) -> Process:
    tashan = Path(sys.executable).with_name("tashan")
    return process([tashan, "read", source, "--out", out, "--overwrite", "--jobs", str(jobs)])


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
