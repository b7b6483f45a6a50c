"""Measures: which clauses tell a deed, where the deed begins and ends, and how far it has come."""

import time
from collections import Counter
from itertools import pairwise

import pytest

from builders.document.layout import lay_out
from builders.measures.measures import MeasureMention, find_measures
from builders.measures.predicates import CLAUSE, ENDINGS
from builders.resources import folder

TITLE = "榆县乡村振兴工作情况\n现将有关工作情况报告如下。"


def measures(body: str, title: str = TITLE) -> list[MeasureMention]:
    return list(find_measures(lay_out(title + body)))


def quotes(body: str, title: str = TITLE) -> list[str]:
    return [mention.span.of(title + body) for mention in measures(body, title)]


DEEDS = [
    # A verb, its object, a trailing figure.
    ("今年以来,全县举办专场招聘会18场,发放创业担保贷款3200万元。", ["举办专场招聘会", "发放创业担保贷款"]),
    ("县人社局组织60场送岗下乡活动,开发护林岗位450个。", ["组织60场送岗下乡活动", "开发护林岗位"]),
    ("截至10月底,新建高标准农田2.6万亩、农村公路88公里。", ["新建高标准农田2.6万亩、农村公路"]),
    ("先后5次召开专题调度会议。", ["先后5次召开专题调度会议"]),
    ("投入衔接资金不低于3亿元,培育致富带头人500名。", ["投入衔接资金", "培育致富带头人"]),
    ("去年以来,该镇还建成茶园观光步道12公里。", ["建成茶园观光步道"]),
    ("2021年、2022年引进8家企业,种植中药材3万亩,种植面积翻番。", ["引进8家企业", "种植中药材"]),
    # People under a scheme, a press conference, a manner of working tell no deed.
    ("建档立卡贫困户60户,举行新闻发布会,运用好经验、好做法。", []),
    # Documents, bodies, rules.
    ("印发《榆县帮扶车间管理办法》,成立3个督导组。", ["印发《榆县帮扶车间管理办法》", "成立3个督导组"]),
    ("县财政局与银行签订合作协议,设立风险补偿基金。", ["与银行签订合作协议", "设立风险补偿基金"]),
    ("所有乡镇均制定完善了“一村一策”工作清单。", ["均制定完善了“一村一策”工作清单"]),
    # Fronted objects and beneficiaries.
    ("对全县9个乡镇开展集中排查,为2100户脱贫户建立台账。", ["对全县9个乡镇开展集中排查", "为2100户脱贫户建立台账"]),
    ("平川区将42个项目纳入年度项目库。", ["将42个项目纳入年度项目库"]),
    ("把走访情况作为干部年度考核的依据。", ["把走访情况作为干部年度考核的依据"]),
    ("对创办车间满一年的返乡人员,给予一次性奖补2000元。", ["对创办车间满一年的返乡人员,给予一次性奖补"]),
    ("对村组道路、文化广场等进行改造提升。", ["对村组道路、文化广场等进行改造提升"]),
    # Manner and means before the verb.
    ("通过东西部协作机制帮助农村劳动力实现就业1800人。", ["帮助农村劳动力实现就业"]),
    ("按照缺什么补什么的原则重新核定帮扶措施。", []),
    ("采取集中授课、现场教学等方式,分层分类开展技能培训。", ["分层分类开展技能培训"]),
    ("在组建服务队的同时,建立跨省务工台账。", ["组建服务队", "建立跨省务工台账"]),
    # Coordination: each verb its own deed, a shared object one deed.
    ("累计投入帮扶资金600万元、实施项目21个。", ["累计投入帮扶资金", "实施项目"]),
    ("建立健全资产管护机制、选派驻村工作队46支。", ["建立健全资产管护机制", "选派驻村工作队"]),
    ("采购、销售农特产品3.2亿元。", ["采购、销售农特产品"]),
    # Efforts count with a thing, a figure or a name.
    ("持续推进“百村示范”行动,健全联农带农机制。", ["持续推进“百村示范”行动", "健全联农带农机制"]),
    ("规范管理公益岗位,加大订单培训力度。", ["规范管理公益岗位", "加大订单培训力度"]),
    ("新(改)建农村公路75公里,建设和美乡村8个。", ["新(改)建农村公路", "建设和美乡村"]),
    ("将61%的衔接资金用于产业发展,把旧校舍打造成村史馆。", ["将61%的衔接资金用于产业发展", "把旧校舍打造成村史馆"]),
    ("改造提升农村卫生户厕3万户,优先吸纳脱贫劳动力。", ["改造提升农村卫生户厕", "优先吸纳脱贫劳动力"]),
    ("公益性岗位安置脱贫人口3.4万人。", ["公益性岗位安置脱贫人口"]),
    # The subject's completion.
    ("27个帮扶车间全部开工,污水处理厂建成投用。", ["27个帮扶车间全部开工", "污水处理厂建成投用"]),
    ("反馈我县12个问题,均已完成整改。", ["反馈我县12个问题,均已完成整改"]),
    ("农村低保标准由4800元提高到5160元。", ["农村低保标准由4800元提高"]),
    ("企业开办时间压缩至2个工作日。", ["企业开办时间压缩至"]),
    ("全市4项政策全部出台,605个村纳入保障范围。", ["全市4项政策全部出台", "605个村纳入保障范围"]),
    # Speech is read; the words that introduce it are not.
    ("“我们村去年引进菌菇种植项目,建起15座大棚。”村支书李明说。", ["引进菌菇种植项目", "建起15座大棚"]),
    ("一是开展“冬日暖阳”走访活动。", ["开展“冬日暖阳”走访活动"]),
]

