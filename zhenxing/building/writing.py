"""Writing a graph folder: everything is made aside, and put in place at the end in one go.

A build that is broken off, at whatever moment, leaves the old graph as it was; the next one takes up what it had made.
While `.building/manifest.json` is there, all is made and only being moved: that is finished first.
"""

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import Final

from filelock import FileLock, Timeout

from zhenxing.files import FileError, write
from zhenxing.folder import BUILDING, MANIFEST, Entry, Folder, sha256

_JOURNAL: Final = "journal.jsonl"
_LOCK: Final = ".lock"
_PARTS: Final = MappingProxyType({"reports": "*.ttl", "texts": "*.txt", "vocabulary": "*.ttl"})


class Writing:
    """A graph folder being written."""

    def __init__(self, path: Path) -> None:
        """Take up the folder as the last build left it; see `writing`."""
        self.path = path
        self._draft = path / BUILDING
        _finish(path)
        old = _old(path)
        self._entries: dict[str, Entry] = dict(old.entries)
        self._given = set(old.given)
        self._drafted: dict[str, Entry] = {}
        for entry in _journal(self._draft / _JOURNAL):
            if sound(entry, self._draft):
                self._entries[entry.slug] = self._drafted[entry.slug] = entry

    @property
    def folder(self) -> Folder:
        """The folder as it will be."""
        return Folder(self.path, MappingProxyType(dict(sorted(self._entries.items()))), tuple(sorted(self._given)))

    def entry(self, slug: str) -> Entry | None:
        """The report of that slug."""
        return self._entries.get(slug)

    def keep(self, vocabularies: Iterable[Path]) -> None:
        """Put copies of vocabularies into the folder, so that its graphs can be read with them."""
        for file in vocabularies:
            self._write(f"vocabulary/{file.with_suffix('.ttl').name}", file.read_bytes())

    def sound(self, entry: Entry) -> bool:
        """Whether the files of a report are there as they were written."""
        return sound(entry, self._draft if entry.slug in self._drafted else self.path)

    def add(self, entry: Entry, text: bytes, graph: bytes) -> None:
        """Add a report with its files; one of the same name is replaced."""
        self._write(f"texts/{entry.slug}.txt", text)
        self._write(f"reports/{entry.slug}.ttl", graph)
        self._drafted[entry.slug] = self._entries[entry.slug] = entry
        with _told(self._draft / _JOURNAL), (self._draft / _JOURNAL).open("ab") as journal:
            journal.write(_line(entry))

    def note(self, entry: Entry) -> None:
        """Take down a report whose files are good, but which came from elsewhere this time."""
        self._entries[entry.slug] = entry

    def remove(self, slug: str) -> None:
        """Leave a report out."""
        del self._entries[slug]

    def given(self, folders: Iterable[str]) -> None:
        """Take down folders of sources."""
        self._given.update(folders)

    def commit(self) -> None:
        """Put everything that was made in place."""
        self._write(MANIFEST, self.folder.manifest())
        _finish(self.path)

    def _write(self, name: str, data: bytes) -> None:
        """Write a file aside."""
        place = self._draft / name
        with _told(place):
            place.parent.mkdir(parents=True, exist_ok=True)
        write(place, data)


@contextmanager
def writing(path: str | Path) -> Iterator[Writing]:
    """The folder at a path, begun where there is none, ready to be written by this build alone."""
    place = Path(path)
    if place.exists() and not _ours(place):
        raise FileError(str(place), "not a graph folder, and not empty; choose another")
    with _told(place, "made"):
        place.mkdir(parents=True, exist_ok=True)
    lock = FileLock(place / _LOCK, timeout=0)
    with _told(place / _LOCK):
        try:
            lock.acquire()
        except Timeout:
            raise FileError(str(place), "another build is writing it; try again when that is done") from None
    try:
        yield Writing(place)
    finally:
        lock.release()


def vocabularies(path: Path, given: Iterable[Path] = ()) -> list[Path]:
    """The vocabularies given and those that builds of a folder kept, by name; one given replaces its namesake."""
    kept = {file.name: file for place in (path, path / BUILDING) for file in (place / "vocabulary").glob("*.ttl")}
    named = kept | {file.with_suffix(".ttl").name: file for file in given}
    return [file for _, file in sorted(named.items())]


def _ours(path: Path) -> bool:
    """Whether a path is a graph folder, or one could be made of it."""
    names = {file.name for file in path.iterdir()} if path.is_dir() else {""}
    return names <= {_LOCK} or not names.isdisjoint((MANIFEST, BUILDING))


def _old(path: Path) -> Folder:
    """The folder as an older build left it; an empty one where its manifest is damaged."""
    try:
        return Folder.load(path)
    except FileError:
        return Folder(path, MappingProxyType({}))


def sound(entry: Entry, place: Path) -> bool:
    """Whether a place holds the files of a report."""
    files = {f"texts/{entry.slug}.txt": entry.text_sha256, f"reports/{entry.slug}.ttl": entry.graph_sha256}
    try:
        return all(sha256((place / name).read_bytes()) == digest for name, digest in files.items())
    except OSError:
        return False


def _journal(file: Path) -> Iterator[Entry]:
    """What a build that was broken off had made; a line may be cut."""
    for line in file.read_bytes().splitlines() if file.exists() else ():
        with suppress(ValueError, TypeError):
            yield Entry(**json.loads(line))


def _line(entry: Entry) -> bytes:
    """An entry in the journal; it begins a line of its own even after one that was cut."""
    return b"\n" + json.dumps(asdict(entry), ensure_ascii=False).encode()


def _finish(path: Path) -> None:
    """Move what a finished build has made into place, its manifest last, and clear away what no report has."""
    draft = path / BUILDING
    if not (draft / MANIFEST).exists():
        return
    folder = Folder.read(path, (draft / MANIFEST).read_bytes())
    with _told(path):
        for part, pattern in _PARTS.items():
            for file in sorted((draft / part).glob(pattern)):
                (path / part).mkdir(exist_ok=True)
                file.replace(path / part / file.name)
        for part, slug in _files(path):
            if slug not in folder.entries:
                (path / part).unlink()
        (draft / MANIFEST).replace(path / MANIFEST)
        shutil.rmtree(draft)


def _files(path: Path) -> list[tuple[str, str]]:
    """The files of reports that lie in a folder, with their slugs."""
    found = (file for part in ("reports", "texts") for file in sorted((path / part).glob(_PARTS[part])))
    return [(file.relative_to(path).as_posix(), file.stem) for file in found]


@contextmanager
def _told(path: Path, act: str = "written") -> Iterator[None]:
    """Tell of a full disk or a folder that may not be written in one line."""
    try:
        yield
    except OSError as error:
        raise FileError(str(path), f"cannot be {act} ({(error.strerror or str(error)).lower()})") from error
