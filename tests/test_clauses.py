"""Clauses: where a sentence is cut, and what a bracket belongs to."""

import pytest

from builders.chinese.clauses import divide
from builders.text import Span, narrow


def cut(text: str) -> list[str]:
    folded = narrow(text)
    return [clause.span.of(folded) for clause in divide(folded, Span(0, len(folded)))]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("新建水厂2座，受益群众8000人。", ["新建水厂2座", "受益群众8000人"]),
        ("成效如下:收入增长;就业稳定", ["成效如下", "收入增长", "就业稳定"]),
        ("支出1,250万元,占比九成", ["支出1,250万元", "占比九成"]),
        ("印发《关于稳岗、增收的通知，附表》", ["印发《关于稳岗、增收的通知,附表》"]),
        ("各县（市、区）均已完成", ["各县(市、区)均已完成"]),
        ("投资:230万元 实施单位:水务局", ["投资:230万元", "实施单位", "水务局"]),
        ("上午9:30开会", ["上午9:30开会"]),
    ],
)
def test_a_sentence_is_cut_at_its_marks(text: str, clauses: list[str]) -> None:
    assert cut(text) == clauses


def test_a_breakdown_in_brackets_belongs_to_the_clause_before() -> None:
    text = narrow("新纳入90户（其中一类60户、二类30户），消除风险40户（其中一类25户、二类15户）。")
    clauses = divide(text, Span(0, len(text)))
    assert [clause.parent for clause in clauses] == [None, 0, None, 2]


def test_bracketed_money_breaks_a_sum_down_but_a_rate_explains() -> None:
    text = narrow("分配资金420万元（中央300万元、省级120万元），补助种植（每亩200元）。")
    clauses = divide(text, Span(0, len(text)))
    assert [clause.parent for clause in clauses] == [None, 0, None]


def test_a_bracketed_share_stands_beside_its_figure() -> None:
    assert cut("脱贫人口5800人(占去年底的105.3%)、边缘户140人") == [
        "脱贫人口5800人",
        "占去年底的105.3%",
        "、边缘户140人",
    ]


def test_a_bracket_without_figures_stays_where_it_is() -> None:
    assert len(cut("三类户（不稳定户、边缘户）均有帮扶人")) == 1
