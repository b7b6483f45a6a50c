from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Store

from tests.folders import fill, samples
from tests.samples import yuncheng, yuzhong
from zhenxing.exports.exporting import FORMATS, exported

RDFLIB = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "trig": "trig", "nq": "nquads", "jsonld": "json-ld"}


def triples(data: bytes, form: str) -> set[tuple[object, ...]]:
    store = Store()
    store.load(input=data, format=FORMATS[form])
    return {(quad.subject, quad.predicate, quad.object) for quad in store}


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_holds_the_same_triples(tmp_path: Path, form: str) -> None:
    folder = samples(tmp_path / "kg")
    entry = folder.entry("yuncheng.txt")
    plain = triples(folder.graph("yuncheng").read_bytes(), "ttl")
    assert triples(exported(folder, form, entry), form) == plain
    assert plain < triples(exported(folder, form), form)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("form", FORMATS)
def test_another_reader_understands_it(tmp_path: Path, form: str) -> None:
    folder = samples(tmp_path / "kg")
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=exported(folder, form, folder.entry("yuncheng.txt")), format=RDFLIB[form])
    assert len(dataset) == len(triples(folder.graph("yuncheng").read_bytes(), "ttl"))


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_folder_gives_the_same_bytes(tmp_path: Path, form: str) -> None:
    one = exported(fill(tmp_path / "one", yuncheng(), yuzhong()), form)
    assert one == exported(fill(tmp_path / "other", yuzhong(), yuncheng()), form)


def test_named_graphs_are_the_reports(tmp_path: Path) -> None:
    store = Store()
    store.load(input=exported(samples(tmp_path / "kg"), "trig"), format=FORMATS["trig"])
    names = {graph.value for graph in store.named_graphs()}
    assert "https://w3id.org/zhenxing/report/yuncheng" in names