STATES = [
    "全县上下坚持目标导向,压实主体责任,凝聚工作合力。",
    "守牢不发生规模性返贫底线,确保群众稳定增收。",
    "风险消除率达82.5%,群众满意度达97%。",
    "一般公共预算收入增长6.3%,位居全省第3位。",
    "脱贫劳动力外出务工2.1万人,占上年度的103%。",
    "为进一步加强项目资产管理,全县上下高度重视。",
    "把产业发展作为乡村振兴的首要任务。",
    "以提升群众满意度为目标,以问题整改为抓手。",
    "完成年度任务的108%。",
    "带动1.2万脱贫人口受益,惠及3个乡镇。",
    "培训2.3万人次,覆盖65万人次。",
    "严格落实“四个不摘”要求。",
    "开展消费帮扶,是促进农民增收的重要途径。",
    "我代表县人民政府,向大会报告工作,请予审议。",
    "\n(一)健全防返贫监测机制。",
    "消除了绝对贫困。",
    "树牢“乡村为农民而兴,建设为农民而建”的理念。",
    "投资:230万元,实施单位:水务局。",
    "明年计划投入资金6400万元。",
    "县长王强介绍。",
]


@pytest.mark.parametrize(("body", "found"), DEEDS)
def test_a_deed_runs_from_its_verb_to_its_object(body: str, found: list[str]) -> None:
    assert quotes(body) == found


@pytest.mark.parametrize("body", STATES)
def test_slogans_states_and_aims_are_no_measures(body: str) -> None:
    assert quotes(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "\n二、存在问题和困难\n部分乡镇没有建立管护制度,资金投入不足。",
        "我们也清醒地看到,产业链条短。部分村没有制定管护制度。",
    ],
)
def test_what_goes_wrong_states_no_measure(body: str) -> None:
    assert quotes(body) == []


def test_what_is_done_about_problems_does() -> None:
    assert quotes("\n三、扎实整改存在问题\n现将情况报告如下。全县制定整改清单,成立整改专班。") == [
        "制定整改清单",
        "成立整改专班",
    ]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("全县建立监测网格1200个。", "done"),
        ("制定了《帮扶项目管理办法》。", "done"),
        ("已争取衔接资金2.1亿元。", "done"),
        ("持续实施省外务工奖补政策。", "under way"),
        ("健全联农带农机制。", "under way"),
        ("每月开展一轮入户排查。", "under way"),
        ("计划新建村级卫生室14个。", "planned"),
        ("拟创建市级示范村6个。", "planned"),
        ("《意见》提出,建立资产管护制度。", "planned"),
        ("\n三、下一步工作打算\n全县情况如下。开发公益岗位。", "planned"),
        ("2027年,全县将持续加力。健全联农带农机制。", "planned"),
        ("将18个项目纳入项目库。", "done"),
    ],
)
def test_status(body: str, status: str) -> None:
    assert [mention.status for mention in measures(body)] == [status]


def test_a_notice_plans() -> None:
    title = "关于开展防返贫集中排查的通知\n现就有关事项通知如下。"
    assert [mention.status for mention in measures("各乡镇建立排查台账。", title)] == ["planned"]


def test_verb_and_object() -> None:
    (mention,) = measures("县乡村振兴局认定帮扶车间36个。")
    assert (mention.action, mention.object, mention.rule) == ("认定", "帮扶车间", "subject")


