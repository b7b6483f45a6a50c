"""The audit of a graph: every verdict with its sentence and figures, and what the reports imply."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolution

from zhenxing.query.questions import Text, question
from zhenxing.store import StoreOf

# From what a reader must look at to what needs no look.
HOLDINGS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "contradiction": Text("矛盾", "contradiction"),
        "truncated": Text("似被截断", "looks truncated"),
        "unclear": Text("无从判断", "cannot tell"),
        "rounding": Text("约数内成立", "holds within rounding"),
        "holds": Text("成立", "holds"),
        "not-a-partition": Text("非完整拆分", "not a partition"),
    }
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a relation: the part it has, where it stands, as printed, and what it counts."""

    part: str
    at: int
    quote: str
    label: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with all that it rests on; `fits` would hold in place of the figure printed as `instead_of`."""

    holding: str
    kind: str
    arithmetic: str
    fits: str | None
    instead_of: str | None
    report: str
    at: int
    rule: str
    sentence: str
    sentence_at: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Implied:
    """A figure that a report implies: an interval with the arithmetic that gives it."""

    kind: str
    label: str
    low: str
    high: str
    unit: str
    end: str | None
    arithmetic: str
    region: str | None
    report: str
    at: int


def judgements(store: StoreOf) -> Iterator[Judgement]:
    """The verdicts of all reports, the gravest first."""
    members: dict[str, list[Figure]] = {}
    for row in store.solutions(question("relation-members").bind()):
        figure = Figure(_text(row, "part"), _whole(row, "at"), _text(row, "quote"), _text(row, "label"))
        members.setdefault(_text(row, "verdict"), []).append(figure)
    for row in store.solutions(question("verdicts").bind()):
        yield Judgement(
            holding=_text(row, "holding"),
            kind=_text(row, "kind"),
            arithmetic=_text(row, "arithmetic"),
            fits=_known(row, "fits"),
            instead_of=_known(row, "instead_of"),
            report=_text(row, "report"),
            at=_whole(row, "at"),
            rule=_text(row, "rule"),
            sentence=_text(row, "sentence"),
            sentence_at=_whole(row, "sentence_at"),
            figures=tuple(members.get(_text(row, "verdict"), ())),
        )


def implied(store: StoreOf) -> Iterator[Implied]:
    """What the reports imply but do not print."""
    for row in store.solutions(question("derived").bind()):
        yield Implied(
            kind=_text(row, "kind"),
            label=_text(row, "label"),
            low=_text(row, "low"),
            high=_text(row, "high"),
            unit=_text(row, "unit"),
            end=_known(row, "end"),
            arithmetic=_text(row, "arithmetic"),
            region=_known(row, "region"),
            report=_text(row, "report"),
            at=_whole(row, "at"),
        )


def _known(row: QuerySolution, name: str) -> str | None:
    term = row[name]
    return term.value if isinstance(term, Literal | NamedNode) else None


def _text(row: QuerySolution, name: str) -> str:
    return _known(row, name) or ""


def _whole(row: QuerySolution, name: str) -> int:
    return int(_text(row, name))
