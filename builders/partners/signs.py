"""Regions as partners by their one-character names: 浙川协作, 衢绵两市."""

import re
from collections.abc import Iterator
from typing import Final

from builders.document.layout import Sentence
from builders.initiatives.names import PARTNERSHIP
from builders.partners.regions import CUE, FARTHEST, WEST, Told, ordered
from builders.regions.gazetteer import Gazetteer
from builders.regions.mentions import PlaceMention
from builders.text import Span

_ROUTE: Final = re.compile(r"高速|高铁|铁路|公路|客专|城际|线|段|大?通道|航线")  # 京藏高速 helps nobody
# Beijing and Tianjin help counties of Hebei: 京冀协作, but not 京冀两地共建.
_CAPITALS: Final = frozenset({"11", "12"})
_HEBEI: Final = "13"
_AT_ONCE: Final = re.compile(r"(?:东西部|扶贫|对口)?(?:协作|帮扶|支援)")
_CITIES: Final = re.compile(r"两[市地]|东西部协作|扶贫协作|对口协作|劳务协作|产业协作|协作|对口|互访|结对")


def partners_by_sign(
    text: str,
    sentence: Sentence,
    inside: list[PlaceMention],
    named: tuple[PlaceMention, ...],
    held: str | None,
    gazetteer: Gazetteer,
) -> Iterator[Told]:
    """Partners as two characters: 浙川 of provinces, 衢绵 of prefectures."""
    for span in gazetteer.abbreviated(text, sentence.span):
        one, other = (gazetteer.abbreviations[mark] for mark in span.of(text))
        pair = ordered(one, other)
        cue = CUE.search(text, span.end, min(span.end + FARTHEST, sentence.span.end))
        if (
            pair
            and (pair[1][:2] in WEST or (_around(pair) and _AT_ONCE.match(text, span.end)))
            and cue
            and not _ROUTE.match(text, span.end)
            and not _worded(text, span, inside, gazetteer)
        ):
            yield Told(Span(span.start, cue.end()), *pair, PARTNERSHIP, "abbreviations")
    for cue in _CITIES.finditer(text, sentence.span.start + 2, sentence.span.end):
        span = Span(cue.start() - 2, cue.start())
        if (cities := _cities(text[span.start], text[span.start + 1], named, held, gazetteer)) and not _worded(
            text, span, inside, gazetteer
        ):
            yield Told(Span(span.start, cue.end()), *cities, PARTNERSHIP, "prefectures")


def _around(pair: tuple[str, str]) -> bool:
    """Whether one of the two capitals helps the province around them."""
    return pair[0][:2] in _CAPITALS and pair[1][:2] == _HEBEI


def _worded(text: str, span: Span, inside: list[PlaceMention], gazetteer: Gazetteer) -> bool:
    """Whether the two characters are a word, or part of a place's name."""
    return gazetteer.abuts(text, span.start + 1) or any(span.overlaps(mention.span) for mention in inside)


def _cities(
    first: str, second: str, named: tuple[PlaceMention, ...], held: str | None, gazetteer: Gazetteer
) -> tuple[str, str] | None:
    """The partner prefectures that two characters stand for, one of them the report's or named in it."""
    known = {mention.code for mention in named if mention.level == "prefecture"} | ({held} if held else set())
    ones, others = gazetteer.prefectures(first), gazetteer.prefectures(second)
    pairs = {
        pair
        for one in ones
        for other in others
        if (one in known or other in known) and (pair := ordered(one, other)) is not None
    }
    both = {pair for pair in pairs if set(pair) <= known}
    fit = both or pairs
    return next(iter(fit)) if len(fit) == 1 else None
