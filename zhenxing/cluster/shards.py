"""Making a shard, the pure part: some files read into reports, written as one file of N-Quads and one of facts."""

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from builders.corrections import Correction
from builders.errors import ReportError
from builders.sources.finding import find_sources
from builders.sources.limits import Limits
from zhenxing.building import workers
from zhenxing.building.making import Made, Maker
from zhenxing.building.rules import fingerprint
from zhenxing.building.workers import Means, Result
from zhenxing.cluster.origins import Origin, Root, fetched
from zhenxing.cluster.records import Counts, Failure, Shard, Told, Written, digest
from zhenxing.cluster.storage import Place
from zhenxing.cluster.tables import Packed, batch, parquet, quads, triples
from zhenxing.held import BATCH, Held

if TYPE_CHECKING:
    import pyarrow


class Recipe(NamedTuple):
    """What reports are made with: vocabularies by name, the base of IRIs, corrections and limits."""

    vocabularies: tuple[tuple[str, bytes], ...]
    base: str
    corrections: tuple[Correction, ...]
    limits: Limits


class Task(NamedTuple):
    """A shard to be made: its files, what says something about them, and where it goes.

    A careful one is made with each report in a process apart, since processes have died of it.
    """

    number: int
    into: Place
    roots: tuple[Root, ...]
    files: tuple[Origin, ...]
    about: tuple[Origin, ...]
    recipe: Recipe
    careful: bool = False

    def abandoned(self) -> Shard:
        """The shard where every process at work on it has died."""
        told = "the process that read its shard died again and again; was there memory enough?"
        paths = [self.roots[file.root].place.at(file.name) for file in self.files]
        return Shard(self.number, "", failures=tuple(Failure(path, "failed", told) for path in paths))


def make(task: Task) -> Shard:
    """The shard of a task, in place; one that is there already, of the same input, is left as it is."""
    with tempfile.TemporaryDirectory(prefix="zhenxing-", ignore_cleanup_errors=True) as spare:
        into = Path(spare)
        got = dict(fetched(task.roots, (*task.about, *task.files), into, task.recipe.limits.size))
        key = _key(task, got)
        if known := Shard.load(task.into, task.number, key):
            return known
        draft = _Draft(task, _Mirror(into, task.roots))
        draft.failures.extend(failure for failure in got.values() if isinstance(failure, Failure))
        draft.read()
        return draft.written(key)


def _key(task: Task, got: Mapping[Origin, str | Failure]) -> str:
    """What stands for all that a shard depends on."""
    recipe = task.recipe
    hashes = sorted(
        (file.root, task.roots[file.root].given, file.name, said if isinstance(said, str) else "")
        for file, said in got.items()
    )
    rules = fingerprint(_vocabularies(recipe.vocabularies))
    return digest(rules, recipe.base, recipe.corrections, recipe.limits, hashes)


class _Mirror(NamedTuple):
    """The folder that a task's files were copied into, and the roots that they come from."""

    folder: Path
    roots: Sequence[Root]

    def paths(self) -> list[Path]:
        """What is to be read: the copies of folders, and of files that were given by name."""
        paths = (self.folder / str(number) / root.given for number, root in enumerate(self.roots))
        return [path for path in paths if path.exists()]

    def named(self, failure: Failure) -> Failure:
        """A failure that tells of the file, not of its copy."""
        for number, root in enumerate(self.roots):
            copy, original = f"{self.folder / str(number)}/", root.place.at("")
            path, told = (words.replace(copy, f"{original}/") for words in (failure.path, failure.told))
            failure = Failure(path, failure.reason, told)
        return failure


class _Draft:
    """A shard being made."""

    def __init__(self, task: Task, mirror: _Mirror) -> None:
        """Begin a shard of what a mirror holds."""
        self.failures: list[Failure] = []
        self._task = task
        self._mirror = mirror
        self._vocabularies = _vocabularies(task.recipe.vocabularies)
        self._told: list[Told] = []
        self._lost: list[str] = []
        self._quads = Packed()
        self._facts: list[pyarrow.RecordBatch] = []

    def read(self) -> None:
        """Read all sources."""
        results = self._results()
        while group := list(islice(results, BATCH)):
            errors = [Failure.of(result) for result in group if isinstance(result, ReportError)]
            self.failures.extend(map(self._mirror.named, errors))
            self._add([result for result in group if isinstance(result, Made)])

    def _results(self) -> Iterator[Result]:
        """What is made of each source, in their order."""
        recipe = self._task.recipe
        found = find_sources(self._mirror.paths(), recipe.limits, whole=False)
        tasks = [workers.Task(one, str(one.name), None) for one in found]
        if self._task.careful:
            return workers.guarded(Means(self._vocabularies, recipe.base, recipe.corrections), tasks)
        maker = _maker(self._vocabularies, recipe.base, recipe.corrections)
        return (workers.done(maker, task) for task in tasks)

    def _add(self, reports: Sequence[Made]) -> None:
        """Add reports and their facts."""
        graphs = [triples(report.graph) for report in reports]
        held = Held(self._vocabularies)
        for graph in graphs:
            held.add(graph)
        facts = held.facts([report.entry.name for report in reports])
        counts = Counter(str(fact["report"]) for fact in facts)
        for report, graph in zip(reports, graphs, strict=True):
            entry = report.entry
            self._quads.add(quads(graph, entry.iri))
            self._told.append(
                Told(
                    name=entry.name,
                    iri=entry.iri,
                    source_sha256=entry.source_sha256,
                    graph_sha256=entry.graph_sha256,
                    quads=graph.count(b"\n"),
                    facts=counts[entry.name],
                )
            )
            self._lost.extend(f"{entry.name}: {correction}" for correction in report.lost)
        self._facts.append(batch(facts))

    def written(self, key: str) -> Shard:
        """The shard, once its files are in place; its record comes last."""
        into = self._task.into
        failures, lost = tuple(sorted(self.failures)), tuple(self._lost)
        shard = Shard(self._task.number, key, Counts.of(self._told), (), failures, lost)
        files = (
            Written.to(into, f"quads/{shard.name}.nq.gz", self._quads.bytes()),
            Written.to(into, f"facts/{shard.name}.parquet", parquet(self._facts)),
        )
        shard = replace(shard, files=files)
        shard.write(into, self._told)
        return shard


@cache
def _maker(vocabularies: tuple[Path, ...], base: str, corrections: tuple[Correction, ...]) -> Maker:
    """The maker that this process is, loaded once for all its shards."""
    return Maker.load(vocabularies, base, corrections)


def _vocabularies(given: tuple[tuple[str, bytes], ...]) -> tuple[Path, ...]:
    """Vocabularies as files, for as long as this process lives."""
    return tuple(Path(_laid(given).name) / name for name, _ in given)


@cache
def _laid(given: tuple[tuple[str, bytes], ...]) -> "tempfile.TemporaryDirectory[str]":
    """A folder with these files."""
    folder = tempfile.TemporaryDirectory(prefix="zhenxing-", ignore_cleanup_errors=True)
    for name, data in given:
        (Path(folder.name) / name).write_bytes(data)
    return folder
