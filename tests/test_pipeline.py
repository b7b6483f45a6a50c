"""Whole reports: what always holds, and what a small change of the text may change."""

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.chinese.dates import find_dates
from builders.document.layout import lay_out
from builders.document.metadata import metadata_of
from builders.facts import Observation, Report
from builders.graph.report import turtle
from builders.sources.source import read_source
from builders.text import Span
from tests.reading import figures, read, reader

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
PARAGRAPH = (
    "榆中县2024年工作总结\n今年以来，全县认定帮扶车间26个，吸纳就业1032人，其中脱贫劳动力481人。"
    "截至9月底，发放小额信贷1.37亿元，完成年度任务的88.2%。风险消除率达71.4%。"
)


def states(report: Report) -> set[tuple[object, ...]]:
    """What the observations say, offsets aside."""
    return {
        (o.value, o.unit, o.role, o.label, o.region, o.start, o.end, o.theme, o.initiatives)
        for o in report.observations
    }


@pytest.fixture(scope="module", params=SEEDS, ids=lambda path: path.stem)
def seed(request: pytest.FixtureRequest) -> Report:
    return reader().read(read_source(request.param))


def test_every_fact_quotes_the_text_of_its_sentence(seed: Report) -> None:
    for fact in seed.facts():
        assert fact.sentence.start <= fact.span.start < fact.span.end <= len(seed.text)
        assert fact.span.of(seed.text).strip() == fact.span.of(seed.text)


def test_figures_stand_apart_and_in_order(seed: Report) -> None:
    spans = [one.span for one in seed.observations]
    assert all(first.end <= second.start for first, second in pairwise(spans))


def test_a_part_points_at_a_figure_that_holds_it(seed: Report) -> None:
    by_start = {one.span.start: one for one in seed.observations}
    by_start |= {span.start: one for one in seed.observations for span in one.again}
    for one in seed.observations:
        if one.part_of is not None:
            assert by_start[one.part_of].value >= one.value


def test_every_numeral_is_a_fact_or_a_time_or_left_out_for_a_reason(seed: Report) -> None:
    document = lay_out(seed.text)
    clock = metadata_of(document, seed.name).clock
    told = [span for one in seed.observations for span in (one.span, *one.again)]
    told += [item.span for item in seed.unresolved]
    told += [period.span for period in find_dates(document.folded, Span(0, len(seed.text)), clock)]
    digits = [at for at, mark in enumerate(document.folded) if mark.isdigit() and mark.isascii()]
    assert [at for at in digits if not any(span.start <= at < span.end for span in told)] == []


def test_intervals_hold_their_value(seed: Report) -> None:
    for one in seed.observations:
        assert one.low is None or one.low <= one.value
        assert one.high is None or one.value <= one.high


def test_the_same_text_gives_the_same_bytes() -> None:
    first, second = (turtle(read(PARAGRAPH), reader().lexicon) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("26个", "27个"),
        ("1032人", "1033人"),
        ("481人", "480人"),
        ("1.37亿元", "1.38亿元"),
        ("88.2%", "88.3%"),
        ("71.4%", "71.5%"),
    ],
)
def test_a_changed_digit_changes_one_fact(old: str, new: str) -> None:
    before, after = states(read(PARAGRAPH)), states(read(PARAGRAPH.replace(old, new)))
    assert len(before - after) == len(after - before) == 1


def test_a_changed_unit_changes_one_fact() -> None:
    before, after = states(read(PARAGRAPH)), states(read(PARAGRAPH.replace("1.37亿元", "1.37万元")))
    assert len(before - after) == len(after - before) == 1


def test_a_changed_date_changes_the_facts_of_its_sentence() -> None:
    before, after = states(read(PARAGRAPH)), states(read(PARAGRAPH.replace("9月底", "8月底")))
    assert {fact[0] for fact in before - after} == {137000000, Decimal("88.2")}


def test_a_deleted_sentence_takes_only_its_facts() -> None:
    before, after = states(read(PARAGRAPH)), states(read(PARAGRAPH.replace("风险消除率达71.4%。", "")))
    assert after < before
    assert len(before - after) == 1


def test_a_fact_said_again_is_one_fact_with_two_passages() -> None:
    text = "青山县简报\n全县脱贫人口人均纯收入达12400元。\n会议召开。数据显示，全县脱贫人口人均纯收入达12400元。"
    (one,) = read(text).observations
    assert isinstance(one, Observation)
    assert len(one.again) == 1


def test_regions_have_a_chinese_and_an_english_name() -> None:
    assert reader().labels("140800") == ("运城市", "Yuncheng")
    assert reader().labels("610000") == ("陕西省", "Shaanxi")
    assert reader().labels("100000") == ("全国", "China")
    assert reader().labels("999999") is None


def test_a_torn_figure_is_never_guessed() -> None:
    text = "青山县简报\n截至10月底，全县累计识别监测对象697户1882人，其中395\n\n人，其中脱贫劳动力407人。车间全部开工。"
    report = read(text)
    assert [one.span.of(text) for one in report.observations] == ["697户", "1882人"]
    assert [item.reason for item in report.unresolved] == ["splice", "splice"]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="全县市个人户元万亿%，。、；（）“”《》其中分别提高到由至达12.5年月底\n一二三十", max_size=120))
def test_any_text_is_read(text: str) -> None:
    report = read(text)
    assert all(one.span.of(text) for one in report.observations)


def test_a_bound_before_a_list_holds_for_each_item() -> None:
    found = figures("每个乡镇抽查不少于3个村、50户。全县建成示范村20个以上、公厕30座。")
    assert {quote: one.bound for quote, one in found.items()} == {
        "3个": "more",
        "50户": "more",
        "20个以上": "more",
        "30座": "exact",
    }
