"""A graph folder made of the sample reports, for the tests of what reads one."""

from collections.abc import Mapping
from pathlib import Path

from builders import __version__
from builders.facts import Report
from builders.graph.iri import BASE, slug
from builders.graph.iri import report as address
from builders.graph.report import Build, turtle
from tests.samples import LEXICON, NAMES, yuncheng, yuzhong
from zhenxing.building.writing import writing
from zhenxing.folder import Entry, Folder, sha256


def fill(path: Path, *reports: Report, base: str = BASE) -> Folder:
    """The folder at a path, with the reports in it."""
    build = Build.of(__version__, LEXICON)
    with writing(path) as folder:
        for report in reports:
            text = report.text.encode()
            graph = turtle(report, LEXICON, base, labels=NAMES.get, build=build)
            folder.add(entry(report, text, graph, base, build), text, graph)
        folder.commit()
    return Folder.load(path)


def entry(report: Report, text: bytes, graph: bytes, base: str, build: Build) -> Entry:
    """What the manifest says of a report."""
    return Entry(
        slug=slug(report.name),
        name=report.name,
        iri=address(report.name, base),
        source=f"given/{report.name}",
        encoding=report.encoding,
        source_sha256=report.sha256,
        text_sha256=sha256(text),
        graph_sha256=sha256(graph),
        vocabulary_sha256=build.vocabulary,
        rules_sha256="",
        corrections_sha256="",
        version=build.version,
    )


def samples(path: Path) -> Folder:
    """The folder of both sample reports."""
    return fill(path, yuncheng(), yuzhong())


def hold(path: Path, graphs: Mapping[str, bytes]) -> None:
    """Make the folder at a path hold graphs of any kind, by their IRIs, and no others."""
    with writing(path) as folder:
        for kept in [*folder.folder.entries]:
            folder.remove(kept)
        for number, (iri, data) in enumerate(graphs.items()):
            names = dict.fromkeys(Entry.__slots__, "")
            folder.add(Entry(**names | {"slug": f"graph-{number}", "name": f"{number}.txt", "iri": iri}), b"", data)
        folder.commit()
