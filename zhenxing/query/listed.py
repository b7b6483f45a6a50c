"""The questions as a list for programs."""

from typing import Any

from zhenxing.query.catalogue import path
from zhenxing.query.columns import columns
from zhenxing.query.questions import Question, questions


def listed() -> list[dict[str, Any]]:
    """Every bundled question: what it asks and takes, what its answer holds, where a server answers it."""
    return [_listed(each) for each in questions()]


def _listed(asked: Question) -> dict[str, Any]:
    """One question."""
    return {
        "name": asked.name,
        "group": asked.tag,
        "title": asked.title._asdict(),
        "description": asked.description._asdict(),
        "parameters": [
            {
                **{"name": each.name, "type": each.type, "example": each.example, "default": each.default},
                **{"values": list(each.values), "description": each.description._asdict()},
            }
            for each in asked.parameters
        ],
        "columns": [
            {"name": each.name, "type": each.type, "description": each.description._asdict()} for each in columns(asked)
        ],
        "path": f"/api/{asked.name}",
        "example": path(asked, "zh"),
    }
