"""What a report says of itself: issuer, date of issue, and the year that it speaks of."""

import re
from typing import Final, NamedTuple

from builders.chinese.dates import Clock
from builders.document.clock import clock_of
from builders.document.layout import Document, Kind
from builders.sources.particulars import UNKNOWN, Particulars

_DATE: Final = re.compile(r"((?:19|20)\d{2})[-/年.]\s?(1[0-2]|0?[1-9])[-/月.]\s?(3[01]|[12]\d|0?[1-9])日?")
_MONTH: Final = re.compile(r"\(((?:19|20)\d{2})年(1[0-2]|[1-9])月\)")  # (2020年8月) under a title
_ISSUED: Final = re.compile(
    r"(?:发布|发表|更新|成文|印发|公开|时间|日期)[^\d]{0,6}$|[(《》]\s*$|^\s*$|——\s*$|》\s*\(\s*$"
)
_SOURCE: Final = re.compile(r"(?:信息来源|稿件来源|来源|供稿|发布机构|发文机关|稿源)\s*[::]\s*([^\s()|,。]{2,30})")
_BODY_NAME: Final = re.compile(r"(?:局|委员会|政府|办公室|委|厅|部|办|领导小组)$")


class Metadata(NamedTuple):
    """Who issued a report and when, and its clock; unknown stays None."""

    issuer: str | None
    issued: str | None
    clock: Clock


def metadata_of(document: Document, name: str, said: Particulars = UNKNOWN) -> Metadata:
    """The metadata: what is said of the report elsewhere, else what the text, or else the file's name, gives."""
    issued = said.issued or _issued(document)
    clock = clock_of(document, name, issued if issued and len(issued) > len("2023") else None)
    if issued and len(issued) == len("2023"):
        clock = Clock(int(issued), clock.period or issued, clock.part)
    if said.period:
        year = int(said.period[:4])
        clock = Clock(clock.this_year if clock.this_year in (year, year + 1) else year, said.period)
    return Metadata(said.issuer or _issuer(document), issued, clock)


def _issued(document: Document) -> str | None:
    """The date of issue: one in a byline or furniture of the opening, in a newspaper's imprint, or under the title."""
    folded = document.folded
    for block in document.blocks[:14]:
        words = block.span.of(folded)
        if block.kind is Kind.PARAGRAPH:
            continue
        found = _DATE.search(words)
        if found and (block.kind is not Kind.TITLE or found.end() == len(words.rstrip())):
            iso = block.kind is Kind.TITLE and "-" in found[0]
            opens = iso or block.kind in (Kind.BYLINE, Kind.FURNITURE) or words.lstrip(" #").startswith(("——", "("))
            if opens or _ISSUED.search(words[: found.start()]):
                year, month, day = found.groups()
                return f"{year}-{int(month):02}-{int(day):02}"
        if alone := _MONTH.fullmatch(words.strip()):
            return f"{alone[1]}-{int(alone[2]):02}"
    return None


def _issuer(document: Document) -> str | None:
    """The body that the byline, or a title that is a body's name, says."""
    for block in document.blocks:
        if block.kind in (Kind.BYLINE, Kind.FURNITURE) and (found := _SOURCE.search(block.span.of(document.folded))):
            return found[1].strip()
    title = document.title
    if title and len(words := title.of(document.text)) <= 20 and _BODY_NAME.search(words):
        return words
    return None
