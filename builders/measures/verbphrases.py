"""The grammar of a clause: where its verb phrase begins, which word is its verb, what is fronted before it."""

import re
from bisect import bisect_left
from itertools import chain
from typing import Final, NamedTuple

from builders.measures.predicates import Token, tokens, words


class Predicate(NamedTuple):
    """Where a clause and its verb phrase begin, the verb, and how it was found."""

    start: int
    begin: int
    verb: Token
    rule: str


MASK: Final = "□"
# Names and brackets are closed to reading; a quotation with a stop in it is speech and is open.
_OPAQUE: Final = re.compile(
    r"《[^》]{0,120}》|\((?<![新改]\()[^()]{0,120}\)|\((?<=[新改]\()(?![改扩、]{1,3}\)建)[^()]{0,120}\)|“[^“”,;。!?:]{0,80}”|‘[^‘’,;。!?:]{0,60}’"
)
FIGURE: Final = (
    r"\d[\d.,]*+(?:万亿|亿|万|千|百)?[余多]?"
    r"(?:平方米|平方公里|立方米|公里|公顷|千米|千瓦时?|兆瓦|个(?:百分点|工作日|月|小时)?|名|人次?|户次?|家次?|场次?|次|期|条|件次?|项次?|处|座|所"
    r"|对|份|支|吨|亩次?|元|美元|辆|台套?|套|只|头|棵|株|批次?|例|起|宗|笔|天|小时|米|位|口|部|册|盏|间|栋|幢|片|块|张|封|斤|公斤|千克|升|班次"
    r"|课时|学时|篇|种|类|轮|组|队|村|县|%)"
)
_COUNT: Final = re.compile(FIGURE)
# Adverbs that are no fixed words: 先后3次, 创造性地, 全县.
_ADVERBIAL: Final = re.compile(
    r"(?:\d+|多|数|[一二三四五六七八九十两]+)[余多]?(?:批|轮)?次|分\d+批次?"
    r"|[一-龥]{2,5}(?<![落易当基各土产园荒耕林草工营驻内陆外异])地(?=[一-龥])|(?P<whole>[全各][省市县区州镇乡村](?=[一-龥]{2}))"
)
_STATE: Final = re.compile(
    r"是|占|有(?<!所有)(?![关效序力条害])|达到|达(?=[\d近约])|达$|超过|增长|位居|率|比重|收入|总量|之一|产值"
)
_PURPOSE: Final = re.compile(r"为了?(?=[一-龥])")
MEANWHILE: Final = "的同时"
_RELATIVE: Final = re.compile(r".{0,2}的")
_HELD: Final = frozenset("对把将向为")
_DIRECTED: Final = _HELD | {"与", "同", "给", "赴", "到"}
HANDLING: Final = frozenset(("进行", "给予", "作出", "予以", "用于"))
_SET_UP: Final = frozenset(("设立", "建立", "建成", "建设", "新建", "配套", "开设", "成立", "布设", "组建"))
_LONGEST_PLACE: Final = 20  # characters
_FURTHEST: Final = 45  # characters; a longer subject holds clauses of its own


def mask(text: str) -> str:
    """The text with its names, titles and brackets blanked out; the length is kept.

    >>> mask("印发《方案》。")
    '印发□□□□。'
    """
    return _OPAQUE.sub(lambda found: MASK * len(found.group()), text)


