"""Facts asked of a few reports at a time, their graphs held in memory: no store of a whole folder is needed."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final

from pyoxigraph import QuerySolutions, RdfFormat, Store, parse, serialize

from zhenxing.facts import FIELDS, Record, facts
from zhenxing.files import FileError
from zhenxing.folder import Entry, Folder, shared_graphs

BATCH: Final = 32  # reports held together: memory grows with them, not with the folder
_KINDS: Final = tuple(FIELDS)


class Held:
    """Graphs of reports in memory, with those that reports share, to be asked for their facts."""

    def __init__(self, vocabularies: tuple[Path, ...]) -> None:
        """Begin with the graphs that reports share."""
        self._store = Store()
        self._store.load(_shared(vocabularies), RdfFormat.N_TRIPLES)

    def add(self, triples: bytes) -> None:
        """Hold a graph in N-Triples."""
        self._store.load(triples, RdfFormat.N_TRIPLES)

    def read(self, file: Path) -> None:
        """Hold the graph of a Turtle file."""
        try:
            self._store.load(path=str(file), format=RdfFormat.TURTLE)
        except SyntaxError as error:
            raise FileError(str(file), f"not Turtle ({error.msg})") from None
        except OSError:
            raise FileError(str(file), "missing; building its source again mends it") from None

    def solutions(self, sparql: str) -> QuerySolutions:
        """The rows of a SELECT query."""
        answer = self._store.query(sparql)
        assert isinstance(answer, QuerySolutions)
        return answer

    def facts(self, names: Sequence[str]) -> list[Record]:
        """The facts, by the order of their reports' names, by kind and place in the text."""
        rank = {name: number for number, name in enumerate(names)}
        return sorted(
            facts(self),
            key=lambda fact: (
                rank[str(fact["report"])],
                _KINDS.index(str(fact["type"])),
                fact["at"],
                *map(str, fact.values()),
            ),
        )


def facts_of(folder: Folder, only: str | None = None, report: Entry | None = None) -> Iterator[Record]:
    """Every fact of a folder, or those of a kind or a report: by kind, report and place in the text."""
    entries = [report] if report else sorted(folder.entries.values(), key=lambda entry: (entry.name, entry.slug))
    found: dict[str, list[Record]] = {kind: [] for kind in _KINDS}
    for start in range(0, len(entries), BATCH):
        for record in _told(folder, entries[start : start + BATCH], only):
            found[str(record["type"])].append(record)
    return chain.from_iterable(found.values())


def _told(folder: Folder, entries: Iterable[Entry], only: str | None) -> Iterator[Record]:
    """The facts of some reports."""
    held = Held(tuple(folder.vocabularies()))
    for entry in entries:
        held.read(folder.graph(entry.slug))
    return facts(held, only)


@cache
def _shared(vocabularies: tuple[Path, ...]) -> bytes:
    """The graphs that reports share, as N-Triples."""
    graphs = (parse(path=str(file), format=RdfFormat.TURTLE) for _, file in shared_graphs(vocabularies))
    return b"".join(serialize(graph, format=RdfFormat.N_TRIPLES) or b"" for graph in graphs)
