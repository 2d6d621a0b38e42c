"""Start-up: seconds and memory of `tashan --version` as a whole process."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks._measure import Timing, process, show


def main(runs: int = 9) -> None:
    """Run the command several times and print the spread."""
    command = [str(Path(sys.executable).with_name("tashan")), "--version"]
    taken = [process(command) for _ in range(runs)]
    show(
        f"tashan --version, {runs} runs",
        [
            ("wall time", str(Timing.of([one.seconds for one in taken]))),
            ("peak memory", f"{max(one.memory for one in taken):.0f} MiB"),
        ],
    )


if __name__ == "__main__":
    main()
