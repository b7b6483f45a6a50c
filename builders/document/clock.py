"""The clock of a report: the year that it calls 今年, and the year that its figures are of."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from builders.chinese.dates import Clock, find_dates
from builders.document.layout import Document, Kind
from builders.document.sections import is_plan
from builders.patterns import rare
from builders.text import Span

EARLY: Final = 3  # the last month in which a text still reports on the year before
_YEAR: Final = re.compile(
    r"(20(?<![\d较比是由从自与同-]20)(?<!力争20)(?<!确保20)(?<!争取20)[0-4]\d)年(?!以来|起|至|-|—|到|进入)"
)
_PLAN_YEAR: Final = re.compile(r"(20[0-4]\d)年[,,]?[^。]{0,14}?(?:将|计划|拟|要(?!求|点))")
_NAME_YEAR: Final = re.compile(r"(?<![0-9A-Za-z])(20[0-4]\d)(?![0-9A-Za-z])")
_ANY_YEAR: Final = re.compile(r"(?<!\d)(20[0-4]\d)(?=[年〕\]\-/.])")
_AIMED: Final = re.compile(r"(?:力争|确保|计划|争取)$")  # a year that a title aims at
# 现将2022年资金安排情况公示如下: the year that a notice says it is about.
_ANNOUNCED: Final = re.compile(
    r"现[将就把][^。]{0,24}?(20[0-4]\d)年[^。]{0,48}?(?:公示|公告|公开|公布|通报|通知|下达|汇报|报告)[^。]{0,6}如下"
)
_TITLE_YEAR: Final = re.compile(
    r"(?<![由从自较比])(?<![下上提减增][降升高少加]到)(20[0-4]\d)年(?!以来|起|前|度[^,。]{0,20}(?:考核|评估|审计|督查|巡视|反馈))"
)
_PART: Final = re.compile(
    r"(?:20[0-4]\d年|今年)?(?:上半年|前?[一二三]季度|前[二三两]个?季度|第[一二三]季度|1?\d(?:月份?)?[-—–~至到]1?\d月份?|前(?:1?\d|[二三四五六七八九十])个月)"
    r"(?!.{0,12}(?:召开|举行|启动|投产))"
)
_ADDRESS: Final = re.compile(r"政府工作报告|各位代表|向大会(?:报告|作)|人民代表大会第.{1,4}次会议")
_TOLD_PEERS: Final = re.compile(r"各位领导")  # a county's experience, told at a meeting
_DELIVERED: Final = re.compile(r"会议上?[^。]{0,24}?\((20[0-4]\d)年\d{1,2}月\d{1,2}日\)")
_REVIEWED: Final = rare(r"(20[0-4]\d)年(?:度)?(?:[一-鿿]{0,8}工作)?的?(?:回顾|总结)")
_WE: Final = re.compile(r"^[^\S\n]*我们", re.MULTILINE)
_PAST_YEAR: Final = re.compile(
    r"(?:去(?<![占比较与同为是到]去)年|上(?<![占比较与同为是到]上)(?:年度?|一年))(?!同期|底|末)"
)
_THIS_YEAR: Final = re.compile(r"今年|本年|当年|目前|截至|(?<!本)年内")
_TO_COME: Final = re.compile(r"今年,?(?:[^,;。\d]{0,8})?(?:将|计划|拟|力争|确保|还要|继续)")
_OF_NOW: Final = re.compile(r"今年|本年度|年初以来")
_MONTH: Final = re.compile(r"\d{1,2}月(?!\d{1,2}日)|季度|半年")
# A section torn out of a longer report begins with a point that is not the first, or looks back on five years.
_TORN: Final = rare(r"\s*(?:——|\([二三四五六七八九十]+\)|[二三四五六七八九]是|[二三四五六七八九]、|这五年|过去五年)")
_LAST_YEAR: Final = re.compile(r"(20[0-4]\d)年[^。\n]{0,60}今年")
# 本报西宁2月3日电, 贵阳1月27日电; or a story that opens on the day of a press conference.
_DATELINE: Final = re.compile(
    r"(?<![年\d])(?P<wire>1[0-2]|\d)月\d{1,2}日(?:电|讯|消息|报道)"
    r"|^[^\S\n]*(?P<day>1[0-2]|\d)月\d{1,2}日[^。]{0,60}?(?:记者|发布会|会议|召开|举行)",
    re.MULTILINE,
)
LONGEST_HEAD: Final = 60  # characters
OPENING: Final = 300  # characters in which a dateline stands


@dataclass(frozen=True)
class _Told:
    """What a text says of its own time: `years` counts the years it speaks of, `month` is that of its issue."""

    title: str
    heads: str
    body: str
    years: Counter[str]
    named: int | None
    issued: int | None
    month: int | None

    @cached_property
    def spoken(self) -> int | None:
        """The year it speaks of most."""
        best = max(self.years, key=lambda year: (self.years[year], year), default="")
        return int(best) if best and self.years[best] > 0 else None

    @cached_property
    def latest(self) -> int | None:
        """The last year it speaks of."""
        return max((int(year) for year, count in self.years.items() if count > 0), default=None)

    @cached_property
    def reviewed(self) -> int | None:
        """The year that it says it looks back on."""
        found = _REVIEWED.search(self.heads + "\n" + self.body[:OPENING])
        return int(found[1]) if found else None

    @cached_property
    def announced(self) -> int | None:
        """The year that it says it is about, in the words that open a notice."""
        found = _ANNOUNCED.search(self.body)
        return int(found[1]) if found else None

    @property
    def early(self) -> bool:
        """Whether it came out when the year before had just ended."""
        return self.month is not None and self.month <= EARLY

    @cached_property
    def address(self) -> bool:
        """Whether it is a government's address to its congress, or a section of one."""
        opening = bool(_ADDRESS.search(self.title + self.body[:600]))
        return opening or (len(_WE.findall(self.body)) > 1 and not self.issued and not _TOLD_PEERS.search(self.body))


