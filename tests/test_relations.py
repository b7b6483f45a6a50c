"""Relations: what sentences show of how their figures fit, and what they do not show."""

from functools import cache
from pathlib import Path

import pytest

from builders.facts import Report
from builders.pipeline import Reader
from builders.sources.source import read_source
from builders.text import Span
from tests.reading import read, reader

SEEDS = Path(__file__).parent.parent / "seeds"
Found = tuple[str, str, str]


def relations(text: str) -> list[Found]:
    """The kind, the verdict and the arithmetic of what a text's figures show."""
    return _told(read(f"工作情况\n{text}"))


def _told(report: Report) -> list[Found]:
    return [(one.kind, one.verdict.holding, one.verdict.arithmetic) for one in report.relations]


@cache
def seed(name: str) -> Report:
    """A seed report as read."""
    made: Reader = reader()
    return made.read(read_source(SEEDS / f"{name}.txt"))


ADDED = [
    (
        "全县有监测对象101户，其中脱贫不稳定户41户、边缘易致贫户33户、突发严重困难户27户。",
        ("part-whole", "holds", "41 + 33 + 27 = 101"),
    ),
    (
        "全县有监测对象102户，其中脱贫不稳定户41户、边缘易致贫户33户、突发严重困难户27户。",
        ("part-whole", "contradiction", "41 + 33 + 27 = 101 < 102; 101"),
    ),
    ("全县新建车间12个，其中东乡5个、西乡4个。", ("part-whole", "not-a-partition", "5 + 4 = 9 < 12")),
    ("全县新建车间12个，其中东乡7个、西乡5个。", ("part-whole", "holds", "7 + 5 = 12")),
    (
        "今年选派干部547名，其中半年以上213名、一年以上428名。",
        ("part-whole", "not-a-partition", "213 + 428 = 641 > 547"),
    ),
    ("问题87个，已完成整改81个，剩余6个正在整改。", ("part-whole", "holds", "81 + 6 = 87")),
    ("问题87个，已完成整改81个，剩余7个正在整改。", ("part-whole", "contradiction", "81 + 7 = 88 > 87; 88")),
    (
        "全县纳入监测对象2.16万户，已消除风险1.35万户，未消除风险的8149户。",
        ("part-whole", "rounding", "1.35万 + 8149 = [2.160万, 2.170万] ∩ [2.155万, 2.165万]"),
    ),
    (
        "落实资金3.16亿元，其中中央资金2.01亿元、省级资金0.91亿元、县级资金0.44亿元。",
        ("part-whole", "contradiction", "2.01亿 + 0.91亿 + 0.44亿 = [3.345亿, 3.375亿] ∌ 3.16亿; 3.36亿"),
    ),
    (
        "落实资金3.16亿元，其中中央资金2.01亿元、省级资金0.71亿元。",
        ("part-whole", "not-a-partition", "2.01亿 + 0.71亿 = 2.72亿 < 3.16亿"),
    ),
    (
        "完成线上销售312.5万元，订单销售406.2万元，累计消费帮扶718.7万元。",
        ("sum", "holds", "312.5万 + 406.2万 = 718.7万"),
    ),
    ("东乡建车间8个、西乡建车间5个，合计14个。", ("sum", "contradiction", "8 + 5 = 13 < 14; 13")),
    (
        "全县向52个脱贫村、11个重点村和3个社区选派驻村工作队61支。",
        ("sum", "not-a-partition", "52 + 11 + 3 = 66 > 61"),
    ),
]
SHARED = [
    ("监测对象213户，已消除风险150户，风险消除率70.4%。", ("rate", "holds", "150 ÷ 213 = 70.42% ∈ [70.35, 70.45]")),
    (
        "监测对象213户，已消除风险150户，风险消除率72.4%。",
        ("rate", "contradiction", "150 ÷ 213 = 70.42% ∉ [72.35, 72.45]; 70.4%"),
    ),
    ("发现问题87个，已完成整改81个，整改率93.1%。", ("rate", "holds", "81 ÷ 87 = 93.10% ∈ [93.05, 93.15]")),
    (
        "有劳动力的搬迁家庭421户983人，已就业398户902人，就业率91.8%。",
        ("rate", "holds", "902 ÷ 983 = 91.76% ∈ [91.75, 91.85]"),
    ),
    (
        "全县118个行政村全部通硬化路。年收入20万元以上的村47个，占比39.83%。",
        ("rate", "holds", "47 ÷ 118 = 39.831% ∈ [39.825, 39.835]"),
    ),
    (
        "全县118个行政村全部通硬化路。年收入20万元以上的村47个，占比39.6%。",
        ("rate", "contradiction", "47 ÷ 118 = 39.83% ∉ [39.55, 39.65]; 39.8%"),
    ),
    (
        "经营性收入超过20万元的村达到121个，占295个行政村的41%。",
        ("rate", "holds", "121 ÷ 295 = 41.0% ∈ [40.5, 41.5]"),
    ),
    (
        "317个行政村污水得到有效治理，有效治理率达82.3%（按385个应治理村计）。",
        ("rate", "holds", "317 ÷ 385 = 82.34% ∈ [82.25, 82.35]"),
    ),
    (
        "计划选派技术人才498人，已到岗149人，到岗率29.9%。",
        ("rate", "holds", "149 ÷ 498 = 29.92% ∈ [29.85, 29.95]"),
    ),
    (
        "全县脱贫劳动力务工23516人，完成年度任务22800人的103.1%。",
        ("completion", "holds", "23516 ÷ 22800 = 103.14% ∈ [103.05, 103.15]"),
    ),
    (
        "全县脱贫劳动力务工23516人，完成年度任务22800人的113.1%。",
        ("completion", "contradiction", "23516 ÷ 22800 = 103.14% ∉ [113.05, 113.15]; 103.1%"),
    ),
    (
        "发放小额信贷2.67亿元，超额完成年初下达的2.4亿元任务，完成率111%。",
        ("completion", "holds", "2.67亿 ÷ 2.4亿 = 111.3% ∈ [110.5, 111.5]"),
    ),
    (
        "发放小额信贷1236万元，惠及257户，户均4.81万元。",
        ("average", "holds", "1236万 ÷ 257 = 4.809万 ∈ [4.805万, 4.815万]"),
    ),
    (
        "发放产业奖补1236万元，惠及257户，户均奖补5.81万元。",
        ("average", "contradiction", "1236万 ÷ 257 = [4.809万, 4.810万] ∌ 5.81万; 4.81万"),
    ),
]
CHANGED = [
    (
        "脱贫人口人均纯收入由12016元提高到13871元，增长15.4%。",
        ("change", "holds", "13871 ÷ 12016 − 1 = 15.44% ∈ [15.35, 15.45]"),
    ),
    (
        "脱贫人口人均纯收入由12016元提高到13871元，增长18.4%。",
        ("change", "contradiction", "13871 ÷ 12016 − 1 = [15.43, 15.45]% ∌ 18.4%; 15.4%"),
    ),
    ("脱贫人口人均纯收入由12016元提高到13871元，增加1855元。", ("change", "holds", "13871 − 12016 = 1855")),
    ("卫生厕所普及率由61.3%提高到78.9%，提高17.6个百分点。", ("change", "holds", "78.9 − 61.3 = 17.6")),
    (
        "销售农产品2.36亿元，比上年增加3100万元，增长15.1%。",
        ("change", "holds", "3100万 ÷ (2.36亿 − 3100万) = 15.12% ∈ [15.05, 15.15]"),
    ),
    (
        "销售农产品2.36亿元，比上年增加3100万元，增长25.1%。",
        ("change", "contradiction", "3100万 ÷ (2.36亿 − 3100万) = [15.08, 15.16]% ∌ 25.1%; 15.1%"),
    ),
]


