"""Checking a graph folder: two validators that find the same, and nothing checked twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import SH, BNode, Graph, Literal
from rdflib.term import Node

from tests.folders import samples
from tests.samples import yuncheng
from tests.test_shapes import WRONG, WRONG_TOGETHER, sample
from zhenxing.check import checking
from zhenxing.check.checking import check
from zhenxing.check.validators import Engine, by_pyshacl, by_shacl
from zhenxing.files import FileError
from zhenxing.folder import Folder

pytest.importorskip("shacl", reason="the fast validator is not installed")

CHANGES = [
    *WRONG.items(),
    *((name, change) for name, changes in WRONG_TOGETHER.items() for change in changes),
]


def told(report: Graph) -> Iterator[tuple[object, ...]]:
    """What each result of a validation report says, whichever blank node is a path and however 1.0 is written."""
    one = (SH.focusNode, SH.resultPath, SH.value, SH.resultSeverity, SH.sourceShape, SH.sourceConstraintComponent)
    for result in report.objects(None, SH.result):
        messages = frozenset(map(str, report.objects(result, SH.resultMessage)))
        yield (*(plain(report.value(result, part)) for part in one), messages)


def plain(term: Node | None) -> object:
    return "path" if isinstance(term, BNode) else term.toPython() if isinstance(term, Literal) else term


def test_both_validators_find_the_same_in_a_graph_with_every_mistake(tmp_path: Path) -> None:
    graph, file = sample() + Graph(), tmp_path / "wrong.ttl"
    for shape, change in CHANGES:
        if shape != "report":  # of a figure without its report pyshacl still says that its dates disagree
            change(graph)
    graph.serialize(file, format="turtle")
    found = set(told(by_pyshacl(file)))
    assert len(found) > 100
    assert set(told(by_shacl(file))) == found


@pytest.mark.parametrize(("shape", "change"), CHANGES)
def test_the_fast_validator_catches_each_mistake(shape: str, change: object, tmp_path: Path) -> None:
    graph, file = sample() + Graph(), tmp_path / "wrong.ttl"
    assert callable(change)
    change(graph)
    graph.serialize(file, format="turtle")
    assert shape in {str(found).rpartition("#")[2] for found in by_shacl(file).objects(None, SH.sourceShape)}


def damaged(place: Path) -> Folder:
    """A folder one of whose graphs breaks a shape."""
    folder = samples(place)
    file = folder.graph("yuncheng")
    file.write_text(file.read_text(encoding="utf-8").replace('zx:role "rate"', 'zx:role "rank"', 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
def test_a_violation_is_told_with_its_sentence(engine: Engine, tmp_path: Path) -> None:
    results = {result.report: result for result in check(damaged(tmp_path / "kg"), engine)}
    assert not results["榆中.txt"].violated
    assert results["yuncheng.txt"].violated
    first = next(found for found in results["yuncheng.txt"].findings if found.shape.endswith("#role"))
    assert first.value == "rank"
    assert first.sentence in yuncheng().text.replace("\n", " ")
    assert dict(first.message) == {"zh": "数字性质须在代码表内", "en": "has a role of the code list"}


def test_the_engines_findings_are_equal_and_so_are_those_of_many_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "WORTH", 1)
    folder = damaged(tmp_path / "kg")
    assert list(check(folder, "shacl")) == list(check(folder, "pyshacl", workers=2))


def test_what_has_not_changed_is_not_checked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = damaged(tmp_path / "kg")
    first = list(check(folder, "shacl"))
    checked: list[str] = []
    monkeypatch.setattr(checking, "VALIDATORS", {"shacl": lambda file: checked.append(file.stem) or Graph()})
    assert list(check(folder, "shacl")) == first
    assert checked == []
    file = folder.graph("yuncheng")
    file.write_text(file.read_text(encoding="utf-8").replace('"rank"', '"rate"'), encoding="utf-8")
    assert not any(result.violated for result in check(folder, "shacl"))
    assert checked == ["yuncheng"]


@pytest.mark.parametrize("damage", [b"", b"{", b'{"a": 1}', b'{"a": [{"report": 1}]}'])
def test_kept_findings_that_are_damaged_are_found_again(damage: bytes, tmp_path: Path) -> None:
    folder = damaged(tmp_path / "kg")
    first = list(check(folder, "shacl"))
    (folder.path / checking.KEPT).write_bytes(damage)
    assert list(check(folder, "shacl")) == first


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
def test_a_graph_that_is_missing_or_no_turtle_is_told(engine: Engine, tmp_path: Path) -> None:
    folder = samples(tmp_path / "kg")
    folder.graph("yuncheng").write_text("no turtle", encoding="utf-8")
    with pytest.raises(FileError, match=r"yuncheng\.ttl: not Turtle"):
        list(check(folder, engine))
    folder.graph("yuncheng").unlink()
    with pytest.raises(FileError, match=r"yuncheng\.ttl: missing"):
        list(check(folder, engine))


def test_the_fast_validator_is_asked_for_where_it_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhenxing.check.validators.find_spec", lambda name: None)
    with pytest.raises(FileError, match=r"pip install 'zhenxing\[fast\]'"):
        list(check(samples(tmp_path / "kg"), "shacl"))
