"""What Turtle files say of concepts, concept by concept, before it is made into typed tables."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from builders.errors import VocabularyError
from builders.text import narrow

BASE: Final = "https://w3id.org/zhenxing/"
ZX: Final = BASE + "ontology#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
IN_SCHEME: Final = SKOS + "inScheme"
NOTATION: Final = SKOS + "notation"
LABEL: Final = SKOS + "prefLabel"
# Only a text with full-width letters, digits or marks needs folding.
_WIDE: Final = re.compile("[！-～　]")
FORMS: Final = (LABEL, SKOS + "altLabel", SKOS + "hiddenLabel")


@dataclass(frozen=True, slots=True)
class Concept:
    """What is named: `key` is its notation in the facts, `zh` and `en` its labels."""

    key: str
    iri: str
    zh: str
    en: str


Kind = TypeVar("Kind", bound=Concept)


@dataclass(slots=True)
class Entry:
    """What the files say of one subject; `path` is the last that speaks of it."""

    iri: str
    path: Path
    others: Mapping[str, "Entry"]
    literals: dict[str, list[tuple[str, str | None]]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)

    def words(self, *properties: str, language: str | None = None) -> tuple[str, ...]:
        """The literals of the properties, folded, each once, in the order of the files."""
        found = {
            narrow(value) if _WIDE.search(value) else value: None
            for name in properties
            for value, tag in self.literals.get(name, ())
            if language is None or tag == language
        }
        return tuple(found)

    def word(self, name: str, language: str | None = None) -> str | None:
        """The one literal of a property, or None."""
        found = self.words(name, language=language)
        if len(found) > 1:
            raise self.fault(f"two values of {_short(name)}: {found[0]}, {found[1]}")
        return found[0] if found else None

    def needed(self, name: str, language: str | None = None) -> str:
        """The one literal that a concept cannot do without."""
        found = self.word(name, language)
        if not found:
            raise self.fault(f"no {_short(name)}{'@' + language if language else ''}")
        return found

    def link(self, name: str) -> str | None:
        """The key of the concept that a property points at, or None."""
        targets = self.links.get(name)
        if not targets:
            return None
        if targets[0] not in self.others:
            raise self.fault(f"{_short(name)} points at an unknown concept <{targets[0]}>")
        return self.others[targets[0]].needed(NOTATION)

    def forms(self) -> tuple[str, ...]:
        """Every Chinese surface form, the preferred one first."""
        return self.words(*FORMS, language="zh")

    def alternatives(self, name: str) -> tuple[tuple[str, ...], ...]:
        """The values of a property, each cut at its bars."""
        return tuple(tuple(filter(None, value.split("|"))) for value in self.words(name))

    def names(self) -> tuple[str, str, str, str]:
        """Key, IRI and both labels, as every concept begins."""
        return self.needed(NOTATION), self.iri, self.needed(LABEL, "zh"), self.needed(LABEL, "en")

    def fault(self, reason: str) -> VocabularyError:
        """The error that blames this subject."""
        return VocabularyError(str(self.path), None, f"<{self.iri}>: {reason}")


@dataclass(slots=True)
class Statements:
    """What all the files say; later files add to earlier ones."""

    entries: dict[str, Entry] = field(default_factory=dict)

    def read(self, path: Path) -> None:
        """Add the statements of a Turtle file."""
        try:
            for subject, predicate, value, _ in parse(path=str(path), format=RdfFormat.TURTLE):
                if not isinstance(subject, NamedNode):
                    continue
                if isinstance(value, Literal):
                    entry = self._entry(subject.value, path)
                    entry.literals.setdefault(predicate.value, []).append((value.value, value.language))
                elif isinstance(value, NamedNode):
                    self._entry(subject.value, path).links.setdefault(predicate.value, []).append(value.value)
        except SyntaxError as error:
            raise VocabularyError(str(path), error.lineno, error.msg) from error
        except (OSError, ValueError) as error:
            raise VocabularyError(str(path), None, str(error)) from error

    def _entry(self, iri: str, path: Path) -> Entry:
        entry = self.entries.get(iri)
        if entry is None:
            entry = self.entries[iri] = Entry(iri, path, self.entries)
        entry.path = path
        return entry

    def table(self, scheme: str, make: Callable[[Entry], Kind]) -> Mapping[str, Kind]:
        """The concepts of a scheme by key, in the order of the files."""
        member = BASE + scheme
        table: dict[str, Kind] = {}
        for entry in self.entries.values():
            if member in entry.links.get(IN_SCHEME, ()):
                concept = make(entry)
                if concept.key in table:
                    raise entry.fault(f"notation {concept.key} already names <{table[concept.key].iri}>")
                table[concept.key] = concept
        return MappingProxyType(table)


def _short(iri: str) -> str:
    return iri.replace(ZX, "zx:").replace(SKOS, "skos:")
