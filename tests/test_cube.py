"""The data cube: every figure in it, well formed; and each integrity constraint catches what breaks it."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store
from rdflib import QB, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from typer.testing import CliRunner

from builders.graph.terms import NAMESPACE
from builders.resources import folder as data_folder
from tests.folders import fill, samples
from tests.samples import yuncheng, yuzhong
from zhenxing.cli import app
from zhenxing.exports.cube import cube, turtle
from zhenxing.exports.dataset import Publication
from zhenxing.exports.wellformed import CubeError, broken, constraints
from zhenxing.facts import facts
from zhenxing.folder import Folder
from zhenxing.store import StoreOf

ZX = Namespace(NAMESPACE)
CUBE = Namespace("https://w3id.org/zhenxing/cube#")
CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
PREFIXES = """
PREFIX : <https://example.org/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
# One cube without a measure dimension, whose codes are listed in four ways, and one with a measure dimension.
WELL_FORMED = """
:area a qb:DimensionProperty ; rdfs:range skos:Concept ; qb:codeList :areas .
:month a qb:DimensionProperty ; rdfs:range skos:Concept ; qb:codeList :months .
:kind a qb:DimensionProperty ; rdfs:range skos:Concept ; qb:codeList :kinds .
:crop a qb:DimensionProperty ; rdfs:range skos:Concept ; qb:codeList :crops .
:yield a qb:MeasureProperty . :cost a qb:MeasureProperty .
:unit a qb:AttributeProperty . :note a qb:AttributeProperty .
:areas a skos:ConceptScheme . :north a skos:Concept ; skos:inScheme :areas .
:south a skos:Concept ; skos:inScheme :areas .
:months a skos:Collection ; skos:member :spring . :spring a skos:Collection ; skos:member :march .
:march a skos:Concept .
:kinds a qb:HierarchicalCodeList ; qb:hierarchyRoot :all ; qb:parentChildProperty skos:narrower .
:all skos:narrower :some . :some skos:narrower :few .
:crops a qb:HierarchicalCodeList ; qb:hierarchyRoot :grain ; qb:parentChildProperty [ owl:inverseOf skos:broader ] .
:rice skos:broader :grain .
:plain a qb:DataStructureDefinition ; qb:component :c1, :c2, :c3, :c4, :c5, :c6, :c7 ; qb:sliceKey :key .
:c1 qb:componentProperty :area . :c2 qb:componentProperty :month . :c3 qb:componentProperty :kind .
:c4 qb:componentProperty :crop . :c5 qb:componentProperty :yield .
:c6 qb:componentProperty :unit ; qb:componentRequired true .
:c7 qb:componentProperty :note ; qb:componentRequired false .
:key a qb:SliceKey ; qb:componentProperty :area .
:set a qb:DataSet ; qb:structure :plain ; qb:slice :slice .
:slice a qb:Slice ; qb:sliceStructure :key ; :area :north ; qb:observation :one .
:one a qb:Observation ; qb:dataSet :set ; :area :north ; :month :march ; :kind :few ; :crop :rice ;
  :yield 1 ; :unit "t" .
:two a qb:Observation ; qb:dataSet :set ; :area :south ; :month :march ; :kind :few ; :crop :rice ;
  :yield 1 ; :unit "t" .

qb:measureType a qb:DimensionProperty ; rdfs:range qb:MeasureProperty .
:year a qb:DimensionProperty ; rdfs:range xsd:gYear .
:typed a qb:DataStructureDefinition ; qb:component :d1, :d2, :d3, :d4 .
:d1 qb:componentProperty :year . :d2 qb:componentProperty qb:measureType .
:d3 qb:componentProperty :yield . :d4 qb:componentProperty :cost .
:set2 a qb:DataSet ; qb:structure :typed .
:three a qb:Observation ; qb:dataSet :set2 ; :year "2022"^^xsd:gYear ; qb:measureType :yield ; :yield 5 .
:four a qb:Observation ; qb:dataSet :set2 ; :year "2022"^^xsd:gYear ; qb:measureType :cost ; :cost 6 .
"""
# What breaks each constraint and no other, as an update of the well-formed cubes, and the node that is told.
FAULTS = {
    "ic-01": ("DELETE DATA { :two qb:dataSet :set }", "two"),
    "ic-02": ("INSERT DATA { :bare a qb:DataSet }", "bare"),
    "ic-03": ("INSERT DATA { :empty a qb:DataStructureDefinition ; qb:component :c1 }", "empty"),
    "ic-04": ("DELETE DATA { :year rdfs:range xsd:gYear }", "year"),
    "ic-05": ("DELETE DATA { :area qb:codeList :areas }", "area"),
    "ic-06": ("INSERT DATA { :c1 qb:componentRequired false }", "area"),
    "ic-07": ("INSERT DATA { :lost a qb:SliceKey }", "lost"),
    "ic-08": ("INSERT DATA { :plain qb:sliceKey :odd . :odd a qb:SliceKey ; qb:componentProperty :year }", "odd"),
    "ic-09": ("INSERT DATA { :stray a qb:Slice }", "stray"),
    "ic-10": ("DELETE DATA { :slice :area :north }", "slice"),
    "ic-11": ("DELETE DATA { :two :month :march }", "two"),
    "ic-12": ("DELETE DATA { :two :area :south } ; INSERT DATA { :two :area :north }", "one"),
    "ic-13": ('DELETE DATA { :two :unit "t" }', "two"),
    "ic-14": ("DELETE DATA { :two :yield 1 }", "two"),
    "ic-15": ("DELETE DATA { :four :cost 6 }", "four"),
    "ic-16": ("INSERT DATA { :four :yield 7 }", "four"),
    "ic-17": ("DELETE WHERE { :four ?p ?o }", "three"),
    "ic-18": ("INSERT DATA { :slice qb:observation :three }", "three"),
    "ic-19": ("DELETE DATA { :south skos:inScheme :areas }", "south"),
    "ic-20": ("DELETE DATA { :some skos:narrower :few }", "few"),
    "ic-21": ("DELETE DATA { :rice skos:broader :grain }", "rice"),
}


