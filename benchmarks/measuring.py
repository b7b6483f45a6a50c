"""What a benchmark tells: a measurement beside its bound, and clocks that bear a busy machine."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple


class Told(NamedTuple):
    """A measurement by name: its value, in which unit, and the bound it is to keep."""

    name: str
    value: float
    unit: str
    bound: float | None = None
    least: bool = False  # whether the bound is one from below

    @property
    def kept(self) -> bool:
        """Whether the bound is kept."""
        return self.bound is None or (self.value >= self.bound if self.least else self.value <= self.bound)

    def __str__(self) -> str:
        """One line of a table."""
        bound = "" if self.bound is None else f"  ({'≥' if self.least else '≤'} {self.bound:g})"
        mark = " " if self.bound is None else "✓" if self.kept else "✗"
        return f"{mark} {self.name:<58} {self.value:>10,.2f} {self.unit}{bound}"


def processor(act: Callable[[], object]) -> float:
    """The processor time that an act takes, in seconds."""
    start = time.process_time()
    act()
    return time.process_time() - start


def elapsed(act: Callable[[], object], times: int = 1) -> float:
    """The least time on the clock that an act takes, of so many times."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        found.append(time.perf_counter() - start)
    return min(found)


def command(*words: str) -> Sequence[str]:
    """The command line as a user types it, run by this Python."""
    return (sys.executable, "-c", "from zhenxing.cli import main; main()", *words)


def ran(*words: str, bytecode: Path | None = None) -> None:
    """Run a command to its end; with its compiled modules in a folder, as an installation keeps them."""
    kept = {"PYTHONPYCACHEPREFIX": str(bytecode), "PYTHONDONTWRITEBYTECODE": ""} if bytecode else {}
    subprocess.run(command(*words), check=True, capture_output=True, env={**os.environ, **kept})


def median(values: Sequence[float]) -> float:
    """The middle of several measurements."""
    return statistics.median(values)
