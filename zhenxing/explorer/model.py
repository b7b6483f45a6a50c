"""The explorer's data: an index that the page always has, and parts that it takes up when they are looked at."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from builders import __version__
from builders.text import Span
from zhenxing.explorer.forms import forms, packed
from zhenxing.explorer.placing import places
from zhenxing.explorer.reading import Fact, Thing, Told, read
from zhenxing.explorer.regions import Compared, compared, comparison
from zhenxing.explorer.spelling import spelt
from zhenxing.explorer.views import VIEWS, View
from zhenxing.folder import Folder

FORMAT: Final = 1
GRAPH: Final = "graph"
LARGEST: Final = 40_000_000  # bytes of Turtle that a page still loads
WEB: Final = ("http://", "https://")  # a path of this machine is no one else's business
PLACED: Final = frozenset({"initiatives", "shared"})  # the page lays out columns by itself
Json = Any


class Graph(NamedTuple):
    """A graph folder as the explorer reads it."""

    folder: Folder
    reports: tuple[Told, ...]
    known: Mapping[str, Thing]
    views: tuple[View, ...]
    texts: Mapping[str, str]
    metrics: tuple[Compared, ...]


class Model(NamedTuple):
    """The index, and the parts by name.

    `view/NAME` is a network, `why/NAME` what its ties rest on, `text/SLUG` a report's text with its facts,
    `compare/METRIC` the regions by a metric, `questions` the forms, `graph` the graph for the page's own engine.
    """

    index: Json
    parts: Mapping[str, Json]


def graph(folder: Folder) -> Graph:
    """All that the explorer needs of a graph folder."""
    reports, known = read(folder)
    views = tuple(view(reports, known) for view in VIEWS.values())
    texts = {report.entry.slug: folder.text(report.entry.slug).read_bytes().decode() for report in reports}
    return Graph(folder, reports, known, views, texts, compared(reports, texts, known))


def model(graph: Graph) -> Model:
    """The index and the parts of a graph."""
    index = {"format": FORMAT, "version": __version__}
    for part in INDEX:
        index |= part(graph)
    parts = dict(item for part in PARTS for item in part(graph))
    return Model(index | {"asks": GRAPH in parts}, parts)


def _reports(graph: Graph) -> Json:
    """The reports, in the order that evidence numbers them."""
    return {
        "reports": [
            {
                "slug": report.entry.slug,
                "name": report.entry.name,
                "iri": report.entry.iri,
                **({"source": report.entry.source} if report.entry.source.startswith(WEB) else {}),
                "sha256": report.entry.source_sha256,
                "facts": len([fact for fact in report.facts if fact.kind not in ("verdict", "relation")]),
                **{name: _plain(values) for name, values in report.said.items() if name in REPORT},
            }
            for report in graph.reports
        ]
    }


def _things(graph: Graph) -> Json:
    """The things that facts speak of, those around them, and every theme."""
    spoken = {value for report in graph.reports for fact in report.facts for v in fact.said.values() for value in v}
    spoken |= {value for report in graph.reports for values in report.said.values() for value in values}
    kept = {key for key, thing in graph.known.items() if key in spoken or thing.kind == "theme"}
    fringe = kept
    while fringe := {
        wider
        for key in fringe
        for name in ("within", "broader", "theme", "unit")
        for wider in graph.known[key].said.get(name, ())
        if wider in graph.known and wider not in kept
    }:
        kept |= fringe
    return {"things": {key: _thing(graph.known[key]) for key in sorted(kept)}}


def _views(graph: Graph) -> Iterator[tuple[str, Json]]:
    """The networks."""
    for view in graph.views:
        yield f"view/{view.name}", _view(view, graph)


class _Table:
    """Values that stand for themselves by their number, each once."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def __call__(self, value: Any) -> int:
        """The number of a value."""
        return self._numbers.setdefault(value, len(self._numbers))

    @property
    def values(self) -> list[Any]:
        """The values in the order of their numbers."""
        return [*self._numbers]


