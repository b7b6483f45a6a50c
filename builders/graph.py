"""The graph of one report: one small function per kind of fact, and the report's Turtle.

A graph depends on the report, the vocabularies and the code's version alone; it has no blank nodes. The nodes come
in the order of the text, so that a changed sentence changes few lines.
"""

import hashlib
from collections.abc import Iterator
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from builders import iri
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
from builders.lexicon import Lexicon
from builders.literals import END, ISSUED, START, bounds, decimal, integer, when, zh
from builders.naming import Labels, Naming, unnamed
from builders.passages import Passages
from builders.reckonings import derived_triples, relation_triples, verdict_triples
from builders.terms import PREFIXES, PROV, RDF, RDFS, XSD, ZX

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
    return _Author(report, lexicon, base, labels).graph(build)


def turtle(
    report: Report,
    lexicon: Lexicon,
    base: str = iri.BASE,
    *,
    labels: Labels = unnamed,
    build: Build | None = None,
) -> bytes:
    """The report's graph as Turtle, the same bytes for the same input; its own IRIs are relative to the report's."""
    kinds = ("region", "theme", "metric", "group", "unit", "initiative")
    prefixes = PREFIXES | {kind: f"{iri.BASE}{kind}/" for kind in kinds}
    address = iri.report(report.name, base)
    written = serialize(
        triples(report, lexicon, base, labels=labels, build=build),
        format=RdfFormat.TURTLE,
        prefixes=prefixes,
        base_iri=address,
    )
    body = (written or b"").split(b"\n", len(prefixes) + 1)[-1]
    # The writer makes prefixes relative to the base too, which some readers cannot follow.
    head = [f"@base <{address}> .", *(f"@prefix {name}: <{space}> ." for name, space in sorted(prefixes.items()))]
    return "\n".join([*head, ""]).encode() + body


