"""The evaluate command: a graph scored against golden facts, and each miss with its sentence."""

import csv
import io
import json
from pathlib import Path
from typing import Any, get_args

import pytest
from typer.testing import CliRunner, Result

from builders.facts import Bound, Role
from builders.vocabulary.lexicon import Lexicon
from zhenxing.cli import app
from zhenxing.evaluate.agreement import COMMON_INITIATIVES, FIELDS
from zhenxing.evaluate.golden import NEEDED

TEXT = "2023年，运城市吸纳就业1200人，其中脱贫劳动力480人。\n今年以来，发放小额信贷1.2亿元。\n"


def run(*words: object) -> Result:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert not isinstance(result.exception, Exception), result.exception
    return result


def figure(quote: str, value: float, unit: str, **more: Any) -> dict[str, Any]:
    return {"type": "observation", "at": TEXT.index(quote), "quote": quote, "value": value, "unit": unit, **more}


RIGHT = figure("1200人", 1200, "人", region="140800", end="2023", role="value", terms=["就业"])
PART = figure("480人", 480, "人", region="140800", part_of=RIGHT["at"])
WRONG = figure("1.2亿元", 120000000, "元", region="140400", label="小额信贷发放额", theme="金融帮扶")


def write(folder: Path, name: str, *records: dict[str, Any]) -> Path:
    folder.mkdir(exist_ok=True)
    lines = "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records)
    (folder / name).write_text(lines, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("evaluated")
    for name in ("a.txt", "b.txt"):
        (place / name).write_text(TEXT, encoding="utf-8")
    assert run("build", place / "a.txt", place / "b.txt", "--into", place / "kg").exit_code == 0
    return place / "kg"


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    write(tmp_path / "gold", "a.jsonl", RIGHT, PART, WRONG)
    return write(tmp_path / "gold", "c.jsonl", RIGHT)


def test_a_line_a_report_one_for_all_and_one_a_field(kg: Path, golden: Path) -> None:
    result = run("evaluate", kg, golden)
    lines = [line.split() for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert ["a.txt", "3", "0.667", "1.000", "1.000", "–", "–", "–", "–"] in lines
    assert ["*", "3", "0.667", "1.000", "1.000", "–", "–", "–", "–"] in lines
    assert ["region", "2", "3", "0.667"] in lines
    assert ["label", "1", "1", "1.000"] in lines
    assert "1.2亿元" not in result.stdout
    assert result.stderr.splitlines() == ["no golden file for: b.txt", "no report for: c.jsonl"]


def test_a_miss_is_told_with_what_holds_and_its_sentence(kg: Path, golden: Path) -> None:
    told = run("evaluate", kg, golden, "--misses", "all").stdout.partition("\n\na.txt ")[2]
    assert told == (
        f"{WRONG['at']}  observation “1.2亿元”  wrong region\n"
        "    region: 140400 ≠ 140800\n"
        "    小额信贷发放额\n"
        "    今年以来，发放小额信贷1.2亿元。\n"
    )


def test_figures_that_are_no_whole_facts_come_first_and_more_are_counted(kg: Path, tmp_path: Path) -> None:
    place = {"type": "place", "at": 6, "quote": "运城市", "code": "140900"}
    folder = write(tmp_path / "gold", "a.jsonl", place, {**PART, "part_of": None}, RIGHT, WRONG)
    result = run("evaluate", kg, folder, "--misses", "1")
    assert "1.2亿元" in result.stdout
    assert result.stdout.endswith("3 more; --misses all prints them.\n")
    assert "另有 3 处" in run("evaluate", kg, folder, "--misses", "1", "--lang", "zh").stdout


def test_kinds_of_which_there_is_no_gold_are_not_judged(kg: Path, golden: Path, tmp_path: Path) -> None:
    assert json.loads(run("evaluate", kg, golden, "--format", "json").stdout)["all"]["place F1"] == 1
    place = {"type": "place", "at": TEXT.index("运城市"), "quote": "运城市", "code": "140800"}
    only = json.loads(run("evaluate", kg, write(tmp_path / "places", "a.jsonl", place), "--format", "json").stdout)
    assert only["all"]["figures"] == 0
    assert only["all"]["whole-fact F1"] == 1
    assert only["all"]["place F1"] == 1


def test_for_programs(kg: Path, golden: Path) -> None:
    said = json.loads(run("evaluate", kg, golden, "--format", "json", "--misses", "all").stdout)
    assert said["all"]["figures"] == 3
    assert [report["report"] for report in said["reports"]] == ["a.txt"]
    assert (said["without_gold"], said["without_report"]) == (["b.txt"], ["c.jsonl"])
    (miss,) = said["misses"]
    assert miss["differences"] == [{"field": "region", "gold": "140400", "said": "140800"}]
    assert miss["sentence"] == "今年以来，发放小额信贷1.2亿元。"
    assert json.loads(run("evaluate", kg, golden, "--format", "json").stdout)["misses"] == []


def test_a_wrong_number_is_a_number_in_json(kg: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "gold", "a.jsonl", {**PART, "value": 48.5})
    said = json.loads(run("evaluate", kg, folder, "--format", "json", "--misses", "all").stdout)
    differences = [one for miss in said["misses"] for one in miss["differences"] if one["field"] == "value"]
    assert differences == [{"field": "value", "gold": 48.5, "said": 480}]


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout.removeprefix("\ufeff"), newline="")))