def example(*updates: str) -> Store:
    """The well-formed cubes, changed."""
    store = Store()
    for update in (f"INSERT DATA {{ {WELL_FORMED} }}", *updates):
        store.update(PREFIXES + update)
    return store


def faults(store: Store) -> list[tuple[str, str]]:
    return [(fault.constraint.name, fault.node) for fault in broken(store)]


def test_well_formed_cubes_break_nothing() -> None:
    assert faults(example()) == []


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_constraint_catches_what_breaks_it_and_only_that(name: str) -> None:
    update, node = FAULTS[name]
    assert faults(example(update)) == [(name, f"<https://example.org/{node}>")]


@pytest.mark.parametrize(
    ("update", "found"),
    [
        ("INSERT DATA { :two qb:dataSet :set3 . :set3 a qb:DataSet ; qb:structure :plain }", ["ic-01"]),
        ("INSERT DATA { :set qb:structure :typed }", ["ic-02"]),
        (
            "INSERT DATA { :slice qb:sliceStructure :other . :plain qb:sliceKey :other . :other a qb:SliceKey }",
            ["ic-09"],
        ),
        ("DELETE DATA { :spring skos:member :march }", ["ic-19"]),
        ("DELETE DATA { :march a skos:Concept }", ["ic-19"]),
        ('DELETE DATA { :three :year "2022"^^xsd:gYear } ; INSERT DATA { :three :year "2023"^^xsd:gYear }', ["ic-17"]),
    ],
)
def test_further_faults(update: str, found: list[str]) -> None:
    assert set(found) <= {name for name, _ in faults(example(update))}


def test_every_constraint_has_its_fault_and_a_title_in_both_languages() -> None:
    assert [constraint.name for constraint in constraints()] == sorted(FAULTS)
    assert list(FAULTS) == [f"ic-{number:02}" for number in range(1, 22)]
    assert all(constraint.title.zh != constraint.title.en for constraint in constraints())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, Graph]:
    folder = samples(tmp_path_factory.mktemp("cube") / "kg")
    return folder, Graph().parse(data=turtle(StoreOf(folder)), format="turtle")


def test_every_figure_is_an_observation_with_its_value(made: tuple[Folder, Graph]) -> None:
    folder, graph = made
    figures = list(facts(StoreOf(folder), "observation"))
    observations = list(graph.subjects(RDF.type, QB.Observation))
    assert len(observations) == len(figures) > 0
    values = sorted(str(Literal(graph.value(node, ZX.value)).toPython()) for node in observations)
    assert values == sorted(str(fact["value"]) for fact in figures)


def test_the_seeds_cube_is_well_formed(made: tuple[Folder, Graph]) -> None:
    store = Store()
    store.load(turtle(StoreOf(made[0])), format=RdfFormat.TURTLE)
    assert faults(store) == []
    assert len(list(store.quads_for_pattern(None, None, None))) == len(made[1])


