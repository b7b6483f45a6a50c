"""Which initiatives a figure or a measure belongs to, by its clause, its sentence, its paragraph, heading and title."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile
from typing import Final, NamedTuple

from builders.clauses import divide
from builders.document import Document, Kind, Sentence
from builders.initiatives import InitiativeMention
from builders.lexicon import Lexicon, Matcher
from builders.text import Span

Keys = frozenset[str]
NONE: Final[Keys] = frozenset()

# Initiatives of these themes bind a helper to those it helps: the others are their means, so that all figures of their
# sentence are theirs, and what is theirs is no other helper's.
_RELATIONS: Final = frozenset({"东西部协作", "定点帮扶", "驻村帮扶"})
# A narrower initiative of these themes is a way to carry out the broader one.
_CARRIED: Final = _RELATIONS | {"监测帮扶"}
# Initiatives of these themes are instruments: a clause on money after theirs speaks of something else.
_INSTRUMENTS: Final = frozenset({"务工就业", "金融帮扶", "消费帮扶"})
_GENERAL: Final = frozenset({"项目资金", "组织领导", "问题整改", "其他"})

# All patterns are read on folded text.
_FRESH: Final = frozenset({";", ":", "——"})
_LIST_MARKS: Final = "、和与及以"
_NOT_MARK: Final = re.compile(r"[^、和与及以“”《》]")
_ITEM_REACH: Final = 10  # characters of an item of a list before the name in it
# Names before such words are the items that the figure counts.
_LISTING: Final = re.compile(r"等[^,。;\d]{0,3}\d[^,。;]{0,4}(?:问题|方面|任务|工作|内容|短板|项目)")
_ENUMERATED: Final = re.compile(
    r"\s*(?:[一二三四五六七八九十]是|[(]?[一二三四五六七八九十\d]{1,2}[)、.]|第[一二三四五六七八九十],)"
)
# A clause that goes on about the one before it.
_DEPENDENT: Final = re.compile(
    r"(?:其中)?(?:[、“\"(]|已|均|都|共计?|累计|其中|目前|现|全部|先后|预计|每年|年|有效|直接|间接|可|能|也|还|并|全[市县省区州])*"
    r"(?:吸纳|吸收|带动|安置|解决|提供|惠及|覆盖|受益|帮助|支持|占|同比|较|比|增长|增加|增收|达|超|完成率|完成[目年全任]|实现|人均|户均|平均|月均|年均"
    r"|总|金额|余额|贷款|放款|贷|逾期|贴息|销售|助销|采购|产值|收益|收入|发放|支付|兑现|用于|投入|投资|其余|剩余|新增|涉及|辐射"
    r"|实施|引进|选派|协调|开展|其他|有|建成|建立|设立|认定|认证|组织|参与|培训|发电|装机|分红|消除|未消除|尚未|识别|纳入|排查|风险|脱贫不稳定|边缘易致贫|突发严重|\d)"
    r"|其中|[一-鿿]{0,6}率(?:为|达|均)*\d"
)
# What a region at large has, whoever helps it.
_AT_LARGE: Final = re.compile(r"可支配收入|生产总值|GDP|财政收入|预算收入|常住人口|农村居民人均|城镇居民人均")
_PLANNED: Final = re.compile(r"(?:今年|全年|年内|明年|下一步|\d{4}年)[^。;]{0,12}(?:计划|拟|将(?!\d))")
_STANDARD: Final = re.compile(r"至少|每年|每人|每户|每月|每名|不少于|不低于|\d[\d.]*[一-鿿]{1,2}以上")
_SUBJECT_REACH: Final = 4  # characters before the name that the subject of a paragraph may have
_OPENING_REACH: Final = 150  # characters within which a report says what it is about
_RARE: Final = 500  # a report is about an initiative that it names at least once in so many characters


class Cue(NamedTuple):
    """Words that, all together and in order, tie a figure to an initiative; a weak cue only takes up a named one."""

    words: tuple[str, ...]
    key: str
    weak: bool
    group: bool  # a population group, which other matters speak of too


@dataclass(frozen=True, slots=True)
class _Cues:
    """The cues of a lexicon by their last word, and what its vocabulary says of initiatives."""

    ending: dict[str, tuple[Cue, ...]]
    matcher: Matcher[str]
    relations: dict[str, str]
    carried: dict[str, str]
    broader: dict[str, str]
    themes: dict[str, str | None]
    matters: Matcher[str]


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause (or an item of a list of figures): what it names, what its cues show or take up, of what it speaks.

    `whole` is the clause with all its items; `fresh` marks the first after a semicolon, `item` one that goes on with
    a list, `nested` a bracketed one, `dependent` one that goes on about the clause before it, `topic` one without
    figures.
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
    return _Reading(document, mentions, lexicon).ties(spans)


class _Reading:
    """One report read for its ties."""

    def __init__(self, document: Document, mentions: Sequence[InitiativeMention], lexicon: Lexicon) -> None:
        self.folded = document.folded
        self.document = document
        self.cues = _read_cues(lexicon)
        self.mentions = mentions
        self.starts = [mention.span.start for mention in mentions]
        self.hits = sorted(self.cues.matcher.every(self.folded))
        self.hit_starts = [span.start for span, _ in self.hits]
        self.governing: dict[Span, tuple[Keys, Keys]] = {}
        self.report = self._report()

    def ties(self, spans: Sequence[Span]) -> list[tuple[str, ...]]:
        """The keys of each span."""
        sentences = self.document.sentences
        starts = [sentence.span.start for sentence in sentences]
        wanted: dict[int, list[int]] = {}
        for index, span in enumerate(spans):
            wanted.setdefault(bisect_right(starts, span.start) - 1, []).append(index)
        result: list[tuple[str, ...]] = [()] * len(spans)
        for number, indexes in wanted.items():
            tied = self._sentence(number)
            for index in indexes:
                keys = {key for clause, keys in tied if clause.overlaps(spans[index]) for key in keys}
                result[index] = tuple(sorted(keys))
        return result

    def _sentence(self, number: int) -> list[tuple[Span, Keys]]:
        """The clauses of a sentence with the keys that hold in each."""
        sentence = self.document.sentences[number]
        governing, known = self._scope(number)
        carry = tied = NONE
        loose = False  # whether only clauses that go on about theirs keep the relations carried
        at_large = False
        result: list[tuple[Span, Keys]] = []
        for clause in self._clauses(sentence):
            own = clause.named | self._agreeing(clause.shown, clause.named)
            if clause.nested or clause.item:
                before = tied if clause.nested or not own else carry
                tied = self._joined(before, own | self._taken(clause, known, before, own))
            else:
                carry = self._kept(carry, clause, own, loose)
                weak = self._taken(clause, known, carry, own)
                tied = self._joined(carry, own | weak)
                carry = self._joined(carry, clause.carrying | (own - clause.named) | weak)
                loose = not clause.topic if own else loose
                at_large = bool(_AT_LARGE.search(self.folded, *clause.span)) or (at_large and clause.dependent)
            known |= clause.named
            result.append((clause.span, self._widened(tied, clause, governing, sentence, at_large)))
        return result

    def _taken(self, clause: _Clause, known: Keys, carry: Keys, own: Keys) -> Keys:
        """The named initiatives that the weak cues of a clause take up, unless others stand nearer."""
        nearer = own | carry
        taken = clause.weak & (known | carry)
        if nearer & self.cues.relations.keys():
            taken -= self.cues.relations.keys()
        if clause.dependent and carry - self.cues.relations.keys():
            taken &= carry
        themes = {self.cues.themes.get(key) for key in own}
        return frozenset(key for key in taken if self.cues.themes.get(key) not in themes)

    def _kept(self, carry: Keys, clause: _Clause, own: Keys, loose: bool) -> Keys:
        """What a clause keeps of the initiatives of the clauses before it."""
        if clause.fresh or not carry:
            return NONE
        relations = carry & self.cues.relations.keys()
        means = carry - relations
        if loose and not clause.dependent:
            relations = NONE
        displacing = {key for key in own - self.cues.relations.keys() if self.cues.themes.get(key)}
        if displacing and not any(self.cues.broader.get(key) in means for key in displacing):
            means = NONE
        if not clause.dependent:
            means = frozenset(key for key in means if not clause.matters - self._matters_of(key))
        return relations | means

    def _matters_of(self, key: str) -> set[str | None]:
        """The themes that a clause about an initiative may speak of: its own, and unless it is an instrument, money."""
        theme = self.cues.themes.get(key)
        return {theme} if theme in _INSTRUMENTS else {theme, *_GENERAL}

    def _joined(self, before: Keys, own: Keys) -> Keys:
        """Keys in force with those of the clause itself; one relation gives way to another."""
        roots = {self.cues.relations[key] for key in own if key in self.cues.relations}
        if roots:
            before = frozenset(key for key in before if self.cues.relations.get(key) in {None, *roots})
        return before | own

    def _agreeing(self, shown: Keys, named: Keys) -> Keys:
        """The initiatives shown by cues, save other relations than the one named."""
        return self._joined(shown, named) - named

    def _widened(self, tied: Keys, clause: _Clause, governing: Keys, sentence: Sentence, at_large: bool) -> Keys:
        """The keys of a clause with those of its headings, of the report, and of the initiatives they carry out."""
        report = self.report if self.report and not self._stands_apart(clause, sentence) else NONE
        if at_large:
            report = report & self.cues.relations.keys()
        tied = self._joined(self._joined(report, governing), tied)
        return tied | {self.cues.carried[key] for key in tied if key in self.cues.carried}

    def _stands_apart(self, clause: _Clause, sentence: Sentence) -> bool:
        """Whether a clause of a report on one initiative speaks of a plan beside it, or of a named service's rules."""
        if not clause.named and _PLANNED.search(self.folded, *sentence.span):
            return True
        others = any(mention.rule != "vocabulary" for mention in self._mentioned(sentence.span))
        return others and bool(_STANDARD.search(self.folded, *clause.whole))

    def _mentioned(self, span: Span) -> Sequence[InitiativeMention]:
        return self.mentions[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]

    def _clauses(self, sentence: Sentence) -> list[_Clause]:
        """The clauses of a sentence, lists of figures divided into their items."""
        return [
            self._clause(item, clause.span, clause.stop in _FRESH and not number, number > 0, clause.parent is not None)
            for clause in divide(self.folded, sentence.span)
            for number, item in enumerate(_items(self.folded, clause.span))
        ]

    def _clause(self, span: Span, whole: Span, fresh: bool, item: bool, nested: bool) -> _Clause:
        words = span.of(self.folded)
        listing = _LISTING.search(words)
        mentions = [
            mention for mention in self._mentioned(span) if not listing and not self._beside(mention.span, span)
        ]
        named = frozenset(mention.key for mention in mentions)
        matters = frozenset(theme for _, theme in self.cues.matters.longest(words))
        shown, weak = (NONE, NONE) if listing else self._cued(span, matters)
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
            topic=not re.search(r"\d", words),
            named=named,
            carrying=named & self.cues.relations.keys() if coordinate else named,
            shown=shown,
            weak=weak,
            matters=matters,
        )

    def _cued(self, span: Span, matters: Keys) -> tuple[Keys, Keys]:
        """The keys that the cues of a stretch show, and those that they can take up."""
        hits = self.hits[bisect_left(self.hit_starts, span.start) : bisect_left(self.hit_starts, span.end)]
        shown: set[str] = set()
        weak: set[str] = set()
        for hit, word in hits:
            for cue in self.cues.ending[word]:
                if not all(self.folded.find(part, span.start, hit.start) >= 0 for part in cue.words[:-1]):
                    continue
                if cue.weak:
                    weak.add(cue.key)
                elif not (cue.group and matters - {self.cues.themes.get(cue.key)}) and not self._beside(hit, span):
                    shown.add(cue.key)
        return frozenset(shown), frozenset(weak)

    def _beside(self, name: Span, span: Span) -> bool:
        """Whether a name is only one item of a list of other things (产业帮扶、扶贫车间等项目)."""
        if name.start - 1 > span.start and self.folded[name.start - 1] in _LIST_MARKS:
            left = self._ending(name.start - 1)
            if left is None or self._beside(left, span):
                return True
        if name.end + 1 < span.end and self.folded[name.end] in _LIST_MARKS:
            return not self._mentioned(Span(name.end + 1, name.end + _ITEM_REACH))
        return False

    def _ending(self, position: int) -> Span | None:
        """The named initiative or cue that ends, but for a few characters, at a list mark."""
        near = self._mentioned(Span(position - _ITEM_REACH - 10, position))
        spans = [mention.span for mention in near] + [
            hit
            for hit, _ in self.hits[
                bisect_left(self.hit_starts, position - _ITEM_REACH) : bisect_left(self.hit_starts, position)
            ]
        ]
        return next((span for span in sorted(spans, reverse=True) if position - 4 <= span.end <= position), None)

    def _report(self) -> Keys:
        """The initiatives that the whole report is about, by its title or by what it keeps naming from its opening on."""
        titles = frozenset(mention.key for title in self._titles() for mention in self._mentioned(title))
        if keys := self._single(titles):
            return keys
        counts = Counter(mention.key for mention in self.mentions)
        total = sum(counts.values())
        opening = {mention.key for mention in self.mentions if mention.span.start < _OPENING_REACH}
        often = max(3, len(self.folded) // _RARE)
        return frozenset(key for key in opening if counts[key] >= often and 2 * counts[key] >= total)

    def _single(self, keys: Keys) -> Keys:
        """The keys of a title or heading, save where it names several relations."""
        relations = keys & self.cues.relations.keys()
        return keys - relations if len({self.cues.relations[key] for key in relations}) > 1 else keys

    def _titles(self) -> list[Span]:
        """The title and subtitle: what stands before the first paragraph, numbered headings aside."""
        lines = takewhile(lambda block: block.kind is not Kind.PARAGRAPH, self.document.blocks)
        return [
            block.span
            for block in lines
            if block.kind in (Kind.TITLE, Kind.HEADING) and not _ENUMERATED.match(self.folded, block.span.start)
        ]

    def _scope(self, number: int) -> tuple[Keys, Keys]:
        """What the headings and the subject of the paragraph tie a sentence to; what has been named before it."""
        sentence = self.document.sentences[number]
        governing: Keys = NONE
        known: Keys = NONE
        title = self.document.title
        for heading in sentence.headings:
            if heading != title:
                keys, named = self._heading(heading)
                governing = self._joined(governing, keys)
                known |= named
        block = self.document.blocks[sentence.block].span
        known |= frozenset(mention.key for mention in self._mentioned(Span(block.start, sentence.span.start)))
        return self._joined(governing, self._subject(number)), known

    def _heading(self, span: Span) -> tuple[Keys, Keys]:
        """What a heading ties its section to, and what it names."""
        if span not in self.governing:
            named = frozenset(mention.key for mention in self._mentioned(span))
            shown, _ = self._cued(span, NONE)
            keys = named or shown
            several = len(keys - {self.cues.broader.get(key) for key in keys}) > 1
            self.governing[span] = (NONE if several else keys, keys)
        return self.governing[span]

    def _subject(self, number: int) -> Keys:
        """The initiative that the paragraph, or the enumerated point, of a sentence opens with."""
        sentences = self.document.sentences
        block = sentences[number].block
        first = number
        while (
            first
            and sentences[first - 1].block == block
            and not _ENUMERATED.match(self.folded, sentences[first].span.start)
        ):
            first -= 1
        span = sentences[first].span
        found = _ENUMERATED.match(self.folded, *span)
        if first == number and not found:
            return NONE
        opening = divide(self.folded, span)[0].span if found else Span(span.start, span.start + _SUBJECT_REACH + 1)
        mentions = self._mentioned(opening)
        keys = frozenset(mention.key for mention in mentions)
        if re.search(r"\d", self.folded[found.end() if found else span.start : span.end if not found else opening.end]):
            return NONE
        return keys if len(keys) == 1 else NONE


def _items(folded: str, span: Span) -> Iterable[Span]:
    """A clause, divided where a list goes on from one figure to the next (岗位12个、车间3家)."""
    start = span.start
    position = folded.find("、", start, span.end)
    while position >= 0:
        if re.search(r"\d", folded[start:position]) and re.search(r"\d", folded[position : span.end]):
            yield Span(start, position)
            start = position + 1
        position = folded.find("、", position + 1, span.end)
    yield Span(start, span.end)


@cache
def _read_cues(lexicon: Lexicon) -> _Cues:
    """The cues of a lexicon, ready for use; `A…B` is both words in order, `…B` takes up what has been named."""
    ending: dict[str, list[Cue]] = {}
    groups = lexicon.group_forms()
    for term in lexicon.initiatives.values():
        for cue in term.cues:
            words = tuple(word for word in cue.split("…") if word)
            ending.setdefault(words[-1], []).append(Cue(words, term.key, cue.startswith("…"), words[-1] in groups))
    terms = lexicon.initiatives
    broader = {term.key: term.broader for term in terms.values() if term.broader}
    carried = {key: above for key, above in broader.items() if above in terms and terms[above].theme in _CARRIED}
    matters = {cue: theme.key for theme in lexicon.themes.values() for cue in theme.cues}
    return _Cues(
        {word: tuple(cues) for word, cues in ending.items()},
        Matcher({word: word for word in ending}),
        {term.key: term.broader or term.key for term in terms.values() if term.theme in _RELATIONS},
        carried,
        broader,
        {term.key: term.theme for term in terms.values()},
        Matcher(matters),
    )
