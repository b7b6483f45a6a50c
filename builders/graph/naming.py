"""The things a report names, as nodes; what a graph must say of them so that it can be read alone."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Final

from builders.graph import iri
from builders.graph.literals import en, text, zh
from builders.graph.terms import RDF, RDFS, SKOS, ZX, Statement
from builders.graph.turtle import Writer
from builders.vocabulary.lexicon import Lexicon

Labels = Callable[[str], tuple[str, str] | None]
"""The Chinese and English name of a region's code, or None; an English name may be empty."""

COUNTRY: Final = "100000"
_CODE: Final = re.compile(r"\d{6}(?:\d{3}){0,2}")
_DIRECT: Final = frozenset({"90"})  # 省直辖县级行政单位
_MUNICIPALITIES: Final = frozenset({"11", "12", "31", "50"})


def level(code: str) -> str:
    """The level of the region that a code of GB/T 2260 or its longer kin stands for.

    >>> [level(code) for code in ("100000", "140000", "140800", "140881", "140881103", "140881103201")]
    ['country', 'province', 'prefecture', 'county', 'town', 'village']
    """
    if code == COUNTRY:
        return "country"
    if len(code) > 6:
        return "town" if len(code) == 9 else "village"
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def within(code: str) -> str | None:
    """The code of the next larger region, or None of the country.

    >>> [within(code) for code in ("140881", "140800", "140000", "429004", "120103", "100000")]
    ['140800', '140000', '100000', '420000', '120000', None]
    """
    match level(code):
        case "country":
            return None
        case "province":
            return COUNTRY
        case "prefecture":
            return code[:2] + "0000"
        case "county" if code[:2] in _MUNICIPALITIES or code[2:4] in _DIRECT:
            return code[:2] + "0000"
        case "county":
            return code[:4] + "00"
        case _:
            return code[:-3]


def _one(code: str) -> str:
    """The code of a region, of the whole country the one of its two that is used."""
    return COUNTRY if code == "000000" else code


def unnamed(_code: str) -> None:
    """No region has a name: what stands in where no gazetteer is at hand."""


class Naming:
    """Gives each thing that a report names its node, and remembers which it must describe."""

    def __init__(self, lexicon: Lexicon, base: str, labels: Labels, writer: Writer) -> None:
        """`base` is that of what only reports name; `labels` tells the names of regions."""
        self._lexicon = lexicon
        self._base = base
        self._labels = labels
        self._writer = writer
        self._nodes: dict[tuple[object, ...], str] = {}
        self._regions: set[str] = set()
        self._measured: dict[str, set[str]] = defaultdict(set)
        self._of_regions: dict[str, str] = {}
        self._places: dict[tuple[str, str], str | None] = {}
        self._initiatives: set[str] = set()
        self._organisations: set[str] = set()
        self._documents: dict[tuple[str, str], str | None] = {}
        self._people: set[str] = set()

    def region(self, code: str) -> str:
        """The region of a code; both codes of the whole country are one."""
        node = self._of_regions.get(code)
        if node is None:
            node = self._of_regions[code] = self._around(_one(code))
        return node

    def _around(self, code: str) -> str:
        """The region of a code, it and those around it being ones to describe."""
        wider: str | None = code
        while wider and wider not in self._regions:
            self._regions.add(wider)
            wider = within(wider) if _CODE.fullmatch(wider) else None
        return self._node(iri.region, code)

    def metric(self, key: str, region: str | None) -> str:
        """The metric of a key, which a figure measures a region by."""
        if region:
            self._measured[_one(region)].add(key)
        return self.concept(self._lexicon.metrics[key].iri)

    def place(self, name: str, county: str, level: str | None = None) -> str:
        """The town or village of a name in a county."""
        self.region(county)
        self._places[name, county] = level or self._places.get((name, county))
        return self._node(iri.place, name, county)

    def initiative(self, key: str) -> str:
        """The initiative of the vocabulary, or one known by its name alone."""
        known = self._lexicon.initiatives.get(key)
        if known:
            return self.concept(known.iri)
        self._initiatives.add(key)
        return self._node(iri.initiative, key, self._base)

    def organisation(self, name: str) -> str:
        """The organisation of a name."""
        self._organisations.add(name)
        return self._node(iri.organisation, name, self._base)

    def party(self, helper: str) -> str:
        """The region of a code or the organisation of a name."""
        return self.region(helper) if _CODE.fullmatch(helper) else self.organisation(helper)

    def document(self, title: str, issuer: str | None, whose: str) -> str:
        """The document of a title; of one without a known issuer, `whose` tells it from its namesakes."""
        self._documents[title, issuer or whose] = issuer
        if issuer:
            self.organisation(issuer)
        return self._node(iri.document, title, issuer or whose, self._base)

    def person(self, name: str) -> str:
        """The person who corrects facts under a name."""
        self._people.add(name)
        return self._node(iri.person, name, self._base)

    def concept(self, address: str) -> str:
        """The node of an IRI."""
        return self._writer.iri(address)

    def _node(self, mint: Callable[..., str], *parts: str) -> str:
        key = (mint, *parts)
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = self._writer.iri(mint(*parts))
        return node

    def describe(self) -> Iterator[Statement]:
        """What is said of everything named so far, kind by kind, each in the order of its codes or names."""
        for code in sorted(self._regions):
            yield from self._region(code)
        for (name, county), level in sorted(self._places.items(), key=lambda place: place[0]):
            yield from self._place(name, county, level)
        for key in sorted(self._initiatives):
            node = self.initiative(key)
            yield node, RDF.type, ZX.Initiative
            yield node, SKOS.pref_label, zh(key)
            yield node, SKOS.notation, text(key)
        for name in sorted(self._organisations):
            node = self.organisation(name)
            yield node, RDF.type, ZX.Organisation
            yield node, RDFS.label, zh(name)
        for (title, owner), issuer in sorted(self._documents.items(), key=lambda document: document[0]):
            node = self._node(iri.document, title, owner, self._base)
            yield node, RDF.type, ZX.PolicyDocument
            yield node, RDFS.label, zh(title)
            if issuer:
                yield node, ZX.issuer, self.organisation(issuer)

        for name in sorted(self._people):
            node = self.person(name)
            yield node, RDF.type, ZX.Person
            yield node, RDFS.label, text(name)

    def _region(self, code: str) -> Iterator[Statement]:
        node = self._node(iri.region, code)
        yield node, RDF.type, ZX.Region
        yield node, ZX.code, text(code)
        names = self._labels(code)
        if names:
            yield node, RDFS.label, zh(names[0])
            if names[1]:
                yield node, RDFS.label, en(names[1])
        if _CODE.fullmatch(code):
            yield node, ZX.level, text(level(code))
            wider = within(code)
            if wider:
                yield node, ZX.within, self._node(iri.region, wider)
        for key in sorted(self._measured.get(code, ())):
            yield node, ZX.measured_by, self.concept(self._lexicon.metrics[key].iri)

    def _place(self, name: str, county: str, level: str | None) -> Iterator[Statement]:
        node = self.place(name, county)
        yield node, RDF.type, ZX.Region
        yield node, RDFS.label, zh(name)
        yield node, ZX.within, self.region(county)
        if level:
            yield node, ZX.level, text(level)