def test_what_is_not_told_has_a_code_of_its_own(made: tuple[Folder, Graph]) -> None:
    folder, graph = made
    unlinked = [fact for fact in facts(StoreOf(folder), "observation") if fact["metric"] is None]
    assert len(list(graph.subjects(CUBE.metric, CUBE["not-linked"]))) == len(unlinked) > 0
    for dimension in (CUBE.area, CUBE.period, CUBE.metric, CUBE.role):
        for code in graph.objects(None, dimension):
            assert {name.language for name in graph.objects(code, SKOS.prefLabel) if isinstance(name, Literal)}


def test_slices_hold_the_figures_of_a_report_and_of_a_metric(made: tuple[Folder, Graph]) -> None:
    folder, graph = made
    report = URIRef(folder.entry("yuncheng.txt").iri)
    ours = set(graph.subjects(ZX.report, report)) & set(graph.subjects(RDF.type, QB.Observation))
    (piece,) = set(graph.subjects(ZX.report, report)) & set(graph.subjects(RDF.type, QB.Slice))
    assert set(graph.objects(piece, QB.observation)) == ours
    for piece in graph.subjects(QB.sliceStructure, CUBE["by-metric"]):
        metric, role = graph.value(piece, CUBE.metric), graph.value(piece, CUBE.role)
        alike = set(graph.subjects(CUBE.metric, metric)) & set(graph.subjects(CUBE.role, role))
        assert set(graph.objects(piece, QB.observation)) == {
            node for node in alike if (node, RDF.type, QB.Observation) in graph
        }


def test_a_figure_keeps_its_sentence(made: tuple[Folder, Graph]) -> None:
    folder, graph = made
    text = folder.text("yuncheng").read_text(encoding="utf-8")
    oa = Namespace("http://www.w3.org/ns/oa#")
    report = URIRef(folder.entry("yuncheng.txt").iri)
    for node in graph.subjects(ZX.report, report):
        passage = graph.value(node, ZX.passage)
        if passage is not None:
            quote, sentence = graph.value(passage, oa.exact), graph.value(passage, ZX.sentence / oa.exact)
            assert str(quote) in str(sentence) and str(sentence) in text


def test_terms_are_standard_or_declared(made: tuple[Folder, Graph]) -> None:
    _, graph = made
    declared = Graph().parse(data_folder("ontology") / "zhenxing.ttl")
    declared.parse(data_folder("ontology") / "cube" / "structure.ttl")
    ours = {term for term in graph.predicates() if str(term).startswith((NAMESPACE, str(CUBE)))}
    assert not {term for term in ours if (term, RDFS.label, None) not in declared}
    assert not {term for term in graph.predicates() if term in QB and term not in set(dir(QB))}


def test_the_same_folder_gives_the_same_cube(tmp_path: Path) -> None:
    one = fill(tmp_path / "one", yuncheng(), yuzhong())
    other = fill(tmp_path / "other", yuzhong(), yuncheng())
    assert turtle(StoreOf(one)) == turtle(StoreOf(other))


def test_an_ill_formed_cube_is_not_given_out(tmp_path: Path) -> None:
    folder = fill(tmp_path / "kg", yuncheng())
    with folder.graph("yuncheng").open("a", encoding="utf-8") as file:
        for name in ("twin", "other"):
            file.write(f"<https://example.org/{name}> a zx:Observation ; rdfs:label 'x'@zh ; zx:report <> ;")
            file.write("zx:passage <#char=1,2> ; zx:value 1.0 ; zx:bound 'exact' ; zx:unitText '' ; zx:written '1' ;")
            file.write("zx:theme <https://example.org/theme> ; zx:rule 'r' ; zx:role 'value' .\n")
    with pytest.raises(CubeError, match=r"ic-12.*example\.org/other"):
        cube(StoreOf(folder))
    result = CliRunner().invoke(app, ["export", str(folder.path), "--format", "cube"])
    assert (result.exit_code, result.stdout) == (1, "")


def test_the_command_gives_the_cube_with_its_licence(made: tuple[Folder, Graph]) -> None:
    said = CliRunner().invoke(app, ["export", str(made[0].path), "--format", "cube", "--license", CC0])
    assert said.stdout_bytes == turtle(StoreOf(made[0]), Publication(licence=CC0))
    assert f"dcterms:license <{CC0}>" in said.stdout
