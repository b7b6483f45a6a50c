"""What a report says of itself."""

import pytest

from builders.chinese.dates import Clock
from builders.document.layout import lay_out
from builders.document.metadata import metadata_of


@pytest.mark.parametrize(
    ("text", "name", "clock", "issued"),
    [
        (
            "青山县乡村振兴工作综述\n发布时间:2023-11-02\n今年以来,全县务工1万人。",
            "a.txt",
            Clock(2023, "2023"),
            "2023-11-02",
        ),
        (
            "青山县2022年工作总结\n发布时间:2023-01-09\n一年来,全县务工1万人。",
            "a.txt",
            Clock(2022, "2022"),
            "2023-01-09",
        ),
        (
            "政府工作报告\n——2021年2月5日在青山县人民代表大会上\n各位代表:\n生产总值80亿元。",
            "a.txt",
            Clock(2021, "2020"),
            "2021-02-05",
        ),
        ("青山县简报\n2022年,全县务工1万人。今年继续抓好。", "qingshan-2024.txt", Clock(2024, "2024"), None),
        ("青山县简报\n2022年收入1.1万元,今年上半年0.7万元。", "a.txt", Clock(2023, "2023"), None),
        ("青山县简报\n全县务工1万人。", "a.txt", Clock(None, None), None),
        (
            "2025年青山省政府工作报告\n——2025年1月20日在青山省人民代表大会上\n建成高标准农田80万亩。",
            "a.txt",
            Clock(2025, "2024"),
            "2025-01-20",
        ),
        ("来源:青山日报\n时间:2025-02-10\n粮食总产量80万吨,增长3%。", "a.txt", Clock(2025, "2024"), "2025-02-10"),
        ("来源:青山日报\n时间:2025-02-10\n1月份以来,务工1万人。", "a.txt", Clock(2025, "2025"), "2025-02-10"),
        ("(三)乡村面貌更美。改厕8000户,修路120公里。", "qingshan-2025.txt", Clock(2025, "2024"), None),
        ("(三)乡村面貌更美。目前改厕8000户。", "qingshan-2025.txt", Clock(2025, "2025"), None),
        (
            "青山县综述\n2023年,收入1.1万元,2023年度任务完成。2024年,全县将再接再厉。",
            "a.txt",
            Clock(2023, "2023"),
            None,
        ),
        # A text of the first months that speaks of the year before is of that year; the dateline tells the month.
        ("青山新闻\n本报青山2月11日电 2022年,全县务工1万人。全县贷款3亿元。", "a-2023.txt", Clock(2023, "2022"), None),
        ("青山新闻\n本报青山2月11日电 2022年,全县务工1万人。全县贷款3亿元。", "a.txt", Clock(2023, "2022"), None),
        ("青山新闻\n1月9日,县里举行发布会。2022年,全县务工1万人。", "a.txt", Clock(2023, "2022"), None),
        ("青山新闻\n本报青山8月11日电 2022年,全县务工1万人。", "a.txt", Clock(2022, "2022"), None),
        ("青山新闻\n本报青山2月11日电 今年以来,全县务工1万人。2022年持续推进。", "a.txt", Clock(2022, "2022"), None),
        ("青山县力争2023年整县脱贫\n1月8日,县里召开大会。2022年,全县务工1万人。", "a.txt", Clock(2023, "2022"), None),
        # A notice says which year it is about; a title that aims at a year to come tells of the year that ends.
        (
            "现将2023年衔接资金项目安排情况公示如下:\n建设大棚项目,80万元。\n2022年12月20日",
            "a.txt",
            Clock(2022, "2023"),
            "2022-12-20",
        ),
        (
            "现将2023年衔接资金管理办法印发你们。\n建设大棚项目,80万元。\n2022年12月20日",
            "a.txt",
            Clock(2022, "2022"),
            "2022-12-20",
        ),
        (
            "青山省确保2023年再建车间900个\n发布时间:2023-01-08\n本报青山12月28日讯 去冬以来,建成车间860个。",
            "a.txt",
            Clock(2022, "2022"),
            "2023-01-08",
        ),
        # A part of the year that a title names is when its figures are of.
        ("青山县2024年上半年工作简报\n全县务工1万人。", "a.txt", Clock(2024, "2024", "2024-06"), None),
        ("青山县2022年1—9月工作情况\n全县务工1万人。", "a.txt", Clock(2022, "2022", "2022-09"), None),
        ("青山县2022年前三季度座谈会召开\n全县务工1万人。", "a.txt", Clock(2022, "2022"), None),
        # A title's year that has ended is 今年 of a yearly report, but not of a story that goes on to plan.
        (
            "青山县2022年53人就业\n发布时间:2023-01-09\n全县务工1万人。今年将新建车间6个。",
            "a.txt",
            Clock(2023, "2022"),
            "2023-01-09",
        ),
        # A year that a title only measures from is not the one it is about.
        (
            "青山县贫困人口由2014年的9000人下降到2019年的80人\n发布时间:2020-06-08\n全县减贫9000人。",
            "a.txt",
            Clock(2020, "2019"),
            "2020-06-08",
        ),
        # A year in which something was examined is not that of its mending.
        (
            "关于2022年度考核评估反馈问题整改情况的通报\n截至2023年5月底,全市整改问题86个。",
            "a.txt",
            Clock(2023, "2023"),
            None,
        ),
        # Experience told at a meeting is no address to a congress; the month under a title is that of its issue.
        (
            "小菌菇,大产业\n——在产业帮扶现场会上的发言\n(2022年8月)\n各位领导、同志们:\n我们坚持产业优先。2021年,产值3亿元。\n我们建成园区6个。",
            "a.txt",
            Clock(2022, "2022"),
            "2022-08",
        ),
        # A year that something is only measured against is not the text's own.
        ("青山简报\n2020年,全县务工2万人,是2019年的1.1倍,比2019年增长10%。", "a.txt", Clock(2020, "2020"), None),
        # An address tells the year it looks back on by its heading, and its own by the day it was given.
        (
            "2019年青山县政府工作报告\n——在青山县人民代表大会会议上(2020年1月8日)。各位代表:2019年,减贫3000人。",
            "a.txt",
            Clock(2020, "2019"),
            None,
        ),
        (
            "2019年青山县政府工作报告\n各位代表:\n一、2018年工作回顾\n一年来,减贫3000人。",
            "a.txt",
            Clock(2019, "2018"),
            None,
        ),
        # Where the body names no year, a caption or a document's number may.
        ("青山农产品展销\n(图为2020年展销会现场)\n今年1至8月,销售额3亿元。", "a.txt", Clock(2020, "2020"), None),
        ("补贴政策\n根据《通知》(青乡振〔2023〕4号),每人补贴200元。", "a.txt", Clock(2023, "2023"), None),
    ],
)
def test_the_clock_of_a_report(text: str, name: str, clock: Clock, issued: str | None) -> None:
    found = metadata_of(lay_out(text), name)
    assert (found.clock, found.issued) == (clock, issued)


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("青山县简报\n来源:青山县乡村振兴局\n全县务工1万人。", "青山县乡村振兴局"),
        ("青山县乡村振兴局\n全县务工1万人。", "青山县乡村振兴局"),
        ("青山县简报\n全县务工1万人。", None),
    ],
)
def test_the_issuer_of_a_report(text: str, issuer: str | None) -> None:
    assert metadata_of(lay_out(text), "a.txt").issuer == issuer
