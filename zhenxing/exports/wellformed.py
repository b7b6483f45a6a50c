"""Whether data cubes are well formed: the integrity constraints of the RDF Data Cube recommendation, in our own words.

Each is a query of `shapes/cube/` that finds what breaks it, over cubes in normal form: nothing is left to be inferred.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from string import Template
from types import MappingProxyType
from typing import Final, NamedTuple

from pyoxigraph import QuerySolutions, Store

from builders.errors import ReportError
from builders.resources import folder
from zhenxing.query.questions import Text

_TITLE: Final = re.compile(r"^#\+ title: (?P<title>.+)$", re.MULTILINE)
_QB: Final = "PREFIX qb: <http://purl.org/linked-data/cube#> "
_OWL: Final = "PREFIX owl: <http://www.w3.org/2002/07/owl#> "
# A property path holds no variable, so these are asked once for each property that a hierarchy of codes names.
_PROPERTIES: Final = MappingProxyType(
    {
        "ic-20": _QB
        + "SELECT DISTINCT ?property WHERE { ?list qb:parentChildProperty ?property FILTER(ISIRI(?property)) }",
        "ic-21": _QB
        + _OWL
        + "SELECT DISTINCT ?property WHERE { ?list qb:parentChildProperty/owl:inverseOf ?property }",
    }
)


class Constraint(NamedTuple):
    """What must hold of a cube, and the query that finds what breaks it."""

    name: str
    title: Text
    query: str


class Broken(NamedTuple):
    """A constraint and the first thing that breaks it."""

    constraint: Constraint
    node: str


@dataclass(eq=False)
class CubeError(ReportError):
    """A cube that is not well formed."""

    broken: Broken

    def __str__(self) -> str:
        """The constraint and what breaks it."""
        name, title, _ = self.broken.constraint
        return f"{name}: {title.en}; this does not hold of {self.broken.node}"


@cache
def constraints() -> tuple[Constraint, ...]:
    """Every constraint, in the order of the recommendation."""
    return tuple(
        Constraint(file.stem, Text.of(title["title"]), text)
        for file in sorted((folder("shapes") / "cube").glob("*.rq"))
        for text in [file.read_text(encoding="utf-8")]
        for title in [_TITLE.search(text)]
        if title
    )


def broken(store: Store) -> Iterator[Broken]:
    """The constraints that the cubes of a store break."""
    for constraint in constraints():
        for query in _queries(store, constraint):
            for node in _column(store, query):
                yield Broken(constraint, node)
                break


def _queries(store: Store, constraint: Constraint) -> Iterator[str]:
    """The query of a constraint, or one for each property it is to be asked for."""
    if constraint.name in _PROPERTIES:
        for node in _column(store, _PROPERTIES[constraint.name]):
            yield Template(constraint.query).safe_substitute(property=node)
    else:
        yield constraint.query


def _column(store: Store, query: str) -> Iterator[str]:
    """The terms of the one column of an answer."""
    answer = store.query(query)
    if not isinstance(answer, QuerySolutions):
        raise TypeError("a constraint is a SELECT query")
    return (str(row[0]) for row in answer if row[0] is not None)
