"""Building a graph folder: each source read, written as Turtle, and told of; a bad one stops no other."""

import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from builders import __version__, iri
from builders.errors import ReportError
from builders.facts import Report
from builders.graph import Build, turtle
from builders.pipeline import Reader
from builders.sources import Found, SourceError
from zhenxing.folder import Writing


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: the report read from it and its region's name, or why there is none."""

    path: str
    report: Report | None
    region: str = ""
    error: ReportError | None = None


def build(
    found: Sequence[Found], into: Path, vocabulary: Sequence[Path] = (), base: str = iri.BASE
) -> Iterator[Outcome]:
    """Build sources into a graph folder, one outcome at a time; reports that are there already stay."""
    writing = Writing(into)
    reader = Reader.load(writing.vocabularies(vocabulary))
    version = Build.of(__version__, reader.lexicon)
    with writing:
        writing.keep(vocabulary)
        for one in found:
            try:
                source = one.read()
                report = reader.read(source)
                graph = turtle(report, reader.lexicon, base, labels=reader.labels, build=version)
                writing.add(one.path, source, report, graph, base, version)
            except SourceError as error:
                yield Outcome(one.path, None, error=error)
            except ReportError:
                raise
            except Exception as error:
                yield Outcome(one.path, None, error=_broken(one.path, error))
            else:
                names = reader.labels(report.region) if report.region else None
                yield Outcome(one.path, report, names[0] if names else "")


def _broken(path: str, error: Exception) -> SourceError:
    """A fault of the program over one source, told in a line, so that the sources after it are still built."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return SourceError(path, "failed", f"{type(error).__name__}: {error} at {Path(last.filename).name}:{last.lineno}")
