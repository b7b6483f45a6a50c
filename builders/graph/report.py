"""The graph of one report: one small function per kind of fact, and the report's Turtle.

A graph depends on the report, the vocabularies and the code's version alone; it has no blank nodes. The nodes come
in the order of the text, so that a changed sentence changes few lines.
"""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, NamedTuple

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from builders.corrections import COLLECTIONS
from builders.facts import (
    Campaign,
    Derived,
    Fact,
    Judged,
    Measure,
    Observation,
    Organisation,
    Pairing,
    Place,
    PolicyDocument,
    Relation,
    Report,
    Unresolved,
)
from builders.graph import iri
from builders.graph.literals import END, ISSUED, START, bounds, day, decimal, integer, text, when, zh
from builders.graph.naming import Labels, Naming, unnamed
from builders.graph.passages import Passages
from builders.graph.reckonings import derived_triples, relation_triples, verdict_triples
from builders.graph.terms import PREFIXES, PROV, RDF, RDFS, ZX, Statement
from builders.graph.turtle import Prefixes, Writer
from builders.vocabulary.lexicon import Lexicon

KINDS: Final[dict[type, str]] = {
    Observation: "observation",
    Measure: "measure",
    Campaign: "campaign",
    Pairing: "pairing",
    Place: "place",
    Organisation: "organisation",
    PolicyDocument: "document",
    Unresolved: "unresolved",
    Relation: "relation",
    Derived: "derived",
    Judged: "correction",
}
_PREFIXES: Final = Prefixes(
    PREFIXES | {kind: f"{iri.BASE}{kind}/" for kind in ("region", "theme", "metric", "group", "unit", "initiative")}
)
Node = Fact | Unresolved | Relation | Derived | Judged


class Build(NamedTuple):
    """What a graph depends on beside its report: the code's version and a hash of the vocabularies."""

    version: str
    vocabulary: str

    @staticmethod
    def of(version: str, lexicon: Lexicon) -> "Build":
        """The build of a version of the code with a lexicon."""
        tables = (lexicon.themes, lexicon.initiatives, lexicon.metrics, lexicon.groups, lexicon.units)
        return Build(version, hashlib.sha256(repr(tables).encode()).hexdigest())


def triples(
    report: Report,
    lexicon: Lexicon,
    base: str = iri.BASE,
    *,
    labels: Labels = unnamed,
    build: Build | None = None,
) -> Iterator[Triple]:
    """All that is known of a report, the triples of each subject together."""
    written = turtle(report, lexicon, base, labels=labels, build=build)
    return (quad.triple for quad in parse(written, RdfFormat.TURTLE))


def turtle(
    report: Report,
    lexicon: Lexicon,
    base: str = iri.BASE,
    *,
    labels: Labels = unnamed,
    build: Build | None = None,
) -> bytes:
    """The report's graph as Turtle, the same bytes for the same input; its own IRIs are relative to the report's."""
    author = _Author(report, lexicon, base, labels)
    return author.writer.document(author.graph(build)).encode()


