"""The bundled queries that name a region or a metric, over a store of ten million triples on disk.

    python -m benchmarks.vast 300

asks them of a corpus of another size.
"""

import argparse
import random
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from benchmarks.asking import asked, opened
from benchmarks.measuring import Told, elapsed, ran
from benchmarks.scaling import generated
from zhenxing.folder import Folder
from zhenxing.questions import Question, questions
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


def told(count: int = REPORTS) -> Iterator[Told]:
    """What the benchmark tells: the store, then the slowest in twenty of all asked, and of each query."""
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
        taken = {each.name: list(_taken(store, each)) for each in questions() if _named(each)}
    every = [each for several in taken.values() for each in several]
    yield Told(f"{len(taken)} queries that name a region or a metric, median", statistics.median(every) * 1000, "ms")
    yield Told("the same, 95th percentile", late(every) * 1000, "ms", 50)
    for name, several in sorted(taken.items(), key=lambda item: -late(item[1])):
        yield Told(f"  {name}, 95th percentile", late(several) * 1000, "ms")


def late(values: Sequence[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def _count(store: StoreOf) -> int:
    """How many triples the default graph holds."""
    return int(next(iter(store.solutions("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")))["n"].value)


def _named(question: Question) -> list[str]:
    """The parameters of a question that name a region or a metric."""
    return [parameter.name for parameter in question.parameters if parameter.name in NAMED]


def _taken(store: StoreOf, question: Question) -> Iterator[float]:
    """How long a question takes, about one region and metric after the other; the rest as in its example."""
    chance = random.Random(question.name)
    choices = {name: [row[0].value for row in store.solutions(PREFIXES + NAMED[name])] for name in _named(question)}
    example = {parameter.name: parameter.example for parameter in question.parameters}
    for _ in range(TIMES):
        text = question.bind(**example | {name: chance.choice(several) for name, several in choices.items()})
        yield elapsed(lambda text=text: asked(store.store, text))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="?", type=int, default=REPORTS)
    for line in told(parser.parse_args().reports):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
