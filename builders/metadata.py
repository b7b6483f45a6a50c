"""What a report says of itself: issuer, date of issue, and the year that it speaks of."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from builders.dates import Clock
from builders.document import Document, Kind
from builders.sections import is_plan

_DATE: Final = re.compile(r"((?:19|20)\d{2})[-/年.]\s?(1[0-2]|0?[1-9])[-/月.]\s?(3[01]|[12]\d|0?[1-9])日?")
_ISSUED: Final = re.compile(
    r"(?:发布|发表|更新|成文|印发|公开|时间|日期)[^\d]{0,6}$|[(《》]\s*$|^\s*$|——\s*$|》\s*\(\s*$"
)
_SOURCE: Final = re.compile(r"(?:信息来源|稿件来源|来源|供稿|发布机构|发文机关|稿源)\s*[::]\s*([^\s()|,。]{2,30})")
_BODY_NAME: Final = re.compile(r"(?:局|委员会|政府|办公室|委|厅|部|办|领导小组)$")
_YEAR: Final = re.compile(r"(?<![\d-])(20[0-4]\d)年(?!以来|起|至|-|—|到|进入)")
_PLAN_YEAR: Final = re.compile(r"(20[0-4]\d)年[,,]?[^。]{0,14}?(?:将|计划|拟|要(?!求|点))")
_NAME_YEAR: Final = re.compile(r"(?<![0-9A-Za-z])(20[0-4]\d)(?![0-9A-Za-z])")
_TITLE_YEAR: Final = re.compile(r"(20[0-4]\d)年")
_ADDRESS: Final = re.compile(r"政府工作报告|各位代表|向大会(?:报告|作)|人民代表大会第.{1,4}次会议")
_WE: Final = re.compile(r"^\s*我们", re.MULTILINE)
_PAST_YEAR: Final = re.compile(r"(?<![占比较与同为是到])(?:去年|上年度?|上一年)(?!同期|底|末)")
_THIS_YEAR: Final = re.compile(r"今年|本年|当年|目前|截至|(?<!本)年内")
_MONTH: Final = re.compile(r"\d{1,2}月(?!\d{1,2}日)|季度|半年")
# A section torn out of a longer report begins with a point that is not the first, or looks back on five years.
_TORN: Final = re.compile(
    r"\s*(?:——|\([二三四五六七八九十]+\)|[二三四五六七八九]是|[二三四五六七八九]、|这五年|过去五年)"
)
_LAST_YEAR: Final = re.compile(r"(20[0-4]\d)年[^。]{0,60}今年")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Who issued a report and when, and its clock; unknown stays None."""

    issuer: str | None
    issued: str | None
    clock: Clock


def metadata_of(document: Document, name: str) -> Metadata:
    """The metadata that the text, or else the file's name, gives."""
    issued = _issued(document)
    return Metadata(_issuer(document), issued, _clock(document, name, issued))


def _issued(document: Document) -> str | None:
    """The date of issue: one in a byline or furniture of the opening, in a newspaper's imprint, or under the title."""
    folded = document.folded
    for block in document.blocks[:14]:
        words = block.span.of(folded)
        if block.kind is Kind.PARAGRAPH:
            continue
        found = _DATE.search(words)
        if found and (block.kind is not Kind.TITLE or found.end() == len(words.rstrip())):
            opens = block.kind in (Kind.BYLINE, Kind.FURNITURE) or words.lstrip(" #").startswith(("——", "("))
            if opens or _ISSUED.search(words[: found.start()]):
                year, month, day = found.groups()
                return f"{year}-{int(month):02}-{int(day):02}"
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


def _clock(document: Document, name: str, issued: str | None) -> Clock:
    """The year called 今年 and the period of the figures.

    A government's address of January or February reports on the year that has ended; so does a text issued in the
    first quarter that speaks mostly of the year before, or of no time at all, and a section of such an address.
    """
    body = "\n".join(sentence.span.of(document.folded) for sentence in document.body())
    title = document.title.of(document.folded) if document.title else ""
    named = _NAME_YEAR.search(name)
    address = bool(_ADDRESS.search(title + body[:600])) or (len(_WE.findall(body)) > 1 and not issued)
    years = Counter(_YEAR.findall(body))
    years.subtract(Counter({year: 2 * count for year, count in Counter(_PLAN_YEAR.findall(body)).items()}))
    spoken = max(years, key=lambda year: (years[year], year)) if years and max(years.values()) > 0 else None
    this = int(issued[:4]) if issued else int(named[1]) if named else None
    if this is None and (found := _LAST_YEAR.search(body)):
        this = int(found[1]) + 1
    if this is None and spoken:
        this = int(spoken)
    if this is None:
        return Clock(None, None)
    period = this
    if len(_PAST_YEAR.findall(title + body)) > 1 and not _THIS_YEAR.search(title + body):
        period = this - 1  # a text of the new year that speaks of the old one
    latest = max((year for year, count in years.items() if count > 0), default="")
    if named and not issued and latest == str(this - 1) and not _THIS_YEAR.search(body):
        period = this - 1  # a yearbook or review, named by the year in which it came out
    early = bool(issued) and int(str(issued)[5:7]) <= 3
    silent = not (_THIS_YEAR.search(body) or _MONTH.search(body) or years[str(this)] > 0 or is_plan(document))
    titled = _TITLE_YEAR.search(title)
    if titled and not (address and int(titled[1]) == this):
        period = int(titled[1])
    elif (
        address
        or ((early or silent) and spoken == str(this - 1))
        or (silent and (early or (not issued and bool(_TORN.match(body)))))
    ):
        period = this - 1
    if titled and int(titled[1]) == this - 1 == period and early:
        this = period
    return Clock(this, str(period))
