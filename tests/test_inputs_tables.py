"""Tables as lines of Markdown: every cell a figure with the heads of its row and column."""

import pytest

from builders.facts import Observation, Report
from builders.sources.extraction.grids import Cell, lines
from tests.reading import read

CAPTION = "2023年永济市工作总结\n附表：各县帮扶车间情况（单位：个）\n"
REGIONS = """| 序号 | 县（市、区） | 帮扶车间 | 吸纳就业（人） | 同比增长（%） |
| --- | --- | --- | --- | --- |
| 1 | 合计 | 38 | 1,512 | 3.2 |
| 2 | 榆中县 | 26 | 1,032 | 5.6 |
| 3 | 永登县 | 12 | 480 | -1.5 |
"""


def figures(report: Report) -> dict[str, Observation]:
    return {one.span.of(report.text): one for one in report.observations}


def test_a_row_named_for_a_region_is_told_of_it() -> None:
    report = read(CAPTION + REGIONS, "a.txt")
    told = {quote: (one.region, one.unit, one.role) for quote, one in figures(report).items()}
    assert told == {
        "38": ("140881", "个", "value"),
        "1,512": ("140881", "人", "value"),
        "3.2": ("140881", "%", "change"),
        "26": ("620123", "个", "value"),
        "1,032": ("620123", "人", "value"),
        "5.6": ("620123", "%", "change"),
        "12": ("620121", "个", "value"),
        "480": ("620121", "人", "value"),
        "-1.5": ("620121", "%", "change"),
    }
    assert figures(report)["26"].label == "帮扶车间数"
    assert figures(report)["1,032"].label.endswith("吸纳就业人数")
    assert [(one.span.of(report.text), one.reason) for one in report.unresolved] == [
        ("1", "serial"),
        ("2", "serial"),
        ("3", "serial"),
    ]


def test_what_adds_up_is_part_of_its_total() -> None:
    report = read(CAPTION + REGIONS, "a.txt")
    found = figures(report)
    assert found["26"].part_of == found["12"].part_of == found["38"].span.start
    assert (found["5.6"].part_of, found["38"].part_of) == (None, None)
    other = figures(read(CAPTION + REGIONS.replace("26", "27"), "a.txt"))
    assert other["27"].part_of is None


def test_a_column_named_for_a_region_is_told_of_it() -> None:
    table = "| 指标 | 单位 | 榆中县 | 永登县 |\n| --- | --- | --- | --- |\n| 帮扶车间 | 个 | 26 | 12 |\n"
    found = figures(read(CAPTION + table, "a.txt"))
    assert {quote: (one.region, one.label, one.unit) for quote, one in found.items()} == {
        "26": ("620123", "帮扶车间数", "个"),
        "12": ("620121", "帮扶车间数", "个"),
    }


def test_a_column_named_for_a_year_is_of_it() -> None:
    table = "| 指标 | 2022年 | 2023年6月 |\n| --- | --- | --- |\n| 帮扶车间（个） | 26 | 31 |\n"
    found = figures(read(CAPTION + table, "a.txt"))
    assert {quote: (one.end, one.label) for quote, one in found.items()} == {
        "26": ("2022", "帮扶车间数"),
        "31": ("2023-06", "帮扶车间数"),
    }


def test_scales_are_multiplied_out_as_exactly_as_they_are_written() -> None:
    table = "| 项目 | 投资（万元） |\n| --- | --- |\n| 蔬菜大棚 | 120.5 |\n| 养殖小区 | 1.2亿元 |\n"
    found = figures(read(CAPTION + table, "a.txt"))
    first, second = found["120.5"], found["1.2亿元"]
    assert (first.value, first.low, first.high, first.unit) == (1205000, 1204500, 1205500, "元")
    assert (second.value, second.unit) == (120000000, "元")


def test_rows_after_among_are_parts_of_the_row_before() -> None:
    table = "| 指标 | 数量（人） |\n| --- | --- |\n| 务工总人数 | 15238 |\n| 其中：省外务工 | 1967 |\n"
    found = figures(read(CAPTION + table, "a.txt"))
    assert found["1967"].part_of == found["15238"].span.start
    assert found["1967"].label.endswith("省外务工人数")


def test_words_with_bars_are_no_table() -> None:
    text = "2023年永济市工作总结\n| 首页 | 要闻 | 公开 |\n2023年，新建车间12个。\n"
    assert list(figures(read(text, "a.txt"))) == ["12个"]


def test_a_bar_in_a_cell_does_not_part_it() -> None:
    table = "\n".join(lines([[Cell("项目"), Cell("数量（个）")], [Cell("大棚|车间"), Cell("26")]]))
    assert table.endswith("| 大棚\\|车间 | 26 |")
    assert figures(read(f"{CAPTION}{table}\n", "a.txt"))["26"].label.endswith("大棚|车间数")


@pytest.mark.parametrize(
    "rows",
    [
        [[Cell("x", 100_000, 100_000)], [Cell("1")]],
        [[Cell("a", 1, 9), Cell("1", 99, 9)] for _ in range(3000)],
        [[]],
        [],
    ],
)
def test_spans_beyond_a_page_fill_no_memory(rows: list[list[Cell]]) -> None:
    assert sum(map(len, lines(rows))) < 100_000