@pytest.mark.parametrize(("text", "found"), [*ADDED, *SHARED, *CHANGED])
def test_a_relation_and_its_verdict(text: str, found: Found) -> None:
    assert found in relations(text)


@pytest.mark.parametrize(
    "text",
    [
        "全县培训农民工1200人次，培训合格率98%，就业率62%。",  # of whom, the text does not say
        "全县完成整改585条，群众满意度达98%。",
        "易地搬迁安置房竣工2.13万套，入住率86.5%。",
        "发放产业奖补1236万元，惠及257户，户均增收6200元。",  # income is not what was paid out
        "惠及农户5027户；小额信贷贴息2190万元，户均贴息1015元。",  # a new thought
        "转移到省外就业的有4015人，脱贫人口占一半。",
        "人均纯收入由14051元提高到17522元，年均增长7.6%。",  # over years that the text does not count
        "全县建成产业园11个、车间26个、家庭农场9个。",
        "全县新建车间12个，吸纳脱贫劳动力316人，占比62%。",  # no whole is told
        "全年实施项目186个，资金支出率98.7%。",
        "年收入20万元以上的村47个，占比41.5%。",
        "全县118个行政村全部通硬化路。年收入20万元以上的村47个，占比61.5%。",  # of other villages than all
        "务工28316人，其中省外15206人，完成年度任务27000人的105.9%。",  # of the one or of the other
        "安排资金2.86亿元，支出2.63亿元，其中产业资金1.72亿元，占比61.1%。",
        "监测对象2164户，已消除风险1722户，自然减少20户，未消除风险422户。",
        "监测对象2164户，已消除风险1722户，未消除风险422户，自然减少20户。",
        "地区生产总值由101亿元增加到153亿元，增长35.2%。",  # at constant prices
        "2023年完成造林205万亩，森林覆盖率达到19.01%。",
        "甲县完成率为128.3%，乙县完成率仅91.2%。",
        "东部6个省市向西部8个省区投入资金120亿元，县均投入4100万元。",  # eight provinces are no counties
        "危房改造任务380户，实际改造456户，超额完成20%。",  # the excess alone
    ],
)
def test_what_shows_no_relation(text: str) -> None:
    assert not [one for one in relations(text) if one[1] != "not-a-partition"]


