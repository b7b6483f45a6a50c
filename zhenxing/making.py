"""Making one report: a source read, and written as Turtle; the part of a build that any process can do."""

import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from builders import __version__, iri
from builders.errors import ReportError
from builders.graph import Build, turtle
from builders.pipeline import Reader
from builders.sources import Found, SourceError
from zhenxing.folder import Entry, sha256
from zhenxing.rules import fingerprint
from zhenxing.summary import Summary


@dataclass(frozen=True, slots=True)
class Made:
    """A report's entry, its text and graph, and what there is in it."""

    entry: Entry
    text: bytes
    graph: bytes
    summary: Summary


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes reports of sources, all with the same vocabularies and the same base of their IRIs."""

    reader: Reader
    build: Build
    base: str
    rules: str

    @classmethod
    def load(cls, vocabularies: Iterable[Path] = (), base: str = iri.BASE) -> Self:
        """A maker with the shipped vocabularies and those of further Turtle files."""
        files = tuple(vocabularies)
        reader = Reader.load(files)
        return cls(reader, Build.of(__version__, reader.lexicon), base, fingerprint(files))

    def make(self, found: Found, recorded: str, known: Entry | None = None) -> Made | Entry | ReportError:
        """A report, or why there is none; what is known of it where that still holds."""
        try:
            source = found.read()
            name = iri.report(source.name, self.base)
            if known and (known.source_sha256, known.rules_sha256, known.iri) == (source.sha256, self.rules, name):
                return known
            report = self.reader.read(source)
            graph = turtle(report, self.reader.lexicon, self.base, labels=self.reader.labels, build=self.build)
        except ReportError as error:
            return error
        except Exception as error:
            return _fault(found.path, error)
        text = report.text.encode()
        entry = Entry(
            slug=iri.slug(report.name),
            name=report.name,
            iri=name,
            source=recorded,
            encoding=source.encoding,
            source_sha256=source.sha256,
            text_sha256=sha256(text),
            graph_sha256=sha256(graph),
            vocabulary_sha256=self.build.vocabulary,
            rules_sha256=self.rules,
            version=self.build.version,
        )
        names = self.reader.labels(report.region) if report.region else None
        return Made(entry, text, graph, Summary.of(report, names[0] if names else ""))


def _fault(path: str, error: Exception) -> SourceError:
    """A fault of the program over one source, told in a line, so that the sources after it are still built."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return SourceError(path, "failed", f"{type(error).__name__}: {error} at {Path(last.filename).name}:{last.lineno}")
