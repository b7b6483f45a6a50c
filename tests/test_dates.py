"""Time expressions and what they cover."""

import pytest

from builders.chinese.dates import Clock, find_dates, joined
from builders.text import Span, narrow

CLOCK = Clock(2024, "2024")


def read(text: str) -> list[tuple[str | None, str | None]]:
    folded = narrow(text)
    return [(p.start, p.end) for p in joined(folded, list(find_dates(folded, Span(0, len(text)), CLOCK)))]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("截至9月底", None, "2024-09-30"),
        ("截至2019年12月底", None, "2019-12-31"),
        ("今年以来", "2024-01-01", "2024"),
        ("2023-2021年", None, "2021"),
        ("2026年以来", None, "2024"),
        ("1-8月", "2024-01", "2024-08"),
        ("今年１至７月", "2024-01", "2024-07"),
        ("上半年", "2024-01", "2024-06"),
        ("前三季度", "2024-01", "2024-09"),
        ("截至三季度", None, "2024-09-30"),
        ("2023年", "2023", "2023"),
        ("去年", "2023", "2023"),
        ("“十三五”期间", "2016", "2020"),
        ("“十二五”末", None, "2015"),
        ("2021年以来", "2021", "2024"),
        ("三年来", "2022", "2024"),
        ("从2月中旬至5月底", "2024-02-11", "2024-05-31"),
        ("今后5年内", None, "2029"),
        ("过渡期内", "2021", "2025"),
        ("十月底", None, "2024-10-31"),
        ("2025年3月18日", "2025-03-18", "2025-03-18"),
        ("2022-2023年度", "2022", "2023"),
        ("2014年至2017年年底", "2014", "2017-12-31"),
    ],
)
def test_a_time(text: str, start: str | None, end: str | None) -> None:
    assert read(text) == [(start, end)]


@pytest.mark.parametrize("text", ["9个月", "2169件", "每年", "三五年", "四个季节", "1.5公斤"])
def test_no_time(text: str) -> None:
    assert read(text) == []


def test_without_a_clock_a_relative_time_stays_open() -> None:
    (period,) = find_dates("截至6月底", Span(0, 5), Clock(None, None))
    assert (period.start, period.end) == (None, None)
