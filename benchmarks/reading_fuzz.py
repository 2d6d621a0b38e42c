"""
Robustness: a million spoiled documents are read without a crash, a false quote or a date that does not exist.

Short documents, so that many can be tried; the number can be given (default 1,000,000). A run that is stopped goes on
where it was: what is done stands in out/reading_fuzz.json.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path

from benchmarks._fuzz import complaint, crashed, size
from benchmarks._measure import machine
from tashan.engine import Work, run

STATE = Path("out/reading_fuzz.json")
STEP = 10_000


@dataclass(slots=True)
class State:
    """How far the trials are: documents tried, what was wrong, seconds taken."""

    done: int = 0
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0


def main(count: int = 1_000_000) -> int:
    """Try the documents from where the last run stopped; exit status 1 where one is wrong."""
    STATE.parent.mkdir(exist_ok=True)
    state = State(**json.loads(STATE.read_text(encoding="utf-8"))) if STATE.exists() else State()
    print(machine())
    work: Work[int, str] = Work(complaint, size, crashed, batch_size=20_000)
    answers = run(work, range(state.done, count))
    began, spent = time.perf_counter(), state.seconds
    while state.done < count:
        step = list(islice(answers, STEP))
        state.done += len(step)
        state.wrong += filter(None, step)
        state.seconds = spent + time.perf_counter() - began
        STATE.write_text(json.dumps(asdict(state), ensure_ascii=False), encoding="utf-8")
        rate = state.done / state.seconds
        print(f"{state.done:,} documents, {len(state.wrong)} wrong, {rate:,.0f}/s", flush=True)
    for message in state.wrong[:20]:
        print(message)
    return int(bool(state.wrong))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
