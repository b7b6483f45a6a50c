"""The bundled queries over one graph, on Oxigraph and on rdflib; and how soon a built graph answers at all."""

import signal
import tempfile
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

from benchmarks.measuring import Told, elapsed, median, ran
from benchmarks.scaling import generated
from zhenxing.folder import Folder
from zhenxing.query.questions import questions
from zhenxing.store import StoreOf

TRIPLES: Final = 200_000
REPORTS: Final = 80  # of the generator; they hold more triples than that
PATIENCE: Final = 10.0  # seconds; what rdflib has not answered by then counts as answered


def told() -> list[Told]:
    """What the benchmark tells."""
    with tempfile.TemporaryDirectory() as place:
        corpus, folder = generated(REPORTS, Path(place) / "corpus"), Path(place) / "kg"
        ran("build", str(corpus / "texts"), "--into", str(folder))
        loading = elapsed(lambda: opened(folder))
        opening = elapsed(lambda: opened(folder), 5)
        ratios = _ratios(folder)
    return [
        Told(f"loading the store of {REPORTS} reports, paid once", loading, "s"),
        Told("opening a graph for a query", opening, "s", 0.5),
        Told(f"rdflib beside Oxigraph, median of {len(ratios)} queries", median(ratios), "×", 20, least=True),
        Told("rdflib beside Oxigraph, the query that gains least", min(ratios), "×"),
    ]


def opened(place: Path) -> None:
    """Ask a small question of a graph as a new command does."""
    StoreOf(Folder.load(place)).query("ASK { ?s ?p ?o }")


def _ratios(place: Path) -> list[float]:
    """How many times as long rdflib takes for each bundled query, with its examples for parameters."""
    from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, serialize
    from rdflib import Graph

    whole = StoreOf(Folder.load(place)).store.quads_for_pattern(None, None, None, DefaultGraph())
    triples = [quad.triple for quad in islice(whole, TRIPLES)]
    store = Store()
    store.bulk_extend(Quad(each.subject, each.predicate, each.object) for each in triples)
    graph = Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES) or b"", format="nt")
    found = []
    for question in questions():
        text = question.example
        own = elapsed(partial(_asked, store, text), 3)
        other = _patient(partial(_asked, graph, text))
        found.append(other / own)
    return found


def _asked(engine: Any, query: str) -> None:
    """Take every row of an answer."""
    answer = engine.query(query)
    if hasattr(answer, "__iter__"):
        deque(answer, maxlen=0)


def _patient(act: Callable[[], None]) -> float:
    """How long an act takes, or the patience one has for it."""
    signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    start = time.perf_counter()
    try:
        act()
    except TimeoutError:
        return PATIENCE
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.perf_counter() - start


def _stop(*_: object) -> None:
    raise TimeoutError