def _view(view: View, graph: Graph) -> Json:
    """A view in few characters: ties name their ends, kinds, initiatives, years and themes by number."""
    nodes = view.nodes
    number = {key: index for index, key in enumerate(nodes)}
    placed = places(view, graph.known) if view.name in PLACED else {}
    kinds, keys, marks = _Table(), _Table(), _Table()
    return {
        "nodes": nodes,
        "places": {str(number[key]): place for key, place in placed.items()},
        "ties": [
            [
                number[tie.source],
                number[tie.target],
                kinds(tie.kind),
                len(tie.evidence),
                [keys(key) for key in tie.under],
                [marks(mark) for mark in tie.marks],
            ]
            for tie in view.ties
        ],
        "drives": {
            str(number[drive.key]): [drive.name, keys(drive.initiative), keys(drive.region), drive.start, drive.end]
            + ([drive.year] if drive.year != (drive.end or drive.start)[:4] else [])
            for drive in view.drives
        },
        "kinds": kinds.values,
        "keys": keys.values,
        "marks": [[*mark] for mark in marks.values],
    }


def _thing(thing: Thing) -> Json:
    said = {name: _plain(values) for name, values in thing.said.items() if name in THING}
    aliases = {"aliases": [*thing.aliases]} if thing.aliases else {}
    found = {"pinyin": spelt(thing.zh)} if thing.kind in ("region", "initiative", "organisation") else {}
    return {"kind": thing.kind, "zh": thing.zh, "en": thing.en, **aliases, **found, **said}


def _texts(graph: Graph) -> Iterator[tuple[str, Json]]:
    """Each report's text with what it states."""
    for report in graph.reports:
        text = graph.texts[report.entry.slug]
        yield f"text/{report.entry.slug}", {"text": text, "facts": [_fact(fact) for fact in report.facts]}


def _fact(fact: Fact) -> Json:
    again = {"again": [[*span] for span in fact.again]} if fact.again else {}
    said = {name: _plain(values) for name, values in fact.said.items()}
    return {"name": fact.name, "kind": fact.kind, "at": _at(fact.span), "in": _at(fact.sentence), **again, "said": said}


def _why(graph: Graph) -> Iterator[tuple[str, Json]]:
    """What the ties of each view rest on, in the order of its ties."""
    for view in graph.views:
        yield f"why/{view.name}", [[[*each] for each in tie.evidence] for tie in view.ties]


def _metrics(graph: Graph) -> Json:
    """The metrics that have figures, with the number of regions and of figures."""
    return {"metrics": [[one.metric.key, one.regions, len(one.told)] for one in graph.metrics]}


def _comparisons(graph: Graph) -> Iterator[tuple[str, Json]]:
    """The regions by each metric."""
    for one in graph.metrics:
        yield f"compare/{one.metric.key}", comparison(one)


def _questions(graph: Graph) -> Iterator[tuple[str, Json]]:
    """The bundled questions as forms."""
    yield "questions", forms()


def _graph(graph: Graph) -> Iterator[tuple[str, Json]]:
    """The graph itself, unless it is too large for a page: then nothing, and a server or a command answers."""
    files = [*graph.folder.graphs()]
    if sum(file.stat().st_size for _, file in files) <= LARGEST:
        yield GRAPH, {"gzip": packed([[name, file.read_text(encoding="utf-8")] for name, file in files])}


def _at(span: Span | None) -> Json:
    return [*span] if span else None


def _plain(values: tuple[str, ...]) -> Json:
    """One value as itself, several as a list."""
    return values[0] if len(values) == 1 else [*values]


REPORT: Final = frozenset(
    "label issuer issued issuedStated covers start end startStated endStated length encoding".split()
)
THING: Final = frozenset("notation code level within broader definition theme unit kind issuer".split())
INDEX: Final[tuple[Callable[[Graph], Json], ...]] = (_reports, _things, _metrics)
PARTS: Final[tuple[Callable[[Graph], Iterator[tuple[str, Json]]], ...]] = (
    _views,
    _why,
    _texts,
    _comparisons,
    _questions,
    _graph,
)
