"""Roles: what a figure is, by the words around it."""

import pytest

from tests.reading import figures

ROLES = [
    ("全县认定帮扶车间37个。", "37个", "value"),
    ("义务教育巩固率达98.6%。", "98.6%", "rate"),
    ("农产品销售额同比增长12.4%。", "12.4%", "change"),
    ("脱贫人口务工总数比去年底增加860人。", "860人", "change"),
    ("贷款新增2140万元。", "2140万元", "value"),
    ("农村低保标准由4300元提高到4600元。", "4300元", "previous"),
    ("农村低保标准由4300元提高到4600元。", "4600元", "value"),
    ("自来水普及率从86%提高到93%。", "93%", "rate"),
    ("务工人数达到1.2万人，占上年度的103.5%。", "103.5%", "completion"),
    ("完成年度投放任务的88.2%。", "88.2%", "completion"),
    ("公路里程是“十二五”末的1.3倍。", "1.3倍", "completion"),
    ("全县务工任务2.1万人。", "2.1万人", "target"),
    ("2025年，两地计划安排资金3亿元，新增引导企业60家，帮助就业1.5万人。", "60家", "target"),
    ("明年全县将拿出不少于2亿元用于产业，新建车间20个以上。", "2亿元", "target"),
    ("明年全县将拿出不少于2亿元用于产业，新建车间20个以上。", "20个以上", "target"),
    ("今年计划新建产业路45公里。", "45公里", "target"),
    ("劳务报酬不低于财政投入的12%。", "12%", "standard"),
    ("公益岗选聘年龄不超过60周岁。", "60周岁", "standard"),
    ("以人均纯收入7600元为监测范围，排查3万户。", "7600元", "standard"),
    ("2018至2020年，每年安排工作队补助经费800万元。", "800万元", "value"),
    ("每年为每支工作队安排补助经费2万元。", "2万元", "standard"),
    ("力争脱贫人口人均纯收入增长14%以上。", "14%以上", "target"),
    ("市里将新增车间12个。", "12个", "target"),
    ("对新开办的车间，每个给予一次性补贴2万元。", "2万元", "standard"),
    ("按照每人每月不低于600元的标准发放补贴。", "600元", "standard"),
    ("要求衔接资金55%以上用于产业。", "55%以上", "standard"),
    ("累计发放补贴860万元。", "860万元", "value"),
    ("将28个项目纳入项目库。", "28个", "value"),
    ("确保了3200人稳定就业。", "3200人", "value"),
    ("覆盖率比去年提高4.1个百分点。", "4.1个百分点", "change"),
    ("粮食产量86万吨，增产1.6%。", "1.6%", "change"),
    ("今年计划创建农场80个，新增家庭农场271个。", "271个", "target"),
    ("800人以上安置区就业4900人。", "800人以上", "standard"),
    ("安置区均有企业覆盖，最多的达12个。", "12个", "value"),
    ("全县改造危房217户，超额完成50户改造任务。", "50户", "target"),
    ("近三分之一的车间设在山区。", "三分之一", "rate"),
    ("目前，92%以上的农户用上清洁能源。", "92%以上", "rate"),
    ("为企业送岗，提供4200多个就业岗位。", "4200多个", "value"),
    ("每村提供至少2个就业岗位。", "2个", "standard"),
    ("收入在低保标准1.5倍以内的家庭纳入监测。", "1.5倍以内", "standard"),
    ("安排雨露计划等项目14项。", "14项", "value"),
    ("家庭医生签约服务实行“131”模式，服务8600人。", "8600人", "value"),
]


@pytest.mark.parametrize(("text", "quote", "role"), ROLES)
def test_a_role(text: str, quote: str, role: str) -> None:
    assert figures(text)[quote].role == role


def test_a_section_that_plans_sets_targets() -> None:
    text = "一、工作成效\n全县建成车间40个。\n二、下一步打算\n新建车间15个，培训2000人次。"
    found = figures(text)
    assert [found[quote].role for quote in ("40个", "15个", "2000人次")] == ["value", "target", "target"]


def test_a_text_without_title_plans_under_its_first_heading() -> None:
    assert figures("二、主要目标\n脱贫人口人均纯收入达到1.6万元。")["1.6万元"].role == "target"


def test_news_of_money_paid_out_is_no_plan() -> None:
    text = (
        "日前，青山县将补助资金6.6亿元全部拨付至各乡镇。聚焦重点地区，加大支持力度，强化项目实施，完善利益联结机制，"
        "加快资金支持进度，优化资金使用，健全监管机制，推进项目库建设。"
    )
    assert figures(text)["6.6亿元"].role == "value"


def test_a_section_that_sets_rules_gives_standards() -> None:
    text = "青山县产业奖补办法\n一、奖补对象和标准\n(一)种植奖补。新种中药材达到规模的，每亩补助400元。"
    assert figures(text)["400元"].role == "standard"
