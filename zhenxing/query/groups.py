"""The groups in which questions are listed."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from zhenxing.query.questions import Question, Text

GROUPS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "figures": Text("数据", "Figures"),
        "comparison": Text("对比", "Across reports and regions"),
        "initiatives": Text("行动与措施", "Initiatives and measures"),
        "reports": Text("报告", "Reports and what they name"),
        "quality": Text("核验", "Whether figures add up, and what was kept out"),
        "facts": Text("事实表", "The fact table"),
    }
)


def grouped(asked: Iterable[Question]) -> Iterator[tuple[Text, list[Question]]]:
    """The questions of each group, in the order of GROUPS."""
    known = list(asked)
    for name, title in GROUPS.items():
        yield title, [each for each in known if each.tag == name]