def test_a_spliced_figure_takes_no_part() -> None:
    report = read("工作情况\n全市识别监测对象6597户18821人，其中3954\n\n人，其中脱贫劳动力4078人。")
    assert report.relations == ()
    assert {one.reason for one in report.unresolved} == {"splice"}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("changzhi-2022", ("sum", "holds", "2312.03万 + 7222.6万 + 309万 = 9843.63万")),
        ("lanzhou-2023", ("part-whole", "holds", "421 + 671 + 202 = 1294")),
        ("lanzhou-2023", ("rate", "holds", "2434 ÷ 2575 = 94.524% ∈ [94.515, 94.525]")),
        ("lanzhou-2023", ("rate", "holds", "771 ÷ 1294 = 59.58% ∈ [59.55, 59.65]")),
        ("yuncheng-2023-spring", ("rate", "holds", "3808 ÷ 6029 = 63.16% ∈ [63.15, 63.25]")),
        (
            "yuncheng-2023-review",
            ("completion", "rounding", "11万 ÷ 10.59万 = [103.35, 104.39]% ∩ [103.75, 103.85]"),
        ),
        (
            "yuncheng-2023-review",
            ("rate", "contradiction", "659 ÷ 2172 = 30.341% ∉ [30.325, 30.335]; 659 ÷ 2173 = 30.33%"),
        ),
        ("yuncheng-2023-review", ("sum", "not-a-partition", "370 + 44 + 7 + 16 = 437 > 419")),
    ],
)
def test_the_seeds(name: str, found: Found) -> None:
    assert found in _told(seed(name))


def test_a_breakdown_on_two_levels_holds_on_each() -> None:
    found = {arithmetic for _, holding, arithmetic in _told(seed("mianyang-2021")) if holding == "holds"}
    assert found == {
        *("134 + 195 + 112 = 441", "333 + 436 + 292 = 1061"),
        *("1722 + 442 = 2164", "3795 + 1054 = 4849"),
        *("473 + 1249 = 1722", "1036 + 2759 = 3795"),
        *("140 + 174 + 128 = 442", "349 + 378 + 327 = 1054"),
    }


