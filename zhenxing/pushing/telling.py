"""What a push tells: a line a graph, and a line of numbers at the end."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from zhenxing.network.model import Language
from zhenxing.pushing.push import Step
from zhenxing.pushing.stores import DEFAULT

WORDS: Final[Mapping[str, Mapping[Language, str]]] = MappingProxyType(
    {
        "send": {"zh": "发送", "en": "send"},
        "delete": {"zh": "删除", "en": "delete"},
        "default": {"zh": "默认图", "en": "the default graph"},
        "sent": {"zh": "发送图", "en": "graphs sent"},
        "statements": {"zh": "三元组", "en": "statements"},
        "kept": {"zh": "未变", "en": "unchanged"},
        "deleted": {"zh": "删除", "en": "deleted"},
        "gone": {
            "zh": "文件夹中已无、服务器上仍有（--delete 可删除）",
            "en": "only on the server (--delete deletes)",
        },
    }
)


def line(step: Step, language: Language = "en") -> str:
    """What is done with a graph."""
    deed = WORDS["delete" if step.deleted else "send"][language]
    name = WORDS["default"][language] if step.graph == DEFAULT else step.graph
    return f"{deed}  {name}" if step.statements is None else f"{deed}  {name}  {step.statements}"


def summary(done: Sequence[Step], kept: int, language: Language = "en") -> str:
    """How much was sent, stayed as it was and was deleted."""
    sent = [step.statements or 0 for step in done if not step.deleted]
    counts = {"sent": len(sent), "statements": sum(sent), "kept": kept, "deleted": len(done) - len(sent)}
    return ", ".join(f"{WORDS[name][language]} {count}" for name, count in counts.items())
