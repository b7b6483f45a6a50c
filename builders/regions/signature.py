"""The region that the words around a text tell: its newspaper, its issuer, its dateline, a document's number."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from builders.document.layout import Document, Kind
from builders.patterns import rare
from builders.regions.filename import written
from builders.regions.gazetteer import Gazetteer

_AROUND: Final = frozenset({Kind.BYLINE, Kind.FURNITURE, Kind.CAPTION})
# 晋乡振〔2023〕4号: the number of a document begins with the sign of the province that issued it.
_NUMBER: Final = re.compile(r"(?<![一-鿿])(?P<mark>[一-鿿])[一-鿿]{1,8}[〔\[(]20\d\d[〕\])]\s?\d+\s?号")
_DATELINE: Final = re.compile(r"(?P<words>[一-鿿]{2,14}?)\d{1,2}月\d{1,2}日(?:电|讯|消息|报道)")
_SUPERIOR: Final = rare(r"(?<![一-鿿])(?P<kind>省|自治区)[一-鿿]{2,8}?[厅局委办]")  # 省乡村振兴局 of no named one
_MASTHEAD: Final = re.compile(r"(?P<words>[一-鿿]{2,6}?)(?:日报|晚报|早报|晨报|商报|都市报|新闻网|频道|之窗)")
_BODY: Final = re.compile(
    r"(?P<words>[一-鿿]{2,14}?)(?:人民政府|乡村振兴局|扶贫办|扶贫开发|财政局|财政厅|农业农村局|农业农村厅|统计局|发展[和改]|人力资源|民政[局厅])"
)
SHORT: Final = 40  # characters of a last line that signs
OPENING: Final = 200  # characters of the body in which a dateline stands


def signed(document: Document, kinds: Mapping[str, int], gazetteer: Gazetteer) -> str | None:
    """The region that the words around a text tell, None where they tell of none or of several.

    `kinds` counts how often the text calls its own region by each kind (全市): a newspaper or a dateline speaks for a
    region of that kind alone, itself or around its place; without such a call only a body that signs speaks.
    """
    called = tuple(kind for kind, count in kinds.items() if count and count == max(kinds.values()))
    called = called or tuple({found["kind"] for found in _SUPERIOR.finditer(document.folded)})
    signs = Counter(_signs(document, gazetteer))
    if called:
        found = Counter[str]()
        for code, count in (signs + Counter(_papers(document, gazetteer))).items():
            line = [each for each in (code, *gazetteer.ancestors(code)) if _called(each, called, gazetteer)]
            found.update(dict.fromkeys(line[:1], count))
    else:
        found = signs
    best = found.most_common(2)
    return (
        best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else _numbered(document, called, gazetteer)
    )


def signer(document: Document, gazetteer: Gazetteer) -> str | None:
    """The one region whose body the byline names as the text's source: 来源:平陆县人民政府."""
    codes = {
        code
        for block in document.blocks
        if block.kind is Kind.BYLINE
        for code in _named(_BODY, block.span.of(document.folded), gazetteer)
    }
    return codes.pop() if len(codes) == 1 else None


def _called(code: str, called: tuple[str, ...], gazetteer: Gazetteer) -> bool:
    region = gazetteer.region(code)
    return region is not None and region.name.endswith(called)


def _signs(document: Document, gazetteer: Gazetteer) -> Iterator[str]:
    """The regions whose bodies sign the text: 来源:文县人民政府, or a last line 江苏省财政厅."""
    for words in _around(document):
        yield from _named(_BODY, words, gazetteer)


def _around(document: Document) -> Iterator[str]:
    """The blocks that speak of the text, not of its matter, and a short last one."""
    for block in document.blocks:
        words = block.span.of(document.folded)
        if block.kind in _AROUND or (block is document.blocks[-1] and len(words) < SHORT):
            yield words


def _papers(document: Document, gazetteer: Gazetteer) -> Iterator[str]:
    """The regions of its newspaper, its site or its dateline."""
    for words in _around(document):
        yield from _named(_MASTHEAD, words, gazetteer)
    opening = next((block.span for block in document.blocks if block.kind is Kind.PARAGRAPH), None)
    if opening:
        words = opening.of(document.folded)[:OPENING]
        yield from _named(_DATELINE, words, gazetteer)
        yield from _named(_MASTHEAD, words, gazetteer)


def _named(pattern: re.Pattern[str], words: str, gazetteer: Gazetteer) -> Iterator[str]:
    """The innermost region that the words a pattern finds name."""
    for found in pattern.finditer(words):
        named = [regions for regions in written(found["words"], gazetteer) if regions]
        last = [region for region in named[-1] if found["words"].endswith(region.names)] if named else []
        if last and all(region.level != last[0].level for region in last[1:]):
            yield last[0].code


def _numbered(document: Document, called: tuple[str, ...], gazetteer: Gazetteer) -> str | None:
    """The one province whose sign begins the documents' numbers, where the text calls itself nothing smaller."""
    if called and not set(called) & {"省", "自治区"}:
        return None
    provinces = {
        code
        for found in _NUMBER.finditer(document.folded)
        if (code := gazetteer.abbreviations.get(found["mark"])) and code.endswith("0000")
    }
    return provinces.pop() if len(provinces) == 1 else None
