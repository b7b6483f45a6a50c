"""Quantities: what is one, what it can mean, and what is none."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.figures.quantities import Numberlike, Quantities, Quantity
from builders.text import Span, narrow
from builders.vocabulary.lexicon import Lexicon


@pytest.fixture(scope="module")
def quantities() -> Quantities:
    return Quantities(form for unit in Lexicon.load().units.values() for form in (unit.key, *unit.forms))


def found(quantities: Quantities, text: str) -> list[Quantity]:
    items = quantities.find(narrow(text), Span(0, len(text)), ())
    return [item for item in items if isinstance(item, Quantity)]


@pytest.mark.parametrize(
    ("text", "quote", "value", "unit", "bound"),
    [
        ("举办招聘会42余场", "42余场", "42", "场", "more"),
        ("落实贴息贷款３．２６亿元", "３．２６亿元", "326000000", "元", "exact"),
        ("近百家企业落户", "百家", "100", "家", "less"),
        ("整治乱搭乱建千余处", "千余处", "1000", "处", "more"),
        ("年产吉他超250万把", "250万把", "2500000", "把", "more"),
        ("城乡收入倍差1.92", "1.92", "1.92", "", "exact"),
        ("人均受教育年限为7.65年", "7.65年", "7.65", "年", "exact"),
        ("签订1年以上劳动合同", "1年以上", "1", "年", "more"),
        ("走访11.08万户", "11.08万户", "110800", "户", "exact"),
        ("培训近8000人次", "8000人次", "8000", "人次", "less"),
        ("发放补贴约1,250万元", "1,250万元", "12500000", "元", "about"),
        ("惠及群众5万多人", "5万多人", "50000", "人", "more"),
        ("新修产业路三十余公里", "三十余公里", "30", "公里", "more"),
        ("覆盖率达百分之九十五", "百分之九十五", "95", "%", "exact"),
        ("每村至少2名", "2名", "2", "名", "more"),
        ("全年至少开展3轮排查", "3轮", "3", "轮", "more"),
        ("约占全县常住人口的14%", "14%", "14", "%", "about"),
        ("提高9个百分点", "9个百分点", "9", "百分点", "exact"),
        ("兑付奖金不超过3000元", "3000元", "3000", "元", "less"),
        ("全程办结压缩至5个工作日", "5个工作日", "5", "工作日", "exact"),
        ("三分之二以上的农户", "三分之二以上", str(Decimal(2) / 3), "", "more"),
        ("近3/4的农户", "3/4", "0.75", "", "less"),
        ("近六成的收入", "六成", "60", "%", "less"),
        ("为2.75万脱贫群众", "2.75万", "27500", "", "exact"),
        ("户均6.1\n%", "6.1\n%", "6.1", "%", "exact"),
        ("平均浓度31微克/立方米", "31微克/立方米", "31", "微克/立方米", "exact"),
        ("建成2座及以上公厕", "2座及以上", "2", "座", "more"),
        ("每亩补助320元/年", "320元", "320", "元", "exact"),
        ("开展3次数据清洗", "3次", "3", "次", "exact"),
        ("务工人数新增一倍多", "一倍多", "1", "倍", "more"),
        ("累计务工 6 个月以 上", "6 个月以 上", "6", "个月", "more"),
        ("认定时限压缩至20日内", "20日内", "20", "日", "less"),
        ("报酬不 低于财政资金的 12%", "12%", "12", "%", "more"),
        ("年龄不超过 60 周岁", "60 周岁", "60", "周岁", "less"),
        ("全县辖10镇", "10镇", "10", "镇", "exact"),
        ("建成80KW电站", "80KW", "80", "KW", "exact"),
    ],
)
def test_a_quantity(quantities: Quantities, text: str, quote: str, value: str, unit: str, bound: str) -> None:
    (one,) = found(quantities, text)
    assert one.span.of(text) == quote
    assert (one.value, one.unit, one.bound) == (Decimal(value), unit, bound)


def test_a_range_is_one_quantity_between_its_ends(quantities: Quantities) -> None:
    (one,) = found(quantities, "每户补助3至5万元")
    assert (one.low, one.high, one.unit, one.written) == (30000, 50000, "元", "3至5万")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("实施“4321”帮扶机制", "name"),
        ("推进“7+2”产业布局", "name"),
        ("实现5G网络到村", "name"),
        ("进入全国500强", "name"),
        ("印发《关于3项工作的通知》", "name"),
        ("综合排名位居第3位", "ordinal"),
        ("2022届毕业生", "ordinal"),
        ("连续4年获评优秀", "duration"),
        ("咨询电话0359-2660031", "name"),
        ("投资9999万亿元", "too-long"),
        ("投资1-9999万亿元", "too-long"),
    ],
)
def test_no_quantity(quantities: Quantities, text: str, reason: str) -> None:
    items = list(quantities.find(narrow(text), Span(0, len(text)), ()))
    assert [item.reason for item in items if isinstance(item, Numberlike)][-1] == reason
    assert not found(quantities, text)


@pytest.mark.parametrize(
    "text",
    [
        "一批项目落地",
        "三五成群",
        "党的二十大和二十届三中全会",
        "红十字会",
        "一个目标",
        "四个不摘",
        "千方百计",
        "事半功倍",
        "2024首届农博会",
    ],
)
def test_idioms_are_no_quantities(quantities: Quantities, text: str) -> None:
    assert found(quantities, text) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("11万人", "109500", "110500"),
        ("2.58亿元", "257500000", "258500000"),
        ("63.2%", "63.15", "63.25"),
        ("230余场", "230", "240"),
        ("4849人", "4849", "4849"),
        ("近8000人", "7000", "8000"),
    ],
)
def test_what_a_figure_as_written_can_mean(quantities: Quantities, text: str, low: str, high: str) -> None:
    (one,) = found(quantities, text)
    assert (one.low, one.high) == (Decimal(low), Decimal(high))


@given(
    st.lists(
        st.sampled_from(
            [
                "3万",
                "12",
                "个",
                "户",
                "人次",
                "%",
                "、",
                "其中",
                "十余",
                "百分之五",
                "亿元",
                "2.5",
                "至",
                "“",
                "”",
                "\n",
            ]
        )
    )
)
def test_quantities_never_overlap(pieces: list[str]) -> None:
    text = "".join(pieces)
    items = list(Quantities(["个", "户", "人次", "%", "元"]).find(narrow(text), Span(0, len(text)), ()))
    assert all(first.span.end <= second.span.start for first, second in itertools.pairwise(items))
