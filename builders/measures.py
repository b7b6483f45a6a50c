"""Measures: the concrete actions that a report says were taken, are being taken or are planned."""

import re
from dataclasses import dataclass
from typing import Final

from builders.document import Document, Kind, Sentence
from builders.facts import Status
from builders.text import Span
from builders.verbphrases import Phrase, Reader


@dataclass(frozen=True, slots=True)
class MeasureMention:
    """A clause that states an action: its verb, its object's words, and how far it has come."""

    span: Span
    sentence: Span
    action: str
    object: str
    status: Status
    rule: str


_PROBLEM: Final = re.compile(
    r"(?:问题|困难|不足|差距|短板|挑战|瓶颈)(?:[和与及、](?:问题|困难|不足|差距|短板|挑战|原因分析|瓶颈))*$"
)
_REMEDY: Final = re.compile(r"整改|解决|排查|化解|补|消除|针对|破解")
_FORMULA: Final = re.compile(r"请予审议|报告工作|须申请授权|未经授权|转载")
_NAMED_ACTIVITY: Final = re.compile(r"[“‘《][^”’》]{2,}[”’》][^,。]{0,6}(?:活动|行动)")


def find_measures(document: Document) -> tuple[MeasureMention, ...]:
    """The measures of a report, in the order of the text."""
    text = document.folded
    reader = Reader(text)
    return tuple(
        MeasureMention(
            phrase.span, sentence.span, phrase.verb.of(text), phrase.object.of(text), _status(text, phrase), phrase.rule
        )
        for sentence in document.body()
        if _tells(text, document, sentence)
        for phrase in reader.sentence(sentence.span)
    )


def _tells(text: str, document: Document, sentence: Sentence) -> bool:
    """Whether a sentence can state a measure: not a heading, a formula, or the list of what goes wrong."""
    words = sentence.span.of(text)
    if document.blocks[sentence.block].kind is not Kind.PARAGRAPH or _FORMULA.search(words):
        return False
    if sentence.leads and not _NAMED_ACTIVITY.search(words):
        return False
    headings = (heading.of(text).rstrip("。: ") for heading in sentence.headings[1:])
    return not any(_PROBLEM.search(heading) and not _REMEDY.search(heading) for heading in headings)


def _status(text: str, phrase: Phrase) -> Status:
    return "done"