class _Author:
    """Writes the graph of one report; keeps which passages are described already."""

    def __init__(self, report: Report, lexicon: Lexicon, base: str, labels: Labels) -> None:
        self.report = report
        self.lexicon = lexicon
        self.base = base
        self.naming = Naming(lexicon, base, labels)
        self.address = iri.report(report.name, base)
        self.node = NamedNode(self.address)
        self.passages = Passages(report, self.address)
        self.wholes = {
            span.start: iri.fact(self.address, "observation", fact.span.start)
            for fact in reversed(report.observations)
            for span in (*fact.again, fact.span)
        }

    def graph(self, build: Build | None) -> Iterator[Triple]:
        """The report, its facts in the order of the text, and what they name."""
        yield from self._report(build)
        report = self.report
        facts: list[Node] = [*report.facts(), *report.unresolved, *report.relations, *report.derived, *report.judged]
        order = list(KINDS)
        facts.sort(key=lambda fact: (fact.span.start, order.index(type(fact))))
        taken: dict[tuple[str, int], int] = {}
        for fact in facts:
            kind = KINDS[type(fact)]
            place = (kind, fact.span.start)
            taken[place] = taken.get(place, 0) + 1
            node = NamedNode(iri.fact(self.address, kind, fact.span.start, taken[place]))
            yield from self._fact(node, fact)
            if isinstance(fact, Relation):
                judged = NamedNode(iri.fact(self.address, "verdict", fact.span.start, taken[place]))
                yield from verdict_triples(judged, fact.verdict, node, self._figure)
            yield from self.passages.describe(fact.span, fact.sentence)
            if isinstance(fact, Observation | Measure):
                for span in fact.again:
                    yield from self.passages.describe(span)
        yield from self.naming.describe()

    def _report(self, build: Build | None) -> Iterator[Triple]:
        report, node = self.report, self.node
        yield Triple(node, RDF.type, ZX.Report)
        title = report.called or (report.title.of(report.text) if report.title else report.name)
        yield Triple(node, RDFS.label, zh(" ".join(title.split())))
        yield Triple(node, ZX.file_name, Literal(report.name))
        yield Triple(node, ZX.sha256, Literal(report.sha256))
        if report.encoding:
            yield Triple(node, ZX.encoding, Literal(report.encoding))
        if report.means:
            yield Triple(node, ZX.extraction, Literal(report.means))
        yield Triple(node, ZX.length, integer(len(report.text)))
        if report.issuer:
            yield Triple(node, ZX.issuer, self.naming.organisation(report.issuer))
        if report.region:
            yield Triple(node, ZX.covers, self.naming.region(report.region))
        yield from when(node, ISSUED, report.issued)
        yield from when(node, START, report.start)
        yield from when(node, END, report.end)
        if report.title:
            yield Triple(node, ZX.title, self.passages.at(report.title))
        if build:
            run = NamedNode(iri.build(*build, self.base))
            yield Triple(node, ZX.build, run)
            yield Triple(run, RDF.type, ZX.Build)
            yield Triple(run, ZX.version, Literal(build.version))
            yield Triple(run, ZX.vocabulary, Literal(build.vocabulary))
            yield Triple(run, PROV.used, node)
        if report.title:
            yield from self.passages.describe(report.title)

    def _figure(self, at: int) -> NamedNode:
        """The node of the observation at an offset."""
        return NamedNode(iri.fact(self.address, "observation", at))

    def _fact(self, node: NamedNode, fact: Node) -> Iterator[Triple]:
        """What is said of a fact, its kind first."""
        match fact:
            case Observation():
                yield Triple(node, RDF.type, ZX.Observation)
                yield from self._entity(node, fact)
                yield from self._observation(node, fact)
            case Measure():
                yield Triple(node, RDF.type, ZX.Measure)
                yield from self._stated(node, fact)
                yield from self._measure(node, fact)
            case Campaign():
                yield Triple(node, RDF.type, ZX.Campaign)
                yield from self._stated(node, fact)
                yield from self._campaign(node, fact)
            case Pairing():
                yield Triple(node, RDF.type, ZX.Pairing)
                yield from self._entity(node, fact)
                yield from self._pairing(node, fact)
            case Place() | Organisation() | PolicyDocument():
                yield Triple(node, RDF.type, ZX.Mention)
                yield from self._entity(node, fact)
                yield Triple(node, ZX.names, self._named(fact))
            case Unresolved():
                yield Triple(node, RDF.type, ZX.Unresolved)
                yield from self._entity(node, fact)
                yield Triple(node, ZX.reason, Literal(fact.reason))
            case Relation():
                yield Triple(node, RDF.type, ZX.Relation)
                yield from self._stated(node, fact)
                yield from relation_triples(node, fact, self._figure)
            case Derived():
                yield Triple(node, RDF.type, ZX.Derived)
                yield from self._stated(node, fact)
                yield from derived_triples(node, fact, self.naming, self.lexicon, self._figure)
            case Judged():
                yield Triple(node, RDF.type, ZX.Correction)
                yield from self._entity(node, fact)
                yield from self._judged(node, fact)

    def _stated(self, node: NamedNode, fact: Node) -> Iterator[Triple]:
        """Where a fact is stated and by which rule it was read."""
        yield Triple(node, ZX.report, self.node)
        yield Triple(node, ZX.passage, self.passages.at(fact.span))
        if isinstance(fact, Observation | Measure):
            for span in fact.again:
                yield Triple(node, ZX.again, self.passages.at(span))
        if not isinstance(fact, Unresolved | Judged):
            yield Triple(node, ZX.rule, Literal(fact.rule))

    def _entity(self, node: NamedNode, fact: Fact | Unresolved | Judged) -> Iterator[Triple]:
        """The same of what is no activity: PROV lets it derive from its passage."""
        yield from self._stated(node, fact)
        yield Triple(node, PROV.was_derived_from, self.passages.at(fact.span))

    def _observation(self, node: NamedNode, fact: Observation) -> Iterator[Triple]:
        naming, lexicon = self.naming, self.lexicon
        yield Triple(node, RDFS.label, zh(fact.label))
        if fact.metric:
            yield Triple(node, ZX.metric, naming.concept(lexicon.metrics[fact.metric].iri))
        if fact.region:
            yield Triple(node, ZX.region, naming.region(fact.region))
            if fact.place:
                yield Triple(node, ZX.place, naming.place(fact.place, fact.region))
        yield from when(node, START, fact.start)
        yield from when(node, END, fact.end)
        yield Triple(node, ZX.value, decimal(fact.value))
        yield from bounds(node, fact.low, fact.high)
        yield Triple(node, ZX.written, Literal(fact.written))
        unit = lexicon.unit(fact.unit)
        if unit:
            yield Triple(node, ZX.unit, naming.concept(unit.iri))
        yield Triple(node, ZX.unit_text, Literal(fact.unit))
        yield Triple(node, ZX.bound, Literal(fact.bound))
        yield Triple(node, ZX.role, Literal(fact.role))
        if fact.group:
            yield Triple(node, ZX.group, naming.concept(lexicon.groups[fact.group].iri))
        if fact.part_of is not None:
            whole = self.wholes.get(fact.part_of, iri.fact(self.address, "observation", fact.part_of))
            yield Triple(node, ZX.part_of, NamedNode(whole))
        yield from self._topic(node, fact)

    def _topic(self, node: NamedNode, fact: Observation | Measure) -> Iterator[Triple]:
        """The theme and the initiatives of a fact."""
        yield Triple(node, ZX.theme, self.naming.concept(self.lexicon.themes[fact.theme].iri))
        for key in fact.initiatives:
            yield Triple(node, ZX.initiative, self.naming.initiative(key))

    def _measure(self, node: NamedNode, fact: Measure) -> Iterator[Triple]:
        yield Triple(node, RDFS.label, zh(fact.action + fact.object))
        yield Triple(node, ZX.action, zh(fact.action))
        if fact.object:
            yield Triple(node, ZX.object, zh(fact.object))
        yield Triple(node, ZX.status, Literal(fact.status))
        if fact.region:
            yield Triple(node, ZX.region, self.naming.region(fact.region))
        yield from when(node, START, fact.start)
        yield from when(node, END, fact.end)
        yield from self._topic(node, fact)

    def _campaign(self, node: NamedNode, fact: Campaign) -> Iterator[Triple]:
        yield Triple(node, RDFS.label, zh(fact.name))
        yield Triple(node, ZX.initiative, self.naming.initiative(fact.key))
        if fact.within:
            yield Triple(node, ZX.within, self.naming.initiative(fact.within))
        if fact.level:
            yield Triple(node, ZX.level, Literal(fact.level))
        if fact.region:
            yield Triple(node, ZX.region, self.naming.region(fact.region))
        yield from when(node, START, fact.start)
        yield from when(node, END, fact.end)

    def _pairing(self, node: NamedNode, fact: Pairing) -> Iterator[Triple]:
        yield Triple(node, ZX.helper, self.naming.party(fact.helper))
        yield Triple(node, ZX.helped, self.naming.region(fact.helped))
        yield Triple(node, ZX.initiative, self.naming.initiative(fact.initiative))
        if fact.year:
            yield Triple(node, ZX.year, Literal(fact.year[:4], datatype=XSD.integer))

    def _judged(self, node: NamedNode, fact: Judged) -> Iterator[Triple]:
        yield Triple(node, ZX.judgement, Literal(fact.judgement))
        kept = [other for other in getattr(self.report, COLLECTIONS[fact.type]) if other.span == fact.span]
        if len(kept) == 1:
            address = iri.fact(self.address, KINDS[type(kept[0])], fact.span.start)
            yield Triple(node, ZX.corrects, NamedNode(address))
        if fact.field:
            yield Triple(node, ZX.field, Literal(fact.field))
            yield Triple(node, ZX.was, Literal(fact.was))
            yield Triple(node, ZX.now, Literal(fact.now))
        yield Triple(node, PROV.was_attributed_to, self.naming.person(fact.by))
        if fact.on:
            yield Triple(node, ZX.judged_on, Literal(fact.on, datatype=XSD.date))
        if fact.note:
            yield Triple(node, RDFS.comment, zh(fact.note))

    def _named(self, fact: Place | Organisation | PolicyDocument) -> NamedNode:
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
