"""Turtle put together from terms already written, byte for byte as pyoxigraph's writer has it, at a third of its cost.

The statements of one subject come together, as do those of one property; each property is one object.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from builders.graph.terms import RDF, Statement

_FURTHER: Final = " ;\n\t"  # between what is said of one subject
_LOCAL: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?")
_PATH: Final = re.compile(r"(?:/[A-Za-z0-9-]+)+")


class Prefixes:
    """The prefixes of documents; keeps how the terms under them are written, which is the same in all.

    Properties are kept with what stands around them where more is said of a subject.
    """

    def __init__(self, spaces: Mapping[str, str]) -> None:
        """`spaces` are the namespaces by their prefixes."""
        self.spaces = dict(spaces)
        self.terms: dict[NamedNode, str] = {}
        self.verbs = {RDF.type: f"{_FURTHER}a "}
        self._names = {space: name for name, space in spaces.items()}

    def shortened(self, address: str) -> str | None:
        """An IRI with its prefix, or None where none fits or the rest cannot be written plainly."""
        local = address.replace("#", "/").rpartition("/")[2]
        name = self._names.get(address.removesuffix(local))
        return f"{name}:{local}" if name and _LOCAL.fullmatch(local) else None


class Writer:
    """Writes one document; keeps how each IRI is written in it."""

    def __init__(self, address: str, prefixes: Prefixes) -> None:
        """`address` is what IRIs are relative to."""
        self._address = address
        self._folder, _, self._name = address.rpartition("/")
        self._host = "/".join(address.split("/", 3)[:3])
        self._prefixes = prefixes
        self._written: dict[str, str] = {}

    def document(self, statements: Iterable[Statement]) -> str:
        """The head and all statements."""
        # Some readers cannot follow prefixes that are relative to the base, so those are written in full.
        head = [f"@base <{self._address}> ."]
        head += [f"@prefix {name}: <{space}> ." for name, space in sorted(self._prefixes.spaces.items())]
        return "".join(["\n".join(head), *self._body(statements), " .\n"])

    def iri(self, address: str) -> str:
        """An IRI as it is written: relative, with a prefix, or in full."""
        written = self._written.get(address)
        if written is None:
            written = self._written[address] = self._shortened(address)
        return written

    def part(self, rest: str) -> str:
        """An IRI that begins with the document's, as it is written: `rest` is what follows, from its # or / on."""
        return f"<{rest}>" if rest[:1] == "#" else f"<{self._name}{rest}>"

    def _body(self, statements: Iterable[Statement]) -> Iterator[str]:
        subject, said, end = "", None, "\n"
        terms, verbs = self._prefixes.terms, self._prefixes.verbs
        for about, predicate, value in statements:
            if type(value) is NamedNode:
                value = terms.get(value) or self._term(value)
            if predicate is said and about == subject:
                yield f" , {value}"
                continue
            verb = verbs.get(predicate) or self._verb(predicate)
            yield verb + value if about == subject else f"{end}{about} {verb.removeprefix(_FURTHER)}{value}"
            subject, said, end = about, predicate, " .\n"

    def _term(self, node: NamedNode) -> str:
        """A term as it is written, met for the first time."""
        written = self._prefixes.shortened(node.value)
        if written is None:
            return self.iri(node.value)
        self._prefixes.terms[node] = written
        return written

    def _verb(self, node: NamedNode) -> str:
        """A property where more is said of a subject, met for the first time."""
        verb = f"{_FURTHER}{self._term(node)} "
        if node in self._prefixes.terms:
            self._prefixes.verbs[node] = verb
        return verb

    def _shortened(self, address: str) -> str:
        if address.startswith(self._address):
            rest = address[len(self._address) :]
            if not rest:
                return "<>"
            if rest[0] in "#/":
                return self.part(rest)
        if prefixed := self._prefixes.shortened(address):
            return prefixed
        path = address.removeprefix(self._host)
        beside = path != address and not address.startswith(f"{self._folder}/") and _PATH.fullmatch(path)
        return f"<{path}>" if beside and not self._spaced(address) else self._unusual(address)

    def _spaced(self, address: str) -> bool:
        return any(address.startswith(space) for space in self._prefixes.spaces.values())

    def _unusual(self, address: str) -> str:
        """An IRI as pyoxigraph writes it: how names are escaped is left to it."""
        line = serialize(
            [Triple(NamedNode(address), RDF.type, RDF.type)],
            format=RdfFormat.TURTLE,
            prefixes=self._prefixes.spaces,
            base_iri=self._address,
        )
        return (line or b"").decode().rsplit("\n", 2)[-2].split(" ", 1)[0]
