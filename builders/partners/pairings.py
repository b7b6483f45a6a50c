"""Who helps whom: partner regions of the east and the west, and the bodies that help a county or a village."""

import re
from collections.abc import Iterable
from typing import Final

from builders.document.layout import Document, Sentence
from builders.facts import Pairing
from builders.initiatives.names import PARTNERSHIP, TOLD, InitiativeMention
from builders.partners.patrons import POST, patrons
from builders.partners.regions import CUE, partners
from builders.partners.signs import partners_by_sign
from builders.regions.gazetteer import NATION, Gazetteer
from builders.regions.mentions import PlaceMention
from builders.text import Span

# Any word for help, of those placed too: 来自青岛市的挂职副县长.
_HELP: Final = re.compile(rf"{CUE.pattern}|{POST.pattern}|挂职|支教|支医|援派|工作组|援[滇黔桂川渝藏陕甘青宁疆蒙]")
_TOPIC: Final = re.compile(r"协作|对口支援|对口帮扶")
TOPIC: Final = 3  # how often a report on partners says so
_YEAR: Final = re.compile(r"(?P<year>(?:19|20)\d\d)年")


def find_pairings(
    document: Document,
    mentions: Iterable[PlaceMention],
    about: str | None,
    year: int | None,
    gazetteer: Gazetteer,
) -> tuple[Pairing, ...]:
    """The pairings a report tells, each where it is told first."""
    return first_told(tell_pairings(document, mentions, about, year, gazetteer))


def first_told(tellings: Iterable[Pairing]) -> tuple[Pairing, ...]:
    """Of pairings in the order of the text each where it is told first."""
    found: dict[tuple[str, str, str], Pairing] = {}
    for pairing in tellings:
        found.setdefault((pairing.helper, pairing.helped, pairing.initiative), pairing)
    return tuple(found.values())


def east_west(tellings: Iterable[Pairing]) -> list[InitiativeMention]:
    """The words that pair regions of the east and the west, as mentions of their cooperation."""
    return [
        InitiativeMention(pairing.span, PARTNERSHIP, PARTNERSHIP, None, None, TOLD)
        for pairing in tellings
        if pairing.initiative == PARTNERSHIP
    ]


def tell_pairings(
    document: Document,
    mentions: Iterable[PlaceMention],
    about: str | None,
    year: int | None,
    gazetteer: Gazetteer,
) -> tuple[Pairing, ...]:
    """The pairings a report tells, wherever it tells them."""
    text = document.folded
    named = tuple(mentions)
    held = about if about != NATION else None
    by_sentence: dict[Span, list[PlaceMention]] = {}
    for mention in named:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    topical = len(_TOPIC.findall(text)) >= TOPIC
    found: list[Pairing] = []
    for sentence in document.body():
        inside = by_sentence.get(sentence.span, [])
        if not _told_of_help(text, sentence) and not (topical and len(inside) > 1):
            continue
        told = (
            *partners_by_sign(text, sentence, inside, named, held, gazetteer),
            *partners(text, sentence, inside, held, topical, gazetteer),
            *patrons(text, sentence, inside, named, held),
        )
        for span, helper, helped, initiative, rule in sorted(told):
            if helper != helped:
                when = _year(text, sentence, span) or (str(year) if year else None)
                found.append(Pairing(span, sentence.span, helper, helped, initiative, when, rule))
    return tuple(found)


def _told_of_help(text: str, sentence: Sentence) -> bool:
    """Whether the sentence has any word for help."""
    return bool(_HELP.search(text, *sentence.span))


def _year(text: str, sentence: Sentence, span: Span) -> str | None:
    """The last year named before the words, in their sentence."""
    years = [found["year"] for found in _YEAR.finditer(text, sentence.span.start, span.end)]
    return years[-1] if years else None
