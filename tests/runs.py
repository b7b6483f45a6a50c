"""Long runs of every construct that a rule may be slow on: a frame, and what is said in it over and over."""

import time
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tests.reading import read

RUNS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "digits": ("2023年，榆中县新建车间{}个。", "1234567890"),
        "digit groups": ("2023年，榆中县新建车间{}个。", ",123"),
        "decimals": ("2023年，{}。", "1.2"),
        "commas": ("2023年，榆中县{}。", "，"),
        "enumeration": ("2023年，榆中县建成{}。", "大棚、"),
        "numbered list": ("2023年，榆中县建成{}。", "大棚3座、"),
        "figures": ("2023年，榆中县{}。", "新建车间12个，"),
        "sentences": ("2023年。{}", "榆中县新建车间12个，吸纳340人就业。"),
        "paragraphs": ("2023年。{}", "榆中县新建车间12个，吸纳340人就业。\n"),
        "brackets": ("2023年，榆中县{}。", "（"),
        "bracket pairs": ("2023年，榆中县{}。", "（一）"),
        "bracketed figures": ("2023年，榆中县{}。", "脱贫户32户（其中省外12户），"),
        "nested": ("2023年，榆中县{}。", "（12人"),
        "quotes": ("2023年，榆中县{}。", "“"),
        "quoted": ("2023年，榆中县{}。", "“三保障”"),
        "book titles": ("2023年，榆中县{}。", "《关于意见》"),
        "open titles": ("2023年，榆中县{}。", "《"),
        "among": ("2023年，榆中县务工1万人，{}。", "其中省外32人，"),
        "bare among": ("2023年，榆中县务工1万人，{}。", "其中"),
        "respectively": ("2023年，榆中县{}。", "分别为12个、13个，"),
        "dates": ("{}", "2023年1月3日，"),
        "ranges": ("榆中县{}。", "2021-2023年"),
        "spaces": ("2023年，榆中县{}新建车间12个。", " "),
        "wide spaces": ("2023年，榆中县{}新建车间12个。", "\u3000"),
        "newlines": ("2023年，榆中县{}新建车间12个。", "\n"),
        "blank lines": ("2023年。\n{}", "榆中县\n\n"),
        "headings": ("2023年。\n{}", "一、产业发展\n"),
        "sub headings": ("2023年。\n{}", "（一）产业发展\n"),
        "points": ("2023年。{}", "一是建成大棚32座。"),
        "hashes": ("2023年。\n{}", "## 产业\n"),
        "furniture": ("2023年。{}", "\n浏览次数：12"),
        "tail": ("2023年。{}", "\n相关阅读：榆中县"),
        "captions": ("2023年，榆中县，{}", "\n图为榆中县12"),
        "captions in": ("2023年榆中县新建了一座车间而且{}", "\n图为车间 12"),
        "rows": ("指标 单位 数量\n{}", "务工人数  人  32\n"),
        "indented rows": ("指标 单位 数量\n{}", " 务工人数  人  32\n"),
        "table": ("2023年\n| 县 | 数（个） |\n| --- | --- |\n{}", "| 榆中县 | 32 |\n"),
        "wide table": ("2023年\n| 县 |{}\n| --- |\n|", "车间（个） |"),
        "bars": ("2023年 {}", "|"),
        "regions": ("2023年，{}。", "榆中县、"),
        "regions and figures": ("2023年，{}。", "榆中县32个、"),
        "provinces": ("2023年，{}。", "浙川苏陕"),
        "regions in regions": ("2023年，{}。", "甘肃省兰州市榆中县城关镇"),
        "villages": ("2023年，榆中县{}。", "张家村、"),
        "initiatives": ("2023年，榆中县开展{}。", "百日攻坚、"),
        "cooperation": ("2023年，榆中县{}。", "东西部协作、"),
        "bodies": ("2023年，榆中县{}。", "农业农村局、"),
        "verbs": ("2023年，榆中县{}。", "实施推进落实"),
        "deeds": ("2023年，榆中县{}。", "实施蔬菜大棚项目，"),
        "growth": ("2023年，榆中县{}。", "同比增长3.2%，"),
        "rates": ("2023年，榆中县{}。", "占全县脱贫户的3.2%，"),
        "sums": ("2023年，{}。", "投入资金3亿元，其中中央1亿元、省级2亿元，"),
        "chinese numerals": ("2023年，榆中县{}。", "三百二十一"),
        "ten thousands": ("2023年，榆中县{}个。", "万"),
        "dashes": ("2023年，榆中县{}。", "——"),
        "stops": ("2023年，榆中县{}", "。"),
        "semicolons": ("2023年，榆中县{}", "建车间；"),
        "plus": ("2023年，榆中县{}", "5+"),
        "percent": ("2023年，榆中县{}", "百分之"),
        "fraction": ("2023年，榆中县{}", "三分之"),
        "no marks": ("{}", "振兴乡村产业人才文化生态组织"),
        "latin": ("{}", "report "),
        "speech": ("{}", "“今年收入好。”他说。"),
        "repeat": ("2023年。{}", "全县新建产业车间十二个带动就业。"),
        "colons": ("2023年{}", "："),
        "slashes": ("2023年{}", "1/"),
        "under a heading": ("2023年。\n一、百日攻坚\n{}", "开展百日攻坚，新建车间12个。"),
        "under a heading lines": ("2023年。\n一、东西部协作\n{}", "开展东西部协作，新建车间12个。\n"),
        "figures in chains": ("2023年，榆中县{}。", "32户98人"),
    }
)


def text(name: str, length: int) -> str:
    """About so many characters of a run."""
    frame, unit = RUNS[name]
    return frame.format(unit * (length // len(unit)))


def seconds(name: str, length: int) -> float:
    """How long reading a run takes, of this process's own time."""
    words = text(name, length)
    start = time.process_time()
    read(words, "x.txt")
    return time.process_time() - start
