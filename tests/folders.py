"""A graph folder made of the sample reports, for the tests of what reads one."""

from pathlib import Path

from builders import __version__
from builders.facts import Report
from builders.graph import Build, turtle
from builders.iri import BASE
from builders.sources import Source
from tests.samples import LEXICON, NAMES, yuncheng, yuzhong
from zhenxing.folder import Folder, Writing


def fill(path: Path, *reports: Report, base: str = BASE) -> Folder:
    """The folder at a path, with the reports in it."""
    build = Build.of(__version__, LEXICON)
    with Writing(path) as writing:
        for report in reports:
            source = Source(report.name, report.text, report.encoding, report.sha256)
            graph = turtle(report, LEXICON, base, labels=NAMES.get, build=build)
            writing.add(f"given/{report.name}", source, report, graph, base, build)
    return Folder.load(path)


def samples(path: Path) -> Folder:
    """The folder of both sample reports."""
    return fill(path, yuncheng(), yuzhong())
