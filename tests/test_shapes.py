"""What must hold of a graph: the samples conform, and each shape catches its own mistake."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from rdflib import OWL, PROV, RDF, RDFS, SH, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from builders.facts import Report
from builders.graph import iri
from builders.graph.report import Build, turtle
from builders.graph.terms import NAMESPACE
from builders.resources import folder
from tests.samples import LEXICON, NAMES, at, yuncheng, yuzhong

BASE = Namespace("https://w3id.org/zhenxing/")
SHAPE = Namespace("https://w3id.org/zhenxing/shapes#")
ZX = Namespace(NAMESPACE)
OA = Namespace("http://www.w3.org/ns/oa#")
FILES = sorted(folder("shapes").glob("*.ttl"))

REPORT = BASE["report/yuncheng"]
FIGURE = URIRef(f"{REPORT}/observation/{at('260个').start}")
PART = URIRef(f"{REPORT}/observation/{at('31个').start}")
RATE = URIRef(f"{REPORT}/observation/{at('63.2%').start}")
TARGET = URIRef(f"{REPORT}/observation/{at('不少于1200户').start}")
PASSAGE = URIRef("{}#char={},{}".format(REPORT, *at("260个")))
MEASURE = URIRef(f"{REPORT}/measure/{at('组织专场招聘会').start}")
CAMPAIGN = URIRef(f"{REPORT}/campaign/{at('百日攻坚').start}")
PAIRING = URIRef(f"{REPORT}/pairing/{at('天津市帮助永济市').start}")
MENTION = URIRef(f"{REPORT}/place/0")
UNRESOLVED = URIRef(f"{REPORT}/unresolved/{at('7').start}")
REGION = BASE["region/140800"]
RELATION, VERDICT = (URIRef(f"{REPORT}/{kind}/{at('260个').start}") for kind in ("relation", "verdict"))
DERIVED = URIRef(f"{REPORT}/derived/{at('1200户').start}")
DOCUMENT = URIRef(iri.document("就业帮扶实施方案", "140800"))
CORRECTION, PERSON = URIRef(f"{REPORT}/correction/{at('260个').start}"), URIRef(iri.person("李敏"))
METRIC, UNIT = BASE["metric/sample"], BASE["unit/sample"]

Change = Callable[[Graph], object]


def graph_of(report: Report) -> Graph:
    """A report's graph, as rdflib reads it."""
    written = turtle(report, LEXICON, labels=NAMES.get, build=Build.of("0.1.0", LEXICON))
    return Graph().parse(data=written, format="turtle")


@cache
def sample() -> Graph:
    """A graph with every class and property that the shapes speak of."""
    graph = graph_of(yuncheng())
    graph.parse(
        format="turtle",
        data=f"""
        @prefix prov: <{PROV}> . @prefix rdfs: <{RDFS}> . @prefix skos: <{SKOS}> . @prefix xsd: <{XSD}> .
        @prefix zx: <{ZX}> .
        <{METRIC}> a zx:Metric ; skos:notation "sample" ; skos:prefLabel "样本数"@zh ; zx:kind "stock" ;
            zx:role "value" ; zx:unit <{UNIT}> ; zx:theme <{BASE}theme/other> ; zx:group <{BASE}group/sample> .
        <{UNIT}> a zx:Unit ; skos:notation "个" ; skos:prefLabel "个"@zh ; zx:factor 1.0 ; zx:canonical <{UNIT}> .
        <{BASE}theme/other> a zx:Theme ; skos:notation "其他" ; skos:prefLabel "其他"@zh ; skos:definition "其他"@zh .
        <{BASE}group/sample> a zx:Group ; skos:notation "户" ; skos:prefLabel "户"@zh .
        <{CORRECTION}> a zx:Correction ; zx:report <{REPORT}> ; zx:passage <{PASSAGE}> ; zx:corrects <{FIGURE}> ;
            prov:wasDerivedFrom <{PASSAGE}> ; zx:judgement "corrected" ; zx:field "end" ;
            zx:was "2022" ; zx:now "2023" ; prov:wasAttributedTo <{PERSON}> ;
            zx:judgedOn "2026-05-01"^^xsd:date ; rdfs:comment "按年报"@zh .
        <{PERSON}> a zx:Person ; rdfs:label "李敏" .
        """,
    )
    return graph


