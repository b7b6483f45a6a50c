"""A folder for graph databases that speak Cypher: CSV to import, scripts to load, what was lost, and how to do it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from builders.graph.terms import NAMESPACE, XSD
from zhenxing.exports import cypher, ladybug, loss
from zhenxing.exports.names import KNOWN
from zhenxing.exports.propertygraph import TEXT, Column, PropertyGraph
from zhenxing.exports.tables import kinds, nodes_file, relationships_file, separator, tables
from zhenxing.rdf import rdf

NATIVE: Final = frozenset({"string", "long", "double", "boolean", "date"})
RESERVED: Final = frozenset({"iri", "labels"})
MARK: Final = "README.md"
_N10S: Final = """CREATE CONSTRAINT n10s_unique_uri IF NOT EXISTS FOR (r:Resource) REQUIRE r.uri IS UNIQUE;
CALL n10s.graphconfig.init({{handleVocabUris: 'SHORTEN', handleRDFTypes: 'LABELS', keepLangTag: true, \
keepCustomDataTypes: true, handleMultival: 'ARRAY', multivalPropList: [{many}]}});
{prefixes}
CALL n10s.rdf.import.fetch($folder + '/graph.nt', 'N-Triples');
"""
_README: Final = """# A property graph made by Zhenxing

{nodes:,} nodes and {relationships:,} relationships. Of {triples:,} triples {kept:,} are kept, {changed:,} changed and
{dropped:,} dropped: loss.json and loss.csv tell of which properties. names.csv tells which IRI, language and datatype a
label, a relationship or a property stands for. A decimal stands twice: as a double to reckon with and, exactly as
written, as the text of the property whose name ends in `_text`.

## Neo4j, a new database

Run in this folder while the server is stopped:

```sh
neo4j-admin database import full neo4j --multiline-fields=true --array-delimiter=U+{separator:04X} \\
{arguments}
```

then start the server and run `cypher-shell -u neo4j -f constraints.cypher`.

## Neo4j, a running server

load.cypher holds the data and reads no file; to run it again changes nothing.

```sh
cypher-shell -a bolt://localhost:7687 -u neo4j -f load.cypher
```

## Neo4j with neosemantics (n10s)

graph.nt is the RDF itself, and n10s.cypher has n10s keep several values, languages and datatypes. n10s makes doubles of
decimals: graph.nt has beside each its text, as a property whose name ends in `_text`.

```sh
cypher-shell -u neo4j --param "folder => 'file://$PWD'" -f n10s.cypher
```

## ArcadeDB, and whatever else speaks Bolt

```python
import pathlib
import neo4j

with neo4j.GraphDatabase.driver("bolt://localhost:7687", auth=("root", "...")) as driver:
    for statement in pathlib.Path("load.cypher").read_text(encoding="utf-8").splitlines():
        driver.execute_query(statement.removesuffix(";"), database_="kg")
```

## Ladybug

```sh
lbug kg.lbug < ladybug.cypher
```
"""


def files(graph: PropertyGraph, triples: Iterable[Triple], found: loss.Loss) -> dict[str, bytes]:
    """Every file of the folder by its name."""
    between = separator(graph)
    return {
        **dict(tables(graph, between)),
        "constraints.cypher": cypher.CONSTRAINT.encode(),
        "load.cypher": "".join(cypher.statements(graph)).encode(),
        "ladybug.cypher": "".join(ladybug.script(graph, between)).encode(),
        "graph.nt": rdf(_with_texts(triples), RdfFormat.N_TRIPLES),
        "n10s.cypher": _n10s(graph).encode(),
        "names.csv": loss.names_csv(found),
        "loss.json": loss.as_json(found),
        "loss.csv": loss.as_csv(found),
        MARK: _readme(graph, found, between).encode(),
    }


def lost(column: Column, values: tuple[str, ...]) -> Iterator[loss.Kind | None]:
    """What befalls each value of a property of a node: a list of one empty text cannot be told from no list."""
    return ("empty text" if column.many and values == ("",) else None for _ in values)


def _with_texts(triples: Iterable[Triple]) -> Iterator[Triple]:
    """The triples, and beside each decimal its text."""
    for triple in triples:
        yield triple
        value = triple.object
        if isinstance(value, Literal) and value.datatype == XSD.decimal:
            yield Triple(triple.subject, NamedNode(f"{triple.predicate.value}_{TEXT}"), Literal(value.value))


def _n10s(graph: PropertyGraph) -> str:
    """The configuration of n10s by which nothing is lost, and the import."""
    prefixes = sorted((prefix, space) for space, prefix in {NAMESPACE: "zx", **KNOWN}.items())
    return _N10S.format(
        many=", ".join(map(cypher.text, _many(graph))),
        prefixes="\n".join(f"CALL n10s.nsprefixes.add('{prefix}', '{space}');" for prefix, space in prefixes),
    )


def _many(graph: PropertyGraph) -> list[str]:
    """The predicates of which a node has several literals, in whatever language."""
    found = set()
    for node in graph.nodes:
        counts: Counter[str] = Counter()
        for name, values in node.values.items():
            key = graph.columns[name].key
            counts[key.predicate] += 0 if graph.columns[name].rounded else len(values)
        found |= {predicate for predicate, count in counts.items() if count > 1}
    return sorted(found)


def _readme(graph: PropertyGraph, found: loss.Loss, between: str) -> str:
    """What lies in the folder and how to load it."""
    arguments = [
        *(f"  --nodes={nodes_file(kind)}" for kind in kinds(graph)),
        *(f"  --relationships={name}={relationships_file(name)}" for name in sorted(graph.types)),
    ]
    return _README.format(
        nodes=len(graph.nodes),
        relationships=len(graph.relationships),
        triples=found.count(),
        kept=found.count("kept"),
        changed=found.count("changed"),
        dropped=found.count("dropped"),
        separator=ord(between),
        arguments=" \\\n".join(arguments),
    )
