"""What is written down of a build in shards: each shard's sources, files and counts, and the manifest over all."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, Self

from builders.errors import ReportError
from builders.sources.refusals import SourceError
from zhenxing.cluster.storage import Place
from zhenxing.files import FileError
from zhenxing.folder import MANIFEST, sha256

FORMAT: Final = "zhenxing-shards-1"
FOLDERS: Final = ("quads", "facts", "shards")
_PASSING: Final = frozenset({"failed", "too slow", "unreadable"})  # what may go well another time


class Failure(NamedTuple):
    """A source that gave no report, and why."""

    path: str
    reason: str
    told: str

    @classmethod
    def of(cls, error: ReportError, path: str = "") -> Self:
        """The failure that an error tells of."""
        if isinstance(error, SourceError):
            return cls(error.path, error.reason, error.told)
        return cls(path, "failed", " ".join(str(error).split()))

    def __str__(self) -> str:
        """The path and what is wrong with it."""
        return f"{self.path}: {self.told}"


class Written(NamedTuple):
    """A file that was written: its name below the place, its length in bytes and its SHA-256."""

    name: str
    length: int
    sha256: str

    @classmethod
    def to(cls, place: Place, name: str, data: bytes) -> Self:
        """The file, once the bytes are at the place."""
        place.write(name, data)
        return cls(name, len(data), sha256(data))


class Told(NamedTuple):
    """A report of a shard: what it was made of, and what was made of it."""

    name: str
    iri: str
    source_sha256: str
    graph_sha256: str
    quads: int
    facts: int


class Counts(NamedTuple):
    """How many reports there are, how many facts and how many quads."""

    reports: int = 0
    facts: int = 0
    quads: int = 0

    @classmethod
    def of(cls, told: Sequence[Told]) -> Self:
        """The counts of reports."""
        return cls(len(told), sum(report.facts for report in told), sum(report.quads for report in told))

    def told(self) -> str:
        """The counts in words."""
        return ", ".join(f"{name} {count:,}" for name, count in self._asdict().items())


_NONE: Final = Counts()


@dataclass(frozen=True, slots=True)
class Shard:
    """A shard: its files, what is in them and what failed; `key` stands for all that it was made of.

    Its reports are in its record alone, that a driver need not remember each of a million.
    """

    number: int
    key: str
    counts: Counts = _NONE
    files: tuple[Written, ...] = ()
    failures: tuple[Failure, ...] = ()
    lost: tuple[str, ...] = ()  # corrections whose fact is not there

    @property
    def name(self) -> str:
        """What its files are called: another input, another name."""
        return f"{self.number:05}-{self.key[:12]}"

    @property
    def record(self) -> str:
        """Where it is written down."""
        return f"shards/{self.name}.json"

    def write(self, place: Place, reports: Sequence[Told]) -> None:
        """Write it down with its reports."""
        said = {"format": FORMAT, "number": self.number, "key": self.key, **self._told()}
        said |= {"failures": [failure._asdict() for failure in self.failures], "lost": self.lost}
        place.write(self.record, json_of(said | {"sources": [report._asdict() for report in reports]}))

    def line(self) -> dict[str, object]:
        """What the manifest tells of it."""
        return {"number": self.number, "key": self.key, "record": self.record, **self._told()}

    def _told(self) -> dict[str, object]:
        """Its counts and its files."""
        return {**self.counts._asdict(), "files": [file._asdict() for file in self.files]}

    def is_whole(self, place: Place) -> bool:
        """Whether its files are there, and nothing failed that may go well another time."""
        passing = any(failure.reason in _PASSING for failure in self.failures)
        return not passing and all(place.size(file.name) == file.length for file in self.files)

    @classmethod
    def load(cls, place: Place, number: int, key: str) -> Self | None:
        """The shard that a place has of a key; None where it has none, or it is not whole."""
        data = place.read(cls(number, key).record)
        try:
            found = cls._read(json.loads(data)) if data else None
        except (ValueError, KeyError, TypeError):
            return None
        return found if found and found.key == key and found.is_whole(place) else None

    @classmethod
    def _read(cls, said: Mapping[str, Any]) -> Self:
        """The shard that a record describes."""
        return cls(
            said["number"],
            said["key"],
            Counts(*(said[name] for name in Counts._fields)),
            tuple(Written(**each) for each in said["files"]),
            tuple(Failure(**each) for each in said["failures"]),
            tuple(said["lost"]),
        )


class Manifest(NamedTuple):
    """A whole build: what it was made of, and its shards by number; written last, it puts all of them in force."""

    made: Mapping[str, str]
    sources: Sequence[str]
    vocabulary: Written
    shards: Sequence[Shard]
    failures: Sequence[Failure]

    def write(self, place: Place) -> None:
        """Write it down, and clear away the files of earlier builds."""
        shards = sorted((shard for shard in self.shards if shard.files), key=lambda shard: shard.number)
        totals = Counts(*(sum(column) for column in zip(*(shard.counts for shard in shards), strict=True)))
        failures = sorted({*self.failures, *(failure for shard in self.shards for failure in shard.failures)})
        said = {
            "format": FORMAT,
            **self.made,
            "sources": list(self.sources),
            **totals._asdict(),
            "vocabulary": self.vocabulary._asdict(),
            "shards": [shard.line() for shard in shards],
            "failures": [failure._asdict() for failure in failures],
        }
        place.write(MANIFEST, json_of(said))
        kept = {self.vocabulary.name, *(file.name for shard in shards for file in shard.files)}
        kept |= {shard.record for shard in shards}
        for file in place.files():
            if file.name.partition("/")[0] in FOLDERS and file.name not in kept:
                place.remove(file.name)


def check(place: Place) -> None:
    """Raise a FileError where something else is at the place."""
    data = place.read(MANIFEST)
    try:
        ours = data is None or json.loads(data)["format"] == FORMAT
    except (ValueError, KeyError, TypeError):
        ours = False
    if not ours:
        raise FileError(place.url, "exists, and was not made in shards; choose another")


def json_of(said: object) -> bytes:
    """An object as JSON, the same bytes for the same object."""
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def digest(*parts: object) -> str:
    """What stands for all of these."""
    return sha256("\n".join(map(repr, parts)).encode())