class Grammar:
    """The clauses of a text, whose known words are looked up once."""

    def __init__(self, text: str) -> None:
        """Look up the words of a text."""
        self.masked = mask(text)
        self._at = tokens(self.masked)
        self._starts = list(self._at)

    def predicate(self, start: int, end: int) -> Predicate | None:
        """The verb phrase of a clause: at its beginning, or after its subject."""
        found = self.verb_phrase(start, end, "plain")
        if found:
            return found
        for token in self._within(start + 1, min(end, start + _FURTHEST)):
            position = token.start
            left = self.masked[start:position]
            if "aim" in token.kinds or _STATE.search(left):
                return None
            if self.subject(left) or ("act" in token.kinds and self.masked.startswith("了", token.end)):
                found = self.verb_phrase(position, end, "subject")
            elif "mark" in token.kinds and len(left) >= 2:
                found = self.verb_phrase(position, end, "marked")
            if found:
                return found._replace(start=start)
            if token.of(self.masked) in ("把", "将"):
                return None
        return None

    def verb_phrase(self, start: int, end: int, rule: str) -> Predicate | None:
        """The verb phrase that begins here: adverbs, a fronted phrase, the verb."""
        if self.purpose(start, end):
            return None
        position = begin = start
        adverbs: list[Token] = []
        while position < end:
            token = self._at.get(position)
            if adverbs and self.masked.startswith("、", position) and self._leads(position + 1):
                position += 1
                continue
            free = None if token else _ADVERBIAL.match(self.masked, position, end)
            if free:
                position = free.end()
                begin = position if free["whole"] else begin
            elif token and token.leads:
                adverbs.append(token)
                position = token.end
                begin = position if "aside" in token.kinds else begin
            else:
                break
        token = self._at.get(position) if position < end else None
        if token and token.verb and token.end <= end:
            return Predicate(start, begin, self._compound(token, end), rule)
        for word in chain((token,) if token else (), reversed(adverbs)):
            if "front" in word.kinds:
                return self._fronted(word, end, rule)
            if word.verb and word is not token:
                return Predicate(start, begin, self._compound(word, end), rule)
        return None

    def purpose(self, start: int, end: int) -> bool:
        """Whether a clause says what for (为推进…)."""
        found = _PURPOSE.match(self.masked, start, end) if self.masked.startswith("为", start) else None
        return bool(found and self.verb_phrase(found.end(), end, "plain"))

    def held(self, start: int, end: int) -> int | None:
        """Where a fronted phrase begins whose verb is still to come."""
        for token in self._within(start, end):
            position = token.start
            if token.of(self.masked) in _HELD and (
                position == start or self.masked[position - 1] in "共已均" or self.subject(self.masked[start:position])
            ):
                return None if self.purpose(position, end) else position
        return None

    def subject(self, left: str) -> bool:
        """Whether what stands left of a verb can be its subject."""
        return left.endswith((MASK, ")")) or bool(words().subject.of(left))

    def tells_state(self, start: int, end: int) -> bool:
        """Whether a stretch says how something is, not what was done."""
        return bool(_STATE.search(self.masked, start, end))

    def _within(self, start: int, end: int) -> list[Token]:
        """The known words that begin in a stretch."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [self._at[position] for position in self._starts[first:last]]

    def _leads(self, position: int) -> bool:
        """Whether an adverb begins here."""
        token = self._at.get(position)
        return bool(token and token.leads)

    def _compound(self, verb: Token, end: int) -> Token:
        """A verb with the verbs that share its object (制定完善, 采购、销售, 建成并投用)."""
        while "governs" not in verb.kinds:
            position = verb.end
            joined = self.masked[position : position + 1] in ("、", "和", "并", "及")
            follows = self._at.get(position + joined)
            if follows is None or not follows.verb or end - follows.end < 2:
                break
            if not joined and follows.only_aims and "act" not in verb.kinds:
                return follows
            if not joined and _COUNT.match(self.masked, follows.end, end):
                break
            kinds = verb.kinds | follows.kinds
            verb = Token(verb.start, follows.end, kinds - {"light", "aim"} if "act" in kinds else kinds)
        return verb

    def _placed(self, token: Token, left: str, end: int) -> bool:
        """Whether a verb after the name of a place tells what was set up there, and how much of it."""
        built = token.of(self.masked) in _SET_UP and 2 <= len(left) <= _LONGEST_PLACE and "的" not in left
        return built and bool(_COUNT.search(self.masked, token.end, end))

    def _fronted(self, front: Token, end: int, rule: str) -> Predicate | None:
        """The verb that a fronted phrase belongs to."""
        word, after = front.of(self.masked), front.end
        if word in _HELD and self.masked.startswith("的", end - 1):
            return None
        if (
            word == "通过"
            or (word == "将" and after in self._at)
            or (word == "在" and self.masked.endswith(MEANWHILE, after, end))
        ):
            inner = self.verb_phrase(after, end, rule)
            if inner:
                return inner
        last: Token | None = None
        for token in self._within(after + 1, end):
            if not token.verb or _RELATIVE.match(self.masked, token.end, end):
                continue
            if token.of(self.masked) in HANDLING:
                last = token
                break
            left = self.masked[after : token.start]
            if word in _DIRECTED:
                last = token if "act" in token.kinds or ("light" in token.kinds and last is None) else last
            elif word == "在" and self._placed(token, left, end):
                return Predicate(front.start, front.start, self._compound(token, end), rule + " fronted")
            elif words().close.of(left) or left.endswith(MASK) or (word == "由" and self.subject(left)):
                return Predicate(front.start, token.start, self._compound(token, end), rule)
        return Predicate(front.start, front.start, last, rule + " fronted") if last else None
