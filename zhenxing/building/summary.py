"""What there is in a report, in one line."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from builders.facts import Report
from zhenxing.network.model import Language

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


@dataclass(frozen=True, slots=True)
class Summary:
    """A report's name, region and period, and how many facts of each kind it states."""

    name: str
    region: str
    period: str
    counts: tuple[tuple[str, int], ...]
    got: str = ""  # its encoding where that is not UTF-8, and how its text was got

    @staticmethod
    def of(report: Report, region: str) -> "Summary":
        """The summary of a report about a region of that name."""
        counts = ((name, len(getattr(report, name))) for name in COUNTED)
        found = tuple((name, count) for name, count in counts if count)
        got = ", ".join(word for word in (report.encoding, report.means) if word not in ("", "utf-8"))
        return Summary(report.name, region, period(report), found, got)

    def told(self, language: Language = "en") -> str:
        """The summary as a line."""
        counts = ", ".join(f"{COUNTED[name][language]} {count}" for name, count in self.counts)
        got = f"  [{self.got}]" if self.got else ""
        return "  ".join((self.name, self.region or "?", self.period, counts)) + got


def period(report: Report) -> str:
    """The period of a report, as short as it can be said."""
    start, end = report.start or "", report.end or ""
    if not start or end.startswith(start) or start.startswith(end):
        return end or start or "?"
    return f"{start}–{end}"
