"""Property graphs: what becomes of triples, and that what an export says it lost is true.

`python -m tests.test_property_graphs` writes the table of docs/property-graphs.md anew.
"""

import csv
import io
import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import networkx
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from typer.testing import CliRunner

from tests import rebuilding
from tests.folders import samples
from zhenxing.cli import app
from zhenxing.exports import cypher, handing, loss, neo4j, tables, xmlgraphs
from zhenxing.exports.exporting import statements
from zhenxing.exports.names import KNOWN, named, short
from zhenxing.exports.propertygraph import PropertyGraph, property_graph
from zhenxing.files import FileError, write_folder
from zhenxing.folder import Folder

TURTLE = """
@prefix zx: <https://w3id.org/zhenxing/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <https://example.org/> .
ex:a a zx:Metric, skos:Concept, ex:Metric ;
    rdfs:label "甲"@zh, "A"@en, "untagged" ;
    skos:altLabel "乙; \\"quoted\\" | 丙"@zh, "back\\\\slash\\\\"@zh, "it's\\nlines"@zh ;
    zx:value 22680.30, 1.5 ;
    zx:low 0.10 ;
    zx:start "2023-01-01"^^xsd:date ;
    zx:issued "2023-01-01Z"^^xsd:date ;
    zx:length 7 ;
    zx:count "007"^^xsd:integer, 8, 99999999999999999999 ;
    zx:holds true ;
    zx:fits "1"^^xsd:boolean ;
    zx:during "2023-10"^^xsd:gYearMonth ;
    zx:head "", "x" ;
    zx:reason "" ;
    zx:written "line\\r\\nend\\u0001" ;
    zx:Value "in capitals" ;
    ex:value "elsewhere" ;
    zx:iri "a property called iri" ;
    zx:region ex:b, [ zx:code "1" ] ;
    zx:covers ex:a .
ex:c zx:head "" .
ex:d zx:head "one" .
"""
FORMS: dict[str, tuple[frozenset[str], frozenset[str], Any]] = {
    "neo4j": (neo4j.RESERVED, neo4j.NATIVE, neo4j.lost),
    "graphml": (xmlgraphs.RESERVED, xmlgraphs.NATIVE, xmlgraphs.lost),
    "gexf": (xmlgraphs.RESERVED, xmlgraphs.NATIVE, xmlgraphs.lost),
}


def triples(turtle: str = TURTLE) -> list[Triple]:
    """The triples of a text, blank nodes named as an export names them."""
    blank: dict[str, str] = {}
    found = []
    for quad in parse(turtle.encode(), format=RdfFormat.TURTLE):
        ends = [
            rebuilding.node("_:" + blank.setdefault(str(end), f"b{len(blank) + 1}"))
            if str(end).startswith("_:")
            else end
            for end in (quad.subject, quad.object)
        ]
        found.append(Triple(ends[0], quad.predicate, ends[1]))
    return found


def lost(form: str, graph: PropertyGraph) -> loss.Loss:
    _, native, callback = FORMS[form]
    return loss.loss(graph, form, 1, native, callback)


def rebuilt(form: str, given: list[Triple], path: Path) -> tuple[loss.Loss, set[Triple]]:
    """What an export says it lost, and the triples made again from its files."""
    graph = property_graph(given, FORMS[form][0])
    said = lost(form, graph)
    if form == "neo4j":
        write_folder(path / "out", neo4j.files(graph, given, said), neo4j.MARK)
        return said, rebuilding.of_folder(path / "out", tables.separator(graph))
    known = rebuilding.names(json.loads(loss.as_json(said))["names"])
    file = path / f"out.{form}"
    file.write_text({"graphml": xmlgraphs.graphml, "gexf": xmlgraphs.gexf}[form](graph), encoding="utf-8", newline="")
    read: Callable[[Path], networkx.MultiDiGraph] = {
        "graphml": lambda file: networkx.read_graphml(file, force_multigraph=True),
        "gexf": networkx.read_gexf,
    }[form]
    return said, rebuilding.of_network(read(file), known)


