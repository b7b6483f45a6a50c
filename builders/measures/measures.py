"""Measures: the concrete actions that a report says were taken, are being taken or are planned."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from builders.document.layout import Document, Kind, Sentence
from builders.facts import Status
from builders.measures.deeds import Deed, Reader
from builders.text import Span


class MeasureMention(NamedTuple):
    """A clause that states an action: its verb, its object's words, and how far it has come."""

    span: Span
    sentence: Span
    action: str
    object: str
    status: Status
    rule: str


@dataclass(frozen=True, slots=True)
class _Course:
    """What a paragraph speaks of so far: things planned, or things that go wrong."""

    block: int
    headings: tuple[Span, ...] = ()
    under_plan: bool = False
    of_problems: bool = False
    planned: bool = False
    wanting: bool = False


_PROBLEM: Final = re.compile(
    r"(?:问题|困难|不足|差距|短板|挑战|瓶颈)(?:[和与及、](?:问题|困难|不足|差距|短板|挑战|原因分析|瓶颈))*$"
)
_REMEDY: Final = re.compile(r"整改|解决|排查|化解|补|消除|针对|破解")
_WANTING: Final = re.compile(
    r"[清还仍依尚主](?:(?<=清)醒地?(?:看到|认识)|(?:(?<=[还尚])|(?<=仍)然?|(?<=依)然)存在[^。]{0,24}(?:问题|困难|不足|差距|短板|薄弱)|(?<=主)要(?:表现|问题)(?:为|是|在))"
)
_FORMULA: Final = re.compile(r"请予审议|报告工作|须申请授权|未经授权|转载")
_NAMED_ACTIVITY: Final = re.compile(r"[“‘《][^”’》]{2,}[”’》][^,。]{0,6}(?:活动|行动)")

_PLAN_TITLE: Final = re.compile(r"(?:通知|意见|方案|规划|计划|要点|措施|办法|细则|部署)(?:\([^)]*\))?$")
_LOOKS_BACK: Final = re.compile(r"总结|回顾|进展|成效|^[一二三四五六七八九十]+、")
_PLAN_HEADING: Final = re.compile(
    r"下一?步|下一?阶段|今后|明年|工作(?:意见)?建议|(?:工作|总体|目标)(?:打算|安排|计划|思路|要求|目标)|(?:重点|主要|目标)任务|意见建议"
)
_DEMANDS: Final = r"[^。]{0,20}?[,:]\s*“?(?:[一-龥]{0,6})(?:要|必须)"
# Who speaks of what is to come: a document that is quoted, a leader who demands, a subject that will.
_PLAN: Final = re.compile(
    r"》[^,;。]{0,4}(?:提出|明确|要求|规定|强调)(?!了)|下一?步|下一?阶段|今后|明年"
    rf"|会议{_DEMANDS}|指出{_DEMANDS}|强调{_DEMANDS}|要求{_DEMANDS}"
    r"|我们要|将(?<![即必]将)(?:要|会|继续|进一步|持续|坚持|全面|深入|扎实|认真|切实|大力|加[快大强]|聚焦|紧|着力|积极|不断|严格|提高|围绕|抢抓|立足|充分|重点|抓|推[动进]|统筹|牢|始终|以|按照|优化|完善|强化|深化|实施|开展|组织)"
)
_PAST: Final = re.compile(r"截[至止]|累计|今年以来|目前|已经?(?!成)|近年来|先后")
_INTENDS: Final = re.compile(
    r"拟|计划|准备|打算|力争|预计|要(?<![重主需首]要)(?![求素点件])|应[当该]|必须|须|将(?<![即必]将)"
)
_BARE: Final = frozenset(
    ("资金", "项目资金")
)  # 计划投入资金3亿元: what a plan costs is no further action, nor funds without an amount
_ONGOING: Final = re.compile(
    r"持续|不断|正在|坚持|加[快大]|着力|每[月周季年天]|定期|常态|接续|逐步|有序|稳步|实时|动态|同步|大力|多渠道|积极|最高|继续|始终|因地制宜|精准|深入(?!$)|切实|针对性"
)
_STANDING: Final = re.compile(r"落实|支持|扶持|指导|提供|给予|盘活|推[行广]")
_DIGIT: Final = re.compile(r"\d")
_ACHIEVED: Final = re.compile(r"已|累计|共|先后|成功|顺利|圆满|完成|建成|全部|\d")


