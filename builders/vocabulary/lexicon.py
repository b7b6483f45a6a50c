"""The vocabularies of `ontology/` as typed tables: themes, initiatives, metrics, groups, units."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final, Generic, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from builders.resources import folder
from builders.text import Span, narrow
from builders.vocabulary.concepts import NOTATION, SKOS, ZX, Concept, Entry, Statements

FILES: Final = ("themes.ttl", "groups.ttl", "units.ttl", "initiatives.ttl", "metrics.ttl")

Alternatives = tuple[str, ...]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Theme(Concept):
    """A field of work; `cues` show it by themselves, `weak_cues` only lean towards it."""

    cues: tuple[str, ...] = ()
    weak_cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InitiativeTerm(Concept):
    """A named initiative: `forms` name it, `cues` only show that a figure belongs to it."""

    forms: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    theme: str | None = None
    broader: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Metric(Concept):
    """What a figure measures.

    A figure states it when its label contains one word of each of `head`, its label or context one of each of
    `requires`, and its label none of `excludes`.
    """

    unit: str
    head: tuple[Alternatives, ...]
    group: str | None = None
    theme: str | None = None
    kind: str | None = None
    roles: tuple[str, ...] = ()
    requires: tuple[Alternatives, ...] = ()
    excludes: tuple[Alternatives, ...] = ()


@dataclass(frozen=True, slots=True)
class Group(Concept):
    """A population group."""

    forms: tuple[str, ...] = ()
    broader: str | None = None


@dataclass(frozen=True, slots=True)
class Unit(Concept):
    """A unit or classifier as written; `canonical` is the unit that it converts to, None where it is that itself."""

    forms: tuple[str, ...] = ()
    dimension: str | None = None
    canonical: str | None = None


class Matcher(Generic[Value]):
    """Finds known words in a text, in time linear in its length.

    >>> list(Matcher({"就业": 1, "就业援助月": 2}).longest("开展就业援助月"))
    [(Span(start=2, end=7), 2)]
    """

    def __init__(self, words: Mapping[str, Value]) -> None:
        """Make ready to find these words; what is found is their values."""
        self._words = dict(words)
        self._values = tuple(words.values())

    @cached_property
    def _longest(self) -> AhoCorasick:
        return AhoCorasick(self._words, matchkind=MatchKind.LeftmostLongest, store_patterns=True)

    @cached_property
    def _every(self) -> AhoCorasick:
        return AhoCorasick(self._words, store_patterns=True)

    def longest(self, text: str) -> Iterator[tuple[Span, Value]]:
        """The words found from left to right, the longest at each place; none overlap."""
        for start, end, value in self.places(text):
            yield Span(start, end), value

    def places(self, text: str) -> list[tuple[int, int, Value]]:
        """Where the words found so start and end, and what they stand for."""
        return [(start, end, self._values[index]) for index, start, end in self._longest.find_matches_as_indexes(text)]

    def longest_values(self, text: str) -> list[Value]:
        """What the words found so stand for."""
        return [self._words[word] for word in self._longest.find_matches_as_strings(text)]

    def every(self, text: str) -> Iterator[tuple[Span, Value]]:
        """Every word found, those within or across others too."""
        for index, start, end in self._every.find_matches_as_indexes(text, overlapping=True):
            yield Span(start, end), self._values[index]

    def values(self, text: str) -> list[Value]:
        """What every word found stands for, the words within or across others too."""
        return [self._words[word] for word in self._every.find_matches_as_strings(text, overlapping=True)]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All vocabularies, each by key, in the order of their files."""

    themes: Mapping[str, Theme]
    initiatives: Mapping[str, InitiativeTerm]
    metrics: Mapping[str, Metric]
    groups: Mapping[str, Group]
    units: Mapping[str, Unit]
    unit_forms: Mapping[str, str] = field(repr=False)

    @staticmethod
    def load(extra: Iterable[Path] = ()) -> "Lexicon":
        """The vocabularies of `ontology/`, with what further Turtle files of the same form add to them."""
        statements = Statements()
        for path in (*(folder("ontology") / name for name in FILES), *extra):
            statements.read(path)
        units = statements.table("units", _unit)
        return Lexicon(
            themes=statements.table("themes", _theme),
            initiatives=statements.table("initiatives", _initiative),
            metrics=statements.table("metrics", _metric),
            groups=statements.table("groups", _group),
            units=units,
            unit_forms=MappingProxyType({form: unit.key for unit in units.values() for form in unit.forms}),
        )

    def initiative_forms(self) -> dict[str, tuple[str, ...]]:
        """Each surface form, with the keys of the initiatives that it names."""
        return _by_word((form, term.key) for term in self.initiatives.values() for form in term.forms)

    def initiative_cues(self) -> dict[str, tuple[str, ...]]:
        """Each word that ties a figure to initiatives without naming them, with their keys."""
        return _by_word((cue, term.key) for term in self.initiatives.values() for cue in term.cues)

    def group_forms(self) -> dict[str, str]:
        """Each surface form of a population group, with its key."""
        return {form: group.key for group in self.groups.values() for form in group.forms}

    def unit(self, written: str) -> Unit | None:
        """The unit or classifier as written, or None."""
        key = self.unit_forms.get(written) or self.unit_forms.get(narrow(written))
        return self.units[key] if key else None


def _theme(entry: Entry) -> Theme:
    return Theme(*entry.names(), cues=entry.words(ZX + "cue"), weak_cues=entry.words(ZX + "weakCue"))


def _initiative(entry: Entry) -> InitiativeTerm:
    return InitiativeTerm(
        *entry.names(),
        forms=entry.forms(),
        cues=entry.words(ZX + "cue"),
        theme=entry.link(ZX + "theme"),
        broader=entry.link(SKOS + "broader"),
        level=entry.word(ZX + "level"),
    )


def _metric(entry: Entry) -> Metric:
    unit, head = entry.link(ZX + "unit"), entry.alternatives(ZX + "head")
    if unit is None or not head:
        raise entry.fault("a metric needs zx:unit and zx:head")
    return Metric(
        *entry.names(),
        unit=unit,
        group=entry.link(ZX + "group"),
        theme=entry.link(ZX + "theme"),
        kind=entry.word(ZX + "kind"),
        roles=entry.words(ZX + "role"),
        head=head,
        requires=entry.alternatives(ZX + "requires"),
        excludes=entry.alternatives(ZX + "excludes"),
    )


def _group(entry: Entry) -> Group:
    return Group(*entry.names(), forms=entry.forms(), broader=entry.link(SKOS + "broader"))


def _unit(entry: Entry) -> Unit:
    return Unit(
        *entry.names(),
        forms=entry.words(NOTATION) + entry.words(SKOS + "altLabel", SKOS + "hiddenLabel", language="zh"),
        dimension=entry.word(ZX + "dimension"),
        canonical=entry.link(ZX + "canonical"),
    )


def _by_word(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for word, key in pairs:
        table[word] = (*table.get(word, ()), key)
    return table