@cache
def shapes(sparql: bool = True) -> Graph:
    """All shapes, or those alone that need no SPARQL, which are checked much faster."""
    graph = Graph()
    for path in FILES:
        graph.parse(path)
    if not sparql:
        graph.remove((None, SH.sparql, None))
    return graph


def violated(graph: Graph, *focus: Node, sparql: bool = True) -> set[str]:
    """The names of the shapes that a graph, or some of its nodes, violate."""
    conforms, results, _ = pyshacl.validate(
        graph, shacl_graph=shapes(sparql), focus_nodes=[str(node) for node in focus] or None
    )
    found = {str(shape).removeprefix(str(SHAPE)) for shape in results.objects(None, SH.sourceShape)}
    assert conforms == (not found)
    return found


def put(subject: Node, predicate: Node, *values: Node) -> Change:
    """Replaces what is said by a property."""
    return lambda graph: replace(graph, subject, predicate, values)


def put_at(path: URIRef, predicate: Node, *values: Node) -> Change:
    """Replaces what is said of what the report points at."""
    return lambda graph: replace(graph, next(graph.objects(REPORT, path)), predicate, values)


def replace(graph: Graph, subject: Node, predicate: Node, values: tuple[Node, ...]) -> None:
    graph.remove((subject, predicate, None))
    for value in values:
        graph.add((subject, predicate, value))


def text(value: str) -> Literal:
    return Literal(value)


def integer(value: int) -> Literal:
    return Literal(value)


def decimal(value: str) -> Literal:
    return Literal(value, datatype=XSD.decimal)


def day(value: str) -> Literal:
    return Literal(value, datatype=XSD.date)


