"""The explorer as files: one HTML page with everything in it, or a page with its parts in files beside it.

A page asks for nothing from elsewhere, and its policy forbids it to: scripts and styles count by their hashes.
"""

import base64
import hashlib
import html
import json
from collections.abc import Iterator, Mapping
from importlib import resources
from string import Template
from types import MappingProxyType
from typing import Any, Final

from builders import __version__
from zhenxing.explorer.model import Model
from zhenxing.network import Language

# In the order in which each may use what stands before it.
SCRIPTS: Final = (
    *("base.js", "data.js", "state.js", "words.js", "find.js"),
    *("layouts.js", "drawing.js", "graphs.js", "pictures.js", "saving.js", "evidence.js", "panels.js", "network.js"),
    *("cite.js", "cards.js", "reader.js"),
    *("bars.js", "tiles.js", "compare.js"),
    "start.js",
)
STYLES: Final = ("explorer.css", "network.css", "reader.css", "compare.css")
TITLE: Final[Mapping[Language, str]] = MappingProxyType({"zh": "振兴 · 图谱浏览", "en": "Zhenxing · Explorer"})
NOSCRIPT: Final[Mapping[Language, str]] = MappingProxyType(
    {"zh": "此页需要 JavaScript。", "en": "This page needs JavaScript."}
)


def page(model: Model, language: Language = "zh") -> bytes:
    """One page that holds everything."""
    return _page(model.index | {"language": language}, model.parts, language, beside=False)


def site(model: Model, folder: str, language: Language = "zh") -> Iterator[tuple[str, bytes]]:
    """The page, named by an empty word, and each part by its name; the page looks for parts in a folder beside it."""
    yield "", _page(model.index | {"language": language, "beside": folder}, {}, language, beside=True)
    for name, content in model.parts.items():
        yield f"{name}.js", f"zx.take({_safe(name)},{_safe(content)});\n".encode()


def policy(*, beside: bool) -> str:
    """What the page may do: run its own scripts, those beside it where there are any, and nothing else."""
    allowed = [*(_hash(_web(name)) for name in SCRIPTS), *(["'self'"] if beside else [])]
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(allowed)}",
            f"style-src {_hash(_style())}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _page(index: Any, parts: Mapping[str, Any], language: Language, *, beside: bool) -> bytes:
    data = [_data("index", index), *(_data(f"part:{name}", part) for name, part in parts.items())]
    return (
        Template(_web("page.html"))
        .substitute(
            policy=policy(beside=beside),
            version=__version__,
            title=html.escape(TITLE[language]),
            noscript=html.escape(NOSCRIPT[language]),
            style=_style(),
            data="\n".join(data),
            scripts="\n".join(f"<script>{_web(name)}</script>" for name in SCRIPTS),
        )
        .encode()
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _data(name: str, content: Any) -> str:
    return f'<script type="application/json" id="{html.escape(name)}">{_safe(content)}</script>'


def _safe(content: Any) -> str:
    """JSON that cannot end the script element it stands in: only "<" could."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _style() -> str:
    return "".join(map(_web, STYLES))


def _web(name: str) -> str:
    return (resources.files("zhenxing.explorer") / "web" / name).read_text(encoding="utf-8")