def test_csv_holds_the_scores_or_the_misses(kg: Path, golden: Path) -> None:
    scores = rows(run("evaluate", kg, golden, "--format", "csv"))
    assert [row["report"] for row in scores] == ["a.txt", "*"]
    assert scores[0]["whole-fact F1"] == "0.6667"
    (miss,) = rows(run("evaluate", kg, golden, "--format", "csv", "--misses", "5"))
    assert (miss["report"], miss["quote"], miss["differences"]) == ("a.txt", "1.2亿元", "region: 140400 ≠ 140800")


def test_a_golden_record_that_does_not_fit_its_report(kg: Path, tmp_path: Path) -> None:
    result = run("evaluate", kg, write(tmp_path / "gold", "a.jsonl", {**RIGHT, "at": 3}))
    assert result.exit_code == 1
    assert "a.jsonl:1: the report does not say “1200人” at 3" in result.stderr
    assert result.stdout == ""


def test_nothing_to_compare(kg: Path, tmp_path: Path) -> None:
    for folder, words in (
        (tmp_path / "none", "no folder of golden files"),
        (write(tmp_path / "gold", "z.jsonl", RIGHT), "no golden file bears the name of a report"),
    ):
        result = run("evaluate", kg, folder)
        assert result.exit_code == 1
        assert words in result.stderr
    assert run("evaluate", tmp_path / "nosuch", tmp_path).exit_code == 1


@pytest.mark.parametrize("misses", ["-1", "some", ""])
def test_misses_are_a_number_or_all(kg: Path, golden: Path, misses: str) -> None:
    assert run("evaluate", kg, golden, "--misses", misses).exit_code == 2


def test_the_help_ends_with_an_example() -> None:
    last = run("evaluate", "--help").stdout.strip().splitlines()[-1].strip()
    assert last == "Example: zhenxing evaluate kg tests/golden --misses 20"


def test_the_example_of_the_guide_holds(tmp_path: Path) -> None:
    guide = (Path(__file__).parent.parent / "docs" / "gold.md").read_text(encoding="utf-8")
    text, gold = (guide.partition(f"```{kind}\n")[2].partition("```")[0] for kind in ("text", "jsonl"))
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "a.jsonl").write_text(gold, encoding="utf-8")
    assert run("build", tmp_path / "a.txt", "--into", tmp_path / "kg").exit_code == 0
    result = run("evaluate", tmp_path / "kg", tmp_path / "gold", "--misses", "all", "--format", "json")
    assert json.loads(result.stdout)["misses"] == []
    assert json.loads(result.stdout)["all"]["figures"] == 3


def test_the_guide_lists_what_is_judged() -> None:
    guide = (Path(__file__).parent.parent / "docs" / "gold.md").read_text(encoding="utf-8")
    fields = set(FIELDS) - {"label"} | {"terms"}
    assert all(f"`{name}`" in guide for name in (*fields, *NEEDED, *get_args(Role), *get_args(Bound)))
    assert all(word in guide for word in (*COMMON_INITIATIVES, *Lexicon.load().themes))
