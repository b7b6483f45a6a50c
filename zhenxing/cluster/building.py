"""Building in shards: what is to be read is dealt out, an engine has the shards made, a manifest puts them in force."""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from builders import __version__
from builders.corrections import check as check_corrections
from builders.corrections import read as read_corrections
from builders.graph import iri
from builders.sources.limits import USUAL, Limits
from builders.sources.particulars import SIDECAR, sidecar
from builders.sources.refusals import SourceError, TextError
from builders.sources.shelves import spoken
from builders.vocabulary.lexicon import Lexicon
from zhenxing.building.rules import fingerprint
from zhenxing.cluster import records
from zhenxing.cluster.engines import Engine
from zhenxing.cluster.origins import Listing, listed
from zhenxing.cluster.records import Failure, Manifest, Shard, Written
from zhenxing.cluster.shards import Recipe, Task, make
from zhenxing.cluster.storage import Place
from zhenxing.cluster.tables import Packed, quads, schema, triples
from zhenxing.files import FileError
from zhenxing.folder import CORRECTIONS, shared_graphs


class ShardedBuild:
    """A build of sources into shards at a place; both may be URLs that fsspec knows."""

    def __init__(
        self,
        sources: Sequence[str],
        into: str,
        vocabulary: Sequence[Path] = (),
        base: str | None = None,
        limits: Limits = USUAL,
        shards: int | None = None,
    ) -> None:
        """List what is to be read, and deal it out."""
        schema()  # tells here, not in each worker, where Parquet cannot be written
        self.into = Place(Place(into).address)
        records.check(self.into)
        self.vocabulary = tuple(sorted(vocabulary, key=lambda file: file.name))
        said = self.into.read(CORRECTIONS)
        corrections = read_corrections(self.into.at(CORRECTIONS), said) if said else ()
        check_corrections(self.into.at(CORRECTIONS), corrections, Lexicon.load(self.vocabulary))
        self._rules = fingerprint(self.vocabulary)
        self.recipe = Recipe(tuple(map(_named, self.vocabulary)), base or iri.BASE, corrections, limits)
        self.listing = listed(sources)
        self.failures = (*self.listing.failures, *_undescribed(self.listing))
        self.tasks = [
            Task(number, self.into, self.listing.roots, files, self.listing.about_them(files), self.recipe)
            for number, files in enumerate(self.listing.shards(shards))
        ]

    def run(self, engine: Engine) -> Iterator[Shard]:
        """The shards as they are made; those whose workers died once more with care; at the end the manifest."""
        vocabulary = self._shared()  # first, so that a place that cannot be written is told of before the work
        made: list[Shard] = []
        again: list[Task] = []
        for task, shard in engine.map(make, self.tasks):
            if shard is None:
                again.append(task._replace(careful=True))
            else:
                made.append(shard)
                yield shard
        for task, shard in engine.map(make, again):
            made.append(shard or task.abandoned())
            yield made[-1]
        about = {"version": __version__, "rules_sha256": self._rules, "base": self.recipe.base}
        roots = [root.place.at(root.given) for root in self.listing.roots]
        Manifest(about, roots, vocabulary, made, self.failures).write(self.into)

    def _shared(self) -> Written:
        """The file of the graphs that reports share, once it is in place."""
        packed = Packed()
        for graph, file in shared_graphs(self.vocabulary):
            packed.add(quads(triples(file.read_bytes()), graph))
        return Written.to(self.into, f"quads/vocabulary-{self._rules[:12]}.nq.gz", packed.bytes())


def _named(file: Path) -> tuple[str, bytes]:
    """A vocabulary of the user's own, to be sent along."""
    try:
        return file.with_suffix(".ttl").name, file.read_bytes()
    except OSError as error:
        raise FileError(str(file), f"cannot be read ({(error.strerror or '').lower()})") from None


def _undescribed(listing: Listing) -> Iterator[Failure]:
    """What sidecars say of files that are not there."""
    there = {(file.root, spoken(file.name)) for file in listing.files}
    for one in listing.about:
        if PurePosixPath(one.name).name != SIDECAR:
            continue
        place = listing.roots[one.root].place
        try:
            names = [name for name, _ in sidecar(place.read(one.name) or b"")]
        except TextError:
            continue  # each shard tells that it cannot be read
        for name in names:
            if (one.root, (PurePosixPath(one.name).parent / spoken(name)).as_posix()) not in there:
                told = TextError("not described", f"{name} is not there").of(place.at(one.name))
                yield Failure.of(SourceError(told.path, told.reason, told.detail))
