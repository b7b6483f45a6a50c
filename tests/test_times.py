"""The period in force for a figure."""

import pytest

from tests.reading import figures, read

TIMES = [
    ("截至9月底，全县务工1.2万人，其中省外0.5万人。", "0.5万人", None, "2024-09-30"),
    ("今年以来，举办招聘会16场。", "16场", "2024-01-01", "2024"),
    ("1至8月，新增贷款860万元。", "860万元", "2024-01", "2024-08"),
    ("2023年人均收入1.1万元，今年上半年达6200元。", "6200元", "2024-01", "2024-06"),
    ("2023年人均收入1.1万元，今年上半年达6200元。", "1.1万元", None, "2023"),
    ("全县2022年创建的18个示范村全部完工，完工率100%。", "18个", None, "2022"),
    ("全县2022年创建的18个示范村全部完工，完工率100%。", "100%", None, "2024"),
    ("务工人数达到2020年的102.7%。", "102.7%", None, "2024"),
    ("用水量由“十二五”末的15亿立方米减少到14亿立方米。", "15亿立方米", None, "2015"),
    ("用水量由“十二五”末的15亿立方米减少到14亿立方米。", "14亿立方米", None, "2024"),
    ("2021年以来，累计投入资金3.1亿元。", "3.1亿元", "2021", "2024"),
    ("截至5月底，全县“十四五”搬迁任务竣工320套。", "320套", None, "2024-05-31"),
    ("“十四五”期间，新建水厂12座。", "12座", "2021", "2025"),
    ("2016年至2019年底，全县脱贫4200户。", "4200户", "2016", "2019-12-31"),
    ("2019年减贫1.2万人，占全州减贫总数的11%。", "11%", None, "2019"),
    ("贫困户95户，2020年脱贫5户，2021年脱贫20户，2022年脱贫70户；有示范村4个。", "4个", None, "2024"),
    ("贫困户95户，2020年脱贫5户，2021年脱贫20户，2022年脱贫70户；有示范村4个。", "70户", None, "2022"),
    ("前10个月，发放补贴260万元。", "260万元", "2024-01", "2024-10"),
    ("截至9月30日，8个县2024年已发放补贴860万元。", "860万元", None, "2024-09-30"),
    ("2022年、2023年引进企业12家，投资6.2亿元。", "6.2亿元", "2022", "2023"),
    ("满意率较2022年摘帽县分别高6个百分点、2个百分点。", "6个百分点", None, "2024"),
    ("2018年初，村民找到水源。当年7月，县里出资160万元。", "160万元", None, "2018-07"),
    ("6月8日，记者从县乡村振兴局获悉，全县务工1.2万人。", "1.2万人", None, "2024"),
    ("截至9月30日，全县今年外出务工劳动力已达1.2万人。", "1.2万人", None, "2024-09-30"),
    ("山西2023年安排资金6亿元；新建安置点43个。", "43个", None, "2023"),
    ("贫困人口由2012年底的6万人下降到2017年底的1万人；发生率由12%下降到2%。", "12%", None, "2012-12-31"),
    ("贫困人口由2012年底的6万人下降到2017年底的1万人；发生率由12%下降到2%。", "2%", None, "2017-12-31"),
    ("3月份开始包村包户，帮助1200人外出务工。", "1200人", "2024-03", "2024"),
    ("新华社太原6月8日电 全县建成车间26个。", "26个", None, "2024"),
    ("6月8日，县里举办招聘会，提供岗位1200个。", "1200个", None, "2024-06-08"),
    ("2018年达1.1万元，至2023年与全省相差900元，达到全省的89%。", "89%", None, "2023"),
    ("截至9月底，今年全县安排的衔接资金1.2亿元已全部拨付。", "1.2亿元", None, "2024-09-30"),
    ("全县62座村级电站2022年收益310万元，村均5万元。", "5万元", None, "2022"),
    ("全县62座村级电站2022年收益310万元，安置岗位90个。", "90个", None, "2024"),
    ("2023年度省级考核反馈问题12个。全县完成整改11个。今年安排资金9万元。", "11个", None, "2024"),
    ("针对上年度省级考核反馈的17个问题，制定整改措施58条。", "58条", None, "2024"),
    ("2021年工作队进村后，争取资金390万元。", "390万元", None, "2024"),
    ("收入由搬迁之初的800元跃升至2023年的1.9万元。", "1.9万元", None, "2023"),
]