NOBODY = BASE["nobody"]
TWICE = (Literal("甲", lang="zh"), Literal("乙", lang="zh"))
WRONG: dict[str, Change] = {
    "Correction": put(CORRECTION, ZX.value, decimal("260")),
    "judgement": put(CORRECTION, ZX.judgement, text("doubted")),
    "corrects": put(CORRECTION, ZX.corrects, text("260个")),
    "field": put(CORRECTION, ZX.field, text("End")),
    "was": put(CORRECTION, ZX.was, *TWICE),
    "now": put(CORRECTION, ZX.now, integer(2023)),
    "by": put(CORRECTION, PROV.wasAttributedTo),
    "judged-on": put(CORRECTION, ZX.judgedOn, text("yesterday")),
    "note": put(CORRECTION, RDFS.comment, text("按年报")),
    "Person": put(PERSON, RDFS.comment, text("统计员")),
    "name": put(PERSON, RDFS.label),
    "Report": put(REPORT, ZX.covered, REGION),
    "report-label": put(REPORT, RDFS.label),
    "file-name": put(REPORT, ZX.fileName),
    "sha256": put(REPORT, ZX.sha256, text("abc")),
    "encoding": put(REPORT, ZX.encoding, text("")),
    "extraction": put(REPORT, ZX.extraction, text("")),
    "length": put(REPORT, ZX.length, integer(0)),
    "title": put(REPORT, ZX.title, REGION),
    "issuer": put(REPORT, ZX.issuer, REGION),
    "covers": put(REPORT, ZX.covers, text("140800")),
    "build": put(REPORT, ZX.build, REGION),
    "issued": put(REPORT, ZX.issued, text("2023-06-05")),
    "issued-stated": put(REPORT, ZX.issuedStated, text("2023年6月")),
    "issued-precision": put(REPORT, ZX.issuedPrecision, text("hour")),
    "Build": put_at(ZX.build, PROV.endedAtTime, text("now")),
    "version": put_at(ZX.build, ZX.version),
    "vocabulary": put_at(ZX.build, ZX.vocabulary, text("new")),
    "used": put_at(ZX.build, PROV.used),
    "Passage": put(PASSAGE, OA.prefix, text("认定")),
    "passage-start": put(PASSAGE, OA.start, integer(-1)),
    "passage-end": put(PASSAGE, OA.end),
    "exact": put(PASSAGE, OA.exact, Literal("260个", lang="zh")),
    "sentence": put(PASSAGE, ZX.sentence, REPORT),
    "Observation": put(FIGURE, ZX.regions, REGION),
    "report": put(FIGURE, ZX.report),
    "passage": put(FIGURE, ZX.passage, PASSAGE, URIRef("{}#char={},{}".format(REPORT, *at("31个")))),
    "again": put(FIGURE, ZX.again, REPORT),
    "rule": put(FIGURE, ZX.rule),
    "derived": put(FIGURE, PROV.wasDerivedFrom, REPORT),
    "sentence-of-fact": put(PASSAGE, ZX.sentence),
    "label": put(FIGURE, RDFS.label, *TWICE),
    "metric": put(FIGURE, ZX.metric, text("workshops")),
    "region": put(FIGURE, ZX.region, NOBODY),
    "place": put(FIGURE, ZX.place, text("栲栳镇")),
    "start": put(FIGURE, ZX.start, day("2024-02-01")),
    "start-stated": put(FIGURE, ZX.startStated, text("2月")),
    "start-precision": put(FIGURE, ZX.startPrecision, text("week")),
    "end": put(FIGURE, ZX.end, text("2023-12-31")),
    "end-stated": put(FIGURE, ZX.endStated, text("23-12")),
    "end-precision": put(FIGURE, ZX.endPrecision, text("quarter")),
    "value": put(FIGURE, ZX.value, integer(260)),
    "low": put(FIGURE, ZX.low, decimal("261")),
    "high": put(FIGURE, ZX.high, text("260")),
    "written": put(FIGURE, ZX.written, text("")),
    "unit": put(FIGURE, ZX.unit, text("个")),
    "unit-text": put(FIGURE, ZX.unitText),
    "bound": put(FIGURE, ZX.bound, text("most")),
    "role": put(FIGURE, ZX.role, text("count")),
    "group": put(FIGURE, ZX.group, text("监测对象")),
    "part-of": put(PART, ZX.partOf, PASSAGE),
    "theme": put(FIGURE, ZX.theme, text("务工就业")),
    "initiatives": put(FIGURE, ZX.initiative, text("百日攻坚")),
    "Measure": put(MEASURE, ZX.actor, REGION),
    "action": put(MEASURE, ZX.action),
    "object": put(MEASURE, ZX.object, Literal("", lang="zh")),
    "status": put(MEASURE, ZX.status, text("finished")),
    "Campaign": put(CAMPAIGN, ZX.theme, BASE["theme/other"]),
    "initiative": put(CAMPAIGN, ZX.initiative),
    "carries-out": lambda graph: put(CAMPAIGN, ZX.within, *graph.objects(CAMPAIGN, ZX.initiative))(graph),
    "tier": put(CAMPAIGN, ZX.level, text("province")),
    "adapted-from": put(CAMPAIGN, ZX.adaptedFrom, text("浙江")),
    "Pairing": put(PAIRING, ZX.region, REGION),
    "helper": put(PAIRING, ZX.helper, PASSAGE),
    "helped": put(PAIRING, ZX.helped),
    "year": put(PAIRING, ZX.year, integer(23)),
    "Region": put(REGION, ZX.codes, text("140800")),
    "label-if-known": put(REGION, RDFS.label, *TWICE),
    "code": put(REGION, ZX.code, text("1408")),
    "region-level": put(REGION, ZX.level, text("市")),
    "region-within": put(REGION, ZX.within, REPORT),
    "measured-by": put(REGION, ZX.measuredBy, text("帮扶车间数")),
    "abbreviation": put(REGION, ZX.abbreviation, Literal("运城", lang="zh")),
    "Mention": put(MENTION, ZX.region, REGION),
    "names": put(MENTION, ZX.names, REPORT),
    "Organisation": put_at(ZX.issuer, ZX.region, REGION),
    "PolicyDocument": put(DOCUMENT, ZX.rule, text("x")),
    "Unresolved": put(UNRESOLVED, ZX.rule, text("x")),
    "reason": put(UNRESOLVED, ZX.reason, text("No label")),
    "Relation": put(RELATION, ZX.kind, text("rate")),
    "relation-kind": put(RELATION, ZX.relationKind, text("product")),
    "relates": put(RELATION, ZX.relates, FIGURE),
    "judged": put(VERDICT, ZX.judges),
    "Verdict": put(VERDICT, ZX.value, decimal("1")),
    "judges": put(VERDICT, ZX.judges, FIGURE),
    "holding": put(VERDICT, ZX.holding, text("fine")),
    "holds": put(VERDICT, ZX.holds, text("yes")),
    "arithmetic": put(VERDICT, ZX.arithmetic, text("")),
    "fits": put(VERDICT, ZX.fits, text("31")),
    "instead-of": put(VERDICT, ZX.insteadOf, RELATION),
    "no-contradiction": put(VERDICT, ZX.holding, text("contradiction")),
    "Derived": put(DERIVED, ZX.value, decimal("1156")),
    "derived-kind": put(DERIVED, ZX.derivedKind, text("guess")),
    "lowest": put(DERIVED, ZX.low, decimal("1200")),
    "highest": put(DERIVED, ZX.high),
    "follows-from": put(DERIVED, PROV.wasDerivedFrom, FIGURE),
    "notation": put(METRIC, SKOS.notation),
    "concept-label": put(METRIC, SKOS.prefLabel, *TWICE),
    "definition": put(BASE["theme/other"], SKOS.definition, *TWICE),
    "metric-unit": put(METRIC, ZX.unit, text("个")),
    "metric-theme": put(METRIC, ZX.theme, text("其他")),
    "metric-group": put(METRIC, ZX.group, text("户")),
    "metric-kind": put(METRIC, ZX.kind, text("level")),
    "metric-role": put(METRIC, ZX.role, text("count")),
    "factor": put(UNIT, ZX.factor, decimal("0")),
    "canonical": put(UNIT, ZX.canonical, METRIC),
}
WRONG_TOGETHER: dict[str, tuple[Change, ...]] = {
    "dates-agree": (
        put(FIGURE, ZX.end),
        put(CAMPAIGN, ZX.start, day("2023-03-07")),
        put(REPORT, ZX.issuedStated, text("2023-02-30")),
    ),
    "passages-fit": (
        put(PASSAGE, OA.exact, text("260")),
        put(REPORT, ZX.length, integer(100)),
    ),
    "sentences-hold": (put(PASSAGE, ZX.sentence, URIRef(f"{REPORT}#char=0,12")),),
    "roles-fit-units": (
        put(RATE, ZX.role, text("value")),
        put(FIGURE, ZX.role, text("completion")),
    ),
    "parts-fit": (
        put(FIGURE, ZX.partOf, FIGURE),
        put(FIGURE, ZX.partOf, PART),
    ),
    "members-fit": (
        put(RELATION, ZX.part),
        put(RELATION, ZX.relationKind, text("rate")),
        put(RELATION, ZX.relationKind, text("completion")),
        put(RELATION, ZX.relationKind, text("change")),
    ),
    "verdict-fits": (
        put(VERDICT, ZX.holds, Literal(True)),
        put(VERDICT, ZX.holding, text("holds")),
        put(VERDICT, ZX.holding, text("contradiction")),
    ),
    "figures-measure": (put(REGION, ZX.measuredBy, BASE["metric/monitored-people"]),),
    "metrics-measure": (put(REGION, ZX.measuredBy),),
    "bounds-fit": (
        put(FIGURE, ZX.low),
        put(TARGET, ZX.low),
        put(TARGET, ZX.bound, text("less")),
    ),
}


