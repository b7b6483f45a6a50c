"""The numeral grammar, against its corpus and against an independent reader."""

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.chinese.numerals import arabic, chinese, scale_of


@pytest.mark.parametrize(
    ("words", "value", "step"),
    [
        ("三万", 30000, 10000),
        ("两千", 2000, 1000),
        ("十二", 12, 1),
        ("一百零五", 105, 1),
        ("三千五百", 3500, 100),
        ("百亿", 10**10, 10**8),
        ("二〇二一", 2021, 1),
        ("三百二十一亿五千万", 32150000000, 10000),
        ("一万亿", 10**12, 10**8),
    ],
)
def test_chinese_numerals(words: str, value: int, step: int) -> None:
    numeral = chinese(words)
    assert numeral is not None
    assert (numeral.value, numeral.step) == (value, step)


@pytest.mark.parametrize("words", ["三五", "七八", "十百", "两万三", "三五十", "亿万万亿"])
def test_what_is_no_single_number_is_none(words: str) -> None:
    assert chinese(words) is None


@given(st.integers(min_value=1, max_value=10**12))
def test_chinese_numerals_read_as_an_independent_reader_writes_them(number: int) -> None:
    numeral = chinese(cn2an.an2cn(number, "low"))
    assert numeral is not None
    assert numeral.value == number


@given(st.decimals(min_value=0, max_value=10**6, places=4), st.sampled_from(["", "万", "亿", "万亿", "千万"]))
def test_arabic_numerals_are_exact(number: Decimal, scale: str) -> None:
    numeral = arabic(f"{number}", scale)
    assert numeral.value == number * scale_of(scale)
    assert numeral.step == Decimal("0.0001") * scale_of(scale)


def test_written_precision_is_remembered() -> None:
    assert arabic("22680.30", "万").step == 100
    assert arabic("1,134").value == 1134
    assert arabic("109447").whole
    assert not arabic("11", "万").whole