class _Author:
    """Writes the graph of one report; keeps which passages are described already."""

    def __init__(self, report: Report, lexicon: Lexicon, base: str, labels: Labels) -> None:
        self.report = report
        self.lexicon = lexicon
        self.base = base
        address = iri.report(report.name, base)
        self.writer = Writer(address, _PREFIXES)
        self.node = self.writer.iri(address)
        self.naming = Naming(lexicon, base, labels, self.writer)
        self.passages = Passages(report, self.node, self.writer)
        self.wholes = {
            span.start: fact.span.start for fact in reversed(report.observations) for span in (*fact.again, fact.span)
        }
        self.drives: dict[tuple[str, str | None], str] = {}
        for fact in report.campaigns:
            like = sum(other.span.start == fact.span.start for other in report.campaigns[: len(self.drives)])
            self.drives[fact.key, fact.region] = self._node("campaign", fact.span.start, like + 1)

    def graph(self, build: Build | None) -> Iterator[Statement]:
        """The report, its facts in the order of the text, and what they name."""
        yield from self._report(build)
        report = self.report
        facts: list[Node] = [*report.facts(), *report.unresolved, *report.relations, *report.derived, *report.judged]
        order = {kind: rank for rank, kind in enumerate(KINDS)}
        facts.sort(key=lambda fact: (fact.span.start, order[type(fact)]))
        taken: dict[tuple[str, int], int] = {}
        for fact in facts:
            kind = KINDS[type(fact)]
            place = (kind, fact.span.start)
            taken[place] = taken.get(place, 0) + 1
            node = self._node(kind, fact.span.start, taken[place])
            yield from self._fact(node, fact)
            if isinstance(fact, Relation):
                judged = self._node("verdict", fact.span.start, taken[place])
                yield from verdict_triples(judged, fact.verdict, node, self._figure)
            yield from self.passages.describe(fact.span, fact.sentence)
            if isinstance(fact, (Observation, Measure)):
                for span in fact.again:
                    yield from self.passages.describe(span)
        yield from self.naming.describe()

    def _report(self, build: Build | None) -> Iterator[Statement]:
        report, node = self.report, self.node
        yield node, RDF.type, ZX.Report
        title = report.called or (report.title.of(report.text) if report.title else report.name)
        yield node, RDFS.label, zh(" ".join(title.split()))
        yield node, ZX.file_name, text(report.name)
        yield node, ZX.sha256, text(report.sha256)
        if report.encoding:
            yield node, ZX.encoding, text(report.encoding)
        if report.means:
            yield node, ZX.extraction, text(report.means)
        yield node, ZX.length, integer(len(report.text))
        if report.issuer:
            yield node, ZX.issuer, self.naming.organisation(report.issuer)
        if report.region:
            yield node, ZX.covers, self.naming.region(report.region)
        yield from when(node, ISSUED, report.issued)
        yield from when(node, START, report.start)
        yield from when(node, END, report.end)
        if report.title:
            yield node, ZX.title, self.passages.at(report.title)
        if build:
            run = self.writer.iri(iri.build(*build, self.base))
            yield node, ZX.build, run
            yield run, RDF.type, ZX.Build
            yield run, ZX.version, text(build.version)
            yield run, ZX.vocabulary, text(build.vocabulary)
            yield run, PROV.used, node
        if report.title:
            yield from self.passages.describe(report.title)

    def _node(self, kind: str, at: int, ordinal: int = 1) -> str:
        """The node of the fact of a kind that starts at an offset; a second one there has ordinal 2."""
        return self.writer.part(iri.fact("", kind, at, ordinal))

    def _figure(self, at: int) -> str:
        """The node of the observation at an offset."""
        return self._node("observation", at)

    def _fact(self, node: str, fact: Node) -> Iterable[Statement]:
        """What is said of a fact, its kind first."""
        match fact:
            case Observation():
                return chain(self._entity(ZX.Observation, node, fact), self._observation(node, fact))
            case Measure():
                return chain(self._stated(ZX.Measure, node, fact), self._measure(node, fact))
            case Campaign():
                return chain(self._stated(ZX.Campaign, node, fact), self._campaign(node, fact))
            case Pairing():
                return chain(self._entity(ZX.Pairing, node, fact), self._pairing(node, fact))
            case Place() | Organisation() | PolicyDocument():
                return [*self._entity(ZX.Mention, node, fact), (node, ZX.names, self._named(fact))]
            case Unresolved():
                return [*self._entity(ZX.Unresolved, node, fact), (node, ZX.reason, text(fact.reason))]
            case Relation():
                return chain(self._stated(ZX.Relation, node, fact), relation_triples(node, fact, self._figure))
            case Derived():
                derived = derived_triples(node, fact, self.naming, self.lexicon, self._figure)
                return chain(self._stated(ZX.Derived, node, fact), derived)
            case Judged():
                return chain(self._entity(ZX.Correction, node, fact), self._judged(node, fact))

    def _stated(self, kind: NamedNode, node: str, fact: Node) -> list[Statement]:
        """What a fact is, where it is stated and by which rule it was read."""
        said: list[Statement] = [
            (node, RDF.type, kind),
            (node, ZX.report, self.node),
            (node, ZX.passage, self.passages.at(fact.span)),
        ]
        if isinstance(fact, (Observation, Measure)):
            said += [(node, ZX.again, self.passages.at(span)) for span in fact.again]
        if not isinstance(fact, (Unresolved, Judged)):
            said.append((node, ZX.rule, text(fact.rule)))
        return said

    def _entity(self, kind: NamedNode, node: str, fact: Fact | Unresolved | Judged) -> list[Statement]:
        """The same of what is no activity: PROV lets it derive from its passage."""
        return [*self._stated(kind, node, fact), (node, PROV.was_derived_from, self.passages.at(fact.span))]

    def _observation(self, node: str, fact: Observation) -> Iterator[Statement]:
        naming, lexicon = self.naming, self.lexicon
        yield node, RDFS.label, zh(fact.label)
        if fact.metric:
            yield node, ZX.metric, naming.metric(fact.metric, fact.region)
        if fact.region:
            yield node, ZX.region, naming.region(fact.region)
            if fact.place:
                yield node, ZX.place, naming.place(fact.place, fact.region)
        yield from when(node, START, fact.start)
        yield from when(node, END, fact.end)
        yield node, ZX.value, decimal(fact.value)
        yield from bounds(node, fact.low, fact.high)
        yield node, ZX.written, text(fact.written)
        unit = lexicon.unit(fact.unit)
        if unit:
            yield node, ZX.unit, naming.concept(unit.iri)
        yield node, ZX.unit_text, text(fact.unit)
        yield node, ZX.bound, text(fact.bound)
        yield node, ZX.role, text(fact.role)
        if fact.group:
            yield node, ZX.group, naming.concept(lexicon.groups[fact.group].iri)
        if fact.part_of is not None:
            yield node, ZX.part_of, self._figure(self.wholes.get(fact.part_of, fact.part_of))
        yield from self._topic(node, fact)

    def _topic(self, node: str, fact: Observation | Measure) -> list[Statement]:
        """The theme and the initiatives of a fact."""
        theme = self.naming.concept(self.lexicon.themes[fact.theme].iri)
        told = [(node, ZX.initiative, self.naming.initiative(key)) for key in fact.initiatives]
        return [(node, ZX.theme, theme), *told]

    def _measure(self, node: str, fact: Measure) -> Iterator[Statement]:
        yield node, RDFS.label, zh(fact.action + fact.object)
        yield node, ZX.action, zh(fact.action)
        if fact.object:
            yield node, ZX.object, zh(fact.object)
        yield node, ZX.status, text(fact.status)
        if fact.region:
            yield node, ZX.region, self.naming.region(fact.region)
        yield from when(node, START, fact.start)
        yield from when(node, END, fact.end)
        yield from self._topic(node, fact)

    def _campaign(self, node: str, fact: Campaign) -> Iterator[Statement]:
        yield node, RDFS.label, zh(fact.name)
        yield node, ZX.initiative, self.naming.initiative(fact.key)
        if fact.within:
            yield node, ZX.within, self.naming.initiative(fact.within)
        if fact.level:
            yield node, ZX.level, text(fact.level)
        if fact.region:
            yield node, ZX.region, self.naming.region(fact.region)
        yield from when(node, START, fact.start)
        yield from when(node, END, fact.end)
        if fact.follows:
            yield node, ZX.adapted_from, self.drives[fact.key, fact.follows]

    def _pairing(self, node: str, fact: Pairing) -> Iterator[Statement]:
        yield node, ZX.helper, self.naming.party(fact.helper)
        yield node, ZX.helped, self.naming.region(fact.helped)
        yield node, ZX.initiative, self.naming.initiative(fact.initiative)
        if fact.year:
            yield node, ZX.year, integer(fact.year[:4])

    def _judged(self, node: str, fact: Judged) -> Iterator[Statement]:
        yield node, ZX.judgement, text(fact.judgement)
        kept = [other for other in getattr(self.report, COLLECTIONS[fact.type]) if other.span == fact.span]
        if len(kept) == 1:
            yield node, ZX.corrects, self._node(KINDS[type(kept[0])], fact.span.start)
        if fact.field:
            yield node, ZX.field, text(fact.field)
            yield node, ZX.was, text(fact.was)
            yield node, ZX.now, text(fact.now)
        yield node, PROV.was_attributed_to, self.naming.person(fact.by)
        if fact.on:
            yield node, ZX.judged_on, day(fact.on)
        if fact.note:
            yield node, RDFS.comment, zh(fact.note)

    def _named(self, fact: Place | Organisation | PolicyDocument) -> str:
        """The thing that a mention names."""
        naming = self.naming
        match fact:
            case Place(code=str(code)):
                return naming.region(code)
            case Place(name=name):
                return naming.place(name, fact.within or self.report.region or "100000", fact.level)
            case Organisation(name=name):
                return naming.organisation(name)
            case PolicyDocument(title=title, issuer=issuer):
                return naming.document(title, issuer, self.report.region or "")
