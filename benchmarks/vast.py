"""The bundled queries that name a region or a metric, over a store of ten million triples on disk.

    python -m benchmarks.vast 300

asks them of a corpus of another size.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.asking import opened
from benchmarks.measuring import Told, elapsed, ran
from benchmarks.scaling import generated
from zhenxing.folder import Folder
from zhenxing.query.questions import Question, questions
from zhenxing.store import StoreOf

REPORTS: Final = 3_100  # of the generator, some 3,270 triples each
TIMES: Final = 20  # a query is asked about so many regions and metrics
NAMED: Final[Mapping[str, str]] = {
    "region": "SELECT DISTINCT ?code { ?fact zx:region/zx:code ?code } ORDER BY ?code",
    "metric": "SELECT DISTINCT ?key { ?fact zx:metric/skos:notation ?key } ORDER BY ?key",
}
PREFIXES: Final = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX zx: <https://w3id.org/zhenxing/ontology#>
"""


class Asked(NamedTuple):
    """How long an asking took, in seconds, and its rows."""

    seconds: float
    rows: int


def told(count: int = REPORTS) -> Iterator[Told]:
    """What the benchmark tells: the store, each query as soon as it is asked, then all that was asked."""
    with tempfile.TemporaryDirectory() as place:
        corpus, path = generated(count, Path(place) / "corpus"), Path(place) / "kg"
        ran("build", str(corpus / "texts"), "--into", str(path))
        folder = Folder.load(path)
        yield Told(f"loading the store of {count:,} reports, paid once", elapsed(lambda: opened(path)), "s")
        yield Told("opening it for a query", elapsed(lambda: opened(path), 5), "s", 0.5)
        size = sum(file.stat().st_size for file in (path / "store").rglob("*") if file.is_file())
        yield Told("the store on disk", size / 10**6, "MB")
        store = StoreOf(folder)
        yield Told("triples in its default graph", _count(store) / 10**6, "million")
        choices = {name: [row[0].value for row in store.solutions(PREFIXES + NAMED[name])] for name in NAMED}
        every: list[Asked] = []
        for question in filter(_named, questions()):
            several = list(_asked(store, question, choices))
            every += several
            rows = [each.rows for each in several]
            name = f"  {question.name}, {min(rows):,} to {max(rows):,} rows, 95th percentile"
            yield Told(name, late(several) * 1000, "ms")
    middle = statistics.median(each.seconds for each in every)
    yield Told(f"{len(every)} askings that name a region or a metric, median", middle * 1000, "ms")
    yield Told("the same, 95th percentile", late(every) * 1000, "ms", 50)


def late(several: Sequence[Asked]) -> float:
    """The 95th percentile of the seconds."""
    return statistics.quantiles([each.seconds for each in several], n=20, method="inclusive")[-1]


def _count(store: StoreOf) -> int:
    """How many triples the default graph holds."""
    return int(next(iter(store.solutions("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")))["n"].value)


def _named(question: Question) -> list[str]:
    """The parameters of a question that name a region or a metric."""
    return [parameter.name for parameter in question.parameters if parameter.name in NAMED]


def _asked(store: StoreOf, question: Question, choices: Mapping[str, Sequence[str]]) -> Iterator[Asked]:
    """A question about regions and metrics by chance, both where it takes both; the rest by default or example."""
    chance = random.Random(question.name)
    needed = {parameter.name: parameter.example for parameter in question.parameters if parameter.default is None}
    for _ in range(TIMES):
        text = question.bind(**needed | {name: chance.choice(choices[name]) for name in _named(question)})
        start = time.perf_counter()
        rows = sum(1 for _ in store.solutions(text))
        yield Asked(time.perf_counter() - start, rows)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="?", type=int, default=REPORTS)
    for line in told(parser.parse_args().reports):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