def by_property(found: Iterable[Triple]) -> Counter[str]:
    return Counter(triple.predicate.value for triple in found)


def counted(said: loss.Loss, *fates: loss.Fate) -> Counter[str]:
    counts: Counter[str] = Counter()
    for row in said.rows:
        counts[row.predicate] += row.triples if row.fate in fates else 0
    return +counts


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("of", ["edges", "reports"])
def test_what_is_said_to_be_kept_can_be_made_again_and_nothing_else(form: str, of: str, tmp_path: Path) -> None:
    reports = samples(tmp_path / "kg")
    given = triples() if of == "edges" else [*dict.fromkeys(quad.triple for quad in statements(reports))]
    said, made = rebuilt(form, given, tmp_path)
    assert by_property(made & set(given)) == counted(said, "kept")
    assert by_property(set(given) - made) == counted(said, "changed", "dropped")
    assert by_property(given) == counted(said, "kept", "changed", "dropped")
    assert said.count("kept") + said.count("changed") + said.count("dropped") == said.count() == len(given)


def test_the_folder_for_neo4j_loses_nothing_of_reports(tmp_path: Path) -> None:
    given = [*dict.fromkeys(quad.triple for quad in statements(samples(tmp_path / "kg")))]
    said, made = rebuilt("neo4j", given, tmp_path)
    assert made == set(given)
    assert said.count("kept") == len(given) > 1000


@pytest.mark.parametrize(
    ("form", "kinds"),
    [
        ("neo4j", {"empty text": 1}),
        ("graphml", {"joined": 9, "characters": 1}),
        ("gexf", {"joined": 9, "characters": 1}),
    ],
)
def test_each_loss_has_its_name(form: str, kinds: dict[str, int]) -> None:
    said = lost(form, property_graph(triples(), FORMS[form][0]))
    found: Counter[str] = Counter()
    for row in said.rows:
        found[row.kind] += row.triples if row.fate != "kept" else 0
    assert +found == Counter(kinds)


def test_a_triple_about_a_triple_is_dropped() -> None:
    inner = Triple(NamedNode("https://example.org/a"), NamedNode("https://example.org/p"), Literal("x"))
    outer = Triple(NamedNode("https://example.org/s"), NamedNode("https://example.org/q"), inner)
    graph = property_graph([inner, outer])
    assert graph.dropped == (("https://example.org/q", "triple term"),)
    assert lost("neo4j", graph).count("dropped") == 1


def test_names_tell_language_and_datatype() -> None:
    graph = property_graph(triples(), neo4j.RESERVED)
    (node,) = [node for node in graph.nodes if node.iri == "https://example.org/a"]
    assert node.kind == "Metric"
    assert node.labels == ("Metric", "skos_Concept", "ns_Metric")
    assert node.values["rdfs_label_zh"] == ("甲",)
    assert node.values["rdfs_label"] == ("untagged",)
    assert node.values["value_text"] == ("1.5", "22680.30")
    assert node.values["length"] == ("7",)
    assert node.values["count"] == ("8",)
    assert node.values["count_xsd_integer"] == ("007", "99999999999999999999")
    assert node.values["during_xsd_gYearMonth"] == ("2023-10",)
    assert node.values["fits_xsd_boolean"] == ("1",)
    assert node.values["zx_iri"] == ("a property called iri",)
    assert {"_:b1", "https://example.org/b"} <= {node.iri for node in graph.nodes}


def test_no_two_names_are_alike_in_any_capitals() -> None:
    graph = property_graph(triples(), neo4j.RESERVED)
    folded = [name.casefold() for name in graph.columns]
    assert len(set(folded)) == len(folded)
    assert named(["https://a.example/x", "https://b.example/X"]) == {
        "https://a.example/x": "ns_x",
        "https://b.example/X": "ns_X_2",
    }
    assert short("https://w3id.org/zhenxing/ontology#start", {"start"}) == "zx_start"


def test_prefixes_are_those_that_n10s_has_fixed() -> None:
    fixed = {
        "dc": "http://purl.org/dc/elements/1.1/",
        "dct": "http://purl.org/dc/terms/",
        "owl": "http://www.w3.org/2002/07/owl#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "sch": "http://schema.org/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
    }
    for space, prefix in KNOWN.items():
        assert fixed.get(prefix, space) == space
        assert prefix in fixed or space not in fixed.values()


