"""Passages in the graph: each stretch of a report's text described once, with its sentence where one is known."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from builders import iri
from builders.facts import Report
from builders.literals import integer
from builders.terms import OA, RDF, ZX
from builders.text import Span


class Passages:
    """The passages of one report; keeps which are described already."""

    def __init__(self, report: Report, address: str) -> None:
        """Stand for the passages of the report with this IRI."""
        self._text = report.text
        self._address = address
        self._described: set[Span] = set()
        self._placed: set[Span] = set()

    def at(self, span: Span) -> NamedNode:
        """The node of a passage."""
        return NamedNode(iri.passage(self._address, span))

    def describe(self, span: Span, sentence: Span | None = None) -> Iterator[Triple]:
        """What a passage says, and its sentence where one is known, each once."""
        node = self.at(span)
        if span not in self._described:
            self._described.add(span)
            yield Triple(node, RDF.type, ZX.Passage)
            yield Triple(node, ZX.report, NamedNode(self._address))
            yield Triple(node, OA.start, integer(span.start))
            yield Triple(node, OA.end, integer(span.end))
            yield Triple(node, OA.exact, Literal(span.of(self._text)))
        if sentence is not None and span not in self._placed:
            self._placed.add(span)
            yield Triple(node, ZX.sentence, self.at(sentence))
            yield from self.describe(sentence)
