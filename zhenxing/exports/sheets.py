"""The fact table as people read it: names beside codes, the sentence, and where it stands; one sheet a kind of fact.

The table for programs is `zhenxing.facts`; here its records are put into words of a language.
"""

import os
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote

from builders.graph import iri
from builders.text import Span
from zhenxing.exports.columns import SCHEMES
from zhenxing.facts import Record, Value
from zhenxing.folder import Entry
from zhenxing.network.model import Language
from zhenxing.store import StoreOf

URL: Final = ("http://", "https://")
_PREFIXES: Final = """PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX zx: <https://w3id.org/zhenxing/ontology#>
"""
_NAMES: Final = """SELECT DISTINCT ?scheme ?key ?name (LANG(?name) AS ?language) WHERE {
  { ?concept skos:inScheme ?within ; skos:notation ?key ; skos:prefLabel ?name . BIND(STR(?within) AS ?scheme) }
  UNION { ?region zx:code ?key ; rdfs:label ?name . BIND("regions" AS ?scheme) }
} ORDER BY ?scheme ?key ?name"""
_SENTENCES: Final = """SELECT DISTINCT ?report ?at ?quote ?sentence WHERE {
  ?passage zx:report/zx:fileName ?report ; oa:start ?at ; oa:exact ?quote ; zx:sentence/oa:exact ?sentence
} ORDER BY ?report ?at ?quote ?sentence"""


class Link(NamedTuple):
    """A cell that leads to an address: a URL, or a path relative to where the spreadsheet lies."""

    address: str
    text: str


Cell = str | int | Decimal | Link | None


class Sheet(NamedTuple):
    """The kind of its facts and a mapping from columns to cells for each of them."""

    kind: str
    rows: Iterator[dict[str, Cell]]


class Reading:
    """What it takes to put the records of a graph into words: names, sentences and sources."""

    def __init__(self, store: StoreOf, language: Language, place: Path) -> None:
        """Read the names in a language; the spreadsheet is to lie in a folder."""
        self.place = place
        self.folder = store.folder
        self.entries = {entry.name: entry for entry in store.folder.entries.values()}
        self.names: dict[tuple[str, str], str] = {}
        for row in store.solutions(_PREFIXES + _NAMES):
            key = (row["scheme"].value.removeprefix(iri.BASE), row["key"].value)
            if row["language"].value == language or key not in self.names:
                self.names[key] = row["name"].value
        self.sentences = {
            (row["report"].value, int(row["at"].value), row["quote"].value): " ".join(row["sentence"].value.split())
            for row in store.solutions(_PREFIXES + _SENTENCES)
        }

    def sheets(self, records: Iterable[Record]) -> Iterator[Sheet]:
        """A sheet for each kind of fact there is."""
        for kind, group in groupby(records, key=lambda record: str(record["type"])):
            yield Sheet(kind, map(self.cells, group))

    def cells(self, record: Record) -> dict[str, Cell]:
        """Every cell of a record by its column."""
        cells: dict[str, Cell] = {field: self._named(field, value) for field, value in record.items()}
        for field in ("region", "helper", "helped"):
            cells[f"{field}_name"] = self._name("regions", record.get(field))
        within = record.get("within")
        cells["within_name"] = self._name("regions", self._name("initiatives", within))
        cells["metric_name"] = self._name("metrics", record.get("metric"))
        value = record.get("value")
        cells["exact"] = format(value, "f") if isinstance(value, Decimal) else None
        report, at, words = str(record["report"]), record["at"], str(record["quote"])
        if isinstance(at, int):
            entry = self.entries[report]
            cells["sentence"] = self.sentences.get((report, at, words))
            cells["source"] = self._source(entry, words)
            cells["passage"] = _passage(iri.passage(entry.iri, Span(at, at + len(words))))
        return cells

    def _named(self, field: str, value: Value) -> Cell:
        """A value of the fact table under its name."""
        if isinstance(value, list):
            return "；".join(str(self._name(SCHEMES[field], key)) for key in value) or None
        return self._name(SCHEMES[field], value) if field in SCHEMES else value

    def _name(self, scheme: str, key: Value | Cell) -> str | None:
        """The name of a key, or the key where it has none."""
        return None if key is None else self.names.get((scheme, str(key)), str(key))

    def _source(self, entry: Entry, words: str) -> Link:
        """The web page a report was read from, at the words; else the file, or the text that the folder keeps of it."""
        if entry.source.startswith(URL):
            return Link(f"{entry.source}#:~:text={quote(words, safe='')}", entry.source)
        file = self.folder.path / entry.source
        if not file.is_file():
            file = self.folder.text(entry.slug)
        try:
            return Link(Path(os.path.relpath(file, self.place)).as_posix(), entry.name)
        except ValueError:  # on another drive of Windows
            return Link(file.resolve().as_posix(), entry.name)


def _passage(address: str) -> Cell:
    """The IRI of a passage; one of a base of the user's own leads to where they publish it."""
    return address if address.startswith(iri.BASE) else Link(address, address)