def test_a_separator_is_in_none_of_the_values() -> None:
    plain = property_graph(triples())
    assert tables.separator(plain) == "\x1f"
    listed = '<https://example.org/a> <https://example.org/p> "a\x1fb", "c" .'
    assert tables.separator(property_graph(triples(listed))) == "\x1e"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("甲", "'甲'"),
        ("it's", r"'it\'s'"),
        ("a\\", r"'a\\'"),
        ("1\n2\r\t", r"'1\n2\r\t'"),
        ("\x1f\u2028", r"'\u001f\u2028'"),
    ],
)
def test_texts_of_cypher_end_where_they_should(value: str, written: str) -> None:
    assert cypher.text(value) == written


def test_a_statement_is_a_line() -> None:
    for statement in cypher.statements(property_graph(triples())):
        assert statement.splitlines() == [statement.removesuffix("\n")]
        assert statement.endswith(";\n")


@pytest.mark.parametrize("form", FORMS)
def test_the_same_triples_give_the_same_bytes(form: str, tmp_path: Path) -> None:
    given = [triple for triple in triples() if "_:" not in str(triple)]
    for name, order in (("one", given), ("two", given[::-1])):
        (tmp_path / name).mkdir()
        rebuilt(form, order, tmp_path / name)
    for file in (tmp_path / "one").rglob("*.[cgjm]*"):
        if file.name != "graph.nt":
            assert file.read_bytes() == (tmp_path / "two" / file.relative_to(tmp_path / "one")).read_bytes()


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_identifiers_are_what_xml_calls_a_name(form: str, tmp_path: Path) -> None:
    graph = property_graph(triples(), xmlgraphs.RESERVED)
    text = {"graphml": xmlgraphs.graphml, "gexf": xmlgraphs.gexf}[form](graph)
    read = networkx.parse_graphml(text, force_multigraph=True) if form == "graphml" else _gexf(text, tmp_path)
    assert all(name.startswith("n") and name[1:].isdecimal() for name in read)
    edges = [told["id"] for *_, told in read.edges(data=True)] if form == "gexf" else [key for *_, key in read.edges]
    assert all(name.startswith("e") for name in edges)
    assert len(set(edges)) == len(edges) == len(graph.relationships)
    assert 'start="' not in text.replace('zx_start="', "")


