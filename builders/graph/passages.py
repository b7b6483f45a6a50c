"""Passages in the graph: each stretch of a report's text described once, with its sentence where one is known."""

from builders.facts import Report
from builders.graph import iri
from builders.graph.literals import integer, text
from builders.graph.terms import OA, RDF, ZX, Statement
from builders.graph.turtle import Writer
from builders.text import Span


class Passages:
    """The passages of one report; keeps which are described already."""

    def __init__(self, report: Report, node: str, writer: Writer) -> None:
        """Stand for the passages of the report with this node."""
        self._text = report.text
        self._writer = writer
        self._report = node
        self._nodes: dict[Span, str] = {}
        self._described: set[Span] = set()
        self._placed: set[Span] = set()

    def at(self, span: Span) -> str:
        """The node of a passage."""
        node = self._nodes.get(span)
        if node is None:
            node = self._nodes[span] = self._writer.part(iri.passage("", span))
        return node

    def describe(self, span: Span, sentence: Span | None = None) -> list[Statement]:
        """What a passage says, and its sentence where one is known, each once."""
        node = self.at(span)
        said: list[Statement] = []
        if span not in self._described:
            self._described.add(span)
            said += (
                (node, RDF.type, ZX.Passage),
                (node, ZX.report, self._report),
                (node, OA.start, integer(span.start)),
                (node, OA.end, integer(span.end)),
                (node, OA.exact, text(span.of(self._text))),
            )
        if sentence is not None and span not in self._placed:
            self._placed.add(span)
            said.append((node, ZX.sentence, self.at(sentence)))
            said += self.describe(sentence)
        return said
