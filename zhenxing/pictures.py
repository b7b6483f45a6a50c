"""A network in a format of choice: what can be drawn is drawn, other programs get it all."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from zhenxing.drawing import png, svg
from zhenxing.interchange import gexf, graphml
from zhenxing.layout import Page, laid_out, most_connected
from zhenxing.network import Language, Network
from zhenxing.page import page

DRAWN: Final[Mapping[str, Callable[[Page, Language], str | bytes]]] = MappingProxyType(
    {"html": page, "svg": svg, "png": png}
)
WRITTEN: Final[Mapping[str, Callable[[Network], str]]] = MappingProxyType({"graphml": graphml, "gexf": gexf})


def drawn(network: Network, form: str, most: int = 0, language: Language = "zh") -> bytes:
    """The network in a format; a drawing shows the `most` best connected nodes, or all where it is 0."""
    if form in WRITTEN:
        text: str | bytes = WRITTEN[form](network)
    else:
        text = DRAWN[form](laid_out(most_connected(network, most)), language)
    return text if isinstance(text, bytes) else text.encode()
