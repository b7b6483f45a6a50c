"""Turtle put together from written terms: the bytes of pyoxigraph's writer, and what a reader takes from them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from builders.graph.literals import day, decimal, en, integer, text, truth, zh
from builders.graph.terms import RDF, XSD, ZX
from builders.graph.turtle import Prefixes, Writer

ADDRESS = "https://w3id.org/zhenxing/report/yuncheng"
PREFIXES = {
    "region": "https://w3id.org/zhenxing/region/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "zx": "https://w3id.org/zhenxing/ontology#",
}
VALUES = [
    (zh("监测对象"), Literal("监测对象", language="zh")),
    (en("Yuncheng"), Literal("Yuncheng", language="en")),
    (integer(38), Literal("38", datatype=XSD.integer)),
    (decimal(Decimal("2.50")), Literal("2.50", datatype=XSD.decimal)),
    (decimal(Decimal("1E+3")), Literal("1000", datatype=XSD.decimal)),
    (decimal(Decimal(2) / 3), Literal("0.666666666667", datatype=XSD.decimal)),
    (day("2023-05-31"), Literal("2023-05-31", datatype=XSD.date)),
    (truth(False), Literal("false", datatype=XSD.boolean)),
]


def body(triples: list[Triple], address: str = ADDRESS) -> str:
    """What pyoxigraph writes after the head."""
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES, base_iri=address)
    return (written or b"").decode().split("\n", len(PREFIXES) + 1)[-1]


def ours(document: str) -> str:
    """What stands after the head of a document."""
    return document.split("\n", len(PREFIXES) + 1)[-1]


@pytest.mark.parametrize(("written", "literal"), VALUES)
def test_a_value(written: str, literal: Literal) -> None:
    node = NamedNode(ADDRESS)
    statement = (Writer(ADDRESS, Prefixes(PREFIXES)).iri(ADDRESS), ZX.value, written)
    document = Writer(ADDRESS, Prefixes(PREFIXES)).document([statement])
    assert ours(document) == body([Triple(node, ZX.value, literal)])
    assert [quad.triple for quad in parse(document, RdfFormat.TURTLE)] == [Triple(node, ZX.value, literal)]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_string(words: str) -> None:
    assert text(words) == str(Literal(words))


@pytest.mark.parametrize("base", ["https://w3id.org/zhenxing/", "https://example.org/", "http://localhost:8080/a/b/"])
@pytest.mark.parametrize(
    "rest",
    [
        "report/yuncheng",
        "report/yuncheng#char=683,688",
        "report/yuncheng/observation/683-2",
        "report/yuncheng-2",
        "report/other",
        "organisation/0123456789",
        "region/140800",
        "region/140881/0123456789",
        "region/",
        "initiative/x-0123456789",
        "ontology#Report",
        "unit/per_mille",
        "a%20b/(c)",
    ],
)
def test_an_iri(base: str, rest: str) -> None:
    address, node = base + "report/yuncheng", NamedNode(base + rest)
    written = Writer(address, Prefixes(PREFIXES)).iri(node.value)
    assert body([Triple(node, RDF.type, node)], address) == f"{written} a {written} .\n"


def test_statements_are_grouped() -> None:
    writer = Writer(ADDRESS, Prefixes(PREFIXES))
    one, other = NamedNode(ADDRESS), NamedNode(ADDRESS + "/place/1")
    triples = [
        Triple(one, RDF.type, ZX.Report),
        Triple(one, ZX.names, other),
        Triple(one, ZX.names, one),
        Triple(other, RDF.type, ZX.Mention),
    ]
    report, place = writer.iri(one.value), writer.iri(other.value)
    document = writer.document(
        [
            (report, RDF.type, ZX.Report),
            (report, ZX.names, place),
            (report, ZX.names, report),
            (place, RDF.type, ZX.Mention),
        ]
    )
    assert ours(document) == body(triples)
    assert [quad.triple for quad in parse(document, RdfFormat.TURTLE)] == triples


def test_a_missing_mark_is_no_turtle() -> None:
    with pytest.raises(SyntaxError):
        list(parse(Writer(ADDRESS, Prefixes(PREFIXES)).document([("<>", ZX.value, '"open')]), RdfFormat.TURTLE))
