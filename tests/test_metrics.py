"""Linking figures to metrics: the same thing said in other words, and what only looks like it."""

import pytest

from builders.figures.metrics import metric_of
from builders.vocabulary.lexicon import Lexicon, Metric

LEXICON = Lexicon.load()

# label | words around it | unit | role | initiatives | metric
LINKED = """
帮助脱贫劳动力实现务工就业人数||名|value||lifted-at-work
脱贫劳动力务工总人数||人|value||lifted-at-work
输转脱贫劳动力人数||人|value||lifted-at-work
外出务工人数|全县脱贫劳动力外出务工|人|value||lifted-at-work
贫困劳动力外出务工人数||人|value||lifted-at-work
脱贫人口务工规模任务||人|target||lifted-at-work
省外务工人数|脱贫劳动力务工1.2万人,其中省外务工|人|value||lifted-at-work-outside-province
脱贫劳动力县内就业人数||人|value||lifted-at-work-within-county
有劳动能力的脱贫劳动力||人|value||lifted-labourers
农村劳动力转移就业人数||人|value||rural-at-work
帮扶脱贫劳动力就业人数||人|value|东西部协作|east-west-lifted-workers
监测对象户数||户|value||monitored-households
识别“三类对象”人数||名|value||monitored-people
新识别监测对象户数||户|value||newly-monitored-households
其中边缘易致贫户数||户|value||monitored-marginal-households
新增突发严重困难户人数||人|value||newly-monitored-sudden-people
已消除风险户数||户|value||risk-removed-households
消除风险的脱贫不稳定户人数||人|value||risk-removed-unstable-people
尚未消除风险户数||户|value||risk-remaining-households
风险消除率||%|rate||risk-removal-rate
就业帮扶车间数||家|value||workshops
扶贫车间数||座|value||workshops
吸纳就业人数|全县建成帮扶车间36个,|人|value||workshop-workers
吸纳脱贫劳动力人数||人|value|帮扶车间|workshop-lifted-workers
开发乡村公益性岗位数||个|value||public-service-jobs
公益岗安置脱贫人口人数||人|value||public-service-workers
设置光伏公益岗位数||个|value||solar-jobs
选聘生态护林员||名|value||forest-rangers
发放脱贫人口小额信贷金额||元|value||micro-credit-amount
新增贷款金额||元|value|小额信贷|micro-credit-amount
投放户数||户|value|小额信贷|micro-credit-households
扶贫小额信贷余额||元|value||micro-credit-balance
投入财政衔接资金||元|value||bridging-funds
中央衔接推进乡村振兴补助资金||元|value||bridging-funds-central
县级配套资金|足额安排县级财政衔接资金|元|value||bridging-funds-county
财政专项扶贫资金||元|value||poverty-relief-funds
项目开工率||%|rate||project-start-rate
衔接资金支出进度||%|rate||funds-payment-rate
衔接资金用于产业占比||%|rate||funds-share-industry
到位财政援助资金||元|value|东西部协作|east-west-funds
实施协作项目数||个|value||east-west-projects
消费帮扶金额||元|value||consumption-amount
帮助销售农产品金额||元|value||consumption-amount
驻村第一书记和工作队员人数||名|value||village-officials
选派驻村工作队数||支|value||village-teams
脱贫人口人均纯收入||元|value||lifted-income
脱贫人口人均纯收入·同比增长||%|change||lifted-income-growth
农村居民人均可支配收入||元|previous||rural-income
城镇居民人均可支配收入增速||%|change||urban-income-growth
村级集体经济总收入||元|value||collective-income
村集体经济收入10万元以上的村占比||%|rate||collective-strong-share
农村低保标准||元|previous||rural-allowance-standard
城市低保月人均标准||元|value||urban-allowance-standard
义务教育巩固率||%|rate||compulsory-retention
脱贫人口基本医疗保险参保率||%|rate||medical-insurance-rate
家庭医生签约率||%|rate||family-doctor-rate
改造农村危房户数||户|value||dilapidated-housing
新建农村供水工程数||处|value||water-works
培训班期数||期|value||training-courses
雨露计划补助学生人数||人|value||rain-dew-people
新建高标准农田||亩|value||high-standard-farmland
粮食总产量||吨|value||grain-output
地区生产总值||元|value||gdp
生产总值年均增长||%|change||gdp-growth
一般公共预算收入||元|value||budget-revenue
森林覆盖率||%|rate||forest-cover
常住人口城镇化率||%|rate||urbanisation-rate
卫生厕所普及率||%|rate||sanitary-toilet-rate
累计减贫人数||人|value||people-lifted
到位各级衔接资金·自治区安排金额||元|value||bridging-funds-provincial
帮助农村劳动力实现就业人数||人|value|东西部协作|east-west-workers
生产总值增长||%|target||gdp-growth
解决贫困人口饮水||人|value||water-beneficiaries
脱贫劳动力就业率|||rate||lifted-employment-rate
脱贫劳动力|||value||lifted-labourers
""".strip().splitlines()

