"""The scorer: what makes a fact right, how repeats and broken text count, how kinds are compared as sets."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from zhenxing.evaluate.agreement import FIELDS, holds_terms
from zhenxing.evaluate.golden import GoldError, matched, read
from zhenxing.evaluate.scores import Score, Tally, plain, total
from zhenxing.evaluate.scoring import score

JOBS: dict[str, Any] = {
    "type": "observation",
    "at": 40,
    "quote": "1200人",
    "value": 1200,
    "unit": "人",
    "bound": "exact",
    "role": "value",
    "label": "帮扶车间吸纳就业人数",
    "terms": ["帮扶车间", ["就业", "务工"]],
    "region": "140400",
    "end": "2022-06",
    "start": None,
    "part_of": None,
    "theme": "务工就业",
    "initiatives": ["帮扶车间"],
}


def jobs(**changes: Any) -> dict[str, Any]:
    return {**JOBS, **changes}


AGREES = [
    ("value", {"value": 0.1}, {"value": Decimal("0.1")}),
    ("value", {"value": 1200}, {"value": "1200.0"}),
    ("unit", {"unit": "名"}, {"unit": "人"}),
    ("unit", {"unit": ""}, {"unit": "元"}),
    ("bound", {"bound": None}, {"bound": "exact"}),
    ("role", {"role": ["value", "target"]}, {"role": "target"}),
    ("label", {}, {"label": "乡村帮扶车间务工人数"}),
    ("label", {}, {"label": "人数", "metric_label": "帮扶车间就业人数"}),
    ("region", {"region": "100000"}, {"region": "000000"}),
    ("region", {"region": ["140400", "140000"]}, {"region": "140000"}),
    ("end", {"end": "2022"}, {"end": "2022-06-30"}),
    ("end", {"end": None}, {"end": None}),
    ("start", {"start": None}, {"start": "2022-01-01"}),
    ("part_of", {"part_of": [None, 12]}, {"part_of": 12}),
    ("theme", {}, {"theme": "务工就业"}),
    ("initiatives", {}, {"initiatives": ["帮扶车间", "“131”精准就业服务"]}),
]
DISAGREES = [
    ("value", {}, {"value": 120}),
    ("value", {}, {"value": None}),
    ("unit", {"unit": "户"}, {"unit": "人"}),
    ("unit", {"unit": ""}, {"unit": "个"}),
    ("bound", {"bound": "more"}, {"bound": "exact"}),
    ("role", {}, {"role": "target"}),
    ("label", {}, {"label": "帮扶车间数"}),
    ("label", {}, {"label": "全市各县区大力推动乡村帮扶车间健康发展以来通过订单培训等多种多样的办法所吸纳的就业人数"}),
    ("region", {}, {"region": None}),
    ("end", {"end": "2022-06-30"}, {"end": "2022-06"}),
    ("end", {"end": None}, {"end": "2022"}),
    ("start", {"start": "2022-01-01"}, {"start": None}),
    ("part_of", {"part_of": 12}, {"part_of": None}),
    ("theme", {}, {"theme": "产业发展"}),
    ("initiatives", {}, {"initiatives": ["百日攻坚", "帮扶车间"]}),
]


@pytest.mark.parametrize(("name", "wanted", "said"), AGREES)
def test_a_field_agrees(name: str, wanted: dict[str, Any], said: dict[str, Any]) -> None:
    assert FIELDS[name](jobs(**wanted), jobs(**said))


@pytest.mark.parametrize(("name", "wanted", "said"), DISAGREES)
def test_a_field_disagrees(name: str, wanted: dict[str, Any], said: dict[str, Any]) -> None:
    assert not FIELDS[name](jobs(**wanted), jobs(**said))


def test_every_field_is_tried_both_ways() -> None:
    assert {name for name, *_ in AGREES} == {name for name, *_ in DISAGREES} == set(FIELDS)


def test_terms_are_sought_without_white_space() -> None:
    assert holds_terms({"terms": ["示范村"]}, "省级示范 \n村数")
    assert not holds_terms({"terms": ["示范村"]}, "示范户")


def test_a_perfect_reading() -> None:
    result = score([JOBS], [JOBS])
    assert result.detection == result.whole == Tally(1, 1, 1)
    assert set(result.figures().values()) == {1.0}
    assert result.misses == ()


def test_a_wrong_field_spoils_the_whole_fact_and_is_named() -> None:
    result = score([JOBS], [jobs(region="140800", theme="其他")])
    assert result.detection == Tally(1, 1, 1)
    assert result.whole == Tally(0, 1, 1)
    assert result.fields["region"].precision == 0
    assert [miss.what for miss in result.misses] == ["wrong region, theme"]


def test_a_wrong_theme_alone_leaves_the_fact_whole() -> None:
    assert score([JOBS], [jobs(theme="其他")]).whole == Tally(1, 1, 1)


def test_a_lost_figure_and_an_invented_one() -> None:
    result = score([JOBS], [jobs(at=400)])
    assert result.detection == Tally(0, 1, 1)
    assert {miss.what for miss in result.misses} == {"missed", "not in the report"}


def test_overlapping_quotes_pair_by_the_nearest_start() -> None:
    households, people = jobs(at=10, quote="12户30人", unit="户"), jobs(at=13, quote="30人")
    assert score([households, people], [people, households]).whole == Tally(2, 2, 2)


OPTIONAL = jobs(optional=True)
BROKEN = jobs(broken=True)
REPEAT = jobs(at=900, repeats=40)


@pytest.mark.parametrize(
    ("golden", "said", "whole"),
    [
        ([OPTIONAL], [], Tally()),
        ([OPTIONAL], [jobs(value=7)], Tally()),
        ([BROKEN], [], Tally()),
        ([BROKEN], [JOBS], Tally()),
        ([BROKEN], [jobs(value=7)], Tally(0, 1, 0)),
        ([JOBS, REPEAT], [JOBS], Tally(1, 1, 1)),
        ([JOBS, REPEAT], [JOBS, jobs(at=900)], Tally(1, 1, 1)),
        ([JOBS, REPEAT], [jobs(at=900)], Tally(1, 1, 1)),
        ([JOBS, REPEAT], [], Tally(0, 0, 1)),
    ],
)
def test_optional_broken_and_repeated(golden: list[Any], said: list[Any], whole: Tally) -> None:
    assert score(golden, said).whole == whole


def measure(at: int, quote: str, **more: Any) -> dict[str, Any]:
    return {"type": "measure", "at": at, "quote": quote, **more}


def test_measures_need_an_overlap_and_their_terms() -> None:
    golden = [measure(0, "新建灌溉渠", terms=["新建", "渠"]), measure(20, "开展巡查", terms=["巡查"], optional=True)]
    assert score(golden, [measure(1, "新建灌溉渠"), measure(20, "开展巡查")]).kinds["measure"] == Tally(1, 1, 1)
    assert score(golden, [measure(1, "修缮灌溉渠")]).kinds["measure"] == Tally(0, 1, 1)
    assert score(golden, [measure(50, "新建灌溉渠")]).kinds["measure"] == Tally(0, 1, 1)


def place(quote: str, **more: Any) -> dict[str, Any]:
    return {"type": "place", "at": 0, "quote": quote, **more}


def test_places_are_a_set_of_codes_or_of_names_within_a_county() -> None:
    golden = [
        place("平陆县", code="140829"),
        place("车村", within="140829"),
        place("兰州", code="620100", optional=True),
    ]
    said = [place("平陆", code="140829"), place("车村", within="140827"), place("兰州", code="620100")]
    result = score(golden, said)
    assert result.kinds["place"] == Tally(1, 2, 2)
    assert [(miss.quote, miss.what) for miss in result.misses] == [
        ("车村 140829", "missed"),
        ("车村 140827", "not in the report"),
    ]


def initiative(key: str, **more: Any) -> dict[str, Any]:
    return {"type": "initiative", "at": 0, "quote": key, "key": key, **more}


def test_common_initiatives_go_by_key_and_others_by_their_name() -> None:
    golden = [initiative("百日攻坚"), initiative("“131”精准就业服务"), initiative("积分制", optional=True)]
    kinds = score(golden, [initiative("百日攻坚"), initiative("小额信贷"), initiative("131精准就业服务")]).kinds
    assert kinds["initiative"] == Tally(1, 2, 1)
    assert kinds["named initiative"] == Tally(1, 1, 1)


def test_pairings_need_both_sides_and_the_initiative() -> None:
    pairing = {"type": "cooperation", "at": 0, "quote": "", "helper": "120000", "helped": "620100", "initiative": "x"}
    assert score([pairing], [pairing]).kinds["cooperation"] == Tally(1, 1, 1)
    assert score([pairing], [{**pairing, "helper": "620100", "helped": "120000"}]).kinds["cooperation"].f1 == 0


def test_scores_add_up() -> None:
    right, wrong = score([JOBS], [JOBS]), score([JOBS], [])
    both = total([right, wrong])
    assert both.whole == Tally(1, 1, 2)
    assert both.misses == wrong.misses
    assert total([]) == Score()


@pytest.mark.parametrize("left_out", sorted(set(FIELDS) - {"value", "label"}))
def test_a_field_left_out_of_the_gold_is_not_judged(left_out: str) -> None:
    wanted = {name: value for name, value in JOBS.items() if name != left_out}
    result = score([wanted], [jobs(**{left_out: "?"})])
    assert left_out not in result.fields
    assert result.whole == Tally(1, 1, 1)
    assert result.misses == ()


def test_a_label_without_terms_is_not_judged() -> None:
    wanted = {name: value for name, value in JOBS.items() if name != "terms"}
    assert score([wanted], [jobs(label="?")]).whole == Tally(1, 1, 1)


def test_a_miss_tells_what_holds_and_what_was_said() -> None:
    (miss,) = score([JOBS], [jobs(label="帮扶车间数", end="2022-06", region=None)]).misses
    assert miss.detail == "label: 帮扶车间, 就业|务工 ≠ 帮扶车间数; region: 140400 ≠ –"
    assert (miss.at, miss.quote, miss.label) == (40, "1200人", "帮扶车间吸纳就业人数")


@pytest.mark.parametrize(
    ("value", "shown"), [(None, "–"), ([], "–"), (0, "0"), (Decimal("3.10"), "3.10"), (["a"], "a")]
)
def test_values_for_the_eye(value: object, shown: str) -> None:
    assert plain(value) == shown


def gold(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(JOBS) + "\n\n", encoding="utf-8")
    return folder


def test_a_golden_file_bears_the_name_of_its_report(tmp_path: Path) -> None:
    found = matched(gold(tmp_path, "a.jsonl", "b.jsonl", "2023.5.jsonl"), ["a.html", "2023.5.txt", "c.txt"])
    assert {name: path.name for name, path in found.files.items()} == {
        "a.html": "a.jsonl",
        "2023.5.txt": "2023.5.jsonl",
    }
    assert found.without_gold == ("c.txt",)
    assert found.without_report == ("b.jsonl",)


def test_reports_of_one_name_need_their_folders(tmp_path: Path) -> None:
    found = matched(gold(tmp_path, "x.jsonl", "2022/a.jsonl", "a.jsonl"), ["2022/a.txt", "2023/a.txt", "2023/x.txt"])
    assert {name: path.relative_to(tmp_path).as_posix() for name, path in found.files.items()} == {
        "2022/a.txt": "2022/a.jsonl",
        "2023/x.txt": "x.jsonl",
    }
    assert found.without_gold == ("2023/a.txt",)
    assert found.without_report == ("a.jsonl",)


def test_a_folder_without_golden_files(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no folder of golden files"):
        matched(tmp_path / "none", ["a.txt"])


def test_numbers_are_read_exactly(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"type": "observation", "at": 0, "quote": "3", "value": 3.10}\n', encoding="utf-8"
    )
    assert str(read(tmp_path / "a.jsonl")[0]["value"]) == "3.10"


TEXT = "吸纳就业1200人。"
BAD_RECORDS = [
    ("no json", "no JSON object"),
    ("[1]", "no JSON object"),
    (json.dumps({"type": "figure"}), "type is one of observation, "),
    (json.dumps(jobs(at=4, quote="1200人", value="1200")), "value is missing or of another kind"),
    (json.dumps(jobs(at=True)), "at is missing or of another kind"),
    (json.dumps({"type": "cooperation", "at": 4, "quote": "1200", "helper": "120000"}), "helped is missing"),
    (json.dumps(jobs(at=5)), "the report does not say “1200人” at 5"),
    (json.dumps(jobs(at=4, quote="")), "the report does not say “” at 4"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_RECORDS)
def test_a_record_that_cannot_be_compared_is_told_with_its_line(tmp_path: Path, line: str, reason: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(f"{json.dumps(jobs(at=4))}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(GoldError) as told:
        read(file, TEXT)
    assert str(told.value).startswith(f"{file}:3: {reason}")


def test_a_golden_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(GoldError, match="cannot be read as UTF-8"):
        read(tmp_path / "a.jsonl")