@pytest.mark.parametrize(("text", "quote", "start", "end"), TIMES)
def test_a_time_in_force(text: str, quote: str, start: str | None, end: str | None) -> None:
    one = figures(text)[quote]
    assert one.end == end
    assert start is None or one.start == start


def test_a_sentence_that_goes_on_keeps_the_time() -> None:
    found = figures("截至6月底，建成车间20个。同时，吸纳就业900人。改厕300座。")
    assert [found[quote].end for quote in ("900人", "300座")] == ["2024-06-30", "2024"]


def test_a_year_that_a_speaker_names_first_holds_for_what_follows() -> None:
    found = figures("县扶贫办主任介绍，经市里核定，2023年脱贫9500人。实现16个村出列。今年建成车间2个。")
    assert [found[quote].end for quote in ("9500人", "16个", "2个")] == ["2023", "2023", "2024"]


def test_what_follows_a_figure_of_the_year_before_is_of_that_year_too() -> None:
    found = figures("2023年，茶叶产值1.5亿元。人均收入2.6万元，与2018年的1.3万元相比翻了一番。今年新建茶园300亩。")
    assert [found[quote].end for quote in ("2.6万元", "300亩")] == ["2023", "2024"]


def test_what_follows_a_year_to_come_is_of_that_year_too() -> None:
    found = figures("2024年收入1.1万元。2025年，不断推动成果上台阶。务工稳定在8万人以上。")
    assert [found[quote].end for quote in ("1.1万元", "8万人以上")] == ["2024", "2025"]


def test_now_is_when_a_text_came_out_though_its_title_names_the_year_before() -> None:
    text = "全省2018年减贫情况\n发布时间:2019-04-26\n全省减贫18万人。截至目前，仍有33个县待脱贫。"
    found = {one.span.of(text): one.end for one in read(text, "a.txt").observations}
    assert (found["18万人"], found["33个"]) == ("2018", "2019")


def test_what_follows_an_earlier_year_in_a_tale_is_of_the_report_s_time() -> None:
    found = figures("2019年，全村建大棚12座。带动就业90人。")
    assert [found[quote].end for quote in ("12座", "90人")] == ["2019", "2024"]


def test_a_list_of_years_without_figures_leaves_none_in_force() -> None:
    found = figures("目前，2021年任务完成；2022年任务推进；2023年任务启动。同时，全县有示范村16个。")
    assert found["16个"].end == "2024"


def test_what_is_handed_out_over_a_range_of_years() -> None:
    found = figures("2021-2023年，全县分别脱贫310户、420户、530户。")
    assert [one.end for one in found.values()] == ["2021", "2022", "2023"]


def test_what_says_no_time_is_of_the_part_of_the_year_that_the_title_names() -> None:
    text = "云岭县2024年上半年简报\n今年以来建成车间40个。全县运行车间86家。全年计划培训900人。"
    assert [one.end for one in read(text).observations] == ["2024", "2024-06", "2024"]


def test_a_plan_is_of_the_year_its_heading_names() -> None:
    text = "一、工作成效\n建成车间20个。\n二、2025年工作打算\n新建车间30个。"
    assert [one.end for one in figures(text).values()] == ["2024", "2025"]


def test_without_any_year_the_end_is_unknown() -> None:
    assert figures("建成车间20个。", name="report.txt")["20个"].end is None
