"""The audit as a user asks for it: what it tells of the figures, in which form, and how it ends."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from zhenxing.audit.auditing import Figure, Implied, Judgement
from zhenxing.audit.audits import Audit, summary, written
from zhenxing.cli import app

WRONG = "榆县工作情况\n2023年，全县监测对象213户，已消除风险150户，风险消除率72.4%。\n"
RIGHT = (
    "榆县工作情况\n2023年，全县监测对象101户，其中脱贫不稳定户41户、边缘易致贫户33户、突发严重困难户27户。\n"
    "全县脱贫劳动力务工23516人，占上年度的102.4%。\n"
)
LINE = "150 ÷ 213 = 70.42% ∉ [72.35, 72.45]; 70.4%"


def run(*words: object) -> Result:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert not isinstance(result.exception, Exception), result.exception
    return result


def built(place: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    assert run("build", *sorted(place.glob("*.txt")), "--into", place / "kg").exit_code == 0
    return place / "kg"


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("both"), wrong=WRONG, right=RIGHT)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("sound"), right=RIGHT)


def test_contradictions_come_first_with_figures_and_sentence(kg: Path) -> None:
    result = run("audit", kg)
    lines = [line for line in result.stdout.splitlines() if line]
    assert lines[:4] == [
        "contradiction (1)",
        f"  wrong.txt {WRONG.index('213户')}  rate  {LINE}",
        "      denominator 213户 监测对象户数; numerator 150户 监测对象·消除风险户数; result 72.4% 监测对象·风险消除率",
        "      2023年，全县监测对象213户，已消除风险150户，风险消除率72.4%。",
    ]
    assert lines[-1] == "3 relations in 2 reports: contradiction 1, holds 1, not a partition 1."
    assert result.exit_code == 1


def test_what_adds_up_ends_well(sound: Path) -> None:
    result = run("audit", sound, "--lang", "zh")
    assert f"  right.txt {RIGHT.index('101户')}  部分与总数  41 + 33 + 27 = 101" in result.stdout
    assert result.stdout.splitlines()[-1] == "核验报告1份，关系1项：成立 1。"
    assert result.exit_code == 0


def test_what_is_implied_is_told_only_when_asked_for(sound: Path) -> None:
    assert "102.4%" not in run("audit", sound).stdout
    told = run("audit", sound, "--derived").stdout
    assert re.search(r"earlier level 2022  \S+·上年度: 23516 ÷ 102\.4% = \[22953\.6, 22976\.1\] 人", told)


def test_json(kg: Path) -> None:
    said = json.loads(run("audit", kg, "--format", "json", "--derived").stdout)
    assert (said["reports"], said["relations"]) == (2, 3)
    assert said["counts"] == {"contradiction": 1, "holds": 1, "not-a-partition": 1}
    first = said["verdicts"][0]
    assert (first["holding"], first["kind"], first["arithmetic"]) == ("contradiction", "rate", LINE)
    assert (first["fits"], first["instead_of"], first["report"]) == (70.4, "72.4%", "wrong.txt")
    for figure in first["figures"]:
        assert WRONG[figure["at"] :].startswith(figure["quote"])
    assert WRONG[first["sentence_at"] :].startswith(first["sentence"])
    assert [one["kind"] for one in said["implied"]] == ["earlier"]
    assert said["implied"][0]["low"] < 22960 < said["implied"][0]["high"]
    assert "implied" not in json.loads(run("audit", kg, "--format", "json").stdout)


class Tags(HTMLParser):
    """The tags of a page, and what it would load."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loads: list[str] = []
        self.marked: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta",):
            self.open.append(tag)
        self.loads += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "mark":
            self.marked.append(data)


def test_a_page_of_its_own(kg: Path, tmp_path: Path) -> None:
    assert run("audit", kg, "-o", tmp_path / "audit.html", "--lang", "zh", "--derived").exit_code == 1
    page = (tmp_path / "audit.html").read_text(encoding="utf-8")
    tags = Tags(page)
    assert tags.open == []
    assert tags.loads == []
    assert tags.marked[:3] == ["213户", "150户", "72.4%"]
    assert page.index("矛盾 (1)") < page.index("成立 (1)") < page.index("推出的数 (1)")
    assert "script" not in page


def test_what_a_report_says_stands_in_the_page_as_text() -> None:
    words = "<script>alert(1)</script>监测对象5户&其中3户"
    figures = (Figure("whole", 29, "5户", "<b>户数"), Figure("part", 34, "3户", "户数"))
    one = Judgement("holds", "part-whole", "3 < 5", None, None, "<a>.txt", 29, "among", words, 0, figures)
    beside = Implied("target", "<i>", "1", "2", "户", None, "1 ÷ 2", None, "<a>.txt", 3)
    page = written(Audit(1, [one], [beside]), "html").decode()
    assert "<script>" not in page and "<b>户数" not in page and "<i>" not in page and "<a>" not in page
    assert "&lt;script&gt;" in page
    assert Tags(page).marked == ["5户", "3户"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_long_sentence_is_cut_around_its_figures(language: str) -> None:
    words = "甲" * 300 + "5户" + "乙" * 300
    one = Judgement(
        "holds", "sum", "5 = 5", None, None, "a.txt", 300, "total", words, 0, (Figure("whole", 300, "5户", ""),)
    )
    text = written(Audit(1, [one]), "text", "zh" if language == "zh" else "en").decode()
    assert f"      …{'甲' * 120}5户{'乙' * 120}…\n" in text


def test_a_folder_without_relations() -> None:
    empty = Audit(2, [])
    assert not empty.contradicted
    assert summary(empty, "en") == "0 relations in 2 reports: no relations to audit."
    assert summary(empty, "zh") == "核验报告2份，关系0项：没有可核验的关系。"


def test_the_form_follows_the_suffix(sound: Path, tmp_path: Path) -> None:
    for suffix, beginning in ((".json", "{"), (".html", "<!doctype html>"), (".txt", "holds (1)")):
        assert run("audit", sound, "-o", tmp_path / f"audit{suffix}").exit_code == 0
        assert (tmp_path / f"audit{suffix}").read_text(encoding="utf-8").startswith(beginning)


def test_the_same_folder_gives_the_same_bytes(kg: Path) -> None:
    for form in ("text", "json", "html"):
        assert run("audit", kg, "--format", form).stdout == run("audit", kg, "--format", form).stdout


def test_the_shapes_warn_of_the_same_contradiction(kg: Path) -> None:
    found = json.loads(run("check", kg, "--format", "json").stdout)["findings"]
    assert [(one["severity"], one["shape"].rsplit("#")[-1], one["value"]) for one in found] == [
        ("Warning", "no-contradiction", "contradiction")
    ]
    assert found[0]["sentence"].endswith("风险消除率72.4%。")
