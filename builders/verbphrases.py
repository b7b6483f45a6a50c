"""Reading verb phrases: the clauses of a sentence, the verb of each, and what it acts on."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from builders.predicates import VERBS, Token, words
from builders.text import Span


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb phrase that states a deed: its words, its verb, its object and the rule that found it.

    `clause` is the whole clause, in which adverbs and figures show how far the deed has come.
    """

    span: Span
    verb: Span
    object: Span
    clause: Span
    rule: str
    light: bool = False


@dataclass(frozen=True, slots=True)
class Predicate:
    """Where a clause and its verb phrase begin, the verb, and how it was found."""

    start: int
    begin: int
    verb: Token
    rule: str


# Names and brackets are closed to reading; a quotation with a stop in it is speech and is open.
_OPAQUE: Final = re.compile(r"《[^》]{0,120}》|\([^()]{0,120}\)|“[^“”,;。!?:]{0,80}”|‘[^‘’,;。!?:]{0,60}’")
_MASK: Final = "□"
_CLAUSE: Final = re.compile(r"[^,;:。!?…\n]+|;")
_TIME: Final = (
    r"(?:\d{4}年(?:度|来|间|底|末|初|以来)?|\d{1,2}月(?:份|底|初|末|以来|中旬|上旬|下旬)?|\d{1,2}日|\d-\d{1,2}月|[一二三四上下前后全半]+(?:季度|年)"
    r"|今年(?:以来|初|年初)?|去年(?:以来|底)?|本年度|近(?:几|[一二两三四五])?年来?|[一二两三四五六七八九十\d]+年来|每[年月季周天]度?"
    r"|截[至止](?:到)?[^,;。]{0,12}?(?:底|末|目前|日|月份?|前)|目前|当前|近日|日前|最近|近期|同期|过渡期内?|期间|□+(?:期间|时期|以来|末)"
    r"|[上下]半年|全年|当年|年内|年初|年底前?|下一步|今后)"
)
_OPENER: Final = re.compile(
    r"(?:[\s“”‘’\"'—]|(?:[一二三四五六七八九十]{1,3}|重点|主要)是(?!否)|第[一二三四五六七八九十][,、]?|首先|其次|再次|最后"
    r"|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、)](?!\d)|[①-⑳]|[一二三四五六七八九十]{1,3}、|同时|此外|另外|并且|并|还|而且|以及|且|从而"
    rf"|进而|随后|然后|接着|其中|(?:另)?一方面|与此同时|在此基础上|据统计|至此|{_TIME}(?:[里内中])?)+"
)
_TIMES: Final = re.compile(
    r"(?:\d+|多|数|[一二三四五六七八九十两]+)[余多]?(?:批|轮)?次|分\d+批次?|[一-龥]{2,5}(?<![落易当基各土产园荒耕林草工营驻内陆外异])地(?=[一-龥])|[全各][省市县区州镇乡村](?=[一-龥]{2})|、(?=[全多分])"
)
_SUBJECT: Final = re.compile(
    r"(?:北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆"
    r"|[省市县区州盟旗镇乡村局厅办委处科站所室院校社团队组会园者□)]|公司|集团|企业|银行|中心|政府|部门|单位|干部|专班|双方|各方|两地|各地|地区"
    r"|我们|他们|咱们|人员|队员|书记|[市县省区镇乡]长|主任|领导|机构|党委|级|层面|个人|能手|专家|人大|政协|支部|协会|商会|力量|平台|车间|基地"
    r"|工厂|厂里|有关方面|等|骨干|东西部|省份|岗位|保险|[县市镇]里|村里|党中央|国务院|我国|群众|农户|农民|党员|志愿者)$"
)
_STATE: Final = re.compile(
    r"[是占]|(?<!所)有(?![关效序力条害])|达到|达(?=[\d近约])|达$|超过|增长|位居|率|比重|收入|总量|之一|产值"
)
_UNIT: Final = (
    r"(?:平方米|平方公里|立方米|公里|公顷|千米|千瓦时?|兆瓦|个(?:百分点|工作日|月|小时)?|名|人次?|户次?|家次?|场次?|次|期|条|件次?|项次?|处|座|所"
    r"|对|份|支|吨|亩次?|元|美元|辆|台套?|套|只|头|棵|株|批次?|例|起|宗|笔|天|小时|米|位|口|部|册|盏|间|栋|幢|片|块|张|封|斤|公斤|千克|升|班次"
    r"|课时|学时|篇|种|类|轮|组|队|村|县|%)"
)
_MEASURED: Final = rf"\d[\d.,]*(?:万亿|亿|万|千|百)?[余多]?{_UNIT}"
_FIGURE: Final = rf"\d[\d.,]*(?:万亿|亿|万|千|百)?[余多]?{_UNIT}?"
_TAIL: Final = re.compile(
    rf"(?:达到?|为|共|共计|累计|数|近|约|超|逾|合计|已|金额)*(?:{_MEASURED}[、和]?)*{_FIGURE}(?:以上|左右|以下|以内)?[、等]?□*$"
)
_COUNT: Final = re.compile(_FIGURE)
_SUBORDINATE: Final = re.compile(
    r"(?:以来|后|之际|时|原则|过程中|前提下|基础上|思路|目标|为抓手|为主线|为主题|为契机|为重点|为导向|为引领|方式|形式|方面|之中|途中|期间)$"
)
_BEGINS: Final = re.compile(r"(?![和与及等])[\w“‘《(]")
_SLOGAN_NAME: Final = re.compile(r"“[^”]*(?:不摘|不愁|保障|落实|公里|不变|不减|到位|不乱|自信|意识|维护)”")
_MEANWHILE: Final = re.compile(r"的同时$")
_SPEECH: Final = re.compile(r"(?:介绍|表示|说|告诉记者|认为|指出|强调|称|坦言)$")
_PURPOSE: Final = re.compile(r"为了?(?=[一-龥])")
_BEFORE_DONE: Final = re.compile(r"(?:全部|全面|已经?|均|基本|如期|正式|顺利|即将|将|成功|整体|都)+$")
_EXPECTED: Final = re.compile(r"预计|有望|争取|确保")
_PATIENTLESS: Final = re.compile(r"(?:已经?|均|都|现|目前|全部)+")
_RAISED: Final = re.compile(
    r"标准(?:已|均|分别|由[^,;]{2,12}|从[^,;]{2,12})*(?:提高|上调|提标|提升|调整)(?=[到至为])|(?:压缩|缩短|压减|精简|缩减)(?:至|到|为)(?=\d)"
)
_MANNER: Final = re.compile(r"(?:通过|采取|采用|运用)[^,;]*(?:方式|形式|途径|手段|办法)(?:进行|开展)?$")
_AS: Final = re.compile(r"作为|放在|摆在|当作|视为|贯穿")
_LONGEST_CLAUSE: Final = 400  # characters; what goes on longer without a stop is no prose
_VIEW: Final = re.compile(r"作为[^,;]*(?:依据|对象|标准|内容|条件)$")
_RELATIVE: Final = re.compile(r".{0,2}的")
# Where a phrase of manner or place ends, so that the verb of the clause follows.
_CLOSES: Final = re.compile(
    r"(?:方式|形式|机制|渠道|平台|途径|手段|模式|举措|要求|原则|思路|标准|规定|程序|部署|领域|方面|基础上|[中上下内后时等处]|办法|文件|精神|工作|契机|□)$"
)
_PLACED: Final = ("赴", "到")
_HELD: Final = ("对", "把", "将", "向", "为")
_HANDLING: Final = ("进行", "给予", "作出", "予以")