@pytest.mark.parametrize("report", [yuncheng(), yuzhong()])
def test_the_samples_conform(report: Report) -> None:
    assert violated(graph_of(report)) == set()


def test_a_graph_of_everything_conforms() -> None:
    assert violated(sample()) == set()


@pytest.mark.parametrize("shape", WRONG)
def test_a_mistake_is_caught(shape: str) -> None:
    graph = Graph() + sample()
    WRONG[shape](graph)
    changed = {node for triple in graph ^ sample() for node in triple}
    assert shape in violated(graph, FIGURE, *changed, sparql=False)


@pytest.mark.parametrize(
    ("shape", "change"), [(shape, change) for shape, changes in WRONG_TOGETHER.items() for change in changes]
)
def test_a_mistake_of_several_values_is_caught(shape: str, change: Change) -> None:
    graph = Graph() + sample()
    change(graph)
    assert shape in violated(graph, REPORT, REGION)


def test_a_contradiction_is_a_warning_and_a_broken_relation_a_violation() -> None:
    graph = Graph() + sample()
    put(VERDICT, ZX.holding, text("contradiction"))(graph)
    put(RELATION, ZX.relationKind, text("product"))(graph)
    _, results, _ = pyshacl.validate(graph, shacl_graph=shapes(False), focus_nodes=[str(VERDICT), str(RELATION)])
    found = {
        str(results.value(result, SH.sourceShape)).removeprefix(str(SHAPE)): results.value(result, SH.resultSeverity)
        for result in results.subjects(RDF.type, SH.ValidationResult)
    }
    assert found == {"no-contradiction": SH.Warning, "relation-kind": SH.Violation}


