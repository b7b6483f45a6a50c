"""Origins: the files that hold sources, listed once, dealt out to shards and copied to where they are read."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from builders.sources import archives, corpora
from builders.sources.particulars import SIDECAR
from builders.sources.refusals import SourceError, TextError
from builders.sources.shelves import IGNORE, KINDS, suffix_of
from zhenxing.cluster.records import Failure
from zhenxing.cluster.storage import Place, Stored, reason
from zhenxing.folder import sha256

AT_ONCE: Final = 32_000_000  # bytes; files that are read together, one request each
SHARD: Final = 256  # files; a shard has at most so many in the mean
_ABOUT: Final = frozenset({SIDECAR, IGNORE})
_GATHERING: Final = frozenset({archives.SUFFIX, *corpora.SUFFIXES})


class Root(NamedTuple):
    """What was asked for: a folder of files, or the folder that a file given by name lies in."""

    place: Place
    given: str = ""  # the file, where it is one


class Origin(NamedTuple):
    """A file below one of the roots."""

    root: int
    name: str
    size: int


class Listing(NamedTuple):
    """The files to be read, those that say something about them, and what cannot be read."""

    roots: tuple[Root, ...]
    files: tuple[Origin, ...]
    about: tuple[Origin, ...]
    failures: tuple[Failure, ...]

    def shards(self, count: int | None = None) -> list[tuple[Origin, ...]]:
        """The files of each shard: by a hash of their names, so that a new file changes one shard alone."""
        parts = count or _enough(len(self.files))
        dealt: list[list[Origin]] = [[] for _ in range(parts)]
        for file in self.files:
            dealt[int(sha256(file.name.encode())[:15], 16) % parts].append(file)
        return [tuple(part) for part in dealt]

    def about_them(self, files: Sequence[Origin]) -> tuple[Origin, ...]:
        """What says something about any of these files: what lies in the folders above them."""
        above = {(file.root, parent) for file in files for parent in PurePosixPath(file.name).parents}
        return tuple(one for one in self.about if (one.root, PurePosixPath(one.name).parent) in above)


def listed(urls: Iterable[str]) -> Listing:
    """All files below URLs and paths."""
    roots: list[Root] = []
    found: dict[str, Origin] = {}
    about: list[Origin] = []
    failures: list[Failure] = []
    for url in urls:
        root, files = _below(url)
        if not files:
            failures.append(Failure.of(SourceError(url, "missing" if files is None else "no reports")))
        for file in files or ():
            origin = Origin(len(roots), *file)
            address = root.place.at(file.name)
            if not _is_safe(file.name):
                failures.append(Failure.of(SourceError(address, "unsafe")))
            elif PurePosixPath(file.name).name in _ABOUT:
                about.append(origin)
            elif root.given == file.name or suffix_of(file.name) in KINDS:
                found.setdefault(address, origin)
        roots.append(root)
    return Listing(tuple(roots), tuple(found.values()), tuple(about), tuple(failures))


def _below(url: str) -> tuple[Root, Sequence[Stored] | None]:
    """What a URL stands for, and the files in it; None where nothing is there."""
    place = Place(url)
    if place.is_folder():
        return Root(place), place.files()
    size = place.size("")
    if size is None:
        return Root(place), None
    folder, _, name = place.address.rpartition("/")
    root = Root(Place(folder), name)
    beside = (Stored(each, known) for each in _ABOUT if (known := root.place.size(each)) is not None)
    return root, (Stored(name, size), *beside)


def fetched(
    roots: Sequence[Root], files: Iterable[Origin], into: Path, most: int
) -> Iterator[tuple[Origin, str | Failure]]:
    """Files copied into a folder, `into/ROOT/NAME`, each with its SHA-256 or why it cannot be read."""
    for batch in _batches(files, most):
        for root in sorted({file.root for file in batch}):
            place = roots[root].place
            mine = [file for file in batch if file.root == root]
            small = [file for file in mine if file.size <= AT_ONCE]
            for file, data in zip(small, place.read_all(file.name for file in small), strict=True):
                yield file, _kept(file, data, into, place)
            for file in mine:
                if file.size > AT_ONCE:
                    yield file, _copied(file, into, place, most)


def _batches(files: Iterable[Origin], most: int) -> Iterator[list[Origin]]:
    """Files that together are read at once."""
    batch: list[Origin] = []
    size = 0
    for file in files:
        if batch and size + file.size > AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append(file)
        size += file.size
    if batch:
        yield batch


def _kept(file: Origin, data: bytes | Exception, into: Path, place: Place) -> str | Failure:
    """The SHA-256 of a file whose bytes were read."""
    if isinstance(data, Exception):
        return Failure.of(SourceError(place.at(file.name), "unreadable", reason(data)))
    try:
        _target(file, into).write_bytes(data)
    except OSError as error:
        return Failure.of(SourceError(place.at(file.name), "unreadable", reason(error)))
    return sha256(data)


def _copied(file: Origin, into: Path, place: Place, most: int) -> str | Failure:
    """The SHA-256 of a large file; one that is no collection of sources must not be larger than allowed."""
    address = place.at(file.name)
    if file.size > most and suffix_of(file.name) not in _GATHERING:
        return Failure.of(TextError("too large", f"{file.size:,} bytes").of(address))
    try:
        target = _target(file, into)
        place.copy(file.name, target)
        with target.open("rb") as copy:
            return hashlib.file_digest(copy, "sha256").hexdigest()
    except Exception as error:
        return Failure.of(SourceError(address, "unreadable", reason(error)))


def _target(file: Origin, into: Path) -> Path:
    """Where a file is copied to."""
    target = into / str(file.root) / file.name
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def _is_safe(name: str) -> bool:
    """Whether a name stays below its root: an object store lets a name be anything."""
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and ".." not in parts and "\0" not in name


def _enough(files: int) -> int:
    """The least power of two shards: as sources are added, their number seldom changes."""
    return 1 << max(0, (files - 1) // SHARD).bit_length()
