"""Graphs on a server: replaced, added to, dropped and read, by Graph Store Protocol or by SPARQL Update.

A graph is named by its IRI; DEFAULT is the graph without a name.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Final

import httpx
from pyoxigraph import (
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from zhenxing.pushing.conversation import MISSING, TOO_LARGE, Conversation
from zhenxing.pushing.target import PushError, Target
from zhenxing.rdf import rdf

DEFAULT: Final = ""
_READABLE: Final = "application/n-triples, text/turtle;q=0.9"


class Graphs(ABC):
    """The graphs of a server."""

    def __init__(self, target: Target, server: Conversation) -> None:
        """Nothing is asked yet."""
        self._target = target
        self._server = server
        self._batch = target.batch

    def replace(self, graph: str, statements: Iterable[Triple]) -> int:
        """Make a graph hold the statements alone, in as many requests as they need; how many they are."""
        rest = iter(statements)
        batch = list(islice(rest, self._batch))
        self._carry(graph, batch, new=True)
        sent = len(batch)
        while batch := list(islice(rest, self._batch)):
            self._carry(graph, batch, new=False)
            sent += len(batch)
        return sent

    def add(self, graph: str, statements: Iterable[Triple]) -> None:
        """Add statements to a graph."""
        self._carry(graph, list(statements), new=False)

    @abstractmethod
    def drop(self, graph: str) -> None:
        """Delete a graph; one that is not there is no error."""

    @abstractmethod
    def read(self, graph: str) -> list[Triple]:
        """The statements of a graph, none where there is no such graph."""

    @abstractmethod
    def _send(self, graph: str, statements: list[Triple], new: bool, bearable: tuple[int, ...]) -> httpx.Response:
        """Make the graph hold the statements, alone where it is new, in one request."""

    def _carry(self, graph: str, statements: list[Triple], new: bool) -> None:
        """Make the graph hold the statements, in halves where they are too many for the server."""
        half = len(statements) // 2
        response = self._send(graph, statements, new, (TOO_LARGE,) if half else ())
        if response.status_code == TOO_LARGE:
            self._batch = half
            self._carry(graph, statements[:half], new)
            self._carry(graph, statements[half:], new=False)


class GraphStore(Graphs):
    """The graphs of a server that knows the SPARQL 1.1 Graph Store Protocol."""

    def drop(self, graph: str) -> None:
        """Delete a graph."""
        self._server.send("DELETE", self._target.url, params=_named(graph), bearable=(MISSING,))

    def read(self, graph: str) -> list[Triple]:
        """The statements of a graph."""
        url = self._target.url
        headers = {"Accept": _READABLE}
        response = self._server.send("GET", url, params=_named(graph), headers=headers, bearable=(MISSING,))
        if response.status_code == MISSING or not response.content:
            return []
        said = response.headers.get("content-type", "").partition(";")[0].strip()
        form = RdfFormat.from_media_type(said)
        try:
            return [quad.triple for quad in parse(response.content, format=form)] if form else _no_graph(url, said)
        except SyntaxError:
            return _no_graph(url, f"broken {said}")

    def _send(self, graph: str, statements: list[Triple], new: bool, bearable: tuple[int, ...]) -> httpx.Response:
        """PUT where the graph is new, else POST."""
        return self._server.send(
            "PUT" if new else "POST",
            self._target.url,
            params=_named(graph),
            content=rdf(statements),
            headers={"Content-Type": RdfFormat.TURTLE.media_type},
            bearable=bearable,
        )


class Updates(Graphs):
    """The graphs of a server that knows SPARQL 1.1 Update alone.

    Requests are forms: some servers leave one of the type application/sparql-update without an answer.
    """

    def drop(self, graph: str) -> None:
        """Delete a graph."""
        self._update(f"DROP SILENT {_clause(graph) or 'DEFAULT'}", ())

    def read(self, graph: str) -> list[Triple]:
        """The statements of a graph."""
        url = self._target.query or self._target.url
        pattern = f"{_clause(graph)} {{ ?s ?p ?o }}"
        response = self._server.send(
            "POST",
            url,
            form={"query": f"SELECT ?s ?p ?o WHERE {{ {pattern} }}"},
            headers={"Accept": QueryResultsFormat.JSON.media_type},
        )
        try:
            rows = parse_query_results(response.content, format=QueryResultsFormat.JSON)
        except SyntaxError:
            rows = None
        if not isinstance(rows, QuerySolutions):
            raise PushError(url, "answers no query: is this the address docs/databases.md names for --query?")
        return [Triple(row["s"], row["p"], row["o"]) for row in rows]

    def _send(self, graph: str, statements: list[Triple], new: bool, bearable: tuple[int, ...]) -> httpx.Response:
        """DROP where the graph is new, and INSERT DATA."""
        dropped = f"DROP SILENT {_clause(graph) or 'DEFAULT'} ;\n" if new else ""
        lines = "".join(f"{statement} .\n" for statement in statements)
        return self._update(f"{dropped}INSERT DATA {{ {_clause(graph)} {{\n{lines}}} }}", bearable)

    def _update(self, text: str, bearable: tuple[int, ...]) -> httpx.Response:
        """The answer to an update."""
        return self._server.send("POST", self._target.url, form={"update": text}, bearable=bearable)


KINDS: Final[Mapping[str, type[Graphs]]] = MappingProxyType({"gsp": GraphStore, "update": Updates})


def _named(graph: str) -> dict[str, str]:
    """How the Graph Store Protocol names a graph."""
    return {"default": ""} if graph == DEFAULT else {"graph": graph}


def _clause(graph: str) -> str:
    """How SPARQL names a graph; nothing for the default graph."""
    return "" if graph == DEFAULT else f"GRAPH {NamedNode(graph)}"


def _no_graph(url: str, said: str) -> list[Triple]:
    """Refuse an answer that is no graph."""
    raise PushError(url, f"answers {said or 'nothing'}, not RDF: is this the address docs/databases.md names?")
