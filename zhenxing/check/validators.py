"""SHACL validators: pyshacl, the reference, and shacl, which finds the same some hundred times faster."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, get_args

import pyoxigraph
from rdflib import SH, Graph

from builders.resources import folder as data_folder
from zhenxing.files import FileError

Engine = Literal["auto", "pyshacl", "shacl"]
ENGINES: Final = get_args(Engine)
Validator = Callable[[Path], Graph]
"""A validation report on a graph in Turtle, empty where it conforms; a SyntaxError tells that it is no Turtle."""


def chosen(engine: Engine) -> Engine:
    """The engine of a name, the fast one for `auto` where it is installed."""
    if engine == "auto":
        return "shacl" if find_spec("shacl") else "pyshacl"
    if engine == "shacl" and not find_spec("shacl"):
        raise FileError("shacl", "not installed; `pip install 'zhenxing[fast]'` does so")
    return engine


def shape_files() -> list[Path]:
    """The files of all shapes."""
    return sorted(data_folder("shapes").glob("*.ttl"))


def loaded(file: Path) -> Graph:
    """A graph as Oxigraph holds it: constraints in SPARQL are checked twenty times faster there than in rdflib."""
    graph = Graph(store="Oxigraph")
    graph.parse(file, format="ox-turtle")
    return graph


def by_pyshacl(file: Path) -> Graph:
    """The report of pyshacl."""
    import pyshacl

    conforms, results, text = pyshacl.validate(loaded(file), shacl_graph=_graph_of_shapes())
    if not isinstance(results, Graph):
        raise FileError(str(file), f"cannot be checked ({text})")
    return Graph() if conforms else results


def by_shacl(file: Path) -> Graph:
    """The report of shacl."""
    results = _compiled_shapes().validate_file(str(file))
    return Graph() if results.conforms and not results.results else Graph().parse(data=results.turtle, format="turtle")


VALIDATORS: Final[Mapping[str, Validator]] = MappingProxyType({"pyshacl": by_pyshacl, "shacl": by_shacl})


@cache
def message_languages() -> Mapping[str, str]:
    """The language of each message of the shapes; pyshacl forgets it of constraints in SPARQL."""
    messages = _graph_of_shapes().objects(None, SH.message)
    return MappingProxyType({str(message): getattr(message, "language", None) or "" for message in messages})


@cache
def _graph_of_shapes() -> Graph:
    """All shapes: texts typed as Oxigraph has them in the data, but in memory, where pyshacl reads them fastest."""
    shapes = Graph()
    for file in shape_files():
        for triple in loaded(file):
            shapes.add(triple)
    return shapes


@cache
def _compiled_shapes():  # type: ignore[no-untyped-def]
    """All shapes, compiled."""
    import shacl

    triples = [quad.triple for file in shape_files() for quad in pyoxigraph.parse(path=str(file))]
    text = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.TURTLE)
    return shacl.Shapes.from_turtle((text or b"").decode())
