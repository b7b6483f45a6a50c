"""The network as one page that opens from disk: the drawing, and behind each node the sentences it rests on."""

import html
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from importlib import resources
from string import Template
from types import MappingProxyType
from typing import Final

from zhenxing.network.drawing import svg
from zhenxing.network.layout import Page
from zhenxing.network.model import Language
from zhenxing.network.palette import EDGES

WORDS: Final[Mapping[Language, Mapping[str, str]]] = MappingProxyType(
    {
        "zh": {
            "search": "查找名称",
            "hint": "点选一个节点，查看与它相连的关系和原文依据；滚轮缩放，拖动平移，Esc 取消。",
            "figures": "数据",
        },
        "en": {
            "search": "Find a name",
            "hint": "Choose a node to see its ties and their sentences. Wheel to zoom, drag to move, Esc to undo.",
            "figures": "figures",
        },
    }
)


def page(drawn: Page, language: Language = "zh") -> str:
    """The page of a laid-out network; what reports say stands in it as text only."""
    words = WORDS[language]
    untitled = replace(drawn, title="", counts="")  # the page says it above the drawing
    number = {box.node.key: index for index, box in enumerate(drawn.boxes)}
    data = {
        "nodes": [
            {"label": " · ".join(filter(None, (box.node.label, box.node.note))), "iri": box.node.key}
            for box in drawn.boxes
        ],
        "edges": [
            asdict(line.edge) | {"source": number[line.edge.source], "target": number[line.edge.target]}
            for line in drawn.lines
        ],
        "words": {kind: stroke.name[language] for kind, stroke in EDGES.items()} | {"figures": words["figures"]},
    }
    template = Template(resources.files("zhenxing.network").joinpath("network.html").read_text(encoding="utf-8"))
    texts = {name: html.escape(text) for name, text in {**words, "title": drawn.title, "summary": drawn.counts}.items()}
    # In a script element only "<" can end it or open a comment.
    safe = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return template.substitute(texts, language=language, drawing=svg(untitled, language), data=safe)
