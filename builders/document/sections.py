"""Sections: whether a heading plans or sets rules, which year its figures are of, what a paragraph goes on about."""

import re
from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple

from builders.chinese.dates import Clock
from builders.chinese.phrases import clip
from builders.document.layout import Document, Kind, Sentence
from builders.patterns import rare
from builders.text import Span

_PLANNED: Final = re.compile(
    r"下一步|下步|工作(?:打算|计划|思路|建议|安排|意见建议)|(?:主要|重点)任务(?:安排)?$|目标任务"
    r"|今后.{0,6}(?:工作|打算)|20\d\d年(?:工作)?(?:打算|计划|安排"
    r"|重点|目标)|(?:发展|主要|总体|年度)目标|意见建议|总体要求|奋斗目标|(?<!于)预期|展望|20\d\d年.{0,4}(?:思路|举措|部署)"
)
_AHEAD: Final = re.compile(
    r"\s*(?:(?:下一步|下步|明年|今后|接下来|下一阶段|展望|下半年,)|(?:根据|按照?)[^,;。]{0,10}(?:协议|方案),[^。]{0,16}计划)"
)
_YEARS_AHEAD: Final = re.compile(r"今后[一二三四五\d]+年|未来[一二三四五\d]+年")
_UNTIL: Final = re.compile(r"到(20\d\d)年")
# What a text of this title says under its headings is to come, and so are the steps and demands of a notice, except
# where a sentence looks back.
_PLAN_TITLE: Final = re.compile(
    r"(?:工作|任务)要点|(?:行动|工作)计划(?:》的通知)?$|(?:实施|工作|行动)方案(?:》的通知)?$|任务清单$"
)
_DEMANDS: Final = re.compile(r"(?:方法|实施|工作)(?:和|与)?步骤|(?:工作|有关|几点)要求|(?:时间|进度)安排")
_BRACKETED: Final = re.compile(r"\([^()]*\)")
_PAST_YEAR: Final = re.compile(r"(20\d\d)年")
_LOOKS_BACK: Final = re.compile(r"已|累计|截至|目前|(?<!实)现有|(?<![较比])[上去]一?年|同比|以来|共有")
_REVIEW: Final = re.compile(r"回顾|成效|完成情况|进展|做法|总结|成绩")


_RULES: Final = re.compile(
    r"(?:奖补|补贴|补助|奖励|贴息|资助|支持|扶持|救助)(?:对象|条件|标准|政策|办法|措施|范围)?|标准|对象和|适用范围"
)
_NOTICE: Final = re.compile(r"办法|细则|实施意见|若干措施|若干政策|标准|规定")
# A text of a plan alone: verbs of intent throughout, and nothing that has been reached.
_INTENDS: Final = re.compile(r"推进|完善|加快|强化|深化|优化|着力|加强|健全|提升|支持|实施|建立|加大")
_REACHED: Final = re.compile(
    r"已|累计|日前|近日|本报讯|拨付至|占比|达到?了?\d(?![\d.]*[%万亿个]*以上)|同比|增长\d|截至|去年|以来|实现了|荣获|被评|提高到|增加到|超过|突破|共有|现有|了\d"
)
_STRIVES: Final = re.compile(rf"{_INTENDS.pattern}|推动|提高|扩大|打造|巩固")
_BUILT: Final = re.compile(r"达到|建成|完成|完工")  # of a plan's year or of the past
DENSITY: Final = 60  # characters; a plan has a verb of intent at least once in so many
DENSE: Final = 40  # and one that also says what is built, in so many


class Section(NamedTuple):
    """What holds in the section of a sentence.

    `planned` says that it speaks of the future, `demanded` that it tells others what to do, `ruled` that it sets rules;
    `clock` is its own; `opening` tells what a sentence goes on about when its own words do not say it.
    """

    planned: bool
    demanded: bool
    ruled: bool
    clock: Clock
    opening: Callable[[], str]


class _Above(NamedTuple):
    """What the headings above a sentence say: they plan, demand or rule, in the text of a plan; and the clock below."""

    planned: bool
    demanded: bool
    ruled: bool
    of_a_plan: bool
    clock: Clock


