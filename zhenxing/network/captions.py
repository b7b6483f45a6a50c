"""What a picture of a network says of itself: a title, and how much of what it shows."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from zhenxing.network.layout import text_width
from zhenxing.network.model import Language, Network, ViewName
from zhenxing.query.questions import Text

TITLES: Final[Mapping[ViewName, Text]] = MappingProxyType(
    {
        "all": Text("行动网络", "Initiative network"),
        "initiatives": Text("地区与行动", "Regions and initiatives"),
        "pairings": Text("谁帮扶谁", "Who helps whom"),
        "lineage": Text("行动谱系", "Families of initiatives"),
        "shared": Text("共同行动的地区", "Regions that share initiatives"),
    }
)
LONGEST: Final = 44.0  # half characters of a name in a picture
_NODES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "region": Text("{}个地区", "{} regions"),
        "initiative": Text("{}项行动", "{} initiatives"),
        "campaign": Text("{}次开展", "{} campaigns"),
        "organisation": Text("{}个机构", "{} organisations"),
    }
)
_EDGES: Final = Text("{}条联系", "{} ties")
_WIDER: Final = Text("线越粗，共同行动越多", "the wider a line, the more is shared")
_PART: Final = Text("仅示联系最多的{}个，共{}个", "the {} best connected of {}")


def title(network: Network, language: Language) -> str:
    """What is shown, and by what it was chosen."""
    return " · ".join(filter(None, (_in(TITLES[network.view], language), network.about)))


def counts(network: Network, language: Language, whole: int = 0) -> str:
    """How many nodes of each kind, how many ties; of how many nodes, where `whole` has more."""
    kinds: Counter[str] = Counter(node.kind for node in network.nodes)
    found = [_said(text, language, kinds[kind]) for kind, text in _NODES.items() if kinds[kind]]
    found.append(_said(_EDGES, language, len(network.edges)))
    if any(edge.shared for edge in network.edges):
        found.append(_in(_WIDER, language))
    if whole > len(network.nodes):
        found.append(_said(_PART, language, len(network.nodes), whole))
    return " · ".join(found)


def brief(name: str) -> str:
    """A name as a picture has room for: without what stands in brackets, cut where it is longer still.

    >>> brief("Green Rural Revival Programme (Thousand Villages Demonstration, Ten Thousand Villages Renovation)")
    'Green Rural Revival Programme'
    """
    if text_width(name, 2, 0.5) > LONGEST:
        name = name.partition(" (")[0]
    kept = name
    while text_width(kept, 2, 0.5) > LONGEST:
        kept = kept[:-1]
    return kept if kept == name else f"{kept}…"


def _said(text: Text, language: Language, *numbers: int) -> str:
    """A text with its numbers; one of a kind is not called many."""
    words = _in(text, language).format(*numbers)
    return words.removesuffix("s") if language == "en" and numbers == (1,) else words


def _in(text: Text, language: Language) -> str:
    return text.zh if language == "zh" else text.en
