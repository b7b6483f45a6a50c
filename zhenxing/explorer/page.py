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
from zhenxing.explorer.model import GRAPH, Model
from zhenxing.network.model import Language

# In the order in which each may use what stands before it.
SCRIPTS: Final = (
    *("base.js", "data.js", "state.js", "words.js", "find.js"),
    *("layouts.js", "drawing.js", "graphs.js", "pictures.js", "saving.js", "evidence.js", "panels.js", "network.js"),
    *("cite.js", "cards.js", "reader.js"),
    *("bars.js", "tiles.js", "compare.js"),
    *("binding.js", "engine.js", "results.js", "editor.js", "ask.js"),
    "start.js",
)
STYLES: Final = ("explorer.css", "network.css", "reader.css", "compare.css", "ask.css")
ENGINE: Final = "engine"
TITLE: Final[Mapping[Language, str]] = MappingProxyType({"zh": "振兴 · 图谱浏览", "en": "Zhenxing · Explorer"})
NOSCRIPT: Final[Mapping[Language, str]] = MappingProxyType(
    {"zh": "此页需要 JavaScript。", "en": "This page needs JavaScript."}
)


def page(model: Model, language: Language = "zh") -> bytes:
    """One page that holds everything."""
    parts = {**model.parts, ENGINE: engine()}
    return _page(model.index | {"language": language}, parts, language, policy(beside=False))


def site(
    model: Model, folder: str, language: Language = "zh", endpoint: str | None = None
) -> Iterator[tuple[str, bytes]]:
    """The page, named by an empty word, and each part by its name; the page looks for parts in a folder beside it.

    With an endpoint the page asks that for answers, and has no engine and no graph of its own.
    """
    index = model.index | {"language": language, "beside": folder} | ({"endpoint": endpoint} if endpoint else {})
    yield "", _page(index, {}, language, policy(beside=True, asks=endpoint is not None))
    own = {} if endpoint else {ENGINE: engine()}
    for name, content in {**model.parts, **own}.items():
        if name != GRAPH or not endpoint:
            yield f"{name}.js", f"zx.take({_safe(name)},{_safe(content)});\n".encode()


def policy(*, beside: bool, asks: bool = False) -> str:
    """What the page may do: run its own scripts and engine, those beside it and ask its server where it has one."""
    allowed = [*(_hash(_web(name)) for name in SCRIPTS), *(["'self'"] if beside else [])]
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(allowed)} 'wasm-unsafe-eval'",
            "worker-src blob:",
            *(["connect-src 'self'"] if asks else []),
            f"style-src {_hash(_style())}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def engine() -> Any:
    """What answers SPARQL in the page: the script of its worker, and Oxigraph for it, compressed."""
    packed = (resources.files("zhenxing.explorer") / "web" / "vendor" / "oxigraph.wasm.gz").read_bytes()
    script = f"{_web('vendor/oxigraph.js')}\n{_web('worker.js')}"
    return {"script": script, "wasm": base64.b64encode(packed).decode()}


def _page(index: Any, parts: Mapping[str, Any], language: Language, allowed: str) -> bytes:
    data = [_data("index", index), *(_data(f"part:{name}", part) for name, part in parts.items())]
    return (
        Template(_web("page.html"))
        .substitute(
            policy=allowed,
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
