"""The Oxigraph store of a graph folder: derived from its files, and made again when missing, stale or damaged."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Store, Triple, parse

from builders.errors import ReportError
from builders.graph.terms import RDF
from zhenxing.files import FileError
from zhenxing.folder import MANIFEST, Folder, sha256

Answer = QuerySolutions | QueryBoolean | QueryTriples
LAYOUT: Final = "2"
DAMAGE: Final = (OSError, RuntimeError)  # what Oxigraph raises over files it cannot make sense of


@dataclass(eq=False)
class QueryError(ReportError):
    """A query that cannot be asked."""

    reason: str

    def __str__(self) -> str:
        """What is wrong with it."""
        return f"query: {self.reason}"


class StoreOf:
    """The store of one graph folder, opened at the first question."""

    def __init__(self, folder: Folder) -> None:
        """Stand for the store of a folder; nothing is read yet."""
        self.folder = folder
        self._store: Store | None = None

    @property
    def store(self) -> Store:
        """The store, open."""
        if self._store is None:
            self._store = _opened(self.folder)
        return self._store

    def query(self, sparql: str) -> Answer:
        """The answer to a SPARQL query over all graphs; raises QueryError where it is no SPARQL."""
        try:
            return self._ask(sparql)
        except DAMAGE:
            self._store = None
            shutil.rmtree(_place(self.folder), ignore_errors=True)
            return self._ask(sparql)

    def solutions(self, sparql: str) -> QuerySolutions:
        """The rows of a SELECT query."""
        answer = self.query(sparql)
        if not isinstance(answer, QuerySolutions):
            raise QueryError("it must be a SELECT query")
        return answer

    def triples(self, sparql: str) -> list[Triple]:
        """What a CONSTRUCT query makes, in a fixed order: by subject, its types first."""
        answer = self.query(sparql)
        if not isinstance(answer, QueryTriples):
            raise QueryError("it must be a CONSTRUCT query")
        return sorted(answer, key=lambda made: (str(made.subject), made.predicate != RDF.type, str(made)))

    def _ask(self, sparql: str) -> Answer:
        """The answer, of a store whose files are taken to be sound."""
        try:
            return self.store.query(sparql)
        except SyntaxError as error:
            raise QueryError(" ".join(str(error).split())) from None


def _place(folder: Folder) -> Path:
    """Where the store of the folder's present files lies: its name is their fingerprint."""
    facts = [LAYOUT, pyoxigraph.__version__, sha256((folder.path / MANIFEST).read_bytes())]
    for graph, file in folder.graphs():
        try:
            about = file.stat()
        except OSError:
            raise FileError(str(file), "missing; building its source again mends it") from None
        facts.append(f"{graph} {about.st_size} {about.st_mtime_ns}")
    return folder.path / "store" / sha256("\n".join(facts).encode())[:16]


def _opened(folder: Folder) -> Store:
    """The store, made anew unless a sound one of the same files is there; in memory where no file can be written."""
    place = _place(folder)
    with contextlib.suppress(*DAMAGE):
        return Store.read_only(str(place))
    shutil.rmtree(place, ignore_errors=True)
    try:
        _make(folder, place)
        return Store.read_only(str(place))
    except DAMAGE:
        return _loaded(folder, Store())


def laid(folder: Folder, spare: Path) -> Path:
    """Where a sound store of the folder lies on disk: in the folder, or at a spare place where that cannot be."""
    place = _place(folder)
    with contextlib.suppress(*DAMAGE):
        Store.read_only(str(place))
        return place
    shutil.rmtree(place, ignore_errors=True)
    try:
        _make(folder, place)
        Store.read_only(str(place))
    except DAMAGE:
        _loaded(folder, Store(str(spare))).flush()
        return spare
    return place


def _make(folder: Folder, place: Path) -> None:
    """Build the store beside its place and move it there; of two that do so at once one is kept."""
    draft = place.with_name(f".{place.name}.{os.getpid()}.new")
    try:
        draft.mkdir(parents=True)
        store = _loaded(folder, Store(str(draft)))
        store.flush()
        del store
        with contextlib.suppress(OSError):  # another process was first
            draft.rename(place)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    for other in _stale(place):
        shutil.rmtree(other, ignore_errors=True)


def _stale(place: Path) -> Iterator[Path]:
    """Stores of earlier states of the folder."""
    return (other for other in sorted(place.parent.iterdir()) if other != place and not other.name.startswith("."))


def _loaded(folder: Folder, store: Store) -> Store:
    """The store with every graph of the folder in it, and all of them in the default graph.

    Oxigraph's own union of graphs gives a triple that stands in two of them twice, and counts come out wrong.
    """
    store.bulk_extend(_quads(folder))
    return store


def _quads(folder: Folder) -> Iterator[Quad]:
    """Every statement of a folder, in its graph and in the default graph."""
    for graph, file in folder.graphs():
        name = NamedNode(graph)
        try:
            for quad in parse(path=str(file), format=RdfFormat.TURTLE):
                yield Quad(quad.subject, quad.predicate, quad.object, name)
                yield quad
        except SyntaxError as error:
            raise FileError(str(file), f"not Turtle ({error.msg})") from None
