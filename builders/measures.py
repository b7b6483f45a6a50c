"""Measures: the concrete actions that a report says were taken, are being taken or are planned."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builders.document import Document, Kind, Sentence
from builders.facts import Status
from builders.predicates import ADVERB, FRONT, MODAL, OPENER, STATE, SUBJECT, Verb, verb_at
from builders.text import Span


@dataclass(frozen=True, slots=True)
class MeasureMention:
    """A clause that states an action: its verb, its object's words, and how far it has come."""

    span: Span
    sentence: Span
    action: str
    object: str
    status: Status
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A verb phrase found in a clause."""

    span: Span
    verb: Span
    object: Span
    rule: str


_OPAQUE: Final = re.compile(r"《[^》]{0,120}》|\([^()]{0,120}\)|“[^“”,;。!?:]{0,80}”|‘[^‘’,;。!?:]{0,60}’")
_CLAUSE: Final = re.compile(r"[^,;:。!?…\n]+")
_TAIL: Final = re.compile(
    r"(?:等)?(?:达到?|为|共|累计|数)?(?:近|约|超|逾)?\d[\d.,]*(?:万亿|亿|万|千|百)?[余多]?(?P<unit>%|[一-龥]{0,4}?)(?:以上|左右|以下|以内)?等?$"
)
_SUBORDINATE: Final = re.compile(r"(?:以来|[^前]后|之际|时|的原则|过程中|的前提下|的基础上|的要求|的思路|为目标|为抓手|为主线|为主题|为契机|为重点|方式|形式)$")
_HEADS: Final = (
    "力量 合力 责任 意识 基础 成果 成效 水平 决心 信心 格局 底线 防线 动力 活力 质效 效能 目标 思想 精神 部署 要求 原则 导向 需求 站位 担当 使命 优势 氛围 局面 "
    "篇章 梦想 步伐 进展 台阶 贡献 保证 保障 支撑 根基 质量 成色 短板 落实 见效 落地 衔接 振兴 增收 提升 改善 融合 协调 联动 好转 前移 作用 高质量发展 生态 幸福感 获得感 满意度 后顾之忧 问题"
)
SLOGAN: Final = re.compile("(?:" + "|".join(sorted(_HEADS.split(), key=len, reverse=True)) + ")$")
_DONE_STATE: Final = re.compile(
    r"(?:建成投用|建成投运|建成投产|建成运营|建成通车|建成开放|建成使用|投入使用|投入运营|投入运行|试验通车|正式投产|投产|投用|投运|开工建设|开工|复工复产|复工|完工|竣工|通车|封顶|挂牌成立|挂牌|揭牌|"
    r"印发实施|出台实施|印发|编制完成|建设完成|改造完成|整改完成|完成整改|整改到位|落实到位|拨付到位|发放到位|到位|建成|推行|全面实施|推开|启动实施|启动建设|启动|上线运行|上线|投入临床治疗|迁建|并网|完成|成立|提前供暖|缴纳)"
    r"(?:并[一-龥]{2,12})?$"
)
_PROBLEM: Final = re.compile(r"(?:问题|困难|不足|差距|短板|挑战|瓶颈)(?:[和与及、](?:问题|困难|不足|差距|短板|挑战|原因分析|瓶颈))*$")
_REMEDY: Final = re.compile(r"整改|解决|排查|化解|补|消除|针对|破解")


def find_measures(document: Document) -> tuple[MeasureMention, ...]:
    """The measures of a report, in the order of the text."""
    text = document.folded
    masked = _OPAQUE.sub(lambda found: "□" * len(found.group()), text)
    found = []
    for sentence in document.body():
        if document.blocks[sentence.block].kind is not Kind.PARAGRAPH or sentence.leads or _of_problems(text, sentence):
            continue
        for reading in _readings(text, masked, sentence.span):
            found.append(
                MeasureMention(
                    reading.span,
                    sentence.span,
                    reading.verb.of(text),
                    reading.object.of(text),
                    "done",
                    reading.rule,
                )
            )
    return tuple(found)


def _of_problems(text: str, sentence: Sentence) -> bool:
    return any(
        _PROBLEM.search(heading.of(text).rstrip("。:")) and not _REMEDY.search(heading.of(text))
        for heading in sentence.headings[1:]
    )


def _readings(text: str, masked: str, span: Span) -> Iterator[Reading]:
    """The verb phrases of a sentence's clauses."""
    held: int | None = None
    for clause in _CLAUSE.finditer(masked, *span):
        start, end = clause.span()
        start = _after(OPENER, masked, start, end)
        yield from _clause(text, masked, start, end)


