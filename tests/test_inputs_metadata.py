"""What is said of a report beside its text: in `reports.csv`, in the page, in the columns of a corpus."""

from pathlib import Path

import pytest

from builders.sources.finding import find_sources
from builders.sources.particulars import Particulars, date
from builders.sources.refusals import SourceError, TextError
from builders.sources.source import Source
from tests.documents import page
from tests.reading import reader
from zhenxing.building.build import Build
from zhenxing.building.status import statuses
from zhenxing.folder import Folder

TEXT = "工作情况\n新建帮扶车间26个，吸纳1032人就业。\n"
HEAD = "file,title,issuer,issued,region,period\n"
ROW = "a.txt,永济市工作总结,永济市农业农村局,2024-01-09,140881,2023\n"


def source(**said: str) -> Source:
    return Source("a.txt", TEXT, "utf-8", "0" * 64, particulars=Particulars(**said))


def build(into: Path, *given: Path) -> dict[str, str]:
    return {outcome.name: outcome.state for outcome in Build(list(map(str, given)), into).run()}


def test_what_is_not_known_stays_unknown() -> None:
    report = reader().read(source())
    assert (report.region, report.start, report.end, report.issued, report.issuer) == (None,) * 5
    assert {(one.region, one.start, one.end) for one in report.observations} == {(None, None, None)}


def test_what_is_said_elsewhere_holds_for_the_figures() -> None:
    report = reader().read(source(region="永济市", period="2023", issued="2024-01-09", issuer="永济市农业农村局"))
    assert (report.region, report.end, report.issued, report.issuer) == (
        "140881",
        "2023",
        "2024-01-09",
        "永济市农业农村局",
    )
    assert {(one.region, one.end) for one in report.observations} == {("140881", "2023")}


@pytest.mark.parametrize("region", ["城区", "月球", "999999"])
def test_a_region_that_is_not_one_is_refused(region: str) -> None:
    with pytest.raises(SourceError, match=r"cannot be read \(region"):
        reader().read(source(region=region))


@pytest.mark.parametrize("issued", ["2024", "2024-01", "2024-01-09"])
def test_a_date_may_be_known_in_part(issued: str) -> None:
    report = reader().read(source(issued=issued))
    assert report.issued == issued
    assert report.end in ("2023", "2024")


@pytest.mark.parametrize("words", ["今年", "2024-13-01", "12", "20240", "２０２４年"])
def test_what_is_no_date_is_none(words: str) -> None:
    assert date(words) is None


def test_a_sidecar_says_what_the_text_does_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "reports.csv").write_bytes((HEAD + ROW + "sub/b.txt,,,,永济市,\n").encode("gb18030"))
    first, second = find_sources([tmp_path])
    assert first.particulars == Particulars("永济市工作总结", "永济市农业农村局", "2024-01-09", "140881", "2023")
    assert second.particulars == Particulars(region="永济市")
    assert find_sources([tmp_path / "a.txt"])[0].particulars == first.particulars


def test_a_sidecar_goes_before_the_page_and_the_page_before_the_text(tmp_path: Path) -> None:
    head = '<meta name="PubDate" content="2022-05-06"><meta name="ContentSource" content="某网">'
    (tmp_path / "a.html").write_text(page(f"<div id=zoom>{TEXT * 4}来源：别处</div>", head), encoding="utf-8")
    (tmp_path / "reports.csv").write_text(HEAD + "a.html,,永济市农业农村局,,,\n", encoding="utf-8")
    (found,) = find_sources([tmp_path])
    report = reader().read(found.read())
    assert (report.issuer, report.issued) == ("永济市农业农村局", "2022-05-06")


@pytest.mark.parametrize(
    ("sidecar", "told"),
    [
        (HEAD + "a.txt,,,昨天,,\n", "issued '昨天' is no date"),
        (HEAD + "b.txt,,,,,2023\n", "b.txt is not there"),
        ("name,title\na.txt,x\n", "it has no column 'file'"),
    ],
)
def test_a_sidecar_that_is_wrong_is_told_of(tmp_path: Path, sidecar: str, told: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "reports.csv").write_text(sidecar, encoding="utf-8")
    assert [told in str(one.name) for one in find_sources([tmp_path]) if not isinstance(one.name, str)] == [True]


def test_a_changed_sidecar_makes_its_reports_stale(tmp_path: Path) -> None:
    sources, kg = tmp_path / "sources", tmp_path / "kg"
    sources.mkdir()
    for name in ("a.txt", "b.txt"):
        (sources / name).write_text(TEXT + name, encoding="utf-8")
    build(kg, sources)
    (sources / "reports.csv").write_text(HEAD + ROW, encoding="utf-8")
    told = {one.name: (one.state, one.detail) for one in statuses(Folder.load(kg))}
    assert told == {"a.txt": ("changed", "reports.csv"), "b.txt": ("current", "")}
    assert build(kg) == {"a.txt": "made", "b.txt": "unchanged"}
    graph = (kg / "reports" / "a.ttl").read_text(encoding="utf-8")
    assert "永济市工作总结" in graph
    assert "region:140881" in graph
    assert {one.state for one in statuses(Folder.load(kg))} == {"current"}


def test_what_is_kept_in_parts_is_remembered(tmp_path: Path) -> None:
    """A corpus whose rows change is built again row by row."""
    corpus, kg = tmp_path / "c.jsonl", tmp_path / "kg"
    corpus.write_text(
        '{"id": "x", "text": "2023年，永济市新建车间2个。"}\n{"id": "y", "text": "甲"}\n', encoding="utf-8"
    )
    assert build(kg, corpus) == {"c.jsonl/x": "made", "c.jsonl/y": "made"}
    assert build(kg) == {"c.jsonl/x": "unchanged", "c.jsonl/y": "unchanged"}
    corpus.write_text('{"id": "x", "text": "2023年，永济市新建车间3个。"}\n', encoding="utf-8")
    assert build(kg) == {"c.jsonl/y": "removed", "c.jsonl/x": "made"}
    corpus.write_text("", encoding="utf-8")
    assert {one.state for one in statuses(Folder.load(kg))} == {"gone"}


def test_a_refusal_is_one_line() -> None:
    assert str(TextError("too large").of("a.txt")) == "a.txt: is larger than --max-size allows"
