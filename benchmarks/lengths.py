"""How reading time grows with the length of a text that says one thing over and over: at most with it.

python -m benchmarks.lengths            a table of all runs
"""

import sys
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from benchmarks.measuring import Told, processor
from builders.pipeline import Reader
from builders.sources.source import Source

# Every construct that a rule may be slow on: a frame, and what is repeated in it.
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


SHORT: Final = 2_000  # characters
GROWTH: Final = 1.6  # over the fourfold that four times the text may take
FLOOR: Final = 0.02  # seconds; below them the clock and the machine say more than the rules
_TIMES: Final = 3


class Curve(NamedTuple):
    """The processor time that reading a run takes: of a short one, of one twice and of one four times as long."""

    name: str
    once: float
    twice: float
    fourfold: float

    def growth(self, seconds: float) -> float:
        """How many times as long as the short one."""
        return seconds / max(self.once, FLOOR)

    def __str__(self) -> str:
        """A row of a table."""
        times = " | ".join(f"{1000 * each:,.0f}" for each in self[1:])
        return f"| {self.name} | {times} | {self.twice / self.once:.1f} | {self.fourfold / self.once:.1f} |"


def told() -> list[Told]:
    """What the benchmark tells; the bound is that of the test."""
    return [
        Told(f"four times as much: {curve.name}", curve.growth(curve.fourfold), "times as long", 4 * GROWTH)
        for curve in map(curve, RUNS)
    ]


def curve(name: str) -> Curve:
    """The curve of a run, each time the least of several."""
    seconds(name, SHORT // 10)
    return Curve(name, *(min(seconds(name, times * SHORT) for _ in range(_TIMES)) for times in (1, 2, 4)))


def text(name: str, length: int) -> str:
    """About so many characters of a run."""
    frame, unit = RUNS[name]
    return frame.format(unit * (length // len(unit)))


def seconds(name: str, length: int) -> float:
    """How long reading a run takes, of this process's own time."""
    source = Source("x.txt", text(name, length), "utf-8", "0" * 64)
    return processor(lambda: _reader().read(source))


@cache
def _reader() -> Reader:
    return Reader.load()


if __name__ == "__main__":
    for name in RUNS:
        sys.stdout.write(f"{curve(name)}\n")
        sys.stdout.flush()
