"""A network in a format of choice: what can be drawn is drawn, other programs get it all."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from zhenxing.network.arranging import arranged
from zhenxing.network.captions import brief, counts, title
from zhenxing.network.drawing import svg
from zhenxing.network.interchange import gexf, graphml
from zhenxing.network.layout import Page, most_connected
from zhenxing.network.model import Language, Network
from zhenxing.network.page import page
from zhenxing.network.raster import png
from zhenxing.network.standings import FORMATS, standings

DRAWN: Final[Mapping[str, Callable[[Page, Language], str | bytes]]] = MappingProxyType(
    {"html": page, "svg": svg, "png": png}
)
WRITTEN: Final[Mapping[str, Callable[[Network], str]]] = MappingProxyType({"graphml": graphml, "gexf": gexf})


def drawn(network: Network, form: str, most: int = 0, language: Language = "zh", width: int | None = None) -> bytes:
    """The network in a format; a drawing shows the `most` best connected nodes, or all where it is 0."""
    if form in FORMATS:
        return standings(network, form, language, width)
    if form in WRITTEN:
        return WRITTEN[form](network).encode()
    part = most_connected(network, most)
    told = counts(part, language, len(network.nodes))
    short = replace(part, nodes=tuple(replace(node, label=brief(node.label)) for node in part.nodes))
    sheet = replace(arranged(short), title=title(network, language), counts=told)
    found = DRAWN[form](sheet, language)
    return found if isinstance(found, bytes) else found.encode()
