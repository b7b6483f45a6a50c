"""The graph folder: one Turtle file and one text a report, and the manifest that says what they were made of.

`reports/<slug>.ttl` is the truth and loads as the named graph of its report; `texts/<slug>.txt` is the text that the
offsets count; `vocabulary/` keeps the vocabularies of the user's own; `store/` is derived.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, Self

from builders import iri
from builders.facts import Report
from builders.graph import Build
from builders.resources import folder as data_folder
from builders.sources import Source
from zhenxing.files import FileError, write

MANIFEST: Final = "manifest.json"
FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One report of a graph folder: where it came from, and the hashes and versions that made its files."""

    slug: str
    name: str
    iri: str
    source: str
    encoding: str
    source_sha256: str
    text_sha256: str
    graph_sha256: str
    vocabulary_sha256: str
    version: str


@dataclass(frozen=True, slots=True)
class Folder:
    """A graph folder as its manifest describes it."""

    path: Path
    entries: Mapping[str, Entry]

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """The graph folder at a path."""
        place = Path(path)
        manifest = place / MANIFEST
        if not place.exists():
            raise FileError(str(path), "no such graph folder; `zhenxing build SOURCE --into FOLDER` makes one")
        try:
            said = json.loads(manifest.read_bytes())
            entries = {record["slug"]: Entry(**record) for record in said["reports"]}
        except (FileNotFoundError, NotADirectoryError):
            raise FileError(str(path), f"not a graph folder: it has no {MANIFEST}") from None
        except OSError as error:
            raise FileError(str(manifest), f"cannot be read ({(error.strerror or '').lower()})") from None
        except (ValueError, KeyError, TypeError):
            raise FileError(str(manifest), "damaged; building the sources again mends it") from None
        return cls(place, MappingProxyType(dict(sorted(entries.items()))))

    def graph(self, slug: str) -> Path:
        """Where the report's graph lies."""
        return self.path / "reports" / f"{slug}.ttl"

    def text(self, slug: str) -> Path:
        """Where the report's text lies."""
        return self.path / "texts" / f"{slug}.txt"

    def vocabularies(self) -> list[Path]:
        """The user's own vocabularies, by name."""
        return sorted((self.path / "vocabulary").glob("*.ttl"))

    def graphs(self) -> Iterator[tuple[str, Path]]:
        """Every named graph and the file that holds it: the ontology, the vocabularies, the reports."""
        for file in sorted(data_folder("ontology").glob("*.ttl")):
            yield iri.BASE + ("ontology" if file.stem == "zhenxing" else f"ontology/{file.stem}"), file
        for file in self.vocabularies():
            yield iri.BASE + f"vocabulary/{iri.slug(file.stem + '.txt')}", file
        for entry in self.entries.values():
            yield entry.iri, self.graph(entry.slug)

    def entry(self, name: str) -> Entry:
        """The report of that name or slug."""
        for entry in self.entries.values():
            if name in (entry.name, entry.slug):
                return entry
        known = ", ".join(entry.name for entry in self.entries.values())
        raise FileError(name, f"no such report in {self.path}; it has {known or 'none'}")


class Writing:
    """A graph folder being written: reports are added one by one, and the manifest is written at the end."""

    def __init__(self, path: str | Path) -> None:
        """Take up the folder at a path, or begin one there."""
        self.path = Path(path)
        self._entries: dict[str, Entry] = {}

    def __enter__(self) -> Self:
        """The folder, ready for reports."""
        if (self.path / MANIFEST).exists():
            self._entries = dict(_kept(self.path))
        elif self.path.exists() and (not self.path.is_dir() or any(self.path.iterdir())):
            raise FileError(str(self.path), "not a graph folder, and not empty; choose another")
        try:
            for name in ("reports", "texts"):
                (self.path / name).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileError(str(self.path), f"cannot be made ({(error.strerror or '').lower()})") from None
        return self

    def vocabularies(self, given: Iterable[Path]) -> list[Path]:
        """The vocabularies given and those that earlier builds kept, by name; one given replaces its namesake."""
        kept = {file.name: file for file in self.folder.vocabularies()}
        named = kept | {file.with_suffix(".ttl").name: file for file in given}
        return [file for _, file in sorted(named.items())]

    def keep(self, vocabularies: Iterable[Path]) -> None:
        """Put copies of vocabularies into the folder, so that its graphs can be read with them."""
        for file in vocabularies:
            (self.path / "vocabulary").mkdir(exist_ok=True)
            write(self.path / "vocabulary" / file.with_suffix(".ttl").name, file.read_bytes())

    def add(self, path: str, source: Source, report: Report, turtle: bytes, base: str, build: Build) -> None:
        """Write a report's files; one of the same name is replaced."""
        slug = iri.slug(report.name)
        text = report.text.encode()
        write(self.folder.text(slug), text)
        write(self.folder.graph(slug), turtle)
        self._entries[slug] = Entry(
            slug=slug,
            name=report.name,
            iri=iri.report(report.name, base),
            source=path,
            encoding=source.encoding,
            source_sha256=source.sha256,
            text_sha256=sha256(text),
            graph_sha256=sha256(turtle),
            vocabulary_sha256=build.vocabulary,
            version=build.version,
        )

    @property
    def folder(self) -> Folder:
        """The folder as it stands."""
        return Folder(self.path, MappingProxyType(dict(sorted(self._entries.items()))))

    def __exit__(self, *_: object) -> None:
        """Write the manifest, of all that was added even when the build was broken off."""
        write(self.path / MANIFEST, _manifest(self._entries))


def sha256(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _manifest(entries: Mapping[str, Entry]) -> bytes:
    """The manifest, the same bytes for the same entries."""
    reports = [asdict(entries[slug]) for slug in sorted(entries)]
    return (json.dumps({"format": FORMAT, "reports": reports}, ensure_ascii=False, indent=1) + "\n").encode()


def _kept(path: Path) -> Mapping[str, Entry]:
    """The entries of an older build; none where its manifest is damaged."""
    try:
        return Folder.load(path).entries
    except FileError:
        return {}
