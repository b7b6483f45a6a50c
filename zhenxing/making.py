"""Making one report: a source read, and written as Turtle; the part of a build that any process can do."""

import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from builders import __version__, iri
from builders.corrections import Correction, lost
from builders.errors import ReportError
from builders.graph import Build, turtle
from builders.pipeline import Reader
from builders.sources import Found, SourceError
from zhenxing.correcting import Corrections, by_report, digest
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
    lost: tuple[Correction, ...] = ()  # corrections whose fact is not there


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes reports of sources, all with the same vocabularies and the same base of their IRIs."""

    reader: Reader
    build: Build
    base: str
    rules: str
    corrections: Corrections

    @classmethod
    def load(
        cls, vocabularies: Iterable[Path] = (), base: str = iri.BASE, corrections: tuple[Correction, ...] = ()
    ) -> Self:
        """A maker with the shipped vocabularies, those of further Turtle files, and people's corrections."""
        files = tuple(vocabularies)
        reader = Reader.load(files)
        build = Build.of(__version__, reader.lexicon)
        return cls(reader, build, base, fingerprint(files), by_report(corrections))

    def make(self, found: Found, recorded: str, known: Entry | None = None) -> Made | Entry | ReportError:
        """A report, or why there is none; what is known of it where that still holds."""
        try:
            source = found.read()
            address = iri.report(source.name, self.base)
            said = self.corrections.get(source.name, ())
            made_of = (source.sha256, self.rules, digest(said), address)
            if known and (known.source_sha256, known.rules_sha256, known.corrections_sha256, known.iri) == made_of:
                return known
            report = self.reader.read(source, said)
            graph = turtle(report, self.reader.lexicon, self.base, labels=self.reader.labels, build=self.build)
        except ReportError as error:
            return error
        except Exception as error:
            return _fault(found.path, error)
        text = report.text.encode()
        entry = Entry(
            slug=iri.slug(report.name),
            name=report.name,
            iri=address,
            source=recorded,
            encoding=source.encoding,
            source_sha256=source.sha256,
            text_sha256=sha256(text),
            graph_sha256=sha256(graph),
            vocabulary_sha256=self.build.vocabulary,
            rules_sha256=self.rules,
            corrections_sha256=digest(said),
            version=self.build.version,
        )
        names = self.reader.labels(report.region) if report.region else None
        summary = Summary.of(report, names[0] if names else "")
        return Made(entry, text, graph, summary, lost(report, said))


def _fault(path: str, error: Exception) -> SourceError:
    """A fault of the program over one source, told in a line, so that the sources after it are still built."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return SourceError(path, "failed", f"{type(error).__name__}: {error} at {Path(last.filename).name}:{last.lineno}")
