"""A push carried out: the graphs that a server lacks go there one by one, and it keeps account of each that arrived."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple, Self

from pyoxigraph import RdfFormat, Triple, parse

from zhenxing.files import FileError
from zhenxing.folder import Folder
from zhenxing.pushing import ledger
from zhenxing.pushing.conversation import Conversation
from zhenxing.pushing.plan import Local, Plan
from zhenxing.pushing.stores import DEFAULT, KINDS, Graphs
from zhenxing.pushing.target import Target


class Step(NamedTuple):
    """A graph that is sent or deleted, and the number of its statements once it was sent."""

    graph: str
    deleted: bool
    statements: int | None = None


class Push:
    """A folder on its way to a server."""

    def __init__(self, folder: Folder, graphs: Graphs, account: str, merged: bool, every: bool) -> None:
        """Ask the server what it has, and plan."""
        self.graphs = graphs
        self._ledger = account
        self._known = ledger.read(graphs.read(account))
        self._local = Local.of(folder, merged or DEFAULT in self._known)
        self.plan = Plan.of(self._local.checksums, self._known, every)

    @classmethod
    @contextmanager
    def to(
        cls,
        target: Target,
        folder: Folder,
        account: str = ledger.LEDGER,
        merged: bool = False,
        every: bool = False,
    ) -> Iterator[Self]:
        """A push to a server, with the connection it needs."""
        with closing(Conversation(target)) as server:
            yield cls(folder, KINDS[target.via](target, server), account, merged, every)

    def steps(self, delete: bool) -> list[Step]:
        """What has to be done: graphs to send, and where that is wanted to delete."""
        gone = self.plan.gone if delete else ()
        return [*(Step(graph, False) for graph in self.plan.send), *(Step(graph, True) for graph in gone)]

    def carry_out(self, steps: Iterable[Step]) -> Iterator[Step]:
        """Do what has to be done, one graph after the other.

        Before a graph is sent the account says that it is under way, and only when it has arrived what it holds: a
        push that breaks off is taken up where it stopped. Not every server has a default graph to write to: it is
        accounted for once it has arrived.
        """
        under_way = (graph for graph in self.plan.send if graph != DEFAULT or graph in self._known)
        known = self._known | dict.fromkeys(under_way)
        if self.plan.send:
            self._write(known)
        for step in steps:
            if step.deleted:
                self.graphs.drop(step.graph)
                del known[step.graph]
                yield step
            else:
                checksum = known[step.graph] = self._local.checksums[step.graph]
                sent = self.graphs.replace(step.graph, _statements(self._local.files[step.graph]))
                self.graphs.add(self._ledger, ledger.written({step.graph: checksum}, self._ledger))
                yield step._replace(statements=sent)
        if self._known.keys() - known.keys():
            self._write(known)

    def _write(self, account: dict[str, str | None]) -> None:
        """Make the account anew."""
        self.graphs.replace(self._ledger, ledger.written(account, self._ledger))


def _statements(files: Iterable[Path]) -> Iterator[Triple]:
    """The statements of files, one after the other."""
    for file in files:
        try:
            for quad in parse(path=str(file), format=RdfFormat.TURTLE, rename_blank_nodes=True):
                yield quad.triple
        except OSError:
            raise FileError(str(file), "missing; building its source again mends it") from None
        except SyntaxError as error:
            raise FileError(str(file), f"not Turtle ({error.msg})") from None
