"""Rows of tables that a page has flattened into lines."""

from builders.figures.tables import read_row
from builders.text import Span
from tests.reading import figures, whole

TABLE = "指标    单位  数量\n务工总人数    人    15,238\n  其中:省外务工   人   1,967\n车间   个   23\n"


def test_rows_become_figures_with_their_parts() -> None:
    found = figures(TABLE)
    assert {quote: (one.value, one.unit, one.label) for quote, one in found.items()} == {
        "15,238": (15238, "人", "务工总人数"),
        "1,967": (1967, "人", "省外务工人数"),
        "23": (23, "个", "车间数"),
    }
    assert whole(TABLE, found["1,967"]) == "15,238"


def test_a_sentence_is_no_row() -> None:
    text = "全县务工总人数达到15238人，同比增长"
    assert read_row(text, Span(0, len(text))) is None
