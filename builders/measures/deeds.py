"""Reading deeds off a sentence: its clauses one by one, and of each verb phrase what it acts on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from builders.measures.predicates import Token, words
from builders.measures.verbphrases import FIGURE, HANDLING, MASK, MEANWHILE, Grammar, Predicate
from builders.text import Span


class Deed(NamedTuple):
    """A verb phrase that states a deed: its words, its verb, its object and the rule that found it.

    `clause` is the whole clause, in which adverbs and figures show how far the deed has come; a `light` deed
    has a verb that tells an effort rather than an act.
    """

    span: Span
    verb: Span
    object: Span
    clause: Span
    rule: str
    light: bool = False


@dataclass(slots=True)
class _Course:
    """What the clauses read so far leave open for the next one."""

    held: int | None = None
    resulting: bool = False
    last: list[Deed] = field(default_factory=list)


_CLAUSE: Final = re.compile(r"[^,;:。!?…\n]+|;")
_LONGEST_CLAUSE: Final = 400  # characters; what goes on longer without a stop is no prose
_LONGEST_KEY: Final = 6  # characters; 实施单位: names what follows
_TIME: Final = (
    r"(?:\d{4}年(?:度|来|间|底|末|初|以来)?|\d{1,2}月(?:份|底前?|初|末|以来|中旬|上旬|下旬)?|\d{1,2}日前?|\d-\d{1,2}月|[一二三四上下前后全半]+(?:季度|年)"
    r"|今年(?:以来|初|年初)?|去年(?:以来|底)?|本年度|近(?:几|[一二两三四五])?年来?|[一二两三四五六七八九十\d]+年来|每[年月季周天]度?"
    r"|截[至止](?:到)?[^,;。]{0,12}?(?:底|末|目前|日|月份?|前)|目前|当前|近日|日前|最近|近期|同期|过渡期内?|期间|□+(?:期间|时期|以来|末)"
    r"|[上下]半年|全年|当年|年内|年初|年底前?|下一步|今后)"
)
_OPENER: Final = re.compile(
    # What one of them can begin with: most clauses are passed at a glance.
    r"(?=[\s\d“”‘’\"'—(①-⑳□一二三四五六七八九十两上下前后全半与且主今从以其再去另同在年并当截据接日最期本此每然目第而至过近还进重随首])"
    r"(?:[\s“”‘’\"'—]|(?:[一二三四五六七八九十]{1,3}|重点|主要)是(?!否)|第[一二三四五六七八九十][,、]?|首先|其次|再次|最后"
    r"|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、)](?!\d)|[①-⑳]|[一二三四五六七八九十]{1,3}、|同时|此外|另外|并且|并|还|而且|以及|且|从而"
    rf"|进而|随后|然后|接着|其中|(?:另)?一方面|与此同时|在此基础上|据统计|至此|{_TIME}(?:[里内中])?(?:[、和](?={_TIME}))?)+"
)
_COUNT: Final = re.compile(r"\d")
_TAIL: Final = re.compile(
    rf"(?=[不为共合已数累约至超达近逾金\d])(?:达到?|为|共|共计|累计|数|近|约|超|逾|合计|已|金额|不低于|不少于|不超过|至少)*(?:{FIGURE}[、和]?)*?(?:{FIGURE}|\d[\d.,]*+(?:万亿|亿|万)?[余多]?)"
    r"(?:以上|左右|以下|以内)?[、等]?□*$"
)
_SPEECH: Final = ("介绍", "表示", "说", "告诉记者", "认为", "指出", "强调", "称", "坦言")
_MANNER: Final = re.compile(r"通过|采取|采用|运用")
_MANNERS: Final = ("方式", "形式", "途径", "手段", "办法", "方式进行", "形式进行", "方式开展", "形式开展")
_FOLLOWS_UP: Final = re.compile(r"(?:已经?|均|都|现|目前|全部)+")
_CORRECTED: Final = re.compile(r"(?:已经?|均|都|现|目前|全部)*(?:完成整改|整改完成|整改到位|整改销号)(?=\d|$)")
_FOUND: Final = re.compile(r"(?:反馈|排查|查摆|发现|交办|自查|梳理)[^,;。]*(?:问题|线索|隐患)")
_BEFORE_DONE: Final = re.compile(
    r"(?:(?:今年|去年|\d{4}年)(?:\d{1,2}月)?(?:底|初)?|年内|\d{1,2}月(?:份|底|初|中旬)?|全部|全面|已经?|均|全线|基本|如期|正式|顺利|即将|将|成功|整体|都)+$"
)
_EXPECTED: Final = re.compile(r"预计|有望|争取|确保")
_LEVEL: Final = re.compile(
    r"标准(?:已|均|分别|由[^,;]{2,12}|从[^,;]{2,12})*(?:提高|上调|提标|提升|调整)(?=[到至为])"
    r"|(?:压缩|缩短|压减|精简|缩减)(?:至|到|为)(?=\d)"
)
_TAKEN_IN: Final = re.compile(r"(?:全部|均|已|动态)*纳入[^,;]{2,16}(?:范围|项目库|体系|管理|保障|监测|名单)(?:内|中)?$")
# 资金3亿元已全部下达到县; 低产林改造8万亩: deeds told of what they were done to.
_PASSED_ON: Final = re.compile(
    r"(?:[已均]|全部)+(?:下达|拨付|分配|安排)(?:到位)?(?:[到至][省市县区乡镇村户项目]{1,3})?$"
)
_WORKED: Final = re.compile(
    r"(?=[新改硬])(?<=[一-龥]{2})(?:新造林|改造|硬化|新改建|新建改造)(?=\d[\d.,]*[万余多]*(?:亩|公里|户|米|平方米|座|处|间|套|公顷)$|$)"
)
# One of the words that the four patterns above need.
_ENDS: Final = re.compile("标准|压缩|缩短|压减|精简|缩减|纳入|下达|拨付|分配|安排|新造林|改造|硬化|新改建")
_FRONTS: Final = re.compile("[将把]")
_SUBORDINATE: Final = re.compile(
    r"(?:以来|后|之际|时|日起|原则|过程中|前提下|基础上|思路|目标|为(?:抓手|主线|主题|契机|重点|导向|引领)|方式|形式|方面|之中|途中|期间)$"
)
_VIEW: Final = re.compile(r"作为|放在|摆在|当作|视为|贯穿")
_USE: Final = re.compile(r"作为[^,;]*(?:依据|对象|标准|内容|条件)$")
_PLACING: Final = frozenset(("安置",))  # 公益性岗位安置脱贫人口: what they are placed in is part of the deed
# 栽植百亩以上的: who gets it; 整改不力: what is not done.
# 建成后增收: when it is built; 补贴标准为500元: a rule; 制定如下要点: what the text itself goes on to say.
_NO_OBJECT: Final = re.compile(
    r"的|后(?![续期备勤])|[如以]下|[^,;]*的$|最高可|不(?:实|力|到位|及时|彻底|足|严)|本(?:要点|方案|通知|办法|意见|细则|制度|规定)|[一-龥]{0,4}(?:标准|范围|对象|期限|额度)[为是]"
)
_ABSTRACT: Final = re.compile(r"(?:协议|年度|目标|各项)+任务$")
# 入户排查(5月6日至20日): a stage of a plan, by its name and time.
_STAGE: Final = re.compile(r"[一-龥]{2,12}\([^()]*\d(?:月|日)[^()]*\)")
_BEGINS: Final = re.compile(r"(?![和与及等](?!美))[\w“‘《(]")
_SLOGAN_NAME: Final = re.compile(r"“[^”]*(?:不摘|不愁|保障|落实|公里|不变|不减|到位|不乱|自信|意识|维护)”")


class Reader:
    """Reads the deeds that a text states."""

    def __init__(self, text: str) -> None:
        """Look up the words of a folded text."""
        self.text = text
        self.grammar = Grammar(text)
        self.masked = self.grammar.masked
        self.done = words().done

    def sentence(self, span: Span) -> Iterator[Deed]:
        """The deeds of a sentence, clause by clause."""
        course = _Course()
        for clause in _CLAUSE.finditer(self.masked, *span):
            phrase = clause.group()
            if phrase == ";":
                course.held, course.resulting = None, False
            elif self._heads(*clause.span()):
                continue
            elif len(phrase) <= _LONGEST_CLAUSE and not phrase.endswith(_SPEECH) and not _of_manner(phrase):
                for piece in self._pieces(*clause.span()):
                    yield from self._clause(*piece, course)
        yield from course.last

    def _heads(self, start: int, end: int) -> bool:
        """Whether a clause is the key of what follows it, or names a stage of a plan."""
        keyed = self.masked.startswith(":", end) and end - start <= _LONGEST_KEY
        return keyed or (self.text.startswith(")", end - 1) and bool(_STAGE.fullmatch(self.text, start, end)))

    def _clause(self, start: int, end: int, course: _Course) -> Iterator[Deed]:
        """The deeds of the clauses before, once this one shows that they stand."""
        if self.masked.startswith("是", start):
            course.last = [deed for deed in course.last if _COUNT.search(self.masked, deed.span.start, start)]
        if course.last and self._follows_up(start, end):
            course.last[-1] = course.last[-1]._replace(span=Span(course.last[-1].span.start, end))
            return
        corrected = _CORRECTED.match(self.masked, start, end) if course.last else None
        if corrected and _FOUND.search(course.last[-1].clause.of(self.masked)):
            course.last[-1] = course.last[-1]._replace(span=Span(course.last[-1].span.start, corrected.end()))
            return
        completed = self._completed(start, end)
        predicate = None if completed else self.grammar.predicate(start, end)
        if completed is None and predicate is None:
            course.resulting = course.resulting or self.grammar.purpose(start, end)
            course.held = self.grammar.held(start, end) if course.held is None else None
            return
        yield from course.last
        if predicate is None:
            course.last = [completed] if completed else []
        else:
            if course.held is not None and "fronted" not in predicate.rule:
                predicate = predicate._replace(begin=course.held, rule="fronted")
            course.last = [
                deed
                for deed in self._deeds(predicate, end)
                if not (course.resulting and deed.light and not _COUNT.search(self.masked, deed.span.start, end))
            ]
            if course.last:
                course.resulting = course.resulting and all(deed.light for deed in course.last)
            else:
                course.resulting = course.resulting or "result" in predicate.verb.kinds
        course.held = None

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A clause without its opening words, cut where a counted phrase ends and another verb follows."""
        found = _OPENER.match(self.masked, start, end)
        start = found.end() if found else start
        comma = self.masked.find("、", start + 1, end)
        while comma > 0:
            if (
                _COUNT.search(self.masked, max(start, comma - 12), comma)
                and _TAIL.search(self.masked, max(start, comma - 20), comma)
                and self.grammar.verb_phrase(comma + 1, end, "plain")
            ):
                yield start, comma
                start = comma + 1
            comma = self.masked.find("、", comma + 1, end)
        if start < end:
            yield start, end

    def _follows_up(self, start: int, end: int) -> bool:
        """Whether a clause only says that what was just told is finished."""
        opening = _FOLLOWS_UP.match(self.masked, start, end)
        return bool(opening and self.done.of(rest := self.masked[opening.end() : end]) == rest)

    def _completed(self, start: int, end: int) -> Deed | None:
        """A clause that says of its subject that it is finished, raised or lowered."""
        if _COUNT.search(self.masked, start, end) and _ENDS.search(self.masked, start, end):
            counted = self._counted(start, end)
            if counted:
                return counted
        further = self.masked.find("并", start, end)
        for stop in (end, further):
            done = self.done.of(self.masked[start:stop]) if stop > start else ""
            if not done:
                continue
            verb = Span(stop - len(done), stop)
            before = _BEFORE_DONE.search(self.masked, start, verb.start)
            until = before.start() if before else verb.start
            if (
                until - start >= 3
                and (before or len(done) >= 4)
                and not self.grammar.tells_state(start, until)
                and not _EXPECTED.match(self.masked, start, until)
                and not _ABSTRACT.search(self.masked, start, until)
                and not self.grammar.verb_phrase(start, until, "plain")
            ):
                return Deed(Span(start, end), verb, Span(start, until), Span(start, end), "completed")
        return None

    def _counted(self, start: int, end: int) -> Deed | None:
        """What a clause with figures says was raised or lowered, taken in, passed on or worked."""
        clause = Span(start, end)
        level = _LEVEL.search(self.masked, start, end)
        if level:
            return Deed(Span(start, level.end()), Span(*level.span()), Span(start, level.start()), clause, "level")
        taken = _TAKEN_IN.search(self.masked, start + 2, end)
        if taken and not _FRONTS.search(self.masked, start, taken.start()):
            return Deed(clause, Span(*taken.span()), Span(start, taken.start()), clause, "completed")
        passed = _PASSED_ON.search(self.masked, start + 4, end)
        if passed and "资金" in self.masked[start : passed.start()]:
            return Deed(clause, Span(*passed.span()), Span(start, passed.start()), clause, "completed")
        worked = _WORKED.search(self.masked, start + 2, end)
        if worked and not self.grammar.predicate(start, end):
            done = Span(start, worked.end())
            return Deed(done, Span(*worked.span()), Span(start, worked.start()), clause, "completed")
        return None

    def _deeds(self, predicate: Predicate, end: int) -> Iterator[Deed]:
        """The deeds of a verb phrase, whose parts commas of enumeration may divide."""
        begin = predicate.begin
        for verb, until in self._coordinated(predicate.verb, end):
            first = verb is predicate.verb
            deed = self._deed(predicate if first else predicate._replace(begin=begin, verb=verb), until)
            if deed:
                yield deed
            begin = until + 1

    def _coordinated(self, verb: Token, end: int) -> Iterator[tuple[Token, int]]:
        """The verbs that stand side by side, each with the end of its part."""
        comma = self.masked.find("、", verb.end + 2, end)
        while comma > 0:
            follows = self.grammar.verb_phrase(comma + 1, end, "")
            after = follows.verb.end if follows else end
            if (
                follows
                and not follows.verb.only_aims
                and follows.verb.start - comma < 8
                and end - after >= 2
                and self.masked[after] not in "、和及等"
            ):
                yield verb, comma
                verb = follows.verb
                comma = after + 1
            comma = self.masked.find("、", comma + 1, end)
        yield verb, end

    def _deed(self, predicate: Predicate, end: int) -> Deed | None:
        """The deed, if the verb has a real object."""
        verb, after = predicate.verb, predicate.verb.end
        clause = Span(predicate.begin, end)
        while after < end and self.masked[after] in "了着":
            after += 1
        end -= len(MEANWHILE) * self.masked.endswith(MEANWHILE, after, end)
        counted = bool(_COUNT.search(self.masked, after, end))
        tail = _TAIL.search(self.masked, after, end) if counted else None
        until = tail.start() if tail else end
        if (tail and "%" in tail.group()) or _NO_OBJECT.match(self.masked, after, end):
            return None
        light = verb.kinds.isdisjoint(("act", "deed"))
        begin = predicate.start if verb.of(self.text) in _PLACING and predicate.rule == "subject" else predicate.begin
        deed = Deed(Span(begin, until), verb.span, Span(after, until), clause, predicate.rule, light)
        said = deed.span.of(self.text)
        if said.count("“") != said.count("”"):  # half of what is quoted is no deed
            return None
        if "deed" in verb.kinds:
            return deed
        if "fronted" in predicate.rule:
            return deed if self._acts_on(deed) else None
        if verb.only_aims or "moved" in verb.kinds:
            return None
        placing = predicate.rule == "subject" and verb.of(self.text) in _PLACING
        if (predicate.rule == "marked" or placing) and tail and after == until and not light:
            return deed._replace(span=Span(predicate.start, until), object=Span(predicate.start, predicate.begin))
        return deed if self._real(deed.object, counted, light) else None

    def _acts_on(self, deed: Deed) -> bool:
        """Whether a fronted phrase tells a deed and not a view (把…作为…)."""
        whole = deed.clause.of(self.text)
        if whole.startswith("以") or _SUBORDINATE.search(whole):
            return False
        if deed.light:
            return self._real(deed.object, counted=False, light=True)
        if _VIEW.search(whole):
            return bool(_USE.search(whole))
        return deed.verb.of(self.text) in HANDLING or words().head(deed.object.of(self.text)) != "slogan"

    def _real(self, thing: Span, counted: bool, light: bool) -> bool:
        """Whether an object is a thing: counted, named, or at least no slogan."""
        phrase = thing.of(self.text)
        if len(phrase) < 2 or not _BEGINS.match(phrase) or _SUBORDINATE.search(phrase):
            return False
        named = MASK in thing.of(self.masked) and not _SLOGAN_NAME.search(phrase)
        if counted or (named and not light and not phrase.endswith(("”", "’"))):
            return True
        head = words().head(phrase.rstrip("”’》"))
        return head != "slogan" and (not light or named or (len(phrase) >= 4 and head == "thing"))


def _of_manner(clause: str) -> bool:
    """Whether a clause only says how (采取…等方式)."""
    return clause.endswith(_MANNERS) and bool(_MANNER.search(clause))