class Sections:
    """The sections of a report; what headings say is read once for all that stands below them."""

    def __init__(self, document: Document, clock: Clock) -> None:
        """`clock` is the report's."""
        self._document = document
        self._clock = clock
        self._plan = is_plan(document)
        self._read: dict[tuple[Span, ...], _Above] = {}

    def of(self, sentence: Sentence) -> Section:
        """The section of a sentence."""
        above = self._above(sentence.headings)
        words = sentence.span.of(self._document.folded)
        planned = self._plan or above.planned or _ahead(words, self._clock)
        onward = not planned and (above.of_a_plan or above.demanded) and not _looks_back(words, self._clock)
        opening = partial(_opening, self._document, sentence)  # cutting it may need a tokenizer, and few need it
        return Section(
            planned or (onward and above.of_a_plan), onward and not above.of_a_plan, above.ruled, above.clock, opening
        )

    def _above(self, headings: tuple[Span, ...]) -> _Above:
        above = self._read.get(headings)
        if above is None:
            above = self._read[headings] = self._said(headings)
        return above

    def _said(self, headings: tuple[Span, ...]) -> _Above:
        document, folded = self._document, self._document.folded
        below = [heading.of(folded) for heading in headings if heading != document.title]
        plans = [words for words in below if _PLANNED.search(words) and not _REVIEW.search(words)]
        year = next((found for words in plans if (found := _PAST_YEAR.search(words))), None)
        title = document.title.of(folded) if document.title else ""
        return _Above(
            planned=bool(plans),
            demanded=any(_DEMANDS.search(words[:16]) for words in below),
            ruled=_rules([heading.of(folded) for heading in headings]),
            of_a_plan=bool(below and _PLAN_TITLE.search(title)),
            clock=self._clock._replace(period=year[1]) if year else self._clock,  # figures are of the year planned
        )


def is_plan(document: Document) -> bool:
    """Whether a text only plans: it is full of intent, and tells of nothing reached."""
    body = "".join(
        sentence.span.of(document.folded)
        for sentence in document.body()
        if document.blocks[sentence.block].kind is Kind.PARAGRAPH
    )
    intent, density = (_STRIVES, DENSE) if _BUILT.search(body) else (_INTENDS, DENSITY)
    return not _REACHED.search(body) and len(intent.findall(body)) * density > len(body) > 4 * DENSITY


_COUNTS: Final = re.compile(
    r"\d[\d.]*(?:[万亿%]|[户人]|多?[个家][^月])"
)  # a heading that tells a figure names no other


_ENUMERATOR: Final = rare(r"^\s*(?:\(?[一二三四五六七八九十\d]+[)、.]|[一二三四五六七八九十]是|——|#+|[■●◆▲▶])\s*")
_YEAR: Final = re.compile(r"^\s*20\d\d年度?")
_STOP: Final = re.compile(r"[,。;:!?]")
_ASIDE: Final = re.compile(r"\([^()]*\)$")
_WORKS: Final = re.compile(
    r"(?:项目|工程|基地|资金|补助|补贴|贴息|费)$"
)  # 某县2个村饮水工程 is a name for all its number


def _opening(document: Document, sentence: Sentence) -> str:
    """What a sentence goes on about by itself: the heading or opening words of its paragraph."""
    if not sentence.headings or sentence.headings[-1].overlaps(sentence.span):
        return ""
    words = sentence.headings[-1].of(document.folded)
    words = _STOP.split(_ENUMERATOR.sub("", words), maxsplit=1)[0]
    words = _YEAR.sub("", words)
    words = _ASIDE.sub("", words)
    return "" if _COUNTS.search(words) and not _WORKS.search(words) else clip(words, 16)


def _rules(headings: list[str]) -> bool:
    """Whether a section of a notice sets rules: who gets what, and under which conditions."""
    notice = any(_NOTICE.search(heading) for heading in headings[:2])
    return notice and any(_RULES.search(heading) for heading in headings[1:])


def _ahead(words: str, clock: Clock) -> bool:
    """Whether a sentence speaks of years to come."""
    until = _UNTIL.search(words)
    ahead = _AHEAD.match(words) or _YEARS_AHEAD.search(words)
    return bool(ahead) or bool(until and clock.period and until[1] > clock.period[:4])


_NAMED_YEAR: Final = re.compile(r"(?<!到)(20\d\d)年|明年")


def names_ahead(words: str, clock: Clock) -> bool:
    """Whether words name a year after that of the report.

    >>> names_ahead("2025年,两地计划安排资金", Clock(2024, "2024"))
    True
    """
    years = [found[1] for found in _NAMED_YEAR.finditer(words)]
    return any(year is None or bool(clock.period and year > clock.period[:4]) for year in years)


def _looks_back(words: str, clock: Clock) -> bool:
    """Whether a sentence tells of what there is already, or of a year before the report's."""
    words = _BRACKETED.sub("", words)
    years = (found[1] for found in _PAST_YEAR.finditer(words))
    return bool(_LOOKS_BACK.search(words)) or any(year < (clock.period or "")[:4] for year in years)
