"""The differences of two graphs of the same reports."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from zhenxing.building.build import Build
from zhenxing.cli import app
from zhenxing.diff.alignment import Alignment
from zhenxing.diff.changes import Change, changes
from zhenxing.folder import Folder

TEXT = "2023年，榆中县建设帮扶车间26个，吸纳1032人就业，其中脱贫劳动力481人。全县发放小额信贷1.2亿元。\n"


def kg(place: Path, text: str, name: str = "yuzhong.txt") -> Path:
    """A graph of one report."""
    place.mkdir()
    (place / name).write_text(text, encoding="utf-8")
    for _ in Build([str(place / name)], place / "kg").run():
        pass
    return place / "kg"


def found(tmp_path: Path, old: str, new: str) -> list[Change]:
    return list(changes(Folder.load(kg(tmp_path / "old", old)), Folder.load(kg(tmp_path / "new", new))))


def test_the_same_text_has_no_difference(tmp_path: Path) -> None:
    assert found(tmp_path, TEXT, TEXT) == []


def test_a_fact_that_only_moved_has_not_changed(tmp_path: Path) -> None:
    assert found(tmp_path, TEXT, "工作情况\n\n" + TEXT) == []


@pytest.mark.parametrize(("old", "new"), [("1032人", "1033人"), ("1032人", "988人")])
def test_a_changed_digit_is_one_changed_fact(tmp_path: Path, old: str, new: str) -> None:
    (change,) = found(tmp_path, TEXT, TEXT.replace(old, new))
    assert change.kind == "changed"
    assert {name: tuple(map(str, pair)) for name, pair in change.fields.items()} == {
        "quote": (old, new),
        "value": (old[:-1], new[:-1]),
    }


def test_a_sentence_taken_out_takes_its_facts_alone(tmp_path: Path) -> None:
    gone = found(tmp_path, TEXT, TEXT.replace("全县发放小额信贷1.2亿元。", ""))
    assert {change.kind for change in gone} == {"removed"}
    assert {change.fact["quote"] for change in gone if change.fact["type"] == "observation"} == {"1.2亿元"}


def test_a_report_that_only_one_graph_has(tmp_path: Path) -> None:
    old, new = kg(tmp_path / "old", TEXT), kg(tmp_path / "new", TEXT, "another.txt")
    kinds = {(change.report, change.kind) for change in changes(Folder.load(old), Folder.load(new))}
    assert kinds == {("yuzhong.txt", "removed"), ("another.txt", "added")}


def test_the_command_tells_differences_and_ends_with_one(tmp_path: Path) -> None:
    old, new = kg(tmp_path / "old", TEXT), kg(tmp_path / "new", TEXT.replace("26个", "28个"))
    told = CliRunner().invoke(app, ["diff", str(old), str(new), "--lang", "zh"])
    assert told.exit_code == 1
    assert "      value: 26 → 28\n" in told.stdout
    assert told.stdout.endswith("新增 0，删除 0，改动 1\n")
    (line,) = CliRunner().invoke(app, ["diff", str(old), str(new), "--format", "json"]).stdout.splitlines()
    assert json.loads(line)["fields"]["value"] == [26, 28]
    rows = CliRunner().invoke(app, ["diff", str(old), str(new), "--format", "csv"]).stdout.splitlines()
    assert rows[2] == "yuzhong.txt,changed,observation,15,28个,value,26,28"
    same = CliRunner().invoke(app, ["diff", str(old), str(old)])
    assert (same.exit_code, same.stdout) == (0, "the graphs state the same facts\n")


@pytest.mark.parametrize(
    ("old", "new", "at", "there"),
    [
        ("甲。乙。丙。", "甲。丙。", 4, 2),
        ("甲。乙。丙。", "甲。丙。", 2, None),
        ("甲2个。", "前言。甲13个。", 0, 3),
        ("甲2个。", "前言。甲13个。", 1, None),
        ("", "甲", 0, None),
    ],
)
def test_where_a_character_has_gone(old: str, new: str, at: int, there: int | None) -> None:
    assert Alignment.of(old, new).new(at) == there
