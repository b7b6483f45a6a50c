"""Labels: understandable alone, and short."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.chinese.phrases import LONGEST, clip, counted, fit
from tests.reading import figures, read

LABELS = [
    ("全县认定帮扶车间26个，吸纳就业1032人。", "1032人", ("帮扶车间", "吸纳就业")),
    ("组织专场招聘活动36场。", "36场", ("招聘活动",)),
    ("市县两级组织36余场专场招聘活动。", "36余场", ("招聘活动",)),
    ("帮助2140名脱贫劳动力实现转移就业。", "2140名", ("脱贫劳动力", "就业")),
    ("脱贫劳动力务工总人数1.4万人，占上年度的104.2%。", "104.2%", ("务工", "上年度")),
    ("投放小额信贷1.3亿元，完成年度任务的91.5%。", "91.5%", ("小额信贷", "年度任务")),
    ("新建省级示范村8个、市级示范村15个。", "15个", ("新建", "市级", "示范村")),
    ("完成12个省级、20个市级示范项目验收。", "12个", ("省级", "示范项目")),
    ("农村低保和特困人员供养标准分别提高到5100元、6800元。", "5100元", ("农村低保", "标准")),
    ("农村低保和特困人员供养标准分别提高到5100元、6800元。", "6800元", ("特困人员", "标准")),
    ("将18个产业项目、25个基础设施项目纳入项目库。", "18个", ("产业项目", "纳入")),
    ("同3位县领导、20个部门签订责任书。", "20个", ("部门", "签订")),
    ("村集体年收入20万元以上的村达到86个。", "86个", ("20万元以上", "村")),
    ("新建110千伏变电站2座。", "2座", ("110千伏", "变电站")),
    ("户均落实帮扶措施3.6项。", "3.6项", ("户均", "帮扶措施")),
    ("脱贫人口人均纯收入达12400元、同比增长13.1%。", "13.1%", ("收入", "同比增长")),
    ("生产总值达88亿元，五年年均增长5.4%。", "5.4%", ("生产总值", "年均增长")),
    ("超过九成的脱贫户参与其中。", "九成", ("脱贫户参与",)),
    ("户厕改造，全年任务为310座。", "310座", ("户厕改造", "任务")),
    ("人均可支配收入可达1.1万元。", "1.1万元", ("人均可支配收入",)),
    ("为31家企业发放补贴，为9个就业帮扶车间发放补助8万元。", "9个", ("帮扶车间",)),
    ("农民收入增长9%，高出全国平均水平0.6个百分点、全省农民收入增速1.2个百分点。", "1.2个百分点", ("高出", "增速")),
    ("15个乡镇共认领问题227个。", "15个", ("乡镇",)),
    ("(居家)就业帮扶基地带动120人就业。", "120人", ("就业帮扶基地",)),
    ("持续加大易地搬迁后续扶持，实施项目9个。", "9个", ("后续扶持", "项目")),
]


@pytest.mark.parametrize(("text", "quote", "terms"), LABELS)
def test_a_label_says_what_is_counted(text: str, quote: str, terms: tuple[str, ...]) -> None:
    label = figures(text)[quote].label
    assert all(term in label for term in terms), label


def test_what_a_deed_rests_on_is_no_part_of_its_label() -> None:
    label = figures("根据财政厅要求，截至目前已审批项目13个(其中产业项目10个)。")["10个"].label
    assert label.endswith("审批项目·产业项目数")
    assert "财政厅" not in label


@pytest.mark.parametrize(
    ("text", "quote", "label"),
    [
        ("广东方援助资金9.4亿元。", "9.4亿元", "广东方援助资金"),
        ("全县贫困发生率高达70%。", "70%", "贫困发生率"),
        ("现将第一批专项扶贫资金408万元下达给你们。", "408万元", "第一批专项扶贫资金"),
        ("600人六年内脱贫。", "600人", "六年内脱贫人数"),
        ("全村贫困发生率降到1.2%。", "1.2%", "全村贫困发生率"),
        ("1.产业发展安排资金172.8万元。", "172.8万元", "产业发展安排资金"),
        ("茅津村位于县城东部，全村种植香菇30万袋。", "30万袋", "全村种植香菇袋数"),
        ("东部企业吸纳脱贫劳动力7.9万人，是2019年吸纳人数的96.9%。", "96.9%", "东部企业吸纳脱贫劳动力·2019年吸纳人数"),
        ("脱贫人口人均纯收入1.2万元，与2022年的1.1万元相比，增长9%。", "1.1万元", "脱贫人口人均纯收入"),
        ("脱贫人口人均纯收入1.2万元，与2022年的1.1万元相比，增长9%。", "9%", "脱贫人口人均纯收入·增长"),
        ("脱贫人口人均纯收入1.2万元，较2022年1.1万元增加0.1万元。", "1.1万元", "脱贫人口人均纯收入"),
        ("核桃面积9万亩、花椒面积5万亩，产值分别达到3亿元、2亿元。", "3亿元", "核桃产值"),
        ("核桃面积9万亩、花椒面积5万亩，产值分别达到3亿元、2亿元。", "2亿元", "花椒产值"),
        ("农民人均可支配收入预计达到1.5万元。", "1.5万元", "农民人均可支配收入"),
        ("太原6月8日讯 全省开发公益岗位130个。", "130个", "开发公益岗位数"),
        ("脱贫劳动力务工规模连续4年稳定在1.2万人以上。", "1.2万人以上", "脱贫劳动力务工规模"),
        ("脱贫劳动力全县共1.7万人。", "1.7万人", "脱贫劳动力人数"),
        ("贫困人口从改革开放初期的4.1万人减少到0.8万人。", "0.8万人", "贫困人口人数"),
        ("1、“雨露计划”助学项目，计划安排资金18万元。", "18万元", "雨露计划助学项目·计划安排资金"),
        ("全市脱贫劳动力17.2万人中外出务工10.8万人。", "17.2万人", "脱贫劳动力人数"),
        ("全县新识别监测对象25户，累计达到129户。", "129户", "识别监测对象户数"),
        ("全州2.3万名监测对象已动态消除风险1.6万名。", "2.3万名", "监测对象人数"),
        ("全市9个县(市、区)储备项目1420个。", "9个", "县数"),
        ("茶叶产量8600吨、居全省第2位。", "8600吨", "茶叶产量"),
        ("可吸入颗粒物平均浓度31微克/立方米。", "31微克/立方米", "可吸入颗粒物平均浓度"),
    ],
)
def test_a_label_is_without_what_is_no_name(text: str, quote: str, label: str) -> None:
    assert figures(text)[quote].label == label


def test_items_of_a_breakdown_are_of_the_same_whole() -> None:
    found = figures("实现结对帮扶全覆盖，其中镇镇结对31个、村村结对44个、学校结对12所。")
    assert [one.label for one in found.values()] == [
        "实现结对帮扶全覆盖·镇镇结对数",
        "实现结对帮扶全覆盖·村村结对数",
        "实现结对帮扶全覆盖·学校结对数",
    ]


def test_what_a_part_costs_is_named_after_it() -> None:
    found = figures("安排6个项目，总投资900万元，其中：道路工程4项，总资金700万元；养殖项目2项，总资金200万元。")
    assert found["700万元"].label.endswith("道路工程·总资金")
    assert found["200万元"].label.endswith("养殖项目·总资金")


def test_what_a_list_tells_of_its_item_is_named_after_it() -> None:
    found = figures("云岭县项目公告\n1.马村2个组人畜饮水工程(二期)\n投资:230万元 实施单位:云岭县水务局\n")
    assert found["230万元"].label == "马村2个组人畜饮水工程·投资"


def test_figures_that_share_words_are_told_apart_by_what_they_count() -> None:
    found = figures("全市识别监测对象610户1980人。")
    assert [found[quote].label for quote in ("610户", "1980人")] == ["识别监测对象户数", "识别监测对象人数"]


@pytest.mark.parametrize(
    ("label", "unit", "name"),
    [
        ("发放贴息贷款", "元", "发放贴息贷款"),
        ("兑现奖补", "元", "兑现奖补金额"),
        ("驻村工作队员", "名", "驻村工作队员人数"),
        ("梳理问题", "方面", "梳理问题方面数"),
        ("造林面积", "亩", "造林面积"),
        ("搬迁群众满意度", "%", "搬迁群众满意度"),
    ],
)
def test_what_the_unit_adds(label: str, unit: str, name: str) -> None:
    assert counted(label, unit) == name


@settings(deadline=None)  # the first example loads the dictionary
@given(
    st.text(alphabet="的和、县帮扶车间吸纳就业人数“”", max_size=90), st.text(alphabet="的和、实施项目数“”", max_size=90)
)
def test_a_label_is_never_longer_than_a_name(topic: str, own: str) -> None:
    assert len(fit(topic, own)) <= LONGEST


@settings(deadline=None)
@given(st.text(alphabet="的和、县帮扶车间", max_size=60), st.integers(2, 40))
def test_what_is_clipped_is_an_end_of_the_phrase(phrase: str, room: int) -> None:
    assert phrase.endswith(clip(phrase, room))


def test_a_figure_of_a_title_is_not_named_after_the_title() -> None:
    text = "2023年青山县53人实现就业\n青山县各级各部门真抓实干。"
    assert [one.label for one in read(text).observations] == ["青山县实现就业人数"]
