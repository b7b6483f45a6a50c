"""The whole road of a report, from its text to its Turtle, beside what jieba takes to cut the same text into words."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.corpus import ROOT, reports
from benchmarks.measuring import Told, median, processor

RECORD: Final = Path(__file__).with_name("recorded.json")
SLOWER: Final = 1.25  # the ratio to jieba may grow by so much before it counts as a slow-down
ROUNDS: Final = 5
MADE: Final = 10  # reports of the generator among the texts
REMEMBERED: Final = 100  # caches of more entries remember texts, those of fewer the vocabularies


class Road(NamedTuple):
    """The processor time of the two parts of the road, as multiples of jieba's, and that of all of it."""

    reading: float
    writing: float
    whole: float


def measured(rounds: int = ROUNDS) -> Road:
    """The medians of several rounds; each begins without what is remembered of the texts."""
    import jieba

    from builders import __version__
    from builders.facts import Report
    from builders.graph import iri
    from builders.graph.report import Build, turtle
    from builders.pipeline import Reader
    from builders.sources.source import Source, read_source

    jieba.setLogLevel(60)
    jieba.initialize()
    reader = Reader.load()
    build = Build.of(__version__, reader.lexicon)
    files = [path for folder in ("seeds", "tests/reports") for path in sorted((ROOT / folder).glob("*.txt"))]
    sources = [read_source(path) for path in files]
    sources += [Source(f"{name}.txt", text, "utf-8", "0" * 64) for name, text, _ in reports(MADE, seed=7)]
    found: list[Road] = []
    kept: list[Report] = []
    for _ in range(rounds + 1):
        for forget in _forgetting():
            forget()
        kept.clear()
        cut = processor(lambda: [list(jieba.cut(source.text)) for source in sources])
        read = processor(lambda: kept.extend(map(reader.read, sources)))
        written = processor(
            lambda: [turtle(report, reader.lexicon, iri.BASE, labels=reader.labels, build=build) for report in kept]
        )
        found.append(Road(read / cut, written / cut, (read + written) / cut))
    return Road(*(median(values) for values in zip(*found[1:], strict=True)))


def _forgetting() -> Iterator[Callable[[], None]]:
    """What empties the caches that remember texts: no report is read twice in a row."""
    for name, module in list(sys.modules.items()):
        if name.startswith("builders"):
            for value in vars(module).values():
                if hasattr(value, "cache_clear") and (value.cache_info().maxsize or 0) > REMEMBERED:
                    yield value.cache_clear


def told() -> list[Told]:
    """What the benchmark tells."""
    road = measured()
    return [
        Told("reading, as a multiple of jieba.cut", road.reading, "×"),
        Told("writing Turtle, as a multiple of jieba.cut", road.writing, "×"),
        Told("the whole road, as a multiple of jieba.cut", road.whole, "×", 5),
    ]


def record() -> None:
    """Keep the present ratio as the one that later code is held to."""
    RECORD.write_text(json.dumps({"road": round(measured().whole, 2)}) + "\n", encoding="utf-8")


def guard() -> Told:
    """The road beside its recorded ratio; a busy machine is given a second and a third chance."""
    limit = json.loads(RECORD.read_text(encoding="utf-8"))["road"] * SLOWER
    ratio = measured().whole
    for _ in range(2):
        ratio = ratio if ratio <= limit else min(ratio, measured().whole)
    return Told("the whole road, as a multiple of jieba.cut", ratio, "×", round(limit, 2))
