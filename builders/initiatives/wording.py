"""A clause by its words: what it names and shows, and whether it goes on about the one before it."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from builders.chinese.clauses import Clause, divide
from builders.document.layout import Sentence
from builders.initiatives.cues import NONE, Keys
from builders.initiatives.governing import Speech
from builders.initiatives.names import TOLD, InitiativeMention
from builders.text import Span

# All patterns are read on folded text.
_FRESH: Final = frozenset({";", ":"})
_LIST_MARKS: Final = "、和与及以"
_LIST_MARK: Final = re.compile(r"[、和与及](?:(?<=、)|(?=\d))")
_NOT_MARK: Final = re.compile(r"[^、和与及以“”《》]")
_ITEM_REACH: Final = 10  # characters of an item of a list before the name in it
_COUNTED: Final = re.compile(r"\d[\d.,]*[万余多]*(?:名|人|个|支|位)\Z")
_LONGEST_LIST: Final = 12  # items looked at before a name
_DIGIT: Final = re.compile(r"\d")
# Names before such words are the items that the figure counts.
_LISTING: Final = re.compile(r"等[^,。;\d]{0,3}\d[^,。;]{0,4}(?:问题|方面|任务|工作|内容|短板|项目)")
_EXAMPLES: Final = re.compile(r"(?:[、和][^,。;:、和\d]{2,10}){1,3}等(?:各类)?")
_KIND_REACH: Final = 3  # characters before the name of the kind after its examples
_UNDER: Final = re.compile(r"\s*(?:正是|得益于|离不开)*在?[^,;。\d]{2,40}(?:指导|帮助|支持|帮扶|关心|推动)下")
_WAYS: Final = re.compile(
    r"(?:通过|依托|借助|利用)[^,;。\d]{2,30}等(?:多种)?(?:渠道|方式|途径|形式|模式|平台)[^,;。\d]{0,6}(?:销售|采购|购买|帮销|助销)"
)
# Those whom the deed before it reached.
_REACHED: Final = re.compile(r"(?:[已共]|累计)*(?:惠及|覆盖|受益|支持|扶持|带动|辐射)")
_CLAUSE_END: Final = re.compile(r"[,;:。]")
# A clause that goes on about the one before it.
_DEPENDENT: Final = re.compile(
    # What most of them can begin with: most clauses are passed at a glance.
    r"(?=[、“\"(\d上下且也产人今低余先兑全共其再减分到剩动助募升协占参发受可同吸在均培增复安完实尚就已带帮平年并建开引总惠户打扩投按排接提撬支收改放救新月有未每比消涉现用目直突累纳组结能脱装覆解认设识财购贴贷超较辐边达运还选逾都采金销间降预风高])"
    r"(?:其中)?(?:[、“\"(]|已|均|都|共计?|累计|其中|目前|现|实际|全部|先后|预计|每年|[上下]半年|今年|年内|年|就地|就近|有效|直接|间接|可|能|也|还|并|且|全[市县省区州])*"
    r"(?:吸纳|吸收|带动|安置|解决|提供|结对|救助|惠及|覆盖|受益|帮助|支持|占|同比|较|比|增长|增加|增收|达|超|完成率|完成[目年全任协计]|实现|人均|户均"
    r"|平均|月均|年均|总|金额|余额|贷款|放款|贷|逾期|贴息|销售|助销|采购|购买|产值|收益|收入|发放|支付|兑现|用于|投入|投资|其余|剩余|新[增办]|低于|高于"
    r"|再?(?:新建|扩建|改造|提升|升级|打造|建设)+(?=\d)|财政按|按[^,;。\d]{2,12}贴息"
    r"|涉及|辐射|动员|撬动|募集|接受|实施|引进|选派|协调|开展|其他|有|建成|建立|设立|认定|认证|组织|参与|培训|发电|装机|分红|消除|未消除"
    r"|尚未|识别|纳入|排查|风险|脱贫不稳定|边缘易致贫|突发严重|每[一-鿿]|到岗|在岗|复工|开工|完工|投产|运营|运行|投用|减少|提高|上升|下降|降至|\d)"
    r"|其中|(?:脱贫|贫困|困难|易地搬迁|搬迁|监测)[一-鿿]{1,4}占(?:比|总数的)?(?:达|为|约|近)*\d|除[^,。;]{1,16}外$|[一-鿿]{0,6}率(?:为|达到?|均|已|超过?|约|近|在)*\d"
)
# After a semicolon: 今年新增发放2亿元, 临江县仅为60%.
_COMPARED: Final = re.compile(
    r"(?:(?:其中|今年|去年|当年|本年|全年|截至|到)[^,;。]{0,8}?)?(?:新增|累计)?(?:发放|投放|贷款)(?:余额)?(?=\d)"
    r"|[一-鿿]{1,5}[省市县区州旗]?(?:仅|只|则|也)?(?:为|有|达)?\d[\d.]*%"
)
# What comes of several deeds listed before it.
_RESULTING: Final = re.compile(r"(?:[已共]|累计|直接|间接|辐射|有效)*(?:带动|促进|助力|助推|实现)")
# An item of a list that is a thing of its own (150名护林员), rather than those whom the deed before it reached.
_COUNTED_THING: Final = re.compile(r"\d[\d.,]*[万亿余多]*[一-鿿][一-鿿]{3,}")
_PEOPLE: Final = re.compile(r"脱贫|贫困|监测|农户|群众|劳动力|低收入|\d[\d.,]*[万余多]*[人户]\s*\Z")
_FUNDED: Final = re.compile(r"(?:[已共]|累计)*(?:设置|设立|开发|聘用|安排)")
# One of several matters that a sentence takes up in turn: 二是小额信贷逾期3户; 消费协作方面,采购9万元.
_IN_TURN: Final = re.compile(r"[一二三四五六七八九十]是")
_MATTER: Final = re.compile(r"在?[^,。;:\d]{2,12}方面,")


class Wording(NamedTuple):
    """A clause (or an item of a list of figures): what it names, what its cues show or take up, of what it speaks.

    `whole` is the clause with all its items; `fresh` marks the first after a semicolon, `item` one that goes on with
    a list, `nested` a bracketed one, `dependent` one that goes on about the clause before it, `topic` one without
    figures, `told` one that says who helps whom; `carrying` are the named initiatives that the clauses after it may
    go on about, `groups` those shown only by the name of a group; `turn` marks one that takes up the next of several
    matters.
    """

    span: Span
    whole: Span
    words: str
    fresh: bool
    item: bool
    nested: bool
    dependent: bool
    topic: bool
    turn: bool
    matters: Keys
    told: bool = False
    named: Keys = NONE
    carrying: Keys = NONE
    shown: Keys = NONE
    groups: Keys = NONE
    weak: Keys = NONE

    @property
    def thing(self) -> bool:
        """Whether it begins with a name of its own."""
        return not _PEOPLE.search(self.words) and (not self.dependent or bool(_COUNTED_THING.match(self.words)))

    @property
    def among(self) -> bool:
        """Whether it counts a part."""
        return self.words.startswith("其中")

    @property
    def reaching(self) -> bool:
        """Whether it counts those whom the deed before it reached."""
        return bool(_REACHED.match(self.words))

    @property
    def resulting(self) -> bool:
        """Whether it tells what came of the deeds before it."""
        return bool(_RESULTING.match(self.words))

    @property
    def funded(self) -> bool:
        """Whether it tells of the jobs that those before it pay for."""
        return bool(_FUNDED.match(self.words))


class Clauses:
    """The clauses of one report."""

    def __init__(self, speech: Speech) -> None:
        """Find the words of the text that show themes."""
        self.speech = speech
        self.folded = speech.folded
        self.cues = speech.cues
        self.relations = speech.relations
        self.matters = speech.cues.speeches(speech.folded)

    def of(self, sentence: Sentence) -> list[Wording]:
        """The clauses of a sentence, lists of figures divided into their items."""
        found: list[Wording] = []
        for clause in divide(self.folded, sentence.span):
            figure = _DIGIT.search(self.folded, *clause.span)
            items = _items(self.folded, clause.span, figure.end()) if figure else (clause.span,)
            found += [self._wording(item, clause, number > 0, not figure) for number, item in enumerate(items)]
        return found

    def _wording(self, span: Span, clause: Clause, item: bool, topic: bool) -> Wording:
        """A clause or an item of it, which holds figures where its clause does."""
        words = span.of(self.folded).lstrip()
        stop = "" if item else clause.stop
        compared = stop == ";" and bool(_COMPARED.match(words))
        wording = Wording(
            span,
            clause.span,
            words,
            stop in _FRESH and not compared,
            item,
            clause.parent is not None,
            compared or bool(_DEPENDENT.match(words)),
            topic,
            _takes_turn(words),
            self.matters.within(span),
        )
        listing = "等" in words and bool(_LISTING.search(words))
        # Most clauses name nothing and show nothing.
        tells = not listing and (self.speech.mentioned(span) or self.speech.hits.within(span))
        return self._telling(wording) if tells else wording

    def _telling(self, clause: Wording) -> Wording:
        """A clause with what it names and shows."""
        span = clause.span
        spoken = self.speech.mentioned(span)
        mentions = [m for m in spoken if not (self._example(m) or self._beside(m.span, span, m.key))]
        named = frozenset(mention.key for mention in mentions) if mentions else NONE
        hits, weak = self.cues.shown(self.folded, self.speech.hits, span, clause.matters)
        inside = [mention.span for mention in mentions if mention.rule != TOLD]
        shown = frozenset(
            key
            for key, hit in hits.items()
            if not self._beside(hit, span, key)
            and not (key in self.relations and any(name.covers(hit) and name != hit for name in inside))
        )
        coordinate = len(mentions) > 1 and any(
            one.key != other.key
            and one.span.end < other.span.start
            and not _NOT_MARK.search(self.folded, one.span.end, other.span.start)
            for one, other in pairwise(mentions)
        )
        means = bool(named - self.relations)  # beside which a partner named is one of several matters
        return clause._replace(
            told=bool(named)
            and not means
            and any(m.rule == TOLD and not any(name.overlaps(m.span) for name in inside) for m in mentions),
            named=named,
            carrying=frozenset(m.key for m in mentions if self._carries(m, span, coordinate, means)) if named else NONE,
            shown=shown,
            groups=frozenset(key for key in shown if hits[key].of(self.folded) in self.cues.groups) if shown else NONE,
            weak=weak,
        )

    def _example(self, mention: InitiativeMention) -> bool:
        """Whether a name is only an example of what another names (甲公益岗、护林员等公益性岗位)."""
        listed = _EXAMPLES.match(self.folded, mention.span.end) if mention.key not in self.relations else None
        return bool(listed and self.speech.mentioned(Span(listed.end(), listed.end() + _KIND_REACH)))

    def _carries(self, mention: InitiativeMention, span: Span, coordinate: bool, means: bool) -> bool:
        """Whether later clauses may go on about a name: not the people a figure counts, nor one of several means."""
        if mention.key not in self.relations:
            return not coordinate
        if mention.rule == TOLD:
            return not means
        return not (
            _COUNTED.search(self.folded, span.start, mention.span.start) or _DIGIT.match(self.folded, mention.span.end)
        )

    def _beside(self, name: Span, span: Span, key: str) -> bool:
        """Whether a name is only one item of a list of other things (产业帮扶、扶贫车间等项目)."""
        if self._by_help(span, key):
            return False
        after = name.end + 1 < span.end and self.folded[name.end] in _LIST_MARKS
        if after and not self.speech.mentioned(Span(name.end + 1, name.end + _ITEM_REACH)):
            return True
        for _ in range(_LONGEST_LIST):
            if name.start - 1 <= span.start or self.folded[name.start - 1] not in _LIST_MARKS:
                return False
            left = self._ending(name.start - 1)
            if left is None:
                return True
            name = left
        return False

    def _by_help(self, span: Span, key: str) -> bool:
        """Whether a clause says by whose help, or by which ways of selling, what it tells was done."""
        if key in self.relations:
            return self.folded.endswith("下", span.start, span.end) and bool(_UNDER.match(self.folded, *span))
        return key in self.cues.selling and bool(_WAYS.search(self.folded, *span))

    def _ending(self, position: int) -> Span | None:
        """The named initiative, or the word of a cue, that ends but for a few characters at a list mark."""
        near = self.speech.hits.within(Span(position - _ITEM_REACH, position))
        words = (hit for hit, word in near if self.cues.shows(word))
        names = (mention.span for mention in self.speech.mentioned(Span(position - 2 * _ITEM_REACH, position)))
        return max((span for span in (*words, *names) if position - 4 <= span.end <= position), default=None)


def _takes_turn(words: str) -> bool:
    """Whether a clause takes up the next of several matters."""
    return bool(_IN_TURN.match(words) or ("方面," in words and _MATTER.match(words)))


def _items(folded: str, span: Span, counted: int) -> Iterator[Span]:
    """A clause, divided where a list goes on from figure to figure (岗位12个、车间3家); the first ends at `counted`."""
    start = span.start
    for mark in _LIST_MARK.finditer(folded, counted, span.end):
        if _DIGIT.search(folded, start, mark.start()) and _DIGIT.search(folded, mark.start(), span.end):
            yield Span(start, mark.start())
            start = mark.end()
    yield Span(start, span.end)
