"""`zhenxing compare` as a user gives it."""

import csv
import io
import json
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from zhenxing.cli import app
from zhenxing.compare.chart import WIDTH

ROOT = Path(__file__).parent.parent
CHOSEN = ("chuxiong-2024", "enshi-2024", "ningbo-2022", "xiji-2023", "anlong-2022", "hunan-2021")
SPENT = "consumption-amount"


def run(*words: object) -> Result:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert not isinstance(result.exception, Exception), result.exception
    return result


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("compared") / "kg"
    reports = [ROOT / "tests" / "reports" / f"{name}.txt" for name in CHOSEN]
    assert run("build", ROOT / "seeds", *reports, "--into", place).exit_code == 0
    return place


def test_regions_are_ranked_and_what_is_left_out_is_told(kg: Path) -> None:
    result = run("compare", kg, SPENT, "--lang", "zh")
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert lines[0] == "消费帮扶金额（元，市级，当期发生数，实际数）"
    names = [line.split()[1] for line in lines if line[:1].isdigit()]
    assert names[:3] == ["恩施土家族苗族自治州", "宁波市", "绵阳市"]
    assert "未列入：长治市 9843.63万元：涵盖6个月，而非12个月" in lines
    assert "未列入：湖南省 11亿元：为省级，并非市级" in lines
    assert result.stderr == ""


@pytest.mark.parametrize("name", [SPENT, "消费帮扶金额", "consumption assistance", "CONSUMPTION-AMOUNT"])
def test_a_metric_goes_by_its_key_or_either_name(kg: Path, name: str) -> None:
    assert run("compare", kg, name).stdout == run("compare", kg, SPENT).stdout


def test_csv_has_a_line_a_figure(kg: Path) -> None:
    text = run("compare", kg, SPENT, "--format", "csv").stdout
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["rank"] for row in rows][:2] == ["1", "2"]
    assert (rows[0]["region"], rows[0]["value"], rows[0]["quote"]) == ("422800", "3684000000", "36.84亿元")
    assert (rows[0]["low"], rows[0]["high"]) == ("3683500000", "3684500000")
    assert rows[0]["quote"] in rows[0]["sentence"]
    out = next(row for row in rows if row["region"] == "140400")
    assert (out["rank"], out["left_out"]) == ("", "covers 6 months, not 12 months")


def test_json_says_the_same(kg: Path) -> None:
    told = json.loads(run("compare", kg, SPENT, "--format", "json").stdout)
    assert told["metric"]["key"] == SPENT
    assert told["ranked"][0]["name"] == "Enshi"
    assert any(one["why"] == ["of a province, not a prefecture"] for one in told["left_out"])


def test_a_year_a_level_and_a_region_choose(kg: Path) -> None:
    def regions(*more: str) -> set[str]:
        told = json.loads(run("compare", kg, SPENT, "--format", "json", *more).stdout)
        return {one["region"] for one in told["ranked"] + told["left_out"]}

    assert regions("--region", "山西") == regions("--region", "140000") == {"140400", "140800"}
    assert regions("--year", "2022") == {"140400", "330200"}
    assert regions("--level", "county") == {"620123"}


def test_all_ranks_every_figure(kg: Path) -> None:
    latest, every = (
        json.loads(run("compare", kg, "workshops", "--format", "json", *more).stdout) for more in ((), ("--all",))
    )
    assert len(every["ranked"] + every["left_out"]) > len(latest["ranked"] + latest["left_out"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["consumption-amuont"], "near: consumption-amount (消费帮扶金额)"),
        (["风险消除"], "near: risk-removal-rate"),
        (["zzzz"], "there is no such metric"),
        ([SPENT, "--year", "1999"], "no figure of it is of that year and level"),
        ([SPENT, "--region", "石家庄"], "石家庄"),
        (["life-expectancy"], "no figure of that region has this metric"),
    ],
)
def test_a_question_that_cannot_be_answered(kg: Path, words: list[str], said: str) -> None:
    result = run("compare", kg, *words)
    (line,) = result.stderr.splitlines()
    assert result.exit_code == 1
    assert line.startswith("error: ")
    assert said in line


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_picture_has_bars_names_and_notes(kg: Path, tmp_path: Path, language: str) -> None:
    png, svg = tmp_path / "chart.png", tmp_path / "chart.svg"
    for path in (png, svg):
        result = run("compare", kg, SPENT, "--lang", language, "-o", path)
        if result.exit_code and path == png:
            assert "no font with Chinese characters" in result.stderr
            continue
        assert result.exit_code == 0
        assert result.stdout == ""
    drawn = svg.read_text(encoding="utf-8")
    assert ("恩施土家族苗族自治州" if language == "zh" else "Enshi") in drawn
    assert ("未列入：" if language == "zh" else "left out: ") in drawn
    assert "36.84亿元" in drawn
    assert "Noto Sans CJK SC" in drawn
    again = tmp_path / "again.svg"
    run("compare", kg, SPENT, "--lang", language, "-o", again)
    assert again.read_bytes() == svg.read_bytes()
    if png.exists():
        with Image.open(png) as picture:
            assert picture.width == WIDTH * 2
            assert len(picture.convert("RGB").getcolors(1 << 24) or ()) > 3