def clock_of(document: Document, name: str, issued: str | None) -> Clock:
    """The year called 今年 and the period of the figures.

    A government's address of January or February reports on the year that has ended; so does a text issued in the
    first quarter that speaks mostly of the year before, or of no time at all, and a section of such an address.
    """
    told = _told(document, name, issued)
    this = _this_year(document, told)
    if this is None:
        return Clock(None, None)
    period = _period(document, told, this)
    titled = _TITLE_YEAR.search(told.heads)
    if titled and int(titled[1]) == this - 1 == period and told.early and not _TO_COME.search(told.body):
        this = period
    return Clock(this, str(period), _part(told.title, Clock(this, str(period))))


def _part(title: str, clock: Clock) -> str | None:
    """The end of the part of the year that a title says a report is about: 2024年上半年, 1-9月."""
    named = _PART.search(title)
    periods = find_dates(title, Span(*named.span()), clock) if named else ()
    return next((each.end for each in periods if str(each.end).startswith(f"{clock.period}-")), None)


def _told(document: Document, name: str, issued: str | None) -> _Told:
    body = "\n".join(sentence.span.of(document.folded) for sentence in document.body())
    title = document.title.of(document.folded) if document.title else ""
    years = Counter(_YEAR.findall(body))
    years.subtract(Counter({year: 2 * count for year, count in Counter(_PLAN_YEAR.findall(body)).items()}))
    named = _NAME_YEAR.search(name)
    delivered = _DELIVERED.search(body[:OPENING])
    dateline = _DATELINE.search(body[:OPENING])
    told = int(dateline["wire"] or dateline["day"]) if dateline else None
    year, month = (int(issued[:4]), int(issued[5:7])) if issued else (None, told)
    if year and month and told and told > month:
        year, month = year - 1, told  # a story of December that a site took up in January
    return _Told(
        title=title,
        heads=_heads(document),
        body=body,
        years=years,
        named=int(named[1]) if named else None,
        issued=year or (int(delivered[1]) if delivered else None),
        month=month,
    )


def _heads(document: Document) -> str:
    """The title and the headings before the first paragraph."""
    heads = []
    for block in document.blocks:
        if block.kind is Kind.PARAGRAPH:
            break
        words = block.span.of(document.folded)
        if block.kind in (Kind.TITLE, Kind.HEADING) and len(words) < LONGEST_HEAD:
            heads.append(words)
    return "\n".join(heads)


def _this_year(document: Document, told: _Told) -> int | None:
    """The year in which a text was written: of its issue, its name, or what it speaks of."""
    if year := told.issued or told.named:
        return year
    if found := _LAST_YEAR.search(told.body):
        return int(found[1]) + 1
    if told.address and told.reviewed:
        return told.reviewed + 1
    spoken, latest = told.spoken, told.latest
    if spoken is None or latest is None:
        return max((int(year) for year in _ANY_YEAR.findall(document.folded)), default=None)
    ended = told.address or (told.early and not _OF_NOW.search(told.body))
    return max(latest, spoken + 1) if ended and latest <= spoken + 1 else spoken


def _period(document: Document, told: _Told, this: int) -> int:
    """The year that the figures are of, in a text of this year."""
    period = this
    whole = told.title + told.body
    if len(_PAST_YEAR.findall(whole)) > 1 and not _THIS_YEAR.search(whole):
        period = this - 1  # a text of the new year that speaks of the old one
    if told.named and not told.issued and told.latest == this - 1 and not _THIS_YEAR.search(told.body):
        period = this - 1  # a yearbook or review, named by the year in which it came out
    silent = not (
        _THIS_YEAR.search(told.body) or _MONTH.search(told.body) or told.years[str(this)] > 0 or is_plan(document)
    )
    titled = _TITLE_YEAR.search(told.heads)
    if titled and int(titled[1]) == this and is_plan(document):
        return this
    if told.address and told.reviewed and told.reviewed < this:
        return told.reviewed
    ahead = titled and (int(titled[1]) > this or (told.early and told.spoken == this - 1))
    aimed = titled and ahead and _AIMED.search(told.heads, 0, titled.start())
    if titled and not aimed and not (told.address and int(titled[1]) == this):
        return int(titled[1])
    if told.announced and abs(told.announced - this) == 1 and not titled:
        return told.announced
    if (
        told.address
        or ((told.early or silent) and told.spoken == this - 1)
        or (silent and (told.early or (not told.issued and bool(_TORN.match(told.body)))))
    ):
        return this - 1
    return period
