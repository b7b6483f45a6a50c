"""Parts and wholes."""

import pytest

from builders.pipeline import Reader
from builders.sources import Source
from tests.reading import figures, whole

PARTS = [
    ("全市有监测对象520户1610人，其中脱贫不稳定户230户702人、边缘易致贫户290户908人。", "230户", "520户"),
    ("全市有监测对象520户1610人，其中脱贫不稳定户230户702人、边缘易致贫户290户908人。", "908人", "1610人"),
    ("新增90户（其中一类60户、二类30户）。", "30户", "90户"),
    ("帮扶资金80万元，占25%（其中：养殖30万元、种植50万元）。", "30万元", "80万元"),
    ("下达我县扶贫资金917万元（含考核奖励资金184万元）。", "184万元", "917万元"),
    ("识别监测对象610户，累计消除风险402户。", "402户", "610户"),
    ("发现问题310条，完成整改296条。", "296条", "310条"),
    ("开发公益岗位420个，其中脱贫劳动力398人。", "398人", "420个"),
    ("到位资金8200万元，其中中央资金5000万元、省级资金3200万元。", "3200万元", "8200万元"),
    ("线上销售120万元，展会销售80万元，累计帮扶金额200万元。", "80万元", "200万元"),
    ("脱贫劳动力1.6万人中外出务工0.9万人。", "0.9万人", "1.6万人"),
    ("安置区1.1万名劳动力中有9600人就业。", "9600人", "1.1万名"),
    ("分配资金4200万元（中央资金3000万元、省级资金1200万元）。", "1200万元", "4200万元"),
    ("识别监测对象61户，已解除风险42户。", "42户", "61户"),
    ("识别监测对象130户，已消除风险90户，未消除风险40户。", "40户", "130户"),
    ("全县务工1.5万人。其中，省外务工0.4万人。", "0.4万人", "1.5万人"),
    ("安排6个项目，总投资为900万元，其中：道路工程4项，总资金700万元；养殖项目2项，总资金200万元。", "4项", "6个"),
    (
        "安排6个项目，总投资为900万元，其中：道路工程4项，总资金700万元；养殖项目2项，总资金200万元。",
        "200万元",
        "900万元",
    ),
    ("发放担保贷款168户，2479万元，其中农村户口贷款102户、1053万元。", "1053万元", "2479万元"),
    ("培训1066人次，其中农民培训9期390人，创业培训3期90人，为4家企业培训586人。", "586人", "1066人次"),
    ("监测对象842户，风险已经稳定消除的607户。", "607户", "842户"),
    ("识别监测对象842户，消除返贫风险607户。", "607户", "842户"),
    ("援建项目143个，年内完工129个。", "129个", "143个"),
    ("项目投资100万元，其中：州级资金60万元，村集体资金15万元，群众自筹及投劳折资25万元。", "25万元", "100万元"),
]
NO_PARTS = [
    ("建成车间40个，吸纳就业1200人。", "1200人"),
    ("监测对象520户，风险消除率77.3%。", "77.3%"),
    ("发放贷款5000万元，惠及1100户。", "1100户"),
    ("务工1.2万人，完成任务1.1万人的109.1%。", "1.1万人"),
    ("预计脱贫93户，未脱贫7户。", "7户"),
    ("全县120户对象已消除风险；未消除风险的26户均已帮扶。", "26户"),
    ("培训1066人次，其中农民培训9期390人，创业培训3期90人，为4家企业培训586人。", "9期"),
    ("安排6个项目，其中：道路工程4项，受益群众800户；养殖项目1项。", "800户"),
    ("培训480人次，举办招聘会12场。", "12场"),
]


@pytest.mark.parametrize(("text", "part", "total"), PARTS)
def test_a_part_of_a_whole(text: str, part: str, total: str) -> None:
    assert whole(text, figures(text)[part]) == total


@pytest.mark.parametrize(("text", "quote"), NO_PARTS)
def test_no_part(text: str, quote: str) -> None:
    assert figures(text)[quote].part_of is None


def itemised(text: str) -> dict[str, str | None]:
    """Of each figure the one that it is part of."""
    report = Reader.load().read(Source("a.txt", text, "utf-8", "0" * 64))
    at = {fact.span.start: fact.span.of(text) for fact in report.observations}
    return {
        fact.span.of(text): at.get(fact.part_of) if fact.part_of is not None else None for fact in report.observations
    }


ALLOTTED = "2024年云岭县安排衔接资金1000万元，分配如下：\n一、产业发展项目600万元。\n二、基础设施项目350.5万元。\n"


def test_what_is_allotted_line_by_line_is_part_of_the_total_it_adds_up_to() -> None:
    whole = "1000万元"
    assert itemised(ALLOTTED + "三、项目管理费49.5万元。\n") == {
        whole: None,
        "600万元": whole,
        "350.5万元": whole,
        "49.5万元": whole,
    }


def test_what_is_allotted_sentence_by_sentence_is_too() -> None:
    found = itemised("云岭县项目计划\n本批安排项目9个。产业类4个、资金30万元。道路类3个。就业类2个。\n")
    assert [quote for quote, whole in found.items() if whole == "9个"] == ["4个", "3个", "2个"]


@pytest.mark.parametrize("last", ["三、项目管理费59.5万元。\n", "三、培训农户49.5人。\n", ""])
def test_what_does_not_add_up_is_no_part(last: str) -> None:
    assert set(itemised(ALLOTTED + last).values()) == {None}
