import json
import shutil
from pathlib import Path

import pytest

from tests.folders import fill, samples
from tests.samples import yuncheng, yuzhong
from zhenxing.building.writing import vocabularies, writing
from zhenxing.files import FileError, write
from zhenxing.folder import Folder
from zhenxing.store import QueryError, StoreOf

COUNT = "SELECT (COUNT(DISTINCT ?report) AS ?n) WHERE { ?report a <https://w3id.org/zhenxing/ontology#Report> }"


def count(folder: Folder) -> int:
    (row,) = StoreOf(folder).solutions(COUNT)
    return int(row["n"].value)


def bytes_of(folder: Folder) -> dict[str, bytes]:
    derived = {"store", ".lock", ".checked.json"}
    files = (file for file in folder.path.rglob("*") if file.is_file() and derived.isdisjoint(file.parts))
    return {file.relative_to(folder.path).as_posix(): file.read_bytes() for file in files}


def test_a_folder_holds_graphs_texts_and_a_manifest(tmp_path: Path) -> None:
    folder = samples(tmp_path / "kg")
    assert sorted(bytes_of(folder)) == [
        "manifest.json",
        "reports/x-a94bd16aaf.ttl",
        "reports/yuncheng.ttl",
        "texts/x-a94bd16aaf.txt",
        "texts/yuncheng.txt",
    ]
    assert folder.text("yuncheng").read_bytes().decode() == yuncheng().text
    assert folder.entry("榆中.txt") == folder.entry("x-a94bd16aaf")
    assert folder.entry("yuncheng.txt").source == "given/yuncheng.txt"


def test_the_order_of_reports_changes_no_byte(tmp_path: Path) -> None:
    one = fill(tmp_path / "one", yuncheng(), yuzhong())
    other = fill(tmp_path / "other", yuzhong(), yuncheng(), yuzhong())
    assert bytes_of(one) == bytes_of(other)


def test_a_later_build_adds_to_the_folder(tmp_path: Path) -> None:
    fill(tmp_path / "kg", yuncheng())
    assert list(fill(tmp_path / "kg", yuzhong()).entries) == ["x-a94bd16aaf", "yuncheng"]


def test_line_ends_are_kept(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "一\r\n二\n".encode())
    assert (tmp_path / "a.txt").read_bytes() == "一\r\n二\n".encode()


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    write(path, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(FileError, match=r"a\.txt: cannot be written \(no space left on device\)"):
        write(path, b"new")
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_bytes() == b"old"


def test_no_graph_folder(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no such graph folder"):
        Folder.load(tmp_path / "kg")
    with pytest.raises(FileError, match="not a graph folder"):
        Folder.load(tmp_path)


def test_a_folder_of_other_files_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(FileError, match="not empty"), writing(tmp_path):
        pass


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"reports": [{}]}'])
def test_a_damaged_manifest_is_told_and_mended_by_a_build(tmp_path: Path, damage: str) -> None:
    folder = samples(tmp_path / "kg")
    (folder.path / "manifest.json").write_text(damage, encoding="utf-8")
    with pytest.raises(FileError, match="damaged"):
        Folder.load(folder.path)
    assert count(fill(folder.path, yuncheng())) == 1


def test_the_store_is_made_once_and_anew_when_a_report_changes(tmp_path: Path) -> None:
    folder = fill(tmp_path / "kg", yuncheng())
    assert count(folder) == 1
    (first,) = (folder.path / "store").iterdir()
    assert count(folder) == 1
    assert list((folder.path / "store").iterdir()) == [first]
    assert count(fill(folder.path, yuzhong())) == 2
    (second,) = (folder.path / "store").iterdir()
    assert first.name != second.name


def test_a_damaged_store_is_rebuilt(tmp_path: Path) -> None:
    folder = samples(tmp_path / "kg")
    assert count(folder) == 2
    for file in (folder.path / "store").rglob("*"):
        if file.is_file():
            file.write_bytes(b"damage")
    assert count(folder) == 2


def test_a_store_that_cannot_be_kept_is_held_in_memory(tmp_path: Path) -> None:
    folder = samples(tmp_path / "kg")
    (folder.path / "store").write_bytes(b"in the way")
    assert count(folder) == 2


def test_each_report_is_a_named_graph_and_the_ontology_is_there(tmp_path: Path) -> None:
    rows = StoreOf(samples(tmp_path / "kg")).solutions("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
    graphs = {row["g"].value.removeprefix("https://w3id.org/zhenxing/") for row in rows}
    assert {"ontology", "ontology/themes", "report/yuncheng", "report/x-a94bd16aaf"} <= graphs


def test_a_missing_and_a_broken_graph_are_told(tmp_path: Path) -> None:
    folder = samples(tmp_path / "kg")
    folder.graph("yuncheng").write_text("no turtle", encoding="utf-8")
    with pytest.raises(FileError, match=r"yuncheng\.ttl: not Turtle"):
        StoreOf(folder).query(COUNT)
    folder.graph("yuncheng").unlink()
    with pytest.raises(FileError, match=r"yuncheng\.ttl: missing"):
        StoreOf(folder).query(COUNT)


def test_what_is_no_sparql_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(QueryError) as caught:
        StoreOf(samples(tmp_path / "kg")).query("SELECT\nWHERE")
    assert "\n" not in str(caught.value)


def test_vocabularies_given_are_kept_and_replace_their_namesakes(tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text("", encoding="utf-8")
    with writing(tmp_path / "kg") as folder:
        folder.keep([mine])
        folder.commit()
    kept = tmp_path / "kg" / "vocabulary" / "mine.ttl"
    assert vocabularies(tmp_path / "kg") == [kept]
    assert vocabularies(tmp_path / "kg", [mine]) == [mine]


def test_the_manifest_is_plain_sorted_json(tmp_path: Path) -> None:
    folder = samples(tmp_path / "kg")
    said = json.loads((folder.path / "manifest.json").read_bytes())
    assert [record["slug"] for record in said["reports"]] == sorted(record["slug"] for record in said["reports"])
    shutil.rmtree(folder.path / "texts")
    assert Folder.load(folder.path).entries == folder.entries
