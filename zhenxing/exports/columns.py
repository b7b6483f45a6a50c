"""The columns of the fact table as people read it: their heads in both languages, and which kind of fact has which."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from zhenxing.query.questions import Text


class Column(NamedTuple):
    """The head of a column, and how wide it is in characters."""

    zh: str
    en: str
    width: int


COLUMNS: Final[Mapping[str, Column]] = MappingProxyType(
    {
        "type": Column("类型", "Kind", 10),
        "report": Column("报告", "Report", 26),
        "region_name": Column("地区", "Region", 12),
        "region": Column("地区代码", "Region code", 10),
        "place": Column("乡镇或村", "Town or village", 12),
        "start": Column("起始", "Start", 11),
        "end": Column("截止", "End", 11),
        "label": Column("数据名称", "Figure", 32),
        "metric_name": Column("指标", "Metric", 24),
        "value": Column("数值", "Value", 16),
        "exact": Column("数值（文本）", "Value as text", 16),
        "unit": Column("单位", "Unit", 8),
        "bound": Column("确切程度", "Bound", 10),
        "role": Column("数字性质", "Role", 10),
        "helper_name": Column("帮扶方", "Helper", 18),
        "helper": Column("帮扶方代码或名称", "Helper's code or name", 18),
        "helped_name": Column("受扶地区", "Helped region", 14),
        "helped": Column("受扶地区代码", "Helped region's code", 14),
        "initiative": Column("帮扶机制", "Scheme", 16),
        "year": Column("年份", "Year", 8),
        "key": Column("行动或机制", "Initiative", 24),
        "status": Column("状态", "Status", 10),
        "theme": Column("工作领域", "Theme", 14),
        "initiatives": Column("相关行动", "Initiatives", 24),
        "code": Column("代码", "Code", 14),
        "within_name": Column("上级", "Within", 16),
        "within": Column("上级代码", "Within, code", 12),
        "level": Column("层级", "Level", 10),
        "issuer": Column("发文机关", "Issuer", 20),
        "quote": Column("原文", "Quote", 24),
        "sentence": Column("所在句子", "Sentence", 60),
        "source": Column("来源", "Source", 30),
        "passage": Column("原文片段", "Passage", 40),
        "at": Column("位置", "Position", 8),
        "part_of": Column("属于（位置）", "Part of (position)", 12),
        "metric": Column("指标键", "Metric key", 20),
        "rule": Column("规则", "Rule", 10),
    }
)
TITLES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "observation": Text("数据", "Figures"),
        "initiative": Text("行动", "Campaigns"),
        "cooperation": Text("结对关系", "Pairings"),
        "measure": Text("措施", "Measures"),
        "place": Text("地方", "Places"),
        "organisation": Text("机构", "Organisations"),
        "document": Text("文件", "Documents"),
    }
)
_EVIDENCE: Final = ("quote", "sentence", "source", "passage", "at")
SHEETS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "observation": (
            *("report", "region_name", "region", "place", "start", "end", "label", "metric_name", "value", "exact"),
            *("unit", "bound", "role", "theme", "initiatives", *_EVIDENCE, "part_of", "metric", "rule"),
        ),
        "initiative": ("report", "region_name", "region", "key", "start", "end", "within_name", "level", *_EVIDENCE),
        "cooperation": (
            *("report", "helper_name", "helper", "helped_name", "helped", "initiative", "year", *_EVIDENCE),
        ),
        "measure": ("report", "region_name", "region", "status", "theme", "initiatives", *_EVIDENCE),
        "place": ("report", "code", "within_name", "within", "level", *_EVIDENCE),
        "organisation": ("report", *_EVIDENCE),
        "document": ("report", "issuer", *_EVIDENCE),
    }
)
# The vocabulary in which the values of a field have their names.
SCHEMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "bound": "code/bound",
        "role": "code/role",
        "status": "code/status",
        "level": "code/level",
        "theme": "themes",
        "initiatives": "initiatives",
        "initiative": "initiatives",
        "key": "initiatives",
    }
)
