"""Which initiatives a figure or a measure belongs to, by its clause, its sentence, its paragraph, heading and title."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from builders.clauses import divide
from builders.cues import NONE, Hits, Keys, read_cues
from builders.document import Document, Sentence
from builders.governing import Governing, Speech
from builders.initiatives import InitiativeMention
from builders.lexicon import Lexicon
from builders.text import Span

# All patterns are read on folded text.
_FRESH: Final = frozenset({";", ":", "——"})
_LIST_MARKS: Final = "、和与及以"
_NOT_MARK: Final = re.compile(r"[^、和与及以“”《》]")
_ITEM_REACH: Final = 10  # characters of an item of a list before the name in it
_COUNTED: Final = re.compile(r"\d[\d.,]*[万余多]*(?:名|人|个|支|位)\Z")
_LONGEST_LIST: Final = 12  # items looked at before a name
_DIGIT: Final = re.compile(r"\d")
# Names before such words are the items that the figure counts.
_LISTING: Final = re.compile(r"等[^,。;\d]{0,3}\d[^,。;]{0,4}(?:问题|方面|任务|工作|内容|短板|项目)")
_CLAUSE_END: Final = re.compile(r"[,;:。]")
# A clause that goes on about the one before it.
_DEPENDENT: Final = re.compile(
    r"(?:其中)?(?:[、“\"(]|已|均|都|共计?|累计|其中|目前|现|全部|先后|预计|每年|年|有效|直接|间接|可|能|也|还|并|且|全[市县省区州])*"
    r"(?:吸纳|吸收|带动|安置|解决|提供|惠及|覆盖|受益|帮助|支持|占|同比|较|比|增长|增加|增收|达|超|完成率|完成[目年全任]|实现|人均|户均"
    r"|平均|月均|年均|总|金额|余额|贷款|放款|贷|逾期|贴息|销售|助销|采购|产值|收益|收入|发放|支付|兑现|用于|投入|投资|其余|剩余|新增"
    r"|涉及|辐射|动员|撬动|募集|接受|实施|引进|选派|协调|开展|其他|有|建成|建立|设立|认定|认证|组织|参与|培训|发电|装机|分红|消除|未消除"
    r"|尚未|识别|纳入|排查|风险|脱贫不稳定|边缘易致贫|突发严重|\d)"
    r"|其中|[一-鿿]{0,6}率(?:为|达|均)*\d"
)
# What a region at large has, whoever helps it.
_AT_LARGE: Final = re.compile(r"可支配收入|生产总值|GDP|财政收入|预算收入|常住人口|农村居民人均|城镇居民人均")
_PLANNED: Final = re.compile(r"(?:今年|全年|年内|明年|下一步|\d{4}年)[^。;]{0,12}(?:计划|拟|将(?!\d))")
_STANDARD: Final = re.compile(r"至少|每年|每人|每户|每月|每名|不少于|不低于|\d[\d.]*[一-鿿]{1,2}以上")


class _Clause(NamedTuple):
    """A clause (or an item of a list of figures): what it names, what its cues show or take up, of what it speaks.

    `whole` is the clause with all its items; `fresh` marks the first after a semicolon, `item` one that goes on with
    a list, `nested` a bracketed one, `dependent` one that goes on about the clause before it, `topic` one without
    figures; `carrying` are the named initiatives that the clauses after it may go on about.
    """

    span: Span
    whole: Span
    fresh: bool
    item: bool
    nested: bool
    dependent: bool
    topic: bool
    named: Keys
    carrying: Keys
    shown: Keys
    weak: Keys
    matters: Keys


def ties(document: Document, mentions: Sequence[InitiativeMention], span: Span, lexicon: Lexicon) -> tuple[str, ...]:
    """The keys of the initiatives that the text ties one figure or measure to, sorted."""
    return tie_all(document, mentions, (span,), lexicon)[0]


def tie_all(
    document: Document, mentions: Sequence[InitiativeMention], spans: Sequence[Span], lexicon: Lexicon
) -> list[tuple[str, ...]]:
    """For each figure or measure the keys of the initiatives that the text ties it to, sorted.

    >>> from builders.document import lay_out
    >>> from builders.initiatives import find_initiatives
    >>> text = "全县认定帮扶车间26个,吸纳就业310人;造林5万亩。"
    >>> document, lexicon = lay_out(text), Lexicon.load()
    >>> figures = [Span(8, 11), Span(16, 20), Span(23, 26)]
    >>> tie_all(document, find_initiatives(document, lexicon), figures, lexicon)
    [('帮扶车间',), ('帮扶车间',), ()]
    """
    reading = _Reading(document, mentions, lexicon)
    starts = [sentence.span.start for sentence in document.sentences]
    tied: dict[int, list[tuple[Span, Keys]]] = {}
    result = []
    for span in spans:
        number = bisect_right(starts, span.start) - 1
        if number not in tied:
            tied[number] = reading.sentence(number)
        result.append(tuple(sorted({key for clause, keys in tied[number] if clause.overlaps(span) for key in keys})))
    return result


class _Reading:
    """One report read for its ties."""

    def __init__(self, document: Document, mentions: Sequence[InitiativeMention], lexicon: Lexicon) -> None:
        self.folded = document.folded
        self.document = document
        self.cues = read_cues(lexicon)
        self.speech = Speech(document, mentions, self.cues)
        self.relations = self.speech.relations
        self.hits = self.speech.hits
        self.matters: Hits = self.cues.speeches(self.folded)
        self.governing = Governing(self.speech)
        self.report, self.report_from = self.governing.report()

    def sentence(self, number: int) -> list[tuple[Span, Keys]]:
        """The clauses of a sentence with the keys that hold in each."""
        sentence = self.document.sentences[number]
        governing, known = self.governing.scope(number)
        carry = tied = NONE
        loose = False  # whether the relations carried are kept only by clauses that go on about theirs
        at_large = False
        result: list[tuple[Span, Keys]] = []
        for clause in self._clauses(sentence):
            own = clause.named | (self.cues.joined(clause.shown, clause.named) - clause.named)
            if clause.nested or clause.item:
                before = tied if clause.nested or not own else carry
                tied = self.cues.joined(before, own | self._taken(clause, known, before, own))
            else:
                carry = self._kept(carry, clause, own, loose)
                taken = self._taken(clause, known, carry, own)
                tied = self.cues.joined(carry, own | taken)
                carry = self.cues.joined(carry, clause.carrying | (own - clause.named) | taken)
                loose = not clause.topic if own else loose
                at_large = bool(_AT_LARGE.search(self.folded, *clause.span)) or (at_large and clause.dependent)
            known |= self.speech.named(clause.span)
            result.append((clause.span, self._widened(tied, clause, governing, sentence, at_large)))
        return result

    def _taken(self, clause: _Clause, known: Keys, carry: Keys, own: Keys) -> Keys:
        """The named initiatives that the weak cues of a clause take up, unless others stand nearer."""
        taken = clause.weak & (known | carry)
        if not taken:
            return NONE
        if (own | carry) & self.relations:
            taken -= self.relations
        if clause.dependent and carry - self.relations:
            taken &= carry
        themes = {self.cues.themes.get(key) for key in own}
        return frozenset(key for key in taken if self.cues.themes.get(key) not in themes)

    def _kept(self, carry: Keys, clause: _Clause, own: Keys, loose: bool) -> Keys:
        """What a clause keeps of the initiatives of the clauses before it."""
        if clause.fresh or not carry:
            return NONE
        means = carry - self.relations
        relations = carry - means if clause.dependent or not loose else NONE
        displacing = {key for key in own - self.relations if self.cues.themes.get(key)}
        if displacing and not any(self.cues.broader.get(key) in means for key in displacing):
            return relations
        if not clause.dependent:
            means = frozenset(
                key
                for key in means
                if key in clause.weak
                or not ((self.cues.instrument(key) and not clause.topic) or self.cues.alien(clause.matters, key))
            )
        return relations | frozenset(key for key in means if not self.cues.served(clause.matters, key))

    def _widened(self, tied: Keys, clause: _Clause, governing: Keys, sentence: Sentence, at_large: bool) -> Keys:
        """The keys of a clause with those of its headings, of the report, and of the initiatives they carry out."""
        report = NONE
        if self.report and sentence.span.end > self.report_from and not self._stands_apart(clause, sentence):
            report = self.report & self.relations if at_large else self.report
        above = self.cues.within(report, governing)
        if above and not tied:
            tied = frozenset(key for key in above if not self.cues.served(clause.matters, key))
        elif above:
            tied = self.cues.within(above, tied)
        return tied | {self.cues.carried[key] for key in tied if key in self.cues.carried}

    def _stands_apart(self, clause: _Clause, sentence: Sentence) -> bool:
        """Whether a clause of a report on one initiative speaks of a plan beside it, or of a named service's rules."""
        if not clause.named and _PLANNED.search(self.folded, *sentence.span):
            return True
        others = any(mention.rule != "vocabulary" for mention in self.speech.mentioned(sentence.span))
        return others and bool(_STANDARD.search(self.folded, *clause.whole))

    def _clauses(self, sentence: Sentence) -> list[_Clause]:
        """The clauses of a sentence, lists of figures divided into their items."""
        return [
            self._clause(item, clause.span, clause.stop in _FRESH and not number, number > 0, clause.parent is not None)
            for clause in divide(self.folded, sentence.span)
            for number, item in enumerate(_items(self.folded, clause.span))
        ]

    def _clause(self, span: Span, whole: Span, fresh: bool, item: bool, nested: bool) -> _Clause:
        words = span.of(self.folded)
        listing = bool(_LISTING.search(words))
        mentions = [] if listing else [m for m in self.speech.mentioned(span) if not self._beside(m.span, span)]
        named = frozenset(mention.key for mention in mentions)
        matters = self.cues.speaking(self.matters, span)
        shown, weak = self.cues.shown(self.folded, self.hits, span, matters)
        coordinate = any(
            one.span.end < other.span.start and not _NOT_MARK.search(self.folded, one.span.end, other.span.start)
            for one, other in pairwise(mentions)
        )
        return _Clause(
            span=span,
            whole=whole,
            fresh=fresh,
            item=item,
            nested=nested,
            dependent=bool(_DEPENDENT.match(words.lstrip())),
            topic=not _DIGIT.search(words),
            named=named,
            carrying=frozenset(m.key for m in mentions if self._carries(m, span, coordinate)),
            shown=NONE if listing else frozenset(key for key, hit in shown.items() if not self._beside(hit, span)),
            weak=NONE if listing else weak,
            matters=matters,
        )

    def _carries(self, mention: InitiativeMention, span: Span, coordinate: bool) -> bool:
        """Whether later clauses may go on about a name: not the people a figure counts, nor one of several means."""
        if mention.key not in self.relations:
            return not coordinate
        return not (
            _COUNTED.search(self.folded, span.start, mention.span.start) or _DIGIT.match(self.folded, mention.span.end)
        )

    def _beside(self, name: Span, span: Span) -> bool:
        """Whether a name is only one item of a list of other things (产业帮扶、扶贫车间等项目)."""
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

    def _ending(self, position: int) -> Span | None:
        """The named initiative, or the word of a cue, that ends but for a few characters at a list mark."""
        near = self.hits.within(Span(position - _ITEM_REACH, position))
        words = (hit for hit, word in near if self.cues.shows(word))
        names = (mention.span for mention in self.speech.mentioned(Span(position - 2 * _ITEM_REACH, position)))
        return max((span for span in (*words, *names) if position - 4 <= span.end <= position), default=None)


def _items(folded: str, span: Span) -> Iterator[Span]:
    """A clause, divided where a list goes on from one figure to the next (岗位12个、车间3家)."""
    start = span.start
    mark = folded.find("、", start, span.end)
    while mark >= 0:
        if _DIGIT.search(folded, start, mark) and _DIGIT.search(folded, mark, span.end):
            yield Span(start, mark)
            start = mark + 1
        mark = folded.find("、", mark + 1, span.end)
    yield Span(start, span.end)
