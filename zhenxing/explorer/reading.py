"""What the explorer shows, read from the graph: the reports, what each states, and the things it speaks of."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode, QuerySolution

from builders.iri import BASE
from builders.text import Span
from zhenxing.folder import Entry
from zhenxing.questions import Question
from zhenxing.store import StoreOf

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
    """All that is said of one subject; values are short, names keep their languages."""

    iri: str
    said: Said
    labels: Mapping[str, tuple[tuple[str, str], ...]]


def short(iri: str) -> str:
    """An IRI without its known beginning."""
    return iri.removeprefix(BASE)


def told(store: StoreOf, entry: Entry) -> Told:
    """A report and what it states."""
    about = next(_subjects(store, "report", report=entry.iri), None)
    sentences = {
        _iri(row, "passage"): _span(_iri(row, "sentence"))
        for row in store.solutions(_query("sentences").bind(report=entry.iri))
    }
    facts = (_fact(subject, entry.iri, sentences) for subject in _subjects(store, "facts", report=entry.iri))
    ordered = sorted(facts, key=lambda fact: (fact.span or Span(0, 0), fact.kind, fact.name))
    return Told(entry, about.said if about else {}, tuple(ordered))


def things(store: StoreOf) -> dict[str, Thing]:
    """Everything that has a name, by its key."""
    return {thing.key: thing for thing in map(_thing, _subjects(store, "things"))}


def _thing(subject: _Subject) -> Thing:
    key = short(subject.iri)
    labels = [*subject.labels.get("prefLabel", ()), *subject.labels.get("label", ())]
    zh = next((text for text, language in labels if language != "en"), key.rsplit("/", 1)[-1])
    en = next((text for text, language in labels if language == "en"), zh)
    others = {text for text, _ in (*labels, *subject.labels.get("altLabel", ()))} - {zh, en}
    kind = next((kind for kind in THINGS if f"/{kind}/" in f"/{key}"), "organisation")
    kept = {name: values for name, values in subject.said.items() if not name.endswith("abel")}
    return Thing(key, kind, zh, en, tuple(sorted(others)), kept)


def _fact(subject: _Subject, report: str, sentences: Mapping[str, Span | None]) -> Fact:
    said = dict(subject.said)
    kind = next((KINDS[name] for name in said.pop("type", ()) if name in KINDS), "mention")
    (passage,) = said.pop("passage", ("",))
    own = f"{short(report)}/"
    return Fact(
        name=short(subject.iri).removeprefix(own),
        kind=kind,
        span=_span(passage),
        sentence=sentences.get(passage if passage.startswith(report) else BASE + passage),
        again=tuple(span for each in said.pop("again", ()) if (span := _span(each))),
        said={name: tuple(value.removeprefix(own) for value in values) for name, values in said.items()},
    )


def _subjects(store: StoreOf, query: str, **given: str) -> Iterator[_Subject]:
    """What a query tells, gathered by subject; ordered here, for Oxigraph takes long to order terms."""
    said: dict[str, dict[str, set[str]]] = {}
    labels: dict[str, dict[str, set[tuple[str, str]]]] = {}
    for row in store.solutions(_query(query).bind(**given)):
        subject, name, term = _iri(row, "subject"), _local(_iri(row, "property")), row["value"]
        values = said.setdefault(subject, {}).setdefault(name, set())
        if isinstance(term, Literal):
            values.add(term.value)
            if name.endswith("abel"):
                labels.setdefault(subject, {}).setdefault(name, set()).add((term.value, term.language or ""))
        elif isinstance(term, NamedNode):
            values.add(_local(term.value) if name == "type" else short(term.value))
    for subject in sorted(said):
        yield _Subject(
            subject,
            {name: tuple(sorted(values)) for name, values in sorted(said[subject].items())},
            {name: tuple(sorted(values)) for name, values in labels.get(subject, {}).items()},
        )


def _query(name: str) -> Question:
    """One of the explorer's own questions."""
    with resources.as_file(resources.files("zhenxing.explorer") / "queries" / f"{name}.rq") as path:
        return Question.load(path)


def _iri(row: QuerySolution, name: str) -> str:
    term = row[name]
    return term.value if isinstance(term, NamedNode) else ""


def _local(iri: str) -> str:
    found = _LOCAL.search(iri)
    return found[0] if found else iri


def _span(iri: str) -> Span | None:
    found = _CHARACTERS.search(iri)
    return Span(int(found[1]), int(found[2])) if found else None
