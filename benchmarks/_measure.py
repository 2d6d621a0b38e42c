"""How benchmarks measure: time with its spread, memory of a whole process, and the machine they ran on."""

from __future__ import annotations

import os
import platform
import statistics
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of several runs of the same work: the least, the middle and the most."""

    least: float
    middle: float
    most: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Timing:
        """The timing of runs that took these seconds."""
        return cls(min(seconds), statistics.median(seconds), max(seconds))

    def rate(self, amount: float) -> float:
        """Amount a second, by the middle run."""
        return amount / self.middle

    def __str__(self) -> str:
        return f"{self.middle:.3f} s ({self.least:.3f} to {self.most:.3f})"


@dataclass(frozen=True, slots=True)
class Process:
    """What one run of a command took: wall seconds, processor seconds, peak memory in MiB, exit status."""

    seconds: float
    processor: float
    memory: float
    status: int


def timed(work: Callable[[], object], *, runs: int = 3) -> Timing:
    """Time the same work several times in this process."""
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return Timing.of(seconds)


def calibration() -> int:
    """A fixed amount of plain work, two million small additions: what other work takes in its terms holds on any machine and load."""
    total = 0
    for number in range(2_000_000):
        total += number & 7
    return total


def process(command: Sequence[str | Path], *, output: Path | str = os.devnull) -> Process:
    """
    Run a command as a process of its own and measure the whole of it.

    Args:
        command: the program and its arguments.
        output: where its standard output goes; standard error stays visible.

    Returns:
        Time and memory as the kernel counted them for this child and those it waited for.
    """
    words = [str(word) for word in command]
    began = time.perf_counter()
    opened = [(os.POSIX_SPAWN_OPEN, 1, str(output), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)]
    child = os.posix_spawnp(words[0], words, os.environ, file_actions=opened)
    _, status, used = os.wait4(child, 0)
    seconds = time.perf_counter() - began
    return Process(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status))


def stolen() -> float:
    """
    Seconds of processor time since the start that this machine wanted and another on the same host had.

    Waits measured while it grows say more about the host than about the program; 0 where the kernel does not tell.
    """
    told = Path("/proc/stat")
    fields = told.read_text(encoding="ascii").split("\n", 1)[0].split() if told.exists() else []
    return int(fields[8]) / os.sysconf("SC_CLK_TCK") if len(fields) > 8 else 0.0


def machine() -> str:
    """One line about this machine, to stand beside every figure."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text(encoding="utf-8").splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return (
        f"{model}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GiB, load {load:.1f}, "
        f"Python {platform.python_version()}, {platform.system()}"
    )


def show(title: str, rows: Sequence[tuple[str, str]]) -> None:
    """Print figures under a title, names on the left."""
    width = max((len(name) for name, _ in rows), default=0)
    print(f"\n{title}\n{machine()}")
    for name, figure in rows:
        print(f"  {name:<{width}}  {figure}")
