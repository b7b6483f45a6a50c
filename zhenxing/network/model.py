"""A network as pictures, tables and other programs take it: nodes, and the edges between them with their reasons."""

from dataclasses import dataclass
from typing import Literal

NodeKind = Literal["region", "initiative", "campaign", "organisation"]
EdgeKind = Literal[
    "carries out",
    "reports on",
    "is a",
    "helps",
    "shares",
    "within",
    "lies in",
    "adapted from",
    "same drive above",
]
ViewName = Literal["all", "initiatives", "pairings", "lineage", "shared"]
Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Node:
    """A region, an initiative, a campaign or an organisation; `key` is its IRI, `note` tells alike names apart."""

    key: str
    kind: NodeKind
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """How one node bears on another: `figures` and `statements` count what says so, `why` quotes some of it.

    A region carries out an initiative or only reports figures on it; a helper helps a region; an initiative is
    within a larger one; a campaign is one of an initiative, may be adapted from another, and has the same drive of a
    wider region above it; a region lies in the nearest larger one that the network has, and shares with another as
    many initiatives as `shared` counts.
    """

    source: str
    target: str
    kind: EdgeKind
    label: str
    start: str
    end: str
    figures: int
    statements: int
    why: tuple[str, ...]
    shared: int = 0

    @property
    def weight(self) -> int:
        """How much ties the two."""
        return self.shared or self.figures + self.statements


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and the edges between them, each in a fixed order; `about` names what they were chosen by."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    view: ViewName = "all"
    about: str = ""