def test_a_part_of_another_reports_figure_is_caught() -> None:
    graph = graph_of(yuncheng()) + graph_of(yuzhong())
    other = next(iter(set(graph.subjects(RDF.type, ZX.Observation)) - set(graph.subjects(ZX.report, REPORT))))
    graph.add((FIGURE, ZX.partOf, other))
    assert violated(graph, REPORT) == {"parts-fit"}


def test_a_region_without_code_or_name_is_caught() -> None:
    graph = Graph() + sample()
    graph.remove((REGION, ZX.code, None))
    graph.remove((REGION, RDFS.label, None))
    assert violated(graph, sparql=False) == {"Region"}


def test_every_shape_has_its_mistake() -> None:
    named = {str(shape).removeprefix(str(SHAPE)) for shape in shapes().subjects() if str(shape).startswith(str(SHAPE))}
    classes = {str(shape).removeprefix(str(SHAPE)) for shape in shapes().objects(None, SH.targetClass)}
    open_shapes = {"Initiative", "Theme", "Group", "Metric", "Unit"}  # they hold no constraint of their own
    assert named - {str(name) for name in classes} - open_shapes == set(WRONG) | set(WRONG_TOGETHER)


def test_every_class_is_constrained() -> None:
    targets = {str(target) for target in shapes().objects(None, SH.targetClass)}
    ontology = Graph().parse(folder("ontology") / "zhenxing.ttl")
    declared = {str(name) for name in ontology.subjects(RDF.type, OWL.Class) if name != ZX.Fact}
    assert targets == declared


def test_every_message_is_bilingual() -> None:
    graph = shapes()
    for shape in {*graph.subjects(SH.path, None), *graph.subjects(SH.select, None), *graph.subjects(SH.closed, None)}:
        if graph.value(shape, SH.message) is not None or isinstance(shape, URIRef):
            assert sorted(str(m.language) for m in graph.objects(shape, SH.message) if isinstance(m, Literal)) == [
                "en",
                "zh",
            ]


@pytest.mark.parametrize(
    ("path", "scheme"),
    [
        ("role", "role"),
        ("bound", "bound"),
        ("status", "status"),
        ("region-level", "level"),
        ("tier", "tier"),
        ("metric-kind", "kind"),
        ("end-precision", "precision"),
        ("relation-kind", "relation"),
        ("holding", "holding"),
        ("derived-kind", "derived"),
    ],
)
def test_code_lists_are_the_ontologys(path: str, scheme: str) -> None:
    ontology = Graph().parse(folder("ontology") / "zhenxing.ttl")
    codes = {
        str(ontology.value(code, SKOS.notation)) for code in ontology.subjects(SKOS.inScheme, BASE[f"code/{scheme}"])
    }
    first = next(shapes().objects(SHAPE[path], SH["in"]))
    assert {str(code) for code in shapes().items(first)} == codes


@pytest.mark.parametrize("name", ["themes", "groups", "units", "initiatives", "metrics"])
def test_the_vocabularies_conform(name: str) -> None:
    graph = Graph()
    for path in (folder("ontology") / f"{name}.ttl", folder("ontology") / "units.ttl"):
        graph.parse(path)
    assert violated(graph, sparql=False) == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_shape_file_parses_alone(path: Path) -> None:
    assert len(Graph().parse(path))