def mask(text: str) -> str:
    """The text with its names, titles and brackets blanked out; the length is kept.

    >>> mask("印发《方案》。")
    '印发□□□□。'
    """
    return _OPAQUE.sub(lambda found: _MASK * len(found.group()), text)


class Reader:
    """Reads the verb phrases of a text; its words are looked up once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.masked = mask(text)
        self.tokens = words().tokens(self.masked)

    def sentence(self, span: Span) -> Iterator[Phrase]:
        """The deeds that a sentence states, clause by clause."""
        held: int | None = None
        resulting = False
        last: list[Phrase] = []
        for clause in _CLAUSE.finditer(self.masked, *span):
            if clause.group() == ";":
                held, resulting = None, False
                continue
            if _MANNER.search(self.masked, *clause.span()) or len(clause.group()) > _LONGEST_CLAUSE:
                continue
            for piece in self._pieces(*clause.span()):
                start, end = piece
                if _SPEECH.search(self.masked, start, end):
                    continue
                if self.masked.startswith("是", start):
                    last = []
                if last and self._follows_up(start, end):
                    last[-1] = replace(last[-1], span=Span(last[-1].span.start, end))
                    continue
                patient = list(self._completed(start, end))
                predicate = None if patient else self._predicate(start, end)
                if predicate is None and not patient:
                    resulting = resulting or bool(_PURPOSE.match(self.masked, start, end))
                    held = self._holds(start, end) if held is None else None
                    continue
                yield from last
                if patient or predicate is None:
                    last, held = patient, None
                    continue
                if held is not None and "fronted" not in predicate.rule:
                    predicate = replace(predicate, begin=held, rule="fronted")
                last = [
                    phrase
                    for phrase in self._phrases(predicate, piece)
                    if not (resulting and phrase.light and not _COUNT.search(self.masked, phrase.span.start, end))
                ]
                held = None
                resulting = resulting or ("result" in predicate.verb.kinds and not last)
        yield from last

    def _follows_up(self, start: int, end: int) -> bool:
        """Whether a clause only says that what was just told is finished."""
        opening = _PATIENTLESS.match(self.masked, start, end)
        return bool(opening and words().done.fullmatch(self.masked, opening.end(), end))

    def _pieces(self, start: int, end: int) -> Iterator[Span]:
        """A clause without its opening words, cut where a counted phrase ends and another verb follows."""
        found = _OPENER.match(self.masked, start, end)
        start = found.end() if found else start
        for comma in re.finditer("、", self.masked[start:end]):
            position = start + comma.start()
            if position <= start:
                continue
            counted = _TAIL.search(self.masked, max(start, position - 20), position)
            if counted and self._verb_phrase(position + 1, end, "plain"):
                yield Span(start, position)
                start = position + 1
        if start < end:
            yield Span(start, end)

    def _within(self, start: int, end: int) -> Iterator[Token]:
        """The known words of a stretch."""
        position = start
        while position < end:
            token = self.tokens.get(position)
            if token:
                yield token
                position = token.span.end
            else:
                position += 1

    def _predicate(self, start: int, end: int) -> Predicate | None:
        """The verb phrase of a clause: at its beginning, or after its subject."""
        found = self._verb_phrase(start, end, "plain")
        if found:
            return found
        for token in self._within(start + 1, min(end, start + 45)):
            position = token.span.start
            left = self.masked[start:position]
            if "aim" in token.kinds or _STATE.search(left):
                return None
            if _SUBJECT.search(left) or (
                "act" in token.kinds and self.masked[token.span.end : token.span.end + 1] == "了"
            ):
                found = self._verb_phrase(position, end, "subject")
            elif "mark" in token.kinds and len(left) >= 2:
                found = self._verb_phrase(position, end, "marked")
            if found:
                return replace(found, start=start)
        return None

    def _verb_phrase(self, start: int, end: int, rule: str) -> Predicate | None:
        """The verb phrase that begins here: adverbs, a fronted phrase, the verb."""
        purpose = _PURPOSE.match(self.masked, start, end)
        if purpose and self._verb_phrase(purpose.end(), end, "plain"):
            return None
        position = start
        chain: list[Token] = []
        while position < end:
            token = self.tokens.get(position)
            times = None if token else _TIMES.match(self.masked, position, end)
            if times:
                position = times.end()
            elif token and token.leads:
                chain.append(token)
                position = token.span.end
            else:
                break
        token = self.tokens.get(position)
        if token and token.verb and token.span.end <= end:
            return Predicate(start, start, self._compound(token, end), rule)
        if token and "front" in token.kinds:
            return self._fronted(token, end, rule)
        for back in reversed(chain):
            if back.verb:
                return Predicate(start, start, self._compound(back, end), rule)
            if "front" in back.kinds:
                return self._fronted(back, end, rule)
        return None

    def _compound(self, verb: Token, end: int) -> Token:
        """A verb with the verbs that share its object (制定完善, 采购、销售, 建成并投用)."""
        while "governs" not in verb.kinds:
            position = verb.span.end
            if self.masked[position : position + 1] in ("、", "和", "并", "及"):
                position += 1
            follows = self.tokens.get(position)
            if follows is None or not follows.verb or end - follows.span.end < 2:
                break
            if position == verb.span.end and follows.kinds & VERBS == {"aim"}:
                return follows
            if _COUNT.match(self.masked, follows.span.end, end) and position == verb.span.end:
                break
            kinds = verb.kinds | follows.kinds
            verb = Token(Span(verb.span.start, follows.span.end), kinds - {"light", "aim"} if "act" in kinds else kinds)
        return verb

    def _fronted(self, front: Token, end: int, rule: str) -> Predicate | None:
        """The verb that a fronted phrase belongs to."""
        word = front.span.of(self.masked)
        if word in _HELD and self.masked.startswith("的", end - 1):
            return None
        inner = self._verb_phrase(front.span.end, end, rule) if word in ("通过", "在", "将") else None
        if inner and (word != "在" or _MEANWHILE.search(self.masked, front.span.end, end)):
            return inner
        found: Token | None = None
        for token in self._within(front.span.end + 1, end):
            if not token.verb or _RELATIVE.match(self.masked, token.span.end, end):
                continue
            if token.span.of(self.masked) in _HANDLING:
                found = token
                break
            if word in _HELD or word in ("与", "同", "给", *_PLACED):
                found = token if "act" in token.kinds or ("light" in token.kinds and found is None) else found
            elif _CLOSES.search(self.masked, front.span.end, token.span.start) or (
                word == "由" and _SUBJECT.search(self.masked, front.span.end, token.span.start)
            ):
                return Predicate(front.span.start, token.span.start, self._compound(token, end), rule)
        return Predicate(front.span.start, front.span.start, found, rule + " fronted") if found else None

    def _holds(self, start: int, end: int) -> int | None:
        """Where a fronted phrase begins whose verb is still to come."""
        for token in self._within(start, end):
            position = token.span.start
            if token.span.of(self.masked) in _HELD and (
                position == start
                or _SUBJECT.search(self.masked, start, position)
                or self.masked[position - 1] in "共已均"
            ):
                purpose = _PURPOSE.match(self.masked, position, end)
                return None if purpose and self._verb_phrase(purpose.end(), end, "") else position
        return None

    def _completed(self, start: int, end: int) -> Iterator[Phrase]:
        """A clause that says of its subject that it is finished, raised or lowered."""
        clause = Span(start, end)
        raised = _RAISED.search(self.masked, start, end)
        if raised:
            yield Phrase(Span(start, raised.end()), Span(*raised.span()), Span(start, raised.start()), clause, "level")
            return
        for done in words().done.finditer(self.masked, start, end):
            rest = self.masked[done.end() : end]
            if rest and not rest.startswith("并"):
                continue
            before = _BEFORE_DONE.search(self.masked, start, done.start())
            until = before.start() if before else done.start()
            if (
                until - start < 3
                or _STATE.search(self.masked, start, until)
                or self._verb_phrase(start, until, "plain")
                or _EXPECTED.match(self.masked, start, until)
            ):
                continue
            if not before and len(done.group()) < 4:
                continue
            yield Phrase(clause, Span(*done.span()), Span(start, until), clause, "completed")
            return

    def _phrases(self, predicate: Predicate, piece: Span) -> Iterator[Phrase]:
        """The deeds of a verb phrase, whose parts commas of enumeration may divide."""
        begin = predicate.begin
        for verb, until in self._coordinated(predicate.verb, piece.end):
            phrase = self._phrase(replace(predicate, begin=begin, verb=verb), Span(begin, until))
            if phrase:
                yield phrase
            begin = until + 1

    def _coordinated(self, verb: Token, end: int) -> Iterator[tuple[Token, int]]:
        """The verbs that stand side by side, each with the end of its part."""
        position = verb.span.end
        while position < end:
            if self.masked[position] == "、" and position - verb.span.end >= 2:
                follows = self._verb_phrase(position + 1, end, "")
                after = follows.verb.span.end if follows else end
                if (
                    follows
                    and not follows.verb.kinds & VERBS == {"aim"}
                    and follows.verb.span.start - position < 8
                    and end - after >= 2
                    and self.masked[after] not in "、和及等"
                ):
                    yield verb, position
                    verb, position = follows.verb, after
                    continue
            position += 1
        yield verb, end

    def _phrase(self, predicate: Predicate, clause: Span) -> Phrase | None:
        """The deed, if the verb has a real object."""
        verb, end = predicate.verb, clause.end
        after = verb.span.end
        while after < end and self.masked[after] in "了着":
            after += 1
        meanwhile = _MEANWHILE.search(self.masked, after, end)
        end = meanwhile.start() if meanwhile else end
        tail = _TAIL.search(self.masked, after, end)
        until = tail.start() if tail else end
        thing = Span(after, until)
        if "moved" in verb.kinds and "fronted" not in predicate.rule:
            return None
        if (tail and "%" in tail.group()) or self.masked.startswith("的", after):
            return None
        light = "act" not in verb.kinds and "deed" not in verb.kinds
        phrase = Phrase(Span(predicate.begin, until), verb.span, thing, clause, predicate.rule, light)
        if "deed" in verb.kinds:
            return phrase
        if "fronted" in predicate.rule:
            return phrase if self._acts_on(phrase, verb) else None
        if predicate.rule == "marked" and tail and not thing.of(self.text) and "act" in verb.kinds:
            return replace(phrase, span=Span(predicate.start, until), object=Span(predicate.start, predicate.begin))
        counted = bool(tail or _COUNT.search(self.masked, after, until))
        if "act" not in verb.kinds and "light" not in verb.kinds:
            return None
        return phrase if self._real(thing, counted, light) else None

    def _acts_on(self, phrase: Phrase, verb: Token) -> bool:
        """Whether a fronted phrase tells a deed and not a view (把…作为…)."""
        whole = phrase.clause.of(self.text)
        if whole.startswith("以") or _SUBORDINATE.search(whole):
            return False
        if phrase.light:
            return self._real(phrase.object, counted=False, light=True)
        if _AS.search(whole):
            return bool(_VIEW.search(whole))
        return verb.span.of(self.text) in _HANDLING or words().head(phrase.object.of(self.text)) != "slogan"

    def _real(self, thing: Span, counted: bool, light: bool) -> bool:
        """Whether an object is a thing: counted, named, or at least no slogan."""
        phrase = thing.of(self.text)
        if len(phrase) < 2 or not _BEGINS.match(phrase) or _SUBORDINATE.search(phrase):
            return False
        named = _MASK in thing.of(self.masked) and not _SLOGAN_NAME.search(phrase)
        head = words().head(phrase.rstrip("”’》"))
        if counted or (named and not phrase.endswith(("”", "’"))):
            return not light or head != "slogan" or counted
        if head == "slogan":
            return False
        return not light or named or (len(phrase) >= 4 and head == "thing")
