"""The line that tells what was read from a report."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from builders.facts import Report
from zhenxing.network import Language

COUNTED: Final[Mapping[str, Mapping[Language, str]]] = MappingProxyType(
    {
        "observations": {"zh": "数据", "en": "figures"},
        "measures": {"zh": "措施", "en": "measures"},
        "campaigns": {"zh": "行动", "en": "initiatives"},
        "pairings": {"zh": "结对", "en": "pairings"},
        "places": {"zh": "地点", "en": "places"},
        "organisations": {"zh": "机构", "en": "organisations"},
        "documents": {"zh": "文件", "en": "documents"},
        "unresolved": {"zh": "未入图数字", "en": "unresolved"},
    }
)


def summary(report: Report, region: str, language: Language = "en") -> str:
    """A report's name, region and period, and how many facts of each kind it states."""
    counts = (
        f"{words[language]} {len(getattr(report, name))}" for name, words in COUNTED.items() if getattr(report, name)
    )
    head = "  ".join((report.name, region or "?", period(report)))
    return f"{head}  {', '.join(counts)}"


def period(report: Report) -> str:
    """The period of a report, as short as it can be said."""
    start, end = report.start or "", report.end or ""
    if not start or end.startswith(start) or start.startswith(end):
        return end or start or "?"
    return f"{start}–{end}"
