"""Spans and folding."""

from hypothesis import given
from hypothesis import strategies as st

from builders.text import Span, narrow


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(narrow(text)) == len(text)


@given(st.text(alphabet="，。％（）２５abc中"))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert narrow(narrow(text)) == narrow(text)


def test_spans_touch_without_overlapping() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 5).covers(Span(3, 5))
    assert not Span(1, 4).covers(Span(3, 5))