def find_measures(document: Document) -> tuple[MeasureMention, ...]:
    """The measures of a report, in the order of the text."""
    return tuple(_find(document))


def _find(document: Document) -> Iterator[MeasureMention]:
    text = document.folded
    reader = Reader(text)
    title = document.title
    plan = bool(title and _PLAN_TITLE.search(title.of(text)) and not _LOOKS_BACK.search(title.of(text)))
    course = _Course(-1)
    for sentence in document.body():
        if document.blocks[sentence.block].kind is not Kind.PARAGRAPH:
            continue
        course = _go_on(course, sentence, text)
        if course.wanting or not _tells(sentence.span.of(text), sentence.leads):
            continue
        for deed in reader.sentence(sentence.span):
            status = _status(reader.masked, deed, sentence.span.start, plan or course.planned)
            if deed.object.of(text) in _BARE and (status == "planned" or not _DIGIT.search(text, *deed.clause)):
                continue
            yield MeasureMention(deed.span, sentence.span, deed.verb.of(text), deed.object.of(text), status, deed.rule)


def _go_on(course: _Course, sentence: Sentence, text: str) -> _Course:
    """What a sentence speaks of, by its headings, its own words, and those before it in its paragraph."""
    if sentence.block != course.block or sentence.headings != course.headings:
        under_plan, of_problems = course.under_plan, course.of_problems
        if sentence.headings != course.headings:
            headings = [heading.of(text).rstrip("。: ") for heading in sentence.headings[1:]]
            under_plan = any(_PLAN_HEADING.search(heading) for heading in headings)
            of_problems = any(_PROBLEM.search(heading) and not _REMEDY.search(heading) for heading in headings)
        same = sentence.block == course.block
        course = _Course(
            sentence.block,
            sentence.headings,
            under_plan,
            of_problems,
            under_plan or (same and course.planned),
            of_problems or (same and course.wanting),
        )
    words = sentence.span.of(text)
    planned = course.under_plan or bool(_PLAN.search(words)) or (course.planned and not _PAST.search(words))
    wanting = course.of_problems or course.wanting or bool(_WANTING.search(words))
    if (planned, wanting) == (course.planned, course.wanting):
        return course
    return replace(course, planned=planned, wanting=wanting)


def _tells(words: str, leads: bool) -> bool:
    """Whether a sentence can state a measure: not a formula, and no lead unless it names an activity."""
    return not _FORMULA.search(words) and (not leads or bool(_NAMED_ACTIVITY.search(words)))


def _status(masked: str, deed: Deed, sentence: int, planned: bool) -> Status:
    """How far a deed has come, by its adverbs, its aspect and its figures."""
    start = max(sentence, *[masked.rfind(mark, sentence, deed.span.start) for mark in ",;:。"])
    before = masked[start : deed.verb.start]
    intends = _INTENDS.search(masked, start, deed.verb.start + 1)
    if planned or (intends and not (intends.group() == "将" and "fronted" in deed.rule)):
        return "planned"
    if deed.rule in ("completed", "level") or masked[deed.verb.end : deed.verb.end + 1] == "了":
        return "done"
    if _ONGOING.search(masked, start, deed.verb.end):
        return "done" if _ACHIEVED.search(before) else "under way"
    counted = _ACHIEVED.search(masked, deed.clause.start, deed.clause.end)
    standing = deed.light or _STANDING.match(masked, deed.verb.start)
    return "under way" if standing and not counted else "done"