# label | words around it | unit | role | initiatives
UNLINKED = """
东部市通过搭建销售平台、消费扶贫等方式市数||市|value|东西部协作
排查并改造安全住房风险户数||户|value|
筛查出疑点数据并全部完成数据核实整改数||条|value|
扶贫企业和农民合作社参展数||家|value|东西部协作
合作社股数||股|value|
脱贫地区农村居民人均可支配收入·高出全国金额||元|value|
未脱贫贫困村数||个|value|
供水管理员人数||人|value|
为安置区开展招聘会数||个|value|
省份选派驻村工作队数||个|value|
风险补偿金代偿笔数|小额信贷|笔|value|
打通断头路条数||条|value|
每名脱贫劳动力推荐岗位数||个|standard|
脱贫劳动力务工人数占上年比例||%|completion|
有外出务工意愿的脱贫劳动力人数||人|value|
帮扶车间覆盖乡镇数||个|value|
帮扶车间创业补贴||元|standard|
监测对象户均帮扶措施||项|value|
农村居民人均可支配收入净增||元|change|
城乡低保标准||元|value|
金融机构存贷款余额||元|value|
占地面积||平方米|value|
培训场地||平方米|value|
农村劳动力人数||人|value|
研究重大事项||项|value|
重点帮扶县||个|value|
监测对象||光年|value|
粮食总产量||元|value|
入股的脱贫户||户|value|
尚未脱贫的贫困户||户|value|
小额信贷风险补偿金余额||元|value|
带动增收户数||户|value|小额信贷
小额信贷户均贴息||元|value|
帮扶车间配套安置区||个|value|
""".strip().splitlines()


def key(case: str) -> str | None:
    """The key of the metric that a figure is linked to."""
    label, around, unit, role, initiatives = case.split("|")[:5]
    metric = metric_of(label, around, unit, role, LEXICON, initiatives.split(","))
    return metric.key if metric else None


@pytest.mark.parametrize("case", LINKED)
def test_a_figure_is_linked(case: str) -> None:
    assert key(case) == case.rpartition("|")[2]


@pytest.mark.parametrize("case", UNLINKED)
def test_what_only_looks_like_a_metric_is_not_linked(case: str) -> None:
    assert key(case) is None


def test_three_ways_of_saying_are_one_metric() -> None:
    cases = ("帮助实现务工就业的脱贫劳动力||名|value|", "脱贫劳动力务工总人数||人|value|", "输转脱贫劳动力||人|value|")
    assert {key(case) for case in cases} == {"lifted-at-work"}


@pytest.mark.parametrize("metric", LEXICON.metrics.values(), ids=lambda metric: metric.key)
def test_a_metric_is_linked_by_its_own_name(metric: Metric) -> None:
    role = metric.roles[0] if metric.roles else "rate" if metric.kind == "rate" else "value"
    assert metric_of(metric.zh, "", metric.unit, role, LEXICON) == metric


def test_nothing_is_linked_without_words() -> None:
    for unit in ("人", "元", "个", "%"):
        assert metric_of("", "", unit, "value", LEXICON) is None
