"""How each kind of node and edge is drawn, and what it is called."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from zhenxing.network.model import Edge, EdgeKind, Language, NodeKind

INK: Final = "#1f2937"
PALE: Final = "#6b7280"
PAPER: Final = "#ffffff"


@dataclass(frozen=True, slots=True)
class Paint:
    """How a kind of node is drawn; a round one has half circles for sides."""

    fill: str
    rim: str
    ink: str
    name: Mapping[Language, str]
    round: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a kind of edge is drawn."""

    colour: str
    width: float
    dashes: tuple[float, ...]
    arrow: bool
    name: Mapping[Language, str]


NODES: Final[Mapping[NodeKind, Paint]] = MappingProxyType(
    {
        "region": Paint("#e6f0fa", "#3a76b4", "#17324d", {"zh": "地区", "en": "region"}),
        "initiative": Paint("#0f766e", "#0b5852", "#ffffff", {"zh": "行动或机制", "en": "initiative"}, round=True),
        "campaign": Paint("#ffffff", "#0f766e", "#134e4a", {"zh": "一地的开展", "en": "one region's campaign"}),
        "organisation": Paint("#fdf1d8", "#b7791f", "#5c3c0a", {"zh": "机构", "en": "organisation"}),
    }
)
EDGES: Final[Mapping[EdgeKind, Stroke]] = MappingProxyType(
    {
        "carries out": Stroke("#0f766e", 1.8, (), False, {"zh": "开展", "en": "carries out"}),
        "reports on": Stroke("#8fb5d6", 1.0, (), False, {"zh": "有数据", "en": "reports figures on"}),
        "is a": Stroke("#5aa79f", 1.3, (), False, {"zh": "开展的是", "en": "is one of"}),
        "helps": Stroke("#d9660b", 2.2, (), True, {"zh": "帮扶", "en": "helps"}),
        "shares": Stroke("#7fb3d5", 0.6, (), False, {"zh": "共同行动", "en": "shares initiatives"}),
        "within": Stroke("#6b7280", 1.4, (5.0, 4.0), True, {"zh": "属于", "en": "is part of"}),
        "adapted from": Stroke("#9a3412", 1.6, (), True, {"zh": "源自", "en": "is adapted from"}),
        "same drive above": Stroke(
            "#b45309", 1.4, (4.0, 3.0), True, {"zh": "上级的同一行动", "en": "same one level up"}
        ),
        "lies in": Stroke("#a9bdd3", 1.4, (1.5, 3.0), False, {"zh": "位于", "en": "lies in"}),
    }
)


def thickness(edge: Edge) -> float:
    """How wide an edge is drawn: what rests on it adds to the width of its kind."""
    return EDGES[edge.kind].width + (min(9.0, 1.1 * edge.shared) if edge.shared else min(3.0, edge.figures / 12))
