"""Checking graphs against the shapes, report by report."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

import pyshacl
from rdflib import SH, Graph, Namespace
from rdflib.term import Node

from builders.resources import folder as data_folder
from builders.terms import NAMESPACE
from zhenxing.files import FileError
from zhenxing.findings import Finding, Result
from zhenxing.folder import Folder

ZX: Final = Namespace(NAMESPACE)
OA: Final = Namespace("http://www.w3.org/ns/oa#")


def check(folder: Folder) -> Iterator[Result]:
    """The findings of every report of a folder, one report at a time."""
    shapes = _shapes()
    for entry in folder.entries.values():
        file = folder.graph(entry.slug)
        # Shapes with SPARQL in them are checked twenty times faster on Oxigraph than on rdflib's own store.
        graph = Graph(store="Oxigraph")
        try:
            graph.parse(file, format="ox-turtle")
        except FileNotFoundError:
            raise FileError(str(file), "missing; building its source again mends it") from None
        except SyntaxError as error:
            raise FileError(str(file), f"not Turtle ({error.msg})") from None
        yield Result(entry.name, tuple(_findings(entry.name, graph, shapes)))


def _shapes() -> Graph:
    """All shapes: texts typed as Oxigraph has them in the data, but in memory, where pyshacl reads them fastest."""
    parsed = Graph(store="Oxigraph")
    for file in sorted(data_folder("shapes").glob("*.ttl")):
        parsed.parse(file, format="ox-turtle")
    shapes = Graph()
    for triple in parsed:
        shapes.add(triple)
    return shapes


def _findings(report: str, graph: Graph, shapes: Graph) -> list[Finding]:
    """What the shapes say of one graph, in a fixed order."""
    conforms, results, text = pyshacl.validate(graph, shacl_graph=shapes)
    if not isinstance(results, Graph):
        raise FileError(report, f"cannot be checked ({text})")
    found = [] if conforms else [_finding(report, graph, results, node) for node in results.subjects(SH.focusNode)]
    return sorted(found, key=lambda finding: (finding.severity, finding.shape, finding.focus, finding.value))


def _finding(report: str, graph: Graph, results: Graph, node: Node) -> Finding:
    """One result of a validation report."""
    messages = {getattr(message, "language", None) or "": str(message) for message in results[node : SH.resultMessage]}
    focus = results.value(node, SH.focusNode)
    return Finding(
        report=report,
        severity=str(results.value(node, SH.resultSeverity)).rsplit("#", 1)[-1],
        shape=str(results.value(node, SH.sourceShape)),
        message=MappingProxyType(dict(sorted(messages.items()))),
        focus=str(focus),
        path=str(results.value(node, SH.resultPath) or ""),
        value=str(results.value(node, SH.value) or ""),
        sentence=_sentence(graph, focus),
    )


def _sentence(graph: Graph, focus: Node | None) -> str:
    """The sentence that a fact, a verdict or a passage rests on, or nothing."""
    fact = graph.value(focus, ZX.judges) or focus
    passage = graph.value(fact, ZX.passage) or focus
    sentence = graph.value(passage, ZX.sentence) or passage
    return " ".join(str(graph.value(sentence, OA.exact) or "").split())
