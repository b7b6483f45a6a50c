"""How long a user waits for a command that does little: its help, and the build of one report."""

import tempfile
from pathlib import Path

from benchmarks.corpus import ROOT
from benchmarks.measuring import Told, elapsed, ran

TIMES = 5


def told() -> list[Told]:
    """What the benchmark tells; the least of several runs, the first of which compiles the modules."""
    seed = str(ROOT / "seeds" / "changzhi-2022.txt")
    with tempfile.TemporaryDirectory() as place:
        folders = (str(Path(place) / str(number)) for number in range(TIMES))
        bytecode = Path(place) / "bytecode"
        return [
            Told("zhenxing --help", elapsed(lambda: ran("--help", bytecode=bytecode), TIMES), "s", 0.3),
            Told(
                "zhenxing build of one report",
                elapsed(lambda: ran("build", seed, "--into", next(folders), bytecode=bytecode), TIMES),
                "s",
                1,
            ),
        ]
