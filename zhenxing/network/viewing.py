"""A view of a graph folder as a network: the explorer's ties with names, times and the sentences they rest on."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, cast

from builders.graph.iri import BASE
from zhenxing.explorer.reading import Fact, Thing, Told, read
from zhenxing.explorer.views import VIEWS, Drive, Tie, everything
from zhenxing.folder import Folder
from zhenxing.network.choosing import Choice, chosen, facts_of
from zhenxing.network.model import Edge, EdgeKind, Language, Network, Node, NodeKind, ViewName

LONGEST_REASONS: Final = 5
ALL: Final = MappingProxyType({"all": everything, **VIEWS})
_NODES: Final[Mapping[str, NodeKind]] = MappingProxyType({"region": "region", "initiative": "initiative"})
_EVERYTHING: Final = Choice()


def network(folder: Folder, view: ViewName, language: Language, choice: Choice = _EVERYTHING) -> Network:
    """A view of all reports of a folder, or what a choice leaves of it, its nodes named in a language."""
    reports, known = read(folder)
    told = facts_of(reports, known, choice)
    seen = chosen(ALL[view](told, known), known, choice)
    drives = {drive.key: drive for drive in seen.drives}
    names = {key: thing.zh if language == "zh" else thing.en for key, thing in known.items()}
    iris = {key: _iri(key, told, drives) for key in seen.nodes}
    nodes = [
        Node(iris[key], "campaign", _line(drives[key].name), _when_and_where(drives[key], names))
        if key in drives
        else Node(iris[key], _kind(key, known), _line(names.get(key) or key.rsplit("/", 1)[-1]))
        for key in seen.nodes
    ]
    texts = _Texts(folder, told)
    edges = [_edge(tie, iris, names, texts) for tie in seen.ties]
    return Network(
        tuple(sorted(nodes, key=lambda node: node.key)),
        tuple(sorted(edges, key=lambda edge: (edge.source, edge.target, edge.kind))),
        view,
        choice.words,
    )


class _Texts:
    """The facts of reports by name, and the sentences that they stand in."""

    def __init__(self, folder: Folder, reports: tuple[Told, ...]) -> None:
        self._facts = [{fact.name: fact for fact in report.facts} for report in reports]
        self._paths = [folder.text(report.entry.slug) for report in reports]
        self._texts: dict[int, str] = {}

    def facts(self, tie: Tie) -> Iterator[tuple[Fact, str]]:
        """What a tie rests on, each fact with its sentence."""
        for each in tie.evidence:
            fact = self._facts[each.report][each.fact]
            if each.report not in self._texts:
                self._texts[each.report] = self._paths[each.report].read_bytes().decode()
            yield fact, _line(fact.sentence.of(self._texts[each.report])) if fact.sentence else ""


def _edge(tie: Tie, iris: Mapping[str, str], names: Mapping[str, str], texts: _Texts) -> Edge:
    """A tie with all that is known of it."""
    found = [*texts.facts(tie)]
    facts = [fact for fact, _ in found]
    own = [fact for fact in facts if fact.kind == "campaign"] or facts
    sentences = {sentence for _, sentence in found if sentence}
    labels: set[str] = set()
    if tie.kind in ("helps", "shares"):
        labels = {names.get(key, key) for key in tie.under}
    elif tie.kind == "carries out":
        labels = {label for fact in own if fact.kind == "campaign" and (label := fact.first("label"))}
    return Edge(
        source=iris[tie.source],
        target=iris[tie.target],
        kind=cast(EdgeKind, tie.kind),
        label="、".join(sorted(map(_line, labels))),
        start=min((start for fact in own if (start := fact.first("startStated"))), default=""),
        end=max((end for fact in own if (end := fact.first("endStated", "year"))), default=""),
        figures=len({(fact.name, sentence) for fact, sentence in found if fact.kind == "figure"}),
        statements=len(sentences),
        why=tuple(sorted(sentences)[:LONGEST_REASONS]),
        shared=len(tie.under) if tie.kind == "shares" else 0,
    )


def _when_and_where(drive: Drive, names: Mapping[str, str]) -> str:
    """A campaign's region and its time."""
    days = "–".join(dict.fromkeys(day for day in (drive.start, drive.end) if day))
    return " · ".join(filter(None, (names.get(drive.region, ""), days or drive.year)))


def _kind(key: str, known: Mapping[str, Thing]) -> NodeKind:
    """What a node is, told by the graph or else by its key."""
    return _NODES.get(known[key].kind if key in known else key.rsplit("/", 2)[-2], "organisation")


def _iri(key: str, reports: tuple[Told, ...], drives: Mapping[str, Drive]) -> str:
    """The whole IRI of a node."""
    if key in drives:
        return f"{reports[drives[key].report].entry.iri}/{drives[key].fact}"
    return key if "://" in key else BASE + key


def _line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())