GRAMMARS = {  # what the grammars of GraphML 1.0 and GEXF 1.2 say of all that an export writes
    "graphml": """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://graphml.graphdrawing.org/xmlns"
        datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
      <define name="data"><element name="data">
        <attribute name="key"><data type="NMTOKEN"/></attribute><text/></element></define>
      <start><element name="graphml">
        <optional><attribute name="schemaLocation" ns="http://www.w3.org/2001/XMLSchema-instance"/></optional>
        <zeroOrMore><element name="key">
          <attribute name="id"><data type="NMTOKEN"/></attribute>
          <attribute name="for"><choice><value>node</value><value>edge</value></choice></attribute>
          <attribute name="attr.name"><data type="NMTOKEN"/></attribute>
          <attribute name="attr.type"><choice><value>boolean</value><value>int</value><value>long</value>
            <value>float</value><value>double</value><value>string</value></choice></attribute>
        </element></zeroOrMore>
        <element name="graph"><attribute name="edgedefault"><value>directed</value></attribute>
          <zeroOrMore><choice>
            <element name="node"><attribute name="id"><data type="ID"/></attribute>
              <zeroOrMore><ref name="data"/></zeroOrMore></element>
            <element name="edge"><attribute name="id"><data type="ID"/></attribute>
              <attribute name="source"><data type="IDREF"/></attribute>
              <attribute name="target"><data type="IDREF"/></attribute>
              <zeroOrMore><ref name="data"/></zeroOrMore></element>
          </choice></zeroOrMore></element>
      </element></start></grammar>""",
    "gexf": """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.gexf.net/1.2draft"
        datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
      <define name="values"><optional><element name="attvalues"><zeroOrMore><element name="attvalue">
        <attribute name="for"/><attribute name="value"/></element></zeroOrMore></element></optional></define>
      <start><element name="gexf"><attribute name="version"><value>1.2</value></attribute>
        <optional><attribute name="schemaLocation" ns="http://www.w3.org/2001/XMLSchema-instance"/></optional>
        <element name="meta"><element name="creator"><text/></element></element>
        <element name="graph"><attribute name="defaultedgetype"><value>directed</value></attribute>
          <attribute name="mode"><value>static</value></attribute>
          <zeroOrMore><element name="attributes">
            <attribute name="class"><choice><value>node</value><value>edge</value></choice></attribute>
            <attribute name="mode"><value>static</value></attribute>
            <zeroOrMore><element name="attribute"><attribute name="id"/><attribute name="title"/>
              <attribute name="type"><choice><value>integer</value><value>long</value><value>double</value>
                <value>float</value><value>boolean</value><value>liststring</value><value>string</value>
                <value>anyURI</value></choice></attribute></element></zeroOrMore></element></zeroOrMore>
          <element name="nodes"><zeroOrMore><element name="node">
            <attribute name="id"><data type="ID"/></attribute><attribute name="label"><data type="token"/></attribute>
            <ref name="values"/></element></zeroOrMore></element>
          <element name="edges"><zeroOrMore><element name="edge">
            <attribute name="id"><data type="ID"/></attribute><attribute name="label"><data type="token"/></attribute>
            <attribute name="source"><data type="IDREF"/></attribute>
            <attribute name="target"><data type="IDREF"/></attribute>
            <ref name="values"/></element></zeroOrMore></element>
        </element></element></start></grammar>""",
}


@pytest.mark.parametrize("form", GRAMMARS)
def test_what_is_written_follows_the_format_s_grammar(form: str) -> None:
    from lxml import etree

    grammar = etree.RelaxNG(etree.fromstring(GRAMMARS[form]))
    text = {"graphml": xmlgraphs.graphml, "gexf": xmlgraphs.gexf}[form](property_graph(triples(), xmlgraphs.RESERVED))
    assert grammar.validate(etree.fromstring(text)), grammar.error_log
    for wrong in (text.replace('"n1"', '"http://no.name/"', 1), text.replace('="double"', '="decimal"', 1)):
        assert wrong != text
        assert not grammar.validate(etree.fromstring(wrong))


def _gexf(text: str, path: Path) -> networkx.MultiDiGraph:
    (path / "g.gexf").write_text(text, encoding="utf-8")
    return networkx.read_gexf(path / "g.gexf")


def run(*words: object) -> Any:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_the_command_writes_a_folder_and_tells_what_is_lost(tmp_path: Path) -> None:
    samples(tmp_path / "kg")
    done = run("export", tmp_path / "kg", "--format", "neo4j", "-o", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    said = json.loads((tmp_path / "out" / "loss.json").read_bytes())
    assert f"kept {said['kept']:,}, changed 0, dropped 0" in done.stderr
    rows = [*csv.DictReader(io.StringIO((tmp_path / "out" / "loss.csv").read_text(encoding="utf-8")))]
    assert sum(int(row["triples"]) for row in rows) == said["triples"]
    readme = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    for file in (tmp_path / "out").glob("*-*.csv"):
        assert f"{file.name}" in readme
    assert "--array-delimiter=U+001F" in readme
    again = run("export", tmp_path / "kg", "--format", "neo4j", "-o", tmp_path / "out")
    assert again.exit_code == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_command_tells_it_in_chinese_and_in_a_file(tmp_path: Path) -> None:
    samples(tmp_path / "kg")
    done = run("export", tmp_path / "kg", "--format", "gexf", "--loss", tmp_path / "lost.csv", "--lang", "zh")
    assert done.exit_code == 0
    assert done.stdout.startswith("<gexf")
    assert "多值合并为一个文本" in done.stderr
    assert ",changed,joined," in (tmp_path / "lost.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ("--format", "neo4j"),
        ("--format", "neo4j", "-o", "-"),
        ("--format", "ttl", "--loss", "lost.csv"),
        ("--format", "gexf", "--loss", "lost.txt"),
    ],
)
def test_the_command_refuses_what_makes_no_sense(words: tuple[str, ...], tmp_path: Path) -> None:
    assert run("export", samples(tmp_path / "kg").path, *words).exit_code == 2


