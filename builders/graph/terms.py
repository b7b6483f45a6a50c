"""The terms of `ontology/zhenxing.ttl` and of the vocabularies it maps to, typed: a misspelt one fails mypy."""

from typing import Final

from pyoxigraph import NamedNode

NAMESPACE: Final = "https://w3id.org/zhenxing/ontology#"

Statement = tuple[str, NamedNode, str | NamedNode]
"""A subject, a property and its value; what is a string stands as Turtle writes it."""


def _zx(name: str) -> NamedNode:
    return NamedNode(NAMESPACE + name)


def _prov(name: str) -> NamedNode:
    return NamedNode("http://www.w3.org/ns/prov#" + name)


def _oa(name: str) -> NamedNode:
    return NamedNode("http://www.w3.org/ns/oa#" + name)


def _skos(name: str) -> NamedNode:
    return NamedNode("http://www.w3.org/2004/02/skos/core#" + name)


def _xsd(name: str) -> NamedNode:
    return NamedNode("http://www.w3.org/2001/XMLSchema#" + name)


class ZX:
    """What is our own: classes capitalised, properties in the snake case of their camelCase names."""

    Build: Final = _zx("Build")
    Campaign: Final = _zx("Campaign")
    Correction: Final = _zx("Correction")
    Derived: Final = _zx("Derived")
    Fact: Final = _zx("Fact")
    Group: Final = _zx("Group")
    Initiative: Final = _zx("Initiative")
    Measure: Final = _zx("Measure")
    Mention: Final = _zx("Mention")
    Metric: Final = _zx("Metric")
    Observation: Final = _zx("Observation")
    Organisation: Final = _zx("Organisation")
    Pairing: Final = _zx("Pairing")
    Passage: Final = _zx("Passage")
    Person: Final = _zx("Person")
    PolicyDocument: Final = _zx("PolicyDocument")
    Region: Final = _zx("Region")
    Relation: Final = _zx("Relation")
    Report: Final = _zx("Report")
    Theme: Final = _zx("Theme")
    Unit: Final = _zx("Unit")
    Unresolved: Final = _zx("Unresolved")
    Verdict: Final = _zx("Verdict")

    abbreviation: Final = _zx("abbreviation")
    action: Final = _zx("action")
    actual: Final = _zx("actual")
    adapted_from: Final = _zx("adaptedFrom")
    again: Final = _zx("again")
    arithmetic: Final = _zx("arithmetic")
    base: Final = _zx("base")
    bound: Final = _zx("bound")
    build: Final = _zx("build")
    canonical: Final = _zx("canonical")
    code: Final = _zx("code")
    corrects: Final = _zx("corrects")
    covers: Final = _zx("covers")
    cue: Final = _zx("cue")
    date_precision: Final = _zx("datePrecision")
    denominator: Final = _zx("denominator")
    derived_kind: Final = _zx("derivedKind")
    difference: Final = _zx("difference")
    dimension: Final = _zx("dimension")
    encoding: Final = _zx("encoding")
    end: Final = _zx("end")
    end_precision: Final = _zx("endPrecision")
    end_stated: Final = _zx("endStated")
    excludes: Final = _zx("excludes")
    factor: Final = _zx("factor")
    field: Final = _zx("field")
    extraction: Final = _zx("extraction")
    file_name: Final = _zx("fileName")
    fits: Final = _zx("fits")
    group: Final = _zx("group")
    head: Final = _zx("head")
    helped: Final = _zx("helped")
    helper: Final = _zx("helper")
    high: Final = _zx("high")
    holding: Final = _zx("holding")
    holds: Final = _zx("holds")
    homonym: Final = _zx("homonym")
    initiative: Final = _zx("initiative")
    instead_of: Final = _zx("insteadOf")
    issued: Final = _zx("issued")
    issued_precision: Final = _zx("issuedPrecision")
    issued_stated: Final = _zx("issuedStated")
    issuer: Final = _zx("issuer")
    judged_on: Final = _zx("judgedOn")
    judgement: Final = _zx("judgement")
    judges: Final = _zx("judges")
    kind: Final = _zx("kind")
    length: Final = _zx("length")
    level: Final = _zx("level")
    low: Final = _zx("low")
    measured_by: Final = _zx("measuredBy")
    metric: Final = _zx("metric")
    names: Final = _zx("names")
    new: Final = _zx("new")
    now: Final = _zx("now")
    numerator: Final = _zx("numerator")
    object: Final = _zx("object")
    old: Final = _zx("old")
    part: Final = _zx("part")
    part_of: Final = _zx("partOf")
    passage: Final = _zx("passage")
    place: Final = _zx("place")
    reason: Final = _zx("reason")
    region: Final = _zx("region")
    relates: Final = _zx("relates")
    relation_kind: Final = _zx("relationKind")
    report: Final = _zx("report")
    requires: Final = _zx("requires")
    result: Final = _zx("result")
    role: Final = _zx("role")
    rule: Final = _zx("rule")
    sentence: Final = _zx("sentence")
    sha256: Final = _zx("sha256")
    start: Final = _zx("start")
    start_precision: Final = _zx("startPrecision")
    start_stated: Final = _zx("startStated")
    status: Final = _zx("status")
    theme: Final = _zx("theme")
    title: Final = _zx("title")
    unit: Final = _zx("unit")
    unit_text: Final = _zx("unitText")
    value: Final = _zx("value")
    version: Final = _zx("version")
    vocabulary: Final = _zx("vocabulary")
    was: Final = _zx("was")
    weak_cue: Final = _zx("weakCue")
    whole: Final = _zx("whole")
    within: Final = _zx("within")
    written: Final = _zx("written")
    year: Final = _zx("year")


class RDF:
    """The one term of RDF that the graph needs."""

    type: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


class RDFS:
    """Names for people."""

    comment: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
    label: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


class SKOS:
    """Terms of the concepts that vocabularies define."""

    notation: Final = _skos("notation")
    pref_label: Final = _skos("prefLabel")


class PROV:
    """Where statements come from."""

    used: Final = _prov("used")
    was_attributed_to: Final = _prov("wasAttributedTo")
    was_derived_from: Final = _prov("wasDerivedFrom")


class OA:
    """Text positions and quotations of Web Annotation."""

    start: Final = _oa("start")
    end: Final = _oa("end")
    exact: Final = _oa("exact")


class XSD:
    """The datatypes of literals."""

    boolean: Final = _xsd("boolean")
    date: Final = _xsd("date")
    decimal: Final = _xsd("decimal")
    integer: Final = _xsd("integer")


PREFIXES: Final[dict[str, str]] = {
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "zx": NAMESPACE,
}
