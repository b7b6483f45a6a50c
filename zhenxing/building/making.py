"""Making one report: a source read, and written as Turtle; the part of a build that any process can do."""

import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from builders import __version__
from builders.corrections import Correction, lost
from builders.errors import ReportError
from builders.graph import iri
from builders.graph.report import Build, turtle
from builders.pipeline import Reader
from builders.sources.refusals import SourceError
from builders.sources.source import Found
from zhenxing.building.correcting import Corrections, by_report, digest
from zhenxing.building.rules import fingerprint
from zhenxing.building.summary import Summary
from zhenxing.building.timing import TimeUp, limited
from zhenxing.folder import Entry, sha256


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
            with limited(found.limits.seconds):
                return self._make(found, recorded, known)
        except ReportError as error:
            return error
        except TimeUp:
            return SourceError(found.path, "too slow", f"{found.limits.seconds:g} s")
        except Exception as error:
            return _fault(found.path, error)

    def _make(self, found: Found, recorded: str, known: Entry | None) -> Made | Entry:
        """A report, or what is known of it where that still holds."""
        data = found.data()
        said = self.corrections.get(str(found.name), ())
        address = iri.report(str(found.name), self.base)
        if known and known.iri == address and self._holds(known, found, data, said):
            return known
        source = found.source(data)
        report = self.reader.read(source, said)
        graph = turtle(report, self.reader.lexicon, self.base, labels=self.reader.labels, build=self.build)
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
            means=source.means,
            particulars_sha256=found.particulars.digest,
        )
        names = self.reader.labels(report.region) if report.region else None
        summary = Summary.of(report, names[0] if names else "")
        return Made(entry, text, graph, summary, lost(report, said))

    def _holds(self, known: Entry, found: Found, data: bytes, said: Sequence[Correction]) -> bool:
        """Whether a report was made of the same: bytes, what is said of it, rules and corrections."""
        encoding = found.limits.encoding
        return (
            (known.source_sha256, known.particulars_sha256) == (sha256(data), found.particulars.digest)
            and (known.rules_sha256, known.corrections_sha256) == (self.rules, digest(said))
            and (not encoding or known.encoding in ("", encoding))
        )


def _fault(path: str, error: Exception) -> SourceError:
    """A fault of the program over one source, told in a line, so that the sources after it are still built."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return SourceError(path, "failed", f"{type(error).__name__}: {error} at {Path(last.filename).name}:{last.lineno}")