def test_the_seeds_contradict_themselves_once() -> None:
    found = [one for path in SEEDS.glob("*.txt") for one in seed(path.stem).relations]
    assert [one.verdict.holding for one in found].count("contradiction") == 1
    assert len(found) == 29


def test_a_relation_points_at_its_figures() -> None:
    text = "工作情况\n监测对象213户，已消除风险150户，风险消除率70.4%。"
    report = read(text)
    rate = next(one for one in report.relations if one.kind == "rate")
    assert rate.span.of(text) == "213户，已消除风险150户，风险消除率70.4%"
    assert rate.sentence.covers(rate.span)
    starts = {one.span.start: one.span.of(text) for one in report.observations}
    assert [(member.part, starts[member.at]) for member in rate.members] == [
        ("numerator", "150户"),
        ("denominator", "213户"),
        ("result", "70.4%"),
    ]
    assert rate.all("result") == (text.index("70.4%"),)


def test_a_paragraph_printed_twice_shows_its_relations_once() -> None:
    line = "全县有监测对象101户，其中脱贫不稳定户41户、边缘易致贫户33户、突发严重困难户27户。"
    assert len(relations(f"{line}\n全县建成车间9个。\n{line}")) == 1


IMPLIED = [
    ("脱贫劳动力务工23516人，占上年度的102.4%。", "earlier", "23516 ÷ 102.4% = [22953.6, 22976.1]", "2023"),
    ("投放小额信贷3862万元，完成年度任务的96.6%。", "target", "3862万 ÷ 96.6% = [3995.8万, 4000.1万]", None),
    (
        "投放小额信贷3862万元，完成“百日攻坚”任务的118.3%、年度任务的96.6%。",
        "target",
        "3862万 ÷ 96.6% = [3995.8万, 4000.1万]",
        None,
    ),
    (
        "截至6月底，脱贫人口人均纯收入7060元，同比增长16.5%。",
        "earlier",
        "7060 ÷ (1 + 16.5%) = [6057.1, 6063.1]",
        "2023-06-30",
    ),
    ("新建公路36公里，是2022年的1.5倍。", "earlier", "36 ÷ 1.5 = [22.9, 25.2]", "2022"),
    ("新识别监测对象312户，比上年减少47户。", "earlier", "312 + 47 = 359", "2023"),
    ("自来水普及率91.6%，比2020年提高24.8个百分点。", "earlier", "91.6% − 24.8% = [66.70, 66.90]", "2020"),
    ("投入产业资金6.74亿元，占衔接资金总额的65.1%。", "whole", "6.74亿 ÷ 65.1% = [10.338亿, 10.369亿]", None),
]


@pytest.mark.parametrize(("text", "kind", "arithmetic", "end"), IMPLIED)
def test_what_is_implied(text: str, kind: str, arithmetic: str, end: str | None) -> None:
    report = read(f"工作情况\n{text}")
    assert (kind, arithmetic, end) in [(one.kind, one.arithmetic, one.end) for one in report.derived]
    known = {one.span.start for one in report.observations}
    assert all(set(one.sources) <= known and 0 < one.low <= one.high for one in report.derived)


@pytest.mark.parametrize(
    "text",
    [
        "脱贫劳动力务工23516人，完成年度任务22800人的103.1%。",  # the target is printed
        "全县生产总值126亿元，同比增长5.1%。",  # grown at constant prices
        "新识别监测对象312户1289人，较上年下降12.4%。",  # households or people
        "城乡低保标准分别达到577元、4428元，比上年分别提高51.8%、81.9%。",
        "脱贫劳动力务工23516人，占比超过六成。",
        "建成车间26个；完成年度任务的96.6%。",
    ],
)
def test_what_is_not_implied(text: str) -> None:
    assert read(f"工作情况\n{text}").derived == ()


def test_spans_of_what_is_implied() -> None:
    text = "工作情况\n投放小额信贷3862万元，完成年度任务的96.6%。"
    (one,) = read(text).derived
    assert one.span == Span(text.index("3862"), text.index("。"))
    assert one.label.endswith("·年度任务")