def test_a_folder_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "out"
    write_folder(target, {"mark": b"mine\n1", "old": b""}, "mark")
    write_folder(target, {"mark": b"mine\n2"}, "mark")
    assert {path.name: path.read_bytes() for path in target.iterdir()} == {"mark": b"mine\n2"}
    with pytest.raises(FileError):
        write_folder(target, {"mark": b"mine\n3", "no/such/folder": b""}, "mark")
    assert (target / "mark").read_bytes() == b"mine\n2"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_of_the_users_own_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mark").write_text("theirs\n", encoding="utf-8")
    for place in (tmp_path, tmp_path / "mark"):
        with pytest.raises(FileError, match="choose another"):
            write_folder(place, {"mark": b"mine\n"}, "mark")
    assert (tmp_path / "mark").read_text(encoding="utf-8") == "theirs\n"


ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs" / "property-graphs.md"
TABLE = re.compile(r"(?<=<!-- loss of the seeds -->\n).*?(?=<!-- end -->)", re.DOTALL)


def table(losses: list[loss.Loss]) -> str:
    """Losses side by side: what becomes of triples, and of which properties they change."""
    lines = [f"| | {' | '.join(said.form for said in losses)} |", f"| --- |{' ---: |' * len(losses)}"]
    lines.append(f"| triples | {' | '.join(f'{said.count():,}' for said in losses)} |")
    for fate in loss.FATES:
        lines.append(f"| **{fate}** | {' | '.join(f'**{said.count(fate):,}**' for said in losses)} |")
        for kind, (its_fate, words) in loss.KINDS.items():
            counts = [sum(row.triples for row in said.rows if row.kind == kind) for said in losses]
            if its_fate == fate and any(counts):
                lines.append(f"| – {words.en} | {' | '.join(f'{count:,}' for count in counts)} |")
    changed = [{row.predicate: row.triples for row in said.rows if row.fate != "kept"} for said in losses]
    lines += ["", f"| changed or dropped of | {' | '.join(said.form for said in losses)} |", lines[1]]
    for predicate in sorted(
        set().union(*changed), key=lambda predicate: (-max(of.get(predicate, 0) for of in changed), predicate)
    ):
        lines.append(f"| `{short(predicate)}` | {' | '.join(f'{of.get(predicate, 0):,}' for of in changed)} |")
    return "\n".join(["", *lines, "", ""])


def test_the_document_s_table_is_one_of_this_shape() -> None:
    """Its counts change with every word of the vocabularies, so they are not compared."""
    graph = property_graph(triples(), xmlgraphs.RESERVED)
    (shown,) = TABLE.findall(DOCUMENT.read_text(encoding="utf-8"))
    heads = [line.split(" | ")[0] for line in table([lost("graphml", graph)]).splitlines() if "**" in line]
    assert [line.split(" | ")[0] for line in shown.splitlines() if "**" in line] == heads
    counts = {line.split(" | ")[0].strip("| *"): line.split(" | ")[1:] for line in shown.splitlines() if " | " in line}
    numbers = {
        key: [int(cell.strip(" |*").replace(",", "")) for cell in counts[key]] for key in ("triples", *loss.FATES)
    }
    assert [sum(fates) for fates in zip(*(numbers[fate] for fate in loss.FATES), strict=True)] == numbers["triples"]


def refresh() -> None:
    """Write the document's table anew, of the seeds."""
    with tempfile.TemporaryDirectory() as made:
        assert run("build", ROOT / "seeds", "--into", f"{made}/kg").exit_code == 0
        losses = [handing.handed(Folder.load(f"{made}/kg"), form).loss for form in handing.FORMATS]
    text = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(TABLE.sub(lambda _: table(losses), text), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    refresh()
