"""How the cost of a report grows with their number: builds in shards of ever larger corpora, and the curve drawn.

    python -m benchmarks.growing 1000 3000 --workers 2

measures corpora of these sizes, keeps what it measured in `benchmarks/growth.json`, beside what was measured of other
sizes before, prints all of it and draws `docs/growth.png`; without sizes it only prints and draws.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.corpus import ROOT
from benchmarks.measuring import command
from benchmarks.scaling import generated, spent

RECORD: Final = ROOT / "benchmarks" / "growth.json"
PICTURE: Final = ROOT / "docs" / "growth.png"
TITLES: Final = ("reports", "facts", "quads", "clock s", "processor s", "ms a report", "MiB", "kB a report")


class Grown(NamedTuple):
    """What the shards of a corpus took: seconds, the memory of the largest process, and the bytes written."""

    reports: int
    facts: int
    quads: int
    seconds: float
    processor: float
    memory: float
    written: int

    @property
    def each(self) -> float:
        """Milliseconds of processor time a report."""
        return self.processor / self.reports * 1000

    def row(self) -> tuple[str, ...]:
        """The cells of a table."""
        counts = (f"{number:,}" for number in self[:3])
        times = (f"{number:,.1f}" for number in (self.seconds, self.processor, self.each))
        return (*counts, *times, f"{self.memory:.0f}", f"{self.written / self.reports / 1000:.1f}")


def measured(count: int, workers: int) -> Grown:
    """What the shards of so many reports take."""
    with tempfile.TemporaryDirectory() as place:
        corpus, into = generated(count, Path(place) / "corpus"), Path(place) / "shards"
        words = ("--engine", "processes", "--workers", str(workers), "--into", str(into))
        cost = spent(*command("build", str(corpus / "texts"), *words))
        said = json.loads((into / "manifest.json").read_bytes())
        size = sum(file.stat().st_size for file in into.rglob("*") if file.is_file())
    return Grown(said["reports"], said["facts"], said["quads"], *(round(each, 2) for each in cost), size)


def kept() -> list[Grown]:
    """What was measured before, by size."""
    return [Grown(**each) for each in json.loads(RECORD.read_bytes())] if RECORD.exists() else []


def keep(grown: Iterable[Grown]) -> None:
    """Keep what was measured."""
    RECORD.write_text(json.dumps([each._asdict() for each in grown], indent=1) + "\n", encoding="utf-8")


def drawn(grown: Sequence[Grown], into: Path) -> None:
    """The curve: processor time a report and memory of the largest process, from nought."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.8, 3.3), layout="constrained")
    FigureCanvasAgg(figure)
    counts = [each.reports for each in grown]
    curves = {
        "processor time a report, ms": ("#3a76b4", [each.each for each in grown]),
        "memory of the largest process, MiB": ("#0f766e", [each.memory for each in grown]),
    }
    for axes, (name, (colour, values)) in zip(figure.subplots(1, 2), curves.items(), strict=True):
        axes.plot(counts, values, "o-", color=colour)
        axes.set(xscale="log", xlabel="reports", ylabel=name, ylim=(0, max(values) * 1.25))
        axes.set_xticks(counts, [f"{count:,}" for count in counts])
        axes.minorticks_off()
        axes.margins(x=0.15)
        axes.grid(alpha=0.3)
        for count, value in zip(counts, values, strict=True):
            axes.annotate(f"{value:.0f}", (count, value), (0, 7), textcoords="offset points", ha="center")
    figure.savefig(into, dpi=100, metadata={"Software": None})


def main() -> None:
    """Measure, keep, print and draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, metavar="REPORTS")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    grown = {each.reports: each for each in kept()}
    for size in given.sizes:
        grown[size] = measured(size, given.workers)
        keep(grown[each] for each in sorted(grown))
    every = [grown[each] for each in sorted(grown)]
    for row in (TITLES, *(each.row() for each in every)):
        sys.stdout.write("  ".join(f"{cell:>11}" for cell in row) + "\n")
    drawn(every, PICTURE)


if __name__ == "__main__":
    main()
