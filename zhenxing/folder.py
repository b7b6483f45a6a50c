"""The graph folder: one Turtle file and one text a report, and the manifest that says what they were made of.

`reports/<slug>.ttl` is the truth and loads as the named graph of its report; `texts/<slug>.txt` is the text that the
offsets count; `vocabulary/` keeps the vocabularies of the user's own, `corrections.csv` what people say of facts;
`store/` is derived. `.building/` holds what a
build has made so far and `.lock` keeps a second one out.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, Self

from builders.graph import iri
from builders.resources import folder as data_folder
from zhenxing.files import FileError

MANIFEST: Final = "manifest.json"
BUILDING: Final = ".building"
CORRECTIONS: Final = "corrections.csv"
FORMAT: Final = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One report of a graph folder: where it came from, and the hashes and versions that made its files.

    `means` tells how its text was got from its file, and `particulars_sha256` stands for what a sidecar says of it.
    `source` is an absolute path or one relative to the graph folder; `rules_sha256` stands for all that reads a
    source: code, tables and vocabularies; `corrections_sha256` for what people have said of its facts.
    """

    slug: str
    name: str
    iri: str
    source: str
    encoding: str
    source_sha256: str
    text_sha256: str
    graph_sha256: str
    vocabulary_sha256: str
    rules_sha256: str
    corrections_sha256: str
    version: str
    means: str = ""
    particulars_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Folder:
    """A graph folder as its manifest describes it."""

    path: Path
    entries: Mapping[str, Entry]
    given: tuple[str, ...] = ()  # folders of sources that it was built from, as `Entry.source` is written

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """The graph folder at a path."""
        place = Path(path)
        manifest = place / MANIFEST
        if not place.exists():
            raise FileError(str(path), "no such graph folder; `zhenxing build SOURCE --into FOLDER` makes one")
        try:
            return cls.read(place, manifest.read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            begun = (place / BUILDING).exists()
            reason = "its first build was broken off; run it again" if begun else f"it has no {MANIFEST}"
            raise FileError(str(path), f"not a graph folder: {reason}") from None
        except OSError as error:
            raise FileError(str(manifest), f"cannot be read ({(error.strerror or '').lower()})") from None
        except (ValueError, KeyError, TypeError):
            raise FileError(str(manifest), "damaged; building the sources again mends it") from None

    @classmethod
    def read(cls, path: Path, manifest: bytes) -> Self:
        """The folder that a manifest describes; ValueError, KeyError or TypeError where it is damaged."""
        said = json.loads(manifest)
        if said["format"] != FORMAT:
            raise FileError(str(path), "made by another version; `zhenxing build SOURCE --into` it again")
        entries = {record["slug"]: Entry(**record) for record in said["reports"]}
        return cls(path, MappingProxyType(dict(sorted(entries.items()))), tuple(said["folders"]))

    def manifest(self) -> bytes:
        """The manifest, the same bytes for the same entries."""
        reports = [asdict(entry) for _, entry in sorted(self.entries.items())]
        said = {"format": FORMAT, "folders": sorted(self.given), "reports": reports}
        return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()

    def graph(self, slug: str) -> Path:
        """Where the report's graph lies."""
        return self.path / "reports" / f"{slug}.ttl"

    def text(self, slug: str) -> Path:
        """Where the report's text lies."""
        return self.path / "texts" / f"{slug}.txt"

    def corrections(self) -> Path:
        """Where people's corrections lie."""
        return self.path / CORRECTIONS

    def vocabularies(self) -> list[Path]:
        """The user's own vocabularies, by name."""
        return sorted((self.path / "vocabulary").glob("*.ttl"))

    def graphs(self) -> Iterator[tuple[str, Path]]:
        """Every named graph and the file that holds it: the ontology, the vocabularies, the reports."""
        yield from shared_graphs(self.vocabularies())
        for entry in self.entries.values():
            yield entry.iri, self.graph(entry.slug)

    def entry(self, name: str) -> Entry:
        """The report of that name or slug."""
        for entry in self.entries.values():
            if name in (entry.name, entry.slug):
                return entry
        known = ", ".join(entry.name for entry in self.entries.values())
        raise FileError(name, f"no such report in {self.path}; it has {known or 'none'}")


def shared_graphs(vocabularies: Iterable[Path] = ()) -> Iterator[tuple[str, Path]]:
    """The named graphs that reports share, and their files: the ontology, and the user's own vocabularies."""
    for file in sorted(data_folder("ontology").glob("*.ttl")):
        yield iri.BASE + ("ontology" if file.stem == "zhenxing" else f"ontology/{file.stem}"), file
    for file in vocabularies:
        yield iri.BASE + f"vocabulary/{iri.slug(file.stem + '.txt')}", file


def sha256(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
