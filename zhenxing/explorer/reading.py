"""What the explorer shows, read from the graph: the reports, what each states, and the things it speaks of.

It is read from the folder's Turtle files, each once: everything is wanted, so no query is quicker.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from builders.graph.iri import BASE
from builders.text import Span
from zhenxing.files import FileError
from zhenxing.folder import Entry, Folder

Said = Mapping[str, tuple[str, ...]]
KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Observation": "figure",
        "Measure": "measure",
        "Campaign": "campaign",
        "Pairing": "pairing",
        "Mention": "mention",
        "Derived": "derived",
        "Relation": "relation",
        "Verdict": "verdict",
        "Unresolved": "unresolved",
    }
)
THINGS: Final = ("region", "initiative", "organisation", "document", "metric", "theme", "group", "unit")
CLASSES: Final = frozenset(
    {"Region", "Initiative", "Organisation", "PolicyDocument", "Metric", "Theme", "Group", "Unit"}
)
LABELS: Final = frozenset({"label", "prefLabel", "altLabel"})
APART: Final = frozenset({"report", "wasDerivedFrom"})  # known of every fact of a report
_LOCAL: Final = re.compile(r"[^#/]+$")
_CHARACTERS: Final = re.compile(r"#char=(\d+),(\d+)$")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a report states: its short name, its kind, its characters, their sentence, and what is said of it."""

    name: str
    kind: str
    span: Span | None
    sentence: Span | None
    again: tuple[Span, ...]
    said: Said

    def first(self, *properties: str) -> str | None:
        """The first value of the first of these properties that has one."""
        return next((self.said[name][0] for name in properties if self.said.get(name)), None)


@dataclass(frozen=True, slots=True)
class Thing:
    """What facts speak of: a region, an initiative, an organisation …, with its names and where it belongs."""

    key: str
    kind: str
    zh: str
    en: str
    aliases: tuple[str, ...]
    said: Said

    def first(self, name: str) -> str | None:
        """The first value of a property."""
        return next(iter(self.said.get(name, ())), None)


class Told(NamedTuple):
    """One report: its place in the folder, what is said of it, and its facts in the order of the text."""

    entry: Entry
    said: Said
    facts: tuple[Fact, ...]


class _Subject(NamedTuple):
    """All that a file says of one subject; values are short, names keep their languages."""

    iri: str
    said: Said
    labels: Mapping[str, tuple[tuple[str, str], ...]]


def read(folder: Folder) -> tuple[tuple[Told, ...], dict[str, Thing]]:
    """The reports of a folder, and everything in it that has a name, by its key."""
    entries = {entry.iri: entry for entry in folder.entries.values()}
    reports: list[Told] = []
    known: dict[str, Thing] = {}
    for graph, file in folder.graphs():
        subjects = [*_subjects(file)]
        for subject in subjects:
            if not CLASSES.isdisjoint(subject.said.get("type", ())):
                thing = _thing(subject)
                known[thing.key] = thing if thing.key not in known else _merged(known[thing.key], thing)
        if graph in entries:
            reports.append(_told(entries[graph], subjects))
    return tuple(reports), known


def short(iri: str) -> str:
    """An IRI without its known beginning."""
    return iri.removeprefix(BASE)


def _told(entry: Entry, subjects: list[_Subject]) -> Told:
    """A report and what it states."""
    about = next((subject.said for subject in subjects if subject.iri == entry.iri), {})
    sentences = {
        short(subject.iri): _span(subject.said["sentence"][0]) for subject in subjects if "sentence" in subject.said
    }
    facts = (
        _fact(subject, entry.iri, sentences)
        for subject in subjects
        if "passage" in subject.said or "judges" in subject.said
    )
    return Told(entry, about, tuple(sorted(facts, key=lambda fact: (fact.span or Span(0, 0), fact.kind, fact.name))))


def _thing(subject: _Subject) -> Thing:
    key = short(subject.iri)
    labels = [*subject.labels.get("prefLabel", ()), *subject.labels.get("label", ())]
    zh = next((text for text, language in labels if language != "en"), key.rsplit("/", 1)[-1])
    en = next((text for text, language in labels if language == "en"), zh)
    others = {text for text, _ in (*labels, *subject.labels.get("altLabel", ()))} - {zh, en}
    kind = next((kind for kind in THINGS if f"/{kind}/" in f"/{key}"), "organisation")
    kept = {name: values for name, values in subject.said.items() if name not in LABELS}
    return Thing(key, kind, zh, en, tuple(sorted(others)), kept)


def _merged(one: Thing, other: Thing) -> Thing:
    """What two files say of a thing, which each names alike or as another."""
    names = {*one.aliases, *other.aliases, other.zh, other.en} - {one.zh, one.en}
    said = {
        name: tuple(sorted({*one.said.get(name, ()), *other.said.get(name, ())}))
        for name in sorted({*one.said, *other.said})
    }
    return Thing(one.key, one.kind, one.zh, one.en, tuple(sorted(names)), said)


def _fact(subject: _Subject, report: str, sentences: Mapping[str, Span | None]) -> Fact:
    said = {name: values for name, values in subject.said.items() if name not in APART}
    kind = next((KINDS[name] for name in said.pop("type", ()) if name in KINDS), "mention")
    (passage,) = said.pop("passage", ("",))
    own = f"{short(report)}/"
    return Fact(
        name=short(subject.iri).removeprefix(own),
        kind=kind,
        span=_span(passage),
        sentence=sentences.get(passage),
        again=tuple(span for each in said.pop("again", ()) if (span := _span(each))),
        said={name: tuple(value.removeprefix(own) for value in values) for name, values in said.items()},
    )


def _subjects(file: Path) -> Iterator[_Subject]:
    """What a file says, gathered by subject."""
    said: dict[str, dict[str, set[str]]] = {}
    labels: dict[str, dict[str, set[tuple[str, str]]]] = {}
    try:
        for triple in parse(path=str(file), format=RdfFormat.TURTLE):
            if not isinstance(triple.subject, NamedNode):
                continue
            subject, name, term = triple.subject.value, _local(triple.predicate.value), triple.object
            values = said.setdefault(subject, {}).setdefault(name, set())
            if isinstance(term, Literal):
                values.add(term.value)
                if name in LABELS:
                    labels.setdefault(subject, {}).setdefault(name, set()).add((term.value, term.language or ""))
            elif isinstance(term, NamedNode):
                values.add(_local(term.value) if name == "type" else short(term.value))
    except SyntaxError as error:
        raise FileError(str(file), f"not Turtle ({error.msg})") from None
    except OSError:
        raise FileError(str(file), "missing; building its source again mends it") from None
    for subject in sorted(said):
        yield _Subject(
            subject,
            {name: tuple(sorted(values)) for name, values in sorted(said[subject].items())},
            {name: tuple(sorted(values)) for name, values in labels.get(subject, {}).items()},
        )


@cache
def _local(iri: str) -> str:
    found = _LOCAL.search(iri)
    return found[0] if found else iri


def _span(iri: str) -> Span | None:
    found = _CHARACTERS.search(iri)
    return Span(int(found[1]), int(found[2])) if found else None