def test_headings_are_no_measures() -> None:
    assert quotes("\n开展消费帮扶活动\n全县销售农产品900万元。") == ["销售农产品"]


def test_full_width_marks_are_read_like_half_width_ones() -> None:
    assert quotes("全县新建水厂４座，改造管网（含支管）３０公里。") == ["新建水厂", "改造管网（含支管）"]


def test_spans_lie_in_their_sentence_and_do_not_overlap() -> None:
    found = measures("".join(body for body, _ in DEEDS) + "".join(STATES))
    assert all(mention.sentence.covers(mention.span) for mention in found)
    assert all(first.span.end <= second.span.start for first, second in pairwise(found))


@pytest.mark.parametrize(
    "body", ["", "对" * 20000, "发展、" * 5000, "1" * 20000, "“(《" * 5000, "将" * 9000, "为" * 399, "通过" * 199]
)
def test_any_text_is_read_in_time(body: str) -> None:
    started = time.process_time()
    measures(body)
    assert time.process_time() - started < 2


def test_the_table_of_words_is_in_order() -> None:
    header, *rows = (folder("ontology") / "actions.tsv").read_text(encoding="utf-8").splitlines()
    assert header == "word\tkind"
    assert rows == sorted(rows)
    assert max(Counter(rows).values()) == 1
    assert {row.split("\t")[1] for row in rows} == CLAUSE | ENDINGS


def test_a_title_that_looks_back_and_ahead_is_no_plan() -> None:
    (back,) = measures("新建产业路12公里。", "2020年工作总结暨2021年工作计划\n")
    (ahead,) = measures("新建产业路12公里。", "2021年工作计划\n")
    assert (back.status, ahead.status) == ("done", "planned")


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("市财政安排防汛物资储备资金900万元。", ["安排防汛物资储备资金"]),
        ("县财政专门安排资金,用于日常管护。", []),
        ("县财政专门安排资金80万元。", ["专门安排资金"]),
        ("公益性岗位安置2100人。", ["公益性岗位安置"]),
        ("在全县64个易地搬迁安置点配套产业项目97个。", ["在全县64个易地搬迁安置点配套产业项目"]),
        ("在嘉兴设立名特产品专柜7个。", ["在嘉兴设立名特产品专柜"]),
        ("省内组织310支工作队驻村帮扶。", ["组织310支工作队驻村帮扶"]),
        ("建成后预计年增收8万元。", []),
        ("建成后续管护站6个。", ["建成后续管护站"]),
        ("补贴标准为每人每月300元。", []),
        ("为抓好各项工作,制定如下方案。", []),
        ("年度协议任务全面完成。", []),
        ("危房改造任务全面完成。", ["危房改造任务全面完成"]),
        ("培训动员(3月1日至8日)。", []),
        ("培训网格员(含村医)600人。", ["培训网格员(含村医)"]),
        ("排查不实、整改不力。", []),
        ("排查隐患点6个。", ["排查隐患点"]),
        ("种植药材50亩以上的,每亩奖补300元。", []),
        ("种植药材50亩,每户养牛2头。", ["种植药材"]),
    ],
)
def test_what_is_set_up_and_what_only_looks_like_a_deed(body: str, wanted: list[str]) -> None:
    assert quotes(body) == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("核桃低产林改造6.5万亩。", ["核桃低产林改造"]),
        ("柏林镇通组道路硬化12公里,资金90万元。", ["柏林镇通组道路硬化"]),
        ("危房改造率达到97%。", []),
        ("中央财政衔接资金88亿元已全部下达到县。", ["中央财政衔接资金88亿元已全部下达到县"]),
        ("中央财政衔接资金88亿元。", []),
        ("城乡供水一体化工程今年9月通水。", ["城乡供水一体化工程今年9月通水"]),
        ("审计反馈问题18个,已完成整改17个。", ["审计反馈问题18个,已完成整改"]),
        ("新建冷库3座,已完成整改5个。", ["新建冷库", "已完成整改"]),
        ("11月底前完成管网维修和设备检修。", ["完成管网维修和设备检修"]),
        ("每户发放鸡苗30只。", ["发放鸡苗"]),
        ("再建育苗大棚40座。", ["再建育苗大棚"]),
        ("贯彻新发展理念。", []),
    ],
)
def test_deeds_told_of_what_they_were_done_to(body: str, wanted: list[str]) -> None:
    assert quotes(body) == wanted
