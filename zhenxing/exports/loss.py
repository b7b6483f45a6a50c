"""What an export keeps, changes and drops of a graph's triples, counted by property.

Kept means that the triple can be made again, to the letter, from the export and its table of names alone.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from builders.graph.terms import RDF, XSD
from zhenxing.exports.propertygraph import STRING, Column, PropertyGraph
from zhenxing.query.questions import Text

Fate = Literal["kept", "changed", "dropped"]
Kind = Literal[
    "label",
    "relationship",
    "value",
    "language",
    "decimal",
    "datatype",
    "joined",
    "characters",
    "empty text",
    "triple term",
]
FATES: Final[Mapping[Fate, Text]] = MappingProxyType(
    {"kept": Text("保留", "kept"), "changed": Text("改变", "changed"), "dropped": Text("舍弃", "dropped")}
)
KINDS: Final[Mapping[Kind, tuple[Fate, Text]]] = MappingProxyType(
    {
        "label": ("kept", Text("类型作标签", "a type, as a label")),
        "relationship": ("kept", Text("作关系", "a relationship")),
        "value": ("kept", Text("原样", "a value as it is")),
        "language": ("kept", Text("语言写入属性名", "a text, its language in the property's name")),
        "decimal": ("kept", Text("小数，另存原文", "a decimal, exact as text beside a double")),
        "datatype": ("kept", Text("文本，数据类型见名称表", "a text, its datatype in the table of names")),
        "joined": ("changed", Text("多值合并为一个文本", "one of several values, joined into one text")),
        "characters": ("changed", Text("去掉了 XML 不容的字符", "a text without characters that XML cannot keep")),
        "empty text": ("dropped", Text("空文本", "an empty text")),
        "triple term": ("dropped", Text("关于三元组的三元组", "a triple about a triple")),
    }
)
Lost = Callable[[Column, tuple[str, ...]], Iterator[Kind | None]]


class Row(NamedTuple):
    """How many triples of a property have one lot."""

    predicate: str
    kind: Kind
    triples: int

    @property
    def fate(self) -> Fate:
        """What that kind comes to."""
        return KINDS[self.kind][0]


class Name(NamedTuple):
    """What a name of the export stands for."""

    name: str
    role: Literal["label", "relationship", "property"]
    iri: str
    language: str
    datatype: str
    storage: str
    many: bool
    rounded: bool


@dataclass(frozen=True, slots=True)
class Loss:
    """The lot of every triple that an export was made of: how many there were and in how many named graphs."""

    form: str
    graphs: int
    rows: tuple[Row, ...]
    names: tuple[Name, ...]

    def count(self, fate: Fate | None = None) -> int:
        """The triples of a fate, or all."""
        return sum(row.triples for row in self.rows if fate in (None, row.fate))


def loss(graph: PropertyGraph, form: str, graphs: int, native: frozenset[str], lost: Lost | None = None) -> Loss:
    """The loss of a property graph's export; `native` are the storages its format has, `lost` what befalls values."""
    counts: Counter[tuple[str, Kind]] = Counter()
    for node in graph.nodes:
        counts[RDF.type.value, "label"] += len(node.labels)
        for name, values in node.values.items():
            column = graph.columns[name]
            if not column.rounded:
                fates = lost(column, values) if lost else (None for _ in values)
                counts.update((column.key.predicate, fate or _plain(column, native)) for fate in fates)
    counts.update((graph.types[link.name], "relationship") for link in graph.relationships)
    counts.update(graph.dropped)
    rows = tuple(Row(predicate, kind, count) for (predicate, kind), count in sorted(counts.items()) if count)
    return Loss(form, graphs, rows, tuple(_names(graph)))


def told(found: Loss, language: Literal["zh", "en"]) -> str:
    """The loss in a few lines."""
    by_kind: Counter[Kind] = Counter()
    for row in found.rows:
        by_kind[row.kind] += row.triples
    fates = "，" if language == "zh" else ", "
    summary = fates.join(f"{getattr(words, language)} {found.count(fate):,}" for fate, words in FATES.items())
    head = {
        "zh": f"{found.form}：三元组 {found.count():,} 个（命名图 {found.graphs} 个，图名不保留）：{summary}",
        "en": f"{found.form}: {found.count():,} triples (named graphs: {found.graphs}, names not kept): {summary}",
    }
    lines = [
        f"  {getattr(FATES[fate], language)} {by_kind[kind]:>7,}  {getattr(words, language)}"
        for kind, (fate, words) in KINDS.items()
        if kind in by_kind
    ]
    return "\n".join([head[language], *lines])


def as_json(found: Loss) -> bytes:
    """The loss, and the table of names, as JSON."""
    said: dict[str, object] = {
        "format": found.form,
        "graphs": found.graphs,
        "triples": found.count(),
        "kept": found.count("kept"),
        "changed": found.count("changed"),
        "dropped": found.count("dropped"),
        "properties": [
            {"property": row.predicate, "fate": row.fate, "kind": row.kind, "triples": row.triples}
            for row in found.rows
        ],
        "names": [name._asdict() for name in found.names],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def as_csv(found: Loss) -> bytes:
    """The loss as CSV, a row for each property and kind."""
    rows = ((row.predicate, row.fate, row.kind, KINDS[row.kind][1].en, row.triples) for row in found.rows)
    return _csv([("property", "fate", "kind", "meaning", "triples"), *rows])


def names_csv(found: Loss) -> bytes:
    """The table of names as CSV."""
    rows = ((*name[:-2], str(name.many).lower(), str(name.rounded).lower()) for name in found.names)
    return _csv([Name._fields, *rows])


WRITERS: Final[Mapping[str, Callable[[Loss], bytes]]] = MappingProxyType({".json": as_json, ".csv": as_csv})


def _plain(column: Column, native: frozenset[str]) -> Kind:
    """How a value is kept where nothing befell it."""
    key = column.key
    if key.language:
        return "language"
    if key.datatype == XSD.decimal.value:
        return "decimal"
    if key.datatype == STRING or (key.storage != "string" and key.storage in native):
        return "value"
    return "datatype"


def _names(graph: PropertyGraph) -> Iterator[Name]:
    """Every name of a property graph, labels before relationships before properties."""
    for name, iri in sorted(graph.labels.items()):
        yield Name(name, "label", iri, "", "", "", True, False)
    for name, iri in sorted(graph.types.items()):
        yield Name(name, "relationship", iri, "", "", "", True, False)
    for name, column in graph.columns.items():
        key = column.key
        yield Name(
            name, "property", key.predicate, key.language, key.datatype, key.storage, column.many, column.rounded
        )


def _csv(rows: list[tuple[object, ...]]) -> bytes:
    """Rows as CSV."""
    paper = io.StringIO()
    csv.writer(paper, lineterminator="\n").writerows(rows)
    return paper.getvalue().encode()