def _after(pattern: re.Pattern[str], masked: str, start: int, end: int) -> int:
    found = pattern.match(masked, start, end)
    return found.end() if found else start


def _clause(text: str, masked: str, start: int, end: int) -> Iterator[Reading]:
    found = _predicate(masked, start, end)
    if found is None:
        done = _DONE_STATE.search(masked, start, end)
        if done and done.start() - start >= 2 and not STATE.search(masked, start, done.start()):
            yield Reading(Span(start, end), Span(*done.span()), Span(start, done.start()), "completed")
        return
    begin, verb, rule = found
    pieces = _coordinated(masked, verb, end)
    for first, until in pieces:
        reading = _object(text, masked, begin, first, until, rule)
        if reading:
            yield reading
        begin = until + 1


def _predicate(masked: str, start: int, end: int) -> tuple[int, Verb, str] | None:
    """Where the verb phrase of a clause begins, and its verb."""
    at = start
    for _ in range(3):
        at = _after(ADVERB, masked, _after(MODAL, masked, at, end), end)
    begin = start
    verb = verb_at(masked, at, end)
    if verb is None and at > start:
        back = verb_at(masked, start, end)
        if back:
            return start, back, "plain"
    if verb:
        return begin, verb, "plain"
    if masked[at : at + 1] in FRONT and at < end:
        verb = _fronted(masked, at + 1, end)
        if verb:
            return at, verb, "fronted"
    for position in range(start + 1, min(end, start + 40)):
        here = position
        if not SUBJECT.search(masked[start:position]):
            continue
        for _ in range(2):
            here = _after(ADVERB, masked, _after(MODAL, masked, here, end), end)
        verb = verb_at(masked, here, end)
        if verb and not STATE.search(masked, start, here):
            return position, verb, "subject"
        if masked[here : here + 1] in FRONT and here < end:
            verb = _fronted(masked, here + 1, end)
            if verb:
                return here, verb, "subject fronted"
    return None


def _fronted(masked: str, start: int, end: int) -> Verb | None:
    last = None
    position = start + 1
    while position < end:
        verb = verb_at(masked, position, end)
        if verb and verb.force == "act":
            last = verb
            position = verb.span.end
        else:
            position += 1
    return last


def _coordinated(masked: str, verb: Verb, end: int) -> list[tuple[Verb, int]]:
    pieces = []
    current = verb
    position = verb.span.end
    while position < end:
        if masked[position] == "、" and position - current.span.end >= 2:
            at = _after(ADVERB, masked, position + 1, end)
            follows = verb_at(masked, at, end)
            if follows and end - follows.span.end >= 2 and masked[follows.span.end] not in "、和及等":
                pieces.append((current, position))
                current = follows
                position = follows.span.end
                continue
        position += 1
    return [*pieces, (current, end)]


def _object(text: str, masked: str, begin: int, verb: Verb, end: int, rule: str) -> Reading | None:
    after = verb.span.end
    while after < end and masked[after] in "了着":
        after += 1
    tail = _TAIL.search(masked, after, end)
    until = tail.start() if tail else end
    if tail and tail["unit"] == "%":
        return None
    words = text[after:until]
    if verb.force == "aim" or words.startswith("的"):
        return None
    if rule in ("plain", "subject"):
        if len(words) < 2 or SLOGAN.search(words) or _SUBORDINATE.search(words):
            return None
        if not tail and verb.force == "light" and len(words) < 4:
            return None
    return Reading(Span(begin, until), verb.span, Span(after, until), rule)
