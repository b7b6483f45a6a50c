"""Builds of generated corpora: with one process and with all, how cost and memory grow, and the facts' score."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.measuring import Told, command
from zhenxing.building.workers import cores

PART: Final = 4  # a corpus and a quarter of it show how memory grows
_RUN: Final = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, capture_output=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


class Cost(NamedTuple):
    """What a build took: seconds on the clock and of processors, and the memory of its largest process in MiB."""

    seconds: float
    processor: float
    memory: float


def generated(count: int, into: Path) -> Path:
    """A corpus of so many reports with their golden facts."""
    subprocess.run([sys.executable, "-m", "benchmarks.corpus", str(count), "--into", str(into)], check=True)
    return into


def built(corpus: Path, into: Path, workers: int) -> Cost:
    """What the build of a corpus into a new folder takes."""
    return spent(*command("build", str(corpus / "texts"), "--into", str(into), "--workers", str(workers)))


def spent(*words: str) -> Cost:
    """What a command and the processes that it starts take."""
    told = subprocess.run([sys.executable, "-c", _RUN, *words], check=True, capture_output=True, text=True)
    return Cost(*json.loads(told.stdout))


def apart(corpus: Path, into: Path, many: int) -> float:
    """Seconds that so many builds of the same corpus take at once, none of which knows of the others."""
    builds = [
        command("build", str(corpus / "texts"), "--into", str(into / str(n)), "--workers", "1") for n in range(many)
    ]
    start = time.perf_counter()
    running = [subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for words in builds]
    if any(each.wait() for each in running):
        raise subprocess.SubprocessError("a build failed")
    return time.perf_counter() - start


def told(count: int, times: int = 2) -> list[Told]:
    """What the benchmark tells of a corpus of so many reports; the best of several runs."""
    many = cores()
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        corpus, part = generated(count, root / "all"), generated(count // PART, root / "part")
        one = min(built(corpus, root / f"one-{turn}", 1) for turn in range(times))
        all_of = min(built(corpus, root / f"many-{turn}", many) for turn in range(times))
        few = min(built(part, root / f"few-{turn}", 1) for turn in range(times))
        beside = min(apart(part, root / f"apart-{turn}", many) for turn in range(times))
        score = _score(root / "one-0", corpus / "gold")
    return [
        Told(f"build of {count:,} reports, 1 process", one.seconds, "s"),
        Told(f"build of {count:,} reports, {many} processes", all_of.seconds, "s"),
        Told("speed-up, as a share of linear", one.seconds / all_of.seconds / many, "", 0.85, least=True),
        Told(f"what {many} builds at once leave each of this machine's cores", few.seconds / beside, ""),
        Told("processor time with all processes, as a multiple", all_of.processor / one.processor, "×"),
        Told("processor time of 1,000 reports", one.processor * 1000 / count, "s"),
        Told("their whole-fact score", score, "", 0.97, least=True),
        Told(f"memory with {PART} times the reports, as a multiple", one.memory / few.memory, "×", 1.1),
    ]


def _score(folder: Path, gold: Path) -> float:
    """How much of the golden facts of all reports is read as it should be."""
    words = command("evaluate", str(folder), str(gold), "--format", "json")
    told = subprocess.run(words, check=True, capture_output=True, text=True)
    return float(json.loads(told.stdout)["all"]["whole-fact F1"])
